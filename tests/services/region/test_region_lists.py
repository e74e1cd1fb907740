"""The region's lists: projects, people by consent, municipalities; one record with all its parts."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from klikks_desktop.domain.records import Consent, FundingState, Patron, Place, Stage
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.services.exports import EXPORTS
from klikks_desktop.services.region.people import person_detail, region_people
from klikks_desktop.services.region.periods import add_period
from klikks_desktop.services.region.place_rows import keys_of_places, region_places, short_step
from klikks_desktop.services.region.place_view import place_view
from klikks_desktop.services.region.project_rows import region_projects
from klikks_desktop.services.region.project_view import region_project
from klikks_desktop.services.workspace import Workspace
from tests.services.conftest import Desk

sys.path.insert(0, str(Path(__file__).parent))
from reported_towns import AURICH, OTHER, SET, SOLTAU, Saving, add_town

pytestmark = pytest.mark.both_databases


@pytest.fixture
def soltau(region: Workspace) -> Place:
    add_town(region, AURICH, [Saving(stage=Stage.POSSIBLE, measure="TREES")], people=("Jörg Özdemir",))
    return add_town(
        region, SOLTAU, [Saving(grams=1_500_000), Saving(grams=500_000, cents=900, relevant=False)]
    )


def test_a_project_row_says_what_it_brings(region: Workspace, soltau: Place) -> None:
    found = region_projects(region)
    assert [row.title for row in found.rows] == sorted(row.title for row in found.rows)
    row = next(row for row in found.rows if row.place.key == SOLTAU and row.grams)
    assert (row.tonnes, row.cents, row.granted_cents) == (Decimal(2), 25_000, 100_000)
    assert row.funding == {FundingState.GRANTED, FundingState.APPLIED}
    assert row.measures == {"LED_STREET"}
    assert set(found.measures) == {"LED_STREET", "TREES"}
    assert "SOLTAU" in row.search


def test_sums_over_two_sets_are_no_sum(region: Workspace) -> None:
    add_town(region, SOLTAU, [Saving(), Saving(factor_set=OTHER)])
    (row,) = [row for row in region_projects(region).rows if row.grams]
    assert row.tonnes is None
    (place,) = region_places(region)
    assert place.tonnes is None


def test_a_project_with_all_its_parts(region: Workspace, soltau: Place, desk: Desk) -> None:
    row = next(row for row in region_projects(region).rows if row.place.key == SOLTAU and row.grams)
    detail = region_project(region, row.id)
    assert detail.place.id == soltau.id
    assert len(detail.effects) == len(detail.potentials) == 2
    assert {each.title for each in detail.fundings} == {"Kommunalrichtlinie", "Landesmittel"}
    assert [each.title for each in detail.activities] == ["Rundgang"]
    with desk.refused("K-851"):
        region_project(region, region.new_id())


def test_people_are_those_who_agreed_with_what_they_ticked(region: Workspace, soltau: Place) -> None:
    found = region_people(region)
    assert [row.name for row in found.rows] == ["Behrens, Frauke", "Özdemir, Jörg"]
    assert {row.email for row in found.rows} == {"post@person.example"}
    assert {row.phone for row in found.rows} == {""}, "not ticked"
    assert found.unnamed == 4


def test_a_withdrawn_consent_takes_the_person_from_the_list(
    region: Workspace, soltau: Place, desk: Desk
) -> None:
    with region.store.write("Widerruf", undoable=False) as unit:
        (patron,) = unit.find(Patron, place_id=soltau.id)
        (consent,) = unit.find(Consent, patron_id=patron.id)
        unit.update(replace(consent, withdrawn_on=region.today - timedelta(days=1)))
    assert [row.name for row in region_people(region).rows] == ["Özdemir, Jörg"]
    with desk.refused("K-852"):
        person_detail(region, patron.id)


def test_one_person_with_terms_and_consents(region: Workspace, soltau: Place) -> None:
    person = next(row for row in region_people(region).rows if row.place_key == SOLTAU)
    detail = person_detail(region, person.id)
    assert detail.person == person
    assert len(detail.terms) == len(detail.consents) == 1
    assert detail.place == soltau


def test_a_municipality_row_and_its_record(region: Workspace, soltau: Place, desk: Desk) -> None:
    row = next(row for row in region_places(region) if row.key == SOLTAU)
    assert (row.in_office, row.named, row.projects, row.step, row.tonnes) == (3, 1, 2, 4, Decimal(2))
    assert (short_step(row.step), row.standing, row.factor_set) == ("Aufruf", None, SET)
    assert keys_of_places(region, [row.id]) == [SOLTAU]
    view = place_view(region, soltau.id)
    assert len(view.projects) == 2
    assert [saved.achieved.co2e_g for _, saved in view.saved] == [2_000_000]
    assert [each.year for each in view.energy] == [2025]
    with desk.refused("K-132"):
        place_view(region, region.new_id())


def test_the_standing_is_that_of_the_board(region: Workspace, soltau: Place) -> None:
    texts = {"title": "2026", "opens_on": "01.11.2026", "due_on": "31.12.2026"}
    add_period(region, texts)
    assert {row.standing for row in region_places(region)} == {Standing.MISSING}, "no file came in this way"


@pytest.mark.both_databases("sqlite")
@pytest.mark.parametrize(("name", "count"), [("patrons", 2), ("places", 2), ("projects", 4), ("totals", 2)])
def test_the_region_takes_its_lists_along(
    region: Workspace, soltau: Place, tmp_path: Path, name: str, count: int
) -> None:
    out = tmp_path / f"{name}.xlsx"
    assert EXPORTS[name].write(region, out, None) == count
    sheet = load_workbook(out).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert len(set(head)) == len(head)
    assert len(rows) == count
