"""Asks for the password of a database server; it is kept in memory only."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.form_field import FieldSpec


class PasswordDialog(FormDialog):
    """``password`` is what was typed. server: whom to log in to; reason: what it said the last time."""

    def __init__(self, theme: Theme, server: str, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            self.tr("Am Datenbankserver anmelden"),
            server,
            sentence=self.tr(
                "Der Server nimmt die Anmeldung so nicht an. Das Kennwort gilt bis zum Beenden des Programms "
                "und wird nirgends gespeichert."
            ),
            specs=(FieldSpec("password", self.tr("Kennwort"), help=reason),),
            verb=self.tr("Anmelden"),
            icon="lock",
            parent=parent,
        )
        self.password = ""
        line = self.fields["password"].input
        if isinstance(line, QLineEdit):
            line.setEchoMode(QLineEdit.EchoMode.Password)

    def finish(self) -> bool:
        """Keep what was typed, blanks included."""
        self.password = str(self.fields["password"].input.value())
        if not self.password:
            self.refuse("password", self.tr("Bitte das Kennwort eingeben."))
        return bool(self.password)
