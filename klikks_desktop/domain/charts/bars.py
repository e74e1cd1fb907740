"""Horizontal bars in the three steps of the house: achieved, decided, possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final

from klikks_desktop.domain.charts.legend import Entry, lay_legend
from klikks_desktop.domain.charts.scale import Scale, digits_for, round_scale
from klikks_desktop.domain.charts.shapes import (
    Anchor,
    Box,
    ChartTable,
    Drawing,
    Fill,
    Ink,
    MeasureText,
    Path,
    Words,
)
from klikks_desktop.domain.charts.text import LINE, SMALL, nothing_there, two_lines
from klikks_desktop.domain.values import format_number

STEPS: Final = (
    Entry("erreicht", Ink.ACHIEVED, Fill.SOLID),
    Entry("beschlossen", Ink.DECIDED, Fill.HATCHED),
    Entry("möglich", Ink.POSSIBLE_LINE, Fill.DASHED),
)
LABEL_SHARE: Final = 0.34
"""Labels take at most this share of the width."""
LEAST_PLOT: Final = 6.0
"""The bars keep at least so many times the size of the text; a drawing that is too narrow grows."""
PITCH: Final = (2.6, 3.2)
"""Rows stand so many times the size of the text apart: where all labels have one line, and where not."""
LEAST_PITCH: Final = (2.2, 2.6)
"""As close as they draw together where the height is short."""
MOST_PITCH: Final = 4.9
"""Rows stand at most so many times the size of the text apart, however high the drawing may be."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar; all parts in the unit of the chart, negative ones go to the left of zero."""

    label: str
    achieved: Decimal = Decimal(0)
    decided: Decimal = Decimal(0)
    possible: Decimal = Decimal(0)

    @property
    def parts(self) -> tuple[Decimal, Decimal, Decimal]:
        """Achieved, decided, possible."""
        return (self.achieved, self.decided, self.possible)

    @property
    def total(self) -> Decimal:
        """All three steps together."""
        return sum(self.parts, Decimal(0))

    @property
    def reach(self) -> Decimal:
        """Where the bar ends at the right: the sum of its positive parts."""
        return sum((part for part in self.parts if part > 0), Decimal(0))

    @property
    def depth(self) -> Decimal:
        """Where the bar ends at the left: the sum of its negative parts."""
        return sum((part for part in self.parts if part < 0), Decimal(0))


def three_step_bars(
    rows: Sequence[BarRow],
    *,
    unit: str,
    width: float,
    measure: MeasureText,
    title: str = "Wirkung nach Maßnahme",
    subject: str = "Maßnahme",
    size: float = 10,
    height: float = 0,
    most: int = 0,
    digits: int | None = None,
) -> Drawing:
    """Bars sorted by total, the total in bold at the end, grid behind, legend above, unit at the right.

    unit: as it stands in the legend ("t CO₂e im Jahr"). subject: heading of the labels. size: of the
    text in points. height: rows spread or draw together to fill it; 0 takes what the rows need.
    most: so many rows at most, the smallest are added up in a last one. digits: decimals of all
    values; ``None`` follows the largest.
    """
    ordered = _folded(sorted(rows, key=lambda row: (-row.total, row.label)), most)
    head = (subject, *(f"{entry.words} ({unit})" for entry in STEPS), f"zusammen ({unit})")
    if not ordered:
        return nothing_there(title, head, width=width, size=size, measure=measure)
    if digits is None:
        digits = digits_for(row.total for row in ordered)
    chart = _Bars(ordered, unit, width=width, measure=measure, size=size, height=height, digits=digits)
    table = ChartTable(head, tuple(_cells(row, digits) for row in ordered))
    alt = _sentences(ordered, title, unit, subject, digits)
    return Drawing(chart.width, chart.height, tuple(chart.shapes), title, alt, table)


