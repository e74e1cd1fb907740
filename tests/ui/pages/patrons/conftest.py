"""The page in a real window that notes where it would lead."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.patrons import PatronsPage
from klikks_desktop.ui.theme import Theme

Led = list[tuple[Target, UUID | None]]


class Window(MainWindow):
    """The main window, which notes that certificates are wanted instead of going there."""

    def __init__(self, workspace: Workspace, theme: Theme, led: Led) -> None:
        self._led = led
        super().__init__(workspace, theme, "patrons")

    def go(self, target: Target, record: UUID | None = None, part: UUID | None = None) -> None:
        if target is Target.CERTIFICATES:
            self._led.append((target, record))
        else:
            super().go(target, record, part)


@pytest.fixture
def led() -> Led:
    """Where the page led."""
    return []


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, led: Led) -> Callable[[Workspace], PatronsPage]:
    """Opens the page on a workspace."""

    def opened(workspace: Workspace) -> PatronsPage:
        window = Window(workspace, theme, led)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        page = window.shell.page("patrons")
        assert isinstance(page, PatronsPage)
        return page

    return opened


@pytest.fixture
def page(open_page: Callable[[Workspace], PatronsPage], town: Workspace) -> PatronsPage:
    """The page on the invented town."""
    return open_page(town)
