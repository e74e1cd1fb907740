"""The test vectors of facts 3.1 and 7, as they are printed there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.measures.solar import mixed_tariff

EL, GAS = Carrier.ELECTRICITY, Carrier.NATURAL_GAS
MIXED = "geg-uba-2024"


def step(result, symbol):
    """The value of the step that reckons ``symbol``."""
    (found,) = [each.value for each in result.steps if each.formula.startswith(f"{symbol} = ")]
    return found


@pytest.mark.parametrize(
    ("interest", "years", "printed"),
    [
        ("0.03", 10, "0.11723"),
        ("0.03", 15, "0.08377"),
        ("0.03", 20, "0.06722"),
        ("0.03", 25, "0.05743"),
        ("0.03", 30, "0.05102"),
        ("0.02", 20, "0.06116"),
        ("0.04", 20, "0.07358"),
    ],
)
def test_annuity_factors_of_3_1(reckon, interest, years, printed) -> None:
    result = reckon("LED_STREET", n=1, i=interest, T=years)
    assert round(step(result, "a_T"), 5) == Decimal(printed)


def test_7_8_annuity_factor(reckon) -> None:
    assert round(step(reckon("LED_STREET", n=1, i="3 %", T=20), "a_T"), 5) == Decimal("0.06722")


def test_present_value_factors_of_3_1(reckon) -> None:
    rising = reckon("LED_STREET", n=1, i="0.03", rise="0.02", T=20)
    assert round(step(rising, "b_1"), 5) == Decimal("17.72670")
    assert round(step(rising, "b_1") * step(rising, "a_T"), 5) == Decimal("1.19151")
    level = reckon("LED_STREET", n=1, i="0.03", rise="0", T=20)
    assert round(step(level, "b_1"), 5) == Decimal("14.87747")


def test_7_1_street_lights(reckon) -> None:
    inputs = {"n": 100, "P_old": 90, "P_new": 25, "t": 4000}
    geg, mixed = reckon("LED_STREET", **inputs), reckon("LED_STREET", MIXED, **inputs)
    assert geg.energy_kwh_per_year == mixed.energy_kwh_per_year == {EL: Decimal(26000)}
    assert geg.co2e_t_per_year == Decimal("14.560")
    assert mixed.co2e_t_per_year == Decimal("9.438")
    assert (geg.factor_set, mixed.factor_set) == ("geg-2020", MIXED)
    assert geg.co2_basis != mixed.co2_basis


def test_7_3_photovoltaics(reckon) -> None:
    result = reckon("PV_ROOF", kWp=30, y=930, s="0.30", p_el="0.28", commissioned="01.03.2026", opex=0)
    assert step(result, "E") == 27900
    assert result.energy_kwh_per_year == {EL: Decimal(8370)}
    assert step(result, "E_feed") == 19530
    assert result.inputs["tariff"] == "0.0708"
    assert round(result.eur_per_year, 2) == Decimal("3726.32")


def test_tariff_of_4_6(library) -> None:
    mixed = mixed_tariff(Decimal(30), date(2026, 3, 1), library.assumptions.feed_in)
    assert mixed is not None
    assert Decimal(mixed.text) == Decimal("0.0708")


@pytest.mark.parametrize(("factors", "tonnes"), [("geg-2020", "9.176"), (MIXED, "14.391")])
def test_7_4_heat_pump(reckon, factors, tonnes) -> None:
    # The vector states its gas price per kWh Hi; bills and inputs are per kWh Hs.
    result = reckon(
        "HEAT_PUMP",
        factors,
        fuel="Erdgas",
        Q_fuel=100000,
        eta_old="0.90",
        JAZ="3.4",
        p_gas="0.10 EUR/kWh Hi",
        p_el="0.25",
    )
    assert result.energy_kwh_per_year[GAS] == 100000
    assert round(-result.energy_kwh_per_year[EL], 1) == Decimal("26470.6")
    assert round(result.co2e_t_per_year, 3) == Decimal(tonnes)
    assert round(result.eur_per_year, 2) == Decimal("3382.35")


def test_7_5_insulation(reckon) -> None:
    inputs = {"A": 300, "U_old": "1,4", "U_new": "0,2", "Gt": 3500, "Fx": 1, "fu": "0,9", "eta": "0,9"}
    assert reckon("INSUL", **inputs).energy_kwh_per_year == {GAS: Decimal(30240)}


def test_7_7_carbon_price_on_gas(reckon) -> None:
    """65 EUR/t are 1.178 ct per kWh Hs, net: from a price of 0 (2020 is not in the table) by difference."""
    saved = {"carrier": "natural_gas", "Q_heat": "100000 kWh Hs", "a": "1"}
    result = reckon("HYDRAULIC", co2_price=130, **saved)  # today, 2026: 65 EUR/t
    net = step(result, "EUR_CO2_gas") / Decimal("1.19")
    assert round(net / 100000 * 100, 3) == Decimal("1.178")
