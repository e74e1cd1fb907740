"""Results that are kept, added up and answered with."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.frozen import from_json, to_json
from klikks_desktop.domain.measures.model import Assumed, Economics, Result, Step
from klikks_desktop.domain.measures.totals import answer, combined_share, heat_after, total
from klikks_desktop.domain.records.savings import Grade

SAMPLES = {
    "LED_STREET": {"n": 37, "P_new": 23, "Z": 1000},
    "PV_ROOF": {"kWp": "29,7", "y": 931, "tariff": "7,1 ct"},
    "HEAT_PUMP": {"Q_fuel": "97.531 kWh Hs"},
    "CAR_SHARING": {"n": 1},
    "BALCONY_PV": {"n": 7},
    "TREES": {"n": 12},
    "ADAPT": {"m2_unsealed": 40, "mm": 25},
}
KEYS = (
    "measure factor_set co2_basis inputs assumed energy_kwh_per_year co2e_t_per_year "
    "co2e_feed_in_t_per_year sink_t_per_year eur_per_year budget_relevant investment_eur "
    "payback_years_without_grant payback_years_with_grant annuity_eur_per_year_without_grant "
    "annuity_eur_per_year_with_grant npv_eur_without_grant npv_eur_with_grant "
    "avoidance_cost_eur_per_t_without_grant steps"
)

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**9), max_value=10**9)
words = st.text(max_size=20)
economics = st.builds(
    Economics,
    payback_years=st.none() | numbers,
    annuity_eur_per_year=numbers,
    npv_eur=numbers,
    avoidance_cost_eur_per_t=st.none() | numbers,
)
results = st.builds(
    Result,
    measure=words,
    factor_set=words,
    co2_basis=words,
    inputs=st.dictionaries(words, words, max_size=3),
    assumed=st.lists(st.builds(Assumed, key=words, value=words, unit=words, source=words), max_size=2).map(
        tuple
    ),
    energy_kwh_per_year=st.dictionaries(st.sampled_from(Carrier), numbers, max_size=3),
    co2e_t_per_year=st.none() | numbers,
    co2e_feed_in_t_per_year=numbers,
    sink_t_per_year=numbers,
    eur_per_year=numbers,
    budget_relevant=st.booleans(),
    investment_eur=numbers,
    grant_eur=numbers,
    without_grant=economics,
    with_grant=economics,
    indicators=st.dictionaries(words, numbers, max_size=2),
    steps=st.lists(
        st.builds(
            Step,
            title=words,
            formula=words,
            filled=words,
            value=st.none() | numbers,
            unit=words,
            sources=st.lists(words, max_size=2).map(tuple),
            note=words,
        ),
        max_size=2,
    ).map(tuple),
    warnings=st.lists(words, max_size=2).map(tuple),
    grade=st.sampled_from(Grade),
)


@given(results)
def test_any_result_comes_back_as_it_was(result: Result) -> None:
    again = from_json(to_json(result))
    assert again == result
    assert to_json(again) == to_json(result)


@pytest.mark.parametrize("measure", SAMPLES)
def test_calculated_results_come_back_as_they_were(reckon, measure) -> None:
    result = reckon(measure, **SAMPLES[measure])
    assert from_json(to_json(result)) == result
    assert repr(from_json(to_json(result)).eur_per_year) == repr(result.eur_per_year)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{}",
        "[]",
        "null",
        "{",
        '{"version": 2}',
        '{"version": 1}',
    ],
)
def test_a_damaged_result_is_refused(damage) -> None:
    with pytest.raises(UserError) as caught:
        from_json(damage)
    assert caught.value.code == "K-706"


def test_a_result_with_a_word_for_a_number_is_refused(reckon) -> None:
    stored = json.loads(to_json(reckon("LED_STREET", n=1)))
    with pytest.raises(UserError) as caught:
        from_json(json.dumps(stored | {"eur": "viel"}))
    assert caught.value.code == "K-706"


def test_budget_and_benefit_of_others_stay_apart(reckon) -> None:
    every = [reckon(measure, **given) for measure, given in SAMPLES.items()]
    found = total(every)
    own = [each for each in every if each.measure in {"LED_STREET", "PV_ROOF", "HEAT_PUMP"}]
    others = [each for each in every if each not in own]
    assert found.count == 7
    assert found.eur_per_year == sum(each.eur_per_year for each in own)
    assert found.eur_outside_budget == sum(each.eur_per_year for each in others)
    assert found.investment_eur == sum(each.investment_eur for each in own)
    assert found.grant_eur == 1000
    assert found.co2e_t_per_year == sum(each.co2e_t_per_year or 0 for each in every)
    pv = next(each for each in every if each.measure == "PV_ROOF")
    assert found.co2e_feed_in_t_per_year == pv.co2e_feed_in_t_per_year > 0
    assert found.sink_t_per_year == Decimal("0.12")
    assert found.energy_kwh_per_year[Carrier.ELECTRICITY] == sum(
        each.energy_kwh_per_year.get(Carrier.ELECTRICITY, 0) for each in every
    )


def test_nothing_adds_up_to_nothing() -> None:
    assert total([]).count == 0
    assert total([]).eur_per_year == 0


def test_different_factor_sets_are_never_added(reckon) -> None:
    mixed = [reckon("LED_STREET", name, n=1) for name in ("geg-2020", "geg-uba-2024")]
    with pytest.raises(UserError) as caught:
        total(mixed)
    assert caught.value.code == "K-705"
    assert "geg-2020, geg-uba-2024" in caught.value.line


@given(st.lists(results.map(lambda each: replace(each, factor_set="x")), max_size=6), st.randoms())
def test_a_sum_is_exact_in_any_order(every, dice) -> None:
    shuffled = list(every)
    dice.shuffle(shuffled)
    assert total(every).co2e_t_per_year == total(shuffled).co2e_t_per_year
    assert total(every).eur_per_year + total(every).eur_outside_budget == sum(
        (each.eur_per_year for each in every), Decimal(0)
    )


shares = st.lists(st.decimals(min_value=0, max_value=1, places=4), max_size=6)


def test_percentages_on_one_meter_multiply() -> None:
    # 1 − 0.9 · 0.92 · 0.94
    assert combined_share([Decimal("0.10"), Decimal("0.08"), Decimal("0.06")]) == Decimal("0.22168")
    assert heat_after(Decimal(100_000), [Decimal("0.10"), Decimal("0.08")]) == Decimal(82_800)
    assert combined_share([]) == 0


@given(shares)
def test_together_they_save_no_more_than_all_and_no_less_than_the_largest(several) -> None:
    together = combined_share(several)
    product = Fraction(1)
    for share in several:
        product *= 1 - Fraction(share)
    assert abs(Fraction(together) - (1 - product)) < Fraction(1, 10**20)
    assert max(several, default=0) <= together <= min(1, sum(several))


@pytest.mark.parametrize("share", ["-0.01", "1.01"])
def test_a_share_outside_0_to_1_is_refused(share) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        combined_share([Decimal(share)])


def test_a_heat_pump_after_insulation_uses_the_reduced_heat(reckon, near) -> None:
    heat = heat_after(Decimal(100_000), [Decimal("0.25")])
    result = reckon("HEAT_PUMP", Q_fuel=heat, eta_old="0.9", JAZ=3)
    assert near(result.energy_kwh_per_year[Carrier.NATURAL_GAS], 75_000)
    assert near(result.energy_kwh_per_year[Carrier.ELECTRICITY], -22_500)


@pytest.mark.parametrize("measure", SAMPLES)
def test_the_answer_has_the_keys_of_the_issue(reckon, measure) -> None:
    found = answer(reckon(measure, **SAMPLES[measure]))
    assert list(found) == KEYS.split()
    for step in found["steps"]:
        assert list(step) == ["title", "formula", "filled", "value", "unit", "sources", "note"]
    for each in found["assumed"]:
        assert list(each) == ["key", "value", "unit", "source"]


def test_the_answer_holds_what_a_result_says(reckon) -> None:
    found = answer(reckon("ADAPT", m2_unsealed=40, mm=25, I=0))
    assert found["co2e_t_per_year"] is None
    assert found["payback_years_without_grant"] is None
    assert found["budget_relevant"] is False
    assert ("Kennzahl", "Regenrückhalt (m³)", 1) in [
        (step["title"], step["filled"], step["value"]) for step in found["steps"]
    ]
    doubted = answer(reckon("TEMP", Q_heat=100_000_000, carrier="heating_oil", dK=2))
    assert any("Bitte prüfen" in step["note"] for step in doubted["steps"])
    assert doubted["inputs"]["carrier"] == "heating_oil"
    assert doubted["inputs"]["dK"] == 2
