"""Letters to patrons: thanks (Dankbrief) and invitation (Einladung)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.formatting import safe_part
from klikks_desktop.domain.records import Patron, Place
from klikks_desktop.services.reports.letters import Letter, LetterOrder, patrons_in_office
from klikks_desktop.ui.dialogs.letter import ADDRESS, NOTE, LetterDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.form_field import FieldSpec

WHO, ONE, ALL = "who", "one", "all"
TOPIC, DAY, TIME, WHERE = "topic", "on", "time", "where"
TITLES: Final = {Letter.THANKS: "Dankbrief", Letter.INVITATION: "Einladung"}


class PatronLetterDialog(LetterDialog):
    """A letter to one person, or one to everybody in office in one file."""

    def __init__(
        self,
        host: Host,
        place: Place,
        patron: Patron,
        letter: Letter,
        *,
        sentence: str,
        specs: Sequence[FieldSpec] = (),
        parent: QWidget | None = None,
    ) -> None:
        self._letter, self._patron = letter, patron
        self._everybody = tuple(each.id for each in patrons_in_office(host.workspace, place))
        everybody = _tr("Alle im Amt ({count})").format(count=len(self._everybody))
        who = FieldSpec(
            WHO, _tr("An wen"), "segments", choices=[(ONE, _tr("Nur diese Person")), (ALL, everybody)]
        )
        super().__init__(
            host,
            place,
            TITLES[letter],
            patron.full_name,
            sentence=sentence,
            specs=[*specs, *([who] if self._everybody else [])],
            address_help=_tr(
                "Straße und Hausnummer, darunter Postleitzahl und Ort. Anschriften werden nicht gespeichert: "
                "was hier steht, steht nur auf diesem Brief."
            ),
            parent=parent,
        )
        if self._everybody:
            self.fields[WHO].set_value(ONE)
            self.fields[WHO].edited.connect(self._follow_who)

    @property
    def is_to_all(self) -> bool:
        """Whether everybody in office gets one."""
        return WHO in self.fields and self.text(WHO) == ALL

    def extra_name(self) -> str:
        """Title, and the name where it is for one."""
        title = TITLES[self._letter]
        return title if self.is_to_all else f"{title}_{safe_part(self._patron.full_name)}"

    def patron_ids(self) -> tuple[UUID, ...]:
        """Who gets one."""
        return self._everybody if self.is_to_all else (self._patron.id,)

    def order(self) -> LetterOrder | None:
        """Receivers, address and the paragraph."""
        address = () if self.is_to_all else self.address_lines()
        if address is None:
            return None
        return LetterOrder(
            letter=self._letter, patron_ids=self.patron_ids(), address=address, note=self.text(NOTE)
        )

    def _follow_who(self) -> None:
        """Letters to all bear names only: one address would be wrong for all but one."""
        self.fields[ADDRESS].setVisible(not self.is_to_all)
        words = _tr("Alle Briefe in einer Datei, im Anschriftfeld steht nur der Name.")
        self.fields[WHO].set_help(words if self.is_to_all else "")
        self.verb.set_label(_tr("Briefe ansehen") if self.is_to_all else _tr("Brief ansehen"))
        self._fit_height()


class ThanksDialog(PatronLetterDialog):
    """Thanks: term, projects and what they bring come from what is stored."""

    def __init__(self, host: Host, place: Place, patron: Patron, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            place,
            patron,
            Letter.THANKS,
            sentence=_tr(
                "Der Brief nennt, seit wann die Person tätig ist, ihre Projekte und was sie schon sparen."
            ),
            parent=parent,
        )


class InvitationDialog(PatronLetterDialog):
    """An invitation: what for, when and where."""

    def __init__(self, host: Host, place: Place, patron: Patron, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            place,
            patron,
            Letter.INVITATION,
            sentence=_tr("Anlass und Tag braucht jede Einladung, Uhrzeit und Ort dürfen offen bleiben."),
            specs=[
                FieldSpec(TOPIC, _tr("Anlass"), placeholder=_tr("zum Beispiel Runder Tisch Klimaschutz")),
                FieldSpec(DAY, _tr("Tag"), "date", width=51),
                FieldSpec(TIME, _tr("Uhrzeit"), placeholder=_tr("zum Beispiel 19:00"), width=51),
                FieldSpec(WHERE, _tr("Ort"), placeholder=_tr("zum Beispiel Ratssaal, Am Markt 1")),
            ],
            parent=parent,
        )
        self._beside = QHBoxLayout()
        self.body.insertLayout(self.body.indexOf(self.fields[DAY]), self._beside)
        for name in (DAY, TIME):
            self._beside.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        host.theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self._beside.setSpacing(self.theme.px(3))

    def order(self) -> LetterOrder | None:
        """With occasion, a day to come, time and place."""
        # Each is read, so that every problem shows at once; the cursor goes to the first.
        day = self.day(DAY)
        if day is not None and day < self._host.workspace.today:
            self.refuse(DAY, _tr("Der Tag ist schon vorbei."))
        topic = self.text(TOPIC)
        if not topic:
            self.refuse(TOPIC, _tr("Bitte einen Anlass eintragen."))
        order = super().order()
        if order is None or any(field.problem for field in self.fields.values()):
            return None
        return LetterOrder(
            letter=order.letter,
            patron_ids=order.patron_ids,
            address=order.address,
            note=order.note,
            topic=topic,
            on=day,
            time=_clock_words(self.text(TIME)),
            where=self.text(WHERE),
        )


def _clock_words(text: str) -> str:
    """A bare time gets its unit: "19:00" is printed as "19:00 Uhr"."""
    return f"{text} Uhr" if text[-1:].isdigit() else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterDialogs", text)
