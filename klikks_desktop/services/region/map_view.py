"""Maps from values: one level, one Land or all of Germany, one subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.map.areas import AreaMap
from klikks_desktop.domain.map.content import MapContent, Town, TownMark
from klikks_desktop.domain.map.projection import project
from klikks_desktop.domain.map.values import Level, MapPlace, Subject, add_up, colouring
from klikks_desktop.domain.place_key import STATES
from klikks_desktop.services.region.map_values import MapValues
from klikks_desktop.services.workspace import Shipped, Workspace

if TYPE_CHECKING:
    from klikks_desktop.reference.map_data import MapData

GERMANY: Final = ""
_TOWNS: Final = 60
"""So many names of towns are offered to a map; only some find room."""


@dataclass(frozen=True, slots=True)
class MapWish:
    """Which map. state: two digits of a Land, or ``GERMANY``."""

    level: Level
    state: str
    subject: Subject


def find_state(text: str) -> str:
    """The two digits of a Land by number or name, ``GERMANY`` for ""; K-802 for another word."""
    wanted = text.strip().casefold()
    for key, name in STATES.items():
        if wanted in {key, key.lstrip("0"), name.casefold()}:
            return key
    if wanted:
        raise UserError("K-802", {"state": text})
    return GERMANY


def home_state(places: Sequence[MapPlace]) -> str:
    """The Land that all participating municipalities lie in; ``GERMANY`` for several or none."""
    states = {place.key[:2] for place in places}
    return states.pop() if len(states) == 1 else GERMANY


def largest_state(places: Sequence[MapPlace]) -> str:
    """The Land with most participating municipalities, the first of all without any."""
    keys = [place.key[:2] for place in places]
    return max(sorted(STATES), key=keys.count)


def settled(wish: MapWish, places: Sequence[MapPlace]) -> MapWish:
    """The map that can be shown: municipalities only of one Land, that with most of them taking part."""
    if wish.level is Level.MUNICIPALITY and wish.state == GERMANY:
        return replace(wish, state=largest_state(places))
    return wish


def make_map(workspace: Workspace, values: MapValues, wish: MapWish) -> MapContent:
    """The map of a Land or of ``GERMANY``, as of today."""
    return make_map_of(workspace.shipped, values, wish, workspace.today)


def make_map_of(shipped: Shipped, values: MapValues, wish: MapWish, day: date) -> MapContent:
    """The map as of a day; needs no workspace."""
    wish = settled(wish, values.places)
    level, state = wish.level, wish.state
    places = [place for place in values.places if place.key.startswith(state)]
    names = area_names(shipped, level, state)
    summed = add_up(places, level, names)
    values_shown = {key: value for key, value in summed.items() if key in names}
    return MapContent(
        level=level,
        region=STATES.get(state, "Deutschland"),
        states=(state,) if state else tuple(STATES),
        land=shipped.map.state_plane,
        areas=plane_of(shipped.map, level, state),
        counties=shipped.map.county_plane,
        names=names,
        values=values_shown,
        colouring=colouring(values_shown.values(), wish.subject),
        marks=tuple(_marks(places)),
        projects=tuple(project(*point) for place in places for point in place.points),
        towns=_towns(shipped, state),
        notes=values.notes,
        attribution=shipped.map.attribution,
        day=day,
        basis=values.basis,
        factor_set=values.set_title,
    )


def plane_of(data: MapData, level: Level, state: str) -> AreaMap:
    """The areas of a level in the plane."""
    if level is Level.MUNICIPALITY:
        return data.municipality_plane(state)
    return data.state_plane if level is Level.STATE else data.county_plane


def in_degrees(data: MapData, level: Level, state: str) -> AreaMap:
    """The areas of a level in degrees."""
    if level is Level.MUNICIPALITY:
        return data.municipalities(state)
    return data.states if level is Level.STATE else data.counties


def area_names(shipped: Shipped, level: Level, state: str) -> Mapping[str, str]:
    """Names of the areas of a level by key, without the areas that are no municipality's."""
    if level is Level.STATE:
        return {key: name for key, name in STATES.items() if key.startswith(state)}
    if level is Level.COUNTY:
        areas = shipped.map.county_plane.areas
        return {key: area.name for key, area in areas.items() if key.startswith(state)}
    found = (shipped.directory.find(key) for key in shipped.map.municipality_plane(state).areas)
    return {place.key: place.name for place in found if place is not None}


def _marks(places: Sequence[MapPlace]) -> list[TownMark]:
    return [
        TownMark(place.key, place.name, *project(place.longitude, place.latitude), place.report)
        for place in places
    ]


@lru_cache(maxsize=32)
def _towns(shipped: Shipped, state: str) -> tuple[Town, ...]:
    """The largest towns of a Land."""
    return tuple(
        Town(place.name, *project(place.lon, place.lat), place.population)
        for place in shipped.directory.largest(state, _TOWNS)
    )
