"""The list of buildings as a table with real types: what the page shows."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Place
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.energy.buildings import BuildingRow, list_buildings
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace

TITLES = (
    "Gebäude",
    "Gebäudeart",
    "Kommune",
    "Lage",
    "NGF (m²)",
    "Wärme: Jahr",
    "Wärme (kWh)",
    "Wärme (kWh/m²)",
    "witterungsbereinigt",
    "Wärme: Klasse",
    "Strom: Jahr",
    "Strom (kWh)",
    "Strom (kWh/m²)",
    "Strom: Klasse",
    "Hinweise",
)
_WHOLE = frozenset({"NGF (m²)", "Wärme (kWh)", "Strom (kWh)"})
_EXACT = frozenset({"Wärme (kWh/m²)", "Strom (kWh/m²)"})


def export_name(workspace: Workspace, place: Place | None) -> str:
    """The name offered for the file; ``None`` when the buildings belong to several places."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, workspace.today, "xlsx", "Gebäude")


def export_buildings(workspace: Workspace, path: Path, ids: Collection[UUID]) -> int:
    """Write the buildings with these ids to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    wanted = set(ids)
    rows = [_cells(row) for row in list_buildings(workspace) if row.id in wanted]
    kinds = {**dict.fromkeys(_WHOLE, ColumnKind.INTEGER), **dict.fromkeys(_EXACT, ColumnKind.DECIMAL)}
    columns = [Column(title, kinds.get(title, ColumnKind.GENERAL)) for title in TITLES]
    return write_table(path, "Gebäude", columns, rows)


def _cells(row: BuildingRow) -> list[CellValue]:
    """One row in the order of ``TITLES``; what is not known stays empty."""
    corrected = None if row.heat_kwh is None else row.is_corrected
    return [
        row.name,
        row.kind_title,
        row.place,
        row.where,
        _number(row.area_m2, 0),
        row.heat_year,
        _number(row.heat_kwh, 0),
        _number(row.heat_kwh_per_m2, 1),
        None if corrected is None else "ja" if corrected else "nein",
        row.heat_class.letter if row.heat_class else None,
        row.power_year,
        _number(row.power_kwh, 0),
        _number(row.power_kwh_per_m2, 1),
        row.power_class.letter if row.power_class else None,
        " ".join(row.problems),
    ]


def _number(value: Decimal | None, digits: int) -> float | None:
    return None if value is None else float(round(value, digits))
