"""Asks for the password of a database server; it is kept in memory only."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from klikks_desktop.services.workspace import ServerAddress
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.form_field import FieldSpec


class PasswordDialog(FormDialog):
    """``password`` is what was typed. server: where to log in, and as whom; reason: what it said last."""

    def __init__(
        self, theme: Theme, server: ServerAddress, reason: str, parent: QWidget | None = None
    ) -> None:
        where = self.tr("{user} an der Datenbank {place}") if server.user else self.tr("Datenbank {place}")
        super().__init__(
            theme,
            self.tr("Am Datenbankserver anmelden"),
            where.format(user=server.user, place=server.place),
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
