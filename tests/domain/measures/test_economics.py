"""Payback, annuity, net present value and avoidance cost, worked out here with fractions (facts 3.1)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from klikks_desktop.domain.carriers import Carrier

F = Fraction


def annuity_factor(i: Fraction, years: int) -> Fraction:
    if i == 0:
        return F(1, years)
    return i * (1 + i) ** years / ((1 + i) ** years - 1)


def present_value(i: Fraction, r: Fraction, years: int) -> Fraction:
    """Year by year, not by the closed formula: sum of r^(t−1) / q^t."""
    return sum((r ** (t - 1) / (1 + i) ** t for t in range(1, years + 1)), F(0))


@pytest.mark.parametrize(
    ("i", "rise", "maint", "years", "grant", "running"),
    [
        ("0.03", "0.02", "0.02", 25, 0, 0),
        ("0.03", "0.02", "0.01", 25, 20000, 350),
        ("0", "0.02", "0.02", 12, 55000, 100),
        ("0.02", "0.02", "0.02", 30, 10000, -250),
        ("0.045", "0", "0.03", 7, 5000, 1000),
    ],
)
def test_dynamic_economics(reckon, near, *, i, rise, maint, years, grant, running) -> None:
    result = reckon(
        "LED_STREET",
        n=100,
        P_old=90,
        P_new=25,
        i=i,
        rise=rise,
        rise_maint=maint,
        T=years,
        Z=grant,
        W=running,
    )
    saved, invest, tonnes = F(26000) * F("0.27"), F(55000), F("14.56")
    interest = F(i)
    a = annuity_factor(interest, years)
    yearly = saved * present_value(interest, 1 + F(rise), years) * a
    yearly -= running * present_value(interest, 1 + F(maint), years) * a
    assert near(result.eur_per_year, saved - running)
    for economics, to_pay in ((result.without_grant, invest), (result.with_grant, invest - grant)):
        annuity = yearly - to_pay * a
        assert near(economics.payback_years, to_pay / (saved - running))
        assert near(economics.annuity_eur_per_year, annuity)
        assert near(economics.npv_eur, annuity / a)
        assert near(economics.avoidance_cost_eur_per_t, -annuity / tonnes)


@pytest.mark.parametrize("years", [12, 20, 25])
def test_photovoltaics_year_by_year(reckon, near, years) -> None:
    """Own use rises with the price and falls with degradation; feed-in is fixed, for 20 years."""
    result = reckon(
        "PV_ROOF", kWp=30, y=930, s="0.3", p_el="0.28", commissioned="2026-03-01", T=years, Z=4500
    )
    q, own, fed = F("1.03"), 8370 * F("0.28"), 19530 * F("0.0708")
    invest = F(30 * 1150)
    worth = F(0)
    for t in range(1, years + 1):
        worth += own * (F("1.02") * F("0.995")) ** (t - 1) / q**t
        worth += fed * F("0.995") ** (t - 1) / q**t if t <= 20 else 0
        worth -= F("0.015") * invest * F("1.02") ** (t - 1) / q**t
    if years > 12:
        worth -= invest / 10 * F("1.02") ** 12 / q**12
    assert near(result.without_grant.npv_eur, worth - invest)
    assert near(result.with_grant.npv_eur, worth - invest + 4500)
    a = annuity_factor(F("0.03"), years)
    assert near(result.without_grant.annuity_eur_per_year, (worth - invest) * a)
    assert near(result.eur_per_year, own + fed - F("0.015") * invest)


def test_own_running_costs_stand_for_the_share(reckon, near) -> None:
    common = {"kWp": 10, "y": 900, "s": 1, "tariff": 0, "p_el": "0.30"}
    assert near(reckon("PV_ROOF", **common).eur_per_year, 9000 * F("0.3") - 13000 * F("0.015"))
    stated = reckon("PV_ROOF", W=100, **common)
    assert near(stated.eur_per_year, 9000 * F("0.3") - 100)
    assert "opex" not in stated.inputs
    assert "W" in stated.inputs


def test_rest_value(reckon, near) -> None:
    result = reckon("INSUL", A=100, RW=3000, T=20)
    other = reckon("INSUL", A=100, T=20)
    assert near(result.without_grant.npv_eur - other.without_grant.npv_eur, 3000 / F("1.03") ** 20)


def test_payback_says_when_it_never_pays(reckon) -> None:
    costly = reckon("HEAT_PUMP", Q_fuel=100000, p_gas="0.05", p_el="0.30")
    assert costly.eur_per_year < 0
    assert costly.without_grant.payback_years is None
    assert costly.with_grant.payback_years is None
    assert "Rechnet sich nicht" in " ".join(step.note for step in costly.steps)


def test_payback_is_nothing_where_nothing_is_to_be_paid(reckon) -> None:
    funded = reckon("LED_STREET", n=10, Z=5500)
    assert funded.with_grant.payback_years == 0
    assert funded.without_grant.payback_years > 0


def test_payback_beyond_the_life_is_a_number_with_a_warning(reckon) -> None:
    result = reckon("WINDOW", A=100)
    assert result.without_grant.payback_years > 30
    assert any("länger als die Nutzungsdauer" in warning for warning in result.warnings)


def test_no_avoidance_cost_where_emissions_rise(reckon) -> None:
    worse = reckon("HEAT_PUMP", Q_fuel=100000, JAZ="1,5", fuel="wood_pellets", eta_old="0.85")
    assert worse.co2e_t_per_year < 0
    assert worse.without_grant.avoidance_cost_eur_per_t is None
    assert worse.with_grant.avoidance_cost_eur_per_t is None
    assert any("Ausstoß steigt" in warning for warning in worse.warnings)


def test_more_than_200_tonnes_ask_for_a_second_look(reckon) -> None:
    # 0.08 · Q · 240 g: 200 t at 10,416,666.7 kWh
    assert not reckon("HYDRAULIC", Q_heat=10_416_666).warnings
    assert any("Bitte prüfen" in each for each in reckon("HYDRAULIC", Q_heat=10_416_667).warnings)


def test_the_carbon_price_is_a_difference_and_in_no_euros(reckon, near) -> None:
    plain = reckon("TEMP", carrier="heating_oil", Q_heat="10.000 l")
    priced = reckon("TEMP", carrier="heating_oil", Q_heat="10.000 l", co2_price=100)
    (value,) = [step.value for step in priced.steps if step.title == "Unterschied durch den CO2-Preis"]
    # 600 l · 2.6763 kg/l · (100 − 65) EUR/t, with 19 % tax
    assert near(value, 600 * F("2.6763") / 1000 * 35 * F("1.19"))
    assert priced.eur_per_year == plain.eur_per_year
    assert priced.without_grant == plain.without_grant


def test_no_carbon_price_in_a_year_without_one(reckon) -> None:
    result = reckon("TEMP", Q_heat=10000, co2_price=100, more={"today": date(2027, 1, 1)})
    assert not [step for step in result.steps if "CO2-Preis" in step.title]


def test_shadow_cost_never_mixes_with_money(reckon, near) -> None:
    plain = reckon("TEMP", Q_heat=100000)
    shadowed = reckon("TEMP", Q_heat=100000, shadow_price=195)
    (value,) = [step.value for step in shadowed.steps if step.title == "Vermiedener Klimaschaden"]
    assert near(value, F(6000 * 240, 10**6) * 195)
    assert shadowed.eur_per_year == plain.eur_per_year
    assert shadowed.with_grant == plain.with_grant


def test_running_cost_is_subtracted_once(reckon, near) -> None:
    without, with_cost = (reckon("LED_STREET", n=100, W=running) for running in (0, 500))
    assert near(without.eur_per_year - with_cost.eur_per_year, 500)
    worth = 500 * present_value(F("0.03"), F("1.02"), 25)
    assert near(without.without_grant.npv_eur - with_cost.without_grant.npv_eur, worth)


def test_gas_is_paid_per_kwh_hs(reckon, near) -> None:
    result = reckon("TEMP", Q_heat=100000, p_gas="12 ct")
    assert near(result.eur_per_year, 6000 * F("1.11") * F("0.12"))
    (note,) = [step.note for step in result.steps if step.formula.startswith("EUR_gas")]
    assert "kWh Hs" in note


@pytest.mark.parametrize("carrier", [Carrier.WOOD_PELLETS, Carrier.WOOD_CHIPS])
def test_each_carrier_is_paid_as_its_bill_counts(reckon, near, carrier) -> None:
    price = {"wood_pellets": F("0.32") / F("4.9"), "wood_chips": F("0.045")}[carrier.value]
    result = reckon("TEMP", carrier=carrier.value, Q_heat=49000)
    assert near(result.eur_per_year, 49000 * F("0.06") * price)
