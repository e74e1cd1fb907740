"""Columns per year: one or two series beside each other, or one upon the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.charts.frame import Frame, lay_frame, year_labels
from klikks_desktop.domain.charts.legend import Entry
from klikks_desktop.domain.charts.scale import digits_for, round_scale
from klikks_desktop.domain.charts.shapes import (
    Anchor,
    Box,
    ChartTable,
    Drawing,
    Fill,
    Ink,
    MeasureText,
    Shape,
    Words,
)
from klikks_desktop.domain.charts.text import SMALL, nothing_there
from klikks_desktop.domain.values import format_number

MOST_GAP_YEARS: Final = 60
"""Years without a value keep their place as long as all span no more than this."""
UNKNOWN: Final = "–"


@dataclass(frozen=True, slots=True)
class ColumnSeries:
    """One value per year; a year that is missing is unknown, never 0."""

    name: str
    values: Mapping[int, Decimal]
    ink: Ink = Ink.CAT1
    fill: Fill = Fill.SOLID


def yearly_columns(
    series: Sequence[ColumnSeries],
    *,
    unit: str,
    width: float,
    measure: MeasureText,
    title: str,
    stacked: bool = False,
    size: float = 10,
    height: float = 0,
    digits: int | None = None,
) -> Drawing:
    """Columns per year for one or two ``series``, the value on top where it has room.

    stacked: one upon the other with their sum on top, instead of beside each other. Sizes in points
    as in ``three_step_bars``. height: 0 takes half the width.
    """
    head = ("Jahr", *(f"{each.name} ({unit})" for each in series))
    known = sorted({year for each in series for year in each.values})
    if not known:
        return nothing_there(title, head, width=width, size=size, measure=measure)
    years = list(range(known[0], known[-1] + 1)) if known[-1] - known[0] < MOST_GAP_YEARS else known
    if digits is None:
        digits = digits_for(value for each in series for value in each.values.values())
    entries = [Entry(each.name, each.ink, each.fill) for each in series]
    frame = lay_frame(
        entries,
        unit,
        round_scale(_ends(series, years, stacked)),
        width=width,
        height=height or min(max(width * 0.5, size * 16), size * 26),
        size=size,
        measure=measure,
    )
    columns = _Columns(frame, series, years, size=size, measure=measure, digits=digits)
    shapes = [*frame.shapes, *columns.years(), *(columns.stacked() if stacked else columns.grouped())]
    rows = tuple(
        (
            str(year),
            *(format_number(each.values[year], digits) if year in each.values else "" for each in series),
        )
        for year in years
    )
    alt = _sentences(series, title, unit, digits, years)
    return Drawing(frame.width, frame.height, tuple(shapes), title, alt, ChartTable(head, rows))


def _ends(series: Sequence[ColumnSeries], years: Sequence[int], stacked: bool) -> list[Decimal]:
    if not stacked:
        return [value for each in series for value in each.values.values()]
    ends = []
    for year in years:
        parts = [each.values.get(year, Decimal(0)) for each in series]
        ends.append(sum((part for part in parts if part > 0), Decimal(0)))
        ends.append(sum((part for part in parts if part < 0), Decimal(0)))
    return ends


class _Columns:
    """Places the columns within the frame."""

    def __init__(
        self,
        frame: Frame,
        series: Sequence[ColumnSeries],
        years: Sequence[int],
        *,
        size: float,
        measure: MeasureText,
        digits: int,
    ) -> None:
        self._frame, self._series, self._years = frame, series, years
        self._size, self._measure, self._digits = size, measure, digits
        self._pitch = (frame.right - frame.left) / len(years)

    def _middle(self, year: int) -> float:
        return self._frame.left + self._pitch * (self._years.index(year) + 0.5)

    def years(self) -> list[Shape]:
        """Labels of the years below."""
        frame, small = self._frame, self._size * SMALL
        places = [(year, self._middle(year)) for year in self._years]
        return year_labels(places, frame.floor + small * 1.5, frame.width, self._size, self._measure)

    def grouped(self) -> list[Shape]:
        """The series beside each other; a year without a value gets a dash."""
        shapes: list[Shape] = []
        thick = min(self._pitch * 0.76 / len(self._series), self._size * 4)
        for year in self._years:
            left = self._middle(year) - thick * len(self._series) / 2
            for place, each in enumerate(self._series):
                x = left + thick * place
                value = each.values.get(year)
                shapes += self._column(each, value, x, thick)
        return shapes

    def stacked(self) -> list[Shape]:
        """The series upon each other; the sum of what is known on top."""
        shapes: list[Shape] = []
        thick = min(self._pitch * 0.6, self._size * 4)
        for year in self._years:
            up = down = Decimal(0)
            x = self._middle(year) - thick / 2
            for each in self._series:
                value = each.values.get(year, Decimal(0))
                begin = up if value > 0 else down
                if value:
                    shapes.append(self._box(each, begin, begin + value, x, thick))
                up, down = (up + value, down) if value > 0 else (up, down + value)
            is_known = any(year in each.values for each in self._series)
            words = format_number(up + down, self._digits) if is_known else UNKNOWN
            shapes += self._value(words, up, x + thick / 2, self._pitch)
        return shapes

    def _column(self, each: ColumnSeries, value: Decimal | None, x: float, thick: float) -> list[Shape]:
        if value is None:
            return self._value(UNKNOWN, Decimal(0), x + thick / 2, thick)
        top = max(value, Decimal(0))
        words = self._value(format_number(value, self._digits), top, x + thick / 2, thick * 1.1)
        if not value:
            return words
        # A hair between neighbours, so that hatch and solid stay apart.
        return [self._box(each, Decimal(0), value, x + thick * 0.04, thick * 0.92), *words]

    def _box(self, each: ColumnSeries, begin: Decimal, end: Decimal, x: float, thick: float) -> Box:
        upper, lower = sorted((self._frame.y(begin), self._frame.y(end)))
        return Box(x, upper, thick, lower - upper, each.ink, each.fill)

    def _value(self, words: str, above: Decimal, middle: float, room: float) -> list[Shape]:
        """The value on top of its column, where it does not run into the neighbours."""
        small = self._size * SMALL
        if self._measure(words, small, True) > room:
            return []
        y = self._frame.y(above) - self._size * 0.45
        return [Words(middle, y, words, small, bold=words != UNKNOWN, anchor=Anchor.MIDDLE)]


def _sentences(
    series: Sequence[ColumnSeries], title: str, unit: str, digits: int, years: Sequence[int]
) -> str:
    said = [f"Säulendiagramm „{title}“ in {unit}, {years[0]} bis {years[-1]}."]
    for each in series:
        if each.values:
            first, last = min(each.values), max(each.values)
            begin, end = (format_number(each.values[year], digits) for year in (first, last))
            said.append(f"{each.name}: {first} {begin}, {last} {end}.")
    missing = [str(year) for year in years if not any(year in each.values for each in series)]
    if missing:
        said.append(f"Ohne Angabe: {', '.join(missing)}.")
    return " ".join([*said, "Alle Werte stehen in der Tabelle."])
