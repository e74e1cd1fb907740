"""The figures of the energy report, reckoned once more from what was entered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.records import Building, Consumption, Meter, MeterPurpose
from klikks_desktop.services.energy import buildings, weather
from klikks_desktop.services.energy.energy_account import PER_YEAR, energy_report
from klikks_desktop.services.savings import factors
from klikks_desktop.services.workspace import Workspace

YEARS = range(2023, 2026)


class Account:
    """Enters buildings and values."""

    def __init__(self, town: Workspace) -> None:
        self.town = town
        self.place_id = town.own_place().id

    def building(self, name: str, **values: Any) -> UUID:
        record = Building(id=self.town.new_id(), place_id=self.place_id, name=name, **values)
        with self.town.store.write("Gebäude") as unit:
            unit.add(record)
        return record.id

    def meter(
        self,
        building_id: UUID,
        carrier: Carrier,
        values: dict[int, tuple[int | None, int | None]],
        *,
        purpose: MeterPurpose = MeterPurpose.HEAT,
        unit: Unit = Unit.KWH,
    ) -> UUID:
        """values: year -> units, cents."""
        meter = Meter(
            id=self.town.new_id(), building_id=building_id, carrier=carrier, purpose=purpose, unit=unit
        )
        with self.town.store.write("Werte") as writer:
            writer.add(meter)
            for year, (units, cents) in values.items():
                milli = None if units is None else units * 1000
                writer.add(
                    Consumption(
                        id=self.town.new_id(), meter_id=meter.id, year=year, quantity_milli=milli, cents=cents
                    )
                )
        return meter.id


@pytest.fixture
def account(town: Workspace) -> Account:
    return Account(town)


@pytest.fixture
def full(account: Account) -> Account:
    """A school with gas, a town hall with a heat pump, street lighting; three whole years."""
    school = account.building("Schule", kind="21", area_m2=Decimal(1000), hot_water_share=Decimal("0.1"))
    account.meter(
        school,
        Carrier.NATURAL_GAS,
        {2023: (222_000, 2_000_001), 2024: (210_900, 2_100_002), 2025: (199_800, 2_200_003)},
        unit=Unit.KWH_HS,
    )
    account.meter(
        school,
        Carrier.ELECTRICITY,
        {2023: (20_000, 600_000), 2024: (21_000, 630_000), 2025: (22_000, 660_000)},
        purpose=MeterPurpose.POWER,
    )
    hall = account.building("Rathaus", kind="1", gross_area_m2=Decimal(1000))
    account.meter(
        hall, Carrier.ELECTRICITY, {2023: (17_000, 500_000), 2024: (16_000, 480_000), 2025: (15_000, 450_000)}
    )
    lights = account.building("Straßenbeleuchtung")
    account.meter(
        lights,
        Carrier.ELECTRICITY,
        {2023: (90_000, 2_500_000), 2024: (60_000, 1_700_000), 2025: (30_000, 900_000)},
        purpose=MeterPurpose.POWER,
    )
    for year, value in ((2023, "1,1"), (2024, "1,2"), (2025, "1,05")):
        weather.set_factor(account.town, account.place_id, year, value)
    return account


def test_totals_per_year(town: Workspace, full: Account) -> None:
    report = energy_report(town, full.place_id, YEARS)
    first = report.years[0]
    assert (report.place, report.first_year, report.last_year) == (town.own_place().name, 2023, 2025)
    assert (first.power.kwh, first.power.cents) == (110_000, 3_100_000)
    # 222,000 kWh Hs / 1.11 = 200,000 kWh Hi of gas, and the heat pump's electricity.
    assert first.heat.kwh is not None and round(first.heat.kwh, 6) == 217_000
    assert first.heat.cents == 2_500_001
    assert (first.cents, first.kwh is not None and round(first.kwh, 6)) == (5_600_001, 327_000)
    assert all(
        each.is_complete and each.cost_is_complete
        for year in report.years
        for each in (year.power, year.heat)
    )
    # GEG 2020: electricity 560 g, gas 240 g.
    assert first.power.co2_kg == Decimal(61600)
    assert first.heat.co2_kg is not None and round(first.heat.co2_kg, 6) == 48_000 + 9_520
    assert (first.factor_set, first.co2_basis) == ("geg-2020", "CO2e")
    assert report.missing == ()


def test_buildings_per_square_metre(town: Workspace, full: Account) -> None:
    report = energy_report(town, full.place_id, YEARS)
    hall, school = report.buildings
    assert (hall.name, hall.area_m2, hall.area_basis) == ("Rathaus", 850, "NGF aus BGF × 0,85")
    assert (school.name, school.kind_title, school.area_basis) == ("Schule", "Schulen", "NGF")
    year = school.years[0]
    assert year.power_kwh_per_m2 == 20
    # 20,000 hot water + 180,000 * 1.1 = 218,000.
    assert year.heat_kwh_per_m2 is not None and round(year.heat_kwh_per_m2, 6) == 218
    assert year.heat_raw_kwh_per_m2 is not None and round(year.heat_raw_kwh_per_m2, 6) == 200
    assert (year.climate_factor, year.hot_water) == (Decimal("1.1"), "10 % (Angabe zum Gebäude)")
    assert hall.years[0].heat_kwh_per_m2 == Decimal(17_000) * Decimal("1.1") / 850
    assert (hall.years[0].power_kwh, hall.years[0].power_kwh_per_m2) == (None, None)
    assert report.totals_only == ("Straßenbeleuchtung",)


def test_the_report_and_the_page_tell_the_same(town: Workspace, full: Account) -> None:
    report = energy_report(town, full.place_id, YEARS)
    rows = {row.name: row for row in buildings.list_buildings(town)}
    for line in report.buildings:
        assert line.years[-1].heat_kwh_per_m2 == rows[line.name].heat_kwh_per_m2
        assert line.years[-1].power_kwh_per_m2 == rows[line.name].power_kwh_per_m2


def test_co2_of_all_years_only_with_one_factor_set(town: Workspace, full: Account) -> None:
    whole = energy_report(town, full.place_id, YEARS)
    parts = [year.co2_kg for year in whole.years]
    assert whole.co2_kg_sum == sum(part for part in parts if part is not None)
    yearly = energy_report(town, full.place_id, range(2023, 2025), PER_YEAR)
    assert [year.factor_set for year in yearly.years] == ["geg-uba-2023", "geg-uba-2024"]
    assert yearly.co2_kg_sum is None, "different sets are never added"
    # UBA 2024: 363 g.
    assert yearly.years[1].power.co2_kg == Decimal(81_000) * Decimal("0.363")


def test_a_year_without_factor_is_named_and_never_guessed(town: Workspace, full: Account) -> None:
    report = energy_report(town, full.place_id, YEARS, PER_YEAR)
    last = report.years[-1]
    assert (last.factor_set, last.factor_title, last.power.co2_kg, last.co2_kg) == ("", "", None, None)
    assert last.power.kwh == 52_000
    assert [line for line in report.missing if line.startswith("CO2")] == [
        "CO2 2025: Für das Jahr gibt es keinen Faktorensatz; der Ausstoß ist nicht angegeben."
    ]


def test_a_set_without_electricity(town: Workspace, full: Account) -> None:
    report = energy_report(town, full.place_id, range(2024, 2025), "kea-bw-2016")
    (year,) = report.years
    assert (year.power.co2_kg, year.heat.co2_kg, year.co2_kg) == (None, None, None)
    (line,) = report.missing
    assert line.startswith("CO2 2024: ") and line.endswith(" hat keinen Faktor für Strom.")


def test_the_chosen_set_counts_unless_another_is_named(town: Workspace, desk: Any, full: Account) -> None:
    factors.choose_set(town, "geg-uba-2022")
    assert {year.factor_set for year in energy_report(town, full.place_id, YEARS).years} == {"geg-uba-2022"}
    named = energy_report(town, full.place_id, YEARS, "geg-2020")
    assert {year.factor_set for year in named.years} == {"geg-2020"}
    with desk.refused("K-738"):
        energy_report(town, full.place_id, YEARS, "geg-1900")
    with desk.refused("K-750"):
        energy_report(town, town.new_id(), YEARS)


def test_missing_values_stay_missing(town: Workspace, account: Account) -> None:
    school = account.building("Schule", kind="21", area_m2=Decimal(100), central_hot_water=True)
    account.meter(school, Carrier.NATURAL_GAS, {2023: (10_000, 500), 2024: (10_000, None)})
    later = account.building("Kita", area_m2=Decimal(100))
    account.meter(later, Carrier.NATURAL_GAS, {2024: (5_000, 100), 2025: (5_000, 100)})
    report = energy_report(town, account.place_id, YEARS)
    first, second, third = report.years
    assert (first.heat.kwh, first.heat.is_complete) == (10_000, False), "the Kita told nothing yet"
    assert (second.heat.kwh, second.heat.is_complete, second.heat.cents) == (15_000, True, 100)
    assert (second.heat.cost_is_complete, third.heat.is_complete) == (False, False)
    assert (third.heat.kwh, third.power.kwh, third.power.is_complete) == (5_000, None, False)
    line = report.buildings[1]
    assert [year.heat_kwh_per_m2 for year in line.years] == [None, None, None]
    assert [year.heat_raw_kwh_per_m2 for year in line.years] == [100, 100, None]
    assert report.missing == (
        "Strom: Für 2023, 2024 und 2025 ist nichts eingetragen.",
        "Kita: Wärme ist erst ab 2024 eingetragen; es fehlt 2023.",
        "Kita: Der Klimafaktor fehlt für 2024 und 2025; die Wärme ist nicht witterungsbereinigt.",
        "Schule, Erdgas: Der Verbrauch fehlt für 2025. Wurde der Zähler ausgebaut, tragen Sie 0 ein.",
        "Schule, Erdgas: Die Kosten fehlen ganz oder teilweise für 2024 und 2025.",
        "Schule: Der Klimafaktor fehlt für 2023 und 2024; die Wärme ist nicht witterungsbereinigt.",
    )
    assert any("Richtwert" in note for note in report.notes)


def test_an_empty_town(town: Workspace) -> None:
    report = energy_report(town, town.own_place().id, YEARS)
    assert report.missing == ("Es sind keine Gebäude eingetragen.",)
    assert [(year.kwh, year.cents, year.co2_kg) for year in report.years] == [(None, None, None)] * 3
    assert (report.buildings, report.totals_only, report.co2_kg_sum) == ((), (), None)
