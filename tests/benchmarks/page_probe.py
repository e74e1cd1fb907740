"""Timing pages of the window and printing what was timed, for the benchmarks."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import HostedPage
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.theme import Theme


def milliseconds(action: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def opened(app: QApplication, workspace: Workspace, theme: Theme, key: str) -> tuple[float, float]:
    """First opening and reload of one page in a new window."""
    window = MainWindow(workspace, theme, "help" if key != "help" else "overview")
    window.resize(1366, 768)
    window.show()
    app.processEvents()

    def first() -> None:
        window.shell.show_page(key)
        app.processEvents()

    def again() -> None:
        cast(HostedPage, window.shell.page(key)).reload()
        app.processEvents()

    taken = milliseconds(first), milliseconds(again)
    window.close()
    window.deleteLater()
    app.processEvents()
    return taken


def line(title: str, times: list[float], floor: float | None = None) -> None:
    """One row of the table."""
    median = statistics.median(times)
    ratio = f"{median / floor:7.1f}" if floor else ""
    print(f"{title:44}{median:9.1f}{max(times):9.1f} ms{ratio}")
