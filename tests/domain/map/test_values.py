"""Values added up: who takes part, who reported, what is not added."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.values import (
    Level,
    MapPlace,
    ReportState,
    Subject,
    add_up,
    colouring,
)

NAMES = {"01": "Links", "01001": "Oberland", "01001001": "Ort A", "01001002": "Ort B"}
NOW, OLD, NONE = ReportState.REPORTED, ReportState.OLDER, ReportState.MISSING
Place = Callable[..., MapPlace]


def test_a_county_adds_up_its_places(place: Place) -> None:
    places = [
        place("01001001", projects=3, tonnes=Decimal("1.25"), euros=Decimal(100), patrons=2),
        place("01001002", projects=1, tonnes=Decimal("2.5"), euros=Decimal("0.4"), patrons=0),
    ]
    value = add_up(places, Level.COUNTY, NAMES)["01001"]
    assert (value.name, value.places, value.reported, value.missing) == ("Oberland", 2, 2, 0)
    assert (value.projects, value.patrons) == (4, 2)
    assert value.figure(Subject.TONNES) == Decimal("3.8")
    assert value.words(Subject.EUROS) == "100"
    assert add_up(places, Level.STATE, NAMES)["01"].projects == 4


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ((NOW, NOW), ReportState.REPORTED),
        ((OLD, NOW), ReportState.PARTLY),
        ((NONE, NOW), ReportState.PARTLY),
        ((OLD, OLD), ReportState.OLDER),
        ((NONE, OLD), ReportState.OLDER),
        ((NONE, NONE), ReportState.MISSING),
    ],
)
def test_the_state_of_several(place: Place, reports: tuple[ReportState, ...], state: ReportState) -> None:
    places = [place(f"0100100{number}", report=report) for number, report in enumerate(reports)]
    value = add_up(places, Level.COUNTY, NAMES)["01001"]
    assert value.report_state is state
    assert (value.figure(Subject.PROJECTS) is None) is (state is ReportState.MISSING)


def test_an_association_stands_on_its_members_unless_one_takes_part_itself(place: Place) -> None:
    whole = place("010015401", name="Samtgemeinde", covers=("01001001", "01001002"), projects=9)
    own = place("01001002", projects=1)
    values = add_up([whole, own], Level.MUNICIPALITY, NAMES)
    assert values["01001001"].name == "Ort A (Samtgemeinde)"
    assert values["01001001"].projects == 9
    assert (values["01001002"].name, values["01001002"].projects) == ("Ort B", 1)
    # A county counts the association once.
    assert add_up([whole, own], Level.COUNTY, NAMES)["01001"].projects == 10


def test_another_factor_set_is_never_added(place: Place) -> None:
    ours = place("01001001", tonnes=Decimal(5), euros=Decimal(50))
    other = place("01001002", tonnes=None, euros=None, projects=2)
    both = add_up([ours, other], Level.COUNTY, NAMES)["01001"]
    alone = add_up([other], Level.COUNTY, NAMES)["01001"]
    assert both.figure(Subject.TONNES) == 5
    assert alone.figure(Subject.TONNES) is None
    assert alone.figure(Subject.PROJECTS) == 2
    assert "anderer Faktorensatz" in alone.sentence
    assert colouring([alone], Subject.TONNES).ink(alone) is None


def test_an_area_speaks_in_plain_words(place: Place) -> None:
    values = add_up(
        [place("01001001", projects=1, tonnes=Decimal("1234.56"), euros=Decimal(9876), patrons=2)],
        Level.MUNICIPALITY,
        NAMES,
    )
    assert values["01001001"].sentence == (
        "Ort A: 1 Projekt, 1.234,6 t CO₂e und 9.876 EUR im Jahr, 2 im Amt; berichtet"
    )
    silent = add_up([place("01001001", report=ReportState.MISSING)], Level.MUNICIPALITY, NAMES)
    assert silent["01001001"].sentence == "Ort A: noch kein Bericht"


def test_what_saves_less_than_nothing_is_not_minus_zero(place: Place) -> None:
    value = add_up([place("01001001", tonnes=Decimal("-0.04"))], Level.COUNTY, NAMES)["01001"]
    assert value.words(Subject.TONNES) == "0,0"


def test_states_have_colours_and_no_report_has_none(
    make_content: Callable[..., MapContent], three_places: list[MapPlace]
) -> None:
    content = make_content(three_places, Subject.REPORTS)
    inks = {key: content.colouring.ink(value) for key, value in content.values.items()}
    assert inks == {"01001": Ink.SEQ5, "01002": None}
    assert content.has_hatched


def test_the_map_in_sentences(make_content: Callable[..., MapContent], three_places: list[MapPlace]) -> None:
    assert make_content(three_places).summary == (
        "Karte „Projekte je Kreis“, Links, Stand 28.11.2026. Dabei: 2 von 2 Kreisen. "
        "Die höchsten Werte: Oberland 7. Noch kein Bericht: Unterland."
    )
    tonnes = make_content(three_places, Subject.TONNES)
    assert "erreicht und beschlossen" in tonnes.summary
    assert tonnes.table().head[3] == "t CO₂e"
    assert tonnes.table().rows == (
        ("Oberland", "2 von 2", "7", "12,4", "1.999", "3"),
        ("Unterland", "0 von 1", "–", "–", "–", "–"),
    )


def test_hatching_says_what_it_stands_for(make_content: Callable[..., MapContent], place: Place) -> None:
    other = make_content([place("01001001", tonnes=None, euros=None)], Subject.EUROS)
    assert other.hatched_words == "ohne Bericht oder anderer Faktorensatz"
    assert make_content([place("01001001", report=ReportState.MISSING)]).hatched_words == "noch kein Bericht"


def test_points_give_way_where_they_would_hide_the_areas(
    make_content: Callable[..., MapContent], place: Place
) -> None:
    assert len(make_content([place("01001001")]).town_marks) == 1
    assert not make_content([place(f"01001{number:03}") for number in range(501)]).town_marks
