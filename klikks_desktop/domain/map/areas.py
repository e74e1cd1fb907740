"""Areas that share their borders: each border (arc) is kept once, areas say which they run along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

from klikks_desktop.domain.map.geometry import Bounds, Point, Ring, bounds_of, contains, crossings

STATE_DIGITS: Final = 2
COUNTY_DIGITS: Final = 5
"""So many leading digits of a key name its Land, and its county."""

_ROWS: Final = 48
"""Rows of points in a sample of areas."""

ArcNumbers: TypeAlias = tuple[int, ...]
"""Arcs one after another that close a ring; ``~n`` is arc n walked backwards."""
Polygon: TypeAlias = tuple[ArcNumbers, ...]
"""The outer ring, counterclockwise in degrees, then holes, clockwise (RFC 7946)."""


@dataclass(frozen=True, slots=True)
class Area:
    """A Land (2 digits), a county (5) or a municipality (8). name: "" where the directory knows it."""

    key: str
    name: str
    polygons: tuple[Polygon, ...]


class AreaMap:
    """Areas of one kind over their arcs, in degrees or in the plane."""

    def __init__(self, arcs: Sequence[Sequence[Point]], areas: Sequence[Area]) -> None:
        self.arcs = arcs
        self.areas = {area.key: area for area in areas}
        self._samples: dict[tuple[str, ...], tuple[Point, ...]] = {}

    def ring(self, numbers: ArcNumbers) -> list[Point]:
        """The points along these arcs; the first is there again at the end."""
        points: list[Point] = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def polygons(self, key: str) -> list[list[list[Point]]]:
        """Polygons of an area, each its outer ring and its holes."""
        return [[self.ring(ring) for ring in polygon] for polygon in self.areas[key].polygons]

    def rings(self, key: str) -> list[Ring]:
        """All rings of an area."""
        return [self.ring(ring) for polygon in self.areas[key].polygons for ring in polygon]

    @cached_property
    def bounds(self) -> dict[str, Bounds]:
        """Around each area."""
        return {
            key: bounds_of(self.ring(polygon[0]) for polygon in area.polygons)
            for key, area in self.areas.items()
        }

    def area_at(self, x: float, y: float) -> str | None:
        """Key of the area at a point."""
        for key, box in self.bounds.items():
            if box.has(x, y) and contains(self.rings(key), x, y):
                return key
        return None

    def sample(self, keys: tuple[str, ...]) -> tuple[Point, ...]:
        """Points all over these areas, in rows: a cheap picture of where they lie."""
        if keys not in self._samples:
            self._samples[keys] = tuple(self._rows(keys))
        return self._samples[keys]

    def borders_in(self, keys: tuple[str, ...], box: Bounds) -> bool:
        """Whether a border of these areas has a point in ``box``."""
        near = [key for key in keys if self.bounds[key].meets(box)]
        return any(box.has(x, y) for number in self.arcs_of(near) for x, y in self.arcs[number])

    def _rows(self, keys: tuple[str, ...]) -> Iterator[Point]:
        rings = [ring for key in keys for ring in self.rings(key)]
        box = bounds_of(rings)
        step = box.height / _ROWS
        for row in range(_ROWS):
            y = box.top + (row + 0.5) * step
            for left, right in list(pairwise(crossings(rings, y)))[::2]:
                columns = max(1, round((right - left) / step))
                yield from (
                    (left + (column + 0.5) / columns * (right - left), y) for column in range(columns)
                )

    def arcs_of(self, keys: Iterable[str]) -> set[int]:
        """The arcs that these areas run along, each once."""
        rings = (ring for key in keys for polygon in self.areas[key].polygons for ring in polygon)
        return {max(number, ~number) for ring in rings for number in ring}
