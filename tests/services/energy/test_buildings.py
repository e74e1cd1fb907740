"""Buildings and meters: enter, list, compare, suggest, delete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.records import (
    Building,
    Consumption,
    Draft,
    Meter,
    MeterPurpose,
    Potential,
    Project,
    WeatherFactor,
)
from klikks_desktop.services.energy import buildings
from klikks_desktop.services.energy.buildings import METER_FORM, building_form
from klikks_desktop.services.records import history, record_forms
from klikks_desktop.services.workspace import Workspace

SCHOOL = {
    "name": "Grundschule",
    "kind": "Schulen",
    "other_kind": "Schulen",
    "area_m2": "1.000",
    "central_hot_water": "ja",
    "hot_water_share": "20",
    "heating": "Erdgas",
}


@pytest.fixture
def place_id(town: Workspace) -> UUID:
    return town.own_place().id


@pytest.fixture
def school(town: Workspace, place_id: UUID) -> UUID:
    """A school with gas and power of two years."""
    building_id = buildings.new_building(town, place_id)
    form = record_forms.save(town, building_form(town), building_id, SCHOOL)
    assert form.problems == ()
    gas = buildings.add_meter(town, building_id, Carrier.NATURAL_GAS, name="G 1")
    power = buildings.add_meter(town, building_id, name="S 1")
    with town.store.write("Werte") as unit:
        for meter_id, values in ((gas, (199_800, 177_600)), (power, (14_000, 15_000))):
            for year, value in zip((2024, 2025), values, strict=True):
                unit.add(
                    Consumption(
                        id=town.new_id(), meter_id=meter_id, year=year, quantity_milli=value * 1000, cents=100
                    )
                )
        unit.add(
            WeatherFactor(id=town.new_id(), place_id=place_id, year=2025, factor=Decimal("1.1"), origin="DWD")
        )
    return building_id


def test_a_new_building_is_an_entry_with_the_postcode_of_the_town(town: Workspace, place_id: UUID) -> None:
    building_id = buildings.new_building(town, place_id, "Rathaus")
    view = buildings.load_building(town, building_id)
    assert (view.form.record.name, view.form.record.postcode) == ("Rathaus", town.own_place().postcode)
    assert (view.meters, view.years, view.findings) == ((), (), ())


def test_the_form_takes_kinds_in_words_and_keeps_what_is_wrong(town: Workspace, school: UUID) -> None:
    kind = building_form(town)
    record = record_forms.load(town, kind, school).record
    assert (record.kind, record.other_kind, record.heating) == ("21", "schule", Carrier.NATURAL_GAS)
    assert (record.central_hot_water, record.hot_water_share) == (True, Decimal("0.2"))
    wrong = record_forms.save(town, kind, school, {"postcode": "296", "gross_area_m2": "900", "kind": ""})
    assert {problem.field for problem in wrong.problems} == {"postcode", "gross_area_m2"}
    assert (wrong.has_draft, wrong.texts["postcode"], wrong.record.kind) == (True, "296", "21")
    right = record_forms.save(town, kind, school, {"postcode": "29640", "gross_area_m2": ""})
    assert (right.problems, right.record.kind, right.record.postcode) == ((), "", "29640")


@pytest.mark.parametrize(
    ("field", "text"),
    [("kind", "Luftschloss"), ("area_m2", "0"), ("area_m2", "-5"), ("hot_water_share", "120"), ("name", "")],
)
def test_absurd_entries_are_refused(town: Workspace, school: UUID, field: str, text: str) -> None:
    form = record_forms.save(town, building_form(town), school, {field: text})
    assert [problem.field for problem in form.problems] == [field]


def test_a_meter_begins_with_what_is_usual(town: Workspace, school: UUID) -> None:
    with town.store.read() as reader:
        gas, power = reader.find(Meter, building_id=school, order=("-carrier",))
    assert (gas.unit, gas.purpose) == (Unit.KWH_HS, MeterPurpose.HEAT)
    assert (power.unit, power.purpose) == (Unit.KWH, MeterPurpose.POWER)
    heat_pump = buildings.add_meter(town, school, purpose=MeterPurpose.HEAT, unit=Unit.MWH)
    form = record_forms.load(town, METER_FORM, heat_pump)
    assert (form.record.purpose, form.record.unit) == (MeterPurpose.HEAT, Unit.MWH)


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"unit": "l"}, "unit"),
        ({"purpose": "Strom"}, "purpose"),
        ({"carrier": "Kohle"}, "carrier"),
        ({"unit": "Fass"}, "unit"),
    ],
)
def test_a_gas_meter_counts_gas(town: Workspace, school: UUID, texts: dict[str, str], field: str) -> None:
    with town.store.read() as reader:
        (gas,) = reader.find(Meter, building_id=school, carrier=Carrier.NATURAL_GAS)
    form = record_forms.save(town, METER_FORM, gas.id, texts)
    assert [problem.field for problem in form.problems] == [field]
    assert form.record.unit is Unit.KWH_HS


def test_the_list_shows_the_last_whole_year(town: Workspace, school: UUID) -> None:
    (row,) = buildings.list_buildings(town)
    # 177,600 kWh Hs / 1.11 = 160,000 kWh Hi; 32,000 hot water + 128,000 * 1.1 = 172,800.
    assert row.heat_kwh is not None
    assert row.heat_kwh_per_m2 is not None
    assert round(row.heat_kwh, 6) == 172_800
    assert round(row.heat_kwh_per_m2, 6) == Decimal("172.8")
    assert (row.heat_year, row.is_corrected, row.power_year, row.power_kwh) == (2025, True, 2025, 15_000)
    # 172.8 / 86.3 = 2.0; 15 / 10.5 = 1.43.
    assert row.heat_class and row.heat_class.letter == "F"
    assert row.power_class and row.power_class.letter == "E"
    assert (row.kind_title, row.meters, row.problems, row.is_own) == ("Schulen", 2, (), True)
    assert buildings.list_buildings(town, town.new_id()) == []


def test_figures_agree_wherever_they_are_shown(town: Workspace, school: UUID) -> None:
    (row,) = buildings.list_buildings(town)
    view = buildings.load_building(town, school)
    last = view.years[-1]
    assert last.corrected and last.corrected.kwh == row.heat_kwh
    assert view.benchmark.heat.actual == last.heat_per_m2 == row.heat_kwh_per_m2
    assert view.comparison_title == "Schulen"
    assert [year.is_corrected for year in view.years] == [False, True]


def test_findings_stand_in_list_and_view(town: Workspace, school: UUID) -> None:
    meter_id = buildings.add_meter(town, school, Carrier.NATURAL_GAS, name="g1")
    with town.store.write("Werte") as unit:
        unit.add(Consumption(id=town.new_id(), meter_id=meter_id, year=2025, month=3, quantity_milli=1))
    (row,) = buildings.list_buildings(town)
    assert any("nur 1 von 12 Monaten" in problem for problem in row.problems)
    assert any("wohl derselbe Zähler" in problem for problem in row.problems)
    assert row.heat_year == 2024, "2025 is not whole any more"
    assert tuple(each.message for each in buildings.load_building(town, school).findings) == row.problems


def test_suggestions_lead_with_the_largest(town: Workspace, school: UUID, place_id: UUID) -> None:
    found = buildings.suggestions(town, place_id)
    assert [each.purpose for each in found] == [MeterPurpose.HEAT, MeterPurpose.POWER]
    # (172.8 - 90) * 1000 * 0.5
    assert round(found[0].saving_kwh, 6) == 41_400
    assert found[0].building_id == school
    assert buildings.suggestions(town) == found


def test_deleting_a_building_keeps_potentials_and_projects_and_can_be_undone(
    town: Workspace, desk: Any, school: UUID, place_id: UUID
) -> None:
    potential = Potential(
        id=town.new_id(), place_id=place_id, title="LED", measure="LED_INDOOR", building_id=school
    )
    project = Project(id=town.new_id(), place_id=place_id, title="Licht", building_id=school)
    with town.store.write("Potenzial") as unit:
        unit.add(potential, project)
    record_forms.save(town, building_form(town), school, {"postcode": "x"})
    before = desk.dump(town)
    buildings.delete_building(town, school)
    for kind in (Building, Meter, Consumption):
        assert desk.records(town, kind) == []
    assert desk.records(town, Draft, id=school) == []
    assert [each.building_id for each in desk.records(town, Potential)] == [None]
    assert [each.building_id for each in desk.records(town, Project)] == [None]
    history.undo(town)
    assert desk.dump(town) == before


def test_deleting_a_meter_takes_its_values_along(town: Workspace, desk: Any, school: UUID) -> None:
    (gas,) = desk.records(town, Meter, carrier=Carrier.NATURAL_GAS)
    buildings.delete_meter(town, gas.id)
    assert len(desk.records(town, Consumption)) == 2
    history.undo(town)
    assert len(desk.records(town, Consumption)) == 4


@pytest.mark.parametrize(
    "act",
    [
        buildings.load_building,
        buildings.delete_building,
        buildings.add_meter,
        buildings.delete_meter,
        buildings.new_building,
    ],
)
def test_what_is_gone_is_said(town: Workspace, desk: Any, act: Callable[[Workspace, UUID], object]) -> None:
    with desk.refused("K-750"):
        act(town, town.new_id())


def test_buildings_of_another_town_are_read_only(
    town: Workspace, region: Workspace, desk: Any, school: UUID
) -> None:
    """As an imported report would leave them."""
    source = region.new_id()
    with town.store.read() as reader:
        records: list[Any] = [*reader.find(Building), *reader.find(Meter), *reader.find(Consumption)]
    foreign = [replace(record, source=source) for record in records]
    with region.store.write("Bericht", undoable=False) as unit:
        unit.add(replace(town.own_place(), source=source), *foreign)
    (row,) = buildings.list_buildings(region)
    assert (row.is_own, row.place) == (False, town.own_place().name)
    assert buildings.suggestions(region) == []
    for act in (buildings.delete_building, buildings.add_meter):
        with desk.refused("K-751"):
            act(region, school)
    with desk.refused("K-751"):
        buildings.new_building(region, town.own_place().id)
