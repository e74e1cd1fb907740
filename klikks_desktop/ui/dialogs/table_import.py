"""Taking records from a table: shows what would come of each row, asks once, applies."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place
from klikks_desktop.services.records.import_report import ImportReport, Outcome, RowReport
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

PILLS = {
    Outcome.TAKEN: "ok",
    Outcome.COMPLETED: "ok",
    Outcome.KNOWN: "past",
    Outcome.REFUSED: "error",
    Outcome.SKIPPED: "past",
}
_AHEAD = {
    Outcome.TAKEN: "wird übernommen",
    Outcome.COMPLETED: "wird ergänzt",
    Outcome.REFUSED: "wird abgelehnt",
    Outcome.SKIPPED: "wird übergangen",
}
"""Before anything is taken."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Job = Callable[[Workspace, Control], ImportReport | None]


class TableImportDialog(Dialog):
    """Preview of one file; ``preview`` reads it, then the dialog shows itself.

    nouns: what a row is, one and many. title: what is read. ``applied`` is what was taken in the end;
    ``taken`` tells that it was. Heirs say how the file is read (``job``) and what is asked when that is not
    clear yet.
    """

    taken = Signal()

    def __init__(
        self,
        host: Host,
        file: Path,
        place: Place,
        nouns: tuple[str, str],
        parent: QWidget | None = None,
        *,
        title: str = "",
    ) -> None:
        title, subtitle = title or self.tr("Aus Excel übernehmen"), f"{file.name} · {place.designation}"
        super().__init__(host.theme, title, subtitle, icon="import", parent=parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._host, self._file, self._place, self._nouns = host, file, place, nouns
        self.applied: ImportReport | None = None
        self._rows: tuple[RowReport, ...] = ()
        theme = host.theme
        self.summary = InfoBar(theme, "info", "")
        self.table = self._make_table()
        self.reason = Label(theme, "", wrap=True)
        self._remarks = Label(theme, "", "small", "muted", wrap=True)
        self._open = Button(theme, self.tr("Ordner öffnen"), "quiet", "folder")
        self._cancel = Button(theme, self.tr("Abbrechen"))
        self.apply = Button(theme, self.tr("Übernehmen"), "primary", "import")
        self._build()
        self._widen()

    def preview(self) -> None:
        """Read the file as it would be taken; nothing is stored."""
        self._read(self.tr("Die Tabelle wird gelesen"), dry_run=True, done=self._show_preview)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the table, whose rows lead nowhere, presses the default action as everywhere here."""
        is_press = watched is self.table.view and event.type() == QEvent.Type.KeyPress
        if not (is_press and isinstance(event, QKeyEvent) and event.key() in _ENTER):
            return False
        self.keyPressEvent(event)
        return True

    @abstractmethod
    def job(self, *, dry_run: bool) -> Job:
        """The work off the window's thread; its report is ``None`` when something must be asked first."""

    @abstractmethod
    def questions(self) -> list[QWidget]:
        """What may be asked, from top to bottom; hidden once everything is taken."""

    @abstractmethod
    def show_questions(self, report: ImportReport | None) -> None:
        """Show what is to be asked after a preview; say in ``summary`` why, where there is no report."""

    # ------------------------------------------------------------------ inside

    def _make_table(self) -> RecordTable:
        columns = [
            Column("name", self.tr("Name")),
            Column("row", self.tr("Zeile"), "number"),
            Column("outcome", self.tr("Ergebnis"), "pill"),
        ]
        table = RecordTable(self._host.theme, columns, self.tr("Zeilen der Tabelle"), two_lines=True)
        table.setMinimumHeight(self._host.theme.px(60))
        table.sort_by("row")
        return table

    def _build(self) -> None:
        self.body.addWidget(self.summary)
        self._asked = self.questions()
        for widget in self._asked:
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.reason)
        self.body.addWidget(self._remarks)
        self.add_foot_note(self._open)
        self.add_action(self._cancel)
        self.add_action(self.apply)
        for hidden in (*self._asked, self._open, self.reason, self._remarks):
            hidden.hide()
        self.table.chosen.connect(self._show_reason)
        self.table.view.installEventFilter(self)
        self._open.clicked.connect(self._open_folder)
        self._cancel.clicked.connect(self.reject)
        self.apply.clicked.connect(self._apply)

    def _widen(self) -> None:
        """Reasons need room."""
        room = self.screen().availableGeometry().width() - self.theme.px(8)
        self.setMinimumWidth(min(self.theme.width("assistant"), room))

    def _read(self, title: str, *, dry_run: bool, done: Callable[[ImportReport | None], None]) -> None:
        self.apply.setEnabled(False)
        self._host.run(title, self.tr("Zeilen"), self.job(dry_run=dry_run), done)

    def _show_preview(self, report: ImportReport | None) -> None:
        """Show what would come of it; without a report something is asked first."""
        self.show_questions(report)
        if report is not None:
            self._show_report(report)
            verb = self.tr("wird übernommen") if report.taken == 1 else self.tr("werden übernommen")
            self.summary.set_text(self._summary(report, verb))
            words = self.tr("{count} übernehmen")
            self.apply.set_label(words.format(count=count_words(report.taken, *self._nouns)))
            self.apply.setEnabled(report.taken > 0)
        if self.isHidden():
            self.open()

    def _show_report(self, report: ImportReport) -> None:
        rows = [
            Row(
                place,
                (
                    Cell(row.name or self.tr("Ohne Namen"), second=_reason(row), muted=not row.name),
                    Cell(str(row.number), sort=row.number),
                    Cell(self._outcome_words(row.outcome), state=PILLS[row.outcome]),
                ),
            )
            for place, row in enumerate(report.rows)
        ]
        self.table.set_rows(rows, count_words(len({row.number for row in report.rows}), "Zeile", "Zeilen"))
        self._rows = report.rows
        refused = next((n for n, row in enumerate(report.rows) if row.outcome is Outcome.REFUSED), 0)
        self.table.select(refused)
        self._show_reason()
        self._remarks.setText("\n".join(report.remarks))
        self._remarks.setVisible(bool(report.remarks))

    def _outcome_words(self, outcome: Outcome) -> str:
        return outcome.value if self.applied is not None else _AHEAD.get(outcome, outcome.value)

    def _show_reason(self) -> None:
        """The whole reason of the row chosen: in the table it may be cut off."""
        key = self.table.selected_key()
        row = self._rows[key] if isinstance(key, int) and key < len(self._rows) else None
        told = row is not None and bool(row.text)
        self.reason.setVisible(told)
        if row is not None and told:
            words = self.tr("Zeile {number}: {reason}")
            self.reason.setText(words.format(number=row.number, reason=_reason(row)))

    def _summary(self, report: ImportReport, verb: str) -> str:
        words = self.tr("{count} {verb}, {known} schon vorhanden, {refused} abgelehnt.")
        count = count_words(report.taken, *self._nouns)
        return words.format(count=count, verb=verb, known=report.known, refused=report.refused)

    def _apply(self) -> None:
        self._read(self.tr("Die Zeilen werden übernommen"), dry_run=False, done=self._show_result)

    def _show_result(self, report: ImportReport | None) -> None:
        """The same table, now done; the refused rows lie in a file of their own."""
        if report is None:
            return
        self.applied = report
        self._show_report(report)
        words = self._summary(report, self.tr("übernommen"))
        if report.refused_path is not None:
            kept = self.tr("Die abgelehnten Zeilen stehen in „{file}“.").format(file=report.refused_path.name)
            words = f"{words} {kept}"
        self._open.setVisible(report.refused_path is not None)
        self.summary.set_text(words, "ok")
        for done in (*self._asked, self.apply):
            done.hide()
        self._cancel.set_label(self.tr("Schließen"))
        self._cancel.setFocus(Qt.FocusReason.TabFocusReason)
        self._host.changed()
        self.taken.emit()

    def _open_folder(self) -> None:
        if self.applied is not None and self.applied.refused_path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.applied.refused_path.parent)))


def _reason(row: RowReport) -> str:
    """Where in the row and why."""
    where = f"{row.column} ({row.cell})" if row.cell else row.column
    return f"{where}: {row.text}" if where else row.text
