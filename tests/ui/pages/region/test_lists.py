"""Projekte and Patinnen und Paten of a region: filters that stay, read only, own remarks, ways onward."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import ProjectState, RemarkKind
from klikks_desktop.services.region.remarks import add_remark
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.places import PlacesPage
from klikks_desktop.ui.pages.region_people import RegionPeoplePage
from klikks_desktop.ui.pages.region_projects import RegionProjectsPage
from klikks_desktop.ui.records import reading_list
from klikks_desktop.ui.theme import Theme


@pytest.fixture
def projects(show: Callable[..., QWidget]) -> RegionProjectsPage:
    return show("region_projects", RegionProjectsPage)


@pytest.fixture
def people(show: Callable[..., QWidget]) -> RegionPeoplePage:
    return show("region_people", RegionPeoplePage)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def titles(page: RegionProjectsPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def find_project(page: RegionProjectsPage, title: str) -> None:
    model = page.listing.table.model
    places = {model.row(place).cell(0).text: place for place in range(model.rowCount())}
    page.open_record(model.row(places[title]).key)
    QApplication.processEvents()


def test_the_sidebar_of_a_region_has_its_own_people(region_window: MainWindow) -> None:
    keys = region_window.page_keys
    assert "patrons" not in keys
    assert keys.index("places") < keys.index("region_people") < keys.index("region_projects")
    assert keys.index("region_projects") < keys.index("evaluation") < keys.index("network")


def test_search_and_filters_narrow_the_projects(projects: RegionProjectsPage) -> None:
    assert len(titles(projects)) == 9
    projects.listing.search.setText("soltau")
    assert titles(projects) == ["Projekt 1 Soltau", "Projekt 2 Soltau"]
    projects.listing.search.clear()
    projects.listing.filter_button.choose("measure:TREES")
    assert titles(projects) == ["Projekt 1 Soltau"]
    projects.listing.filter_button.choose("land:Bremen", ProjectState.DONE.value)
    assert titles(projects) == ["Projekt 1 Bremen"]
    projects.listing.filter_button.choose("funding:")
    assert all(not title.startswith("Projekt 1") for title in titles(projects))
    projects.listing.filter_button.choose("point")
    assert titles(projects) == []


def test_order_holds_for_all_while_one_types(projects: RegionProjectsPage) -> None:
    projects.listing.table.sort_by("saved", down=True)
    first = titles(projects)[0]
    assert first == "Projekt 1 Soltau"
    projects.listing.search.setText('"projekt 1"')
    assert titles(projects)[0] == first
    assert len(titles(projects)) == 4


def test_filters_stay(projects: RegionProjectsPage, region_window: MainWindow) -> None:
    projects.listing.filter_button.choose("land:Bremen")
    again = RegionProjectsPage(region_window)
    assert titles(again) == ["Projekt 1 Bremen", "Projekt 2 Bremen"]
    again.deleteLater()


def test_a_project_shows_its_parts_and_cannot_be_changed(projects: RegionProjectsPage) -> None:
    find_project(projects, "Projekt 1 Soltau")
    detail = projects.detail
    assert detail.is_locked
    assert not detail.delete.isVisibleTo(detail)
    assert detail.effects.model.rowCount() == 4
    assert detail.fundings.model.rowCount() == 2
    assert detail.activities.model.rowCount() == 1
    assert any("erreicht 2,4 t CO₂e" in text for text in texts(detail)), "1,5 and 0,9 of one set"


def test_own_remark_on_a_project_stays_with_it(projects: RegionProjectsPage, filled: Workspace) -> None:
    find_project(projects, "Projekt 1 Soltau")
    data = projects.detail.data
    assert data is not None
    add_remark(
        filled,
        place_key=data.place.key,
        kind=RemarkKind.NOTE,
        text="Schönes Beispiel",
        about=data.project.id,
        about_title=data.project.title,
    )
    projects.reload()
    assert "Schönes Beispiel" in texts(projects.detail.remarks)
    find_project(projects, "Projekt 2 Soltau")
    QApplication.processEvents()
    assert not any(item.isVisibleTo(projects) for item in projects.detail.remarks.items)


def test_ways_between_people_projects_and_places(
    projects: RegionProjectsPage, region_window: MainWindow
) -> None:
    find_project(projects, "Projekt 1 Aurich")
    place = next(button for action, button in projects.detail.buttons.items() if action.icon == "townhall")
    place.click()
    assert region_window.shell.current == "places"
    page = region_window.shell.page("places")
    assert isinstance(page, PlacesPage)
    assert page.detail.name == "Stadt Aurich"
    page.detail.projects.view.selectRow(0)
    QTest.keyClick(page.detail.projects.view, Qt.Key.Key_Return)
    assert region_window.shell.current == "region_projects"
    page.detail.people.view.selectRow(0)
    QTest.keyClick(page.detail.people.view, Qt.Key.Key_Return)
    assert region_window.shell.current == "region_people"


def test_people_without_consent_are_counted(people: RegionPeoplePage) -> None:
    names = [people.listing.table.model.row(place).cell(0).text for place in range(3)]
    assert names == ["Behrens, Frauke", "Müßig, Änne", "Özdemir, Jörg"]
    assert "3 Personen · 9 ohne Namen" in texts(people.listing)
    assert "nicht freigegeben" in texts(people.detail), "the telephone"
    people.listing.filter_button.choose("phone")
    assert people.listing.shown == []
    people.listing.filter_button.choose("email", "land:Niedersachsen")
    assert len(people.listing.shown) == 3


def test_what_is_shown_is_taken_along(
    people: RegionPeoplePage, pick_file: Callable[..., None], tmp_path: Path
) -> None:
    people.listing.search.setText("aurich")
    target = tmp_path / "menschen.xlsx"
    pick_file(target)
    people.listing.export_wanted.emit()
    sheet = load_workbook(target).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Name", "Özdemir, Jörg"]
    cards = tmp_path / "menschen.vcf"
    pick_file(cards)
    people.listing.cards.click()
    text = cards.read_bytes().decode()
    assert "EMAIL:post@person.example" in text
    assert "TEL" not in text


def test_a_long_list_is_read_beside_the_window(
    projects: RegionProjectsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_list, "MANY", 3)
    projects.listing.set_lines([])
    with qtbot.waitSignal(projects.listing.filled):
        projects.reload()
        assert projects.listing.is_reading
        assert not projects.empty.isVisibleTo(projects), "it is not known yet that there is nothing"
    assert len(titles(projects)) == 9
    qtbot.waitUntil(lambda: projects.detail.record in projects.listing.keys)


def test_a_long_list_is_put_in_order_beside_the_window(projects: RegionProjectsPage, qtbot: QtBot) -> None:
    listing = projects.listing
    listing.table.model.most = 3
    find_project(projects, "Projekt 1 Soltau")
    before, record = titles(projects), projects.detail.record
    listing.table.sort_by("title", down=True)
    assert listing.is_reading
    qtbot.waitUntil(lambda: titles(projects) == before[::-1])
    assert list(listing.shown) == list(listing.keys)
    assert projects.detail.record == listing.table.selected_key() == record

    listing.table.sort_by("saved")
    listing.table.sort_by("saved", down=True)
    qtbot.waitUntil(lambda: not listing.is_reading)
    assert titles(projects)[0] == "Projekt 1 Soltau", "of two wishes the last"

    listing.search.setText("soltau")
    assert titles(projects) == ["Projekt 1 Soltau", "Projekt 2 Soltau"]
    listing.table.sort_by("title", down=True)
    assert titles(projects) == ["Projekt 2 Soltau", "Projekt 1 Soltau"], "what is short needs not wait"
    listing.search.clear()
    qtbot.waitUntil(lambda: not listing.is_reading)
    assert titles(projects) == before[::-1]


def test_an_order_chosen_while_a_long_list_is_read_is_kept(
    projects: RegionProjectsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_list, "MANY", 3)
    projects.listing.table.model.most = 3
    before = titles(projects)
    projects.reload()
    projects.listing.table.sort_by("title", down=True)
    qtbot.waitUntil(lambda: not projects.listing.is_reading)
    assert titles(projects) == before[::-1]


@pytest.mark.parametrize("look", [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped(
    projects: RegionProjectsPage,
    theme: Theme,
    look: tuple[str, int],
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    mode, scale = look
    theme.set_mode(mode)  # type: ignore[arg-type]  # one of the looks above
    theme.set_scale(scale)
    find_project(projects, "Projekt 1 Soltau")
    for tab in range(projects.detail.tabs.row.count()):
        projects.detail.tabs.choose(tab)
        for _ in range(2):
            QApplication.processEvents()
        assert find_clipped(projects) == [], tab


def test_every_stop_of_the_tab_key_has_a_name(projects: RegionProjectsPage) -> None:
    find_project(projects, "Projekt 1 Soltau")
    stop = projects.nextInFocusChain()
    while stop is not projects:
        if (
            projects.isAncestorOf(stop)
            and stop.isVisibleTo(projects)
            and stop.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            assert stop.accessibleName() or getattr(stop, "text", str)(), (
                stop,
                stop.mapTo(projects, QPoint()),
            )
        stop = stop.nextInFocusChain()
