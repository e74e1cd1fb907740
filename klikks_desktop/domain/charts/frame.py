"""Ground of a chart whose values go upwards: legend, horizontal grid with numbers, room for the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.charts.legend import Entry, lay_legend
from klikks_desktop.domain.charts.scale import Scale
from klikks_desktop.domain.charts.shapes import Anchor, Ink, MeasureText, Path, Shape, Words
from klikks_desktop.domain.charts.text import ASCENT, SMALL

LEAST_PLOT: Final = (8.0, 7.0)
"""The plot keeps at least so many times the size of the text in width and height."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot lies within the drawing, with what is already laid around it."""

    width: float
    height: float
    left: float
    right: float
    top: float
    floor: float
    scale: Scale
    shapes: tuple[Shape, ...]

    def y(self, value: Decimal) -> float:
        """Height of a value."""
        return self.floor - self.scale.share(value) * (self.floor - self.top)


def lay_frame(
    entries: Sequence[Entry],
    unit: str,
    scale: Scale,
    *,
    width: float,
    height: float,
    size: float,
    measure: MeasureText,
    beside: float = 0,
) -> Frame:
    """The ground for ``scale``; ``beside``: room kept free at the right of the plot for labels."""
    small = size * SMALL
    numbers = max(measure(words, small, False) for words in scale.words())
    left = numbers + size * 0.8
    width = max(width, left + beside + LEAST_PLOT[0] * size)
    shapes, legend = lay_legend(entries, unit, width, size, measure)
    top = legend + size * (ASCENT + 0.6)
    height = max(height, top + LEAST_PLOT[1] * size + small * 1.9)
    frame = Frame(width, height, left, width - beside, top, height - small * 1.9, scale, ())
    last = top - size * 10
    for tick, words in reversed(list(zip(scale.ticks, scale.words(), strict=True))):
        y = frame.y(tick)
        ink = Ink.GRID if tick else Ink.MUTED
        shapes.append(Path(((left, y), (frame.right, y)), ink))
        if y - last >= small * 1.2:
            at = Words(left - size * 0.6, y + small * 0.36, words, small, Ink.MUTED, anchor=Anchor.END)
            shapes.append(at)
            last = y
    return Frame(width, height, left, frame.right, top, frame.floor, scale, tuple(shapes))


def year_labels(
    places: Sequence[tuple[int, float]], baseline: float, width: float, size: float, measure: MeasureText
) -> list[Shape]:
    """Years below the plot, as many as stand side by side; each at its ``x``."""
    small = size * SMALL
    shapes: list[Shape] = []
    end = 0.0
    for year, x in places:
        half = measure(str(year), small, False) / 2
        middle = min(max(x, half), width - half)
        if middle - half >= end:
            shapes.append(Words(middle, baseline, str(year), small, Ink.MUTED, anchor=Anchor.MIDDLE))
            end = middle + half + small * 0.6
    return shapes
