"""What a page shows is read beside the window's thread: the last wish counts, and nobody is disturbed."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import CancelledError
from functools import partial
from typing import cast

import pytest
from modal import when_shown
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.errors import UserError, catalogue
from klikks_desktop.domain.records import Place
from klikks_desktop.services.region import periods
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.status import StatusPage
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.reading_line import ReadingLine


def loader_of(window: MainWindow, shown: list[str]) -> Loader[str]:
    page = window.shell.page(window.shell.current)
    assert isinstance(page, Page)
    return Loader(cast(Host, window), "Die Liste wird gelesen", "Kommunen", shown.append, page)


def bar_of(window: MainWindow) -> InfoBar | None:
    """What the page says that could not be read, while it says so."""
    bars = window.shell.page(window.shell.current).findChildren(InfoBar)
    return next((bar for bar in bars if bar.isVisible() and "gelesen" in bar.accessibleName()), None)


def _say(name: str, _workspace: Workspace) -> str:
    return name


def test_of_several_wishes_the_last_is_shown(region_window: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []
    loader = loader_of(region_window, shown)
    for name in ("first", "second", "third"):
        loader.load(partial(_say, name), beside=True)
    assert loader.is_reading
    qtbot.waitUntil(lambda: not loader.is_reading)
    assert shown == ["third"]


def test_a_short_reading_overtakes_a_long_one(region_window: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []
    loader = loader_of(region_window, shown)
    go_on = threading.Event()

    def long(_workspace: Workspace) -> str:
        go_on.wait()
        return "long"

    loader.load(long, beside=True)
    loader.load(lambda workspace: workspace.name, beside=False)
    assert not loader.is_reading
    go_on.set()
    later: list[str] = []
    loader_of(region_window, later).load(partial(_say, "later"), beside=True)
    qtbot.waitUntil(lambda: bool(later))
    assert shown == ["Regionalmanagement Auenland"]


@pytest.mark.parametrize("beside", [True, False], ids=["beside", "here"])
def test_what_failed_is_told_and_can_be_read_again(
    region_window: MainWindow, qtbot: QtBot, beside: bool
) -> None:
    shown: list[str] = []
    told: list[str] = []
    lost = [UserError("K-252")]
    loader = loader_of(region_window, shown)

    def read(workspace: Workspace) -> str:
        if lost:
            raise lost[0]
        return workspace.name

    def close(dialog: MessageDialog) -> None:
        told.append(dialog.windowTitle())
        dialog.reject()

    when_shown(MessageDialog, close)
    region_window.attempt(lambda: loader.load(read, beside=beside))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [catalogue()["K-252"].title]
    assert not loader.is_reading
    assert loader.is_unknown
    assert shown == []
    bar = bar_of(region_window)
    assert bar is not None
    (again,) = bar.findChildren(Button)

    when_shown(MessageDialog, close)
    again.click()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert bar.isVisible()

    lost.clear()
    again.click()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [region_window.workspace.name]
    assert not loader.is_unknown
    assert bar_of(region_window) is None


def test_what_was_cancelled_can_be_read_again(region_window: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []
    loader = loader_of(region_window, shown)
    cancelled = [CancelledError()]

    def read(workspace: Workspace) -> str:
        if cancelled:
            raise cancelled.pop()
        return workspace.name

    loader.load(read, beside=True)
    qtbot.waitUntil(lambda: not loader.is_reading)
    bar = bar_of(region_window)
    assert bar is not None
    bar.findChildren(Button)[0].click()
    qtbot.waitUntil(lambda: bool(shown))


def test_the_failure_of_a_former_wish_is_no_failure_of_the_last(
    region_window: MainWindow, qtbot: QtBot
) -> None:
    shown: list[str] = []
    loader = loader_of(region_window, shown)

    def give_up(_workspace: Workspace) -> str:
        raise CancelledError

    loader.load(give_up, beside=True)
    loader.load(partial(_say, "last"), beside=True)
    qtbot.waitUntil(lambda: bool(shown))
    assert not loader.is_unknown
    assert bar_of(region_window) is None


def test_no_search_for_garbage_while_reading(region_window: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []
    searched: list[bool] = []
    loader = loader_of(region_window, shown)

    def read(workspace: Workspace) -> str:
        searched.append(gc.isenabled())
        return workspace.name

    assert gc.isenabled()
    loader.load(read, beside=True)
    qtbot.waitUntil(lambda: bool(shown))
    assert searched == [False]
    assert gc.isenabled()


def line_of(window: MainWindow) -> ReadingLine | None:
    """What the page shown says that it reads, while it says so."""
    lines = window.shell.page(window.shell.current).findChildren(ReadingLine)
    return next((line for line in lines if line.isVisible()), None)


class Patient:
    """A reading that lasts until it may go on, and asks the database before and after."""

    def __init__(self) -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self.count = 0

    def __call__(self, workspace: Workspace) -> str:
        with workspace.store.read() as reader:
            reader.find(Place)
            self.begun.set()
            self.may_go_on.wait()
            reader.find(Place)
        self.count += 1
        return workspace.name


def test_a_long_reading_says_so_in_the_page_and_leaves_the_window_usable(
    region_window: MainWindow, qtbot: QtBot
) -> None:
    shown: list[str] = []
    loader, read = loader_of(region_window, shown), Patient()
    loader.load(read, beside=True, count=42_988)
    qtbot.waitUntil(lambda: line_of(region_window) is not None)
    line = line_of(region_window)
    assert line is not None
    assert line.accessibleName() == "Die Liste wird gelesen: 42.988 Kommunen …"
    assert QApplication.activeModalWidget() is None
    read.may_go_on.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert not line.isVisible()


def test_a_reading_can_be_stopped_where_it_is_told(region_window: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []
    loader, read = loader_of(region_window, shown), Patient()
    loader.load(read, beside=True)
    qtbot.waitUntil(lambda: line_of(region_window) is not None)
    line = line_of(region_window)
    assert line is not None
    line.stop.click()
    read.may_go_on.set()
    qtbot.waitUntil(lambda: bar_of(region_window) is not None)
    assert not line.isVisible()
    assert read.count == 0
    assert shown == []


@pytest.mark.parametrize("cancelled", [True, False])
def test_who_leaves_the_page_cancels_its_reading_and_who_returns_begins_it_again(
    region_window: MainWindow, qtbot: QtBot, cancelled: bool
) -> None:
    shell, workspace = region_window.shell, region_window.workspace
    shell.show_page("status")
    page = cast(StatusPage, shell.page("status"))
    shown: list[str] = []
    loader, read = loader_of(region_window, shown), Patient()
    if cancelled:
        loader.load(read, beside=True)
        qtbot.waitUntil(read.begun.is_set)
    shell.show_page("help")
    read.may_go_on.set()
    qtbot.waitUntil(lambda: not loader.is_reading)
    assert read.count == 0
    assert shown == []
    # Nobody tells the window of this, so only a page that reads again can know.
    periods.add_period(workspace, {"title": "2026", "opens_on": "01.01.2026", "due_on": "31.12.2026"})
    shell.show_page("status")
    assert (page.tools.period is not None) is cancelled


def test_a_window_that_closes_begins_no_reading(region_window: MainWindow, qtbot: QtBot) -> None:
    shown: list[str] = []
    loader, read = loader_of(region_window, shown), Patient()
    read.may_go_on.set()
    loader.load(read, beside=True)
    region_window.close()
    qtbot.wait(0)
    assert not read.begun.is_set()


def test_until_it_is_known_what_there_is_the_page_claims_nothing(
    region_window: MainWindow, qtbot: QtBot
) -> None:
    page = Page(region_window.theme, PageHead(region_window.theme, "Karte"))
    qtbot.addWidget(page)
    content, put_aside = QLabel("Noch nimmt keine Kommune teil"), QLabel("Liste")
    page.body.addWidget(content)
    page.body.addWidget(put_aside)
    put_aside.hide()
    page.show()
    shown: list[str] = []
    read, second = Patient(), Patient()
    loaders = [
        Loader(cast(Host, region_window), "Die Karte entsteht", "Kommunen", shown.append, page)
        for _ in range(2)
    ]
    for loader, each in zip(loaders, (read, second), strict=True):
        loader.load(each, beside=True)
        each.may_go_on.set()
    assert not content.isVisible()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert content.isVisible()
    assert not put_aside.isVisible()
    loaders[0].load(partial(_say, "again"), beside=True)
    assert content.isVisible(), "what was known before stays in sight"
    qtbot.waitUntil(lambda: len(shown) == 3)
