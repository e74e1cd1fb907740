"""The page Karte: map and list follow each other, everything by keyboard, kept in every kind of file."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.map.geometry import inner_point
from klikks_desktop.domain.map.values import Level, Subject
from klikks_desktop.services.region import partners
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.region_map import RegionMapPage
from klikks_desktop.ui.theme import Theme

SOLTAU, AURICH, BREMEN = "03358021", "03452001", "04011000"


def show(region: Workspace, theme: Theme, qtbot: QtBot) -> RegionMapPage:
    window = MainWindow(region, theme, "map")
    qtbot.addWidget(window)
    window.resize(1366, 697)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    page = window.shell.page("map")
    assert isinstance(page, RegionMapPage)
    qtbot.waitUntil(lambda: page.content is not None)
    return page


@pytest.fixture
def page(region: Workspace, theme: Theme, qtbot: QtBot) -> RegionMapPage:
    """A region with two partners in Niedersachsen, neither of which has reported."""
    for key in (SOLTAU, AURICH):
        partners.add_partner(region, key)
    return show(region, theme, qtbot)


def until(qtbot: QtBot, page: RegionMapPage, level: Level, subject: Subject = Subject.PROJECTS) -> None:
    def is_shown() -> bool:
        content = page.content
        return content is not None and (content.level, content.subject) == (level, subject)

    qtbot.waitUntil(is_shown)


def names(page: RegionMapPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def click_segment(page: RegionMapPage, holder: QWidget, words: str) -> None:
    segment = next(child for child in holder.findChildren(QWidget) if child.accessibleName() == words)
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)


def test_the_land_of_the_partners_is_shown_with_its_counties(page: RegionMapPage) -> None:
    content = page.content
    assert content is not None
    assert (content.region, content.level, content.subject) == (
        "Niedersachsen",
        Level.COUNTY,
        Subject.PROJECTS,
    )
    assert page.head.subtitle.text().startswith("Niedersachsen, Stand ")
    assert len(names(page)) == 45
    assert names(page)[:2] == ["Aurich", "Heidekreis"], "who takes part stands first"


def test_from_the_search_into_the_first_hit_and_onto_the_map(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.search.setText("auri")
    qtbot.waitUntil(lambda: names(page)[:1] == ["Aurich"])
    QTest.keyClick(page.listing.search, Qt.Key.Key_Down)
    assert page.canvas.key == page.listing.table.selected_key() == "03452"


def test_the_list_marks_the_map_and_the_map_the_list(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.table.view.setFocus()
    page.listing.table.select("03358")
    assert page.canvas.key == "03358"
    assert page.card.isVisible()
    assert page.card.title.text() == "Heidekreis"
    QTest.keyClick(page.listing.table.view, Qt.Key.Key_Down)
    assert page.canvas.key == page.listing.table.selected_key() != "03358"
    assert page.content is not None
    x, y = page.canvas.view.to_screen(*inner_point(page.content.areas.rings("03452")))
    page.canvas.chosen.emit(page.canvas.key_at(x, y))
    assert page.listing.table.selected_key() == "03452"
    page.canvas.setFocus()
    QTest.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert page.listing.table.selected_key() is None
    assert page.canvas.key == ""
    assert not page.card.isVisible()


def test_other_colours_another_column(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.table.select("03358")
    click_segment(page, page.subjects, "Stand")
    until(qtbot, page, Level.COUNTY, Subject.REPORTS)
    view = page.listing.table.view
    shown = [place for place in range(6) if not view.isColumnHidden(place)]
    assert shown == [0, 1, 2]
    assert page.canvas.key == "03358", "what was chosen stays"
    heath = page.listing.table.model.row(page.listing.table.model.place_of("03358"))
    assert heath.cell(1).text == "fehlt"


def test_into_a_county_and_out_again(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.table.select("03358")
    QTest.keyClick(page.listing.table.view, Qt.Key.Key_Return)
    until(qtbot, page, Level.MUNICIPALITY)
    assert page.content is not None
    box, seen = page.content.box_of("03358"), page.canvas.view.bounds
    assert box is not None
    assert seen.has(box.left, box.top)
    assert seen.has(box.right, box.bottom)
    assert seen.width < page.content.bounds.width
    assert "Soltau" in names(page)
    click_segment(page, page.listing.levels, "Länder")
    until(qtbot, page, Level.STATE)
    assert names(page) == ["Niedersachsen"]


def test_the_button_on_the_card_leads_in(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.table.select("03452")
    assert page.card.enter.text() == "Gemeinden zeigen"
    qtbot.mouseClick(page.card.enter, Qt.MouseButton.LeftButton)
    until(qtbot, page, Level.MUNICIPALITY)


def test_all_of_germany_and_back_to_one_land(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.states.set_value("")
    page.listing.states.edited.emit()
    qtbot.waitUntil(lambda: page.content is not None and len(page.content.states) == 16)
    assert len(names(page)) == 401
    click_segment(page, page.listing.levels, "Länder")
    until(qtbot, page, Level.STATE)
    page.listing.table.select("04")
    QTest.keyClick(page.listing.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.content is not None and page.content.states == ("04",))
    assert page.listing.states.value() == "04"
    click_segment(page, page.listing.levels, "Gemeinden")
    until(qtbot, page, Level.MUNICIPALITY)
    page.listing.states.set_value("")
    page.listing.states.edited.emit()
    until(qtbot, page, Level.COUNTY)


def test_a_municipality_is_found_by_name_or_key_and_opened(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.search.setFocus()
    QTest.keyClicks(page.listing.search, "walsro")
    assert names(page) == ["Walsrode (Heidekreis)"]
    QTest.keyClick(page.listing.search, Qt.Key.Key_Down)
    assert page.listing.table.view.hasFocus()
    page.listing.table.view.selectRow(0)
    assert page.canvas.key == "03358", "its county is marked"
    QTest.keyClick(page.listing.table.view, Qt.Key.Key_Return)
    until(qtbot, page, Level.MUNICIPALITY)
    assert page.content is not None
    assert page.content.names[page.canvas.key] == "Walsrode"
    page.listing.search.setText(SOLTAU)
    assert names(page) == ["Soltau"]
    page.listing.search.setText("gibt es nicht")
    assert names(page) == []


def test_tab_leads_through_named_controls_to_the_map(page: RegionMapPage, qtbot: QtBot) -> None:
    page.listing.states.setFocus()
    met: list[str] = []
    for _ in range(25):
        widget = QApplication.focusWidget()
        assert widget.accessibleName(), f"{widget} has no name"
        if page.isAncestorOf(widget):
            met.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    order = ["Land", "Kreis, Kommune oder Schlüssel suchen", "Gebiete der Karte", "Nach Excel"]
    order += ["Karte: Projekte je Kreis", "Größer", "Kleiner", "Alles zeigen"]
    places = [met.index(name) for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize("look", [(mode, scale) for mode in ("light", "dark") for scale in (100, 150, 200)])
def test_nothing_is_clipped(
    page: RegionMapPage,
    theme: Theme,
    find_clipped: Callable[[QWidget], list[str]],
    look: tuple[Literal["light", "dark"], int],
) -> None:
    theme.set_mode(look[0])
    theme.set_scale(look[1])
    page.listing.table.select("03358")
    QApplication.processEvents()
    assert find_clipped(page) == []
    if page.switch.isVisible():
        assert page.canvas.isVisible()
        page.switch.click()
        QApplication.processEvents()
        assert page.listing.isVisible()
        assert not page.canvas.isVisible()
        assert find_clipped(page) == []
        page.search_widget()
        assert page.listing.isVisible()


def test_new_partners_appear_when_the_page_is_shown_again(
    page: RegionMapPage, region: Workspace, qtbot: QtBot
) -> None:
    partners.add_partner(region, BREMEN)
    page.reload()
    click_segment(page, page.listing.levels, "Länder")
    page.listing.states.set_value("")
    page.listing.states.edited.emit()
    qtbot.waitUntil(lambda: page.content is not None and set(page.content.values) == {"03", "04"})


def test_without_any_partner_the_page_says_how_it_begins(
    region: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    page = show(region, theme, qtbot)
    assert page.empty.isVisible()
    assert not page.canvas.isVisible()
    assert page.search_widget() is None
    qtbot.mouseClick(page.empty.primary, Qt.MouseButton.LeftButton)
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.shell.current == "exchange"


@pytest.fixture
def pick(when_shown: Callable[..., None]) -> Callable[[Path], None]:
    """Type a path into the next file dialog and press Enter."""

    def choose(path: Path) -> None:
        def fill(dialog: QFileDialog) -> None:
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(field, QLineEdit)
            field.setText(str(path))
            QTest.keyClick(field, Qt.Key.Key_Return)

        when_shown(QFileDialog, fill)

    return choose


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "geojson"])
def test_the_map_is_kept_as_a_file(
    page: RegionMapPage, pick: Callable[[Path], None], qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / f"karte.{kind}"
    pick(target)
    page.save.wanted.emit(kind)
    qtbot.waitUntil(page.saver.told.isVisible, timeout=15_000)
    beginnings = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "geojson": b"{"}
    assert target.read_bytes().startswith(beginnings[kind])
    if kind == "geojson":
        ids = {each["id"] for each in json.loads(target.read_text("utf-8"))["features"]}
        assert {"03358", "03452", f"kommune-{SOLTAU}"} == ids - {f"kommune-{AURICH}"}


def test_the_list_is_kept_as_it_is_shown(
    page: RegionMapPage, pick: Callable[[Path], None], qtbot: QtBot, tmp_path: Path
) -> None:
    page.listing.search.setText("Heidekreis")
    pick(tmp_path / "liste.csv")
    qtbot.mouseClick(page.listing.excel, Qt.MouseButton.LeftButton)
    rows = list(csv.reader((tmp_path / "liste.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[0] for row in rows] == ["Schlüssel", "03358"]
    assert page.saver.told.isVisible()


def test_strg_p_shows_the_paper(page: RegionMapPage, when_shown: Callable[..., None], qtbot: QtBot) -> None:
    seen: list[str] = []

    def look(dialog: PaperDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.reject()

    when_shown(PaperDialog, look)
    page.print_page()
    qtbot.waitUntil(lambda: bool(seen), timeout=15_000)


def test_f1_explains_the_page(page: RegionMapPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.shell.current == "help"
    listed = window.shell.page("help").findChild(QListWidget)
    assert isinstance(listed, QListWidget)
    assert listed.currentItem().text() == "Karte"
