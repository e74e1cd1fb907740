"""The shipped map (Kartengrundlage): Länder and counties at once, the municipalities of a Land later.

``map/deutschland.json``: scale and translate turn whole numbers into degrees of WGS84; arcs are lists
``x, y, dx, dy, dx, dy …``; an area is ``[key, name, polygons]``, a polygon a list of rings, a ring a list of
numbers of arcs (``~n``: backwards). ``map/<Land>.json``: further arcs, whose numbers go on after those of
``deutschland.json``, and the municipalities of that Land; only gemeindefreie areas carry a name, the others
stand in the directory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import msgspec

from klikks_desktop.domain.map.areas import Area, AreaMap
from klikks_desktop.domain.map.geometry import Point
from klikks_desktop.domain.map.projection import project_all

_Areas: TypeAlias = list[tuple[str, str, tuple[tuple[tuple[int, ...], ...], ...]]]


class _Germany(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]
    arcs: list[list[int]]
    states: _Areas
    counties: _Areas


class _State(msgspec.Struct):
    arcs: list[list[int]]
    areas: _Areas


class _Sources(msgspec.Struct):
    edition: str
    attribution: str


class MapData:
    """Areas in degrees and in the plane; each file is read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._planes: dict[str, AreaMap] = {}

    @classmethod
    def load(cls, resources: Path) -> MapData:
        """The map shipped in ``resources``."""
        return cls(resources / "map")

    @property
    def attribution(self) -> str:
        """What stands beside the map and in every export."""
        return self._sources.attribution

    @property
    def edition(self) -> str:
        """Which borders are shown."""
        return self._sources.edition

    @cached_property
    def states(self) -> AreaMap:
        """The Länder, in degrees."""
        return AreaMap(self._degrees, _areas(self._germany.states))

    @cached_property
    def counties(self) -> AreaMap:
        """The counties, in degrees."""
        return AreaMap(self._degrees, _areas(self._germany.counties))

    def municipalities(self, state: str) -> AreaMap:
        """The municipalities of a Land by its two digits, in degrees; with its gemeindefreie areas."""
        raw = self._state(state)
        return AreaMap([*self._degrees, *map(self._in_degrees, raw.arcs)], _areas(raw.areas))

    @cached_property
    def state_plane(self) -> AreaMap:
        """The Länder, projected."""
        return AreaMap(self._projected, _areas(self._germany.states))

    @cached_property
    def county_plane(self) -> AreaMap:
        """The counties, projected."""
        return AreaMap(self._projected, _areas(self._germany.counties))

    def municipality_plane(self, state: str) -> AreaMap:
        """The municipalities of a Land, projected; kept, as what is painted from them is."""
        if state not in self._planes:
            raw = self._state(state)
            arcs = [*self._projected, *map(self._in_plane, raw.arcs)]
            self._planes[state] = AreaMap(arcs, _areas(raw.areas))
        return self._planes[state]

    def _state(self, state: str) -> _State:
        return msgspec.json.decode((self._folder / f"{state}.json").read_bytes(), type=_State)

    @cached_property
    def _sources(self) -> _Sources:
        return msgspec.json.decode((self._folder / "sources.json").read_bytes(), type=_Sources)

    @cached_property
    def _germany(self) -> _Germany:
        return msgspec.json.decode((self._folder / "deutschland.json").read_bytes(), type=_Germany)

    @cached_property
    def _degrees(self) -> list[list[Point]]:
        return [self._in_degrees(arc) for arc in self._germany.arcs]

    @cached_property
    def _projected(self) -> list[list[Point]]:
        return [self._in_plane(arc) for arc in self._germany.arcs]

    def _in_degrees(self, arc: Sequence[int]) -> list[Point]:
        (x_scale, y_scale), (x_shift, y_shift) = self._germany.scale, self._germany.translate
        return [
            (x_shift + x_scale * x, y_shift + y_scale * y)
            for x, y in zip(accumulate(arc[::2]), accumulate(arc[1::2]), strict=True)
        ]

    def _in_plane(self, arc: Sequence[int]) -> list[Point]:
        return project_all(self._in_degrees(arc))


def _areas(raw: _Areas) -> list[Area]:
    return [Area(*each) for each in raw]
