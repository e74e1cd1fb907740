"""Ideenpool of a town: what is new, filters, making an idea one's own."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Potential, Project
from klikks_desktop.services.ideas.seen import new_ideas
from klikks_desktop.services.records.history import undo
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.ideas import IdeasPage
from klikks_desktop.ui.pages.potentials import PotentialsPage
from klikks_desktop.ui.pages.potentials.detail import INPUTS, RESULT
from klikks_desktop.ui.pages.projects import ProjectsPage
from klikks_desktop.ui.theme import Theme
from tests.ui.pages.conftest import open_window
from tests.ui.pages.ideas.conftest import nameless

LIGHT, DAY = UUID(int=7), UUID(int=8)


def titles(page: IdeasPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def test_ideas_are_counted_at_the_menu_until_they_are_looked_at(
    town_window: MainWindow, neighbour: Workspace
) -> None:
    assert new_ideas(neighbour) == 2
    town_window.shell.show_page("ideas")
    page = town_window.shell.page("ideas")
    assert isinstance(page, IdeasPage)
    assert titles(page) == ["Licht in der Halle", "Tauschtag"]
    marked = [page.listing.table.model.row(place).cell(3).text for place in range(2)]
    assert marked == ["neu", "neu"], "marked while they are looked at"
    assert new_ideas(neighbour) == 0
    town_window.shell.show_page("overview")
    town_window.shell.show_page("ideas")
    assert page.listing.table.model.row(0).cell(3).text.strip() == ""


def test_filters_and_search_narrow_the_list(town_page: IdeasPage, qtbot: QtBot) -> None:
    town_page.listing.set_filter("measure:LED_STREET")
    assert titles(town_page) == ["Licht in der Halle"]
    town_page.listing.set_filter("size:1000")
    assert len(titles(town_page)) == 2
    town_page.listing.set_filter("cost:10000")
    assert len(titles(town_page)) == 2
    town_page.listing.set_filter("cost:250000")
    assert titles(town_page) == []
    town_page.listing.set_filter("all")
    town_page.listing.search.setText("tausch")
    qtbot.waitUntil(lambda: titles(town_page) == ["Tauschtag"])


def test_a_potential_is_begun_and_shows_the_figures_beside(
    town_page: IdeasPage, town_window: MainWindow, neighbour: Workspace
) -> None:
    potentials = town_window.shell.page("potentials")
    assert isinstance(potentials, PotentialsPage)
    pane = potentials.detail
    pane.tabs.choose(RESULT)  # where somebody was last
    town_window.shell.show_page("ideas")
    town_page.open_record(LIGHT)
    QTest.mouseClick(town_page.detail.adopt, Qt.MouseButton.LeftButton)
    assert town_window.shell.current == "potentials"
    assert pane.data is not None
    assert pane.tabs.current == INPUTS
    assert pane.isAncestorOf(town_window.window().focusWidget())
    assert (pane.data.potential.measure, pane.data.result) == ("LED_STREET", None)
    assert pane.model.isVisible()
    assert "40.000 EUR" in pane.model.accessibleName()
    undo(neighbour)
    with neighbour.store.read() as reader:
        assert reader.find(Potential) == []


def test_a_project_is_begun_where_nothing_can_be_reckoned(
    town_page: IdeasPage, town_window: MainWindow, neighbour: Workspace
) -> None:
    town_page.open_record(DAY)
    assert not town_page.detail.project.isVisible()
    QTest.mouseClick(town_page.detail.adopt, Qt.MouseButton.LeftButton)
    assert town_window.shell.current == "projects"
    projects = town_window.shell.page("projects")
    assert isinstance(projects, ProjectsPage)
    assert projects.detail.name == "Tauschtag"
    town_window.shell.show_page("ideas")
    town_page.open_record(LIGHT)
    QTest.mouseClick(town_page.detail.project, Qt.MouseButton.LeftButton)
    with neighbour.store.read() as reader:
        assert {each.title for each in reader.find(Project)} == {"Tauschtag", "Licht in der Halle"}


def test_the_address_is_copied_and_never_opened(town_page: IdeasPage) -> None:
    town_page.open_record(LIGHT)
    contact = town_page.detail.view.contact
    QTest.mouseClick(contact.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "a@b.example"
    assert contact.told.isVisible()
    town_page.open_record(DAY)
    assert not contact.copy.isVisible()
    assert "nicht genannt" in contact.words.text()


def test_an_empty_pool_says_how_ideas_come(qtbot: QtBot, empty_town: Workspace, theme: Theme) -> None:
    window = open_window(qtbot, empty_town, theme, "ideas")
    page = window.shell.page("ideas")
    assert isinstance(page, IdeasPage)
    assert page.empty.isVisible()
    QTest.mouseClick(page.empty.primary, Qt.MouseButton.LeftButton)
    assert window.shell.current == "post"


def test_nothing_is_clipped_and_everything_has_a_name(
    town_page: IdeasPage, theme: Theme, find_clipped: Callable[[QWidget], list[str]], qtbot: QtBot
) -> None:
    theme.set_scale(200)
    town_page.open_record(LIGHT)
    qtbot.wait(1)
    assert find_clipped(town_page) == []
    assert nameless(town_page) == []
