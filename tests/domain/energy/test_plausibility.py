"""Second looks: jumps, gaps, double figures and meters, missing areas, absurd values; what is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.energy.account import NO_PART, Part, add_up
from klikks_desktop.domain.energy.benchmark import Benchmark, Rating
from klikks_desktop.domain.energy.building_year import BuildingYear, building_years
from klikks_desktop.domain.energy.missing import listed, missing_of_building
from klikks_desktop.domain.energy.plausibility import (
    FindingKind,
    check_building,
    check_meter,
    double_meters,
    jumps,
)
from klikks_desktop.domain.energy.weather import FactorTable
from klikks_desktop.domain.records import MeterPurpose

NOTHING_JUDGED = Benchmark(Rating(None, None), Rating(None, None))


def power_year(year: int, kwh: int) -> BuildingYear:
    part = Part(Decimal(kwh), is_complete=True, by_carrier={Carrier.ELECTRICITY: Decimal(kwh)})
    return BuildingYear(year, NO_PART, part, None, None)


@given(st.integers(1, 10**6), st.integers(0, 10**7))
def test_a_jump_is_more_than_30_percent_either_way(before: int, after: int) -> None:
    found = jumps([power_year(2023, before), power_year(2024, after)])
    assert bool(found) == (abs(after - before) * 100 > before * 30)


def test_a_jump_from_nothing_or_over_a_gap_is_none() -> None:
    assert jumps([power_year(2023, 0), power_year(2024, 100)]) == []
    assert jumps([power_year(2022, 10), power_year(2024, 100)]) == []


def test_heat_jumps_after_the_weather_correction(invent: Any) -> None:
    """130 % as counted, but a mild year before: 1.2 makes it 108 %."""
    house = invent.building()
    gas = invent.meter(house)
    years = invent.years({gas: {2023: 100_000, 2024: 131_000}})
    table = FactorTable([invent.factor(2023, "1.2"), invent.factor(2024, "1")])
    assert jumps(building_years(house, [gas], years, table)) == []
    (found,) = jumps(building_years(house, [gas], years, FactorTable([invent.factor(2023, "1.2")])))
    assert found.message == "Wärme 2024: 31 % mehr als 2023 (nicht witterungsbereinigt)."
    assert (found.kind, found.year) == (FindingKind.JUMP, 2024)


def test_gaps_between_and_within_years(invent: Any) -> None:
    gas = invent.meter(invent.building(), name="4711")
    months = [
        (gas.id, 2021, 9_000, 9, 0, 0),
        (gas.id, 2024, 10_000, 10, 0, 0),
        (gas.id, 2026, 5_000, 5, 0, 0),
    ]
    years = add_up([gas], [(gas.id, 2022, 12_000, 1, 0, 0), (gas.id, 2025, 0, 0, 700, 1)], months)[gas.id]
    found = check_meter(gas, years, current_year=2026)
    assert [(each.kind, each.year) for each in found] == [
        (FindingKind.GAP, 2021),
        (FindingKind.GAP, 2023),
        (FindingKind.GAP, 2024),
        (FindingKind.GAP, 2025),
    ]
    assert found[0].message == "Erdgas 4711: Für 2021 sind nur 9 von 12 Monaten da."
    assert check_meter(gas, {}, current_year=2026) == []


def test_year_and_months_at_once(invent: Any) -> None:
    gas = invent.meter(invent.building())
    years = add_up([gas], [(gas.id, 2024, 13_000, 1, 900, 1)], [(gas.id, 2024, 12_000, 12, 100, 1)])[gas.id]
    quantity, cost = check_meter(gas, years, current_year=2026)
    assert quantity.kind is cost.kind is FindingKind.DOUBLE_VALUE
    assert quantity.message.endswith("Es gelten die zwölf Monate, nicht der Jahreswert.")
    assert cost.message.endswith("Es gilt der Jahreswert, weil Monate fehlen.")


def test_double_meters(invent: Any) -> None:
    house, other = invent.building(), invent.building()
    first = invent.meter(house, name="1 EMH 0815")
    again = invent.meter(house, name="1emh0815")
    power = invent.meter(house, Carrier.ELECTRICITY, MeterPurpose.POWER, name="1 EMH 0815")
    elsewhere = invent.meter(other, name="1 EMH 0815")
    same = invent.meter(other, name="Süd")
    unused = [invent.meter(house), invent.meter(house)]
    meters = [first, again, power, elsewhere, same, *unused]
    years = invent.years(
        {
            first: {2023: 10, 2024: 11},
            again: {2024: 3},
            power: {2023: 10, 2024: 11},
            elsewhere: {2024: 11},
            same: {2023: 10, 2024: 11},
            unused[0]: {2023: 0, 2024: 0},
            unused[1]: {2023: 0, 2024: 0},
        }
    )
    found = double_meters(meters, years)
    assert found.keys() == {again.id, same.id}
    assert "eines anderen Gebäudes" in found[same.id].message


@pytest.mark.parametrize(
    ("values", "heated", "expected"),
    [
        ({"kind": "21"}, False, True),
        ({"other_kind": "schule"}, False, True),
        ({}, True, True),
        ({}, False, False),
        ({"kind": "21", "gross_area_m2": Decimal(900)}, True, False),
    ],
)
def test_a_missing_area(invent: Any, values: dict[str, Any], heated: bool, expected: bool) -> None:
    house = invent.building(area_m2=None, **values)
    purpose = MeterPurpose.HEAT if heated else MeterPurpose.POWER
    meter = invent.meter(house, Carrier.ELECTRICITY, purpose)
    found = check_building(house, [meter], {meter.id: {}}, [], NOTHING_JUDGED, current_year=2026)
    assert (FindingKind.NO_AREA in {each.kind for each in found}) == expected


@pytest.mark.parametrize(("actual", "expected"), [("500", False), ("500.1", True)])
def test_absurd_values(invent: Any, actual: str, expected: bool) -> None:
    judged = Benchmark(Rating(Decimal(actual), Decimal(100)), Rating(None, Decimal(10)))
    found = check_building(invent.building(), [], {}, [], judged, current_year=2026)
    assert [each.kind for each in found] == [FindingKind.ABSURD] * expected


# ---------------------------------------------------------------------- missing data in sentences


def missing(house: Any, meters: Any, years: Any, table: FactorTable, asked: range) -> list[str]:
    own = {each.year: each for each in building_years(house, meters, years, table)}
    return list(missing_of_building(house, meters, years, own, asked))


def test_what_is_missing_is_said_in_sentences(invent: Any) -> None:
    house = invent.building(name="Kita", area_m2=None, kind="22", postcode="29614")
    gas = invent.meter(house, name="G1")
    power = invent.meter(house, Carrier.ELECTRICITY, MeterPurpose.POWER)
    fresh = invent.meter(house, Carrier.ELECTRICITY, MeterPurpose.POWER, name="neu")
    years = add_up(
        [gas, power, fresh],
        [(gas.id, 2023, 1000, 1, 50, 1), (power.id, 2024, 1000, 1, 0, 0)],
        [(power.id, 2025, 700, 7, 60, 12)],
    )
    assert missing(house, [gas, power, fresh], years, FactorTable([]), range(2023, 2026)) == [
        "Kita: Die Fläche fehlt; Werte je m² sind nicht möglich.",
        "Kita: Strom ist erst ab 2024 eingetragen; es fehlt 2023.",
        "Kita, Erdgas G1: Der Verbrauch fehlt für 2024 und 2025. "
        "Wurde der Zähler ausgebaut, tragen Sie 0 ein.",
        "Kita, Erdgas G1: Die Kosten fehlen ganz oder teilweise für 2024 und 2025.",
        "Kita, Strom: Für 2025 sind nur 7 von 12 Monaten da.",
        "Kita, Strom: Die Kosten fehlen ganz oder teilweise für 2024.",
        "Kita, Strom neu: Es sind noch keine Werte eingetragen.",
        "Kita: Der Klimafaktor für 29614 fehlt für 2023; die Wärme ist nicht witterungsbereinigt.",
    ]


def test_nothing_is_missing_before_a_house_was_built(invent: Any) -> None:
    house = invent.building(year_built=2024)
    gas = invent.meter(house)
    years = add_up([gas], [(gas.id, 2024, 1000, 1, 50, 1)], [])
    table = FactorTable([invent.factor(2024, "1.1")])
    assert missing(house, [gas], years, table, range(2023, 2025)) == []


def test_a_building_without_meter(invent: Any) -> None:
    house = invent.building(name="Schuppen")
    assert missing(house, [], {}, FactorTable([]), range(2023, 2024)) == [
        "Schuppen: Es ist kein Zähler eingetragen."
    ]


def test_words_in_a_row() -> None:
    assert [listed(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a und b", "a, b und c"]
