"""The list of projects as a table with real types: what the page shows."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.projects.project_list import ProjectRow, list_projects
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace

TITLES: Final = (
    "Titel",
    "Art",
    "Stand",
    "Kommune",
    "Lage",
    "Verantwortlich",
    "Beginn",
    "Ende",
    "Kosten geplant (EUR)",
    "Kosten tatsächlich (EUR)",
    "Bewilligte Förderung (EUR)",
    "t CO2e im Jahr",
    "EUR im Jahr",
    "gemessen im Jahr",
    "Nächster Schritt",
    "Nächster Termin",
)
_DATES: Final = frozenset({"Beginn", "Ende", "Nächster Termin"})
_EUROS: Final = frozenset(title for title in TITLES if "(EUR)" in title)


def export_name(workspace: Workspace, place: Place | None) -> str:
    """The name offered for the file; ``None`` when the projects belong to several places."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, workspace.today, "xlsx", "Projekte")


def export_projects(workspace: Workspace, path: Path, ids: Collection[UUID]) -> int:
    """Write the projects with these ids to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    wanted = set(ids)
    rows = [_cells(row) for row in list_projects(workspace) if row.id in wanted]
    kinds = {
        **dict.fromkeys(_DATES, ColumnKind.DATE),
        **dict.fromkeys(_EUROS, ColumnKind.EURO),
        "t CO2e im Jahr": ColumnKind.DECIMAL,
        "EUR im Jahr": ColumnKind.INTEGER,
    }
    columns = [Column(title, kinds.get(title, ColumnKind.GENERAL)) for title in TITLES]
    return write_table(path, "Projekte", columns, rows)


def _cells(row: ProjectRow) -> list[CellValue]:
    """One row in the order of ``TITLES``; what is not known stays empty."""
    return [
        row.title,
        row.kind.value,
        row.state.value,
        row.place,
        row.where,
        ", ".join(row.patrons),
        row.begins_on,
        row.ends_on,
        _euros(row.planned_cents),
        _euros(row.actual_cents),
        _euros(row.granted_cents or None),
        _number(row.co2e_t_per_year, 3),
        _number(row.eur_per_year, 0),
        row.savings.year,
        row.next_step,
        row.next_due,
    ]


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def _number(value: Decimal | None, digits: int) -> float | None:
    return None if value is None else float(round(value, digits))
