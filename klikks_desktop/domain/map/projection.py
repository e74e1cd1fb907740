"""From longitude and latitude to the plane of the map.

Lambert's conformal conic projection with two standard parallels, on the sphere, with the parallels
and the origin of ETRS89/LCC Germany (EPSG:4839), the projection of the small-scale maps of the BKG.
Formulas 15-1 to 15-4 of J. P. Snyder, Map Projections: A Working Manual, U.S. Geological Survey
Professional Paper 1395 (1987). Against the ellipsoid a distance differs by less than 0.4 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, log, pi, radians, sin, tan
from typing import Final

from klikks_desktop.domain.map.geometry import Point

EARTH_KM: Final = 6371.0
_SOUTH, _NORTH = radians(48 + 40 / 60), radians(53 + 40 / 60)
_LATITUDE, _LONGITUDE = radians(51), radians(10.5)


def _half(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


_CONE: Final = log(cos(_SOUTH) / cos(_NORTH)) / log(_half(_NORTH) / _half(_SOUTH))
_SCALE: Final = EARTH_KM * cos(_SOUTH) * _half(_SOUTH) ** _CONE / _CONE
_ORIGIN: Final = _SCALE / _half(_LATITUDE) ** _CONE


def project(longitude: float, latitude: float) -> Point:
    """Kilometres to the east and to the south of 10° 30' E, 51° N; y grows downwards as on paper."""
    radius = _SCALE / _half(radians(latitude)) ** _CONE
    angle = _CONE * (radians(longitude) - _LONGITUDE)
    return radius * sin(angle), radius * cos(angle) - _ORIGIN


def project_all(points: Iterable[Point]) -> list[Point]:
    """Every point of a line."""
    return [project(longitude, latitude) for longitude, latitude in points]
