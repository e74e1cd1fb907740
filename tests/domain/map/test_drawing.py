"""The drawing: what lies over what, nothing over another, the attribution on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.charts.shapes import Dot, Fill, Ink, Region, Words
from klikks_desktop.domain.charts.svg import to_svg
from klikks_desktop.domain.map.areas import AreaMap
from klikks_desktop.domain.map.content import MOST_PROJECTS, MapContent
from klikks_desktop.domain.map.drawing import draw_map
from klikks_desktop.domain.map.geometry import Bounds
from klikks_desktop.domain.map.labels import Label, corners_of, hidden_land, place_labels, settle
from klikks_desktop.domain.map.legend import ENLARGE, broken, fitting_legend, lay_legend
from klikks_desktop.domain.map.values import MapPlace, Subject

COLOURS = {ink: f"#{number:06X}" for number, ink in enumerate(Ink)}
labels = st.lists(
    st.builds(Label, st.text("abc", min_size=1, max_size=12), st.floats(-50, 650), st.floats(-50, 450)),
    max_size=40,
)


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.6 if bold else 0.55)


def test_areas_share_their_borders(land: AreaMap, counties: AreaMap) -> None:
    assert land.arcs_of(["01"]) & land.arcs_of(["02"]) == {1}
    assert land.area_at(50, 50) == "01"
    assert land.area_at(150, 50) == "02"
    assert land.area_at(250, 50) is None
    assert counties.area_at(50, 25) == "01001"
    assert counties.ring((1, ~2))[0] == counties.ring((1, ~2))[-1]


@pytest.mark.parametrize("subject", list(Subject))
def test_a_drawing_has_areas_marks_legend_and_attribution(
    make_content: Callable[..., MapContent], three_places: list[MapPlace], subject: Subject
) -> None:
    content = make_content(three_places, subject)
    drawing = draw_map(content, width=400, measure=measure)
    texts = [shape.text for shape in drawing.shapes if isinstance(shape, Words)]
    inks = [shape.ink for shape in drawing.shapes if isinstance(shape, Region)]
    hatched = [shape for shape in drawing.shapes if isinstance(shape, Region) and shape.fill is Fill.HATCHED]
    assert content.attribution in " ".join(texts)
    assert "nimmt nicht teil" in texts
    assert "noch kein Bericht" in texts
    assert len(hatched) == 2  # the lower county and its line in the legend
    assert Ink.LAND in inks
    assert sum(isinstance(shape, Dot) for shape in drawing.shapes) == 4 + 2
    assert drawing.alt == content.summary
    assert drawing.table == content.table()
    svg = to_svg(drawing, COLOURS)
    assert content.attribution in svg
    assert "evenodd" in svg
    assert "pattern" not in svg


def test_the_legend_lies_over_empty_land(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    content = make_content(three_places, states=("01", "02"))
    legend = lay_legend(content, 9, measure)
    part = (legend.width, legend.height)
    view, (number,) = settle(content, (500, 300), [part], 8)
    box = corners_of(500, 300, part, 8)[number]
    whole = len(content.land.sample(content.states))
    assert hidden_land(content, view, box) <= 0.006 * whole
    assert Bounds(0, 0, 500, 300).has(box.left, box.top)


def test_so_many_projects_that_they_hide_a_map_on_paper_are_only_counted(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    content = make_content(three_places)
    for count, dots in ((MOST_PROJECTS, True), (MOST_PROJECTS + 1, False)):
        many = replace(content, projects=((30.0, 70.0),) * count)
        shapes = draw_map(many, width=400, measure=measure).shapes
        inks = [shape.ink for shape in shapes if isinstance(shape, Dot)]
        texts = [shape.text for shape in shapes if isinstance(shape, Words)]
        assert (Ink.CAT2 in inks) is dots
        assert ("Projekt" in texts) is dots
        assert ("2.501 Projekte ohne Punkte" in texts) is not dots
        looked_at = [shape.text for shape in lay_legend(many, 9, measure).shapes if isinstance(shape, Words)]
        assert (ENLARGE in looked_at) is not dots


def test_the_attribution_begins_where_the_legend_does(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    drawing = draw_map(make_content(three_places), width=400, measure=measure)
    words = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    assert words[-1].text in make_content(three_places).attribution
    assert words[-1].x == pytest.approx(0.8 * 9)


def test_two_parts_take_different_corners(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    parts = [(120.0, 100.0), (130.0, 60.0)]
    _, (one, other) = settle(make_content(three_places), (600, 400), parts, 8)
    boxes = [corners_of(600, 400, parts[0], 8)[one], corners_of(600, 400, parts[1], 8)[other]]
    assert not boxes[0].meets(boxes[1])


def test_where_there_is_no_room_for_two_the_second_shares_the_corner_of_the_first(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    _, (one, other) = settle(make_content(three_places), (300, 200), [(150.0, 170.0), (160.0, 170.0)], 8)
    assert one == other


def test_parts_keep_away_from_what_is_fixed(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    part, buttons = (90.0, 90.0), Bounds(8, 250, 60, 392)
    _, (number,) = settle(make_content(three_places), (600, 400), [part], 8, [buttons])
    assert not corners_of(600, 400, part, 8)[number].meets(buttons)


@given(labels, st.floats(6, 24))
def test_no_name_lies_over_another(wanted: list[Label], size: float) -> None:
    frame, taken = Bounds(0, 0, 600, 400), [Bounds(10, 200, 160, 390)]
    plates = place_labels(wanted, frame, taken, size, measure)
    boxes = [plate.box for plate in plates] + taken
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(frame.has(plate.label.x, plate.label.y) for plate in plates)


def test_the_first_name_goes_first() -> None:
    wanted = [Label("Großstadt", 100, 100), Label("Vorort", 104, 102), Label("Fern", 500, 300)]
    plates = place_labels(wanted, Bounds(0, 0, 600, 400), [], 12, measure)
    assert [plate.label.text for plate in plates] == ["Großstadt", "Fern"]


def test_a_legend_shrinks_where_the_room_is_low(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    content = make_content(three_places)
    whole = lay_legend(content, 20, measure)
    assert fitting_legend(content, 20, measure, 0.8 * whole.height).height <= 0.8 * whole.height + 1e-6
    assert fitting_legend(content, 20, measure, 2 * whole.height).height == whole.height


@given(st.text("ab c", max_size=80), st.floats(30, 200))
def test_broken_lines_lose_nothing(text: str, room: float) -> None:
    lines = broken(text, 10, room, measure)
    assert " ".join(lines) == " ".join(text.split())
    assert all(measure(line, 10, False) <= room or " " not in line for line in lines)
