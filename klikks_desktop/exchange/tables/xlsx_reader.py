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
    formulas = _open(data, data_only=False) if contents.has_unanswered_formulas else None
    remarks = [_TALL_MERGES] if contents.has_tall_merges else []
    hidden = [sheet.title for sheet in worksheets if sheet.sheet_state != "visible"]
    if hidden:
        names = ", ".join(f"„{title}“" for title in hidden)
        remarks.append(f"Ausgeblendet und deshalb nicht gelesen: {names}.")
    sheets = []
    for index, worksheet in enumerate(worksheets):
        if worksheet.title in hidden:
            continue
        rows, problems = _read_rows(worksheet, formulas[index] if formulas else None, name, budget)
        if rows:
            sheets.append(Sheet(worksheet.title, tuple(rows), problems, tuple(remarks)))
    return sheets


def _open(data: bytes, *, data_only: bool) -> list[_Worksheet]:
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    return cast("list[_Worksheet]", workbook.worksheets)


def _read_rows(
    worksheet: _Worksheet, formulas: _Worksheet | None, name: str, budget: Budget
) -> tuple[list[SheetRow], dict[tuple[int, int], str]]:
    """Read the rows that hold a value or a cell that should have one."""
    # A file may declare any size; what counts is the rows that are there.
    worksheet.reset_dimensions()
    written = _formula_rows(formulas)
    rows = []
    problems: dict[tuple[int, int], str] = {}
    known: dict[str, str | None] = {}
    for number, raw in enumerate(worksheet.iter_rows(values_only=True), start=1):
        if number > _LAST_ROW:
            raise too_large(name, "höchstens 1.048.576 Zeilen")
        budget.visit(len(raw) + 1)
        typed = next(written, ())
        if not any(value is not None for value in typed or raw):
            continue
        cells: list[CellValue] = []
        found = False
        for index, value in enumerate(raw):
            problem = _problem(value, typed[index] if index < len(typed) else None)
            cell = None if problem else _plain(value, known)
            if problem:
                problems[number, index] = problem
            elif isinstance(cell, str):
                budget.keep_text(len(cell))
            found = found or problem is not None or cell is not None
            cells.append(cell)
        while cells and cells[-1] is None:
            cells.pop()
        if found:
            budget.keep_row()
            rows.append(SheetRow(number, tuple(cells)))
    return rows, problems


def _formula_rows(formulas: _Worksheet | None) -> Iterator[tuple[object, ...]]:
    if formulas is None:
        return iter(())
    formulas.reset_dimensions()
    return formulas.iter_rows(values_only=True)


def _problem(value: object, typed: object) -> str | None:
    """Say why a cell has no usable value: an Excel error, or a formula (``typed``) without a result."""
    if isinstance(value, str) and value in _ERRORS:
        return f"In dieser Zelle steht der Excel-Fehler {value}."
    if value is None and typed is not None and (not isinstance(typed, str) or typed.startswith("=")):
        return _NO_RESULT
    return None


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
