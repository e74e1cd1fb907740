"""The page on the invented town and what it works on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.places.demo_work import fill_work
from klikks_desktop.services.projects.projects import find_project, list_projects
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.projects import ProjectsPage
from klikks_desktop.ui.theme import Theme

D = TypeVar("D", bound=QDialog)
Open = Callable[[Workspace], ProjectsPage]
Answer = Callable[[type[D], Callable[[D], object]], None]
LAMPS = "Neues Licht in der Sporthalle"


def fill(workspace: Workspace) -> None:
    town = fill_practice_town(workspace)
    if not list_projects(town):
        fill_work(town)


@pytest.fixture
def works(take: Callable[..., Workspace]) -> Workspace:
    """The invented town with buildings, potentials and projects."""
    return take("werke", "Stadt Auenbrück", fill=fill)


@pytest.fixture
def lamps(works: Workspace) -> UUID:
    """A project under way, with tasks, a grant and a potential."""
    return find_project(works, LAMPS)


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme) -> Open:
    """Opens the page on a workspace."""

    def opened(workspace: Workspace) -> ProjectsPage:
        window = MainWindow(workspace, theme, "projects")
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        page = window.shell.page("projects")
        assert isinstance(page, ProjectsPage)
        return page

    return opened


@pytest.fixture
def page(open_page: Open, works: Workspace, lamps: UUID) -> ProjectsPage:
    """The page, showing the new lamps."""
    made = open_page(works)
    made.open_record(lamps)
    return made


@pytest.fixture
def answer() -> Answer[QDialog]:
    """Does something in the next dialog of a kind, which is shown modally."""

    def ask(kind: type[D], act: Callable[[D], object]) -> None:
        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                act(dialog)
            else:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)

    return ask
