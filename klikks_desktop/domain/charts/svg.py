"""A drawing as SVG: title, description and shapes, readable by every browser and Word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from klikks_desktop.domain.charts.shapes import (
    Anchor,
    Box,
    Dot,
    Drawing,
    Fill,
    Ink,
    Path,
    Region,
    Shape,
    Words,
)
from klikks_desktop.domain.map.geometry import HATCH_GAP, HATCH_WIDTH, hatching

FONTS: Final = "'Noto Sans', 'Segoe UI', Arial, sans-serif"
_ANCHORS: Final = {Anchor.START: "start", Anchor.MIDDLE: "middle", Anchor.END: "end"}
_HATCHED: Final = "M-1,1 l2,-2 M0,5 l5,-5 M4,6 l2,-2"


def to_svg(drawing: Drawing, colours: Mapping[Ink, str]) -> str:
    """The whole file. colours: "#RRGGBB" for each ink; the ground is that of ``Ink.SURFACE``."""
    width, height = _number(drawing.width), _number(drawing.height)
    inks = sorted({shape.ink for shape in drawing.shapes if _is_hatched(shape)})
    patterns = "".join(_pattern(ink, colours) for ink in inks)
    shapes = "\n".join(_shape(shape, colours) for shape in drawing.shapes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONTS}">\n'
        f"<title>{escape(drawing.title)}</title>\n<desc>{escape(drawing.alt)}</desc>\n"
        f"<defs>{patterns}</defs>\n"
        f'<rect width="{width}" height="{height}" fill={quoteattr(colours[Ink.SURFACE])}/>\n'
        f"{shapes}\n</svg>\n"
    )


def edge_ink(ink: Ink) -> Ink:
    """Edge of a hatched box: that of what is decided is as dark as what is achieved."""
    return Ink.ACHIEVED if ink is Ink.DECIDED else ink


def _is_hatched(shape: Shape) -> bool:
    return isinstance(shape, Box) and shape.fill is Fill.HATCHED


def _pattern(ink: Ink, colours: Mapping[Ink, str]) -> str:
    return (
        f'<pattern id="{ink.name}" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<rect width="5" height="5" fill="{colours[Ink.SURFACE]}"/>'
        f'<path d="{_HATCHED}" stroke="{colours[ink]}" stroke-width="1.5"/></pattern>'
    )


def _shape(shape: Shape, colours: Mapping[Ink, str]) -> str:
    ink = colours[shape.ink]
    match shape:
        case Box():
            return _box(shape, colours)
        case Path():
            points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
            dashes = ' stroke-dasharray="4 3"' if shape.dashed else ""
            width = _number(shape.width)
            return f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="{width}"{dashes}/>'
        case Region():
            return _region(shape, colours)
        case Dot():
            x, y, radius = (_number(value) for value in (shape.x, shape.y, shape.radius))
            ring = colours[Ink.SURFACE]
            return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{ink}" stroke="{ring}" stroke-width="1"/>'
        case Words():
            weight = ' font-weight="bold"' if shape.bold else ""
            return (
                f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}" '
                f'text-anchor="{_ANCHORS[shape.anchor]}" fill="{ink}"{weight}>{escape(shape.text)}</text>'
            )


def _box(box: Box, colours: Mapping[Ink, str]) -> str:
    fill, edge = colours[box.ink], ""
    inset = 0.0
    if box.fill is not Fill.SOLID:
        hatched = box.fill is Fill.HATCHED
        fill = f"url(#{box.ink.name})" if hatched else colours[Ink.POSSIBLE]
        dashes = "" if hatched else ' stroke-dasharray="3 2.5"'
        edge = f' stroke="{colours[edge_ink(box.ink)]}" stroke-width="1"{dashes}'
        inset = min(0.5, box.width / 2, box.height / 2)
    x, y = _number(box.x + inset), _number(box.y + inset)
    width, height = _number(box.width - 2 * inset), _number(box.height - 2 * inset)
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="1.5" fill="{fill}"{edge}/>'


def _region(region: Region, colours: Mapping[Ink, str]) -> str:
    """Hatching as lines of its own: not every program that reads SVG fills with patterns."""
    ink, outline = colours[region.ink], "".join(_ring(ring) for ring in region.rings)
    edge = ' stroke="none"'
    if region.edge is not None:
        edge = f' stroke="{colours[region.edge]}" stroke-width="{_number(region.width)}"'
    hatched = region.fill is Fill.HATCHED
    fill = colours[Ink.SURFACE] if hatched else ink
    area = f'<path d="{outline}" fill="{fill}" fill-rule="evenodd"{edge}/>'
    if not hatched:
        return area
    lines = "".join(
        f"M{_number(x1)},{_number(y1)}L{_number(x2)},{_number(y2)}"
        for (x1, y1), (x2, y2) in hatching(region.rings, HATCH_GAP)
    )
    return f'{area}<path d="{lines}" fill="none" stroke="{ink}" stroke-width="{HATCH_WIDTH}"/>'


def _ring(ring: tuple[tuple[float, float], ...]) -> str:
    points = "L".join(f"{_number(x)},{_number(y)}" for x, y in ring[:-1])
    return f"M{points}Z"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
