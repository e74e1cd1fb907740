"""How the parts of a project are shown: tasks, activities, indicators, measured savings, grants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.carriers import CARRIER_WORDS
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Funding,
    FundingState,
    Indicator,
    Task,
)
from klikks_desktop.domain.values import format_number
from klikks_desktop.ui.pages.projects.parts import PartKind
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.pill import State
from klikks_desktop.ui.widgets.record_form import RecordSection

SOON_DAYS = 14
"""A task is near from so many days before it is due, as in the list of what is due."""
FUNDING_PILLS: dict[FundingState, State] = {
    FundingState.IDEA: "possible",
    FundingState.OWN_FUNDS: "possible",
    FundingState.APPLIED: "decided",
    FundingState.GRANTED: "ok",
    FundingState.AWARDED: "ok",
    FundingState.CALLED: "ok",
    FundingState.PROOF: "ok",
    FundingState.CLOSED: "past",
    FundingState.REJECTED: "past",
}


def tr(text: str) -> str:
    """Translate a text of this page."""
    return QCoreApplication.translate("ProjectParts", text)


def untitled(title: str, otherwise: str) -> Cell:
    """A title as the first cell of a row, a muted word for one that is missing."""
    return Cell(title) if title else Cell(otherwise, muted=True, sort="")


def task_kind(today: date) -> PartKind:
    """Tasks: open ones first, by day."""

    def line(task: Task) -> Row:
        due = format_short(task.due_on) if task.due_on else tr("offen")
        if task.done_on:
            state = Cell(tr("erledigt"), state="ok")
        elif task.due_on and task.due_on < today:
            state = Cell(tr("überfällig"), state="error")
        else:
            soon = task.due_on is not None and (task.due_on - today).days <= SOON_DAYS
            state = Cell(tr("fällig"), state="warn") if soon else Cell(tr("zu tun"), muted=True)
        day = Cell(due, muted=task.due_on is None, sort=task.due_on.toordinal() if task.due_on else None)
        return Row(task.id, (untitled(task.title, tr("Neue Aufgabe")), day, state))

    def count(tasks: Sequence[Task]) -> str:
        left = sum(task.done_on is None for task in tasks)
        return tr("{tasks} · {left} zu tun").format(
            tasks=count_words(len(tasks), "Aufgabe", "Aufgaben"), left=left
        )

    return PartKind(
        Task,
        tr("Aufgaben"),
        "check",
        tr("Aufgabe hinzufügen"),
        tr("Aufgabe löschen"),
        tr("Noch keine Aufgabe"),
        count,
        [
            Column("title", tr("Aufgabe")),
            Column("due", tr("Fällig"), "date"),
            Column("state", tr("Stand"), "pill"),
        ],
        line,
        [RecordSection(tr("Gewählte Aufgabe"), "draft", ["title", ("due_on", "done_on"), "note", "shared"])],
        sort="due",
        note=tr("Was zu tun ist. Was einen Tag hat, steht auch unter Termine."),
    )


def activity_kind() -> PartKind:
    """Activities with the citizens, the latest first."""

    def line(activity: Activity) -> Row:
        people = "" if activity.people is None else format_integer(activity.people)
        hours = "" if activity.hours is None else format_number(activity.hours)
        return Row(
            activity.id,
            (
                untitled(activity.title, tr("Neue Aktivität")),
                Cell(format_short(activity.held_on), sort=activity.held_on.toordinal()),
                Cell(people or "–", muted=not people, sort=activity.people),
                Cell(hours or "–", muted=not hours, sort=float(activity.hours or 0)),
            ),
        )

    def count(activities: Sequence[Activity]) -> str:
        people = sum(each.people or 0 for each in activities)
        hours = sum((each.hours or Decimal() for each in activities), Decimal())
        return tr("{people} erreicht · {hours}").format(
            people=count_words(people, "Person", "Personen"),
            hours=tr("{hours} Std.").format(hours=format_number(hours)),
        )

    return PartKind(
        Activity,
        tr("Aktivitäten"),
        "patrons",
        tr("Aktivität hinzufügen"),
        tr("Aktivität löschen"),
        tr("Noch keine Aktivität"),
        count,
        [
            Column("title", tr("Was")),
            Column("on", tr("Am"), "date"),
            Column("people", tr("Pers."), "number"),
            Column("hours", tr("Std."), "number"),
        ],
        line,
        [
            RecordSection(
                tr("Gewählte Aktivität"),
                "draft",
                ["title", ("kind", "held_on"), ("people", "hours"), "note"],
            )
        ],
        sort="on",
        down=True,
        note=tr("Was mit Bürgerinnen und Bürgern geschah: wann, wie viele kamen, wie viele Stunden."),
    )


def indicator_kind() -> PartKind:
    """Indicators of output and effect."""

    def line(indicator: Indicator) -> Row:
        return Row(
            indicator.id,
            (
                untitled(indicator.title, tr("Neue Kennzahl")),
                indicator.kind.value,
                _amount(indicator.target, indicator.unit),
                _amount(indicator.actual, indicator.unit),
            ),
        )

    return PartKind(
        Indicator,
        tr("Kennzahlen"),
        "potential",
        tr("Kennzahl hinzufügen"),
        tr("Kennzahl löschen"),
        tr("Noch keine Kennzahl"),
        lambda rows: count_words(len(rows), "Kennzahl", "Kennzahlen"),
        [
            Column("title", tr("Kennzahl")),
            Column("kind", tr("Art")),
            Column("target", tr("Ziel"), "number"),
            Column("actual", tr("Erreicht"), "number"),
        ],
        line,
        [RecordSection(tr("Gewählte Kennzahl"), "draft", ["title", "kind", "unit", ("target", "actual")])],
        note=tr("Woran Sie den Erfolg noch messen, neben kWh, Tonnen und Euro."),
    )


def achievement_kind() -> PartKind:
    """Measured savings, the latest year first."""

    def line(saving: Achievement) -> Row:
        tonnes = "" if saving.co2e_kg is None else format_number(saving.co2e_kg / 1000, 1)
        return Row(
            saving.id,
            (
                Cell(str(saving.year), sort=saving.year),
                CARRIER_WORDS[saving.carrier],
                Cell(format_number(round(saving.kwh)), sort=float(saving.kwh)),
                Cell(tonnes or "–", muted=not tonnes, sort=float(saving.co2e_kg or 0)),
            ),
        )

    return PartKind(
        Achievement,
        tr("Gemessene Einsparung"),
        "emission",
        tr("Messwert hinzufügen"),
        tr("Messwert löschen"),
        tr("Noch kein Messwert"),
        lambda rows: count_words(len(rows), "Messwert", "Messwerte"),
        [
            Column("year", tr("Jahr")),
            Column("carrier", tr("Energieträger")),
            Column("kwh", tr("kWh"), "number"),
            Column("tonnes", tr("t CO₂e"), "number"),
        ],
        line,
        [
            RecordSection(
                tr("Gewählter Messwert"),
                "draft",
                [("year", "carrier"), ("kwh", "saved_cents"), "grade", "note"],
            )
        ],
        first="year",
        sort="year",
        down=True,
        note=tr("Was Zähler und Rechnungen zeigen. Das letzte Jahr zählt als erreicht."),
    )


def funding_kind() -> PartKind:
    """Grants with their whole life."""

    def line(funding: Funding) -> Row:
        euros = "" if funding.amount_cents is None else format_integer(round(funding.amount_cents / 100))
        return Row(
            funding.id,
            (
                untitled(funding.title or funding.programme, tr("Neue Förderung")),
                Cell(euros or "–", muted=not euros, sort=funding.amount_cents),
                Cell(funding.state.value, state=FUNDING_PILLS[funding.state]),
            ),
        )

    return PartKind(
        Funding,
        tr("Förderungen"),
        "euro",
        tr("Förderung hinzufügen"),
        tr("Förderung löschen"),
        tr("Noch keine Förderung"),
        lambda rows: count_words(len(rows), "Förderung", "Förderungen"),
        [
            Column("title", tr("Förderung")),
            Column("amount", tr("Zuwendung (EUR)"), "number"),
            Column("state", tr("Stand"), "pill"),
        ],
        line,
        [
            RecordSection(
                tr("Antrag"),
                "document",
                [
                    "programme",
                    "title",
                    ("state", "reference"),
                    ("rate", "eligible_cents"),
                    ("amount_cents", "resolution_on"),
                    "applied_on",
                ],
            ),
            RecordSection(
                tr("Bescheid"),
                "check",
                [("granted_on", "objection_until"), ("period_from", "period_to"), "awarded_on"],
            ),
            RecordSection(
                tr("Abruf und Nachweis"),
                "euro",
                [
                    ("called_on", "called_cents"),
                    ("proof_due", "proof_sent_on"),
                    ("closed_on", "bound_until"),
                    "keep_until",
                    "note",
                ],
            ),
        ],
        first="programme",
        note=tr("Vom Antrag bis zum Ende der Zweckbindung. Fristen stehen auch unter Termine."),
    )


def _amount(value: Decimal | None, unit: str) -> Cell:
    if value is None:
        return Cell("–", muted=True)
    return Cell(f"{format_number(value)} {unit}".rstrip(), sort=float(value))
