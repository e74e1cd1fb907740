"""The shipped map is whole: every municipality of the directory has its area, and all areas fit."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from klikks_desktop.domain.map.areas import AreaMap
from klikks_desktop.domain.map.geometry import bounds_of, signed_area
from klikks_desktop.domain.map.projection import project
from klikks_desktop.domain.place_key import STATES
from klikks_desktop.reference.directory import Directory
from klikks_desktop.reference.map_data import MapData

CITIES = {
    "Berlin": ("11", "11000", "11000000"),
    "Soltau": ("03", "03358", "03358021"),
    "München": ("09", "09162", "09162000"),
    "Görlitz": ("14", "14626", "14626110"),
    "Aachen": ("05", "05334", "05334002"),
    "Flensburg": ("01", "01001", "01001000"),
    "Konstanz": ("08", "08335", "08335043"),
}


@pytest.fixture(scope="module")
def data(resources: Path) -> MapData:
    return MapData.load(resources)


@pytest.fixture(scope="module")
def lands(data: MapData) -> dict[str, AreaMap]:
    """The municipalities of every Land, in the plane."""
    return {state: data.municipality_plane(state) for state in STATES}


def square_kilometres(areas: AreaMap, key: str) -> float:
    return abs(sum(signed_area(ring) for ring in areas.rings(key)))


def test_every_municipality_of_the_directory_has_an_area(
    directory: Directory, lands: dict[str, AreaMap]
) -> None:
    keys = {key for areas in lands.values() for key in areas.areas}
    known = {place.key for state in STATES for place in directory.largest(state, 100_000)}
    assert len(known) == directory.municipality_count == 10_747
    assert known <= keys
    beyond = [areas.areas[key] for areas in lands.values() for key in areas.areas if key not in known]
    assert len(beyond) == 192
    assert all(area.name for area in beyond)


def test_all_laender_and_counties_are_there(data: MapData, lands: dict[str, AreaMap]) -> None:
    assert set(data.state_plane.areas) == set(STATES)
    assert set(data.county_plane.areas) == {key[:5] for areas in lands.values() for key in areas.areas}
    assert len(data.county_plane.areas) == 401
    names = [area.name for area in data.county_plane.areas.values()]
    assert len(set(names)) == 401
    assert "Heidekreis" in names


def test_counties_and_laender_are_their_municipalities_together(
    data: MapData, lands: dict[str, AreaMap]
) -> None:
    sums: dict[str, float] = {}
    for areas in lands.values():
        for key in areas.areas:
            size = square_kilometres(areas, key)
            for digits in (2, 5):
                sums[key[:digits]] = sums.get(key[:digits], 0) + size
    for whole in (data.state_plane, data.county_plane):
        for key in whole.areas:
            assert square_kilometres(whole, key) == pytest.approx(sums[key], rel=1e-6)


def test_areas_have_the_size_that_the_directory_says(directory: Directory, lands: dict[str, AreaMap]) -> None:
    places = directory.largest("", 300)
    ratios = [square_kilometres(lands[place.key[:2]], place.key) / place.area_km2 for place in places]
    # Coastal water and lakes belong to a municipality but not to the map.
    assert sum(0.95 < ratio < 1.05 for ratio in ratios) > 280
    assert all(0.6 < ratio < 1.1 for ratio in ratios)
    whole = sum(square_kilometres(lands[state], key) for state in STATES for key in lands[state].areas)
    assert whole == pytest.approx(357_000, rel=0.01)


@pytest.mark.parametrize("name", CITIES)
def test_known_cities_are_found_by_their_place(
    directory: Directory, data: MapData, lands: dict[str, AreaMap], name: str
) -> None:
    state, county, key = CITIES[name]
    place = directory.find(key)
    assert place is not None
    assert place.name == name
    x, y = project(place.lon, place.lat)
    assert data.state_plane.area_at(x, y) == state
    assert data.county_plane.area_at(x, y) == county
    assert lands[state].area_at(x, y) == key


def test_nearly_every_place_lies_in_its_own_area(directory: Directory, lands: dict[str, AreaMap]) -> None:
    places = directory.largest("03", 400)
    beside = [
        place.name for place in places if lands["03"].area_at(*project(place.lon, place.lat)) != place.key
    ]
    assert len(beside) < 4, beside


def test_neighbours_share_a_border(lands: dict[str, AreaMap], directory: Directory) -> None:
    heath = lands["03"]

    def neighbours(key: str) -> set[str]:
        mine = heath.arcs_of([key])
        return {other for other in heath.areas if other != key and heath.arcs_of([other]) & mine}

    names = {place.name for key in neighbours("03358021") if (place := directory.find(key)) is not None}
    assert {"Bispingen", "Schneverdingen", "Neuenkirchen", "Wietzendorf"} <= names
    assert len(names) < 10


def test_hamburg_lies_between_two_laender(data: MapData) -> None:
    states = data.state_plane
    mine = states.arcs_of(["02"])
    assert {key for key in states.areas if key != "02" and states.arcs_of([key]) & mine} == {"01", "03"}


def test_bremen_and_berlin_are_holes_of_others(data: MapData) -> None:
    holes = {
        key: [ring for polygon in area.polygons for ring in polygon[1:]]
        for key, area in data.states.areas.items()
    }
    assert any(data.states.arcs_of(["11"]) == {max(n, ~n) for n in ring} for ring in holes["12"])
    bremen = data.states.arcs_of(["04"])
    assert any({max(n, ~n) for n in ring} <= bremen for ring in holes["03"])


@pytest.mark.parametrize("state", [None, "03", "07", "09", "12"])
def test_rings_are_closed_simple_and_turn_as_rfc_7946_says(data: MapData, state: str | None) -> None:
    areas = data.counties if state is None else data.municipalities(state)
    for key in areas.areas:
        for outer, *holes in areas.polygons(key):
            for ring in (outer, *holes):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert len(set(ring)) == len(ring) - 1, f"{key} touches itself"
                assert all(one != other for one, other in pairwise(ring))
            assert signed_area(outer) > 0
            assert all(signed_area(hole) < 0 for hole in holes)
            assert all(bounds_of([outer]).meets(bounds_of([hole])) for hole in holes)


def test_coordinates_are_those_of_germany(data: MapData) -> None:
    box = bounds_of(ring for key in data.states.areas for ring in data.states.rings(key))
    assert (box.left, box.right) == pytest.approx((5.866, 15.042), abs=0.01)
    assert (box.top, box.bottom) == pytest.approx((47.270, 55.058), abs=0.01)


def test_the_map_says_whose_it_is_and_stays_small(data: MapData, resources: Path) -> None:
    assert "GeoBasis-DE / BKG 2021 (Daten verändert)" in data.attribution
    assert "dl-de/by-2-0" in data.attribution
    assert "Destatis" in data.attribution
    assert data.edition
    assert sum(file.stat().st_size for file in (resources / "map").glob("*.json")) < 2_000_000
    for file in (resources / "map").glob("*.json"):
        assert json.loads(file.read_text("utf-8"))
