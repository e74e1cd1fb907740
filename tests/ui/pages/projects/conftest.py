"""The page on the invented town and what it works on."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from klikks_desktop.services.projects.projects import find_project
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.pages.projects import ProjectsPage
from klikks_desktop.ui.theme import Theme
from tests.ui.pages.conftest import open_window

Open = Callable[[Workspace], ProjectsPage]
LAMPS = "Neues Licht in der Sporthalle"


@pytest.fixture
def lamps(works: Workspace) -> UUID:
    """A project under way, with tasks, a grant and a potential."""
    return find_project(works, LAMPS)


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme) -> Open:
    """Opens the page on a workspace."""

    def opened(workspace: Workspace) -> ProjectsPage:
        page = open_window(qtbot, workspace, theme, "projects").shell.page("projects")
        assert isinstance(page, ProjectsPage)
        return page

    return opened


@pytest.fixture
def page(open_page: Open, works: Workspace, lamps: UUID) -> ProjectsPage:
    """The page, showing the new lamps."""
    made = open_page(works)
    made.open_record(lamps)
    return made
