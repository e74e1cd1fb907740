"""measures and calculate, with and without a workspace."""

from __future__ import annotations

import json
from typing import Any

import pytest

NO_WORKSPACE = "keiner"


def answered(ran) -> dict[str, Any]:
    """Of ``calculate --json``: exactly one object."""
    found = json.loads(ran.done().out)
    assert isinstance(found, dict)
    return found


def test_the_catalogue_needs_no_workspace(empty) -> None:
    rows = empty("measures", "--json", at=NO_WORKSPACE).done().rows
    assert len(rows) == 18
    assert all(list(row) == ["id", "title", "inputs"] for row in rows)
    assert not empty.path(NO_WORKSPACE).exists()
    street = next(row for row in rows if row["id"] == "LED_STREET")
    by_key = {each["key"]: each for each in street["inputs"]}
    assert by_key["t"] == {
        "key": "t",
        "unit": "h/a",
        "default": 4000,
        "min": 3500,
        "max": 4200,
        "source": "E3,E4",
    }
    assert by_key["n"]["default"] is None
    pump = next(row for row in rows if row["id"] == "HEAT_PUMP")
    assert next(each for each in pump["inputs"] if each["key"] == "fuel")["default"] == "natural_gas"


def test_the_catalogue_for_people(empty) -> None:
    listed = empty("measures", at=NO_WORKSPACE).done().out
    assert "LED-Straßenbeleuchtung" in listed
    shown = empty("measures", "insul", at=NO_WORKSPACE).done().out
    assert "top_ceiling: oberste Geschossdecke" in shown
    (row,) = empty("measures", "insul", "--json", at=NO_WORKSPACE).done().rows
    assert row["id"] == "INSUL"
    empty("measures", "OFEN", at=NO_WORKSPACE).refused("K-701")


def test_vector_7_1(empty) -> None:
    words = ("calculate", "LED_STREET", "n=100", "P_old=90", "P_new=25", "t=4000")
    found = answered(empty(*words, "--json", at=NO_WORKSPACE))
    assert found["energy_kwh_per_year"] == {"electricity": 26000}
    assert found["co2e_t_per_year"] == 14.56
    assert (found["factor_set"], found["budget_relevant"]) == ("geg-2020", True)
    mixed = answered(empty(*words, "--factors", "geg-uba-2024", "--json", at=NO_WORKSPACE))
    assert mixed["co2e_t_per_year"] == 9.438
    assert "gemischt" in mixed["co2_basis"]


def test_vector_7_4_with_the_price_per_kwh_hi(empty) -> None:
    given = ("Q_fuel=100000", "eta_old=0.90", "JAZ=3.4", "p_gas=0.10 EUR/kWh Hi", "p_el=0.25")
    found = answered(empty("calculate", "HEAT_PUMP", *given, "--json", at=NO_WORKSPACE))
    assert round(found["eur_per_year"], 2) == 3382.35
    assert round(found["energy_kwh_per_year"]["electricity"], 1) == -26470.6
    assert round(found["co2e_t_per_year"], 3) == 9.176


def test_an_answer_can_be_asked_again(empty) -> None:
    given = ("kWp=29.7", "y=931.125", "tariff=7,1 ct", "Z=1.500,50")
    found = answered(empty("calculate", "PV_ROOF", *given, "--json", at=NO_WORKSPACE))
    again = [f"{key}={value}" for key, value in found["inputs"].items()]
    repeated = answered(empty("calculate", "PV_ROOF", *again, "--json", at=NO_WORKSPACE))
    for key in ("energy_kwh_per_year", "eur_per_year", "npv_eur_with_grant", "co2e_feed_in_t_per_year"):
        assert repeated[key] == found[key]


def test_the_place_decides_on_the_sun(empty) -> None:
    words = ("calculate", "PV_ROOF", "kWp=10", "tariff=0.07", "--json")
    found = answered(empty(*words, "--place", "03358021", at=NO_WORKSPACE))
    assert found["inputs"]["y"] == 940
    empty(*words, at=NO_WORKSPACE).refused("K-702")


