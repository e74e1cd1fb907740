"""The legend: what the colours, the hatching and the marks mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from klikks_desktop.domain.charts.shapes import Dot, Fill, Ink, MeasureText, Region, Shape, Words
from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.geometry import Point
from klikks_desktop.domain.map.values import STATE_INKS, Level, ReportState, Subject

Part: TypeAlias = Region | Dot | Words
NOT_PARTICIPATING: Final = "nimmt nicht teil"
ENLARGE: Final = "Projekt (vergrößert zu sehen)"
_PAD, _PITCH, _SWATCH, _LINE = 1.0, 1.6, (2.0, 1.15), 1.45
_LEAST = 0.6
_LONGEST = 21
"""Widest line of text as a multiple of its size; longer ones break."""


@dataclass(frozen=True, slots=True)
class Legend:
    """Shapes around the corner (0, 0) and the room they take; their ground is drawn by itself."""

    shapes: tuple[Part, ...]
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[Shape, ...]:
        """The same, moved."""
        return tuple(_moved(shape, x, y) for shape in self.shapes)

    def ground(self, x: float, y: float) -> Region:
        """The card that they lie on."""
        return Region((_rectangle(x, y, self.width, self.height),), Ink.SURFACE, edge=Ink.GRID)


def fitting_legend(content: MapContent, size: float, measure: MeasureText, height: float) -> Legend:
    """A legend no higher than ``height``, in smaller letters where it has to be."""
    legend = lay_legend(content, size, measure)
    if legend.height > height:
        legend = lay_legend(content, size * max(_LEAST, height / legend.height), measure)
    return legend


def lay_legend(content: MapContent, size: float, measure: MeasureText, *, still: bool = False) -> Legend:
    """Title, where and when, one line for each colour and mark, on a card of surface.

    still: the map cannot be enlarged, as on paper.
    """
    pad = _PAD * size
    lines = [
        *((line, True) for line in broken(content.title, size, _LONGEST * size, measure, bold=True)),
        *((line, False) for line in broken(content.detail, size, _LONGEST * size, measure)),
        (content.place_and_day, False),
    ]
    if still and content.has_many_projects:
        lines.append((f"{format_integer(len(content.projects))} Projekte ohne Punkte", False))
    entries = list(_entries(content, still=still))
    left = pad + (_SWATCH[0] + 0.7) * size
    widths = [pad + measure(text, size, bold) for text, bold in lines]
    widths += [left + measure(words, size, False) for words, _, _ in entries]
    width = max(widths) + pad
    shapes: list[Part] = []
    y = pad * 0.8
    for text, bold in lines:
        ink = Ink.TEXT if bold else Ink.MUTED
        shapes.append(Words(pad, y + size, text, size, ink, bold=bold))
        y += _LINE * size
    y += 0.35 * size
    for words, ink, fill in entries:
        shapes += _swatch(pad, y, size, ink, fill)
        shapes.append(Words(left, y + size, words, size))
        y += _PITCH * size
    height = y + 0.5 * size
    return Legend(tuple(shapes), width, height)


def _entries(content: MapContent, *, still: bool) -> Iterator[tuple[str, Ink, Fill | None]]:
    """Words, colour and fill of each line; no fill is a mark."""
    if content.subject is Subject.REPORTS:
        for state, ink in STATE_INKS.items():
            if state is not ReportState.PARTLY or content.level is not Level.MUNICIPALITY:
                yield state, ink, Fill.SOLID
    elif content.colouring.classes is not None:
        classes = content.colouring.classes
        for words, ink in zip(classes.words(), classes.inks, strict=True):
            yield words, ink, Fill.SOLID
    if content.has_hatched or content.subject is Subject.REPORTS:
        yield content.hatched_words, Ink.OUTLINE, Fill.HATCHED
    yield NOT_PARTICIPATING, Ink.LAND, Fill.SOLID
    if content.town_marks:
        yield "teilnehmende Kommune", Ink.TEXT, None
    if content.projects and not (still and content.has_many_projects):
        yield ENLARGE if content.has_many_projects else "Projekt", Ink.CAT2, None


def _swatch(x: float, y: float, size: float, ink: Ink, fill: Fill | None) -> list[Part]:
    width, height = _SWATCH[0] * size, _SWATCH[1] * size
    if fill is None:
        return [Dot(x + width / 2, y + height / 2, 0.24 * size, ink)]
    return [Region((_rectangle(x, y, width, height),), ink, fill, edge=Ink.OUTLINE)]


def _rectangle(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)


def _moved(shape: Part, x: float, y: float) -> Part:
    if isinstance(shape, Region):
        return replace(shape, rings=tuple(tuple((px + x, py + y) for px, py in ring) for ring in shape.rings))
    return replace(shape, x=shape.x + x, y=shape.y + y)


def broken(text: str, size: float, room: float, measure: MeasureText, *, bold: bool = False) -> list[str]:
    """``text`` in lines no wider than ``room``, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
