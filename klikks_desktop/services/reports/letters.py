"""Letters after DIN 5008: thanks, invitation, and signing up to the programme before its deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.dates import format_long, weekday
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.patron_state import in_office
from klikks_desktop.domain.records import (
    Appointment,
    Participation,
    Patron,
    Place,
    Project,
    ProjectPatron,
)
from klikks_desktop.domain.reports.letter import LetterSheet
from klikks_desktop.domain.reports.letters import address_lines, letter_number, spoken_name
from klikks_desktop.domain.reports.sheet import Bullets, Facts, Paragraph
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.reports.frame import Frame, frame, printable, save, suffix_of
from klikks_desktop.services.savings.effects import effects_of_projects
from klikks_desktop.services.workspace import Progress, Workspace, silent


class Letter(StrEnum):
    """Which letter; the value is the word of the command line and part of the file name."""

    THANKS = "dank"
    INVITATION = "einladung"
    SIGN_UP = "anmeldung"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOrder:
    """What a letter says beside what is stored.

    patron_ids: who gets one; not for signing up, which goes to the region's office. address: street
    and town of the receiver. topic, on, time, where: of an invitation. note: a paragraph of one's own.
    """

    letter: Letter
    patron_ids: tuple[UUID, ...] = ()
    address: tuple[str, ...] = ()
    topic: str = ""
    on: date | None = None
    time: str = ""
    where: str = ""
    note: str = ""


def letter_pdf(
    workspace: Workspace, place: Place, order: LetterOrder, *, progress: Progress = silent
) -> bytes:
    """All letters of an order in one file, each on pages of its own. progress may raise to give up.

    K-140 a person is not there, K-443 no deadline to sign up by, K-444 nobody to write to, K-445 an
    invitation without occasion or day.
    """
    from klikks_desktop.documents.reports.press import ReportPress

    around = frame(workspace, place)
    sheets = [_sign_up(around, order)] if order.letter is Letter.SIGN_UP else _to_patrons(around, order)
    press = ReportPress(workspace.shipped.folder)
    return press.letters(sheets, created=around.created, progress=progress)


def save_letter(
    workspace: Workspace, place: Place, order: LetterOrder, out: Path, *, progress: Progress = silent
) -> Path:
    """Write it; K-440 when ``out`` is no .pdf, K-544 when it is there already."""
    suffix_of(out, "pdf")
    expect_new(out)
    return save(out, letter_pdf(workspace, place, order, progress=progress))


def patrons_in_office(workspace: Workspace, place: Place) -> list[Patron]:
    """Whom a letter to everybody goes to, by name."""
    with workspace.store.read() as reader:
        running = {term.patron_id for term in reader.find(Appointment) if in_office(term, workspace.today)}
        patrons = reader.find(Patron, place_id=place.id)
    return sorted((each for each in patrons if each.id in running), key=lambda each: each.search_key)


# -- to patrons ---------------------------------------------------------------------------------------


def _to_patrons(around: Frame, order: LetterOrder) -> list[LetterSheet]:
    if not order.patron_ids:
        raise UserError("K-444")
    if order.letter is Letter.INVITATION and (not order.topic.strip() or order.on is None):
        raise UserError("K-445")
    sheets = []
    for patron_id in order.patron_ids:
        with around.workspace.store.read() as reader:
            patron = reader.get(Patron, patron_id)
        if patron is None:
            raise UserError("K-140")
        body = _thanks(around, patron) if order.letter is Letter.THANKS else _invitation(around, order)
        sheets.append(_to_patron(around, order, patron, body))
    return sheets


def _to_patron(
    around: Frame, order: LetterOrder, patron: Patron, body: list[Paragraph | Bullets | Facts]
) -> LetterSheet:
    address = patron.address.value
    if order.letter is Letter.THANKS:
        subject = around.say(f"brief.dank.betreff.{address}")
    else:
        subject = around.say("brief.einladung.betreff", {"Anlass": printable(order.topic)})
    closing = around.say(f"brief.{order.letter.value}.schluss")
    note = [Paragraph(printable(order.note))] if order.note.strip() else []
    return letter_sheet(
        around,
        recipient=address_lines(patron, order.address),
        subject=subject,
        salutation=around.say(f"brief.anrede.{address}", {"Name": spoken_name(patron)}),
        body=(*body, *note, Paragraph(closing)),
    )


def _thanks(around: Frame, patron: Patron) -> list[Paragraph | Bullets | Facts]:
    """Since when, for what, and what came of it."""
    with around.workspace.store.read() as reader:
        terms = sorted(reader.find(Appointment, patron_id=patron.id), key=lambda term: term.begins_on)
        links = reader.find(ProjectPatron, patron_id=patron.id)
        projects = [reader.get(Project, link.project_id) for link in links]
    body: list[Paragraph | Bullets | Facts] = [Paragraph(around.say("brief.dank.text"))]
    if terms:
        begin, last = terms[0].begins_on, terms[-1].last_day
        dates = {"Beginn": format_long(begin)}
        if last is not None and last < around.today:
            dates["Ende"] = format_long(last)
            body.append(Paragraph(around.say("brief.dank.bis", dates)))
        elif begin <= around.today:
            body.append(Paragraph(around.say("brief.dank.seit", dates)))
    titles = sorted(printable(project.title) for project in projects if project and project.title)
    if titles:
        body += [Paragraph(around.say("brief.dank.projekte")), Bullets(tuple(titles))]
        body += _saved(around, {project.id for project in projects if project})
    return body


def _saved(around: Frame, project_ids: set[UUID]) -> list[Paragraph]:
    """What these projects have achieved, in one sentence, as it counts in all sums."""
    amounts = effects_of_projects(around.workspace, around.place.id, project_ids)
    if amounts is None or amounts.total_kwh <= 0:
        return []
    figures = {"kWh": letter_number(amounts.total_kwh), "Tonnen": letter_number(amounts.tonnes, 1)}
    return [Paragraph(around.say("brief.dank.wirkung", figures))]


def _invitation(around: Frame, order: LetterOrder) -> list[Paragraph | Bullets | Facts]:
    rows = []
    if order.on is not None:
        when = f"{weekday(order.on)}, {format_long(order.on)}"
        rows.append((around.say("brief.einladung.wann"), f"{when}, {order.time}" if order.time else when))
    if order.where:
        rows.append((around.say("brief.einladung.wo"), printable(order.where)))
    return [Paragraph(around.say("brief.einladung.text")), Facts(tuple(rows))]


# -- to the region's office ---------------------------------------------------------------------------


def _sign_up(around: Frame, order: LetterOrder) -> LetterSheet:
    place = around.place
    if place.signup_deadline is None:
        raise UserError("K-443")
    deadline = {"Frist": format_long(place.signup_deadline)}
    late = place.signup_deadline < around.today
    with around.workspace.store.read() as reader:
        joined = reader.get(Participation, place.id)
    body = [Paragraph(around.say("brief.anmeldung.verspaetet" if late else "brief.anmeldung.text", deadline))]
    if joined and joined.resolution_on:
        resolution = {"Datum": format_long(joined.resolution_on), "Nummer": joined.resolution_number}
        body.append(Paragraph(around.say("brief.anmeldung.beschluss", resolution)))
    if count := len(patrons_in_office(around.workspace, place)):
        people = count_words(count, "Patin oder Pate", "Patinnen und Paten")
        body.append(Paragraph(around.say("brief.anmeldung.personen", {"Anzahl": people})))
    if order.note.strip():
        body.append(Paragraph(printable(order.note)))
    body.append(Paragraph(around.say("brief.anmeldung.schluss")))
    return letter_sheet(
        around,
        recipient=_office_lines(place, order.address),
        subject=around.say("brief.anmeldung.betreff"),
        salutation=around.say("brief.anrede.stelle"),
        body=tuple(body),
    )


def _office_lines(place: Place, address: tuple[str, ...]) -> tuple[str, ...]:
    """The region's office above street and town; its town is not said twice."""
    office = [part.strip() for part in place.region_office.split(",") if part.strip()]
    if len(office) > 1 and address and office[-1].casefold() in address[-1].casefold():
        office.pop()
    return (*office, *address) or ("",)


