"""Consumption and costs as a table with real types: every value that was entered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.energy.consumption import ConsumptionRow, list_consumption
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace


def export_consumption(workspace: Workspace, path: Path, place_id: UUID | None = None) -> int:
    """Write the values of one place or of all to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    columns = [
        Column("Gebäude", ColumnKind.TEXT),
        Column("Energieträger", ColumnKind.TEXT),
        Column("Zähler", ColumnKind.TEXT),
        Column("Verwendung", ColumnKind.TEXT),
        Column("Jahr"),
        Column("Monat"),
        Column("Menge", ColumnKind.DECIMAL),
        Column("Einheit", ColumnKind.TEXT),
        Column("kWh (Hi)", ColumnKind.INTEGER),
        Column("Kosten (EUR)", ColumnKind.EURO),
        Column("Datengüte", ColumnKind.TEXT),
    ]
    rows = [_cells(row) for row in list_consumption(workspace, place_id)]
    return write_table(path, "Verbrauch", columns, rows)


def _cells(row: ConsumptionRow) -> list[CellValue]:
    """One row in the order of the columns; the whole of a year has no month."""
    return [
        row.building,
        row.carrier,
        row.meter,
        row.purpose.value,
        row.year,
        row.month or None,
        _number(row.quantity),
        row.unit.value,
        _number(None if row.kwh is None else round(row.kwh)),
        _number(None if row.cents is None else Decimal(row.cents) / 100),
        row.grade,
    ]


def _number(value: Decimal | int | None) -> float | None:
    return None if value is None else float(value)
