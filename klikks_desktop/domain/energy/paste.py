"""A block of cells from the clipboard, as Excel and its kin put it there: tabs, line ends, quotes.

Numbers may be German or English. Where a block has one that can only be English (0.5, 1,234.50) and
none that can only be German, all of it is read as English; otherwise 1.234 means 1234.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.energy.cells import CellChange, Grid

_UNIT: Final = re.compile(r"^[^\d+-]*|[^\d]*$", re.ASCII)
_GERMAN: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,}))", re.ASCII
)
_ENGLISH: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.(?:\d{1,2}|\d{4,}))", re.ASCII
)
_NUMBER: Final = re.compile(r"[+-]?\d[\d.,]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Paste:
    """What a block changes. left_out: cells beyond the edge of the grid that hold something."""

    changes: tuple[CellChange, ...]
    left_out: int


def parse_paste(text: str, at: tuple[int, int], grid: Grid) -> Paste:
    """The changes when ``text`` is pasted with its corner at row and column ``at``."""
    block = cells_of(text)
    top, left = at
    changes: list[CellChange] = []
    left_out = 0
    for down, line in enumerate(block):
        for across, content in enumerate(line):
            row, column = top + down, left + across
            if row < len(grid.rows) and column < len(grid.columns):
                changes.append(CellChange(grid.cell(row, column).key, content))
            elif content.strip():
                left_out += 1
    return Paste(tuple(changes), left_out)


def cells_of(text: str) -> list[list[str]]:
    """The cells of a block, English numbers written the German way."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        block = [line or [""] for line in csv.reader(_lines(lines), delimiter="\t")]
    except csv.Error:
        block = [line.split("\t") for line in lines.split("\n")]
    if not _is_english(cell for line in block for cell in line):
        return block
    return [[_german(cell) for cell in line] for line in block]


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")]


def _is_english(cells: Iterable[str]) -> bool:
    numbers = [_bare(cell) for cell in cells]
    english = any(_ENGLISH.fullmatch(number) for number in numbers)
    return english and not any(_GERMAN.fullmatch(number) for number in numbers)


def _bare(cell: str) -> str:
    """The number within a cell, without unit, currency and blanks."""
    return _UNIT.sub("", re.sub(r"[\s']", "", cell))


def _german(cell: str) -> str:
    """An English number the German way; everything else as it is."""
    return _NUMBER.sub(lambda match: match[0].translate(str.maketrans(",.", ".,")), cell)
