"""Writing the report: where it goes, and what a clock that looks wrong is asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.dates import format_long
from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.exchange.delivery import Exported, export_sync_file
from klikks_desktop.services.exchange.outgoing import export_target, remember_export_folder
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_folder
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button

WRONG_CLOCK = "K-519"


class ReportFile(QObject):
    """``written`` carries what was written; ``folder_changed`` tells that the next file goes elsewhere."""

    written = Signal(object)
    folder_changed = Signal()

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window

    def target(self) -> Path:
        """Where the next file will lie; K-133 without a place."""
        return export_target(self._host.workspace, Path.home())

    def change_folder(self) -> None:
        """Ask for another folder and remember it."""
        folder = choose_folder(self._window, self.tr("Ordner für Berichte"), self.target().parent)
        if folder is not None:
            workspace, chosen = self._host.workspace, folder
            self._host.attempt(lambda: remember_export_folder(workspace, chosen))
            self._host.changed()
            self.folder_changed.emit()

    def write(self, *, clock_confirmed: bool = False) -> None:
        """Write the file; a clock that looks wrong is asked about first."""
        target = self._host.attempt(self.target)
        if target is None:
            return
        out = target

        def job(workspace: Workspace, control: Control) -> Exported | UserError:
            control.checkpoint()
            try:
                return export_sync_file(workspace, out, clock_confirmed=clock_confirmed)
            except UserError as error:
                if error.code == WRONG_CLOCK:
                    return error
                raise

        self._host.run(self.tr("Die Datei wird geschrieben"), self.tr("Dateien"), job, self._follow)

    def _follow(self, result: Exported | UserError) -> None:
        if isinstance(result, Exported):
            self._host.changed()
            self.written.emit(result)
        else:
            self._ask_for_date(result)

    def _ask_for_date(self, error: UserError) -> None:
        theme, today = self._host.theme, format_long(self._host.workspace.today)
        question = self.tr("Heute ist laut diesem Rechner der {day}. Ist das Datum richtig?").format(
            day=today
        )
        dialog = MessageDialog(theme, error.code, error.text, question, self._window)
        stop = dialog.add_action(Button(theme, self.tr("Erst die Uhr stellen")))
        right = dialog.add_action(Button(theme, self.tr("Das Datum ist richtig"), "primary", "check"))
        stop.clicked.connect(dialog.reject)
        right.clicked.connect(dialog.accept)
        dialog.help_wanted.connect(dialog.reject)
        dialog.help_wanted.connect(self._host.show_help)
        confirmed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if confirmed:
            self.write(clock_confirmed=True)
