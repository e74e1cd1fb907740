"""A reporting period: new, with what follows from the last one, or changed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.record_fields import write_all
from klikks_desktop.domain.records import Period
from klikks_desktop.domain.region.fields import PERIOD_FIELDS
from klikks_desktop.services.region import periods
from klikks_desktop.ui.dialogs.form_dialog import FormDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.record_form import spec_of


class PeriodDialog(FormDialog):
    """``made`` is what was stored; ``None`` when it was deleted or nothing was done."""

    def __init__(self, host: Host, period: Period | None, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            _tr("Berichtszeitraum ändern") if period else _tr("Neuer Berichtszeitraum"),
            "",
            sentence=_tr(
                "Eine Datei zählt, wenn die Kommune sie ab dem ersten Tag des Zeitraums geschrieben hat."
            ),
            specs=[spec_of(field, alone=True) for field in PERIOD_FIELDS],
            verb=_tr("Sichern") if period else _tr("Zeitraum anlegen"),
            icon="calendar",
            parent=parent,
        )
        self._host, self._period = host, period
        self.made: Period | None = None
        texts = write_all(PERIOD_FIELDS, period) if period else periods.suggested_period(host.workspace)
        for name, text in texts.items():
            self.fields[name].set_value(text)
        if period is not None:
            self.delete = Button(host.theme, _tr("Zeitraum löschen"), "quiet", "delete")
            self.delete.clicked.connect(self._delete)
            self.add_foot_note(self.delete)

    def finish(self) -> bool:
        """Store it; every field says what is wrong with it."""
        workspace, period = self._host.workspace, self._period
        texts = {name: self.text(name) for name in self.fields}
        problems = periods.check_texts(workspace, texts, period)
        for problem in reversed(problems):
            self.refuse(problem.field, problem.message)
        if problems:
            return False
        self.made = self._host.attempt(
            lambda: (
                periods.change_period(workspace, period, texts)
                if period
                else periods.add_period(workspace, texts)
            )
        )
        return self.made is not None

    def _delete(self) -> None:
        period = self._period
        if period is not None and self._host.attempt(lambda: self._deleted(period)):
            self.accept()

    def _deleted(self, period: Period) -> bool:
        periods.delete_period(self._host.workspace, period)
        return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("PeriodDialog", text)
