"""What is asked in a dialog of its own: end, appoint again, delete, bring back, import, export."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.records import Place
from klikks_desktop.services.people import patrons
from klikks_desktop.services.people.patrons import PatronForm
from klikks_desktop.ui.records.deeds import RecordDeeds

# Each dialog is imported when it is asked for: the page is what the program starts with.
if TYPE_CHECKING:
    from klikks_desktop.ui.pages.patrons.import_dialog import ImportDialog


class PatronActions(RecordDeeds):
    """The deeds of the page Patinnen und Paten."""

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
        if self.carry_out(lambda: patrons.end_appointment(workspace, form.id, on=on, reason=reason)):
            self.done.emit(form.id)

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
        again = partial(
            patrons.reappoint,
            workspace,
            form.id,
            begins_on=begins_on,
            ends_on=dialog.ends_on,
            resolution_on=dialog.resolution_on,
        )
        if self.carry_out(again):
            self.done.emit(form.id)

    def delete(self, record: UUID, name: str) -> None:
        """Ask, then move to the recycle bin; a draft can be brought back by undo only."""
        workspace, verb = self._host.workspace, ""
        words = self.tr(
            "„{name}“ kommt mit Amtszeiten und Einwilligungen in den Papierkorb. Mit Strg+Z oder aus dem "
            "Papierkorb holen Sie alles zurück, 30 Tage lang. Danach wird alles endgültig gelöscht, auch "
            "die gespeicherten Urkunden; im Register bleiben Nummer, Art und Datum ohne Namen. Wer nur "
            "verabschiedet wird, bleibt mit „Amtszeit beenden“ erhalten."
        )
        if patrons.load_form(workspace, record).patron is None:
            verb = self.tr("Entwurf löschen")
            words = self.tr("Der Entwurf „{name}“ wird gelöscht. Mit Strg+Z holen Sie ihn zurück.")
        delete = partial(patrons.delete_patron, workspace, record)
        self.ask_deletion(words.format(name=name), delete, verb=verb)

    def show_history(self, record: UUID, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.records.record_history import patron_history

        self.tell_history(name, patron_history(self._host.workspace, record))

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
        file = self.ask_table(self.tr("Tabelle mit Patinnen und Paten"))
        if file is not None:
            self.preview_table(file, place)

    def preview_table(self, file: Path, place: Place) -> ImportDialog:
        """Show what would be taken from ``file``."""
        from klikks_desktop.ui.pages.patrons.import_dialog import ImportDialog

        dialog = ImportDialog(self._host, file, place, self._window)
        dialog.taken.connect(lambda: self.done.emit(None))
        dialog.preview()
        return dialog

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Ask where, then write these people as an Excel file."""
        from klikks_desktop.services.people.patron_export import export_name, export_patrons

        workspace = self._host.workspace
        self.write_table(
            export_name(workspace, place),
            lambda target: export_patrons(workspace, target, ids),
            self.tr("Person"),
            self.tr("Personen"),
        )

    def write_cards(self, ids: Collection[UUID], place: Place | None, *who: str) -> None:
        """Ask where, then write the address cards of these people. who: the name, when it is one."""
        from klikks_desktop.services.cards import cards_name, export_people

        workspace = self._host.workspace
        self.write_file(
            cards_name(workspace, place, *who),
            lambda target: export_people(workspace, target, ids),
            self.tr("Adresskarte"),
            self.tr("Adresskarten"),
            title=self.tr("Als Adresskarte sichern"),
            kinds=self.tr("Adresskarten (*.vcf)"),
        )
