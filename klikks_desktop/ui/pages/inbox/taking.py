"""Files on their way in: look, show, take, and ask about what only a person can decide."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Peer, Verdict
from klikks_desktop.services.exchange import enrolment, importing
from klikks_desktop.services.exchange.import_outcome import ImportOutcome, ImportStopped
from klikks_desktop.services.exchange.inbox import Sorted, sort_files
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.joint_number import JointNumberDialog
from klikks_desktop.ui.dialogs.post_file import PostFiles
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.inbox.fork_dialog import ForkDialog
from klikks_desktop.ui.tasks import Control


class Taking(QObject):
    """``previewed`` and ``taken`` carry a list of outcomes; ``enrolled`` when a town's state changed.

    ``trusted`` carries the town whose number was just found right.

    ``stopped`` carries those of an import that could not go on, which is told then. ``deeper`` carries
    folders whose subfolders were not looked into, ``not_settled`` a file that a person wanted and that
    cannot be taken all the same. post: opens what came from the office above.
    """

    previewed = Signal(object)
    taken = Signal(object)
    stopped = Signal(object)
    enrolled = Signal()
    trusted = Signal(object)
    deeper = Signal(object)
    not_settled = Signal(object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window
        self.post = PostFiles(host, window)
        # First what only has to be opened, then the towns that have to be called.
        self.post.finished.connect(self._go_on)
        self._files: list[Path] = []
        self._answers: list[Path] = []

    def look(self, files: Sequence[Path], *, deep: bool = False) -> None:
        """Look at files and folders, with those looked at before and not taken yet; nothing is changed."""
        wanted = list(dict.fromkeys([*self._files, *files]))

        def job(workspace: Workspace, control: Control) -> Sorted:
            return sort_files(workspace, wanted, control.report, deep=deep)

        self._host.run(self.tr("Die Dateien werden geprüft"), self.tr("Dateien"), job, self._show)

    def forget(self) -> None:
        """Put the files aside; they stay where they lie."""
        self._files = []

    def take(self, outcomes: Sequence[ImportOutcome]) -> None:
        """Take every file that can be taken, one transaction each, and then ask about forks."""
        refused = [outcome for outcome in outcomes if outcome.problem is not None]
        files = [outcome.file for outcome in outcomes if outcome.problem is None]

        def job(workspace: Workspace, control: Control) -> list[ImportOutcome] | ImportStopped | None:
            try:
                return importing.import_files(
                    workspace, files, progress=control.report, checkpoint=control.checkpoint
                )
            except ImportStopped as stop:
                return stop
            except CancelledError:
                return None

        def done(result: list[ImportOutcome] | ImportStopped | None) -> None:
            if isinstance(result, ImportStopped):
                self._stop(result, outcomes)
                return
            self._host.changed()
            if result is None:
                # Some were taken; looking again tells which.
                self.look([])
            else:
                self._finish([*result, *refused])

        self._host.run(self.tr("Die Dateien werden übernommen"), self.tr("Dateien"), job, done)

    def read_answers(self, files: Sequence[Path]) -> None:
        """Read towns' answers and show the numbers to compare, one after the other."""
        self._answers += files
        if not self._answers:
            return
        workspace, file = self._host.workspace, self._answers.pop(0)

        def read() -> enrolment.Awaited:
            try:
                return enrolment.read_answer(workspace, file)
            except UserError as error:
                if error.is_of_workspace:
                    self._answers = []
                raise

        awaited = self._host.attempt(read)
        if awaited is None:
            self.read_answers([])
            return
        self._host.changed()
        self.enrolled.emit()
        self.compare(awaited.peer).finished.connect(self._go_on)

    def compare(self, peer: Peer) -> JointNumberDialog:
        """Show the number of a town that waits."""
        dialog = JointNumberDialog(self._host, peer, parent=self._window)
        dialog.accepted.connect(self.enrolled)
        dialog.accepted.connect(lambda: self.trusted.emit(peer))
        dialog.open()
        return dialog

    def _go_on(self) -> None:
        self.read_answers([])

    def _show(self, found: Sorted) -> None:
        self._files = [outcome.file for outcome in found.reports]
        self.previewed.emit(list(found.reports))
        self.deeper.emit(found.deeper)
        self._answers += found.answers
        self.post.take([*found.post, *found.packs])

    def _stop(self, stop: ImportStopped, looked_at: Sequence[ImportOutcome]) -> None:
        """Show how far it came and say why it ended, once: reading anew may fail for the same reason."""
        done = [outcome for outcome in stop.outcomes if not outcome.is_left]
        known = {outcome.file for outcome in done}
        left = [
            each if each.problem is not None else replace(each, verdict=None, is_left=True)
            for each in looked_at
            if each.file not in known
        ]
        self._files = [each.file for each in left if each.is_left]
        self.stopped.emit([*done, *left])

        def tell() -> None:
            raise stop

        self._host.attempt(tell)
        with suppress(UserError):
            self._host.changed()

    def _finish(self, outcomes: list[ImportOutcome]) -> None:
        self._files = []
        settled = [self._settle(outcome) for outcome in outcomes]
        self._host.changed()
        self.taken.emit(settled)
        for before, after in zip(outcomes, settled, strict=True):
            if after is not before and after.verdict is Verdict.FORK:
                self.not_settled.emit(after)

    def _settle(self, outcome: ImportOutcome) -> ImportOutcome:
        """Ask about a fork; everything else is settled already."""
        if outcome.verdict is not Verdict.FORK:
            return outcome
        dialog = ForkDialog(self._host, outcome, self._window)
        wanted = dialog.ask()
        dialog.deleteLater()
        if not wanted:
            return outcome
        workspace = self._host.workspace
        again = self._host.attempt(
            lambda: importing.import_files(workspace, [outcome.file], confirm_fork=True)
        )
        return again[0] if again else outcome
