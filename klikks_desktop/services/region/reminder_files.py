"""The files of reminders: letters after DIN 5008 and drafts of e-mails, from shipped wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Period
from klikks_desktop.domain.region.status import Standing, Why
from klikks_desktop.domain.reports.letter import LetterSheet
from klikks_desktop.domain.reports.sheet import Paragraph
from klikks_desktop.domain.values import check_email
from klikks_desktop.services.region.sender import Sender, office
from klikks_desktop.services.region.status import StatusRow
from klikks_desktop.services.reports.frame import frame, printable
from klikks_desktop.services.reports.letters import letter_sheet
from klikks_desktop.services.workspace import Progress, Workspace


class Way(StrEnum):
    """How to remind; the value stands in the note."""

    LETTERS = "Brief"
    JOINT = "Brief (gemeinsame Datei)"
    DRAFTS = "E-Mail-Entwurf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderOrder:
    """keys: of the municipalities. ways: one or several. note: a paragraph of one's own."""

    period: Period
    keys: tuple[str, ...]
    ways: tuple[Way, ...]
    note: str = ""


class ReminderFiles:
    """Makes the files of one order. ``step`` is called before each municipality and may raise."""

    def __init__(self, workspace: Workspace, order: ReminderOrder, known: Sender) -> None:
        self._workspace, self._order, self._known = workspace, order, known
        self._around = frame(workspace, office(workspace, known))

    def files(
        self, way: Way, rows: Sequence[StatusRow], step: Callable[[], None]
    ) -> Iterator[tuple[str, bytes]]:
        """Name and content of every file of one way."""
        if way is Way.DRAFTS:
            for row in rows:
                step()
                yield self._name(row, "eml"), self._draft(row)
        else:
            yield from self._letters(rows, step, joint=way is Way.JOINT)

    def paragraphs(self, row: StatusRow) -> list[str]:
        """What a reminder says; the first paragraph begins small, after the salutation."""
        period, known, note = self._order.period, self._known, printable(self._order.note).strip()
        values = {
            "Zeitraum": f"„{period.title}“",
            "Frist": format_long(period.due_on),
            "Beginn": format_long(period.opens_on),
            "Datum": format_long(row.status.on or period.opens_on),
            "Fassung": row.town.program,
            "Postfach": known.email,
            "Telefon": known.phone,
        }
        said = [self._around.say(key, values) for key in self._keys(row)]
        return [*said, *([note] if note else []), self._around.say("erinnerung.schluss", values)]

    # ------------------------------------------------------------------ inside

    def _keys(self, row: StatusRow) -> list[str]:
        late = self._around.today > self._order.period.due_on
        first = "erinnerung.fehlt.spaet" if late else "erinnerung.fehlt"
        match row.status.standing, row.status.why:
            case Standing.NOT_ENROLLED, _:
                return [first, "erinnerung.anmeldung"]
            case Standing.OLDER, Why.PROGRAM:
                return ["erinnerung.programm", "erinnerung.weg"]
            case Standing.OLDER, _:
                return [first, "erinnerung.vorher", "erinnerung.weg"]
            case _:
                return [first, "erinnerung.weg"]

    def _letters(
        self, rows: Sequence[StatusRow], step: Callable[[], None], *, joint: bool
    ) -> Iterator[tuple[str, bytes]]:
        from klikks_desktop.documents.reports.press import ReportPress

        press, created = ReportPress(self._workspace.shipped.folder), self._around.created
        if joint:
            sheets = [self._sheet(row) for row in rows]
            data = press.letters(sheets, created=created, progress=_each(step))
            extra = f"Erinnerung {self._order.period.title}"
            yield file_name("", self._workspace.name, self._workspace.today, "pdf", extra), data
            return
        for row in rows:
            step()
            yield self._name(row, "pdf"), press.letters([self._sheet(row)], created=created)

    def _name(self, row: StatusRow, suffix: str) -> str:
        return file_name(row.town.key, row.town.name, self._workspace.today, suffix, "Erinnerung")

    def _subject(self) -> str:
        return self._around.say("erinnerung.betreff", {"Zeitraum": f"„{self._order.period.title}“"})

    def _sheet(self, row: StatusRow) -> LetterSheet:
        partner = row.town.partner
        town = f"{partner.postcode} {partner.city}".strip()
        lines = (partner.designation, partner.office, partner.street, town)
        return letter_sheet(
            self._around,
            recipient=tuple(printable(line) for line in lines if line),
            subject=self._subject(),
            salutation=self._around.say("brief.anrede.stelle"),
            body=tuple(Paragraph(text) for text in self.paragraphs(row)),
        )

    def _draft(self, row: StatusRow) -> bytes:
        from klikks_desktop.exchange.eml import write_draft

        place = self._around.place
        signed = "\n".join(
            line
            for line in (place.signatory_name or place.contact_name, place.designation, place.contact_phone)
            if line
        )
        salutation, closing = (self._around.say(key) for key in ("brief.anrede.stelle", "brief.gruss"))
        return write_draft(
            to=row.town.partner.email,
            to_name=row.town.designation,
            sender="" if check_email(self._known.email) else self._known.email,
            subject=self._subject(),
            body="\n\n".join([salutation, *self.paragraphs(row), f"{closing}\n{signed}"]) + "\n",
            now=self._around.created.astimezone(),
        )


def _each(step: Callable[[], None]) -> Progress:
    """A progress that takes a step with each thing to do, and none when all are done."""

    def tell(done: int, total: int) -> None:
        if done < total:
            step()

    return tell
