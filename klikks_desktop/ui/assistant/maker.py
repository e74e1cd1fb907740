"""The one moment when the assistant writes: on a worker, with progress, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.places.first_start import Setup, set_up
from klikks_desktop.services.places.practice import open_practice, practice_folder
from klikks_desktop.services.workspace import Clock, ServerAddress, open_workspace
from klikks_desktop.ui.dialogs.help import HelpDialog
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.progress import ProgressDialog
from klikks_desktop.ui.rasterise import rasterise_svg
from klikks_desktop.ui.tasks import Control, Task, TaskRunner
from klikks_desktop.ui.theme import Theme


class Maker(QWidget):
    """Makes the real workspace in ``folder`` or the practice one beside it; never shown itself.

    ``made`` carries the opened workspace; ``stayed`` says that nothing was made, after the person
    was told why. ``is_busy`` in between.
    """

    made = Signal(object)
    stayed = Signal()

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        *,
        clock: Clock,
        resources: Path,
        parent: QWidget,
        server: ServerAddress | None = None,
    ) -> None:
        super().__init__(parent)
        self.hide()
        self.theme = theme
        self.is_busy = False
        self._folder = folder
        self._server = server
        self._clock = clock
        self._resources = resources
        self._runner = TaskRunner()

    def set_up(self, setup: Setup) -> None:
        """Write everything that was chosen."""

        def job(_control: Control) -> Path:
            set_up(
                self._folder,
                setup,
                clock=self._clock,
                resources=self._resources,
                rasterise=rasterise_svg,
                server=self._server,
            ).close()
            return self._folder

        self._run(self.tr("Ihr Arbeitsbereich wird angelegt"), job)

    def practise(self) -> None:
        """Make the invented town, or open the one left here earlier."""
        folder = practice_folder(self._folder)

        def job(control: Control) -> Path:
            open_practice(
                folder,
                clock=self._clock,
                resources=self._resources,
                rasterise=rasterise_svg,
                progress=control.report,
            ).close()
            return folder

        self._run(self.tr("Übungsdaten werden angelegt"), job)

    def stop(self) -> None:
        """Let go of the worker."""
        self._runner.close()

    def _run(self, title: str, job: Callable[[Control], Path]) -> None:
        self.is_busy = True
        task: Task[Path] = Task(job, self)
        task.succeeded.connect(self._open)
        task.failed.connect(self._tell)
        task.cancelled.connect(self._stay)
        ProgressDialog(self.theme, title, self.tr("Schritten"), task, self.window())
        self._runner.start(task)

    def _open(self, folder: Path) -> None:
        """What was made on the worker's thread is opened again for the window's."""
        try:
            workspace = open_workspace(
                folder,
                clock=self._clock,
                resources=self._resources,
                rasterise=rasterise_svg,
                # The practice data lie in a folder always.
                server=self._server if folder == self._folder else None,
            )
        except UserError as error:
            self._tell(error)
            return
        self.is_busy = False
        self.made.emit(workspace)

    def _tell(self, error: object) -> None:
        self._stay()
        if isinstance(error, UserError):
            dialog = MessageDialog.for_error(self.theme, error, self.window())
            dialog.help_wanted.connect(self._help)
            dialog.exec()
            dialog.deleteLater()
        elif isinstance(error, BaseException):
            raise error

    def _stay(self) -> None:
        self.is_busy = False
        self.stayed.emit()

    def _help(self, code: str) -> None:
        dialog = HelpDialog(self.theme, self.tr("Hilfe"), self._resources / "help", code, self.window())
        dialog.exec()
        dialog.deleteLater()
