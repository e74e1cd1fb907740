"""Texts on a chart: shortened and broken so that they fit the room they have."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.charts.shapes import Anchor, ChartTable, Drawing, Ink, MeasureText, Words

ASCENT: Final = 0.95
"""Height of a line above its baseline, as a share of its size (capital letters with dots on top)."""
DESCENT: Final = 0.25
LINE: Final = 1.25
"""Distance of two lines of one text, as a share of the size."""
NOTHING: Final = "Noch keine Angaben."
SMALL: Final = 0.92
"""Size of axis and unit, as a share of the size of labels."""


def fit(text: str, size: float, room: float, measure: MeasureText, *, bold: bool = False) -> str:
    """``text``, or its beginning with "…" where it is wider than ``room``; empty when nothing fits."""
    if measure(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(f"{text[:middle].rstrip()}…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…" if low else ""


def two_lines(text: str, size: float, room: float, measure: MeasureText) -> tuple[str, ...]:
    """``text`` on one line or two, broken between words (or after a hyphen); the second is shortened."""
    if measure(text, size, False) <= room:
        return (text,)
    breaks = [place + 1 for place, letter in enumerate(text) if letter in " -"]
    for place in reversed(breaks):
        first = text[:place].rstrip()
        if first and text[place:].strip() and measure(first, size, False) <= room:
            rest = fit(text[place:].strip(), size, room, measure)
            return (first, rest) if rest else (first,)
    return (fit(text, size, room, measure),)


def nothing_there(
    title: str, head: tuple[str, ...], *, width: float, size: float, measure: MeasureText
) -> Drawing:
    """A chart without values: says so instead of showing an empty axis."""
    words = fit(NOTHING, size, width, measure)
    shapes = (Words(width / 2, size * 3, words, size, Ink.MUTED, anchor=Anchor.MIDDLE),)
    return Drawing(width, size * 5, shapes, title, f"{title}. {NOTHING}", ChartTable(head, ()))
