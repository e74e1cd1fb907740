"""The grid of consumption: which cells it has, how a cell is read and written.

Quantities are kept in thousandths of the meter's unit (further places are rounded), costs in cents. An
empty cell means that nothing is known; 0 is a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import Unit
from klikks_desktop.domain.dates import MONTHS
from klikks_desktop.domain.values import ValueFormatError, clean_text, format_number, parse_number, quoted

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2199
LARGEST: Final = Decimal(1_000_000_000)
_CURRENCY: Final = ("EUR", "€", "Euro")


class Figure(StrEnum):
    """What a cell holds."""

    QUANTITY = "quantity"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class CellKey:
    """Where a figure belongs. month: 1 to 12, 0 for the whole year."""

    meter_id: UUID
    year: int
    month: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class CellChange:
    """A text for a cell, as typed or pasted."""

    key: CellKey
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. text: as typed, also when it is wrong. value: stored, thousandths or cents.

    problem: what is wrong with the text. hint: what goes with the value. is_locked: a sum of months,
    changed there.
    """

    key: CellKey
    text: str
    value: int | None
    problem: str = ""
    hint: str = ""
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class GridColumn:
    """Quantity or cost of one meter. note: how the unit becomes kWh Hi, in words."""

    meter_id: UUID
    figure: Figure
    title: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A year (``month`` 0) or a month."""

    label: str
    year: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheet of one building. cells: a tuple for each row, in the order of the columns."""

    building_id: UUID
    is_monthly: bool
    rows: Sequence[GridRow]
    columns: Sequence[GridColumn]
    cells: Sequence[Sequence[Cell]]
    is_own: bool

    def cell(self, row: int, column: int) -> Cell:
        """The cell at this place."""
        return self.cells[row][column]


def read_cell(text: str, figure: Figure, unit: Unit) -> int | None:
    """Thousandths of ``unit`` or cents; ``None`` for an empty cell.

    Raises ``ValueFormatError`` with a German sentence.
    """
    plain = clean_text(text)
    if not plain:
        return None
    if figure is Figure.COST:
        return _read_cents(plain)
    number = _in_range(parse_number(_without(plain, _unit_words(unit))), plain)
    return int((number * 1000).to_integral_value(ROUND_HALF_UP))


def write_cell(value: int | None, figure: Figure) -> str:
    """The text of a stored value as a person would type it."""
    if value is None:
        return ""
    if figure is Figure.COST:
        return format_number(Decimal(value) / 100, 2)
    return format_number(Decimal(value) / 1000)


def cell_words(text: str, figure: Figure, unit: Unit) -> str:
    """What people read for a typed or shown text: the amount with its unit, anything else as it is."""
    try:
        value = read_cell(text, figure, unit)
    except ValueFormatError:
        return text
    name = "EUR" if figure is Figure.COST else unit.value
    return "" if value is None else f"{write_cell(value, figure)} {name}"


def row_label(year: int, month: int) -> str:
    """A year, or "März 2024"; month 0 is the whole year."""
    return f"{MONTHS[month - 1]} {year}" if month else str(year)


def _read_cents(plain: str) -> int:
    number = _in_range(parse_number(_without(plain, _CURRENCY)), plain)
    if round(number, 2) != round(number, 6):
        raise ValueFormatError(f"{quoted(plain)} hat mehr als zwei Stellen nach dem Komma.")
    return int((number * 100).to_integral_value(ROUND_HALF_UP))


def _in_range(number: Decimal, plain: str) -> Decimal:
    if number < 0:
        raise ValueFormatError(
            f"{quoted(plain)} ist kleiner als 0. Eine Gutschrift bitte mit der Rechnung verrechnen."
        )
    if number > LARGEST:
        raise ValueFormatError(f"{quoted(plain)} ist zu groß, um zu stimmen.")
    return number


def _unit_words(unit: Unit) -> Sequence[str]:
    """What may stand behind a quantity; a gas bill says kWh where it means Hs."""
    words = {
        Unit.KWH_HS: ("kWh Hs", "kWh"),
        Unit.CUBIC_METRE: ("m³", "m3", "cbm"),
        Unit.LITRE: ("l", "Liter"),
    }
    return words.get(unit, (unit.value,))


def _without(plain: str, words: Sequence[str]) -> str:
    folded = plain.casefold()
    for word in words:
        if folded.endswith(word.casefold()):
            return plain[: -len(word)].rstrip()
        if folded.startswith(word.casefold()):
            return plain[len(word) :].lstrip()
    return plain
