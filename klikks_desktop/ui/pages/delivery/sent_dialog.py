"""Earlier files (Frühere Dateien): what was written when, and for whom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Direction
from klikks_desktop.services.exchange.exchange_log import exchange_log
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable


class SentDialog(Dialog):
    """Every file this town wrote, newest first; open it with ``open``."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, self.tr("Frühere Dateien"), icon="history", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = host.theme
        words = self.tr(
            "Jede Datei enthält den ganzen Stand ihres Tages. Ging eine verloren, genügt die nächste."
        )
        self.body.addWidget(Label(theme, words, wrap=True))
        columns = [
            Column("file", self.tr("Datei")),
            Column("at", self.tr("Geschrieben")),
            Column("named", self.tr("Mit Namen")),
        ]
        self.table = RecordTable(theme, columns, self.tr("Frühere Dateien"), two_lines=True)
        self.table.setMinimumHeight(theme.px(70))
        self.table.sort_by("at")
        self.body.addWidget(self.table, 1)
        close = self.add_action(Button(theme, self.tr("Schließen"), "primary"))
        close.clicked.connect(self.accept)
        room = self.screen().availableGeometry().width() - theme.px(8)
        self.setMinimumWidth(min(theme.width("assistant"), room))
        self._fill(host)

    def _fill(self, host: Host) -> None:
        today, rows = host.workspace.today, []
        for entry in exchange_log(host.workspace, Direction.SENT):
            written = entry.handled_at.astimezone()
            when = Cell(
                f"{format_short(written.date())}, {written:%H:%M}",
                age_words(written.date(), today),
                sort=-written.timestamp(),
            )
            words = self.tr("{named} von {n}").format(named=entry.named, n=entry.in_office)
            named = Cell(words, sort=entry.named)
            rows.append(Row(entry.key, (Cell(entry.file_name, entry.peer), when, named)))
        nothing = self.tr("Noch wurde keine Datei geschrieben.")
        self.table.set_rows(rows, count_words(len(rows), "Datei", "Dateien") if rows else nothing)
