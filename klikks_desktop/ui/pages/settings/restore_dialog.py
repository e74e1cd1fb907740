"""Bringing a backup back: what it would do, then the end of the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services import care
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label


class RestoreDialog(Dialog):
    """Tells what restoring ``file`` means. Nothing changes before the verb is pressed.

    The workspace must be closed for it, so the program ends afterwards, well or not.
    """

    def __init__(
        self,
        host: Host,
        title: str,
        file: Path,
        lines: list[str],
        *,
        end: Callable[[], object] = QApplication.quit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(host.theme, title, file.name, icon="history", parent=parent)
        self._host = host
        self._file = file
        self._end = end
        for line in lines:
            self.body.addWidget(Label(host.theme, line, wrap=True))
        words = self.tr("Danach wird das Programm beendet. Starten Sie es dann wieder.")
        self.body.addWidget(Label(host.theme, words, "strong", wrap=True))
        stay = self.add_action(Button(host.theme, self.tr("Abbrechen")))
        stay.clicked.connect(self.reject)
        do = self.add_action(Button(host.theme, self.tr("Zurückholen und beenden"), "primary"))
        do.clicked.connect(self._restore)

    def _restore(self) -> None:
        workspace = self._host.workspace
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        workspace.close()
        try:
            lines = care.restore(workspace.folder, self._file, clock=workspace.clock)
        except UserError as error:
            QGuiApplication.restoreOverrideCursor()
            MessageDialog.for_error(self.theme, error, self).exec()
        else:
            QGuiApplication.restoreOverrideCursor()
            RestoredDialog(self.theme, self.tr("Die Sicherung ist zurückgeholt"), lines, self).exec()
        self.accept()
        self._end()


class RestoredDialog(Dialog):
    """What was done; the program ends when it is closed."""

    def __init__(self, theme: Theme, title: str, lines: list[str], parent: QWidget) -> None:
        super().__init__(theme, title, icon="done", icon_colour="ok", parent=parent)
        for line in lines:
            self.body.addWidget(Label(theme, line, wrap=True))
        end = self.add_action(Button(theme, self.tr("Programm beenden"), "primary"))
        end.clicked.connect(self.accept)

    def reject(self) -> None:
        """Closing it is the same."""
        self.done(QDialog.DialogCode.Accepted)
