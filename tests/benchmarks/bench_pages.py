"""Opening each page and typing in the search with 500 patrons, beside raw SQL for the same rows.

Run ``python tests/benchmarks/bench_pages.py``. A page is opened for the first time in a new window, until
its painting is done; a second time when something has changed since. Prints, never fails on time.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from page_probe import line, milliseconds, show_openings
from PySide6.QtWidgets import QApplication, QLineEdit
from sample_town import RESOURCES, machine, make_town

from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.files import DATABASE
from klikks_desktop.ui.host import HostedPage
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.theme import Theme

PEOPLE = 500
RUNS = 7
FRAME_MS = 1000 / 60
TYPED = ("b", "be", "beh", "behr", "behre", "")
ROWS = (
    "SELECT * FROM patron WHERE source IS NULL ORDER BY search_key",
    "SELECT * FROM appointment WHERE source IS NULL",
    "SELECT * FROM consent WHERE source IS NULL",
)


def typed(app: QApplication, workspace: Workspace, theme: Theme) -> list[float]:
    """Each key in the search of the page Patinnen und Paten, until the list is painted."""
    window = MainWindow(workspace, theme, "patrons")
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    search = cast(HostedPage, window.shell.page("patrons")).search_widget()
    assert search is not None
    field = search if isinstance(search, QLineEdit) else search.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)

    def type_text(text: str) -> None:
        field.setText(text)
        app.processEvents()

    times = [milliseconds(lambda t=text: type_text(t)) for _ in range(RUNS) for text in TYPED]
    window.close()
    window.deleteLater()
    return times


def main() -> None:
    """Print the table."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console, not a test's capture
    app = cast(QApplication, QApplication.instance() or QApplication([]))
    with tempfile.TemporaryDirectory() as folder:
        workspace = make_town(Path(folder) / "kommune", PEOPLE)
        with closing(sqlite3.connect(Path(folder) / "kommune" / DATABASE)) as connection:
            read = [
                milliseconds(lambda: [connection.execute(query).fetchall() for query in ROWS])
                for _ in range(RUNS)
            ]
            found = [
                milliseconds(
                    lambda t=text: connection.execute(
                        "SELECT * FROM patron WHERE search_key LIKE ? ORDER BY search_key", [f"%{t}%"]
                    ).fetchall()
                )
                for _ in range(RUNS)
                for text in TYPED
            ]
        theme = Theme(app, RESOURCES, "light")
        print(f"{'':44}{'median':>9}{'most':>9}   {'x raw':>7}")
        line(f"raw SQL: all rows of {PEOPLE} patrons", read)
        keys = MainWindow(workspace, theme, "help").page_keys
        for key in keys:
            floor = None if key == "help" else statistics.median(read)
            show_openings(app, workspace, theme, key, runs=RUNS, floor=floor)
        line("raw SQL: people found at a key", found)
        line("one key in the search, list painted", typed(app, workspace, theme), statistics.median(found))
        workspace.close()
    print(f"{machine()}; one frame at 60 Hz is {FRAME_MS:.1f} ms")


if __name__ == "__main__":
    main()
