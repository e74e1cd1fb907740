"""What is asked in a dialog of its own: end, appoint again, delete, bring back, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place
from klikks_desktop.services.people import patrons
from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.host import Host

# Each dialog is imported when it is asked for: the page is what the program starts with.
if TYPE_CHECKING:
    from klikks_desktop.ui.pages.patrons.import_dialog import ImportDialog


class PatronActions(QObject):
    """Asks, calls the service, tells the window. ``done`` carries the person to show, ``None`` for any.

    ``written`` carries a sentence and the file that was written.
    """

    done = Signal(object)
    written = Signal(str, object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._window = window

    def end(self, form: PatronForm) -> None:
        """End the current term."""
        from klikks_desktop.ui.pages.patrons.term_dialogs import EndDialog

        if form.appointment is None:
            return
        dialog = EndDialog(self._host, form, form.appointment, self._window)
        on = dialog.on if dialog.ask() else None
        if on is None:
            return
        workspace, reason = self._host.workspace, dialog.reason
        self._finish(
            form.id,
            self._host.attempt(lambda: patrons.end_appointment(workspace, form.id, on=on, reason=reason)),
        )

    def reappoint(self, form: PatronForm) -> None:
        """Appoint for a further term."""
        from klikks_desktop.ui.pages.patrons.term_dialogs import ReappointDialog

        if form.appointment is None:
            return
        dialog = ReappointDialog(self._host, form, form.appointment, self._window)
        begins_on = dialog.begins_on if dialog.ask() else None
        if begins_on is None:
            return
        workspace = self._host.workspace
        self._finish(
            form.id,
            self._host.attempt(
                lambda: patrons.reappoint(
                    workspace,
                    form.id,
                    begins_on=begins_on,
                    ends_on=dialog.ends_on,
                    resolution_on=dialog.resolution_on,
                )
            ),
        )

    def delete(self, form: PatronForm, name: str) -> None:
        """Ask, then move to the recycle bin; a draft can be brought back by undo only."""
        if form.patron is None:
            title, verb = self.tr("Entwurf löschen?"), self.tr("Entwurf löschen")
            words = self.tr("Der Entwurf {name} wird gelöscht. Mit Strg+Z holen Sie ihn zurück.")
        else:
            title, verb = self.tr("In den Papierkorb legen?"), self.tr("In den Papierkorb legen")
            words = self.tr(
                "{name} kommt mit Amtszeiten und Einwilligungen in den Papierkorb. Mit Strg+Z oder aus dem "
                "Papierkorb holen Sie alles zurück, 30 Tage lang. Danach wird alles endgültig gelöscht, auch "
                "die gespeicherten Urkunden; im Register bleiben Nummer, Art und Datum ohne Namen. Wer nur "
                "verabschiedet wird, bleibt mit „Amtszeit beenden“ erhalten."
            )
        question = ConfirmDialog(
            self._host.theme,
            title,
            words.format(name=f"„{name}“"),
            verb=verb,
            stay=self.tr("Behalten"),
            icon="delete",
            parent=self._window,
        )
        if question.ask():
            self._finish(None, self._host.attempt(lambda: self._deleted(form.id)))

    def show_history(self, form: PatronForm, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.records.record_history import patron_history
        from klikks_desktop.ui.dialogs.history import HistoryDialog

        entries = patron_history(self._host.workspace, form.id)
        dialog = HistoryDialog(self._host, name, entries, self._window)
        dialog.exec()
        dialog.deleteLater()

    def open_bin(self) -> None:
        """Show the recycle bin; a person brought back is shown."""
        from klikks_desktop.ui.pages.patrons.bin_dialog import BinDialog

        dialog = BinDialog(self._host, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.is_changed:
            self.done.emit(dialog.restored)

    def take_table(self, place: Place) -> None:
        """Ask for a table and show what would be taken from it."""
        file = choose_file(
            self._window,
            self.tr("Tabelle mit Patinnen und Paten"),
            self.tr("Tabellen (*.xlsx *.csv *.txt);;Alle Dateien (*)"),
        )
        if file is not None:
            self.preview_table(file, place)

    def preview_table(self, file: Path, place: Place) -> ImportDialog:
        """Show what would be taken from ``file``."""
        from klikks_desktop.ui.pages.patrons.import_dialog import ImportDialog

        dialog = ImportDialog(self._host, file, place, self._window)
        dialog.taken.connect(lambda: self.done.emit(None))
        dialog.preview()
        return dialog

    def export(self, ids: Sequence[UUID], place: Place | None) -> None:
        """Ask where, then write these people as an Excel file."""
        from klikks_desktop.services.people.patron_export import export_name, export_patrons

        workspace = self._host.workspace
        suggested = Path.home() / export_name(workspace, place)
        target = choose_target(
            self._window, self.tr("Nach Excel schreiben"), self.tr("Excel (*.xlsx)"), suggested
        )
        if target is None:
            return
        count = self._host.attempt(lambda: export_patrons(workspace, target, ids))
        if count is not None:
            people = count_words(count, "Person", "Personen")
            words = self.tr("{people} geschrieben: {file}").format(people=people, file=target.name)
            self.written.emit(words, target)

    def _deleted(self, record: UUID) -> bool:
        patrons.delete_patron(self._host.workspace, record)
        return True

    def _finish(self, record: UUID | None, result: object) -> None:
        if result is not None:
            self._host.changed()
            self.done.emit(record)
