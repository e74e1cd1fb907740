"""One started window of ``bench_start.py``: says on stdout when it stands, when its table is filled.

``start_probe.py bare`` · ``start_probe.py query DATABASE`` · ``start_probe.py ours FOLDER``. The
same watch listens in all three; it says ``window`` after the first painting of a window, ``table``
after that of a table with rows, then ``memory KILOBYTES`` once it has rested, and ends the program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

REST_MILLISECONDS = 1500
FILLED = 100


def say(word: str) -> None:
    """Unbuffered, so that the time at which it is read is the time at which it was said."""
    os.write(1, f"{word}\n".encode())


class Watch(QObject):
    """Listens to every event of the program; what was being painted is on the screen at the next one."""

    def __init__(self, has_table: bool) -> None:
        super().__init__()
        self._waited_for = ["window", "table"] if has_table else ["window"]
        self._painted: list[str] = []

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            if self._waited_for and self._is_next(receiver):
                self._painted.append(self._waited_for.pop(0))
                QApplication.postEvent(self, QEvent(QEvent.Type.User))
        elif self._painted:
            for word in self._painted:
                say(word)
            self._painted.clear()
            if not self._waited_for:
                QApplication.instance().removeEventFilter(self)
                QTimer.singleShot(REST_MILLISECONDS, self._end)
        return False

    def _is_next(self, receiver: QObject) -> bool:
        if self._waited_for[0] == "window":
            return isinstance(receiver, QWidget) and receiver.isWindow()
        view = receiver.parent()
        return isinstance(view, QTableView) and view.model().rowCount() >= FILLED

    def _end(self) -> None:
        status = Path("/proc/self/status")
        if status.exists():
            resident = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
            say(f"memory {resident.split()[1]}")
        QApplication.exit(0)


def bare() -> int:
    """Floor A: a window with an empty table, nothing else."""
    from PySide6.QtWidgets import QMainWindow

    app = QApplication(sys.argv)
    watch = Watch(has_table=False)
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1366, 768)
    window.show()
    app.installEventFilter(watch)
    return app.exec()


def query(database: str) -> int:
    """Floor B: the same with SQLAlchemy imported, and the people of our database in the table."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QMainWindow
    from sqlalchemy import create_engine, text

    app = QApplication(sys.argv)
    watch = Watch(has_table=True)
    with create_engine(f"sqlite:///{database}").connect() as connection:
        rows = connection.execute(
            text(
                "SELECT family_name, given_name, begins_on, ends_on FROM patron"
                " JOIN appointment ON appointment.patron_id = patron.id ORDER BY search_key"
            )
        ).all()
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(str(value)) for value in row])
    view = QTableView()
    view.setModel(model)
    window = QMainWindow()
    window.setCentralWidget(view)
    window.resize(1366, 768)
    window.show()
    app.installEventFilter(watch)
    return app.exec()


def ours(folder: str) -> int:
    """The program as ``python -m klikks_desktop`` starts it, on the page with the patrons."""
    from klikks_desktop import app, paths

    paths.preferences_file = lambda: Path(folder, "fenster.json")
    paths.log_dir = lambda: Path(folder, "log")
    make_application = app.make_application

    def make_watched() -> QApplication:
        made = make_application()
        made.installEventFilter(watch)
        return made

    watch = Watch(has_table=True)
    app.make_application = make_watched
    return app.run(Path(folder, "kommune"))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    kind, *arguments = sys.argv[1:]
    sys.exit({"bare": bare, "query": query, "ours": ours}[kind](*arguments))
