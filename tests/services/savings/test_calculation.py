"""The catalogue and single calculations, with what is shipped and with what a workspace chose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.savings import calculation, factors
from klikks_desktop.services.workspace import Shipped

TODAY = date(2026, 11, 22)


def test_what_is_shipped_needs_no_workspace(desk) -> None:
    shipped = Shipped(desk.resources)
    assert len(calculation.list_measures(shipped)) == 18
    result = calculation.calculate(shipped, "trees", [("n", "100")], today=TODAY)
    assert result.sink_t_per_year == 1
    assert result.factor_set == "geg-2020"


def test_a_workspace_reckons_with_its_chosen_set(desk) -> None:
    town = desk.create("stadt")
    given = [("n", "100"), ("P_old", "90"), ("P_new", "25")]
    factors.choose_set(town, "geg-uba-2024")
    chosen = calculation.calculate(town, "LED_STREET", given, today=TODAY)
    other = calculation.calculate(town, "LED_STREET", given, set_id="geg-2020", today=TODAY)
    assert (chosen.co2e_t_per_year, other.co2e_t_per_year) == (Decimal("9.438"), Decimal("14.56"))


@pytest.mark.parametrize(
    ("measure", "given", "set_id", "code"),
    [
        ("OFEN", [], "", "K-701"),
        ("TREES", [("n", "1"), ("n", "2")], "", "K-702"),
        ("TREES", [("n", "1")], "geg-1990", "K-738"),
    ],
)
def test_refusals(desk, measure, given, set_id, code) -> None:
    with pytest.raises(UserError) as caught:
        calculation.calculate(Shipped(desk.resources), measure, given, set_id=set_id, today=TODAY)
    assert caught.value.code == code


def test_a_description_has_range_and_source(desk) -> None:
    described = calculation.describe(calculation.find(Shipped(desk.resources), "TEMP"))
    by_key = {each["key"]: each for each in described["inputs"]}
    assert (by_key["dK"]["default"], by_key["dK"]["min"], by_key["dK"]["max"]) == (1, 0, 2)
    assert (by_key["a"]["min"], by_key["a"]["max"]) == (Decimal("0.05"), Decimal("0.07"))
    assert by_key["Q_heat"]["default"] is None
    assert by_key["p_gas"]["unit"] == "EUR/kWh Hs"
