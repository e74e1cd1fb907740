"""list projects, funding and deadlines; project show."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal
from uuid import UUID

from klikks_desktop.cli.context import Context
from klikks_desktop.cli.fields import short_name
from klikks_desktop.cli.output import print_json, print_object, print_table, say, warn
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.project_fields import PROJECT_FIELDS
from klikks_desktop.services import deadlines
from klikks_desktop.services.projects import funding, projects
from klikks_desktop.services.projects.project_savings import Compared
from klikks_desktop.services.projects.projects import ProjectRow, ProjectView
from klikks_desktop.services.workspace import Workspace


def chosen_place(workspace: Workspace, options: Namespace) -> UUID | None:
    """The own place that was named, or all."""
    return workspace.own_place(options.place).id if options.place else None


def show_projects(context: Context, options: Namespace) -> int:
    """List projects."""
    rows = projects.list_projects(context.workspace, chosen_place(context.workspace, options))
    if options.json:
        print_json(_project_json(row) for row in rows)
        return 0
    print_table(
        ("Projekt", "Art", "Stand", "Ort", "Zuständig", "t CO2e/a", "EUR/a", "Nächster Termin", "Kennung"),
        [
            (
                row.title,
                row.kind.value,
                row.state.value,
                row.where or row.place,
                ", ".join(row.patrons),
                _number(row.co2e_t_per_year, 2),
                _number(row.eur_per_year, 0),
                row.next_due,
                row.id,
            )
            for row in rows
        ],
    )
    return 0


def _project_json(row: ProjectRow) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "state": row.state,
        "place": row.place,
        "where": row.where,
        "patrons": row.patrons,
        "begins_on": row.begins_on,
        "ends_on": row.ends_on,
        "planned_eur": _euros(row.planned_cents),
        "actual_eur": _euros(row.actual_cents),
        "granted_eur": _euros(row.granted_cents),
        "expected_co2e_t_per_year": row.savings.co2e_t_per_year.expected,
        "achieved_co2e_t_per_year": row.savings.co2e_t_per_year.achieved,
        "expected_eur_per_year": row.savings.eur_per_year.expected,
        "achieved_eur_per_year": row.savings.eur_per_year.achieved,
        "next_step": row.next_step,
        "next_due": row.next_due,
        "own": row.is_own,
    }


def show_project(context: Context, options: Namespace) -> int:
    """One project with what was expected and what was achieved."""
    workspace = context.workspace
    view = projects.load_project(workspace, projects.find_project(workspace, options.project))
    if options.json:
        print_object(_view_json(view))
        return 0
    say(view.project.title)
    values = {field.title: field.words(getattr(view.project, field.name)) for field in PROJECT_FIELDS[1:]}
    values |= {"Gebäude": view.where, "Ortsteil": "", "Zuständig": _names(view)}
    print_table(("Angabe", "Wert"), [(title, text) for title, text in values.items() if text])
    rows = view.savings.rows
    if rows:
        year = view.savings.year
        say()
        print_table(
            ("Im Jahr", "Erwartet", f"Erreicht {year}" if year else "Erreicht", "Einheit"),
            [(row.title, _amount(row, row.expected), _amount(row, row.achieved), row.unit) for row in rows],
        )
    for note in view.savings.notes:
        warn(note)
    return 0


def _names(view: ProjectView) -> str:
    return ", ".join(patron.full_name for patron in view.patrons)


def _amount(row: Compared, amount: Decimal | None) -> str:
    return _number(amount, 2 if row.unit == "t" else 0)


def _view_json(view: ProjectView) -> dict[str, object]:
    savings = view.savings
    return {
        **{short_name(field): getattr(view.project, field.name) for field in PROJECT_FIELDS},
        "id": view.project.id,
        "planned": _euros(view.project.planned_cents),
        "actual": _euros(view.project.actual_cents),
        "place": view.place.name,
        "where": view.where,
        "patrons": [patron.full_name for patron in view.patrons],
        "potentials": [row.id for row in view.potentials],
        "achieved_in": savings.year,
        "savings": [
            {"title": row.title, "unit": row.unit, "expected": row.expected, "achieved": row.achieved}
            for row in savings.rows
        ],
        "activities": len(view.activities),
        "people_reached": view.people_reached,
        "open_tasks": sum(task.record.done_on is None for task in view.tasks),
        "funding": [each.record.id for each in view.fundings],
        "attachments": [each.file_name for each in view.attachments],
    }


def show_funding(context: Context, options: Namespace) -> int:
    """List grants."""
    rows = funding.list_funding(context.workspace, chosen_place(context.workspace, options))
    if options.json:
        print_json(
            {
                "id": row.id,
                "title": row.title,
                "programme": row.programme,
                "project_id": row.project_id,
                "project": row.project,
                "place": row.place,
                "state": row.state,
                "amount_eur": _euros(row.amount_cents),
                "next_on": row.next_on,
                "next": row.next_title,
                "overdue": row.is_overdue,
                "warnings": row.warnings,
                "own": row.is_own,
            }
            for row in rows
        )
        return 0
    print_table(
        ("Projekt", "Förderung", "Stand", "EUR", "Nächster Termin", "", "Kennung"),
        [
            (
                r.project,
                r.title,
                r.state.value,
                _number(_euros(r.amount_cents), 2),
                r.next_on,
                r.next_title,
                r.id,
            )
            for r in rows
        ],
    )
    for row in rows:
        for sentence in row.warnings:
            warn(f"{row.project}: {sentence}")
    return 0


def show_deadlines(context: Context, options: Namespace) -> int:
    """List what is due."""
    rows = deadlines.deadlines(context.workspace, place_id=chosen_place(context.workspace, options))
    if options.json:
        print_json(
            {
                "on": row.on,
                "title": row.title,
                "detail": row.detail,
                "kind": row.kind,
                "overdue": row.is_overdue,
                "near": row.is_near,
                "record": row.record,
                "item": row.item,
                "source": row.source or None,
            }
            for row in rows
        )
        return 0
    print_table(
        ("Am", "Was", "Wofür", "Art", ""),
        [(r.on, r.title, r.detail, r.kind.value, "überfällig" if r.is_overdue else "") for r in rows],
    )
    return 0


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


def _number(value: Decimal | None, digits: int) -> str:
    return "" if value is None else rounded(value, digits)