# -- what all letters have ----------------------------------------------------------------------------


def letter_sheet(
    around: Frame,
    *,
    recipient: tuple[str, ...],
    subject: str,
    salutation: str,
    body: tuple[Paragraph | Bullets | Facts, ...],
) -> LetterSheet:
    """A letter from the place of ``around``, with the block of information and who signs."""
    place = around.place
    town = f"{place.postcode} {place.city}".strip()
    information = (
        ("Auskunft", place.contact_name or place.office),
        ("Telefon", place.contact_phone),
        ("E-Mail", place.contact_email),
        ("Datum", format_long(around.today)),
    )
    return LetterSheet(
        letterhead=around.letterhead,
        arms=around.arms,
        sender=" · ".join(part for part in (place.designation, place.street, town) if part),
        recipient=recipient,
        information=tuple((label, value) for label, value in information if value),
        subject=subject,
        salutation=salutation,
        body=body,
        closing=around.say("brief.gruss"),
        signatory=_signatory(place),
        mark=around.mark,
    )


def _signatory(place: Place) -> tuple[str, ...]:
    """Who signs; the deputy with the mode, where the deputy signs."""
    if place.deputy_signs and place.deputy_name:
        return (place.deputy_mode or "In Vertretung", place.deputy_name, place.deputy_title)
    return tuple(part for part in (place.signatory_name, place.signatory_title) if part)
