"""The evaluation as a file: exactly the rows and columns that are shown, in their order."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal
from pathlib import Path

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.region.totals import Grouping, Row, Totals
from klikks_desktop.domain.region.totals_table import Column, Figure, Value, columns
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace


def totals_file_name(workspace: Workspace, grouping: Grouping, suffix: str) -> str:
    """The name offered. suffix: "xlsx" or "csv"."""
    what = f"Auswertung nach {grouping.heading}"
    return file_name("", workspace.name, workspace.today, suffix, what)


def shown_rows(totals: Totals, grouping: Grouping, factor_set: str) -> list[Row]:
    """The rows of the table, with the total at the end when there are any."""
    rows = totals.rows(grouping, factor_set)
    return [*rows, totals.total(factor_set)] if rows else []


def export_totals(
    totals: Totals,
    grouping: Grouping,
    figure: Figure,
    factor_set: str,
    path: Path,
    *,
    order: Sequence[Hashable] = (),
) -> int:
    """Write the table to ``path``; how many rows there were. K-634 for another ending, K-330.

    order: key and name of each row as somebody sorted them; the total stays the last.
    """
    from klikks_desktop.exchange.tables.writer import Column as SheetColumn
    from klikks_desktop.exchange.tables.writer import ColumnKind

    known = columns(grouping, figure)
    heads = [SheetColumn(grouping.heading, ColumnKind.TEXT)]
    heads += [
        SheetColumn(column.full_title, ColumnKind.DECIMAL, digits=column.digits or 0) for column in known
    ]
    found = shown_rows(totals, grouping, factor_set)
    places = {key: place for place, key in enumerate(order)}
    found.sort(key=lambda row: places.get((row.key, row.name), len(places)))
    rows = [_cells(row, known) for row in found]
    return write_table(
        path,
        "Auswertung",
        [*heads, SheetColumn("Faktorensatz", ColumnKind.TEXT)],
        [[*cells, totals.set_title(factor_set)] for cells in rows],
    )


def _cells(row: Row, known: Sequence[Column]) -> list[CellValue]:
    return [row.name, *(_cell(column.number(row)) for column in known)]


def _cell(value: Value) -> CellValue:
    return float(value) if isinstance(value, Decimal) else value
