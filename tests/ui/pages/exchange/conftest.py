"""A town and a region that know each other, and hands for dialogs that wait for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.services.exchange import delivery, enrolment
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.delivery import DeliveryPage
from klikks_desktop.ui.pages.inbox import InboxPage

D = TypeVar("D", bound=QWidget)
WhenShown = Callable[[type[D], Callable[[D], None]], None]


def enrol_both(town: Workspace, region: Workspace, folder: Path) -> None:
    """As two people would do by phone."""
    folder.mkdir(exist_ok=True)
    file, answer = folder / "anmeldung.json", folder / "antwort.klikks"
    enrolment.create_enrolment_file(region, file)
    at_town = enrolment.accept_enrolment_file(town, file, answer)
    at_region = enrolment.read_answer(region, answer)
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    enrolment.confirm(town, at_town.peer.id, at_region.joint_number)


@pytest.fixture
def enrol() -> Callable[[Workspace, Workspace, Path], None]:
    return enrol_both


@pytest.fixture
def enrolled(town: Workspace, region: Workspace, tmp_path: Path) -> None:
    """Town and region trust each other."""
    enrol_both(town, region, tmp_path / "post")


def activate(window: MainWindow, qtbot: QtBot) -> None:
    """Bring a window to the front; without that no key reaches its shortcuts."""
    with qtbot.waitActive(window):
        window.activateWindow()


@pytest.fixture
def town_page(window: MainWindow, qtbot: QtBot) -> DeliveryPage:
    activate(window, qtbot)
    window.shell.show_page("exchange")
    page = window.shell.page("exchange")
    assert isinstance(page, DeliveryPage)
    return page


@pytest.fixture
def region_page(region_window: MainWindow, qtbot: QtBot) -> InboxPage:
    activate(region_window, qtbot)
    region_window.shell.show_page("exchange")
    page = region_window.shell.page("exchange")
    assert isinstance(page, InboxPage)
    return page


@pytest.fixture
def export(town: Workspace, tmp_path: Path) -> Callable[[str], Path]:
    """Write a report of the town under this name."""

    def write(name: str) -> Path:
        return delivery.export_sync_file(town, tmp_path / name).path

    return write


@pytest.fixture
def town_copy(town: Workspace, tmp_path: Path) -> Iterator[Callable[[], Workspace]]:
    """Another computer with a copy of the town's workspace."""
    import shutil

    opened: list[Workspace] = []

    def copy() -> Workspace:
        folder = tmp_path / f"kopie-{len(opened)}"
        shutil.copytree(town.folder, folder, ignore=shutil.ignore_patterns("*lock*"))
        opened.append(
            open_workspace(folder, clock=town.clock, resources=town.shipped.folder, rasterise=town.rasterise)
        )
        return opened[-1]

    yield copy
    for workspace in opened:
        workspace.close()


@pytest.fixture
def drop() -> Callable[..., None]:
    """Drop files onto a widget, as the desktop does."""

    def fall(widget: QWidget, *files: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        action, button, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter = QDragEnterEvent(QPoint(20, 20), action, mime, button, none)
        QApplication.sendEvent(widget, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), action, mime, button, none))

    return fall
