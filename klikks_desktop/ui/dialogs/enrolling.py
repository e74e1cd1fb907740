"""The side that answers an enrolment: open the file, write the answer, compare the number."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.exchange.inbox import waiting_peer
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.dialogs.joint_number import JointNumberDialog
from klikks_desktop.ui.host import Host


class Enrolling(QObject):
    """Asks for files and shows the number; ``changed`` whenever the state of the enrolment did."""

    changed = Signal()

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window

    def begin(self) -> None:
        """Ask for the enrolment file of a region, or of a region's coordinating office."""
        kinds = self.tr("Anmeldedateien (*.json);;Alle Dateien (*)")
        file = choose_file(self._window, self.tr("Anmeldedatei öffnen"), kinds)
        if file is not None:
            self.take(file)

    def take(self, file: Path) -> None:
        """Look at the file, ask where the answer goes, write it, then show the number."""
        suggested = self._host.attempt(lambda: self._name_for_answer(file))
        if suggested is None:
            return
        title, kinds = self.tr("Antwort speichern und zurückschicken"), self.tr("Antwort (*.klikks)")
        answer = choose_target(self._window, title, kinds, file.parent / suggested)
        if answer is not None:
            self.answer(file, answer)

    def _name_for_answer(self, file: Path) -> str:
        workspace = self._host.workspace
        enrolment.expect_enrolment(workspace, file)
        return enrolment.suggested_answer_name(workspace)

    def answer(self, file: Path, answer: Path) -> None:
        """Accept ``file`` and write ``answer``."""
        workspace = self._host.workspace
        awaited = self._host.attempt(lambda: enrolment.accept_enrolment_file(workspace, file, answer))
        if awaited is None:
            return
        self._host.changed()
        self.changed.emit()
        note = self.tr("Die Antwort liegt hier: {file}. Schicken Sie sie an {name} und rufen Sie dann an.")
        self.compare(note.format(file=answer, name=awaited.peer.name))

    def compare(self, note: str = "") -> None:
        """Show the number that waits."""
        peer = waiting_peer(self._host.workspace)
        if peer is not None:
            dialog = JointNumberDialog(self._host, peer, note, self._window)
            dialog.accepted.connect(self.changed)
            dialog.open()
