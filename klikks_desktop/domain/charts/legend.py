"""Legend above a chart, unit at the right; both wrap where the chart is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from klikks_desktop.domain.charts.shapes import Anchor, Box, Dot, Fill, Ink, MeasureText, Path, Shape, Words
from klikks_desktop.domain.charts.text import DESCENT, SMALL, fit


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. fill ``None``: a line (dashed or with a dot) instead of a box."""

    words: str
    ink: Ink
    fill: Fill | None = Fill.SOLID
    dashed: bool = False


def lay_legend(
    entries: Sequence[Entry], unit: str, width: float, size: float, measure: MeasureText
) -> tuple[list[Shape], float]:
    """Shapes of the legend and the height that they take from the top."""
    pitch, mark, gap = size * 1.7, size * 1.9, size * 0.5
    shapes: list[Shape] = []
    x, baseline = 0.0, size * 1.1
    for entry in entries:
        words = fit(entry.words, size, width - mark - gap, measure)
        needs = mark + gap + measure(words, size, False)
        if x and x + needs > width:
            x, baseline = 0.0, baseline + pitch
        shapes += _mark(entry, x, baseline, mark, size)
        shapes.append(Words(x + mark + gap, baseline, words, size))
        x += needs + size * 1.2
    if unit:
        small = size * SMALL
        words = fit(unit, small, width, measure)
        if x and x + measure(words, small, False) > width:
            baseline += pitch
        shapes.append(Words(width, baseline, words, small, Ink.MUTED, anchor=Anchor.END))
    return shapes, baseline + size * (DESCENT + 0.45)


def _mark(entry: Entry, x: float, baseline: float, width: float, size: float) -> list[Shape]:
    if entry.fill is not None:
        return [Box(x, baseline - size * 0.8, width, size * 0.9, entry.ink, entry.fill)]
    middle = baseline - size * 0.35
    line = Path(((x, middle), (x + width, middle)), entry.ink, size * 0.18, entry.dashed)
    return [line] if entry.dashed else [line, Dot(x + width / 2, middle, size * 0.3, entry.ink)]
