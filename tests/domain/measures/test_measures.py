"""Each measure against its printed formula (facts 3.2), worked out here with fractions.

No figure comes from the program: factors of GEG Anlage 9 (facts 4.1), prices of facts 4.5.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.measures.catalogue import catalogue

F = Fraction
EL, GAS, OIL = Carrier.ELECTRICITY, Carrier.NATURAL_GAS, Carrier.HEATING_OIL
PELLETS, CHIPS, HEAT, LPG = (
    Carrier.WOOD_PELLETS,
    Carrier.WOOD_CHIPS,
    Carrier.DISTRICT_HEAT,
    Carrier.LPG,
)
GRAMS = {EL: 560, GAS: 240, OIL: 310, PELLETS: 20, CHIPS: 20, HEAT: 180, LPG: 270}
HS = F("1.11")
# EUR per kWh Hi: gas is billed per kWh Hs, oil per litre of 10.0 kWh, pellets per kg of 4.9 kWh.
EUR = {
    EL: F("0.30"),
    GAS: HS * F("0.10"),
    OIL: F("0.95") / 10,
    PELLETS: F("0.32") / F("4.9"),
    CHIPS: F("0.045"),
    HEAT: F("0.15"),
    LPG: F("0.11"),
}


def compare(result, near, energy, *, eur=None, tonnes=None, prices=EUR) -> None:
    """Energy by carrier, and t and EUR by factors and prices where nothing else is said."""
    assert set(result.energy_kwh_per_year) == set(energy)
    for carrier, kwh in energy.items():
        assert near(result.energy_kwh_per_year[carrier], kwh), carrier
    if tonnes is None:
        tonnes = sum((kwh * GRAMS[carrier] / 10**6 for carrier, kwh in energy.items()), F(0))
    assert near(result.co2e_t_per_year, tonnes)
    if eur is None:
        eur = sum((kwh * prices[carrier] for carrier, kwh in energy.items()), F(0))
    assert near(result.eur_per_year, eur)


@pytest.mark.parametrize(
    ("given", "kwh"),
    [
        # n · (P_old · t − P_new · (t − t_dim) − P_new · (1 − d) · t_dim) / 1000
        ({"n": 100, "P_old": 90, "P_new": 25}, F(100 * (90 - 25) * 4000, 1000)),
        (
            {"n": 37, "P_old": 80, "P_new": 22, "t": 4100, "t_dim": 1800, "d": "0.5"},
            F(37, 1000) * (80 * 4100 - 22 * (4100 - 1800) - 22 * F("0.5") * 1800),
        ),
        (
            {"n": 408, "P_old": "120 W", "P_new": 31, "t": "4.000", "t_dim": 2500, "d": "70 %"},
            F(408, 1000) * (120 * 4000 - 31 * (4000 - 2500) - 31 * F("0.3") * 2500),
        ),
        # Left out: 90 W, 22 W, 4000 h, no dimming.
        ({"n": 10}, F(10 * (90 - 22) * 4000, 1000)),
    ],
)
def test_led_street(reckon, near, given, kwh) -> None:
    result = reckon("LED_STREET", **given)
    compare(result, near, {EL: kwh}, prices={EL: F("0.27")})
    assert near(result.investment_eur, given["n"] * 550)
    assert result.inputs["T"] == "25"


@pytest.mark.parametrize(
    ("given", "kwh"),
    [
        # n · (P_old · t − P_new · t · (1 − c)) / 1000
        ({"n": 50, "P_old": 58, "P_new": 25}, F(50 * (58 - 25) * 1500, 1000)),
        (
            {"n": 80, "P_old": 116, "P_new": 50, "use": "school", "c": "0,25"},
            F(80, 1000) * (116 * 1200 - 50 * 1200 * F("0.75")),
        ),
        (
            {"n": 24, "P_old": 400, "P_new": 150, "use": "Sporthalle", "c": "10 %"},
            F(24, 1000) * (400 * 2200 - 150 * 2200 * F("0.9")),
        ),
        ({"n": 5, "P_old": 36, "P_new": 18, "t": 2000}, F(5 * 18 * 2000, 1000)),
    ],
)
def test_led_indoor(reckon, near, given, kwh) -> None:
    result = reckon("LED_INDOOR", **given)
    compare(result, near, {EL: kwh})
    assert near(result.investment_eur, given["n"] * 250)


@pytest.mark.parametrize(
    ("given", "power", "share", "tariff"),
    [
        ({"kWp": 30, "y": 930, "s": "0.30"}, F(30), F("0.30"), F("0.0708")),
        ({"kWp": "9,9", "y": 1000, "s": "35 %"}, F("9.9"), F("0.35"), F("0.0778")),
        # (10 · 7.78 + 30 · 6.73 + 40 · 5.50) / 80 = 6.24625 -> 6.25 ct
        ({"kWp": 80, "y": 940, "s": "0.25"}, F(80), F("0.25"), F("0.0625")),
        ({"kWp": 250, "y": 980, "s": "0.6", "tariff": "0.052"}, F(250), F("0.6"), F("0.052")),
        ({"A": 100, "y": 930, "tariff": "7,5 ct"}, F(100, 5), F("0.30"), F("0.075")),
    ],
)
def test_pv_roof(reckon, near, *, given, power, share, tariff) -> None:
    result = reckon("PV_ROOF", commissioned="2026-03-01", **given)
    produced = power * given["y"]
    own, fed = produced * share, produced * (1 - share)
    cost = power * (1300 if power < 30 else 1150 if power <= 100 else 1000)
    compare(
        result,
        near,
        {EL: own},
        eur=own * F("0.30") + fed * tariff - cost * F("0.015"),
        tonnes=own * 560 / 10**6,
    )
    assert near(result.co2e_feed_in_t_per_year, fed * 560 / 10**6)
    assert near(result.investment_eur, cost)


def test_pv_yield_of_the_state(reckon) -> None:
    assert reckon("PV_ROOF", kWp=5, tariff="7 ct").inputs["y"] == "940"
    assert reckon("PV_ROOF", kWp=5, tariff="7 ct", more={"place_key": "08111000"}).inputs["y"] == "1050"


@pytest.mark.parametrize(
    ("given", "carrier", "heat", "jaz", "per_kw"),
    [
        ({"Q_fuel": 100000}, GAS, F(100000) * F("0.88"), F(3), 1600),
        (
            {"fuel": "heating_oil", "Q_fuel": "12.000 l", "heat_source": "ground"},
            OIL,
            F(120000) * F("0.82"),
            F(4),
            2600,
        ),
        (
            {"fuel": "Fernwärme", "Q_fuel": "80 MWh", "eta_old": "0,98", "JAZ": "2,9"},
            HEAT,
            F(80000) * F("0.98"),
            F("2.9"),
            1600,
        ),
        ({"fuel": "lpg", "Q_fuel": "5000 kg", "eta_old": "0.9"}, LPG, F(64000) * F("0.9"), F(3), 1600),
    ],
)
def test_heat_pump(reckon, near, *, given, carrier, heat, jaz, per_kw) -> None:
    result = reckon("HEAT_PUMP", **given)
    fuel = {GAS: 100000, OIL: 120000, HEAT: 80000, LPG: 64000}[carrier]
    compare(result, near, {carrier: F(fuel), EL: -heat / jaz}, prices=EUR | {EL: F("0.26")})
    assert abs(F(result.investment_eur) - heat / 1800 * per_kw) < F("0.01")


def test_heat_pump_instead_of_storage_heaters(reckon, near) -> None:
    result = reckon("HEAT_PUMP", fuel="electricity", Q_fuel=40000, eta_old=1, JAZ=4)
    compare(result, near, {EL: F(40000) - F(40000) / 4}, prices={EL: F("0.26")})


@pytest.mark.parametrize(
    ("given", "fuel", "wood", "used"),
    [
        # Q_new = Q_fuel · eta_old / eta_new
        ({"Q_fuel": 100000}, GAS, PELLETS, F(100000) * F("0.88") / F("0.85")),
        (
            {"Q_fuel": "100.000 kWh", "fuel": "heating_oil", "carrier": "wood_chips"},
            OIL,
            CHIPS,
            F(100000) * F("0.82") / F("0.85"),
        ),
        (
            {"Q_fuel": "100 MWh", "eta_old": "0.94", "eta_new": "0.9"},
            GAS,
            PELLETS,
            F(100000) * F("0.94") / F("0.9"),
        ),
    ],
)
def test_biomass(reckon, near, *, given, fuel, wood, used) -> None:
    compare(reckon("BIOMASS", **given), near, {fuel: F(100000), wood: -used})


def test_biomass_in_place_of_old_chips(reckon, near) -> None:
    result = reckon(
        "BIOMASS", fuel="wood_chips", carrier="wood_chips", Q_fuel=90000, eta_old="0.6", eta_new="0.9"
    )
    compare(result, near, {CHIPS: F(90000) - F(90000) * F("0.6") / F("0.9")})


@pytest.mark.parametrize(
    ("given", "carrier", "kwh", "invest"),
    [
        ({"Q_heat": 128000}, GAS, F(128000) * F("0.08"), 1000 * 6),
        ({"Q_heat": 50000, "a": "0.12", "A": 500}, GAS, F(50000) * F("0.12"), 500 * 6),
        ({"Q_heat": "6400 l", "carrier": "Heizöl", "a": "5 %"}, OIL, F(64000) * F("0.05"), 500 * 6),
    ],
)
def test_hydraulic(reckon, near, *, given, carrier, kwh, invest) -> None:
    result = reckon("HYDRAULIC", **given)
    compare(result, near, {carrier: kwh})
    assert near(result.investment_eur, invest)


@pytest.mark.parametrize(
    ("given", "carrier", "kwh"),
    [
        # Q_heat · 0.06 · dK
        ({"Q_heat": 100000, "dK": 1}, GAS, F(100000) * F("0.06")),
        ({"Q_heat": 70000, "dK": "1,5", "carrier": "district_heat"}, HEAT, F(70000) * F("0.06") * F("1.5")),
        ({"Q_heat": "111000 kWh Hs", "dK": 2}, GAS, F(100000) * F("0.12")),
    ],
)
def test_temp(reckon, near, *, given, carrier, kwh) -> None:
    result = reckon("TEMP", **given)
    compare(result, near, {carrier: kwh})
    assert result.without_grant.payback_years == 0


@pytest.mark.parametrize(
    ("given", "kwh", "per_m2"),
    [
        # A · (U_old − U_new) · Gt · 24 / 1000 · Fx · fu / eta
        ({"A": 300}, F(300) * F("1.2") * 3500 * 24 / 1000, 180),
        (
            {"A": 200, "element": "top_ceiling"},
            F(200) * (1 - F("0.14")) * 3500 * 24 / 1000 * F("0.8"),
            60,
        ),
        (
            {"A": 150, "element": "Kellerdecke", "U_old": "1,2", "U_new": "0,25", "Gt": 3300, "eta": "0,95"},
            F(150) * F("0.95") * 3300 * 24 / 1000 * F("0.6") * F("0.9") / F("0.95"),
            60,
        ),
        (
            {"A": 80, "element": "roof", "U_old": "0.9", "U_new": "0.14", "fu": 1},
            F(80) * F("0.76") * 3500 * 24 / 1000 / F("0.9"),
            250,
        ),
    ],
)
def test_insulation(reckon, near, *, given, kwh, per_m2) -> None:
    result = reckon("INSUL", **given)
    compare(result, near, {GAS: kwh})
    assert near(result.investment_eur, given["A"] * per_m2)


@pytest.mark.parametrize(
    ("given", "kwh"),
    [
        ({"A": 100}, F(100) * (F("2.8") - F("0.95")) * 3500 * 24 / 1000),
        ({"A": 40, "U_old": "1,9", "U_new": "0,8"}, F(40) * F("1.1") * 3500 * 24 / 1000),
        (
            {"A": "12,5", "Gt": 3700, "fu": "0.8", "eta": "0.85"},
            F("12.5") * F("1.85") * 3700 * 24 / 1000 * F("0.8") / F("0.85"),
        ),
    ],
)
def test_window(reckon, near, given, kwh) -> None:
    result = reckon("WINDOW", **given)
    compare(result, near, {GAS: kwh})
    assert near(result.investment_eur, F(str(given["A"]).replace(",", ".")) * 750)


@pytest.mark.parametrize(
    ("given", "energy", "invest"),
    [
        ({"Q_heat": 100000, "E_el": 20000}, {GAS: F(10000), EL: F(2000)}, 5300),
        ({"Q_heat": 80000, "a": "0.15", "n": 6}, {GAS: F(12000)}, 5000 + 6 * 300),
        ({"E_el": "40 MWh", "a": "20 %"}, {EL: F(8000)}, 5300),
        ({"Q_heat": 1000, "E_el": 500, "carrier": "electricity"}, {EL: F(150)}, 5300),
    ],
)
def test_energy_management(reckon, near, *, given, energy, invest) -> None:
    result = reckon("ENMGMT", **given)
    compare(result, near, energy)
    assert near(result.investment_eur, invest)


@pytest.mark.parametrize(
    ("given", "energy", "kept"),
    [
        ({"Q_heat": 100000, "E_el": 20000}, {GAS: F(8000), EL: F(1400)}, F(1)),
        ({"Q_heat": 100000, "E_el": 20000, "school_share": "0.5"}, {GAS: F(8000), EL: F(1400)}, F(1, 2)),
        ({"E_el": 30000, "a_e": "0.1", "school_share": "30 %"}, {EL: F(3000)}, F("0.7")),
    ],
)
def test_behaviour(reckon, near, *, given, energy, kept) -> None:
    result = reckon("BEHAVIOUR", **given)
    euros = sum((kwh * EUR[carrier] for carrier, kwh in energy.items()), F(0))
    compare(result, near, energy, eur=euros * kept)


@pytest.mark.parametrize(
    ("given", "litres", "kg", "per_litre", "price", "kwh"),
    [
        # dL = n · km · l / 100; dE_el = −n · km · k / 100 · 1.1
        ({"n": 2}, F(2 * 12000) * F("6.5") / 100, "2.645", "9.8", "1.60", F(24000 * 18, 100) * F("1.1")),
        (
            {"n": 3, "km": 9000, "l": "7,2", "fuel": "petrol", "k": 16},
            F(27000) * F("7.2") / 100,
            "2.326",
            "8.6",
            "1.75",
            F(27000 * 16, 100) * F("1.1"),
        ),
        (
            {"n": 1, "km": 15000, "l": 8, "fuel": "Diesel", "k": 20, "loss": "1,15", "p_fuel": "1,60"},
            F(1200),
            "2.645",
            "9.8",
            "1.60",
            F(3000) * F("1.15"),
        ),
    ],
)
def test_fleet(reckon, near, *, given, litres, kg, per_litre, price, kwh) -> None:
    fuel = Carrier.PETROL if given.get("fuel") == "petrol" else Carrier.DIESEL
    result = reckon("EV_FLEET", **given)
    compare(
        result,
        near,
        {fuel: litres * F(per_litre), EL: -kwh},
        tonnes=litres * F(kg) / 1000 - kwh * 560 / 10**6,
        eur=litres * F(price) - kwh * F("0.30"),
    )
    assert near(result.investment_eur, given["n"] * (6000 + 2500))


@pytest.mark.parametrize(
    ("given", "km", "share", "grams", "kwh_per_km"),
    [
        # n · km · (share · ef_car − k / 100 · 1.1 · ef_el); no fuel in kWh
        ({"n": 1}, F(20600), F("0.7"), 165, F("0.18") * F("1.1")),
        ({"n": 4, "km": 15000, "share": "0.9"}, F(60000), F("0.9"), 165, F("0.18") * F("1.1")),
        ({"n": 2, "km": 12000, "k": 15, "ef_car": 180}, F(24000), F("0.7"), 180, F("0.15") * F("1.1")),
    ],
)
def test_car_sharing(reckon, near, *, given, km, share, grams, kwh_per_km) -> None:
    result = reckon("CAR_SHARING", **given)
    kwh = km * kwh_per_km
    tonnes = km * (share * grams - kwh_per_km * 560) / 10**6
    compare(result, near, {EL: -kwh}, tonnes=tonnes, eur=-kwh * F("0.30"))


@pytest.mark.parametrize(
    ("given", "tonnes"),
    [
        ({"n": 3}, F(3 * 1000 * 165, 2 * 10**6)),
        ({"n": 10, "km": 800, "share": "0,4"}, F(8000) * F("0.4") * 165 / 10**6),
        ({"n": 1, "ef_car": 150, "share": "100 %"}, F(150, 1000)),
    ],
)
def test_bike_sharing(reckon, near, given, tonnes) -> None:
    compare(reckon("BIKE_SHARING", **given), near, {}, tonnes=tonnes, eur=F(0))


@pytest.mark.parametrize(
    ("given", "kwh"),
    [
        # n · Wp / 1000 · y · f_o · s
        ({"n": 20}, F(20) * F("0.8") * 940 * F("0.75") * F("0.65")),
        ({"n": 1, "Wp": 600, "y": 1000}, F("0.6") * 1000 * F("0.75") * F("0.65")),
        ({"n": 50, "f_o": 1, "s": "0,5", "y": 900}, F(50) * F("0.8") * 900 / 2),
    ],
)
def test_balcony(reckon, near, given, kwh) -> None:
    result = reckon("BALCONY_PV", **given)
    compare(result, near, {EL: kwh})
    assert near(result.investment_eur, given["n"] * 500 + 2000)


@pytest.mark.parametrize(
    ("given", "carrier", "kwh"),
    [
        ({}, GAS, F(12 * 4000, 10)),
        ({"part": 8, "rate": "0.25", "carrier": "heating_oil"}, OIL, F(8 * 4000, 4)),
        ({"part": 10, "rate": "20 %", "dQ": 5000}, GAS, F(10000)),
    ],
)
def test_thermo_walk(reckon, near, *, given, carrier, kwh) -> None:
    result = reckon("THERMO_WALK", **given)
    compare(result, near, {carrier: kwh})
    assert "indirekt und unsicher" in " ".join(result.warnings)


@pytest.mark.parametrize(
    ("given", "tonnes"),
    [({"n": 100}, F(1)), ({"n": 30, "kg_per_tree": "12,5"}, F("0.375")), ({"n": 1}, F("0.01"))],
)
def test_trees_are_a_sink_and_no_avoidance(reckon, near, given, tonnes) -> None:
    result = reckon("TREES", **given)
    assert near(result.sink_t_per_year, tonnes)
    assert result.co2e_t_per_year == 0
    compare(result, near, {}, tonnes=F(0), eur=F(0))


@pytest.mark.parametrize(
    ("given", "indicators"),
    [
        # m³ = m² · mm / 1000
        (
            {"m2_unsealed": 400, "mm": 30},
            {"Entsiegelte Fläche (m²)": "400", "Regenrückhalt (m³)": "12"},
        ),
        ({"m2_shaded": 120, "n": 2}, {"Verschattete Fläche (m²)": "120", "Trinkbrunnen (Zahl)": "2"}),
        ({"m2_unsealed": "12,5"}, {"Entsiegelte Fläche (m²)": "12.5"}),
    ],
)
def test_adaptation_has_figures_and_no_tonnes(reckon, given, indicators) -> None:
    result = reckon("ADAPT", **given)
    assert result.indicators == {title: Decimal(value) for title, value in indicators.items()}
    assert result.co2e_t_per_year is None
    assert result.energy_kwh_per_year == {}
    assert result.without_grant.avoidance_cost_eur_per_t is None


def test_district_heat_of_the_supplier_or_another_row(reckon, near) -> None:
    usual = reckon("TEMP", carrier="district_heat", Q_heat=100000)
    other = reckon("TEMP", carrier="district_heat", Q_heat=100000, dh_row="fernwaerme-kwk-erneuerbar")
    own = reckon("TEMP", carrier="district_heat", Q_heat=100000, ef_dh="95,5")
    assert near(usual.co2e_t_per_year, F(6000 * 180, 10**6))
    assert near(other.co2e_t_per_year, F(6000 * 40, 10**6))
    assert near(own.co2e_t_per_year, 6000 * F("95.5") / 10**6)


OUTSIDE = {
    "CAR_SHARING": {"n": 1},
    "BIKE_SHARING": {"n": 1},
    "BALCONY_PV": {"n": 1},
    "THERMO_WALK": {},
    "TREES": {"n": 1},
    "ADAPT": {"n": 1},
}


@pytest.mark.parametrize("measure", OUTSIDE)
def test_outside_the_budget(library, reckon, measure) -> None:
    outside = {each.id for each in catalogue(library.assumptions) if not each.budget_relevant}
    assert measure in outside
    titles = {step.title for step in reckon(measure, **OUTSIDE[measure]).steps}
    assert "Euro im Jahr, nicht im Haushalt" in titles
    assert "Entlastung im Jahr" not in titles
    assert len(outside) == 6