class _Bars:
    """Places everything once; ``shapes`` are painted in their order."""

    def __init__(
        self,
        rows: Sequence[BarRow],
        unit: str,
        *,
        width: float,
        measure: MeasureText,
        size: float,
        height: float,
        digits: int,
    ) -> None:
        self._rows, self._measure, self._size = rows, measure, size
        self._totals = [format_number(row.total, digits) for row in rows]
        self._gap = size * 0.6
        widest = max(measure(total, size, True) for total in self._totals)
        room = width * LABEL_SHARE
        self.width = max(width, room + 2 * self._gap + LEAST_PLOT * size + widest)
        self._labels = [two_lines(row.label, size, room, measure) for row in rows]
        lines = [measure(line, size, False) for label in self._labels for line in label]
        self._left = max(lines) + self._gap
        self._scale = self._make_scale(widest)
        self._span = self._plot_width()
        self.shapes, top = lay_legend(STEPS, unit, self.width, size, measure)
        self._top = top
        two = any(len(label) > 1 for label in self._labels)
        pitch = size * PITCH[two]
        bottom = size * SMALL * 1.9
        if height:
            free = (height - top - bottom) / len(rows)
            pitch = min(max(free, size * LEAST_PITCH[two]), size * MOST_PITCH)
        self._floor = top + pitch * len(rows)
        self._pitch = pitch
        self.height = self._floor + bottom
        self._add_grid()
        for place in range(len(rows)):
            self._add_row(place)

    def _make_scale(self, widest: float) -> Scale:
        ends = [end for row in self._rows for end in (row.reach, row.depth)]
        room = self.width - self._left - self._gap - widest
        tick = max(self._measure(format_number(end, 1), self._size, False) for end in ends)
        return round_scale(ends, int(min(7, max(2, room / (tick + self._size)))))

    def _plot_width(self) -> float:
        """As wide as the totals behind the bars and the last number of the axis allow."""
        free = self.width - self._left
        last = self._measure(self._scale.words()[-1], self._size * SMALL, False)
        widths = [free - last / 2]
        for row, total in zip(self._rows, self._totals, strict=True):
            share = self._scale.share(row.reach)
            if share > 0:
                widths.append((free - self._gap - self._measure(total, self._size, True)) / share)
        return min(widths)

    def _x(self, value: Decimal) -> float:
        return self._left + self._scale.share(value) * self._span

    def _add_grid(self) -> None:
        small = self._size * SMALL
        end = 0.0
        for tick, words in zip(self._scale.ticks, self._scale.words(), strict=True):
            x = self._x(tick)
            ink = Ink.MUTED if not tick and self._scale.low < 0 else Ink.GRID
            self.shapes.append(Path(((x, self._top), (x, self._floor)), ink))
            half = self._measure(words, small, False) / 2
            if x - half >= end and x + half <= self.width:
                baseline = self._floor + small * 1.4
                self.shapes.append(Words(x, baseline, words, small, Ink.MUTED, anchor=Anchor.MIDDLE))
                end = x + half + small * 0.5

    def _add_row(self, place: int) -> None:
        size, row = self._size, self._rows[place]
        middle = self._top + self._pitch * (place + 0.5)
        self._add_label(self._labels[place], middle)
        for sign in (1, -1):
            parts = [part if part * sign > 0 else Decimal(0) for part in row.parts]
            ends = [Decimal(0), *accumulate(parts)]
            for entry, begin, end in zip(STEPS, ends, ends[1:], strict=False):
                if begin != end:
                    self._add_part(entry, (self._x(begin), self._x(end)), middle, last=end == ends[-1])
        x, baseline = self._x(row.reach) + self._gap, middle + size * 0.36
        self.shapes.append(Words(x, baseline, self._totals[place], size, bold=True))

    def _add_part(self, entry: Entry, ends: tuple[float, float], middle: float, *, last: bool) -> None:
        """One segment; a hair of ground before the next one, so that the whole bar keeps its length."""
        begin, end = ends
        hair = 0.0 if last else min(self._size * 0.14, abs(end - begin) / 2)
        end += -hair if end > begin else hair
        thick = self._size * 1.5
        box = (min(begin, end), middle - thick / 2, abs(end - begin), thick)
        self.shapes.append(Box(*box, entry.ink, entry.fill or Fill.SOLID))

    def _add_label(self, lines: tuple[str, ...], middle: float) -> None:
        size = self._size
        first = middle + size * 0.36 - size * LINE * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            x = self._left - self._gap
            self.shapes.append(Words(x, first + number * size * LINE, line, size, anchor=Anchor.END))


def _folded(rows: Sequence[BarRow], most: int) -> list[BarRow]:
    """The largest rows; the others added up in one, so that nothing is left out."""
    if most <= 0 or len(rows) <= most:
        return list(rows)
    shown, rest = list(rows[: most - 1]), rows[most - 1 :]
    sums = [sum(column, Decimal(0)) for column in zip(*(row.parts for row in rest), strict=True)]
    return [*shown, BarRow(f"{len(rest)} weitere", *sums)]


def _cells(row: BarRow, digits: int) -> tuple[str, ...]:
    return (row.label, *(format_number(value, digits) for value in (*row.parts, row.total)))


def _sentences(rows: Sequence[BarRow], title: str, unit: str, subject: str, digits: int) -> str:
    largest = [f"{row.label} {format_number(row.total, digits)}" for row in rows[:3]]
    kinds = "erreicht, beschlossen und möglich"
    listed = "; ".join(largest)
    return (
        f"Balkendiagramm „{title}“ in {unit}, je {subject} in den drei Schritten {kinds}. "
        f"Die größten Summen: {listed}. Alle Werte stehen in der Tabelle."
    )
