"""The grid of consumption: shown, typed, pasted, refused, undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.energy.cells import Cell, CellChange, CellKey, Figure
from klikks_desktop.domain.records import Consumption, Draft, Grade
from klikks_desktop.services.energy import buildings, consumption
from klikks_desktop.services.records import history
from klikks_desktop.services.workspace import Workspace


@pytest.fixture
def house(town: Workspace) -> UUID:
    return buildings.new_building(town, town.own_place().id, "Rathaus")


@pytest.fixture
def gas(town: Workspace, house: UUID) -> UUID:
    return buildings.add_meter(town, house, Carrier.NATURAL_GAS, name="4711")


def key(meter: UUID, year: int = 2024, month: int = 0, figure: Figure = Figure.QUANTITY) -> CellKey:
    return CellKey(meter, year, month, figure)


def type_in(town: Workspace, where: CellKey, text: str) -> consumption.Saved:
    return consumption.save_cells(town, [CellChange(where, text)])


def cell(town: Workspace, house: UUID, where: CellKey) -> Cell:
    sheet = consumption.grid(town, house, monthly=bool(where.month), years=range(where.year, where.year + 1))
    return next(each for row in sheet.cells for each in row if each.key == where)


def fill_months(town: Workspace, meter: UUID, months: range, text: str = "1.000", year: int = 2024) -> None:
    changes = [CellChange(key(meter, year, month), text) for month in months]
    assert consumption.save_cells(town, changes).problems == {}


# ---------------------------------------------------------------------- what the grid shows


def test_rows_are_years_or_months_and_columns_are_meters(town: Workspace, house: UUID, gas: UUID) -> None:
    power = buildings.add_meter(town, house, name="S 1")
    yearly = consumption.grid(town, house)
    assert [row.label for row in yearly.rows] == ["2022", "2023", "2024", "2025", "2026"]
    assert [(column.meter_id, column.figure, column.title, column.unit) for column in yearly.columns] == [
        (power, Figure.QUANTITY, "Strom S 1", "kWh"),
        (power, Figure.COST, "Strom S 1, Kosten", "EUR"),
        (gas, Figure.QUANTITY, "Erdgas 4711", "kWh Hs"),
        (gas, Figure.COST, "Erdgas 4711, Kosten", "EUR"),
    ]
    assert yearly.columns[2].note == "1 kWh Hs = 0,9009 kWh Hi"
    monthly = consumption.grid(town, house, monthly=True, years=range(2024, 2026))
    assert len(monthly.rows) == 24
    assert (monthly.rows[0].label, monthly.rows[-1].label) == ("Januar 2024", "Dezember 2025")
    assert (monthly.is_monthly, monthly.is_own) == (True, True)


def test_the_years_reach_as_far_as_the_values(town: Workspace, house: UUID, gas: UUID) -> None:
    type_in(town, key(gas, 2016), "5")
    type_in(town, key(gas, 2028), "5")
    assert consumption.years_of(town, house) == range(2016, 2029)


def test_a_building_that_is_gone(town: Workspace, desk: Any) -> None:
    with desk.refused("K-750"):
        consumption.grid(town, town.new_id())


# ---------------------------------------------------------------------- typing


def test_quantity_and_cost_are_one_record(town: Workspace, desk: Any, house: UUID, gas: UUID) -> None:
    assert type_in(town, key(gas), "12.345,6 kWh").stored == 1
    assert type_in(town, key(gas, figure=Figure.COST), "1.234,50 €").stored == 1
    (record,) = desk.records(town, Consumption)
    assert (record.quantity_milli, record.cents, record.grade) == (12_345_600, 123_450, Grade.READ)
    assert cell(town, house, key(gas)).text == "12.345,6"
    assert cell(town, house, key(gas, figure=Figure.COST)).text == "1.234,50"


def test_zero_is_a_value_and_empty_deletes(town: Workspace, desk: Any, house: UUID, gas: UUID) -> None:
    type_in(town, key(gas), "0")
    type_in(town, key(gas, figure=Figure.COST), "5")
    assert (cell(town, house, key(gas)).text, cell(town, house, key(gas)).value) == ("0", 0)
    type_in(town, key(gas), "")
    (record,) = desk.records(town, Consumption)
    assert (record.quantity_milli, record.cents) == (None, 500)
    type_in(town, key(gas, figure=Figure.COST), " ")
    assert desk.records(town, Consumption) == []


def test_the_same_text_changes_nothing(town: Workspace, house: UUID, gas: UUID) -> None:
    type_in(town, key(gas), "12")
    assert type_in(town, key(gas), "12,0 kWh").stored == 0


def test_wrong_texts_stay_in_their_cell_and_the_others_are_stored(
    town: Workspace, desk: Any, house: UUID, gas: UUID
) -> None:
    changes = [
        CellChange(key(gas, 2023), "12"),
        CellChange(key(gas, 2024), "zwölf"),
        CellChange(key(gas, 2025), "-1"),
        CellChange(key(gas, 2025, figure=Figure.COST), "7"),
    ]
    saved = consumption.save_cells(town, changes)
    assert saved.stored == 2
    assert saved.problems.keys() == {key(gas, 2024), key(gas, 2025)}
    shown = cell(town, house, key(gas, 2024))
    assert (shown.text, shown.value) == ("zwölf", None)
    assert shown.problem == "„zwölf“ ist keine Zahl. Bitte so: 1.234,5."
    again = desk.reopen(town)
    assert cell(again, house, key(gas, 2025)).text == "-1", "it is kept beyond the window"


def test_a_wrong_text_leaves_the_stored_value_and_goes_with_a_right_one(
    town: Workspace, desk: Any, house: UUID, gas: UUID
) -> None:
    type_in(town, key(gas), "12")
    type_in(town, key(gas), "1x")
    assert (cell(town, house, key(gas)).text, cell(town, house, key(gas)).value) == ("1x", 12_000)
    type_in(town, key(gas), "13")
    assert (cell(town, house, key(gas)).text, cell(town, house, key(gas)).problem) == ("13", "")
    assert desk.records(town, Draft, entity="consumption") == []


def test_a_year_beyond_reason_is_refused(town: Workspace, gas: UUID) -> None:
    saved = type_in(town, key(gas, 1899), "12")
    assert "1899" in saved.problems[key(gas, 1899)]


def test_meters_that_are_gone(town: Workspace, desk: Any) -> None:
    with desk.refused("K-750"):
        type_in(town, key(town.new_id()), "12")


# ---------------------------------------------------------------------- year and months


def test_twelve_months_stand_as_a_locked_sum_in_the_year(town: Workspace, house: UUID, gas: UUID) -> None:
    fill_months(town, gas, range(1, 12))
    part = cell(town, house, key(gas))
    assert (part.text, part.is_locked, part.hint) == ("", False, "Aus 11 Monaten bisher 11.000")
    fill_months(town, gas, range(12, 13))
    whole = cell(town, house, key(gas))
    assert (whole.text, whole.value, whole.is_locked) == ("12.000", None, True)


def test_a_year_that_is_told_by_months_takes_no_other_value(
    town: Workspace, desk: Any, house: UUID, gas: UUID
) -> None:
    fill_months(town, gas, range(1, 13))
    saved = type_in(town, key(gas), "13.000")
    assert "nach Monaten" in saved.problems[key(gas)]
    assert desk.records(town, Consumption, month=0) == []
    assert cell(town, house, key(gas)).text == "13.000", "nothing typed is lost"
    assert type_in(town, key(gas), "").problems == {}
    assert type_in(town, key(gas), "12.000").problems == {}
    assert desk.records(town, Consumption, month=0) == []
    assert cell(town, house, key(gas)).is_locked


def test_year_and_months_at_once_are_told(town: Workspace, house: UUID, gas: UUID) -> None:
    type_in(town, key(gas), "13.000")
    fill_months(town, gas, range(1, 3))
    assert cell(town, house, key(gas)).problem == (
        "Doppelt: Für 2024 gibt es auch 2 Monatswerte. Es gilt der Jahreswert, weil Monate fehlen."
    )
    fill_months(town, gas, range(3, 13))
    assert cell(town, house, key(gas)).problem.endswith("Es gelten die zwölf Monate, nicht der Jahreswert.")
    type_in(town, key(gas), "")
    assert cell(town, house, key(gas)).is_locked


# ---------------------------------------------------------------------- paste and undo


def test_a_block_is_one_change_that_can_be_undone(town: Workspace, desk: Any, house: UUID, gas: UUID) -> None:
    type_in(town, key(gas, 2022), "7")
    before = desk.dump(town)
    sheet = consumption.grid(town, house, years=range(2022, 2025))
    paste = consumption.parse_paste("1.000 kWh\t100,00\r\n\tfalsch\r\n2000.5\t0\r\n", (0, 0), sheet)
    saved = consumption.save_cells(town, paste.changes)
    assert (saved.stored, len(saved.problems)) == (4, 1)
    after = consumption.grid(town, house, years=range(2022, 2025))
    assert [[each.text for each in row] for row in after.cells] == [
        ["1.000", "100,00"],
        ["", "falsch"],
        ["2.000,5", "0,00"],
    ]
    assert history.undo(town).label == "6 Verbrauchswerte geändert"
    assert desk.dump(town) == before


@given(
    changes=st.lists(
        st.tuples(
            st.integers(2023, 2024),
            st.integers(0, 12),
            st.sampled_from(Figure),
            st.sampled_from(["", "0", "1.000", "12,5", "x", "-3", "5 kWh"]),
        ),
        min_size=1,
        max_size=30,
    )
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changes_are_kept_whole_and_undone_whole(
    town: Workspace, desk: Any, house: UUID, gas: UUID, changes: list[tuple[int, int, Figure, str]]
) -> None:
    before = desk.dump(town)
    wanted = [CellChange(key(gas, *where), text) for *where, text in changes]
    saved = consumption.save_cells(town, wanted)
    typed = {change.key: change.text for change in wanted}
    for where in saved.problems:
        assert cell(town, house, where).text == typed[where]
        assert cell(town, house, where).problem
    for record in desk.records(town, Consumption):
        assert (record.quantity_milli, record.cents) != (None, None)
    if desk.dump(town) != before:
        history.undo(town)
    assert desk.dump(town) == before


# ---------------------------------------------------------------------- the list


def test_the_list_names_building_meter_and_kwh(town: Workspace, house: UUID, gas: UUID) -> None:
    type_in(town, key(gas), "111")
    type_in(town, key(gas, 2025, 2, Figure.COST), "9,99")
    first, second = consumption.list_consumption(town)
    assert (first.building, first.carrier, first.meter, first.unit) == (
        "Rathaus",
        "Erdgas",
        "4711",
        Unit.KWH_HS,
    )
    assert first.quantity == 111
    assert first.kwh is not None and round(first.kwh, 9) == 100
    assert (second.year, second.month, second.quantity, second.cents) == (2025, 2, None, 999)
    assert consumption.list_consumption(town, town.new_id()) == []
    assert len(consumption.list_consumption(town, town.own_place().id)) == 2
