"""A small land: two Länder side by side, two counties in the left one; and places in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from klikks_desktop.domain.map.areas import Area, AreaMap
from klikks_desktop.domain.map.content import MapContent, Town, TownMark
from klikks_desktop.domain.map.values import Level, MapPlace, ReportState, Subject, add_up, colouring

ARCS = (
    ((0.0, 0.0), (100.0, 0.0)),
    ((100.0, 0.0), (100.0, 100.0)),
    ((100.0, 100.0), (0.0, 100.0)),
    ((0.0, 100.0), (0.0, 0.0)),
    ((100.0, 0.0), (200.0, 0.0), (200.0, 100.0), (100.0, 100.0)),
    ((0.0, 50.0), (100.0, 50.0)),
)
# The upper and the lower half of the left Land lie on arcs of their own.
HALVES = (
    ((0.0, 50.0), (0.0, 0.0), (100.0, 0.0), (100.0, 50.0)),
    ((100.0, 50.0), (100.0, 100.0), (0.0, 100.0), (0.0, 50.0)),
    ((100.0, 50.0), (0.0, 50.0)),
    ((100.0, 0.0), (200.0, 0.0), (200.0, 100.0), (100.0, 100.0), (100.0, 0.0)),
)
NAMES = {"01001": "Oberland", "01002": "Unterland", "02001": "Nachbarland"}


def make_place(key: str, **values: object) -> MapPlace:
    given: dict[str, object] = {
        "name": f"Ort {key}",
        "county": NAMES.get(key[:5], ""),
        "state": key[:2],
        "longitude": 10.0,
        "latitude": 52.0,
        "covers": (key,),
        "report": ReportState.REPORTED,
        **values,
    }
    return MapPlace(key=key, **given)  # type: ignore[arg-type]  # a test names fields of every type


@pytest.fixture
def place() -> Callable[..., MapPlace]:
    """A place by key, with any other field."""
    return make_place


@pytest.fixture
def land() -> AreaMap:
    """Two Länder that share one border."""
    return AreaMap(ARCS, [Area("01", "", (((0, 1, 2, 3),),)), Area("02", "", (((4, ~1),),))])


@pytest.fixture
def counties() -> AreaMap:
    """Three counties."""
    return AreaMap(
        HALVES,
        [
            Area("01001", "Oberland", (((0, 2),),)),
            Area("01002", "Unterland", (((1, ~2),),)),
            Area("02001", "Nachbarland", (((3,),),)),
        ],
    )


@pytest.fixture
def make_content(land: AreaMap, counties: AreaMap) -> Callable[..., MapContent]:
    """The counties of the left Land, by any subject."""

    def make(
        places: list[MapPlace], subject: Subject = Subject.PROJECTS, states: tuple[str, ...] = ("01",)
    ) -> MapContent:
        names = {key: name for key, name in NAMES.items() if key[:2] in states}
        values = add_up(places, Level.COUNTY, names)
        return MapContent(
            level=Level.COUNTY,
            region="Links",
            states=states,
            land=land,
            areas=counties,
            counties=counties,
            names=names,
            values=values,
            colouring=colouring(values.values(), subject),
            marks=tuple(TownMark(p.key, p.name, 20, 20, p.report) for p in places),
            projects=((30.0, 70.0),),
            towns=(Town("Musterstadt", 50, 25, 9000), Town("Nebenan", 51, 26, 10)),
            notes=(),
            attribution="© Amt für Linien 2026, Daten verändert",
            day=date(2026, 11, 28),
            basis="Berichtszeitraum 2026",
        )

    return make


@pytest.fixture
def three_places() -> list[MapPlace]:
    """Two that reported in the upper county, one that never did in the lower."""
    return [
        make_place("01001001", projects=3, tonnes=Decimal("12.34"), euros=Decimal(1500), patrons=2),
        make_place("01001002", projects=4, tonnes=Decimal("0.06"), euros=Decimal(499), patrons=1),
        make_place("01002001", report=ReportState.MISSING),
    ]
