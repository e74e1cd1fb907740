"""What a page shows is read beside the window's thread: the last wish counts, and nobody is disturbed."""

from __future__ import annotations

import gc
import threading
from functools import partial
from typing import cast

from pytestqt.qtbot import QtBot

from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.main_window import MainWindow


def loader_of(window: MainWindow, shown: list[str]) -> Loader[str]:
    return Loader(cast(Host, window), "Die Liste wird gelesen", "Kommunen", shown.append)


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
