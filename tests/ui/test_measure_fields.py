"""A number with its unit, and what is folded away."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.reference.factors import FactorLibrary
from klikks_desktop.ui.pages.potentials.words import GROUPS
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.amount_field import _PARTS, AmountField
from klikks_desktop.ui.widgets.fold import Fold
from klikks_desktop.ui.widgets.label import Label


@pytest.fixture
def gas(qtbot: QtBot, theme: Theme) -> AmountField:
    """kWh of natural gas."""
    made = AmountField(theme, "Verbrauch", "kWh")
    qtbot.addWidget(made)
    made.set_units(("MWh", "kWh Hs", "m³"))
    return made


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("12000", "12000", ""),
        ("12.000,5", "12.000,5", ""),
        ("12000 kWh", "12000", ""),
        ("12000 kWh Hi", "12000", ""),
        ("12000 kWhHs", "12000", "kWh Hs"),
        ("1100 m3", "1100", "m³"),
        ("12 Tonnen", "12 Tonnen", ""),
        ("viel", "viel", ""),
        ("", "", ""),
    ],
)
def test_a_unit_behind_the_number_is_chosen(gas: AmountField, text: str, number: str, unit: str) -> None:
    gas.set_value(text)
    assert (gas.line.text(), gas.unit.value()) == (number, unit)


@pytest.mark.parametrize("text", ["12000", "12000 kWh Hs", "1,5 MWh", "12 Tonnen", "viel", "", "0,5"])
def test_a_text_comes_back_as_it_was_kept(gas: AmountField, text: str) -> None:
    gas.set_value(text)
    assert gas.value() == text


def test_units_that_come_and_go_leave_the_text(gas: AmountField) -> None:
    gas.set_value("12000 kWh Hs")
    gas.set_units(("MWh", "l"))
    assert gas.value() == "12000 kWh Hs"
    gas.set_units(("MWh", "kWh Hs"))
    assert (gas.line.text(), gas.unit.value()) == ("12000", "kWh Hs")


def test_a_chosen_unit_is_kept_with_the_number(gas: AmountField, qtbot: QtBot) -> None:
    gas.set_value("12")
    gas.unit.setCurrentIndex(1)
    with qtbot.waitSignals([gas.edited, gas.left]):
        gas.unit.activated.emit(1)
    assert gas.value() == "12 MWh"


def test_a_default_is_shown_in_its_own_unit_only(gas: AmountField) -> None:
    gas.set_default("1234.5")
    assert gas.line.placeholderText() == "Vorgabe 1.234,5"
    assert gas.default_words() == "1.234,5 kWh"
    gas.unit.setCurrentIndex(1)
    gas.unit.activated.emit(1)
    assert gas.line.placeholderText() == ""


@given(st.decimals(0, 10**9, allow_nan=False, places=3))
def test_a_plain_number_is_never_taken_for_one_with_a_unit(number: object) -> None:
    assert _PARTS.fullmatch(f"{number:f}") is None
    assert _PARTS.fullmatch(f"{number:f} kWh") is not None


def test_what_is_folded_away_unfolds_and_says_so(qtbot: QtBot, theme: Theme) -> None:
    fold = Fold(theme, "Mehr")
    qtbot.addWidget(fold)
    inner = Label(theme, "drinnen")
    fold.body.addWidget(inner)
    fold.show()
    assert not inner.isVisible()
    assert fold.button.accessibleDescription() == "eingeklappt"
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert inner.isVisible()
    assert fold.button.accessibleDescription() == "aufgeklappt"


def test_every_measure_stands_in_one_group_of_the_catalogue(resources: Path) -> None:
    library = FactorLibrary.load(resources)
    ids = [each.id for each in catalogue(library.assumptions)]
    assert sorted(ids) == sorted(each for group in GROUPS.values() for each in group)
