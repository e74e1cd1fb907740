"""XLSX through openpyxl, after ``xlsx_safety`` has looked at the file."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, Literal, Protocol, cast

import openpyxl

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow
from klikks_desktop.exchange.tables.cells import clean_cell
from klikks_desktop.exchange.tables.limits import Budget, too_large
from klikks_desktop.exchange.tables.xlsx_safety import Contents, inspect

_LAST_ROW: Final = 1_048_576
_ESCAPED: Final = re.compile("_x(00[0189][0-9A-Fa-f]|005[Ff])_")
_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
_NO_RESULT: Final = (
    "Die Formel in dieser Zelle hat kein gespeichertes Ergebnis. "
    "Bitte die Mappe in Excel öffnen und speichern."
)
_TALL_MERGES: Final = (
    "Die Mappe enthält Zellen, die über mehrere Zeilen verbunden sind: "
    "Ihr Inhalt zählt nur für die oberste Zeile."
)


class _Worksheet(Protocol):
    """What we use of openpyxl's read-only worksheet, whose type stubs are wrong."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: Literal[True]) -> Iterator[tuple[object, ...]]: ...


def read_xlsx(data: bytes, name: str) -> list[Sheet]:
    """Read the visible sheets that hold something; ``UserError`` K-302 to K-308."""
    contents = inspect(data, name)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out when writing (filters, extensions); we only read.
            warnings.simplefilter("ignore")
            sheets = _read_sheets(data, name, contents)
    except UserError:
        raise
    except Exception as error:
        # openpyxl answers a malformed part with whatever its parsing code runs into (KeyError, TypeError,
        # ParseError, IndexError …): all of them say that the file is damaged.
        raise UserError("K-306", {"file": name}) from error
    if not sheets:
        raise UserError("K-308", {"file": name})
    return sheets


def _read_sheets(data: bytes, name: str, contents: Contents) -> list[Sheet]:
    budget = Budget(name)
    worksheets = _open(data, data_only=True)
    formulas = _open(data, data_only=False) if contents.has_formulas else None
    remarks = [_TALL_MERGES] if contents.has_tall_merges else []
    hidden = [sheet.title for sheet in worksheets if sheet.sheet_state != "visible"]
    if hidden:
        names = ", ".join(f"„{title}“" for title in hidden)
        remarks.append(f"Ausgeblendet und deshalb nicht gelesen: {names}.")
    sheets = []
    for index, worksheet in enumerate(worksheets):
        if worksheet.title in hidden:
            continue
        rows, problems = _read_rows(worksheet, name, budget)
        if formulas is not None:
            problems |= _unanswered_formulas(formulas[index], rows)
        if rows:
            sheets.append(Sheet(worksheet.title, tuple(rows), problems, tuple(remarks)))
    return sheets


def _open(data: bytes, *, data_only: bool) -> list[_Worksheet]:
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    return cast("list[_Worksheet]", workbook.worksheets)


def _read_rows(
    worksheet: _Worksheet, name: str, budget: Budget
) -> tuple[list[SheetRow], dict[tuple[int, int], str]]:
    # A file may declare any size; what counts is the rows that are there.
    worksheet.reset_dimensions()
    rows = []
    problems: dict[tuple[int, int], str] = {}
    known: dict[str, str | None] = {}
    for number, raw in enumerate(worksheet.iter_rows(values_only=True), start=1):
        if number > _LAST_ROW:
            raise too_large(name, "höchstens 1.048.576 Zeilen")
        budget.visit(len(raw) + 1)
        if not any(value is not None for value in raw):
            continue
        cells: list[CellValue] = []
        for index, value in enumerate(raw):
            if isinstance(value, str) and value in _ERRORS:
                problems[number, index] = f"In dieser Zelle steht der Excel-Fehler {value}."
                cells.append(None)
                continue
            cell = _plain(value, known)
            if isinstance(cell, str):
                budget.keep_text(len(cell))
            cells.append(cell)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            budget.keep_row()
            rows.append(SheetRow(number, tuple(cells)))
    return rows, problems


def _unanswered_formulas(worksheet: _Worksheet, rows: list[SheetRow]) -> dict[tuple[int, int], str]:
    """Find formulas without a cached value in rows that hold something else."""
    worksheet.reset_dimensions()
    filled = {row.number: row.cells for row in rows}
    problems = {}
    for number, raw in enumerate(worksheet.iter_rows(values_only=True), start=1):
        cells = filled.get(number)
        if cells is None:
            continue
        for index, value in enumerate(raw):
            empty = index >= len(cells) or cells[index] is None
            if empty and value is not None and (not isinstance(value, str) or value.startswith("=")):
                problems[number, index] = _NO_RESULT
    return problems


def _plain(value: object, known: dict[str, str | None]) -> CellValue:
    """Turn what openpyxl returns into a plain value; ``known`` remembers texts already cleaned."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = str(value)
    if text not in known:
        known[text] = clean_cell(_unescape(text))
    return known[text]


def _unescape(text: str) -> str:
    """Undo Excel's way to store characters that XML cannot hold (``_x000D_``)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
