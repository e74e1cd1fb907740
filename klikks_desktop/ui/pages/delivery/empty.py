"""What the page says before the town is enrolled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState


def make_unset(theme: Theme) -> EmptyState:
    """There is no own place yet."""
    return EmptyState(
        theme,
        _tr("Zuerst die Kommune einrichten"),
        _tr("Für wen berichtet wird, steht in den Einstellungen."),
        primary=Button(theme, _tr("Zu den Einstellungen"), "big", "settings"),
    )


def make_start(theme: Theme) -> EmptyState:
    """Nobody was enrolled with."""
    return EmptyState(
        theme,
        _tr("Berichten mit einem Klick"),
        _tr(
            "Ihr Bericht geht unterschrieben und verschlüsselt an genau einen Empfänger. Dazu vergleichen "
            "beide Seiten einmal am Telefon eine Nummer."
        ),
        primary=Button(theme, _tr("Anmeldedatei öffnen …"), "big", "folder"),
        steps=[
            (
                _tr("Anmeldedatei öffnen"),
                _tr("Sie kommt von Ihrem Regionalmanagement. Sie können sie auch hierher ziehen."),
            ),
            (
                _tr("Antwort zurückschicken"),
                _tr("Das Programm schreibt sie, eine E-Mail genügt."),
            ),
            (_tr("Am Telefon vergleichen"), _tr("Stimmt die Nummer auf beiden Seiten, ist alles bereit.")),
        ],
    )


def make_waiting(theme: Theme) -> EmptyState:
    """The answer is written, the call is still to come."""
    return EmptyState(
        theme,
        _tr("Noch ein Anruf, dann ist alles bereit"),
        _tr("Die Antwort ist geschrieben. Bis die Nummer verglichen ist, wird keinem Schlüssel vertraut."),
        primary=Button(theme, _tr("Nummer vergleichen …"), "big", "key"),
        secondary=Button(theme, _tr("Anmeldedatei erneut öffnen …"), "big-secondary", "folder"),
        steps=[
            (_tr("Anmeldedatei öffnen"), _tr("Erledigt.")),
            (_tr("Antwort zurückschicken"), _tr("Das Regionalmanagement liest sie ein.")),
            (_tr("Am Telefon vergleichen"), _tr("Unter einer Telefonnummer, die Sie schon kennen.")),
        ],
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeliveryPage", text)
