"""Opening the page with 500 patrons and typing in its search, beside a bare QTableView with the same rows.

Run by hand: ``python tests/benchmarks/bench_patrons_page.py``. Prints the median of several runs.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from klikks_desktop.domain.records import Role
from klikks_desktop.services.people import patrons
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.places import demo_data, places
from klikks_desktop.services.workspace import Workspace, create_workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.patrons import PatronsPage
from klikks_desktop.ui.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"
PEOPLE = 500
RUNS = 7
TYPED = ("m", "me", "mey", "meye", "meyer", "")


def fill(folder: Path) -> Workspace:
    """A town with 500 patrons in one transaction each way the services offer."""
    workspace = create_workspace(
        folder, role=Role.MUNICIPALITY, name="Soltau", clock=lambda: datetime.now(UTC), resources=RESOURCES
    )
    place = places.describe_place(workspace.shipped, workspace.new_id(), "03358021").place
    places.add_place(workspace, place)
    for name in demo_data.LOCALITIES:
        places.add_locality(workspace, place.id, name)
    with workspace.store.write("Gefüllt") as unit:
        for number in range(PEOPLE):
            texts = demo_data.patron_texts(number % len(demo_data.PEOPLE), workspace.today)
            texts["given_name"] += f" {'ABCDEFGHIJ'[number // 50]}."
            patrons.store_new(workspace, unit, place, workspace.new_id(), texts)
    return workspace


def median_ms(action: Callable[[], object]) -> float:
    """Median duration in milliseconds."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def bare_table(rows: list[tuple[str, ...]], app: QApplication) -> QTableView:
    """The same words in Qt's own table and model, shown once."""
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(text) for text in row])
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    view.resize(600, 600)
    view.show()
    app.processEvents()
    return view


def main() -> None:
    """Print the table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        workspace = fill(Path(folder) / "kommune")
        theme = Theme(app, RESOURCES, "light")
        window = MainWindow(workspace, theme, "patrons")
        window.resize(1366, 768)
        window.show()
        app.processEvents()
        page = window.shell.page("patrons")
        assert isinstance(page, PatronsPage)
        words = [(r.name, r.place, str(r.ends_on), r.state.word) for r in list_patrons(workspace)]

        def type_word() -> None:
            for text in TYPED:
                page.listing.search.setText(text)

        def paint() -> None:
            page.listing.table.view.viewport().repaint()

        figures = (
            ("bare QTableView with the same 500 rows, shown", median_ms(lambda: bare_table(words, app))),
            ("new page, filled, first person loaded", median_ms(lambda: PatronsPage(window))),
            ("page shown again after a change (reload)", median_ms(page.reload)),
            ("one key in the search", median_ms(type_word) / len(TYPED)),
            ("painting the list", median_ms(paint)),
            ("another person chosen", median_ms(lambda: page.open_record(page.listing.rows[7].id))),
        )
        for name, taken in figures:
            print(f"{name:52}{taken:8.1f} ms")
        window.close()
        workspace.close()


if __name__ == "__main__":
    main()
