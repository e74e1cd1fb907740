"""What is done from the Rückmeldestand in dialogs: periods, partners, reminders, the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Period
from klikks_desktop.services.region.reminders import Reminded
from klikks_desktop.services.region.status import StatusRow, export_name, export_status
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.status.partner_dialogs import ChangePartnerDialog
from klikks_desktop.ui.pages.status.partners_dialog import PartnersDialog
from klikks_desktop.ui.pages.status.period_dialog import PeriodDialog
from klikks_desktop.ui.pages.status.remind_dialog import RemindDialog


class StatusDeeds(QObject):
    """``changed`` when something was stored; ``told`` carries words and the file they are about.

    ``period_made`` carries a period that was added or changed.
    """

    changed = Signal()
    period_made = Signal(object)
    told = Signal(str, object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window

    def edit_period(self, period: Period | None) -> None:
        """Change a period, or begin a new one."""
        dialog = PeriodDialog(self._host, period, self._window)
        if dialog.ask():
            if dialog.made is not None:
                self.period_made.emit(dialog.made)
            self.changed.emit()

    def edit_partners(self) -> None:
        """Show all partner municipalities."""
        dialog = PartnersDialog(self._host, self._window)
        dialog.exec()
        if dialog.has_changed:
            self.changed.emit()
        dialog.deleteLater()

    def open_town(self, row: StatusRow) -> None:
        """Where to write to this municipality, and since when it is expected."""
        if ChangePartnerDialog(self._host, row.town, self._window).ask():
            self.changed.emit()

    def remind(self, period: Period, rows: Sequence[StatusRow]) -> None:
        """Choose among ``rows`` and write to them."""
        dialog = RemindDialog(self._host, period, rows, self._window)
        dialog.written.connect(self._tell_written)
        dialog.open()

    def export(self, period: Period, rows: Sequence[StatusRow]) -> None:
        """Write exactly these rows."""
        kinds = self.tr("Excel (*.xlsx);;CSV (*.csv)")
        suggested = Path.home() / export_name(self._host.workspace, period, "xlsx")
        target = choose_target(self._window, self.tr("Rückmeldestand speichern"), kinds, suggested)
        if target is None:
            return
        count = self._host.attempt(lambda: export_status(target, rows))
        if count is not None:
            towns = count_words(count, "Kommune", "Kommunen")
            self.told.emit(self.tr("{towns} geschrieben: {file}").format(towns=towns, file=target), target)

    def _tell_written(self, done: Reminded) -> None:
        self.changed.emit()
        towns = count_words(done.towns, "Kommune", "Kommunen")
        files = count_words(len(done.paths), "Datei", "Dateien")
        words = self.tr("{towns} erinnert, {files} in {folder}.")
        said = words.format(towns=towns, files=files, folder=done.paths[0].parent)
        if done.without:
            without = self.tr("Ohne Postfach und daher ohne Entwurf: {names}.")
            said = f"{said} {without.format(names=_short(done.without))}"
        self.told.emit(said, done.paths[0])


def _short(names: Sequence[str], most: int = 5) -> str:
    more = f" und {len(names) - most} weitere" if len(names) > most else ""
    return ", ".join(names[:most]) + more
