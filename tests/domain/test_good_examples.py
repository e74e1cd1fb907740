"""Good examples: figures from what a town reported, words, and what stays without its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.good_examples import (
    CLASSES,
    check_example,
    class_of,
    class_words,
    comparison_words,
    contact_parts,
    example_fields,
    figure_words,
    figures_of,
    payback_years,
    where_words,
    without_name,
)
from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.record_fields import read_all, write_all
from klikks_desktop.domain.records import (
    Funding,
    FundingState,
    GoodExample,
    Project,
    ProjectKind,
    ReportedEffect,
    Stage,
)

KEY = uuid7(1, b"0123456789")
EXAMPLE = GoodExample(
    id=KEY,
    project_id=KEY,
    named=True,
    place_key="03358021",
    place_name="Stadt Soltau",
    contact="Bauamt\nklima@soltau.example",
    state="Niedersachsen",
    inhabitants=21_987,
    title="LED in der Turnhalle",
    kind=ProjectKind.LIGHTING,
    investment_cents=1_800_000,
    grant_cents=600_000,
    saved_cents=240_000,
    kwh=8_000,
    co2e_kg=3_040,
    made_on=date(2026, 11, 22),
)


def effect(**more: Any) -> ReportedEffect:
    return ReportedEffect(id=KEY, source=KEY, place_id=KEY, stage=Stage.ACHIEVED, **more)


@pytest.mark.parametrize(
    ("inhabitants", "words"),
    [
        (0, "unter 1.000"),
        (999, "unter 1.000"),
        (1_000, "1.000 bis 5.000"),
        (21_987, "20.000 bis 50.000"),
        (100_000, "ab 100.000"),
        (3_700_000, "ab 100.000"),
    ],
)
def test_size_is_told_in_classes(inhabitants: int, words: str) -> None:
    assert class_words(class_of(inhabitants)) == words


@given(st.integers(min_value=-5, max_value=5_000_000))
def test_the_class_of_a_class_is_itself(inhabitants: int) -> None:
    begin = class_of(inhabitants)
    assert begin in CLASSES
    assert class_of(begin) == begin


def test_without_its_name_land_and_size_stay() -> None:
    bare = without_name(EXAMPLE)
    assert (bare.place_key, bare.place_name, bare.contact, bare.inhabitants) == ("", "", "", 20_000)
    assert where_words(EXAMPLE) == "Stadt Soltau"
    assert where_words(bare) == "Niedersachsen, 20.000 bis 50.000 Menschen"
    assert where_words(replace(bare, state="", inhabitants=None)) == "Kommune nicht genannt"
    assert without_name(bare) == bare


def test_figures_are_those_of_the_town() -> None:
    project = Project(id=KEY, place_id=KEY, title="x", planned_cents=100, actual_cents=120)
    grants = [
        Funding(id=KEY, project_id=KEY, title="", state=FundingState.GRANTED, amount_cents=amount)
        for amount in (30, None, 12)
    ]
    effects = [
        effect(wh=1_500, co2e_g=600, saved_cents=70, measured=True, factor_set="a"),
        effect(wh=1_000, co2e_g=899, saved_cents=5, budget_relevant=False, factor_set="a"),
    ]
    found = figures_of(project, effects, grants)
    assert (found.investment_cents, found.grant_cents, found.saved_cents) == (120, 42, 70)
    assert (found.kwh, found.co2e_kg, found.factor_set, found.is_measured) == (3, 1, "a", False)


def test_what_nobody_reported_is_unknown_and_not_nothing() -> None:
    found = figures_of(Project(id=KEY, place_id=KEY, title="x", planned_cents=100), [], [])
    assert (found.investment_cents, found.grant_cents) == (100, None)
    assert (found.saved_cents, found.kwh, found.co2e_kg, found.is_measured) == (None, None, None, False)


def test_figures_in_words() -> None:
    assert payback_years(EXAMPLE) == Decimal(5)
    assert dict(figure_words(EXAMPLE)) == {
        "Kosten": "18.000 EUR",
        "Davon gefördert": "6.000 EUR",
        "Eingespart im Jahr": "2.400 EUR",
        "Zahlt sich zurück in": "5,0 Jahre",
        "Energie im Jahr": "8.000 kWh",
        "Vermieden im Jahr": "3,04 t CO₂e",
    }


def test_a_comparison_says_what_is_known() -> None:
    assert comparison_words(EXAMPLE) == (
        "Zum Vergleich „LED in der Turnhalle“, Stadt Soltau: Kosten 18.000 EUR, davon 6.000 EUR gefördert; "
        "im Jahr 2.400 EUR, 8.000 kWh, 3,04 t CO₂e gespart; Amortisation 5,0 Jahre."
    )
    bare = replace(EXAMPLE, investment_cents=None, saved_cents=None, co2e_kg=None)
    assert comparison_words(bare).endswith("Stadt Soltau: im Jahr 8.000 kWh gespart.")
    assert comparison_words(replace(bare, kwh=None)).endswith("Stadt Soltau.")


@pytest.mark.parametrize("missing", [{"investment_cents": None}, {"saved_cents": None}, {"saved_cents": -1}])
def test_without_cost_or_saving_nothing_pays_back(missing: dict[str, Any]) -> None:
    example = replace(EXAMPLE, **missing)
    assert payback_years(example) is None
    assert "Zahlt sich zurück in" not in dict(figure_words(example))


def test_a_grant_above_the_cost_and_a_missing_title_are_told() -> None:
    assert check_example(EXAMPLE) == []
    wrong = replace(EXAMPLE, title="", grant_cents=1_800_001)
    assert [each.field for each in check_example(wrong)] == ["title", "grant_cents"]


def test_fields_read_what_they_write() -> None:
    fields = example_fields({"LED_INDOOR": "LED innen"})
    values, problems = read_all(fields, write_all(fields, EXAMPLE))
    assert problems == []
    assert values == {each.name: getattr(EXAMPLE, each.name) for each in fields}


def test_office_and_mailbox_of_a_contact() -> None:
    assert contact_parts(EXAMPLE.contact) == ("Bauamt", "klima@soltau.example")
    assert contact_parts("klima@soltau.example") == ("", "klima@soltau.example")
    assert contact_parts("Bauamt") == ("Bauamt", "")
    assert contact_parts("") == ("", "")
