"""Kommunen: what each town reported, to read and to take along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.services.exchange.importing import import_files
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.places import PlacesPage
from klikks_desktop.ui.theme import Theme


@pytest.fixture
def page(
    enrolled: None,
    region: Workspace,
    export: Callable[[str], Path],
    region_window: MainWindow,
    qtbot: QtBot,
) -> PlacesPage:
    import_files(region, [export("bericht.klikks")])
    with qtbot.waitActive(region_window):
        region_window.activateWindow()
    region_window.shell.show_page("places")
    page = region_window.shell.page("places")
    assert isinstance(page, PlacesPage)
    return page


def texts(page: PlacesPage) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.detail.findChildren(QLabel) if label.isVisible()]


def test_row_says_figures_and_age(page: PlacesPage) -> None:
    row = page.table.model.row(0)
    assert [row.cell(column).text for column in range(4)] == [
        "Stadt Auenbrück",
        "Landkreis Auenland",
        "8",
        "6",
    ]
    assert row.cell(4).second == "heute"


def test_detail_shows_how_far_the_town_has_come(page: PlacesPage) -> None:
    shown = texts(page)
    assert "1. Erster Kontakt" in shown
    assert "10. Vernetzung" in shown


def test_detail_shows_office_people_and_why_nothing_can_be_changed(page: PlacesPage) -> None:
    shown = texts(page)
    assert "klimaschutz@auenbrueck.example" in shown
    assert any("Eine Berichtigung kommt mit ihrer nächsten Datei" in text for text in shown)
    people = page.detail.people.model
    rows = {people.row(place).cell(0).text: people.row(place) for place in range(people.rowCount())}
    assert len(rows) == 6
    assert rows["Behrens, Frauke"].cell(0).second == "Harber · frauke.behrens@posteo.example"
    assert rows["Größchen, Maximiliane Dorothea"].cell(0).second == "Wolterdingen", "no telephone: not ticked"
    assert rows["Nguyễn, Thị Ánh"].cell(1).second == "unbefristet"


def test_search_and_way_to_the_person(page: PlacesPage, region_window: MainWindow) -> None:
    page.search.setText("auenbrueck")
    assert page.table.model.rowCount() == 1
    page.search.setText("nirgendwo")
    assert page.table.model.rowCount() == 0
    page.search.clear()
    page.table.view.setFocus()
    page.table.view.selectRow(0)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.detail.people.view.hasFocus()
    page.detail.people.view.selectRow(0)
    QTest.keyClick(page.detail.people.view, Qt.Key.Key_Return)
    assert region_window.shell.current == "patrons"


def test_table_is_taken_along(page: PlacesPage, pick_file: Callable[..., None], tmp_path: Path) -> None:
    target = tmp_path / "kommunen.xlsx"
    pick_file(target)
    page.excel.click()
    sheet = load_workbook(target).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:7] == ("03999888", "Stadt Auenbrück", "Landkreis Auenland", "Niedersachsen", 8, 6, 1)
    assert page.told.isVisible()


def test_offices_that_are_shown_become_address_cards(
    page: PlacesPage, pick_file: Callable[..., None], tmp_path: Path
) -> None:
    target = tmp_path / "kommunen.vcf"
    pick_file(target)
    page.cards.click()
    text = target.read_bytes().decode()
    assert text.count("BEGIN:VCARD") == 1
    assert "KIND:org\r\nFN:Stadt Auenbrück\r\n" in text
    assert "EMAIL:klimaschutz@auenbrueck.example\r\n" in text
    assert page.told.isVisible()


def test_before_the_first_report(region_window: MainWindow) -> None:
    region_window.shell.show_page("places")
    page = region_window.shell.page("places")
    assert isinstance(page, PlacesPage)
    assert page.empty.isVisible()
    page.empty.primary.click()
    assert region_window.shell.current == "exchange"


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_clipped(
    page: PlacesPage, theme: Theme, scale: int, find_clipped: Callable[[QWidget], list[str]]
) -> None:
    theme.set_scale(scale)
    QApplication.processEvents()
    assert not find_clipped(page)
    if not page.panes.two_panes:
        page.panes.show_record()
        QApplication.processEvents()
        assert not find_clipped(page)
        page.detail.back.click()
        assert page.table.isVisible()
