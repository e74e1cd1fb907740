"""The plane keeps distances and angles; the view goes there and back."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, dist, hypot, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.map.geometry import Bounds
from klikks_desktop.domain.map.projection import EARTH_KM, project
from klikks_desktop.domain.map.view import LEAST_SCALE, MOST_SCALE, View, fitting

longitudes, latitudes = st.floats(5.8, 15.1), st.floats(47.2, 55.1)
PLACES = {"Kiel": (10.1228, 54.3233), "München": (11.5736, 48.1434), "Köln": (6.9603, 50.9375)}
views = st.builds(
    View, st.floats(-400, 400), st.floats(-400, 400), st.floats(0.5, 40), st.just(700.0), st.just(600.0)
)


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres by the haversine formula."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(radians, each)) for each in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


@given(longitudes, latitudes, longitudes, latitudes)
def test_distances_are_right_to_half_a_percent(lon1: float, lat1: float, lon2: float, lat2: float) -> None:
    true = great_circle((lon1, lat1), (lon2, lat2))
    assert dist(project(lon1, lat1), project(lon2, lat2)) == pytest.approx(true, rel=5e-3, abs=0.01)


@given(longitudes, latitudes)
def test_a_right_angle_stays_one(lon: float, lat: float) -> None:
    step = 0.01
    x, y = project(lon, lat)
    east = project(lon + step / cos(radians(lat)), lat)
    north = project(lon, lat + step)
    angle = degrees(atan2(y - north[1], north[0] - x) - atan2(y - east[1], east[0] - x))
    assert angle == pytest.approx(90, abs=0.02)
    lengths = [hypot(point[0] - x, point[1] - y) for point in (east, north)]
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-3)


def test_east_is_right_and_south_is_down() -> None:
    assert project(10.5, 51) == pytest.approx((0, 0), abs=1e-9)
    assert PLACES.keys() == {"Kiel", "München", "Köln"}
    kiel, munich, cologne = (project(*PLACES[name]) for name in ("Kiel", "München", "Köln"))
    assert kiel[1] < cologne[1] < munich[1]
    assert cologne[0] < kiel[0] < munich[0]


@given(views, st.floats(0, 700), st.floats(0, 600))
def test_a_view_goes_there_and_back(view: View, x: float, y: float) -> None:
    assert view.to_screen(*view.to_plane(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(views, st.floats(0.2, 5), st.floats(0, 700), st.floats(0, 600))
def test_zooming_keeps_the_point_under_the_pointer(view: View, factor: float, x: float, y: float) -> None:
    zoomed = view.zoomed(factor, (x, y))
    assert LEAST_SCALE <= zoomed.scale <= MOST_SCALE
    assert zoomed.to_plane(x, y) == pytest.approx(view.to_plane(x, y), abs=1e-6)
    assert view.zoomed(factor).to_plane(350, 300) == pytest.approx((view.x, view.y))


@given(views, st.floats(-300, 300), st.floats(-300, 300))
def test_shifting_moves_the_picture(view: View, dx: float, dy: float) -> None:
    x, y = view.to_plane(100, 100)
    assert view.shifted(dx, dy).to_screen(x, y) == pytest.approx((100 + dx, 100 + dy), abs=1e-6)


@given(st.floats(1, 900), st.floats(1, 900), st.floats(100, 2000), st.floats(100, 2000))
def test_all_of_the_land_fits_with_its_margin(land: float, high: float, width: float, height: float) -> None:
    box = Bounds(20, -30, 20 + land, -30 + high)
    view = fitting(box, width, height, 10)
    left, top = view.to_screen(box.left, box.top)
    right, bottom = view.to_screen(box.right, box.bottom)
    if view.scale > LEAST_SCALE:
        assert left >= 10 - 1e-6
        assert top >= 10 - 1e-6
        assert right <= width - 10 + 1e-6
        assert bottom <= height - 10 + 1e-6


def test_nobody_gets_lost_beyond_the_land() -> None:
    land = Bounds(0, 0, 100, 100)
    assert View(900, -40, 2, 10, 10).kept_near(land) == View(100, 0, 2, 10, 10)
