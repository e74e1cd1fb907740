"""The list of potentials in Excel, and the shape of the form of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.measures.model import InputKind
from klikks_desktop.services.savings.factors import choose_set, library
from klikks_desktop.services.savings.potential_export import export_name, export_potentials
from klikks_desktop.services.savings.potential_shape import shape, whole_measure
from klikks_desktop.services.savings.potentials import (
    PotentialForm,
    list_potentials,
    load_potential,
    make_variant,
    new_potential,
    preview,
    save_inputs,
)
from klikks_desktop.services.workspace import Workspace


@pytest.fixture
def town(desk) -> Workspace:
    return desk.town()


@pytest.fixture
def place_id(town) -> UUID:
    return town.own_place().id


@pytest.fixture
def led_id(town, place_id) -> UUID:
    """100 street lamps, 90 W to 22 W, 4,000 h a year."""
    made = new_potential(town, place_id, "LED_STREET")
    save_inputs(town, made, {"n": "100", "P_old": "90", "P_new": "22", "t": "4.000", "I": "50.000"})
    return made


def begun(town: Workspace, place_id: UUID, measure: str) -> PotentialForm:
    return load_potential(town, new_potential(town, place_id, measure))


def lines(path: Path) -> list[dict[str, object]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


# ------------------------------------------------------------------ Excel


def test_figures_are_numbers_of_the_frozen_result(town, led_id, tmp_path) -> None:
    path = tmp_path / "potenziale.xlsx"
    assert export_potentials(town, path, [led_id]) == 1
    [line] = lines(path)
    assert line["Potenzial"] == "LED-Straßenbeleuchtung"
    assert line["Stand"] == "Idee"
    # 100 lamps x 68 W x 4,000 h; 560 g/kWh (GEG Anlage 9); 0.27 EUR/kWh (facts 4.5).
    assert line["Strom (kWh/a)"] == pytest.approx(27_200)
    assert line["CO2e vermieden (t/a)"] == pytest.approx(27_200 * 560 / 10**6)
    assert line["Ersparnis (EUR/a)"] == pytest.approx(27_200 * 0.27)
    assert line["Amortisation ohne Zuschuss (a)"] == pytest.approx(50_000 / (27_200 * 0.27))
    assert line["Faktorensatz"] == "GEG 2020 (Anlage 9)"


def test_what_is_unknown_stays_empty_and_never_is_said(town, place_id, led_id, tmp_path) -> None:
    open_id = new_potential(town, place_id, "LED_INDOOR")
    trees = new_potential(town, place_id, "TREES")
    save_inputs(town, trees, {"n": "10"})
    variant = make_variant(town, led_id)
    path = tmp_path / "potenziale.xlsx"
    assert export_potentials(town, path, [open_id, trees, variant]) == 3
    found = {str(line["Potenzial"]): line for line in lines(path)}
    assert found["LED in Räumen und Hallen"]["CO2e vermieden (t/a)"] is None
    assert found["LED in Räumen und Hallen"]["Faktorensatz"] is None
    assert found["Baumpflanzung"]["Amortisation ohne Zuschuss (a)"] == "rechnet sich nicht"
    assert found["Baumpflanzung"]["Entlastet den Haushalt"] == "nein"
    assert any("Variante, zählt nicht" in title for title in found)


def test_the_file_is_named_after_place_and_day(town, desk) -> None:
    place = town.own_place()
    assert export_name(town, place) == f"KlikKS_{place.key}_{place.name}_{desk.today}_Potenziale.xlsx"
    assert export_name(town, None) == f"KlikKS_{desk.today}_Potenziale.xlsx"


# ------------------------------------------------------------------ shape of the form


def test_the_frozen_result_stands_while_nothing_differs(town, led_id) -> None:
    form = load_potential(town, led_id)
    choose_set(town, "geg-uba-2024")
    now = shape(town, form, form.texts, form.grades)
    assert now.result == form.result
    typed = shape(town, form, {**form.texts, "n": "100,0"}, form.grades)
    assert typed.result is not None
    assert typed.result.factor_set == "geg-uba-2024"


def test_what_is_typed_gives_what_a_preview_gives(town, led_id) -> None:
    form = load_potential(town, led_id)
    now = shape(town, form, {**form.texts, "P_new": "30"}, form.grades)
    assert (now.result, list(now.problems)) == preview(town, led_id, {"P_new": "30"})


def test_missing_and_wrong_are_told_apart(town, place_id) -> None:
    form = begun(town, place_id, "LED_STREET")
    assert shape(town, form, {}, {}).missing == {"n"}
    wrong = shape(town, form, {"n": "viele"}, {})
    assert wrong.missing == frozenset()
    assert [problem.field for problem in wrong.problems] == ["n"]
    assert wrong.result is None


def test_units_follow_the_carrier_without_short_forms(town, place_id) -> None:
    form = begun(town, place_id, "HEAT_PUMP")
    gas = shape(town, form, {}, {})
    assert gas.units["Q_fuel"] == ("MWh", "kWh Hs", "m³")
    assert gas.units["p_el"] == ("ct/kWh",)
    oil = shape(town, form, {"fuel": "heating_oil"}, {})
    assert "l" in oil.units["Q_fuel"]
    assert "p_gas" not in {each.key for each in oil.measure.inputs}


def test_sources_stand_in_words_beside_defaults(town, place_id) -> None:
    now = shape(town, begun(town, place_id, "LED_STREET"), {}, {})
    assert now.sources["P_old"].startswith("Richtwert aus Erfahrung")
    assert "Z" not in now.sources
    assert "E3" not in now.sources["t"]


def test_the_whole_measure_offers_what_the_factor_set_has(town, place_id) -> None:
    form = begun(town, place_id, "HEAT_PUMP")
    rows = whole_measure(town, form).input("dh_row").choices
    assert rows
    assert whole_measure(town, form).input("dh_row").kind is InputKind.CHOICE


@pytest.mark.parametrize("place", range(18))
def test_every_measure_has_a_shape_from_the_start(town, place_id, place: int) -> None:
    measure = catalogue(library(town).assumptions)[place]
    now = shape(town, begun(town, place_id, measure.id), {}, {})
    assert now.measure.inputs
    assert now.result is not None or now.problems
    assert {each.key for each in now.measure.inputs} <= {each.key for each in measure.inputs}


def test_rows_say_so_when_inputs_are_missing(town, place_id) -> None:
    made = new_potential(town, place_id, "LED_STREET")
    row = next(row for row in list_potentials(town) if row.id == made)
    assert (row.result, row.problems_count) == (None, 1)
    assert isinstance(town.today, date)
    save_inputs(town, made, {"n": "1"})
    row = next(row for row in list_potentials(town) if row.id == made)
    assert row.result is not None
    assert row.result.eur_per_year == Decimal("0.068") * 4000 * Decimal("0.27")
