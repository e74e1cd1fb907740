"""Rings: what lies inside, a point well inside, hatching."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.map.geometry import (
    Bounds,
    bounds_of,
    contains,
    hatching,
    inner_point,
    signed_area,
)

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
HOLE = ((4.0, 4.0), (4.0, 6.0), (6.0, 6.0), (6.0, 4.0), (4.0, 4.0))
HORSESHOE = (
    (0.0, 0.0),
    (9.0, 0.0),
    (9.0, 9.0),
    (7.0, 9.0),
    (7.0, 2.0),
    (1.0, 2.0),
    (1.0, 9.0),
    (0.0, 9.0),
    (0.0, 0.0),
)

inside = st.floats(0.01, 9.99, allow_nan=False)


def test_the_area_tells_which_way_a_ring_turns() -> None:
    assert signed_area(SQUARE) == 100
    assert signed_area(SQUARE[::-1]) == -100


@given(inside, inside)
def test_a_hole_is_not_inside(x: float, y: float) -> None:
    in_hole = 4 < x < 6 and 4 < y < 6
    on_edge = x in {4, 6} or y in {4, 6}
    assert contains([SQUARE], x, y)
    assert on_edge or contains([SQUARE, HOLE], x, y) is not in_hole


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_nothing_outside_the_bounds_is_inside(x: float, y: float) -> None:
    assert bounds_of([SQUARE]).has(x, y) or not contains([SQUARE], x, y)


@pytest.mark.parametrize("rings", [(SQUARE,), (SQUARE, HOLE), (HORSESHOE,), (HOLE, HORSESHOE)])
def test_the_inner_point_lies_inside(rings: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    assert contains(rings, *inner_point(rings))


@given(st.floats(0.5, 5))
def test_hatching_fills_what_is_inside_and_nothing_else(gap: float) -> None:
    lines = list(hatching([SQUARE, HOLE], gap))
    middles = [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in lines]
    assert lines
    assert all(contains([SQUARE, HOLE], x, y) for x, y in middles)
    # Area is length times distance, up to one line more or less at the longest diagonal.
    drawn = sum(dist(start, end) for start, end in lines) * gap
    assert abs(drawn - 96) < gap * 15


def test_hatching_of_neighbours_goes_on_in_the_same_lines() -> None:
    moved = tuple((x + 10, y) for x, y in SQUARE)
    offsets = {round(x + y, 6) for ring in (SQUARE, moved) for (x, y), _ in hatching([ring], 2.0)}
    steps = {round(offset / (2.0 * 2**0.5), 6) for offset in offsets}
    assert all(step == int(step) for step in steps)


def test_bounds_meet_join_and_hold() -> None:
    one, other = Bounds(0, 0, 4, 4), Bounds(4, 2, 9, 8)
    assert one.meets(other)
    assert not one.meets(Bounds(4.1, 0, 5, 5))
    assert one.joined(other) == Bounds(0, 0, 9, 8)
    assert (one.joined(other).width, one.joined(other).height) == (9, 8)
