"""The Rechenweg: what is printed is what was reckoned, for every step of every measure."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

import pytest

from klikks_desktop.domain.measures.formula import formula, show

SAMPLES = {
    "LED_STREET": {"n": 37, "t_dim": 1800, "W": 12, "Z": 1000},
    "LED_INDOOR": {"n": 50, "P_old": 58, "P_new": 25, "c": "0.1"},
    "PV_ROOF": {"kWp": "29,7", "tariff": "7,1 ct", "Z": 500},
    "HEAT_PUMP": {"Q_fuel": "97.531 kWh Hs", "co2_price": 90, "W": -50},
    "BIOMASS": {"Q_fuel": 100000, "shadow_price": 195},
    "HYDRAULIC": {"Q_heat": "9000 l", "carrier": "heating_oil", "RW": 300},
    "TEMP": {"Q_heat": "10.000 m³"},
    "INSUL": {"A": 300},
    "WINDOW": {"A": 30},
    "ENMGMT": {"Q_heat": 100000, "E_el": 20000},
    "BEHAVIOUR": {"Q_heat": 100000, "E_el": 20000, "school_share": "50 %"},
    "EV_FLEET": {"n": 2},
    "CAR_SHARING": {"n": 1},
    "BIKE_SHARING": {"n": 1},
    "BALCONY_PV": {"n": 7},
    "THERMO_WALK": {"rate": "0.2"},
    "TREES": {"n": 12},
    "ADAPT": {"m2_unsealed": 40, "mm": 25},
}
NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def evaluated(filled: str) -> Decimal:
    """The right side of a filled formula, read as a person with a pocket calculator reads it."""
    right = filled.split(" = ", 1)[1]
    plain = NUMBER.sub(lambda match: f"Decimal('{match[0].replace('.', '').replace(',', '.')}')", right)
    python = plain.replace("·", "*").replace("−", "-").replace("^", "**")
    assert re.fullmatch(r"[Decimal('\d.)(*/+ -]+", python), python
    with localcontext() as context:
        context.prec = 40
        return Decimal(eval(python, {"Decimal": Decimal}))  # noqa: S307  # only what the line above lets through


@pytest.mark.parametrize("measure", SAMPLES)
def test_each_filled_formula_gives_the_value_beside_it(reckon, measure) -> None:
    reckoned = 0
    for step in reckon(measure, **SAMPLES[measure]).steps:
        if step.value is None:
            assert step.note, "a step says something"
            continue
        if step.title.startswith("Umrechnung"):
            continue
        # Shown are seven significant digits; q − r loses two of them.
        found, scale = evaluated(step.filled), max(abs(step.value), Decimal("0.001"))
        assert abs(found - step.value) / scale < Decimal("0.0005"), (step.formula, step.filled, step.value)
        assert step.formula.split(" ")[0] == step.filled.split(" ")[0]
        assert step.unit
        reckoned += 1
    assert reckoned >= 6


@pytest.mark.parametrize("measure", SAMPLES)
def test_steps_name_their_sources_and_the_factor_set(reckon, library, measure) -> None:
    result = reckon(measure, **SAMPLES[measure])
    known = {*library.sources, *library.sets, "M", "R", "VDI 2067"}
    named = {source for step in result.steps for source in step.sources}
    assert named - known == set()
    if result.energy_kwh_per_year:
        assert "geg-2020" in named


def test_a_conversion_is_a_step_with_its_source(reckon) -> None:
    steps = reckon("TEMP", Q_heat="11.100 kWh Hs").steps
    assert steps[0].title == "Umrechnung: Verbrauch für Raumwärme"
    assert steps[0].filled == "Q_heat = 11.100 kWh Hs / 1,11 = 10.000 kWh"
    assert steps[0].sources == ("F3",)


def test_the_street_lights_as_they_are_printed(reckon) -> None:
    steps = {step.formula: step for step in reckon("LED_STREET", n=1200, P_new=25, t_dim=1000).steps}
    new = steps["E_new = n · (P_new · (t − t_dim) + P_new · (1 − d) · t_dim) / 1000"]
    assert new.filled == "E_new = 1.200 · (25 · (4.000 − 1.000) + 25 · (1 − 0,5) · 1.000) / 1000"
    assert (new.value, new.unit, new.sources) == (Decimal(105000), "kWh/a", ("E3", "E4", "M"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("26470.588235294118", "26.470,59"),
        ("0.067215707597", "0,06721571"),
        ("-3.5", "−3,5"),
        ("1234567.891", "1.234.568"),
        ("0.1", "0,1"),
        ("100", "100"),
        ("1E+3", "1.000"),
    ],
)
def test_numbers_of_steps(value, shown) -> None:
    assert show(Decimal(value)) == shown


@pytest.mark.parametrize("text", ["__import__('os')", "a.b", "a if b else c", "1.5", "[a]", "f(a)"])
def test_a_formula_is_arithmetic_only(text) -> None:
    with pytest.raises(ValueError, match="not a formula"):
        formula(text)


@pytest.mark.parametrize(
    ("measure", "given", "symbol", "filled"),
    [
        ("LED_STREET", {"n": 100}, "I", "I = 100 · 550"),
        ("HEAT_PUMP", {"Q_fuel": 90000}, "I", "I = 90.000 · 0,88 / 1.800 · 1.600"),
        ("ENMGMT", {"E_el": 1000, "n": 4}, "I", "I = 5.000 + 4 · 300"),
        ("HYDRAULIC", {"Q_heat": 64000}, "A", "A = 64.000 / 128"),
        ("PV_ROOF", {"A": 100, "commissioned": "2026-03-01"}, "kWp", "kWp = 100 / 5"),
        (
            "PV_ROOF",
            {"kWp": 30, "commissioned": "2026-03-01"},
            "tariff",
            "tariff = (10 · 7,78 + 20 · 6,73) / 30 / 100",
        ),
    ],
)
def test_a_default_that_follows_from_inputs_says_how(reckon, *, measure, given, symbol, filled) -> None:
    steps = {step.filled: step for step in reckon(measure, **given).steps}
    assert filled in steps
    assert steps[filled].title.startswith("Annahme: ")
    assert evaluated(filled) == steps[filled].value
    assert steps[filled].sources
