"""A table as it was found: rows of plain values with their place in the sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

SUM_WORDS: Final = re.compile(
    r"(summe|gesamt|insgesamt|anzahl|zwischensumme|gesamtsumme|gesamtzahl|total|Σ)\b", re.IGNORECASE
)
"""How a row of sums begins."""

CellValue = str | int | float | bool | date | None
"""What a cell holds. Text has its outer blanks removed and ``\\n`` for each line break; empty is ``None``."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that holds something. number: 1-based, as Excel shows it. cells: from column A on."""

    number: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or the whole of a CSV file.

    rows: rows without any value or problem are left out.
    problems: (row number, column index from 0) -> German sentence, for cells without a usable value.
    remarks: German sentences about how the file was read, for the person who imports it.
    """

    name: str
    rows: tuple[SheetRow, ...]
    problems: Mapping[tuple[int, int], str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def column_letters(index: int) -> str:
    """Name the column with ``index`` from 0 on: A, B, and AA after Z."""
    letters = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_address(index: int, row_number: int) -> str:
    """``C17`` for column index 2 in row 17."""
    return f"{column_letters(index)}{row_number}"
