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

from klikks_desktop.domain.records import RemarkKind
from klikks_desktop.services.exchange.importing import import_files
from klikks_desktop.services.region.remarks import add_remark
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
    assert page.detail.record in page.listing.keys
    QApplication.processEvents()
    return page


def cells(page: PlacesPage, place: int) -> list[str]:
    row = page.listing.table.model.row(place)
    return [row.cell(column).text for column in range(4)]


def texts(page: PlacesPage) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.detail.findChildren(QLabel)]


def test_row_says_figures_and_age(page: PlacesPage) -> None:
    name, in_office, projects, tonnes = cells(page, 0)
    assert (name, in_office) == ("Stadt Auenbrück", "8")
    assert (projects, tonnes) == ("0", "0,0"), "the invented town has only people"
    row = page.listing.table.model.row(0)
    assert row.cell(0).second == "Landkreis Auenland"
    assert row.cell(1).second == "6 mit Namen"
    assert row.cell(4).second == "heute"


def test_detail_shows_office_people_and_why_nothing_can_be_changed(page: PlacesPage) -> None:
    shown = texts(page)
    assert "klimaschutz@auenbrueck.example" in shown
    assert any("Nur dort können diese Angaben geändert werden" in text for text in shown)
    people = page.detail.people.model
    rows = {people.row(place).cell(0).text: people.row(place) for place in range(people.rowCount())}
    assert len(rows) == 6
    assert rows["Behrens, Frauke"].cell(0).second == "Harber · frauke.behrens@posteo.example"
    assert rows["Größchen, Maximiliane Dorothea"].cell(0).second == "Wolterdingen", "no telephone: not ticked"
    assert rows["Nguyễn, Thị Ánh"].cell(1).second == "unbefristet"


def test_search_and_way_to_a_person(page: PlacesPage, region_window: MainWindow) -> None:
    page.listing.search.setText("auenbrueck")
    assert page.listing.table.model.rowCount() == 1
    page.listing.search.setText("nirgendwo")
    assert page.listing.table.model.rowCount() == 0
    page.listing.search.clear()
    detail = page.detail
    detail.people.view.selectRow(0)
    QTest.keyClick(detail.people.view, Qt.Key.Key_Return)
    assert region_window.shell.current == "region_people"


def test_filter_stays_and_says_itself(page: PlacesPage, region_window: MainWindow) -> None:
    page.listing.filter_button.choose("step:10")
    assert not page.listing.shown
    page.listing.filter_button.choose("land:Niedersachsen", "step:0")
    kept = region_window.list_states["places"]
    assert set(kept.filters) == {"land:Niedersachsen", "step:0"}
    again = PlacesPage(region_window)
    assert again.listing.filter_button.chosen == list(kept.filters)
    again.deleteLater()


def test_own_remark_on_a_town(page: PlacesPage, region: Workspace) -> None:
    add_remark(region, place_key="03999888", kind=RemarkKind.NOTE, text="Am Freitag anrufen")
    page.reload()
    assert "Am Freitag anrufen" in texts(page)


def test_table_is_taken_along(page: PlacesPage, pick_file: Callable[..., None], tmp_path: Path) -> None:
    target = tmp_path / "kommunen.xlsx"
    pick_file(target)
    page.listing.export_wanted.emit()
    sheet = load_workbook(target).active
    assert sheet is not None
    head, row = sheet.iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert told["AGS"] == "03999888"
    assert (told["Kommune"], told["Im Amt"], told["Mit Namen"]) == ("Stadt Auenbrück", 8, 6)
    assert page.written.isVisible()


def test_offices_that_are_shown_become_address_cards(
    page: PlacesPage, pick_file: Callable[..., None], tmp_path: Path
) -> None:
    target = tmp_path / "kommunen.vcf"
    pick_file(target)
    page.listing.cards.click()
    text = target.read_bytes().decode()
    assert text.count("BEGIN:VCARD") == 1
    assert "KIND:org\r\nFN:Stadt Auenbrück\r\n" in text
    assert "EMAIL:klimaschutz@auenbrueck.example\r\n" in text
    assert page.written.isVisible()


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
        page.detail.went_back.emit()
        assert page.listing.isVisible()
