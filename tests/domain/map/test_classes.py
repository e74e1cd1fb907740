"""Classes: every value in exactly one, none empty, boundaries round and written in German."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.map.classes import CLASSES, classify, roundest

numbers = st.decimals(-1_000_000, 1_000_000, places=1, allow_nan=False, allow_infinity=False)
wholes = st.integers(-1000, 100_000).map(Decimal)


def whole(*values: int) -> list[Decimal]:
    return [Decimal(value) for value in values]


@given(st.lists(st.one_of(numbers, wholes), min_size=1))
def test_every_value_is_in_one_class_and_no_class_is_empty(values: list[Decimal]) -> None:
    classes = classify(values)
    assert classes is not None
    assert len(classes.inks) == len(classes.bounds) + 1 == min(CLASSES, len(set(values)))
    assert all(low < high for low, high in pairwise(classes.bounds))
    assert {classes.ink(value) for value in values} == set(classes.inks)
    assert len(classes.words()) == len(classes.inks)


@given(st.lists(numbers, min_size=2))
def test_a_higher_value_is_never_paler(values: list[Decimal]) -> None:
    classes = classify(values)
    assert classes is not None
    order = [classes.inks.index(classes.ink(value)) for value in sorted(values)]
    assert order == sorted(order)


@given(numbers, numbers)
def test_the_roundest_number_lies_between(one: Decimal, other: Decimal) -> None:
    low, above = sorted((one, other))
    if low == above:
        return
    found = roundest(low, above)
    assert low <= found < above
    assert len(found.normalize().as_tuple().digits) <= len(low.normalize().as_tuple().digits)


@pytest.mark.parametrize(
    ("low", "above", "expected"),
    [
        ("14", "17", "15"),
        ("9", "11", "10"),
        ("1234", "5678", "5000"),
        ("-7", "3", "0"),
        ("-17", "-13", "-15"),
        ("0.31", "0.38", "0.35"),
        ("3", "4", "3"),
        ("96", "250", "200"),
        ("99", "101", "100"),
    ],
)
def test_round_numbers(low: str, above: str, expected: str) -> None:
    assert roundest(Decimal(low), Decimal(above)) == Decimal(expected)


def test_whole_numbers_are_told_from_one_to_the_next() -> None:
    classes = classify(whole(*range(1, 25)))
    assert classes is not None
    assert classes.words() == ("1 bis 5", "6 bis 10", "11 bis 15", "16 bis 20", "mehr als 20")
    assert classes.inks == (Ink.SEQ1, Ink.SEQ2, Ink.SEQ3, Ink.SEQ4, Ink.SEQ5)


def test_decimals_are_told_with_a_comma() -> None:
    classes = classify([Decimal(tenth) / 10 for tenth in range(3, 1000, 7)])
    assert classes is not None
    assert classes.words()[0] == "bis 20"
    assert classes.words()[1].startswith("über 20 bis ")
    assert classes.words()[-1].startswith("mehr als ")


def test_thousands_have_a_point() -> None:
    classes = classify(whole(*range(2_000, 90_000, 1_501)))
    assert classes is not None
    assert "mehr als 70.000" in classes.words()


@pytest.mark.parametrize(
    ("values", "words", "inks"),
    [
        (whole(4, 4, 4), ("4",), (Ink.SEQ3,)),
        (whole(0, 9), ("0", "mehr als 0"), (Ink.SEQ2, Ink.SEQ4)),
        (whole(0, 1, 2), ("0", "1", "mehr als 1"), (Ink.SEQ1, Ink.SEQ3, Ink.SEQ5)),
        (whole(-8, 12), ("-8 bis 0", "mehr als 0"), (Ink.SEQ2, Ink.SEQ4)),
    ],
)
def test_few_values_make_few_classes(
    values: list[Decimal], words: tuple[str, ...], inks: tuple[Ink, ...]
) -> None:
    classes = classify(values)
    assert classes is not None
    assert (classes.words(), classes.inks) == (words, inks)


def test_no_value_makes_no_class() -> None:
    assert classify([]) is None
