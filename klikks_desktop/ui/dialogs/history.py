"""What changed when about one record (Verlauf)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.services.records.record_history import HistoryEntry
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import moment
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import ScrollPage


class HistoryDialog(Dialog):
    """Every saved change, newest first: time, name of the change, fields from old to new."""

    def __init__(
        self, host: Host, name: str, entries: Sequence[HistoryEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(host.theme, self.tr("Verlauf"), name, icon="history", parent=parent)
        theme = host.theme
        scroll = ScrollPage(theme)
        # Read by keyboard: the list scrolls with the arrow keys.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.tr("Verlauf"))
        for place, entry in enumerate(entries):
            if place:
                scroll.body.addWidget(Separator(theme))
            scroll.body.addLayout(self._entry(entry, host.workspace.today))
        if not entries:
            scroll.body.addWidget(Label(theme, self.tr("Noch nichts geändert."), "body", "muted"))
        scroll.body.addStretch(1)
        scroll.setMinimumHeight(theme.px(60))
        self.body.addWidget(scroll, 1)
        close = self.add_action(Button(theme, self.tr("Schließen"), "primary"))
        close.clicked.connect(self.reject)

    def _entry(self, entry: HistoryEntry, today: date) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(0.5))
        title = f"{moment(entry.at, today)} · {entry.label}"
        column.addWidget(Label(self.theme, title, "strong", wrap=True))
        if entry.lines:
            column.addWidget(Label(self.theme, "\n".join(entry.lines), wrap=True))
        return column
