"""The map as a drawing for paper and files: areas, lines, marks, names, legend, attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from klikks_desktop.domain.charts.shapes import (
    Dot,
    Drawing,
    Fill,
    Ink,
    MeasureText,
    Path,
    Region,
    Shape,
    Words,
)
from klikks_desktop.domain.charts.text import SMALL
from klikks_desktop.domain.map.areas import AreaMap
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.geometry import Bounds, Point
from klikks_desktop.domain.map.labels import Label, corners_of, place_labels, settle
from klikks_desktop.domain.map.legend import broken, lay_legend
from klikks_desktop.domain.map.view import View

MARK_RADIUS, PROJECT_RADIUS = 0.2, 0.17
"""Of the text's size."""
_MARGIN: Final = 0.8
_WIDEST, _HIGHEST = 0.62, 1.32
"""Height of the picture as a share of its width, least and most."""


def draw_map(
    content: MapContent, *, width: float, measure: MeasureText, size: float = 9, most_height: float = 0
) -> Drawing:
    """The chosen Länder as large as ``width`` (and ``most_height``, if any) allow, with what lies around."""
    land = content.bounds
    height = width * min(_HIGHEST, max(_WIDEST, land.height / max(land.width, 1e-9)))
    height = min(height, most_height or height)
    legend = lay_legend(content, size, measure, still=True)
    margin, part = _MARGIN * size, (legend.width, legend.height)
    view, _ = settle(content, (width, height), [part], margin, bearable=0)
    height = max(land.height * view.scale, legend.height) + 2 * margin
    view, (number,) = settle(content, (width, height), [part], margin, bearable=0)
    corner = corners_of(width, height, part, margin)[number]
    shapes: list[Shape] = [*_ground(content, view), *_areas(content, view), *_lines(content, view)]
    shapes += _marks(content, view, size)
    frame = Bounds(0, 0, width, height)
    names = [Label(town.name, *view.to_screen(town.x, town.y)) for town in content.towns]
    for plate in place_labels(names, frame, [corner], size * SMALL, measure):
        shapes += plate.shapes(size * SMALL)
    shapes += [legend.ground(corner.left, corner.top), *legend.at(corner.left, corner.top)]
    small = size * 0.78
    y = height + small * 0.6
    for line in broken(content.attribution, small, width - 2 * margin, measure):
        y += small * 1.3
        shapes.append(Words(margin, y, line, small, Ink.MUTED))
    return Drawing(width, y + small * 0.5, tuple(shapes), content.title, content.summary, content.table())


def _ground(content: MapContent, view: View) -> Iterator[Shape]:
    """The Länder that are not chosen, as far as they are seen."""
    for key, box in content.land.bounds.items():
        if key not in content.states and box.meets(view.bounds):
            rings = _clipped(_rings(content.land, key, view), view)
            if rings:
                yield Region(rings, Ink.LAND, edge=Ink.GRID)


def _areas(content: MapContent, view: View) -> Iterator[Shape]:
    for key in content.keys:
        rings = _rings(content.areas, key, view)
        value = content.values.get(key)
        if value is None:
            yield Region(rings, Ink.LAND, edge=Ink.LAND_LINE)
        elif (ink := content.colouring.ink(value)) is None:
            yield Region(rings, Ink.OUTLINE, Fill.HATCHED, edge=Ink.LAND_LINE)
        else:
            yield Region(rings, ink, edge=Ink.LAND_LINE)


def _lines(content: MapContent, view: View) -> Iterator[Shape]:
    """Borders of the chosen Länder, and of counties where municipalities are shown."""
    for key in content.county_keys:
        for ring in _rings(content.counties, key, view):
            yield Path(ring, Ink.OUTLINE, 0.4)
    for key in content.states:
        for ring in _rings(content.land, key, view):
            yield Path(ring, Ink.OUTLINE, 0.9)


def _marks(content: MapContent, view: View, size: float) -> Iterator[Shape]:
    for mark in content.town_marks:
        yield Dot(*view.to_screen(mark.x, mark.y), MARK_RADIUS * size, Ink.TEXT)
    for x, y in () if content.has_many_projects else content.projects:
        yield Dot(*view.to_screen(x, y), PROJECT_RADIUS * size, Ink.CAT2)


def _rings(areas: AreaMap, key: str, view: View) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple(view.to_screen(x, y) for x, y in ring) for ring in areas.rings(key))


def _clipped(rings: Iterable[tuple[Point, ...]], view: View) -> tuple[tuple[Point, ...], ...]:
    """Rings cut at the edges of the picture (Sutherland and Hodgman 1974)."""
    return tuple(cut for ring in rings if len(cut := _cut(ring, view)) > 3)


def _cut(ring: tuple[Point, ...], view: View) -> tuple[Point, ...]:
    points = list(ring[:-1])
    for axis, limit, sign in ((0, 0.0, 1), (0, view.width, -1), (1, 0.0, 1), (1, view.height, -1)):
        kept: list[Point] = []
        for before, point in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            inside, was = ((each[axis] - limit) * sign >= 0 for each in (point, before))
            if inside != was:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append(
                    (
                        before[0] + share * (point[0] - before[0]),
                        before[1] + share * (point[1] - before[1]),
                    )
                )
            if inside:
                kept.append(point)
        points = kept
    return (*points, points[0]) if points else ()
