"""Makes ``deutschland.json`` and one file for each Land from the polygons of all municipalities.

Usage, from the checkout::

    python resources/map/build.py FOLDER

FOLDER holds ``gemeinden_de.topojson`` (arcs shared by neighbours, object "gemeinden" with the properties
``ags``, ``name`` and ``gemeindefrei``) and ``kreise.geojson`` (names of the counties, property ``ags``).

Counties and Länder are not taken from files of their own: they are the municipalities together, so that
every border fits at every zoom. ``deutschland.json`` holds the arcs that part two counties, Länder or
Germany from the rest, a Land's file those within its counties; their numbers go on after the others.
The form of the files is described in ``klikks_desktop/reference/map_data.py``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from klikks_desktop.domain.map.areas import COUNTY_DIGITS, STATE_DIGITS, ArcNumbers, Polygon
from klikks_desktop.domain.map.geometry import Point, bounds_of, contains, signed_area

Polygons = list[Polygon]
HERE = Path(__file__).parent


class Topology:
    """The arcs of the source and the rings of its municipalities."""

    def __init__(self, source: dict[str, Any]) -> None:  # parsed JSON
        self.scale: list[float] = source["transform"]["scale"]
        self.translate: list[float] = source["transform"]["translate"]
        self.deltas: list[list[list[int]]] = source["arcs"]
        self.arcs = [list(accumulate(map(tuple, arc), _step)) for arc in self.deltas]
        self.rings: dict[str, list[ArcNumbers]] = {}
        self.names: dict[str, str] = {}
        for shape in source["objects"]["gemeinden"]["geometries"]:
            key = shape["properties"]["ags"]
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            self.rings[key] = [tuple(ring) for polygon in polygons for ring in polygon]
            self.names[key] = shape["properties"]["name"] if shape["properties"].get("gemeindefrei") else ""

    def points(self, ring: Iterable[int]) -> list[Point]:
        """The points along arcs."""
        points: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def together(self, keys: Iterable[str]) -> Polygons:
        """Polygons of all these municipalities as one area."""
        numbers = [number for key in keys for ring in self.rings[key] for number in ring]
        every = set(numbers)
        return self._nested([number for number in numbers if ~number not in every])

    def _nested(self, numbers: Sequence[int]) -> Polygons:
        """Rings of arcs as polygons: outer ones counterclockwise, each with its holes."""
        rings = {ring: signed_area(self.points(ring)) for ring in self._closed(numbers)}
        sign = 1 if max(rings.values(), key=abs) > 0 else -1
        outer = {ring: area * sign for ring, area in rings.items() if area * sign > 0}
        polygons = {ring: [ring] for ring in sorted(outer, key=lambda ring: -outer[ring])}
        for hole in (ring for ring, area in rings.items() if area * sign < 0):
            polygons[self._around(hole, outer)].append(hole)
        if sign > 0:
            return [tuple(rings) for rings in polygons.values()]
        return [tuple(tuple(~n for n in reversed(ring)) for ring in rings) for rings in polygons.values()]

    def _around(self, hole: ArcNumbers, outer: dict[ArcNumbers, float]) -> ArcNumbers:
        """The smallest outer ring that a hole lies in."""
        points = self.points(hole)
        box = bounds_of([points])
        for ring in sorted(outer, key=lambda ring: outer[ring]):
            edge = self.points(ring)
            free = next((point for point in points if point not in set(edge)), None)
            inside = bounds_of([edge]).meets(box) and free is not None and contains([edge], *free)
            if inside:
                return ring
        raise ValueError("a hole in nothing")

    def _closed(self, numbers: Sequence[int]) -> Iterator[ArcNumbers]:
        """Arcs put together to rings, none of which touches itself."""
        leaving: defaultdict[Point, list[int]] = defaultdict(list)
        for number in numbers:
            leaving[self._ends(number)[0]].append(number)
        while leaving:
            node = next(iter(leaving))
            path: list[int] = []
            visited: list[Point] = []
            while True:
                if node in visited:
                    begin = visited.index(node)
                    yield tuple(path[begin:])
                    del path[begin:], visited[begin:]
                if node not in leaving:
                    break
                path.append(leaving[node].pop())
                visited.append(node)
                if not leaving[node]:
                    del leaving[node]
                node = self._ends(path[-1])[1]

    def _ends(self, number: int) -> tuple[Point, Point]:
        arc = self.arcs[max(number, ~number)]
        return (arc[0], arc[-1]) if number >= 0 else (arc[-1], arc[0])


def _step(at: Any, by: Any) -> tuple[int, int]:  # pairs of whole numbers
    return at[0] + by[0], at[1] + by[1]


def main(folder: Path) -> None:
    """Write all files."""
    topology = Topology(json.loads((folder / "gemeinden_de.topojson").read_text("utf-8")))
    counties = json.loads((folder / "kreise.geojson").read_text("utf-8"))["features"]
    names = {each["properties"]["ags"]: each["properties"]["name"] for each in counties}
    inner = _inner_arcs(topology)
    base = [number for number in range(len(topology.arcs)) if number not in inner]
    places = {number: place for place, number in enumerate(base)}
    head = {"scale": topology.scale, "translate": topology.translate}
    groups = {digits: _groups(topology.rings, digits) for digits in (STATE_DIGITS, COUNTY_DIGITS)}
    lists = {
        "arcs": [_flat(topology.deltas[number]) for number in base],
        "states": [
            [key, "", _renumbered(topology.together(keys), places)]
            for key, keys in groups[STATE_DIGITS].items()
        ],
        "counties": [
            [key, names[key], _renumbered(topology.together(keys), places)]
            for key, keys in groups[COUNTY_DIGITS].items()
        ],
    }
    _write(HERE / "deutschland.json", head, lists)
    for state, keys in groups[STATE_DIGITS].items():
        own = sorted({number for number, home in inner.items() if home == state})
        known = places | {number: len(base) + place for place, number in enumerate(own)}
        areas = [[key, topology.names[key], _renumbered(topology.together([key]), known)] for key in keys]
        arcs = [_flat(topology.deltas[number]) for number in own]
        _write(HERE / f"{state}.json", {}, {"arcs": arcs, "areas": areas})


def _inner_arcs(topology: Topology) -> dict[int, str]:
    """The arcs within counties and the Land they lie in."""
    sides: Counter[tuple[int, str]] = Counter(
        (max(number, ~number), key[:COUNTY_DIGITS])
        for key, rings in topology.rings.items()
        for ring in rings
        for number in ring
    )
    return {number: county[:STATE_DIGITS] for (number, county), count in sides.items() if count > 1}


def _groups(keys: Iterable[str], digits: int) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        groups[key[:digits]].append(key)
    return groups


def _renumbered(polygons: Polygons, places: dict[int, int]) -> list[list[list[int]]]:
    return [
        [[places[number] if number >= 0 else ~places[~number] for number in ring] for ring in polygon]
        for polygon in polygons
    ]


def _flat(arc: list[list[int]]) -> list[int]:
    return [value for point in arc for value in point]


def _write(target: Path, head: dict[str, object], lists: dict[str, list[Any]]) -> None:
    """One entry of a list a line, so that a change can be read."""
    parts = [f"{json.dumps(name)}:{json.dumps(value)}" for name, value in head.items()]
    for name, rows in lists.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        parts.append(f"{json.dumps(name)}:[\n{lines}\n]")
    target.write_bytes(("{" + ",\n".join(parts) + "}\n").encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
