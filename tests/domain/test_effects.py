"""Stages, measured figures over expected ones, the target path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.achieved import Achieved, last_year
from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.effects import Effect, amounts_of, stage_of
from klikks_desktop.domain.measured import overlay
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.records import Achievement, Grade, PotentialState, ProjectState, Stage
from klikks_desktop.domain.saving_parts import effect_of
from klikks_desktop.domain.target_path import YearPoint, path, read_target, together

GAS, POWER = Carrier.NATURAL_GAS, Carrier.ELECTRICITY
SET = "geg-2020"


@pytest.mark.parametrize(
    ("state", "project", "stage"),
    [
        (PotentialState.IDEA, None, Stage.POSSIBLE),
        (PotentialState.CHECKED, ProjectState.PLANNING, Stage.POSSIBLE),
        (PotentialState.CHECKED, ProjectState.PAUSED, Stage.POSSIBLE),
        (PotentialState.CHECKED, ProjectState.RESOLUTION, Stage.DECIDED),
        (PotentialState.IDEA, ProjectState.IMPLEMENTATION, Stage.DECIDED),
        (PotentialState.DECIDED, ProjectState.IDEA, Stage.DECIDED),
        (PotentialState.CHECKED, ProjectState.DONE, Stage.ACHIEVED),
        (PotentialState.DONE, None, Stage.ACHIEVED),
        (PotentialState.DROPPED, ProjectState.DONE, None),
    ],
)
def test_the_further_of_potential_and_project_counts(
    state: PotentialState, project: ProjectState | None, stage: Stage | None
) -> None:
    assert stage_of(state, project) is stage


MEASURES = {
    "LED_STREET": {"n": "100"},
    "PV_ROOF": {"kWp": "30", "tariff": "0.07"},
    "HEAT_PUMP": {"Q_fuel": "100000", "W": "300"},
    "BEHAVIOUR": {"Q_heat": "100000", "E_el": "20000", "school_share": "0.5"},
    "EV_FLEET": {"n": "2"},
    "CAR_SHARING": {"n": "1"},
    "BALCONY_PV": {"n": "10"},
    "TREES": {"n": "5"},
    "ADAPT": {"m2_unsealed": "100"},
}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_result_taken_apart_adds_up_to_itself(result_of: Callable[..., Result], measure: str) -> None:
    given = {"y": "950"} if measure.endswith("PV") or measure == "PV_ROOF" else {}
    result = result_of(measure, **MEASURES[measure], **given)
    effect = effect_of(result, Stage.POSSIBLE)
    amounts = amounts_of([effect])
    assert amounts.tonnes == (result.co2e_t_per_year or 0)
    assert amounts.eur + amounts.outside_eur == result.eur_per_year
    assert (amounts.eur == 0) or result.budget_relevant
    assert {key: kwh for key, kwh in result.energy_kwh_per_year.items() if kwh} == amounts.kwh
    assert (amounts.feed_in_t, amounts.sink_t) == (result.co2e_feed_in_t_per_year, result.sink_t_per_year)


def test_litres_of_fuel_belong_to_their_carrier(result_of: Callable[..., Result]) -> None:
    effect = effect_of(result_of("EV_FLEET", n="1", km="10000", l="6", k="18"), Stage.POSSIBLE)
    # 600 l x 2.645 kg (facts 3.3); nothing is left without a carrier.
    diesel = next(part for key, part in effect.parts.items() if key is not POWER)
    assert abs(diesel.tonnes - Decimal("1.587")) < Decimal("1e-9")
    assert effect.rest_tonnes == 0


# ------------------------------------------------------------------ measured


def measured(**kwh: int) -> Achieved:
    """Gas at 240 g and 0.12 EUR, electricity at 560 g and 0.30 EUR a kWh."""
    rows = [
        Achievement(
            id=uuid4(),
            project_id=uuid4(),
            year=2025,
            carrier=Carrier(name),
            kwh=Decimal(amount),
            co2e_kg=amount * Decimal("0.24" if name == GAS else "0.56"),
            saved_cents=amount * (12 if name == GAS else 30),
            factor_set=SET,
        )
        for name, amount in kwh.items()
    ]
    found = last_year(rows)
    assert found is not None
    return found


@pytest.fixture
def pump(result_of: Callable[..., Result]) -> Effect:
    return effect_of(result_of("HEAT_PUMP", fuel="natural_gas", Q_fuel="100000"), Stage.ACHIEVED)


def test_what_was_measured_stands_for_what_was_expected(pump: Effect) -> None:
    laid = overlay([pump], measured(natural_gas=90_000, electricity=-30_000), SET)
    amounts = amounts_of(laid.effects)
    assert amounts.kwh == {POWER: -30_000, GAS: 90_000}
    assert amounts.tonnes == 90 * Decimal("0.24") - 30 * Decimal("0.56")
    assert amounts.eur == 90_000 * Decimal("0.12") - 30_000 * Decimal("0.30")
    assert laid.effects[0].is_measured
    assert laid.notes == ()


def test_a_carrier_without_a_figure_stays_as_expected_and_is_named(pump: Effect) -> None:
    expected = pump
    laid = overlay([expected], measured(natural_gas=90_000), SET)
    amounts = amounts_of(laid.effects)
    assert amounts.kwh[POWER] == expected.parts[POWER].kwh
    assert amounts.tonnes == 90 * Decimal("0.24") + expected.parts[POWER].tonnes
    assert amounts.eur == 90_000 * Decimal("0.12") + expected.parts[POWER].eur
    assert "Für Strom ist 2025 keine gemessene" in laid.notes[0]


def test_tonnes_of_another_set_are_never_added(pump: Effect) -> None:
    expected = pump
    laid = overlay([expected], measured(natural_gas=90_000, electricity=-30_000), "geg-uba-2024")
    assert amounts_of(laid.effects).tonnes == expected.tonnes
    assert amounts_of(laid.effects).kwh[GAS] == 90_000
    assert "anderen Faktorensatz" in laid.notes[0]


def test_without_a_bill_the_expected_euros_stand(pump: Effect) -> None:
    expected = pump
    year = Achieved(2025, {GAS: Decimal(90_000), POWER: Decimal(-1)}, None, None, "", Grade.MEASURED)
    assert amounts_of(overlay([expected], year, SET).effects).eur == expected.eur


def test_several_potentials_share_what_was_measured(result_of: Callable[..., Result]) -> None:
    first = effect_of(result_of("LED_INDOOR", n="10", P_old="100", P_new="40", t="1000"), Stage.ACHIEVED)
    second = effect_of(result_of("LED_INDOOR", n="30", P_old="100", P_new="40", t="1000"), Stage.ACHIEVED)
    laid = overlay([first, second], measured(electricity=1_000), SET)
    assert [each.kwh for each in laid.effects] == [250, 750]
    assert [each.tonnes for each in laid.effects] == [Decimal("0.14"), Decimal("0.42")]
    assert [each.eur for each in laid.effects] == [75, 225]


def test_a_project_without_potentials_counts_with_what_was_measured() -> None:
    project = uuid4()
    (effect,) = overlay([], measured(electricity=1_000), SET, project).effects
    assert (effect.measure, effect.project_id, effect.stage) == ("", project, Stage.ACHIEVED)
    assert [effect.kwh, effect.tonnes, effect.eur] == [1_000, Decimal("0.56"), 300]


# ------------------------------------------------------------------ target path


def test_the_path_adds_up_and_ends_today_or_at_the_last_target() -> None:
    points = path({2024: Decimal(3), 2026: Decimal(2)}, {2025: Decimal(4), 2028: Decimal(9)}, 2026)
    assert points == (
        YearPoint(2024, Decimal(3), None),
        YearPoint(2025, Decimal(3), Decimal(4)),
        YearPoint(2026, Decimal(5), None),
        YearPoint(2027, None, None),
        YearPoint(2028, None, Decimal(9)),
    )


@given(
    st.dictionaries(st.integers(2000, 2060), st.decimals("0.1", "99", places=1), max_size=6),
    st.dictionaries(st.integers(2000, 2060), st.decimals("0", "99", places=1), max_size=6),
)
def test_the_last_achieved_point_is_the_sum(achieved: dict[int, Decimal], target: dict[int, Decimal]) -> None:
    points = path(achieved, target, date(2026, 11, 22).year)
    known = [point.achieved_t for point in points if point.achieved_t is not None]
    assert (known[-1] if known else 0) == sum(achieved.values())
    assert known == sorted(known)
    assert {point.year: point.target_t for point in points if point.target_t is not None} == target


def test_targets_of_several_places_add_up_where_all_have_one() -> None:
    paths = [{2030: Decimal(5), 2035: Decimal(9)}, {}, {2030: Decimal(1)}]
    assert together(paths) == {2030: 6}


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ([("2030", "10"), ("", ""), ("2035", "20,5")], []),
        ([("2030", "")], ["0:tonnes"]),
        ([("bald", "10")], ["0:year"]),
        ([("1800", "10")], ["0:year"]),
        ([("2030", "-1")], ["0:tonnes"]),
        ([("2030", "1"), ("2030", "2")], ["1:year"]),
        ([("2035", "1"), ("2030", "2")], ["0:tonnes"]),
    ],
)
def test_typed_targets_are_checked(rows: list[tuple[str, str]], fields: list[str]) -> None:
    assert [problem.field for problem in read_target(rows)[1]] == fields
