"""A list as a file for Excel: the name says whether .xlsx or .csv."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue

if TYPE_CHECKING:
    from klikks_desktop.exchange.tables.writer import Column


def write_table(
    path: Path, title: str, columns: Sequence[Column], rows: Sequence[Sequence[CellValue]]
) -> int:
    """Write the rows to ``path``; how many there were. K-634 for another ending, K-330 when it fails.

    title: of the sheet.
    """
    from klikks_desktop.exchange.tables.writer import SheetToWrite, write_csv, write_xlsx

    match path.suffix.casefold():
        case ".xlsx":
            write_xlsx(path, [SheetToWrite(title, columns, rows)])
        case ".csv":
            write_csv(path, columns, rows)
        case _:
            raise UserError("K-634", {"file": path.name})
    return len(rows)
