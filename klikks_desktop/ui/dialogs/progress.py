"""Progress of long work: shown after 600 ms, with a count and a way to stop."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.tasks import T, Task
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.progress import ProgressBar

SHOW_AFTER_MS: Final = 600


class ProgressDialog(Dialog):
    """Watches one task; appears when it takes longer than 600 ms and goes with it.

    unit: what is counted, for "7 von 12 Dateien".
    """

    def __init__(
        self, theme: Theme, title: str, unit: str, task: Task[T], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, icon="due", parent=parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._unit = unit
        self._cancel_task = task.cancel
        self._bar = ProgressBar(theme, title)
        self._count = Label(theme, self.tr("Es geht gleich los."), "body", "muted")
        self.body.addWidget(self._bar)
        self.body.addWidget(self._count)
        self._stop = self.add_action(Button(theme, self.tr("Abbrechen")))
        self._stop.clicked.connect(self.reject)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self._timer.start(SHOW_AFTER_MS)
        task.progressed.connect(self._show_progress)
        task.ended.connect(self._finish)

    def reject(self) -> None:
        """Ask the task to stop; the dialog goes when it has."""
        self._stop.setEnabled(False)
        self._count.setText(self.tr("Wird angehalten, nichts bleibt halb fertig."))
        self._cancel_task()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the dialog is asking to stop."""
        event.ignore()
        self.reject()

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.show_count(done, total)
        if self._stop.isEnabled():
            words = self.tr("{done} von {total} {unit}")
            self._count.setText(words.format(done=done, total=total, unit=self._unit))

    def _finish(self) -> None:
        self._timer.stop()
        self.hide()
        self.deleteLater()
