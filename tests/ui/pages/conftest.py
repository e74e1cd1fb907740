"""A real town, a real region and a real window for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Role
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.workspace import Workspace, create_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.rasterise import rasterise_svg
from klikks_desktop.ui.theme import Theme

RESOURCES = Path(__file__).parents[3] / "resources"


def clock() -> datetime:
    return datetime.now(UTC)


def make_workspace(folder: Path, role: Role, name: str) -> Workspace:
    return create_workspace(
        folder, role=role, name=name, clock=clock, resources=RESOURCES, rasterise=rasterise_svg
    )


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, RESOURCES, "light")


@pytest.fixture
def town(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """The invented town Auenbrück with ten people in every state (services/demo_data.py)."""
    workspace = fill_practice_town(make_workspace(tmp_path / "kommune", Role.MUNICIPALITY, "Stadt Auenbrück"))
    yield workspace
    workspace.close()


@pytest.fixture
def empty_town(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """A workspace of a municipality without anything in it."""
    workspace = make_workspace(tmp_path / "leer", Role.MUNICIPALITY, "Stadt Auenbrück")
    yield workspace
    workspace.close()


@pytest.fixture
def region(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """An empty workspace of a regional manager."""
    workspace = make_workspace(tmp_path / "region", Role.REGION, "Regionalmanagement Auenland")
    yield workspace
    workspace.close()


def open_window(qtbot: QtBot, workspace: Workspace, theme: Theme, page: str) -> MainWindow:
    window = MainWindow(workspace, theme, page)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def window(qtbot: QtBot, town: Workspace, theme: Theme) -> MainWindow:
    """The main window on the town, showing the overview."""
    return open_window(qtbot, town, theme, "overview")


@pytest.fixture
def region_window(qtbot: QtBot, region: Workspace, theme: Theme) -> MainWindow:
    """The main window on the empty region."""
    return open_window(qtbot, region, theme, "overview")
