"""Printing a recovery sheet, and typing one back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.exchange import recovery
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.form_field import FieldSpec


class SheetDialog(FormDialog):
    """Asks for the passphrase, twice; ``pdf`` is the sheet afterwards."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            self.tr("Wiederherstellungsblatt drucken"),
            host.workspace.name,
            sentence=self.tr(
                "Das Blatt hilft nur zusammen mit diesem Kennwort. Schreiben Sie es ab und bewahren Sie es "
                "getrennt vom Blatt auf. Das Programm merkt es sich nicht."
            ),
            specs=(
                FieldSpec(
                    "passphrase",
                    self.tr("Kennwort"),
                    help=self.tr("Ein Vorschlag. Ein eigenes Kennwort hat mindestens 12 Zeichen."),
                ),
                FieldSpec(
                    "again",
                    self.tr("Kennwort, von Ihrem Zettel abgeschrieben"),
                    help=self.tr("So ist sicher, dass Sie es haben."),
                ),
            ),
            verb=self.tr("Blatt erzeugen"),
            icon="key",
            parent=parent,
        )
        self._host = host
        self.pdf = b""
        self.fields["passphrase"].set_value(recovery.suggested_passphrase())
        self.fields["again"].input.setFocus()

    def finish(self) -> bool:
        """Make the sheet when both are the same."""
        passphrase = self.text("passphrase")
        if " ".join(self.text("again").split()) != " ".join(passphrase.split()):
            self.refuse("again", self.tr("Das ist nicht dasselbe Kennwort. Bitte vergleichen Sie."))
            return False
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.pdf = recovery.recovery_sheet(self._host.workspace, passphrase)
        except UserError as error:
            self.refuse("passphrase", error.text.happened)
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        return True


class TypeSheetDialog(FormDialog):
    """Takes a sheet as typed; ``words`` say where the former keys lie."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            self.tr("Schlüssel aus dem Blatt zurückholen"),
            host.workspace.name,
            sentence=self.tr(
                "Geben Sie die Zeilen des Blattes von oben nach unten ein, jede mit ihren zwei Prüfzeichen "
                "am Ende. Leerzeichen und Kleinbuchstaben sind gleichgültig."
            ),
            specs=(
                FieldSpec("lines", self.tr("Zeilen des Blattes"), "text", lines=10),
                FieldSpec("passphrase", self.tr("Kennwort")),
            ),
            verb=self.tr("Schlüssel zurückholen"),
            icon="key",
            parent=parent,
        )
        self._host = host
        self.words = ""

    def finish(self) -> bool:
        """Take the keys; what is wrong stands at its field."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.words = recovery.restore_keys(
                self._host.workspace, self.text("lines"), self.text("passphrase")
            )
        except UserError as error:
            at = "passphrase" if error.code == "K-593" else "lines"
            self.refuse(at, f"{error.text.happened} {error.text.advice}")
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        return True
