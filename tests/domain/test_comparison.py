"""Potentials side by side, and figures in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from klikks_desktop.domain.comparison import ComparisonColumn, ComparisonRow, compare_columns
from klikks_desktop.domain.figures import (
    euro_words,
    kwh_words,
    per_tonne_words,
    tonnes_words,
    years_words,
)
from klikks_desktop.domain.measures.model import Result

OLD = {"fuel": "natural_gas", "Q_fuel": "100000", "eta_old": "0.9", "I": "80000"}


@pytest.fixture
def column(result_of: Callable[..., Result]) -> Callable[..., ComparisonColumn]:
    def make(
        title: str, measure: str = "HEAT_PUMP", factor_set: str = "geg-2020", **inputs: str
    ) -> ComparisonColumn:
        return ComparisonColumn(title, measure, factor_set, result_of(measure, factor_set, **inputs))

    return make


def row(rows: tuple[ComparisonRow, ...], label: str) -> ComparisonRow:
    return next(each for each in rows if each.label == label)


def test_the_better_value_of_each_row_is_known(column: Callable[..., ComparisonColumn]) -> None:
    air = column("Luft", JAZ="3", **OLD)
    ground = column("Erde", JAZ="4", **{**OLD, "I": "120000"})
    found = compare_columns([air, ground])
    assert found.notes == ()
    power = row(found.rows, "Strom im Jahr")
    assert list(power.values) == [-30_000, -22_500]
    assert (power.texts, power.best) == (("-30.000 kWh", "-22.500 kWh"), 1)
    assert row(found.rows, "Investition").texts == ("80.000 EUR", "120.000 EUR")
    assert row(found.rows, "Investition").best == 0
    assert row(found.rows, "CO₂e im Jahr").texts == ("7,20 t CO₂e", "11,40 t CO₂e")
    assert row(found.rows, "Erdgas im Jahr").best is None
    assert "Heizöl im Jahr" not in {each.label for each in found.rows}


def test_what_pays_beats_what_never_does(column: Callable[..., ComparisonColumn]) -> None:
    never = column("Nie", JAZ="1.5", **OLD)
    pays = column("Bald", JAZ="4", **OLD)
    payback = row(compare_columns([never, pays]).rows, "Amortisation ohne Zuschuss")
    assert payback.texts[0] == "rechnet sich nicht"
    assert payback.best == 1


def test_tonnes_of_different_sets_are_not_compared(column: Callable[..., ComparisonColumn]) -> None:
    one = column("Eins", "LED_STREET", n="100")
    other = column("Zwei", "LED_STREET", "geg-uba-2024", n="200")
    found = compare_columns([one, other])
    assert row(found.rows, "CO₂e im Jahr").best is None
    assert row(found.rows, "Vermeidungskosten ohne Zuschuss").best is None
    assert row(found.rows, "Ersparnis im Jahr").best == 1
    assert "nicht vergleichbar" in found.notes[0]


def test_one_without_result_keeps_its_column(column: Callable[..., ComparisonColumn]) -> None:
    found = compare_columns([column("Da", "LED_STREET", n="1"), ComparisonColumn("Fehlt", "LED", "", None)])
    assert all(each.texts[1] == "–" for each in found.rows)
    assert "„Fehlt“" in found.notes[-1]


def test_euros_of_others_are_said_to_be_theirs(column: Callable[..., ComparisonColumn]) -> None:
    found = compare_columns([column(each, "BALCONY_PV", n="1", y="950") for each in "AB"])
    assert "außerhalb des Haushalts" in found.notes[0]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (kwh_words(Decimal("12345.5")), "12.346 kWh"),
        (kwh_words(Decimal("-0.4")), "0 kWh"),
        (tonnes_words(Decimal("4.125")), "4,13 t CO₂e"),
        (tonnes_words(Decimal("412.34")), "412,3 t CO₂e"),
        (tonnes_words(Decimal("99.999")), "100,00 t CO₂e"),
        (tonnes_words(None), "–"),
        (tonnes_words(Decimal(1), ""), "1,00 t"),
        (euro_words(Decimal("1234.5")), "1.235 EUR"),
        (years_words(Decimal("7.25")), "7,3 Jahre"),
        (years_words(None), "rechnet sich nicht"),
        (per_tonne_words(Decimal("-84.6")), "-85 EUR/t"),
        (per_tonne_words(None), "–"),
    ],
)
def test_figures_are_rounded_half_up(words: str, text: str) -> None:
    assert words == text
