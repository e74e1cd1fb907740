"""Timing pages of the window and printing what was timed, for the benchmarks."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import HostedPage
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.theme import Theme


def milliseconds(action: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


class Painted(QObject):
    """Notes when a widget is first painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = time.perf_counter()
        return False


def opened(app: QApplication, workspace: Workspace, theme: Theme, key: str) -> tuple[float, float, float]:
    """First opening of one page in a new window, until it can be seen and until all is shown, and reload.

    What stands in for the record beside a list is painted last, so the list can be seen by then.
    """
    window = MainWindow(workspace, theme, "help" if key != "help" else "overview")
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    seen: list[Painted] = []

    def first() -> None:
        window.shell.show_page(key)
        page = window.shell.page(key)
        panes = getattr(page, "panes", None)
        last = panes.record if panes is not None and panes.isVisible() else page
        seen.append(Painted(last))
        for _ in range(3):
            app.processEvents()

    def again() -> None:
        cast(HostedPage, window.shell.page(key)).reload()
        app.processEvents()

    begin = time.perf_counter()
    whole = milliseconds(first)
    taken = (seen[0].at - begin) * 1000, whole, milliseconds(again)
    window.close()
    window.deleteLater()
    app.processEvents()
    return taken


def show_openings(
    app: QApplication, workspace: Workspace, theme: Theme, key: str, *, runs: int, floor: float | None
) -> None:
    """Rows of the table for one page."""
    times = [opened(app, workspace, theme, key) for _ in range(runs)]
    line(f"page {key}, opened first, seen", [seen for seen, _, _ in times], floor)
    line(f"page {key}, opened first, with its record", [whole for _, whole, _ in times], floor)
    line(f"page {key}, after a change", [again for _, _, again in times], floor)


def line(title: str, times: list[float], floor: float | None = None) -> None:
    """One row of the table."""
    median = statistics.median(times)
    ratio = f"{median / floor:7.1f}" if floor else ""
    print(f"{title:44}{median:9.1f}{max(times):9.1f} ms{ratio}")
