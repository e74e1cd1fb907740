"""The recycle bin (Papierkorb) of projects, potentials and buildings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from klikks_desktop.services.projects.work_history import WorkBinItem, WorkRecord, work_bin
from klikks_desktop.services.records import history
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import moment
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable


class WorkBinDialog(Dialog):
    """What of ``kinds`` was deleted in the last 30 days. ``restored`` is what was brought back."""

    def __init__(self, host: Host, kinds: Sequence[type[WorkRecord]], parent: QWidget | None = None) -> None:
        super().__init__(host.theme, self.tr("Papierkorb"), icon="delete", parent=parent)
        self._host, self._kinds = host, kinds
        self.restored: WorkBinItem | None = None
        self._items: dict[object, WorkBinItem] = {}
        theme = host.theme
        words = self.tr("Was hier liegt, holen Sie {days} Tage lang genau so zurück, wie es war.")
        self.body.addWidget(Label(theme, words.format(days=history.BIN_DAYS), wrap=True))
        columns = [
            Column("name", self.tr("Name")),
            Column("kind", self.tr("Was")),
            Column("at", self.tr("Gelöscht")),
        ]
        self.table = RecordTable(theme, columns, self.tr("Papierkorb"), two_lines=True)
        self.table.setMinimumHeight(theme.px(55))
        self.body.addWidget(self.table, 1)
        close = self.add_action(Button(theme, self.tr("Schließen")))
        self.restore = self.add_action(Button(theme, self.tr("Zurückholen"), "primary", "undo"))
        close.clicked.connect(self.reject)
        self.restore.clicked.connect(self._restore)
        self.table.chosen.connect(self._follow_choice)
        self.table.activated.connect(self.restore.click)
        self._fill()

    def _fill(self) -> None:
        today = self._host.workspace.today
        self._items = {item.record_id: item for item in work_bin(self._host.workspace, *self._kinds)}
        rows = [
            Row(
                key,
                (
                    Cell(item.name, item.about),
                    item.kind,
                    Cell(moment(item.deleted_at, today), sort=item.deleted_at.timestamp()),
                ),
            )
            for key, item in self._items.items()
        ]
        self.table.set_rows(rows, "" if rows else self.tr("Der Papierkorb ist leer."))
        self.table.sort_by("at", down=True)
        if rows and self.table.selected_key() is None:
            self.table.view.selectRow(0)
        self._follow_choice()

    def _follow_choice(self) -> None:
        self.restore.setEnabled(self.table.selected_key() in self._items)

    def _restore(self) -> None:
        item = self._items.get(self.table.selected_key())
        if item is None:
            return
        workspace = self._host.workspace
        if self._host.attempt(lambda: history.restore_from_bin(workspace, item.change_id)) is not None:
            self.restored = item
            self._host.changed()
            self.accept()
