"""What holds for any inputs: more of it saves more, units agree, parts add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import KWH_PER_UNIT, Carrier, Unit
from klikks_desktop.domain.values import format_number

quick = settings(max_examples=40, deadline=None)


def amounts(low: int, high: int, places: int = 2):
    return st.decimals(min_value=low, max_value=high, places=places)


@quick
@given(st.integers(0, 5000), st.integers(0, 5000), amounts(0, 200), amounts(0, 200))
def test_more_lights_save_more_and_stronger_new_ones_less(reckon, few, many, weak, strong) -> None:
    few, many = sorted((few, many))
    weak, strong = sorted((weak, strong))
    fewer, more = (reckon("LED_STREET", n=n, P_old=250, P_new=weak) for n in (few, many))
    assert fewer.eur_per_year <= more.eur_per_year
    worse = reckon("LED_STREET", n=many, P_old=250, P_new=strong)
    assert worse.co2e_t_per_year <= more.co2e_t_per_year


@quick
@given(amounts(1, 10), amounts(1, 10))
def test_a_better_heat_pump_uses_less(reckon, one, other) -> None:
    low, high = sorted((one, other))
    worse, better = (reckon("HEAT_PUMP", Q_fuel=50000, JAZ=jaz) for jaz in (low, high))
    power = Carrier.ELECTRICITY
    assert worse.energy_kwh_per_year[power] <= better.energy_kwh_per_year[power] < 0
    assert worse.without_grant.npv_eur <= better.without_grant.npv_eur


@quick
@given(amounts(0, 1, 3), amounts(0, 1, 3))
def test_more_own_use_saves_more_and_feeds_in_less(reckon, one, other) -> None:
    low, high = sorted((one, other))
    less, more = (reckon("PV_ROOF", kWp=20, tariff="7 ct", s=share) for share in (low, high))
    assert less.co2e_t_per_year <= more.co2e_t_per_year
    assert less.co2e_feed_in_t_per_year >= more.co2e_feed_in_t_per_year
    assert less.eur_per_year <= more.eur_per_year
    assert (
        less.co2e_t_per_year + less.co2e_feed_in_t_per_year
        == more.co2e_t_per_year + more.co2e_feed_in_t_per_year
    )


@quick
@given(amounts(0, 2), amounts(0, 1_000_000))
def test_temperature_is_linear(reckon, kelvin, heat) -> None:
    one = reckon("TEMP", Q_heat=heat, dK=1).energy_kwh_per_year[Carrier.NATURAL_GAS]
    some = reckon("TEMP", Q_heat=heat, dK=kelvin).energy_kwh_per_year[Carrier.NATURAL_GAS]
    assert abs(some - one * kelvin) < Decimal("1e-9")


@quick
@given(st.data(), amounts(1, 100_000), st.booleans())
def test_units_of_a_bill_mean_the_same(reckon, data, amount, german) -> None:
    carrier = data.draw(st.sampled_from([each for each in Carrier if each.value not in {"diesel", "petrol"}]))
    unit = data.draw(st.sampled_from(sorted(KWH_PER_UNIT[carrier])))
    text = format_number(amount) if german else format(amount, "f")
    result = reckon("TEMP", carrier=carrier, Q_heat=f"{text} {unit.value}", dK=1)
    kwh = amount * KWH_PER_UNIT[carrier][Unit(unit)]
    assert abs(result.energy_kwh_per_year[carrier] - kwh * Decimal("0.06")) < Decimal("1e-9")
    plain = reckon("TEMP", carrier=carrier, Q_heat=format(round(kwh, 10), "f"), dK=1)
    assert abs(result.eur_per_year - plain.eur_per_year) < Decimal("1e-9")


@quick
@given(amounts(0, 55_000), amounts(0, 55_000))
def test_a_grant_makes_it_better_and_changes_nothing_else(reckon, one, other) -> None:
    small, large = sorted((one, other))
    less, more = (reckon("LED_STREET", n=100, Z=grant) for grant in (small, large))
    assert less.without_grant == more.without_grant
    assert less.with_grant.payback_years >= more.with_grant.payback_years
    assert less.with_grant.annuity_eur_per_year <= more.with_grant.annuity_eur_per_year
    assert less.without_grant.annuity_eur_per_year <= less.with_grant.annuity_eur_per_year


@quick
@given(st.tuples(amounts(0, 1, 3), amounts(0, 1, 3)), amounts(0, 100_000), amounts(1, 100_000))
def test_the_whole_is_the_sum_of_heat_and_power(reckon, shares, heat, power) -> None:
    heat_share, power_share = shares
    inputs = {"a_h": heat_share, "a_e": power_share}
    both = reckon("BEHAVIOUR", Q_heat=heat, E_el=power, **inputs)
    power_only = reckon("BEHAVIOUR", E_el=power, **inputs)
    rest = both.eur_per_year - power_only.eur_per_year
    assert abs(rest - heat * heat_share * Decimal("1.11") * Decimal("0.1")) < Decimal("1e-9")


@quick
@given(st.integers(1, 60), amounts(0, 1, 3).map(lambda share: share * Decimal("0.06")))
def test_net_present_value_is_the_annuity_over_its_factor(reckon, years, interest) -> None:
    result = reckon("WINDOW", A=10, T=years, i=format(interest, "f"))
    (factor,) = [step.value for step in result.steps if step.formula.startswith("a_T = ")]
    economics = result.without_grant
    assert abs(economics.npv_eur * factor - economics.annuity_eur_per_year) < Decimal("1e-5")


@pytest.mark.parametrize("measure", ["INSUL", "WINDOW"])
def test_twice_the_area_saves_twice(reckon, measure) -> None:
    one, two = (reckon(measure, A=area) for area in (70, 140))
    assert two.eur_per_year == 2 * one.eur_per_year
    assert two.without_grant.payback_years == one.without_grant.payback_years
