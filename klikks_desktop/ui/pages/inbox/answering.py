"""Receipts for files that were taken: asked for a folder, written in one go."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import CancelledError
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.exchange import receipts
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_folder
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control


class Answering(QObject):
    """``written`` carries how many receipts were written, and the folder; ``stopped`` when cancelled."""

    written = Signal(int, object)
    stopped = Signal(object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window

    def ask(self, outcomes: Sequence[ImportOutcome]) -> None:
        """Ask for the folder, then write: for these files, without any for all that have none yet."""
        workspace = self._host.workspace
        known = receipts.post_folder(workspace, Path.home())
        folder = choose_folder(self._window, self.tr("Ordner für Quittungen"), known)
        if folder is None:
            return
        chosen = folder

        def remember() -> bool:
            receipts.remember_post_folder(workspace, chosen)
            return True

        if self._host.attempt(remember):
            self.write(outcomes, chosen)

    def write(self, outcomes: Sequence[ImportOutcome], folder: Path) -> None:
        """Write the receipts into ``folder``; what was written when somebody cancels stays."""

        def job(workspace: Workspace, control: Control) -> int | None:
            wanted = receipts.handled(workspace, outcomes) if outcomes else receipts.unanswered(workspace)
            try:
                return len(
                    receipts.write_receipts(
                        workspace, wanted, folder, progress=control.report, checkpoint=control.checkpoint
                    )
                )
            except CancelledError:
                return None

        def done(count: int | None) -> None:
            self._host.changed()
            if count is None:
                self.stopped.emit(folder)
            else:
                self.written.emit(count, folder)

        self._host.run(self.tr("Die Quittungen werden geschrieben"), self.tr("Quittungen"), job, done)
