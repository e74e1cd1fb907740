"""What an empty workspace says: the first step of a municipality, or of a region."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from klikks_desktop.domain.records import Role
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState


def make_empty(host: Host) -> EmptyState:
    """The empty state for the workspace's role."""
    return _of_region(host) if host.workspace.role is Role.REGION else _of_municipality(host)


def _of_region(host: Host) -> EmptyState:
    primary = Button(host.theme, _tr("Zum Posteingang"), "big", "import")
    primary.clicked.connect(partial(host.go, Target.EXCHANGE))
    return EmptyState(
        host.theme,
        _tr("Noch hat keine Kommune berichtet"),
        _tr("Mit der ersten Datei füllt sich diese Übersicht."),
        primary=primary,
        steps=(
            (_tr("Anmeldedatei weitergeben"), _tr("Eine Datei für alle Kommunen.")),
            (_tr("Am Telefon vergleichen"), _tr("Beide Seiten sehen dieselbe Nummer.")),
            (_tr("Dateien übernehmen"), _tr("Auf das Fenster ziehen genügt.")),
        ),
    )


def _of_municipality(host: Host) -> EmptyState:
    primary = Button(host.theme, _tr("Erste Patin, ersten Paten aufnehmen"), "big", "add")
    primary.clicked.connect(partial(host.go, Target.NEW_PATRON))
    secondary = Button(host.theme, _tr("Aus Excel übernehmen"), "secondary", "import")
    secondary.clicked.connect(partial(host.go, Target.PATRON))
    return EmptyState(
        host.theme,
        _tr("Willkommen"),
        _tr("Wer sich ehrenamtlich für den Klimaschutz einsetzt, verdient eine würdige Urkunde."),
        primary=primary,
        secondary=secondary,
        steps=(
            (_tr("Person eintragen"), _tr("Name, Anrede und Beginn genügen.")),
            (_tr("Urkunde drucken"), _tr("Mit Wappen, Nummer und Platz für das Siegel.")),
            (_tr("Bericht schreiben"), _tr("Sie sehen vorher, was Ihr Haus verlässt.")),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverviewPage", text)
