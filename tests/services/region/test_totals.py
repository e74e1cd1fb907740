"""Sums from stored reports: SQL equals the sum of the towns, nothing is counted twice or across sets."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.records import (
    EnergyTotal,
    Partner,
    Place,
    PlaceReport,
    Potential,
    ProjectState,
    ReportedEffect,
    Stage,
)
from klikks_desktop.domain.region.amounts import Amounts, added, saved_in
from klikks_desktop.domain.region.totals import Grouping
from klikks_desktop.domain.region.totals_table import Figure
from klikks_desktop.domain.region.totals_words import notes
from klikks_desktop.services.region.partners import new_partner
from klikks_desktop.services.region.totals import find_set, totals
from klikks_desktop.services.region.totals_export import export_totals
from klikks_desktop.services.workspace import Workspace
from tests.services.conftest import Desk

sys.path.insert(0, str(Path(__file__).parent))
from reported_towns import (
    AURICH,
    BREMEN,
    ITS_MEMBER,
    OTHER,
    SAMTGEMEINDE,
    SET,
    SOLTAU,
    Saving,
    add_town,
)

NUMBERS = st.integers(-(10**11), 10**14)
SAVINGS = st.builds(
    Saving,
    stage=st.sampled_from(Stage),
    measure=st.sampled_from(("LED_STREET", "TREES", "")),
    year=st.sampled_from((None, 2024, 2025)),
    wh=NUMBERS,
    grams=NUMBERS,
    cents=NUMBERS,
    relevant=st.booleans(),
    factor_set=st.sampled_from((SET, OTHER)),
)


def saved(saving: Saving):
    euros = (saving.cents, 0) if saving.relevant else (0, saving.cents)
    return saved_in(saving.stage, Amounts(saving.wh, saving.grams, *euros))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from((SOLTAU, AURICH, BREMEN, SAMTGEMEINDE)), st.lists(SAVINGS, max_size=6))
)
def test_every_grouping_equals_the_sum_of_the_towns(region: Workspace, towns) -> None:
    with region.store.write("Leer", undoable=False) as unit:
        for kind in (ReportedEffect, Potential, EnergyTotal, PlaceReport, Place):
            unit.delete_where(kind)
    for key, savings in towns.items():
        add_town(region, key, savings, projects=0, people=())
    found = totals(region)
    assert len(found.towns) == len(towns)
    for factor_set in (SET, OTHER):
        wanted = added(
            saved(one) for savings in towns.values() for one in savings if one.factor_set == factor_set
        )
        assert found.total(factor_set).saved == wanted
        for grouping in Grouping:
            assert added(row.saved for row in found.rows(grouping, factor_set)) == wanted, grouping
    for town in found.towns:
        assert town.saved.keys() == {one.factor_set for one in towns[town.key]}


@pytest.mark.both_databases
def test_counts_money_and_energy(region: Workspace) -> None:
    add_town(region, SOLTAU, in_office=4)
    add_town(region, AURICH, in_office=2, projects=3)
    found = totals(region)
    total = found.total(SET)
    assert (total.towns, total.patrons, total.projects, total.finished) == (2, 6, 5, 2)
    assert (total.applied_cents, total.granted_cents) == (300_000, 200_000), (
        "what was granted was applied for"
    )
    assert found.states[ProjectState.DONE] == 2
    (year,) = found.energy
    assert (year.towns, year.heat_kwh, year.heat_towns, year.co2e_kg) == (2, 200_000, 2, {SET: 60_000})
    assert [row.name for row in found.rows(Grouping.COUNTY, SET)] == ["Heidekreis", "Landkreis Aurich"]


@pytest.mark.both_databases
def test_of_two_reports_of_one_town_the_later_counts(region: Workspace) -> None:
    add_town(region, SOLTAU, [Saving(grams=1), Saving(grams=10, measure="TREES")], days=9)
    add_town(region, SOLTAU, [Saving(grams=5)], days=2)
    found = totals(region)
    assert found.total(SET).saved.achieved.co2e_g == 5
    assert [(row.key, row.effects) for row in found.rows(Grouping.MEASURE, SET)] == [("LED_STREET", 1)]
    assert found.energy[0].heat_kwh == 100_000
    assert sum(found.states.values()) == 2
    assert any("gezählt ist der spätere Bericht: Stadt Soltau" in note for note in notes(found, SET))


def test_who_left_does_not_count_and_who_is_missing_is_told(region: Workspace, desk: Desk) -> None:
    add_town(region, SOLTAU, [Saving(grams=7)])
    add_town(region, AURICH, [Saving(grams=9)])
    left = replace(new_partner(region.shipped, AURICH, region.new_id()), until=desk.today - timedelta(days=1))
    expected = new_partner(region.shipped, BREMEN, region.new_id())
    with region.store.write("Partner") as unit:
        unit.add(left, expected)
    found = totals(region)
    assert found.total(SET).saved.achieved.co2e_g == 7
    told = notes(found, SET)
    assert "1 Kommune fehlt in allen Summen, weil noch kein Bericht da ist." in told
    assert "Nicht mehr dabei und deshalb nicht gezählt: Stadt Aurich." in told
    with region.store.read() as reader:
        assert reader.count(Partner) == 2


def test_members_of_a_reporting_association_live_there_once(region: Workspace) -> None:
    add_town(region, SAMTGEMEINDE)
    alone = totals(region).total(SET).inhabitants
    add_town(region, ITS_MEMBER)
    assert totals(region).total(SET).inhabitants == alone
    directory = region.shipped.directory
    assert alone == sum(member.population for member in directory.members(SAMTGEMEINDE))


def test_a_set_is_found_by_id_or_title(region: Workspace, desk: Desk) -> None:
    add_town(region, SOLTAU)
    add_town(region, AURICH)
    add_town(region, BREMEN, [Saving(factor_set=OTHER)])
    found = totals(region)
    assert find_set(found) == SET
    assert find_set(found, OTHER) == find_set(found, found.set_title(OTHER)) == OTHER
    with desk.refused("K-850"):
        find_set(found, "uba-2019")


def test_the_file_has_what_is_shown(region: Workspace, tmp_path: Path) -> None:
    add_town(region, SOLTAU, [Saving(grams=1_250_000, cents=12_345)])
    add_town(region, BREMEN, [Saving(stage=Stage.DECIDED, grams=2_000_000)])
    found, out = totals(region), tmp_path / "a.csv"
    assert export_totals(found, Grouping.STATE, Figure.TONNES, SET, out) == 3
    head, bremen, _, total = csv.reader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";")
    told = dict(zip(head, bremen, strict=True))
    assert (told["Land"], told["erreicht t CO₂e/a"], told["beschlossen t CO₂e/a"]) == ("Bremen", "0,0", "2,0")
    assert dict(zip(head, total, strict=True))["erreicht t CO₂e/a"] == "1,3"
    assert told["Faktorensatz"] == found.set_title(SET)


def test_a_town_has_no_totals(town: Workspace, desk: Desk) -> None:
    with desk.refused("K-540"):
        totals(town)


@pytest.mark.parametrize("grouping", Grouping)
def test_an_empty_region_has_no_rows(region: Workspace, grouping: Grouping) -> None:
    found = totals(region)
    assert found.factor_set == ""
    assert found.rows(grouping, "") == []