def test_the_rechenweg_for_people(empty) -> None:
    shown = empty("calculate", "INSUL", "A=300", at=NO_WORKSPACE).done().out
    assert "E_gas = 300 · (1,4 − 0,2) · 3.500 · 24 / 1000 · 1 · 0,9 / 0,9" in shown
    assert "= 30.240 kWh/a" in shown
    assert "Faktorensatz geg-2020" in shown
    doubted = empty("calculate", "TEMP", "Q_heat=1", "dK=0,5", "a=0.2", at=NO_WORKSPACE).done().out
    assert "Hinweis: " in doubted
    adapted = empty("calculate", "ADAPT", "m2_unsealed=1.000", "mm=30", at=NO_WORKSPACE).done().out
    assert "Regenrückhalt (m³): 30" in adapted


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("OFEN", "n=1"), "K-701"),
        (("LED_STREET",), "K-702"),
        (("LED_STREET", "n=-1"), "K-702"),
        (("LED_STREET", "n=1", "n=2"), "K-702"),
        (("LED_STREET", "n=1", "watt=2"), "K-702"),
        (("LED_STREET", "n=1", "P_old=?"), "K-702"),
        (("HEAT_PUMP", "Q_fuel=1000", "JAZ=0,9"), "K-702"),
        (("HEAT_PUMP", "Q_fuel=1000", "eta_old=0"), "K-702"),
        (("INSUL", "A=100", "Q_heat=10"), "K-703"),
        (("LED_STREET", "n=1", "--factors", "kea-bw-2016"), "K-704"),
        (("LED_STREET", "n=1", "--factors", "geg-uba-2025"), "K-738"),
    ],
)
def test_refusals(empty, words, code) -> None:
    empty("calculate", *words, at=NO_WORKSPACE).refused(code)
    empty("calculate", *words, "--json", at=NO_WORKSPACE).refused(code)


@pytest.mark.parametrize("words", [("LED_STREET", "n", "100"), ("LED_STREET", "=100"), ()])
def test_misuse(empty, words) -> None:
    empty("calculate", *words, at=NO_WORKSPACE).misused()


def test_the_chosen_set_of_a_workspace_when_asked_for(cli) -> None:
    words = ("calculate", "LED_STREET", "n=100", "--json")
    cli("factors", "use", "geg-uba-2024").done()
    assert answered(cli(*words))["factor_set"] == "geg-2020"
    assert answered(cli(*words, "--imported"))["factor_set"] == "geg-uba-2024"
    assert answered(cli(*words, "--imported", "--factors", "geg-2020"))["factor_set"] == "geg-2020"
    assert len(cli("measures", "--imported", "--json").done().rows) == 18
    cli(*words, "--imported", at=NO_WORKSPACE).refused("K-201")


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "TREES", "n=5", "Z=10"),
        ("TREES", "--json", "n=5", "Z=10"),
        ("TREES", "n=5", "--json", "Z=10"),
        ("TREES", "n=5", "--factors", "geg-2020", "Z=10", "--json"),
        ("TREES", "n=5", "--factors=geg-2020", "Z=10", "--json"),
    ],
)
def test_options_may_stand_anywhere(empty, words) -> None:
    found = answered(empty("calculate", *words, at=NO_WORKSPACE))
    assert (found["sink_t_per_year"], found["inputs"]["Z"]) == (0.05, 10)


@pytest.mark.parametrize("words", [("TREES", "n=5", "--factors"), ("TREES", "--quatsch", "n=5")])
def test_options_that_are_none(empty, words) -> None:
    empty("calculate", *words, at=NO_WORKSPACE).misused()


def test_as_a_program(empty) -> None:
    ran = empty.process("calculate", "TREES", "n=100", "--json")
    assert answered(ran)["sink_t_per_year"] == 1
    assert ran.err == ""
