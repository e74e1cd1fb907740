"""The annual report (Jahresbericht) of one patron: activities, projects, what was reached, what comes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.carriers import CARRIER_WORDS
from klikks_desktop.domain.dates import format_long, format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.figures import NONE, rounded
from klikks_desktop.domain.papers import Column, SignatureLine
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Address,
    Appointment,
    Patron,
    Place,
    Project,
    ProjectPatron,
    Task,
)
from klikks_desktop.domain.reports.sheet import (
    Block,
    Facts,
    Figure,
    Figures,
    Heading,
    Paragraph,
    ReportSheet,
    Signatures,
    TableBlock,
)
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.files import expect_new
from klikks_desktop.services.reports.frame import Frame, frame, printable, save, suffix_of
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_MOST_TASKS = 12
_FORMS = {Address.FEMALE: "Frau", Address.MALE: "Herr", Address.NONE: ""}


def annual_report_pdf(workspace: Workspace, patron_id: UUID, year: int) -> bytes:
    """The report of one person for one year; K-140 when the person is not there."""
    from klikks_desktop.documents.reports.press import ReportPress

    with workspace.store.read() as reader:
        patron = reader.get(Patron, patron_id)
        place = reader.get(Place, patron.place_id) if patron else None
        if patron is None or place is None:
            raise UserError("K-140")
        sheet = _Gathered(frame(workspace, place), reader, patron, year).sheet()
    created = workspace.clock().replace(microsecond=0)
    return ReportPress(workspace.shipped.folder).report(sheet, created=created)


def save_annual_report(workspace: Workspace, patron_id: UUID, year: int, out: Path) -> Path:
    """Write it; K-440 when ``out`` is no .pdf, K-544 when it is there already."""
    suffix_of(out, "pdf")
    expect_new(out)
    return save(out, annual_report_pdf(workspace, patron_id, year))


class _Gathered:
    """What is known of one person's year."""

    def __init__(self, around: Frame, reader: Reader, patron: Patron, year: int) -> None:
        self._around, self._patron, self._year = around, patron, year
        links = reader.find(ProjectPatron, patron_id=patron.id)
        found = [reader.get(Project, link.project_id) for link in links]
        self._projects = sorted((each for each in found if each), key=lambda each: each.title.casefold())
        ids = [each.id for each in self._projects]
        self._titles = {each.id: printable(each.title) or "Projekt ohne Titel" for each in self._projects}
        activities = reader.find(Activity, order=("held_on", "id"), project_id=ids)
        self._activities = [each for each in activities if each.held_on.year == year]
        self._achieved = reader.find(Achievement, order=("carrier", "id"), project_id=ids, year=year)
        self._tasks = reader.find(Task, order=("id",), project_id=ids)
        self._terms = reader.find(Appointment, order=("begins_on",), patron_id=patron.id)

    def sheet(self) -> ReportSheet:
        """The words of the report."""
        say, form = self._around.say, self._patron.address.value
        year = {"Jahr": str(self._year)}
        return self._around.sheet(
            kind=f"Jahresbericht {self._year}",
            title=say(f"jahresbericht.titel.{form}"),
            subtitle=f"{self._around.place.designation} · Stand {format_long(self._around.today)}",
            blocks=(
                Facts(self._person()),
                self._figures(),
                Heading(say("jahresbericht.aktivitaeten")),
                *(self._activity_table() or [Paragraph(say("jahresbericht.aktivitaeten.keine", year))]),
                Heading(say("jahresbericht.projekte")),
                *(self._project_table() or [Paragraph(say("jahresbericht.projekte.keine"))]),
                Heading(say("jahresbericht.erreicht")),
                *(self._achieved_table() or [Paragraph(say("jahresbericht.erreicht.keine", year))]),
                Heading(say("jahresbericht.ausblick")),
                *(self._task_table() or [Paragraph(say("jahresbericht.ausblick.keine"))]),
                Signatures(
                    (
                        SignatureLine(say("bericht.unterschrift.ort"), self._town()),
                        SignatureLine(say(f"jahresbericht.unterschrift.{form}")),
                    )
                ),
            ),
            one_page=True,
        )

    def _town(self) -> str:
        city = self._around.place.city
        return f"{city}, den " if city else ""

    def _person(self) -> tuple[tuple[str, str], ...]:
        patron = self._patron
        name = " ".join(part for part in (_FORMS[patron.address], patron.degree, patron.full_name) if part)
        term = next((each for each in reversed(self._terms) if each.begins_on.year <= self._year), None)
        rows = [("Name", name), ("Berichtsjahr", str(self._year))]
        if term is not None:
            end = f"bis {format_long(term.last_day)}" if term.last_day else "auf unbestimmte Zeit"
            rows.append(("Amtszeit", f"{format_long(term.begins_on)} {end}"))
        return tuple(rows)

    def _figures(self) -> Figures:
        people = sum(each.people or 0 for each in self._activities)
        hours = sum((each.hours or Decimal(0) for each in self._activities), Decimal(0))
        return Figures(
            (
                Figure("Aktivitäten", str(len(self._activities)), "", "im Berichtsjahr"),
                Figure(
                    "Erreichte Menschen", rounded(Decimal(people), 0), "", "bei allen Aktivitäten zusammen"
                ),
                Figure("Ehrenamtliche Stunden", format_number(hours), "", "aller Beteiligten zusammen"),
                Figure("Projekte", str(len(self._projects)), "", "mit eigener Zuständigkeit"),
            )
        )

    def _activity_table(self) -> list[Block]:
        columns = (
            Column("Datum", 1.1),
            Column("Was", 3),
            Column("Art", 1.6),
            Column("Menschen", 1, right=True),
            Column("Stunden", 0.9, right=True),
        )
        rows = [
            (
                format_short(each.held_on),
                f"{printable(each.title) or NONE}\n{self._titles[each.project_id]}",
                each.kind.value,
                NONE if each.people is None else str(each.people),
                NONE if each.hours is None else format_number(each.hours),
            )
            for each in self._activities
        ]
        return [TableBlock(columns, tuple(rows))] if rows else []

    def _project_table(self) -> list[Block]:
        columns = (Column("Projekt", 3), Column("Stand", 1.2), Column("Nächster Schritt", 2.6))
        rows = [
            (self._titles[each.id], each.state.value, printable(each.next_step) or NONE)
            for each in self._projects
        ]
        return [TableBlock(columns, tuple(rows))] if rows else []

    def _achieved_table(self) -> list[Block]:
        columns = (
            Column("Projekt", 3),
            Column("Energie", 1.2),
            Column("kWh", 1, right=True),
            Column("EUR", 1, right=True),
            Column("t CO₂e", 1, right=True),
            Column("Datengüte", 1.1),
        )
        rows = [
            (
                self._titles[each.project_id],
                CARRIER_WORDS[each.carrier],
                rounded(each.kwh, 0),
                NONE if each.saved_cents is None else rounded(Decimal(each.saved_cents) / 100, 0),
                NONE if each.co2e_kg is None else rounded(each.co2e_kg / 1000, 2),
                each.grade.value,
            )
            for each in self._achieved
        ]
        return [TableBlock(columns, tuple(rows))] if rows else []

    def _task_table(self) -> list[Block]:
        """What is still to do, by day; tasks without one at the end."""
        open_tasks = [each for each in self._tasks if each.done_on is None]
        open_tasks.sort(key=lambda each: each.due_on or date.max)
        columns = (Column("Bis", 1.1), Column("Aufgabe", 3.4), Column("Projekt", 2.4))
        rows = [
            (
                format_short(each.due_on) if each.due_on else NONE,
                printable(each.title) or NONE,
                self._titles[each.project_id] if each.project_id else NONE,
            )
            for each in open_tasks[:_MOST_TASKS]
        ]
        return [TableBlock(columns, tuple(rows))] if rows else []
