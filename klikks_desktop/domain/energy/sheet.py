"""What the grid of a building shows: values, sums of months, texts that wait to be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from klikks_desktop.domain.carriers import KWH_PER_UNIT
from klikks_desktop.domain.energy.account import MONTHS_COUNT, MONTHS_OF_YEAR, YEAR_COUNTS
from klikks_desktop.domain.energy.cells import (
    Cell,
    CellChange,
    CellKey,
    Figure,
    GridColumn,
    GridRow,
    read_cell,
    row_label,
    write_cell,
)
from klikks_desktop.domain.energy.plausibility import meter_title
from klikks_desktop.domain.energy.weather import known_year
from klikks_desktop.domain.records import Consumption, Meter
from klikks_desktop.domain.values import ValueFormatError, format_number

Slot = tuple[UUID, int, int]
"""Meter, year, month."""


class SheetContent:
    """The values of some meters, and texts that wait to be right."""

    def __init__(
        self, meters: Iterable[Meter], records: Iterable[Consumption], typed: Mapping[CellKey, str]
    ) -> None:
        self._meters = {meter.id: meter for meter in meters}
        self.records: dict[Slot, Consumption] = {
            (each.meter_id, each.year, each.month): each for each in records
        }
        self._months: defaultdict[tuple[UUID, int, Figure], list[int]] = defaultdict(list)
        for each in self.records.values():
            for figure in Figure:
                value = value_of(each, figure)
                if each.month and value is not None:
                    self._months[each.meter_id, each.year, figure].append(value)
        self._typed = typed

    def stored(self, key: CellKey) -> int | None:
        """The value of a cell."""
        record = self.records.get((key.meter_id, key.year, key.month))
        return value_of(record, key.figure) if record else None

    def months(self, key: CellKey) -> list[int]:
        """The values of the months in the year of a cell."""
        return self._months[key.meter_id, key.year, key.figure]

    def read(self, change: CellChange, meter: Meter) -> int | None:
        """The value that a change means; ``ValueFormatError`` also where the months tell the year."""
        key = change.key
        known_year(key.year)
        value = read_cell(change.text, key.figure, meter.unit)
        is_told = not key.month and len(self.months(key)) == MONTHS_OF_YEAR
        if is_told and value not in (None, self.stored(key), sum(self.months(key))):
            raise ValueFormatError(
                f"{key.year} ist schon nach Monaten eingetragen; bitte dort ändern, oder die Monate leeren."
            )
        return self.stored(key) if is_told and value == sum(self.months(key)) else value

    def cell(self, key: CellKey) -> Cell:
        """A cell as the grid shows it."""
        stored = self.stored(key)
        problem = hint = ""
        text, is_locked = write_cell(stored, key.figure), False
        months = [] if key.month else self.months(key)
        if len(months) == MONTHS_OF_YEAR and stored in (None, sum(months)):
            text, is_locked, hint = write_cell(sum(months), key.figure), True, "Summe der zwölf Monate"
        elif months and stored is not None:
            winner = MONTHS_COUNT if len(months) == MONTHS_OF_YEAR else YEAR_COUNTS
            problem = f"Doppelt: Für {key.year} gibt es auch {len(months)} Monatswerte. {winner}"
        elif months:
            hint = f"Aus {len(months)} Monaten bisher {write_cell(sum(months), key.figure)}"
        if key in self._typed:
            text, is_locked = self._typed[key], False
            problem = self._problem(key, text)
        return Cell(key, text, stored, problem, hint, is_locked)

    def _problem(self, key: CellKey, text: str) -> str:
        try:
            self.read(CellChange(key, text), self._meters[key.meter_id])
        except ValueFormatError as error:
            return str(error)
        return "Noch nicht übernommen."


def value_of(record: Consumption, figure: Figure) -> int | None:
    """One figure of a record: thousandths or cents."""
    return record.quantity_milli if figure is Figure.QUANTITY else record.cents


def columns_of(meter: Meter) -> Iterator[GridColumn]:
    """Quantity and cost of a meter."""
    title = meter_title(meter)
    per_unit = KWH_PER_UNIT[meter.carrier].get(meter.unit)
    note = ""
    if per_unit is not None and per_unit != 1:
        note = f"1 {meter.unit.value} = {format_number(round(per_unit, 4))} kWh Hi"
    yield GridColumn(meter.id, Figure.QUANTITY, title, meter.unit.value, note)
    yield GridColumn(meter.id, Figure.COST, f"{title}, Kosten", "EUR")


def cell_title(key: CellKey, meter: Meter) -> str:
    """What a cell is called: "Erdgas 4711, Kosten, März 2024"."""
    column = next(each for each in columns_of(meter) if each.figure is key.figure)
    return f"{column.title}, {row_label(key.year, key.month)}"


def key_of(row: GridRow, column: GridColumn) -> CellKey:
    """The cell where a row and a column meet."""
    return CellKey(column.meter_id, row.year, row.month, column.figure)
