"""Recording the withdrawal of a consent (Widerruf)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Purpose
from klikks_desktop.services.records.record_history import PURPOSE_WORDS
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.form_field import FieldSpec


class WithdrawDialog(FormDialog):
    """Asks since when a consent no longer holds; ``on`` is the day afterwards."""

    def __init__(self, host: Host, purpose: Purpose, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            _tr("Einwilligung widerrufen"),
            PURPOSE_WORDS[purpose],
            sentence=_consequence(purpose),
            specs=[FieldSpec("on", _tr("Widerrufen am"), "date", width=51)],
            verb=_tr("Widerruf eintragen"),
            icon="lock",
            parent=parent,
        )
        self._today = host.workspace.today
        self.on: date | None = None
        self.fields["on"].set_value(format_short(self._today))

    def finish(self) -> bool:
        """A day, not in the future."""
        day = self.day("on")
        if day is not None and day > self._today:
            self.refuse("on", self.tr("Der Widerruf liegt in der Zukunft."))
            day = None
        self.on = day
        return day is not None


def _consequence(purpose: Purpose) -> str:
    """What the withdrawal changes; it stays on record with the consent."""
    kept = _tr("Einwilligung und Widerruf bleiben als Nachweis gespeichert.")
    if purpose is Purpose.REPORTING:
        return _tr("Ab dann verlassen Name und Kontaktdaten Ihr Haus nicht mehr.") + " " + kept
    return _tr("Ab dann wird die Person dafür nicht mehr genannt.") + " " + kept


def _tr(text: str) -> str:
    return QCoreApplication.translate("WithdrawDialog", text)
