"""What is asked about one line of the register: handed over, void; and what a checked file is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Certificate
from klikks_desktop.services.register.certificates import hand_over, void
from klikks_desktop.services.register.verification import Finding, Verification
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.form_field import DATE_WIDTH, FieldSpec
from klikks_desktop.ui.widgets.label import Label


class HandOverDialog(FormDialog):
    """Asks for the day and records it."""

    def __init__(self, host: Host, certificate: Certificate, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            _tr("Ausgehändigt am"),
            f"{certificate.number} · {certificate.name}",
            sentence=_tr(
                "Bis dahin ist jeder Ausdruck das Original. Was danach gedruckt oder gespeichert wird, "
                "trägt den Vermerk „Zweitschrift“."
            ),
            specs=[FieldSpec("on", _tr("Tag der Aushändigung"), "date", width=DATE_WIDTH)],
            verb=_tr("Eintragen"),
            icon="certificate",
            parent=parent,
        )
        self._host = host
        self._certificate = certificate
        day = certificate.handed_over_on or host.workspace.today
        self.fields["on"].set_value(format_short(day))

    def finish(self) -> bool:
        """Record the day; one before the date of the certificate or in the future is refused here."""
        day = self.day("on")
        if day is None:
            return False
        if day > self._host.workspace.today:
            self.refuse("on", self.tr("Dieser Tag liegt in der Zukunft. Tragen Sie ihn danach ein."))
            return False
        try:
            hand_over(self._host.workspace, self._certificate.number, on=day)
        except UserError as error:
            self.refuse("on", error.text.happened)
            return False
        return True


class VoidDialog(FormDialog):
    """Asks for the reason and declares the certificate void."""

    def __init__(self, host: Host, certificate: Certificate, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            _tr("Urkunde ungültig machen"),
            f"{certificate.number} · {certificate.name}",
            sentence=_tr(
                "Die Nummer bleibt mit dem Grund im Register und wird nie wieder vergeben. "
                "Danach können Sie eine neue Urkunde mit neuer Nummer ausstellen."
            ),
            specs=[
                FieldSpec("reason", _tr("Grund"), placeholder=_tr("zum Beispiel: Name falsch geschrieben"))
            ],
            verb=_tr("Ungültig machen"),
            icon="alert",
            parent=parent,
        )
        self._host = host
        self._certificate = certificate

    def finish(self) -> bool:
        """Declare it void; without a reason the field says so."""
        try:
            void(self._host.workspace, self._certificate.number, reason=self.text("reason"))
        except UserError as error:
            self.refuse("reason", f"{error.text.happened} {error.text.advice}")
            return False
        return True


class VerificationDialog(Dialog):
    """What a file is, with the way to its line in the register."""

    def __init__(
        self, host: Host, found: Verification, file_name: str, *, known: bool, parent: QWidget | None = None
    ) -> None:
        title, advice, icon, colour = _findings()[found.finding]
        super().__init__(host.theme, title, file_name, icon=icon, icon_colour=colour, parent=parent)
        self.body.addWidget(Label(host.theme, found.sentence, wrap=True))
        self.body.addWidget(Label(host.theme, advice, "body", "muted", wrap=True))
        if known:
            show = self.add_action(Button(host.theme, self.tr("Im Register zeigen"), icon="certificate"))
            show.clicked.connect(self.accept)
        close = self.add_action(Button(host.theme, self.tr("Schließen"), "primary"))
        close.clicked.connect(self.reject)

    def ask(self) -> bool:
        """Show it; True when the line in the register shall be shown."""
        return self.exec() == QDialog.DialogCode.Accepted


def _findings() -> dict[Finding, tuple[str, str, str, str]]:
    """Title, advice, icon and its colour for each finding."""
    return {
        Finding.GENUINE: (
            _tr("Die Urkunde ist echt"),
            _tr("Die Datei stimmt Zeichen für Zeichen mit der archivierten Urkunde überein."),
            "done",
            "ok",
        ),
        Finding.COPY: (
            _tr("Die Zweitschrift ist echt"),
            _tr("Die Datei wurde hier als Zweitschrift erstellt und seither nicht verändert."),
            "done",
            "ok",
        ),
        Finding.VOID: (
            _tr("Diese Urkunde ist ungültig"),
            _tr("Die Datei ist unverändert, die Urkunde gilt aber nicht mehr."),
            "alert",
            "warn",
        ),
        Finding.CHANGED: (
            _tr("Die Datei ist verändert"),
            _tr(
                "Sie kann bearbeitet oder mit einem anderen Programm neu gespeichert worden sein. "
                "Gültig ist die archivierte Fassung; Sie können sie aus dem Register drucken."
            ),
            "error",
            "error",
        ),
        Finding.UNKNOWN: (
            _tr("Nicht im Register"),
            _tr(
                "Geprüft werden PDF-Dateien, die dieses Programm geschrieben hat. "
                "Ein eingescanntes Papier lässt sich so nicht prüfen."
            ),
            "info",
            "neutral",
        ),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("CertificateDialogs", text)
