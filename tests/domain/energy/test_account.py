"""Years of meters and buildings: year or months, kWh Hi, whole or not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.energy.account import (
    MONTHS_COUNT,
    YEAR_COUNTS,
    Counted,
    add_up,
    area_of,
    counted,
    first_year,
    part_of,
    per_area,
    stands,
)
from klikks_desktop.domain.energy.building_year import building_years, last_heat, last_power
from klikks_desktop.domain.energy.weather import FactorTable
from klikks_desktop.domain.records import Meter, MeterPurpose

AMOUNTS = st.integers(min_value=0, max_value=10**12)
# What one unit holds in kWh Hi, written out once more from facts 4.5.
KWH_HI = {
    (Carrier.ELECTRICITY, Unit.KWH): Fraction(1),
    (Carrier.ELECTRICITY, Unit.MWH): Fraction(1000),
    (Carrier.NATURAL_GAS, Unit.KWH_HS): Fraction(100, 111),
    (Carrier.NATURAL_GAS, Unit.CUBIC_METRE): Fraction(1030, 111),
    (Carrier.HEATING_OIL, Unit.LITRE): Fraction(10),
    (Carrier.LPG, Unit.KILOGRAM): Fraction(128, 10),
    (Carrier.WOOD_PELLETS, Unit.KILOGRAM): Fraction(49, 10),
    (Carrier.DIESEL, Unit.LITRE): Fraction(98, 10),
    (Carrier.PETROL, Unit.LITRE): Fraction(86, 10),
}


@pytest.mark.parametrize(
    ("year_value", "month_sum", "month_count", "expected"),
    [
        (None, 0, 0, Counted(None, 0)),
        (0, 0, 0, Counted(0, 12)),
        (500, 0, 0, Counted(500, 12)),
        (None, 1200, 12, Counted(1200, 12)),
        (None, 0, 12, Counted(0, 12)),
        (None, 300, 3, Counted(300, 3)),
        (1200, 1200, 12, Counted(1200, 12)),
        (1300, 1200, 12, Counted(1200, 12, MONTHS_COUNT)),
        (1300, 300, 3, Counted(1300, 12, YEAR_COUNTS)),
    ],
)
def test_a_year_is_told_by_its_value_or_by_its_months_and_never_by_both(
    year_value: int | None, month_sum: int, month_count: int, expected: Counted
) -> None:
    assert counted(year_value, month_sum, month_count) == expected


@given(st.none() | AMOUNTS, st.lists(AMOUNTS, max_size=12))
def test_no_figure_is_ever_counted_twice(year_value: int | None, months: list[int]) -> None:
    found = counted(year_value, sum(months), len(months))
    assert found.value in ({year_value, sum(months)} if months else {year_value})
    assert found.is_complete == (len(months) == 12 or year_value is not None)


@given(st.sampled_from(sorted(KWH_HI)), AMOUNTS)
def test_amounts_become_kwh_hi_as_the_facts_say(of: tuple[Carrier, Unit], milli: int) -> None:
    carrier, unit = of
    meter = Meter(
        id=UUID(int=1), building_id=UUID(int=2), carrier=carrier, purpose=MeterPurpose.HEAT, unit=unit
    )
    found = add_up([meter], [(meter.id, 2024, milli, 1, 0, 0)], [])[meter.id][2024]
    expected = KWH_HI[of] * milli / 1000
    assert found.kwh is not None
    assert abs(Fraction(found.kwh) - expected) <= expected / 10**20


def test_a_unit_that_does_not_fit_has_no_kwh(invent: Any) -> None:
    meter = invent.meter(invent.building(), unit=Unit.LITRE)
    found = add_up([meter], [(meter.id, 2024, 1000, 1, 50, 1)], [])[meter.id][2024]
    assert (found.kwh, found.quantity.value, found.cost.value) == (None, 1000, 50)
    part = part_of([meter], {meter.id: {2024: found}}, 2024)
    assert (part.kwh, part.is_complete, part.waiting, part.cents) == (None, False, ((meter, 0),), 50)


def test_every_unit_of_the_house_is_in_this_list() -> None:
    plain = {Unit.KWH, Unit.MWH}
    known = {(carrier, unit) for carrier, units in KWH_PER_UNIT.items() for unit in units}
    assert {each for each in known - KWH_HI.keys() if each[1] not in plain} == set()


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(2020, 2024), AMOUNTS), max_size=40))
def test_sums_of_meters_are_exact(entries: list[tuple[int, int, int]]) -> None:
    meters = [
        Meter(
            id=UUID(int=number),
            building_id=UUID(int=9),
            carrier=Carrier.ELECTRICITY,
            purpose=MeterPurpose.POWER,
        )
        for number in (1, 2, 3)
    ]
    once = {(number, year): milli for number, year, milli in entries}
    rows = [(UUID(int=number), year, milli, 1, milli, 1) for (number, year), milli in once.items()]
    years = add_up(meters, rows, [])
    for year in range(2020, 2025):
        part = part_of(meters, years, year)
        values = [milli for (_, each), milli in once.items() if each == year]
        assert part.kwh == (Decimal(sum(values)) / 1000 if values else None)
        assert part.cents == (sum(values) if values else None)


def test_costs_follow_the_rule_on_their_own(invent: Any) -> None:
    """Readings every month, one bill a year."""
    meter = invent.meter(invent.building())
    found = add_up([meter], [(meter.id, 2024, 0, 0, 98_765, 1)], [(meter.id, 2024, 12_000_000, 12, 0, 0)])
    year = found[meter.id][2024]
    assert (year.quantity, year.cost, year.kwh) == (Counted(12_000_000, 12), Counted(98_765, 12), 12_000)


def test_a_meter_is_waited_for_from_its_first_value_on(invent: Any) -> None:
    house = invent.building()
    old, new = invent.meter(house, name="alt"), invent.meter(house, name="neu")
    years = invent.years({old: {2022: 100, 2023: 90}, new: {2023: 10, 2024: 95}})
    first, second, third = (part_of([old, new], years, year) for year in (2022, 2023, 2024))
    assert first.is_complete and second.is_complete
    assert (third.is_complete, third.waiting) == (False, ((old, 0),))
    ended = invent.years({old: {2022: 100, 2023: 90, 2024: 0}, new: {2023: 10, 2024: 95}})
    assert part_of([old, new], ended, 2024).is_complete, "a 0 tells that it was taken out"


def test_a_meter_without_any_value_keeps_nobody_waiting(invent: Any) -> None:
    house = invent.building()
    used, fresh = invent.meter(house), invent.meter(house)
    years = invent.years({used: {2024: 100}, fresh: {}})
    assert part_of([used, fresh], years, 2024).is_complete
    assert not part_of([fresh], years, 2024).is_complete


def test_area_comes_from_gross_area_where_it_must(invent: Any) -> None:
    assert area_of(invent.building(area_m2=None, gross_area_m2=Decimal(1000))) == 850
    assert area_of(invent.building(area_m2=Decimal(500), gross_area_m2=Decimal(1000))) == 500
    assert area_of(invent.building(area_m2=None)) is None
    assert per_area(Decimal(100), None) is None
    assert per_area(None, Decimal(100)) is None
    assert per_area(Decimal(100), Decimal(8)) == Decimal("12.5")


def test_a_building_through_the_years(invent: Any) -> None:
    house = invent.building(area_m2=Decimal(200), hot_water_share=Decimal("0.1"))
    gas = invent.meter(house)
    power = invent.meter(house, Carrier.ELECTRICITY, MeterPurpose.POWER)
    table = FactorTable([invent.factor(2023, "1.10")])
    years = invent.years({gas: {2023: 20_000, 2024: 21_000}, power: {2023: 3_000}})
    before, after = building_years(house, [gas, power], years, table)
    # 2,000 kWh hot water stay, 18,000 kWh times 1.10.
    assert before.corrected and before.corrected.kwh == 21_800
    assert before.heat_per_m2 == 109
    assert before.power_per_m2 == 15
    assert (after.is_corrected, after.heat_per_m2, after.power_per_m2) == (False, 105, None)
    found = [before, after]
    assert last_heat(found) is after
    assert last_power(found) is before


def test_a_heat_pump_is_heat_and_a_boiler_of_its_own_is_hot_water(invent: Any) -> None:
    house = invent.building()
    pump = invent.meter(house, Carrier.ELECTRICITY, MeterPurpose.HEAT)
    boiler = invent.meter(house, Carrier.ELECTRICITY, MeterPurpose.HOT_WATER)
    years = invent.years({pump: {2024: 9_000}, boiler: {2024: 1_000}})
    (year,) = building_years(house, [pump, boiler], years, FactorTable([invent.factor(2024, "1.2")]))
    assert (year.heat.kwh, year.power.kwh) == (10_000, None)
    assert year.heat.by_carrier == {Carrier.ELECTRICITY: 10_000}
    assert year.corrected and year.corrected.kwh == 9_000 * Decimal("1.2") + 1_000


def test_half_a_year_has_no_figure_per_square_metre(invent: Any) -> None:
    house = invent.building()
    gas = invent.meter(house)
    years = add_up([gas], [], [(gas.id, 2024, 6_000_000, 6, 60_000, 6)])
    (year,) = building_years(house, [gas], years, FactorTable([invent.factor(2024, "1.1")]))
    assert (year.heat.kwh, year.corrected, year.heat_per_m2) == (6_000, None, None)
    assert year.heat.waiting == ((gas, 6),)
    assert year.heat.unpaid == ((gas, 6),)


def test_first_year_and_building_year(invent: Any) -> None:
    house = invent.building(year_built=2024)
    gas = invent.meter(house)
    years = invent.years({gas: {2024: 5, 2025: 6}})
    assert first_year([gas], years, {MeterPurpose.HEAT}) == 2024
    assert first_year([gas], years, {MeterPurpose.POWER}) is None
    assert [stands(house, year) for year in (2023, 2024)] == [False, True]
    assert stands(invent.building(), 1800)
