"""What was achieved over the years against the target path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from klikks_desktop.domain.charts.frame import Frame, lay_frame, year_labels
from klikks_desktop.domain.charts.legend import Entry
from klikks_desktop.domain.charts.scale import digits_for, round_scale
from klikks_desktop.domain.charts.shapes import (
    Anchor,
    ChartTable,
    Dot,
    Drawing,
    Ink,
    MeasureText,
    Path,
    Shape,
    Words,
)
from klikks_desktop.domain.charts.text import LINE, SMALL, nothing_there
from klikks_desktop.domain.values import format_number

ACHIEVED: Final = Entry("erreicht", Ink.ACHIEVED, None)
TARGET: Final = Entry("Zielpfad", Ink.MUTED, None, dashed=True)

Points = tuple[tuple[float, float], ...]


def path_against_target(
    achieved: Mapping[int, Decimal],
    target: Mapping[int, Decimal],
    *,
    unit: str,
    width: float,
    measure: MeasureText,
    title: str = "Erreichtes gegen den Zielpfad",
    size: float = 10,
    height: float = 0,
    digits: int | None = None,
) -> Drawing:
    """Achieved (cumulative, with dots) as a line, the target path dashed, both named at their end.

    achieved, target: value per year in ``unit``; years may differ. Sizes in points as in
    ``three_step_bars``. height: 0 takes half the width.
    """
    head = ("Jahr", f"erreicht ({unit})", f"Zielpfad ({unit})")
    years = sorted({*achieved, *target})
    if not years:
        return nothing_there(title, head, width=width, size=size, measure=measure)
    values = [*achieved.values(), *target.values()]
    if digits is None:
        digits = digits_for(values)
    written = {value: format_number(value, digits) for value in values}
    beside = max(measure(text, size, True) for text in written.values()) + size * 1.2
    entries = [entry for entry, known in ((ACHIEVED, achieved), (TARGET, target)) if known]
    frame = lay_frame(
        entries,
        unit,
        round_scale(values),
        width=width,
        height=height or min(max(width * 0.5, size * 16), size * 26),
        size=size,
        measure=measure,
        beside=beside,
    )
    plot = _Plot(frame, years, size, measure)
    shapes = [*frame.shapes, *plot.years(), *plot.lines(achieved, target, written)]
    rows = tuple(
        (str(year), *(written.get(known[year], "") if year in known else "" for known in (achieved, target)))
        for year in years
    )
    alt = _sentences(achieved, target, title, unit, written)
    return Drawing(frame.width, frame.height, tuple(shapes), title, alt, ChartTable(head, rows))


class _Plot:
    """Places years and values within the frame."""

    def __init__(self, frame: Frame, years: list[int], size: float, measure: MeasureText) -> None:
        self._frame, self._years, self._size, self._measure = frame, years, size, measure

    def _x(self, year: int) -> float:
        frame, inset = self._frame, self._size
        first, last = self._years[0], self._years[-1]
        if first == last:
            return (frame.left + frame.right) / 2
        room = frame.right - frame.left - 2 * inset
        return frame.left + inset + room * (year - first) / (last - first)

    def years(self) -> list[Shape]:
        """Labels of the years below."""
        frame, small = self._frame, self._size * SMALL
        places = [(year, self._x(year)) for year in self._years]
        return year_labels(places, frame.floor + small * 1.5, frame.width, self._size, self._measure)

    def lines(
        self, achieved: Mapping[int, Decimal], target: Mapping[int, Decimal], written: Mapping[Decimal, str]
    ) -> list[Shape]:
        """Both lines and the values at their ends."""
        size = self._size
        shapes: list[Shape] = []
        goal, reached = self._points(target), self._points(achieved)
        if len(goal) > 1:
            shapes.append(Path(goal, TARGET.ink, size * 0.15, dashed=True))
        shapes += [Dot(x, y, size * 0.22, TARGET.ink) for x, y in goal]
        if len(reached) > 1:
            shapes.append(Path(reached, ACHIEVED.ink, size * 0.2))
        shapes += [Dot(x, y, size * 0.32, ACHIEVED.ink) for x, y in reached]
        labels = []
        if reached:
            labels.append(self._beside(reached[-1], goal, written[achieved[max(achieved)]]))
        if goal:
            x, y = goal[-1]
            words = written[target[max(target)]]
            labels.append(Words(x + size * 0.7, y + size * 0.36, words, size, Ink.MUTED))
        return [*shapes, *self._apart(labels)]

    def _points(self, known: Mapping[int, Decimal]) -> Points:
        return tuple((self._x(year), self._frame.y(known[year])) for year in sorted(known))

    def _beside(self, end: tuple[float, float], goal: Points, words: str) -> Words:
        """The value of the last dot: behind it, or clear of a path that goes on to the right."""
        (x, y), size = end, self._size
        if not goal or goal[-1][0] <= x:
            return Words(x + size * 0.7, y + size * 0.36, words, size, bold=True)
        if goal[-1][1] <= y and y + size * 1.4 < self._frame.floor:
            return Words(x + size * 0.5, y + size * 1.4, words, size, bold=True)
        above = min(y, _height_at(goal, x)) - size * 0.6
        if x - self._measure(words, size, True) < self._frame.left:
            return Words(x + size * 0.5, above, words, size, bold=True)
        return Words(x + size * 0.3, above, words, size, bold=True, anchor=Anchor.END)

    def _apart(self, labels: list[Words]) -> list[Words]:
        """Two values at one place: the higher one above the other."""
        line = self._size * LINE
        if len(labels) < 2 or labels[0].x != labels[1].x or abs(labels[0].y - labels[1].y) >= line:
            return labels
        upper, lower = sorted(labels, key=lambda words: words.y)
        low = min((upper.y + lower.y + line) / 2, self._frame.floor + self._size * 0.2)
        return [replace(upper, y=low - line), replace(lower, y=low)]


def _height_at(line: Points, x: float) -> float:
    """The height of a line at ``x``; before its beginning that of its first point."""
    for (left, upper), (right, lower) in pairwise(line):
        if left <= x <= right:
            return upper + (lower - upper) * (x - left) / (right - left)
    return line[0][1]


def _sentences(
    achieved: Mapping[int, Decimal],
    target: Mapping[int, Decimal],
    title: str,
    unit: str,
    written: Mapping[Decimal, str],
) -> str:
    said = [f"Liniendiagramm „{title}“ in {unit}."]
    if achieved:
        last = max(achieved)
        said.append(f"Erreicht bis {last}: {written[achieved[last]]}.")
    if target:
        last = max(target)
        said.append(f"Ziel für {last}: {written[target[last]]}.")
    common = max(set(achieved) & set(target), default=None)
    if common is not None:
        words = "auf oder über" if achieved[common] >= target[common] else "unter"
        said.append(f"{common} liegt das Erreichte {words} dem Zielpfad.")
    return " ".join([*said, "Alle Werte stehen in der Tabelle."])
