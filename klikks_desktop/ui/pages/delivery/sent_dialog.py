"""Earlier files (Frühere Dateien): what was written when, and for whom."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.exchange.proof import sent_files
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
            "Jede Datei enthält den ganzen Stand ihres Tages. Ging eine verloren, genügt die nächste. "
            "Angekommen ist eine, sobald Sie die Quittung Ihres Regionalmanagements geöffnet haben."
        )
        self.body.addWidget(Label(theme, words, wrap=True))
        columns = [
            Column("file", self.tr("Datei")),
            Column("at", self.tr("Geschrieben")),
            Column("named", self.tr("Mit Namen")),
            Column("state", self.tr("Stand"), "pill"),
        ]
        self.table = RecordTable(theme, columns, self.tr("Frühere Dateien"), two_lines=True)
        self.table.setMinimumHeight(theme.px(70))
        self.table.sort_by("at", down=True)
        self.body.addWidget(self.table, 1)
        close = self.add_action(Button(theme, self.tr("Schließen"), "primary"))
        close.clicked.connect(self.accept)
        room = self.screen().availableGeometry().width() - theme.px(8)
        self.setMinimumWidth(min(theme.width("assistant"), room))
        self._fill(host)

    def _fill(self, host: Host) -> None:
        today, rows = host.workspace.today, []
        for sent in sent_files(host.workspace):
            written = sent.delivery.handled_at.astimezone()
            when = Cell(
                f"{format_short(written.date())}, {written:%H:%M}",
                age_words(written.date(), today),
                sort=written.timestamp(),
            )
            counts = json.loads(sent.delivery.counts)
            words = self.tr("{named} von {n}").format(
                named=counts.get("named", 0), n=counts.get("in_office", 0)
            )
            named = Cell(words, sort=counts.get("named", 0))
            state = "past" if sent.receipt is None else "ok" if sent.receipt.arrived else "error"
            file = Cell(sent.delivery.file_name, sent.receiver)
            rows.append(Row(str(sent.delivery.id), (file, when, named, Cell(sent.state, state=state))))
        nothing = self.tr("Noch wurde keine Datei geschrieben.")
        self.table.set_rows(rows, count_words(len(rows), "Datei", "Dateien") if rows else nothing)
