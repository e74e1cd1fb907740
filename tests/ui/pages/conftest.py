"""A real town, a real region and a real window for the tests of pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from modal import pick_file, when_shown
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.records import Role
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.places.demo_work import fill_work
from klikks_desktop.services.projects.projects import list_projects
from klikks_desktop.services.workspace import Clock, Workspace, create_workspace, open_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.rasterise import rasterise_svg
from klikks_desktop.ui.theme import Theme

RESOURCES = Path(__file__).parents[3] / "resources"
Take = Callable[..., Workspace]


def clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where workspaces stand that were made once; nobody works in these."""
    return tmp_path_factory.mktemp("vorlagen")


@pytest.fixture
def take(tmp_path: Path, shelf: Path, qapp: QApplication) -> Iterator[Take]:
    """``take(kind, name, role=, fill=, clock=)``: a workspace, filled by ``fill``, from the shelf."""
    taken: list[Workspace] = []

    def from_shelf(
        kind: str,
        name: str,
        role: Role = Role.MUNICIPALITY,
        fill: Callable[[Workspace], object] | None = None,
        clock: Clock = clock,
    ) -> Workspace:
        given: dict[str, Any] = {"clock": clock, "resources": RESOURCES, "rasterise": rasterise_svg}
        # What is invented lies around the day on which it was made.
        folder, kept = tmp_path / kind, shelf / f"{kind} {clock().astimezone().date()}"
        if kept.exists():
            shutil.copytree(kept, folder)
        else:
            made = create_workspace(folder, role=role, name=name, **given)
            if fill:
                fill(made)
            made.close()
            shutil.copytree(folder, kept)
        taken.append(open_workspace(folder, **given))
        return taken[-1]

    yield from_shelf
    for workspace in taken:
        workspace.close()


@pytest.fixture
def town(take: Take) -> Workspace:
    """The invented town Auenbrück with ten people in every state (services/demo_data.py)."""
    return take("kommune", "Stadt Auenbrück", fill=fill_practice_town)


def fill_works(workspace: Workspace) -> None:
    """Buildings, potentials and projects beside the people."""
    town = fill_practice_town(workspace)
    if not list_projects(town):
        fill_work(town)


@pytest.fixture
def works(take: Take) -> Workspace:
    """The invented town with buildings, potentials and projects."""
    return take("werke", "Stadt Auenbrück", fill=fill_works)


@pytest.fixture
def empty_town(take: Take) -> Workspace:
    """A workspace of a municipality without anything in it."""
    return take("leer", "Stadt Auenbrück")


@pytest.fixture
def region(take: Take) -> Workspace:
    """An empty workspace of a regional manager."""
    return take("region", "Regionalmanagement Auenland", Role.REGION)


def open_window(qtbot: QtBot, workspace: Workspace, theme: Theme, page: str) -> MainWindow:
    window = MainWindow(workspace, theme, page)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
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


@pytest.fixture(name="when_shown")
def a_hand_for_dialogs() -> Callable[..., None]:
    """``when_shown(kind, act)``."""
    return when_shown


@pytest.fixture(name="pick_file")
def a_hand_for_file_dialogs() -> Callable[..., None]:
    """``pick_file(path, *further)``."""
    return pick_file
