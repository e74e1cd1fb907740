"""Every list as a table: by name, as Excel and as CSV, of all places or of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.exchange.tables.reader import read_table
from klikks_desktop.services.deadlines import deadlines
from klikks_desktop.services.energy.consumption import list_consumption
from klikks_desktop.services.exports import EXPORTS
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.places.practice import create_practice
from klikks_desktop.services.projects.project_parts import add_task
from klikks_desktop.services.workspace import Workspace
from tests.services.conftest import RESOURCES, Desk

OF_TOWNS = [name for name in EXPORTS if name != "totals"]


@pytest.fixture
def practice(desk: Desk) -> Workspace:
    return desk.keep(create_practice(desk.folder / "uebung", clock=desk.clock, resources=RESOURCES))


def cells(path: Path) -> list[tuple[CellValue, ...]]:
    (sheet,) = read_table(path)
    width = len(sheet.rows[0].cells)
    return [(*row.cells, *[None] * (width - len(row.cells))) for row in sheet.rows]


def is_same(shown: CellValue, real: CellValue) -> bool:
    """Whether CSV shows what Excel holds; of numbers it has no more decimals than Excel shows."""
    match real:
        case float() | int():
            return abs(float(str(shown).replace(",", ".")) - real) <= 0.5
        case date():
            return shown == format_short(real)
        case _:
            return shown == real


@pytest.mark.parametrize("name", OF_TOWNS)
def test_each_list_is_the_same_as_excel_and_as_csv(practice: Workspace, name: str, tmp_path: Path) -> None:
    excel, csv = tmp_path / f"{name}.xlsx", tmp_path / f"{name}.csv"
    count = EXPORTS[name].write(practice, excel, None)
    assert EXPORTS[name].write(practice, csv, None) == count
    assert count or name == "deliveries"
    rows = cells(excel)
    assert len(rows) == count + 1
    for shown, real in zip(cells(csv), rows, strict=True):
        assert all(map(is_same, shown, real)), (shown, real)
    assert csv.read_bytes().startswith("\ufeff".encode() + str(rows[0][0]).encode() + b";")


@pytest.mark.parametrize("name", OF_TOWNS)
def test_each_list_keeps_to_one_place(desk: Desk, practice: Workspace, name: str, tmp_path: Path) -> None:
    described = places.describe_place(practice.shipped, practice.new_id(), "03351006").place
    other = places.add_place(practice, described)
    out = tmp_path / "liste.xlsx"
    whole = EXPORTS[name].write(practice, tmp_path / "alle.xlsx", None)
    of_other = EXPORTS[name].write(practice, out, other.id)
    assert of_other < whole or name == "deliveries"


def test_another_ending_is_refused(desk: Desk, practice: Workspace, tmp_path: Path) -> None:
    for name in OF_TOWNS:
        with desk.refused("K-634"):
            EXPORTS[name].write(practice, tmp_path / "liste.pdf", None)
    assert not list(tmp_path.glob("liste*"))


def test_consumption_has_its_figures(practice: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "verbrauch.xlsx"
    EXPORTS["consumption"].write(practice, path, None)
    head, first, *_ = cells(path)
    row, shown = list_consumption(practice)[0], dict(zip(head, first, strict=True))
    assert row.quantity is not None
    assert (shown["Gebäude"], shown["Jahr"]) == (row.building, row.year)
    assert (shown["Menge"], shown["Einheit"]) == (float(row.quantity), row.unit.value)
    assert shown["Kosten (EUR)"] == (None if row.cents is None else row.cents / 100)


def test_deadlines_say_when_and_what(practice: Workspace, tmp_path: Path) -> None:
    add_task(practice, practice.own_place().id, {"title": "=1+1", "due_on": "01.02.2020"})
    path = tmp_path / "termine.csv"
    EXPORTS["deadlines"].write(practice, path, None)
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Am;Was;Wofür;Art;Kommune;Überfällig"
    assert lines[1] == '"01.02.2020";\'=1+1;;Aufgabe;Stadt Auenbrück;ja'.replace('"', "")
    assert len(lines) == len(deadlines(practice)) + 2


def test_patrons_can_be_read_back(practice: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "menschen.xlsx"
    EXPORTS["patrons"].write(practice, path, None)
    assert len(cells(path)) == 1 + sum(not row.has_draft for row in list_patrons(practice))
