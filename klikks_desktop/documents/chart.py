"""Charts on paper: a drawing of ``domain.charts`` as vector in the light colours of the house.

Hatching stays hatching and dashes stay dashes, so that a grey copy says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from klikks_desktop.documents.canvas import POINTS_PER_MM, Step, TaggedCanvas, figure_attributes
from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import Fonts, refuse_missing_glyphs
from klikks_desktop.domain.charts.shapes import (
    Anchor,
    Box,
    Dot,
    Drawing,
    Fill,
    Ink,
    MeasureText,
    Region,
    Words,
)
from klikks_desktop.domain.charts.shapes import Path as Line
from klikks_desktop.domain.map.geometry import HATCH_GAP, HATCH_WIDTH, hatching

_HATCH_GAP, _HATCH_WIDTH = 3.2, 0.9  # points, across the lines
_EDGE = 0.75
_DASH = (4.0, 3.0)  # points, as ``shapes.Path`` says
_ROUND = 0.5523  # a quarter of a circle as a curve

Inks = Mapping[Ink, Colour]


def load_inks(resources: Path) -> Inks:
    """The light colours of ``resources/theme/tokens.json``; text is black on paper."""
    light = json.loads((resources / "theme" / "tokens.json").read_text("utf-8"))["colour"]["light"]
    values = {ink: int(light[ink.value].removeprefix("#"), 16) for ink in Ink}
    inks: dict[Ink, Colour] = {
        ink: (value >> 16, value >> 8 & 0xFF, value & 0xFF) for ink, value in values.items()
    }
    return {**inks, Ink.TEXT: BLACK}


def text_measure(fonts: Fonts) -> MeasureText:
    """How layouts measure the faces of the paper."""

    def measure(text: str, size: float, bold: bool) -> float:
        face = fonts.sans_bold if bold else fonts.sans
        return face.shape(text).width(size) * POINTS_PER_MM

    return measure


def chart_height(drawing: Drawing) -> float:
    """Height on paper in mm."""
    return drawing.height / POINTS_PER_MM


class ChartPainter:
    """Paints drawings at their natural size, one point to a point."""

    def __init__(self, canvas: TaggedCanvas, fonts: Fonts, inks: Inks) -> None:
        self._canvas, self._fonts, self._inks = canvas, fonts, inks
        self._left = self._top = 0.0

    def paint(self, drawing: Drawing, left: float, top: float) -> None:
        """Paint ``drawing`` as a Figure with its top left corner at ``left``, ``top`` (mm)."""
        self._left, self._top = left, top
        words = [shape.text for shape in drawing.shapes if isinstance(shape, Words)]
        refuse_missing_glyphs(self._fonts.sans, words)
        width, height = drawing.width / POINTS_PER_MM, chart_height(drawing)
        alt = f"{drawing.title}. {drawing.alt}"
        with self._canvas.tag("Figure", figure_attributes(alt, left, top, width, height)):
            for shape in drawing.shapes:
                match shape:
                    case Box():
                        self._box(shape)
                    case Line():
                        self._line(shape)
                    case Region():
                        self._region(shape)
                    case Dot():
                        self._dot(shape)
                    case Words():
                        self._words(shape)

    def _box(self, box: Box) -> None:
        if box.width <= 0 or box.height <= 0:
            return
        ink, edge = self._inks[box.ink], self._rectangle(box)
        if box.fill is Fill.SOLID:
            self._canvas.path(edge, fill=ink)
        elif box.fill is Fill.HATCHED:
            self._canvas.path(edge, fill=self._inks[Ink.SURFACE])
            for x1, y1, x2, y2 in hatch_lines(box):
                line = [("M", *self._at(x1, y1)), ("L", *self._at(x2, y2))]
                self._canvas.path(line, stroke=ink, line_width=_HATCH_WIDTH)
            self._canvas.path(edge, stroke=ink, line_width=_EDGE)
        else:
            dash = (_DASH[0] / POINTS_PER_MM, _DASH[1] / POINTS_PER_MM)
            self._canvas.path(edge, fill=self._inks[Ink.POSSIBLE], stroke=ink, line_width=_EDGE, dash=dash)

    def _line(self, line: Line) -> None:
        if len(line.points) < 2:
            return
        steps = [("L" if index else "M", *self._at(*point)) for index, point in enumerate(line.points)]
        dash = (_DASH[0] / POINTS_PER_MM, _DASH[1] / POINTS_PER_MM) if line.dashed else None
        self._canvas.path(steps, stroke=self._inks[line.ink], line_width=line.width, dash=dash)

    def _region(self, region: Region) -> None:
        """Holes run against their outer ring, so the fill of PDF leaves them out by itself."""
        hatched = region.fill is Fill.HATCHED
        edge = None if region.edge is None else self._inks[region.edge]
        fill = self._inks[Ink.SURFACE if hatched else region.ink]
        outline: list[Step] = []
        for ring in region.rings:
            outline += [("L" if index else "M", *self._at(*point)) for index, point in enumerate(ring[:-1])]
            outline.append(("Z",))
        self._canvas.path(outline, fill=fill, stroke=edge, line_width=region.width)
        if hatched:
            lines: list[Step] = []
            for start, end in hatching(region.rings, HATCH_GAP):
                lines += [("M", *self._at(*start)), ("L", *self._at(*end))]
            if lines:
                self._canvas.path(lines, stroke=self._inks[region.ink], line_width=HATCH_WIDTH)

    def _dot(self, dot: Dot) -> None:
        x, y = self._at(dot.x, dot.y)
        surface = self._inks[Ink.SURFACE]
        self._canvas.path(
            _circle(x, y, dot.radius / POINTS_PER_MM),
            fill=self._inks[dot.ink],
            stroke=surface,
            line_width=min(1.5, dot.radius / 2),
        )

    def _words(self, words: Words) -> None:
        face = self._fonts.sans_bold if words.bold else self._fonts.sans
        run = face.shape(words.text)
        x, y = self._at(words.x, words.y)
        back = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[words.anchor]
        x -= back * run.width(words.size)
        self._canvas.text(run, x, y, words.size, colour=self._inks[words.ink], joins=True)

    def _rectangle(self, box: Box) -> list[Step]:
        left, top = self._at(box.x, box.y)
        right, bottom = self._at(box.x + box.width, box.y + box.height)
        return [("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",)]

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._left + x / POINTS_PER_MM, self._top + y / POINTS_PER_MM


def hatch_lines(box: Box) -> Iterator[tuple[float, float, float, float]]:
    """Rising lines that fill ``box``, cut at its edges, in points.

    They hang on the corner of the drawing, not of the box, so that neighbours go on alike.
    """
    step = _HATCH_GAP * 2**0.5
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    # A rising line is x + y = at.
    at = (int((left + top) / step) + 1) * step
    while at < right + bottom:
        x1, x2 = max(left, at - bottom), min(right, at - top)
        if x2 > x1:
            yield x1, at - x1, x2, at - x2
        at += step


def _circle(x: float, y: float, radius: float) -> list[Step]:
    bend = radius * _ROUND
    return [
        ("M", x + radius, y),
        ("C", x + radius, y + bend, x + bend, y + radius, x, y + radius),
        ("C", x - bend, y + radius, x - radius, y + bend, x - radius, y),
        ("C", x - radius, y - bend, x - bend, y - radius, x, y - radius),
        ("C", x + bend, y - radius, x + radius, y - bend, x + radius, y),
        ("Z",),
    ]
