"""GeoJSON for web maps (RFC 7946): WGS84, longitude first, outer rings counterclockwise.

Whose data the lines are stands in the member ``attribution``; properties hold no persons.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Position: TypeAlias = tuple[float, float]
"""Longitude, latitude."""
Value: TypeAlias = str | int | float | None
_DECIMALS: Final = 5
"""About one metre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """An area or a point. polygons: each its outer ring and its holes; without any it is ``point``."""

    id: str
    properties: Mapping[str, Value]
    polygons: Sequence[Sequence[Sequence[Position]]] = ()
    point: Position = (0.0, 0.0)

    @property
    def positions(self) -> list[Position]:
        """Every position of it."""
        every = [position for polygon in self.polygons for ring in polygon for position in ring]
        return every or [self.point]


def to_geojson(features: Sequence[Feature], *, title: str, attribution: str) -> bytes:
    """The whole file as UTF-8."""
    whole: dict[str, object] = {"type": "FeatureCollection", "title": title, "attribution": attribution}
    if features:
        every = [position for feature in features for position in feature.positions]
        longitudes, latitudes = zip(*every, strict=True)
        south_west, north_east = (min(longitudes), min(latitudes)), (max(longitudes), max(latitudes))
        whole["bbox"] = [*_rounded(south_west), *_rounded(north_east)]
    whole["features"] = [
        {
            "type": "Feature",
            "id": feature.id,
            "geometry": _geometry(feature),
            "properties": dict(feature.properties),
        }
        for feature in features
    ]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _geometry(feature: Feature) -> dict[str, object]:
    if not feature.polygons:
        return {"type": "Point", "coordinates": _rounded(feature.point)}
    polygons = [[_ring(ring) for ring in polygon] for polygon in feature.polygons]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _ring(ring: Iterable[Position]) -> list[list[float]]:
    return [_rounded(position) for position in ring]


def _rounded(position: Position) -> list[float]:
    return [round(degrees, _DECIMALS) for degrees in position]
