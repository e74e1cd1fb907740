"""What a region passes on of its towns: counts, points and sums, whatever stands in their texts."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.disclosure import PlaceDisclosure
from klikks_desktop.domain.disclosure_items import Fate
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    EnergyTotal,
    Funding,
    FundingState,
    Participation,
    Place,
    PlaceReport,
    Potential,
    Project,
    ProjectKind,
    ReportedEffect,
    Stage,
)
from klikks_desktop.domain.sync import places_of_region
from klikks_desktop.domain.upward import Reported, disclose_upward

MOMENT = datetime(2026, 11, 22, 9, tzinfo=UTC)
HIDDEN = "Geheim"


def uid(number: int) -> UUID:
    return UUID(int=number)


PLACE = Place(
    id=uid(1),
    source=uid(9),
    key="03358021",
    name="Soltau",
    kind="Stadt",
    designation="Stadt Soltau",
    nominative="die Stadt Soltau",
    genitive="der Stadt Soltau",
    locative="in der Stadt Soltau",
    state="Niedersachsen",
)
REPORT = PlaceReport(
    id=uid(1), source=uid(9), reported_at=MOMENT, in_office=4, named=3, ended=2, factor_set="geg", left_out=1
)


def passed_on(page: PlaceDisclosure) -> str:
    """All that leaves, as one text."""
    work = page.work
    told = [page.office, page.counts, work.sums, *work.energy, *(each.make() for each in work.entries)]
    return json.dumps([each.content for each in told], default=str, ensure_ascii=False)


def hidden(record: type) -> dict[str, str]:
    """Every text of a record, by field."""
    return {each.name: HIDDEN for each in fields(record) if each.type == "str"}


def test_no_text_of_a_town_leaves() -> None:
    """Whatever is free text in a record says a secret; only what the directory knows of a place leaves."""
    place = replace(PLACE, office=HIDDEN, contact_name=HIDDEN, contact_email=HIDDEN, contact_phone=HIDDEN)
    # Any: made from the names of the fields.
    raw: dict[str, Any] = {"id": uid(2), "place_id": uid(1)}
    project = Project(**hidden(Project) | raw, kind=ProjectKind.SOLAR)
    potential = Potential(**hidden(Potential) | raw | {"measure": "PV_ROOF"})
    page = disclose_upward(
        Reported(
            place=place,
            report=replace(REPORT, program=HIDDEN),
            participation=Participation(id=uid(1), resolution_on=date(2025, 3, 1), resolution_number=HIDDEN),
            projects=[project],
            potentials=[potential],
            measures={"PV_ROOF": "PV auf dem Dach"},
        )
    )
    text = passed_on(page)
    assert HIDDEN not in text
    assert "Solarenergie" in text
    assert "PV auf dem Dach" in text
    assert "2025-03-01" in text
    assert page.counts.leaving == {"in_office": 4, "named": 0, "ended": 2}
    stays = {item.field for item in page.office.items if item.fate is Fate.STAYS}
    assert stays == {"office", "contact_email", "contact_phone"}


def test_of_a_grant_leave_how_far_it_is_and_its_euros() -> None:
    """What it is called and its numbers are free text; a programme is told where the region knows it."""
    raw: dict[str, Any] = {"project_id": uid(2), "state": FundingState.CALLED, "amount_cents": 250_000}
    grants = [
        Funding(**hidden(Funding) | raw, id=uid(5), called_cents=100_000, applied_on=date(2025, 3, 1)),
        Funding(**hidden(Funding) | raw | {"programme": "kfw"}, id=uid(6)),
    ]
    page = disclose_upward(
        Reported(
            place=PLACE,
            report=REPORT,
            projects=[Project(id=uid(2), place_id=uid(1), title=HIDDEN)],
            funding={uid(2): grants},
            programmes={"kfw": "KfW 422"},
        )
    )
    (project,) = page.work.projects
    first, second = project.make().groups["funding"]
    assert first.leaving == {
        "id": uid(5),
        "state": FundingState.CALLED,
        "amount_cents": 250_000,
        "called_cents": 100_000,
    }
    assert (second.leaving["programme"], second.title) == ("kfw", "Förderung KfW 422")
    assert HIDDEN not in passed_on(page)
    assert "2025-03-01" not in passed_on(page)


@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=4), min_size=6, max_size=6
    ),
    point=st.tuples(st.decimals(47, 56, places=7), st.decimals(5, 16, places=7)),
    amounts=st.tuples(*(st.integers(-(2**40), 2**40) for _ in range(5))),
)
def test_the_filter_lets_no_text_through_and_changes_no_sum(
    texts: list[str], point: tuple[Decimal, Decimal], amounts: tuple[int, ...]
) -> None:
    marked = [f"\x01{text}\x01" for text in texts]
    place = replace(PLACE, office=marked[0], contact_email=marked[1], contact_phone=marked[2])
    project = Project(
        id=uid(2),
        place_id=uid(1),
        title=marked[3],
        description=marked[4],
        latitude=point[0],
        longitude=point[1],
        actual_cents=amounts[0] ** 2,
    )
    potential = Potential(
        id=uid(3), place_id=uid(1), title=marked[5], measure="x", project_id=uid(2), note=marked[0]
    )
    effect = ReportedEffect(
        id=uid(4),
        source=uid(9),
        place_id=uid(1),
        project_id=uid(2),
        potential_id=uid(3),
        stage=Stage.ACHIEVED,
        year=2025,
        wh=amounts[0],
        co2e_g=amounts[1],
        saved_cents=amounts[2],
        feed_in_g=amounts[3],
        sink_g=amounts[4],
    )
    page = disclose_upward(
        Reported(place=place, report=REPORT, projects=[project], potentials=[potential], effects=[effect])
    )
    assert "\\u0001" not in json.dumps(passed_on(page))
    (told,) = page.work.potentials
    sums = told.make().parts["effect"].leaving
    assert tuple(sums[name] for name in ("wh", "co2e_g", "saved_cents", "feed_in_g", "sink_g")) == amounts
    (shown,) = page.work.projects
    latitude = shown.make().leaving["latitude"]
    assert isinstance(latitude, Decimal)
    assert abs(latitude - point[0]) <= Decimal("0.0005")
    assert -int(latitude.as_tuple().exponent) <= 3


def test_variants_and_projects_of_others_do_not_leave() -> None:
    potential = Potential(id=uid(3), place_id=uid(1), title="x", measure="x", project_id=uid(77))
    variant = Potential(id=uid(5), place_id=uid(1), title="x", measure="x", variant_of=uid(3))
    page = disclose_upward(Reported(place=PLACE, report=REPORT, potentials=[potential, variant]))
    (told,) = page.work.potentials
    assert told.title == "Maßnahme", "not known here"
    assert "project_id" not in told.make().leaving
    assert "effect" not in told.make().parts


def test_energy_and_what_is_left_out_are_passed_on() -> None:
    total = EnergyTotal(
        id=uid(6),
        source=uid(9),
        place_id=uid(1),
        year=2025,
        buildings=3,
        heat_kwh=1_000,
        factor_set="geg",
        complete=True,
    )
    page = disclose_upward(Reported(place=PLACE, report=REPORT, energy=[total]))
    (energy,) = page.work.energy
    assert energy.leaving == {
        "year": 2025,
        "buildings": 3,
        "heat_kwh": 1_000,
        "factor_set": "geg",
        "complete": True,
    }
    assert page.work.sums.leaving == {"factor_set": "geg", "left_out": 1}


# ------------------------------------------------------------------ who counts at the office


def test_what_a_town_reports_itself_wins_over_its_region() -> None:
    keys = ["03358021", "03358022"]
    assert places_of_region(keys, direct=set(), elsewhere={}) == keys
    assert places_of_region(keys, direct={"03358021"}, elsewhere={}) == ["03358022"]


def test_two_regions_never_report_the_same_town() -> None:
    with pytest.raises(UserError) as caught:
        places_of_region(["03358021"], direct=set(), elsewhere={"03358021": "Heide"})
    assert caught.value.code == "K-597"
    assert "Heide" in caught.value.line
