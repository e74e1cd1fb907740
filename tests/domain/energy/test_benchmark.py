"""Comparison values of 2021, VDI 3807 means, classes, potential (facts 4.7 and 4.8)."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.energy.account import add_up
from klikks_desktop.domain.energy.benchmark import (
    CLASSES,
    POOL_NOTE,
    classify,
    comparison_heat,
    is_pool,
    judge,
    potential_kwh,
    size_factor,
)
from klikks_desktop.domain.energy.building_year import building_years
from klikks_desktop.domain.energy.suggestion import suggest
from klikks_desktop.domain.energy.weather import FactorTable
from klikks_desktop.domain.measures.calculate import check_inputs
from klikks_desktop.domain.measures.catalogue import find_measure
from klikks_desktop.domain.records import MeterPurpose
from klikks_desktop.reference.factors import FactorLibrary

RESOURCES = Path(__file__).parents[3] / "resources"


@cache
def library() -> FactorLibrary:
    return FactorLibrary.load(RESOURCES)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (1, "1.46"),
        (500, "1.46"),
        (501, "1.4602"),
        (1000, "1.2959"),
        (3000, "1.0801"),
        (49_999, "0.7124"),
        (50_000, "0.71"),
        (1_000_000, "0.71"),
    ],
)
def test_the_size_factor_jumps_at_its_joints_as_in_the_notice(area: int, expected: str) -> None:
    assert round(size_factor(Decimal(area)), 4) == Decimal(expected)


@given(st.decimals(min_value="500.01", max_value="49999.99", places=2))
def test_the_size_factor_between_the_joints_is_the_printed_formula(area: Decimal) -> None:
    assert math.isclose(float(size_factor(area)), 4.53 * float(area) ** -0.215 + 0.27, rel_tol=1e-12)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("1", ("77.7", "69.8", "59.3")),
        ("6", ("81.3", "72.9", "62.0")),
        ("21", ("94.4", "86.3", "75.6")),
        ("22", ("90.9", "82.6", "71.7")),
        ("24", ("76.5", "68.5", "57.9")),
        ("27", ("102.9", "92.4", "78.7")),
        ("30", ("122.2", "110.9", "96.1")),
    ],
)
def test_vectors_of_facts_4_7(kind: str, expected: tuple[str, ...]) -> None:
    value = library().comparison[kind]
    found = (comparison_heat(value, Decimal(area), central_hot_water=True) for area in (500, 1000, 3000))
    assert tuple(str(round(each, 1)) for each in found) == expected


def test_hot_water_counts_only_where_it_is_central() -> None:
    school = library().comparison["21"]
    with_water = comparison_heat(school, Decimal(1000), central_hot_water=True)
    assert with_water - comparison_heat(school, Decimal(1000), central_hot_water=False) == Decimal("22.4")


def test_a_school_beside_others() -> None:
    known = library()
    found = judge(
        Decimal(154),
        Decimal(14),
        area_m2=Decimal(1000),
        comparison=known.comparison["21"],
        mean=known.means["schule"],
        central_hot_water=True,
    )
    # 154 / 86.3 = 1.78, above 1.75; electricity 3.9 + 5.5 + 0.3 + 0.2 + 0 + 0.6 = 10.5, 14 / 10.5 = 1.33.
    assert found.heat.energy_class and found.heat.energy_class.letter == "F"
    assert found.power.comparison == Decimal("10.5")
    assert found.power.energy_class and found.power.energy_class.letter == "E"
    assert (found.heat.mean, found.heat.target, found.heat.goal) == (154, 90, 90)
    assert (found.power.mean, found.power.target) == (14, 6)
    assert found.size_factor is not None and round(found.size_factor, 4) == Decimal("1.2959")


def test_nothing_is_judged_without_kind_or_area() -> None:
    school = library().comparison["21"]
    no_area = judge(None, None, area_m2=None, comparison=school, mean=None, central_hot_water=False)
    assert (no_area.heat.comparison, no_area.heat.energy_class, no_area.size_factor) == (None, None, None)
    no_kind = judge(
        Decimal(100), Decimal(10), area_m2=Decimal(9), comparison=None, mean=None, central_hot_water=False
    )
    assert (no_kind.heat.ratio, no_kind.heat.energy_class, no_kind.heat.goal) == (None, None, None)


@pytest.mark.parametrize(("kind", "other"), [("32", ""), ("", "hallenbad"), ("30", "hallenbad")])
def test_indoor_pools_are_not_judged(kind: str, other: str) -> None:
    known = library()
    assert is_pool(kind, other)
    found = judge(
        Decimal(900),
        Decimal(200),
        area_m2=Decimal(1000),
        comparison=known.comparison.get(kind),
        mean=known.means.get(other),
        central_hot_water=True,
        is_pool=True,
    )
    assert found.note == POOL_NOTE
    assert (found.heat.energy_class, found.heat.goal, found.power.energy_class) == (None, None, None)


def test_shipped_ids_of_pools_are_those_meant() -> None:
    known = library()
    assert known.comparison["32"].title == "Schwimmhallen"
    assert known.means["hallenbad"].title.startswith("Hallenb")


def test_classes_are_ordered_and_hold_every_ratio() -> None:
    limits = [each.ratio for each in CLASSES[:-1]]
    assert limits == sorted(limits, key=lambda limit: limit or 0)
    assert CLASSES[-1].ratio is None
    at_one = classify(Decimal(1))
    assert at_one and at_one.letter == "C", "at the comparison value is still good"
    assert classify(None) is None


@given(st.decimals(min_value=0, max_value=100, places=3), st.decimals(min_value=0, max_value=100, places=3))
def test_a_higher_ratio_never_has_a_better_class(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    better, worse = classify(low), classify(high)
    assert better and worse and better.letter <= worse.letter


def test_the_potential_is_half_the_way_to_the_target() -> None:
    assert potential_kwh(Decimal(130), Decimal(90), Decimal(1000)) == 20_000
    assert potential_kwh(Decimal(80), Decimal(90), Decimal(1000)) == 0


# ---------------------------------------------------------------------- suggestions


def judged_building(invent: Any, heat: int, power: int, **values: Any) -> list[Any]:
    known = library()
    house = invent.building(
        kind="21", other_kind="schule", central_hot_water=True, hot_water_share=Decimal("0.2"), **values
    )
    gas = invent.meter(house)
    mains = invent.meter(house, Carrier.ELECTRICITY, MeterPurpose.POWER)
    years = building_years(
        house,
        [gas, mains],
        invent.years({gas: {2024: heat}, mains: {2024: power}}),
        FactorTable([invent.factor(2024, "1")]),
    )
    judged = judge(
        years[0].heat_per_m2,
        years[0].power_per_m2,
        area_m2=years[0].area_m2,
        comparison=known.comparison["21"],
        mean=known.means["schule"],
        central_hot_water=True,
    )
    return list(suggest(house, years, judged))


def test_a_school_above_its_target_suggests_measures_with_its_figures(invent: Any) -> None:
    heat, power = judged_building(invent, 130_000, 14_000, heating=Carrier.NATURAL_GAS)
    assert (heat.purpose, heat.year, heat.target_title) == (MeterPurpose.HEAT, 2024, "Zielwert VDI 3807")
    assert (heat.saving_kwh, power.saving_kwh) == (20_000, 4_000)
    inputs = {each.measure: dict(each.inputs) for each in heat.measures}
    assert inputs["ENMGMT"]["Q_heat"] == "130.000"
    assert inputs["HYDRAULIC"]["Q_heat"] == inputs["TEMP"]["Q_heat"] == "104.000", "without hot water"
    assert inputs["BEHAVIOUR"] == {"carrier": "natural_gas", "Q_heat": "130.000", "E_el": "14.000"}
    assert inputs["HEAT_PUMP"] == {"fuel": "natural_gas", "Q_fuel": "130.000"}
    assert inputs["HYDRAULIC"]["A"] == "1.000"
    assert {each.measure: dict(each.inputs) for each in power.measures} == {
        "LED_INDOOR": {"use": "school"},
        "ENMGMT": {"E_el": "14.000"},
        "BEHAVIOUR": {"E_el": "14.000"},
        "PV_ROOF": {},
    }


def test_every_suggested_input_is_one_of_its_measure(invent: Any) -> None:
    assumptions = library().assumptions
    for suggestion in judged_building(invent, 130_000, 14_000):
        for each in suggestion.measures:
            keys = {one.key for one in find_measure(assumptions, each.measure).inputs}
            assert each.inputs.keys() <= keys, each
            problems = check_inputs(find_measure(assumptions, each.measure), each.inputs)
            assert not {problem.field for problem in problems} & each.inputs.keys(), problems


def test_the_carrier_is_what_most_of_the_heat_came_from(invent: Any) -> None:
    heat, _ = judged_building(invent, 130_000, 14_000)
    assert {each.measure: each.inputs.get("carrier") for each in heat.measures}["TEMP"] == "natural_gas"


def test_nothing_is_suggested_at_the_target_or_where_nothing_is_judged(invent: Any) -> None:
    assert judged_building(invent, 90_000, 6_000) == []
    assert judged_building(invent, 130_000, 14_000, area_m2=None) == []


def test_no_suggestion_without_a_whole_year(invent: Any) -> None:
    house = invent.building(kind="21")
    gas = invent.meter(house)
    years = building_years(
        house, [gas], add_up([gas], [], [(gas.id, 2024, 500_000_000, 5, 0, 0)]), FactorTable([])
    )
    judged = judge(
        None,
        None,
        area_m2=Decimal(1000),
        comparison=library().comparison["21"],
        mean=None,
        central_hot_water=False,
    )
    assert list(suggest(house, years, judged)) == []
