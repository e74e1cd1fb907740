"""What is done with lines of the register: handed over, void, checked, exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Certificate
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.register import certificates
from klikks_desktop.services.register.certificate_export import export_name, export_register
from klikks_desktop.services.register.verification import verify
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.dialogs import HandOverDialog, VerificationDialog, VoidDialog

LARGEST_FILE: Final = 64 * 2**20
"""Bytes of a PDF that is checked; one with a thousand certificates has some 40 MB."""


class RegisterDeeds(QObject):
    """Asks, calls the services. ``told`` and ``done`` as those of ``CertificateDeeds``."""

    told = Signal(str, object, str)
    done = Signal(object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._window = window

    def hand_over(self, certificate: Certificate) -> None:
        """Record the day it was handed over."""
        if HandOverDialog(self._host, certificate, self._window).ask():
            self._host.changed()
            self.done.emit(certificate.id)

    def void(self, certificate: Certificate) -> None:
        """Declare it void."""
        if VoidDialog(self._host, certificate, self._window).ask():
            self._host.changed()
            self.done.emit(certificate.id)

    def verify_file(self) -> None:
        """Ask for a PDF and say what it is."""
        kinds = self.tr("PDF-Dateien (*.pdf);;Alle Dateien (*)")
        file = choose_file(self._window, self.tr("Urkunde prüfen"), kinds)
        if file is not None:
            self.verify(file)

    def verify(self, file: Path) -> None:
        """Say what this file is."""
        workspace = self._host.workspace
        found = self._host.attempt(lambda: verify(workspace, read_bytes(file, LARGEST_FILE)))
        if found is None:
            return
        lines = certificates.register(workspace)
        line = next((line for line in lines if line.number == found.number), None)
        dialog = VerificationDialog(self._host, found, file.name, known=line is not None, parent=self._window)
        if dialog.ask() and line is not None:
            self.done.emit(line.id)

    def export(self, shown: Sequence[Certificate]) -> None:
        """Ask where, then write these lines as an Excel file."""
        workspace = self._host.workspace
        own = {place.id: place for place in workspace.own_places()}
        places = {line.place_id for line in shown}
        place = own.get(next(iter(places))) if len(places) == 1 else None
        suggested = Path.home() / export_name(workspace, place)
        title = self.tr("Nach Excel schreiben")
        target = choose_target(self._window, title, self.tr("Excel (*.xlsx)"), suggested)
        if target is None:
            return
        count = self._host.attempt(lambda: export_register(workspace, target, shown))
        if count is not None:
            what = count_words(count, self.tr("Urkunde"), self.tr("Urkunden"))
            words = self.tr("{what} geschrieben: {file}").format(what=what, file=target.name)
            self.told.emit(words, target, "ok")
