"""Writing tables that German Excel opens with a double click (facts/peers-and-wishes.md 5).

XLSX holds real types. CSV: semicolon, UTF-8 with byte order mark, CRLF, decimal comma, no
``sep=`` line (it would switch off the byte order mark). Text that a spreadsheet would take for a
formula gets an apostrophe in front, which our own reader takes away again; in XLSX it is marked
as text and needs none. Postcodes and keys are text: Excel shows their zeros in XLSX, in CSV only
when the column is imported as text.
"""

from __future__ import annotations

import errno
import io
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.domain.values import format_number
from klikks_desktop.exchange.tables.cells import guard, writable

_LITERAL_ESCAPE: Final = re.compile("_(x[0-9A-Fa-f]{4}_)")
_SHEET_NAME: Final = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_FIRST_EXCEL_DAY: Final = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was; such dates are written as text."""
_NARROWEST: Final = 8
_WIDEST: Final = 50
_HEADER_FONT: Final = Font(bold=True)
_HEADER_FILL: Final = PatternFill("solid", fgColor="FFE3ECE4")
_HEADER_ALIGNMENT: Final = Alignment(vertical="top", wrap_text=True)


class ColumnKind(Enum):
    """How a column shows its numbers; the value is Excel's number format."""

    GENERAL = "General"
    TEXT = "@"
    DATE = "dd.mm.yyyy"
    INTEGER = "#,##0"
    DECIMAL = "#,##0.0##"
    EURO = '#,##0.00" €"'


_DIGITS: Final = {ColumnKind.INTEGER: 0, ColumnKind.DECIMAL: 3, ColumnKind.EURO: 2}
"""Decimals that Excel shows at most; CSV has no more, because there nothing hides them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table to write. TEXT also for postcodes and keys given as ``str``.

    digits: decimals that every number has, zeros too; ``None`` for as many as ``kind`` shows.
    """

    title: str
    kind: ColumnKind = ColumnKind.GENERAL
    digits: int | None = None

    @property
    def number_format(self) -> str:
        """Of Excel."""
        if self.digits is None:
            return self.kind.value
        return ".".join(filter(None, (ColumnKind.INTEGER.value, "0" * self.digits)))


_PLAIN: Final = Column("")


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """One sheet of a workbook to write; rows are as long as columns."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[CellValue]]


def write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Sequence[CellValue]]) -> None:
    """Write a CSV file in one step, replacing ``path``; ``UserError`` K-330 when that fails."""
    lines = [_csv_line(map(_csv_field, (column.title for column in columns)))]
    lines.extend(_csv_line(map(_csv_field, row, columns)) for row in rows)
    _replace(path, "".join(lines).encode("utf-8-sig"))


def write_xlsx(path: Path, sheets: Sequence[SheetToWrite]) -> None:
    """Write a workbook in one step, replacing ``path``; ``UserError`` K-330 when that fails."""
    workbook = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _add_sheet(workbook, sheet, _sheet_name(sheet.name, taken))
    buffer = io.BytesIO()
    workbook.save(buffer)
    _replace(path, buffer.getvalue())


def free_path(folder: Path, name: str) -> Path:
    """``folder/name``, or with " (2)", " (3)" … before the suffix when that is there already."""
    wanted = folder / name
    if not wanted.exists():
        return wanted
    numbered = (folder / f"{wanted.stem} ({number}){wanted.suffix}" for number in count(2))
    return next(path for path in numbered if not path.exists())


def _csv_line(fields: Iterable[str]) -> str:
    return ";".join(fields) + "\r\n"


def _csv_field(value: CellValue, column: Column = _PLAIN) -> str:
    if isinstance(value, str):
        text = guard(writable(value).replace("\r\n", "\n").replace("\r", "\n"))
        # Quoted digits stay text for programs that heed quotes (LibreOffice: "quoted field as text").
        if text[:1].isdigit() or text != text.strip() or any(character in text for character in ';"\n'):
            return '"' + text.replace('"', '""') + '"'
        return text
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return format_short(value)
    return _csv_number(value, column)


def _csv_number(value: float, column: Column) -> str:
    if column.digits is not None:
        return f"{value:.{column.digits}f}".replace(".", ",")
    digits = _DIGITS.get(column.kind)
    return format_number(value if digits is None else round(value, digits), grouped=False)


def _add_sheet(workbook: Workbook, sheet: SheetToWrite, name: str) -> None:
    worksheet = workbook.create_sheet(name)
    for index, column in enumerate(sheet.columns):
        letters = get_column_letter(index + 1)
        worksheet.column_dimensions[letters].width = _width(column, [row[index] for row in sheet.rows])
    worksheet.freeze_panes = "A2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    header = []
    for column in sheet.columns:
        cell = WriteOnlyCell(worksheet, _xlsx_text(column.title))
        cell.data_type = "s"
        cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _HEADER_ALIGNMENT
        header.append(cell)
    worksheet.append(header)
    for row in sheet.rows:
        worksheet.append(
            [_xlsx_cell(worksheet, value, column) for value, column in zip(row, sheet.columns, strict=True)]
        )


def _width(column: Column, values: Iterable[CellValue]) -> int:
    """Characters that the column needs, with room for the filter's button."""
    longest = max((len(_csv_field(value, column)) for value in values), default=0)
    return min(max(longest + 2, len(column.title) + 4, _NARROWEST), _WIDEST)


def _xlsx_cell(
    worksheet: Any,  # openpyxl's stubs do not name the type of a write-only sheet
    value: CellValue,
    column: Column,
) -> Cell | None:
    if value is None or value == "":
        return None
    if isinstance(value, date) and value < _FIRST_EXCEL_DAY:
        value = format_short(value)
    if isinstance(value, str):
        cell = WriteOnlyCell(worksheet, _xlsx_text(value))
        # openpyxl takes "=1" for a formula and "#N/A" for an error; here it is what somebody typed.
        cell.data_type = "s"
        cell.number_format = ColumnKind.TEXT.value
        return cell
    cell = WriteOnlyCell(worksheet)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = ColumnKind.DATE.value
    elif not isinstance(value, bool) and column.kind is not ColumnKind.DATE:
        cell.number_format = column.number_format
    return cell


def _xlsx_text(text: str) -> str:
    """Escape what Excel would read as an escaped character (``_x0041_`` is "A" to it)."""
    unified = writable(text).replace("\r\n", "\n").replace("\r", "\n")
    return _LITERAL_ESCAPE.sub(r"_x005F_\1", unified)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Make a sheet name that Excel allows: 31 characters, some signs forbidden, unlike every other."""
    base = _SHEET_NAME.sub("-", wanted).strip("' ") or "Tabelle"
    name = base[:31]
    for number in count(2):
        if name.casefold() not in taken:
            break
        suffix = f" ({number})"
        name = base[: 31 - len(suffix)] + suffix
    taken.add(name.casefold())
    return name


def _replace(path: Path, data: bytes) -> None:
    """Write to a neighbour first, then rename: the old file stays whole until the new one is."""
    # A name of its own rather than tempfile's: the file then gets the rights that the folder gives.
    temporary = path.with_name(f".{uuid4().hex}.teil")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise UserError("K-330", {"file": path.name, "reason": _reason(error)}) from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "Den Ordner gibt es nicht"
    if isinstance(error, PermissionError):
        return "Der Zugriff ist verweigert"
    if isinstance(error, IsADirectoryError):
        return "Unter diesem Namen gibt es einen Ordner"
    if error.errno == errno.ENOSPC:
        return "Der Datenträger ist voll"
    return "Der Datenträger meldet einen Fehler"
