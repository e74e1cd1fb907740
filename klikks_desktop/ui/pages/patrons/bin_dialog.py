"""The recycle bin (Papierkorb): bring back, or erase for good."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.changes import BinItem
from klikks_desktop.domain.records import Locality, Patron
from klikks_desktop.services.people.mentions import mentions
from klikks_desktop.services.records import history
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import moment
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

_MOST_NAMED: Final = 8


class BinDialog(Dialog):
    """What was deleted in the last 30 days. ``restored`` is the person brought back."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, self.tr("Papierkorb"), icon="delete", parent=parent)
        self._host = host
        self.restored: UUID | None = None
        self.is_changed = False
        self._items: dict[object, BinItem] = {}
        theme = host.theme
        words = self.tr("Was hier liegt, holen Sie {days} Tage lang genau so zurück, wie es war.")
        self.body.addWidget(Label(theme, words.format(days=history.BIN_DAYS), wrap=True))
        columns = [Column("name", self.tr("Name")), Column("at", self.tr("Gelöscht"))]
        self.table = RecordTable(theme, columns, self.tr("Papierkorb"))
        self.table.sort_by("at", down=True)
        self.table.setMinimumHeight(theme.px(50))
        self.body.addWidget(self.table, 1)
        self.erase = Button(theme, self.tr("Endgültig löschen …"), "quiet", "delete")
        self.add_foot_note(self.erase)
        close = self.add_action(Button(theme, self.tr("Schließen")))
        self.restore = self.add_action(Button(theme, self.tr("Zurückholen"), "primary", "undo"))
        close.clicked.connect(self.reject)
        self.restore.clicked.connect(self._restore)
        self.erase.clicked.connect(self._erase)
        self.table.chosen.connect(self._follow_choice)
        self.table.activated.connect(self.restore.click)
        self._fill()

    def _fill(self) -> None:
        today = self._host.workspace.today
        self._items = {
            item.record.id: item
            for item in history.recycle_bin(self._host.workspace)
            if isinstance(item.record, Patron | Locality)
        }
        rows = [
            Row(
                key,
                (
                    Cell(_name(item)),
                    Cell(moment(item.deleted_at, today), sort=item.deleted_at.timestamp()),
                ),
            )
            for key, item in self._items.items()
        ]
        count = self.tr("Der Papierkorb ist leer.") if not rows else ""
        self.table.set_rows(rows, count)
        if rows and self.table.selected_key() is None:
            self.table.view.selectRow(0)
        self._follow_choice()

    def _chosen(self) -> BinItem | None:
        return self._items.get(self.table.selected_key())

    def _follow_choice(self) -> None:
        item = self._chosen()
        self.restore.setEnabled(item is not None)
        self.erase.setEnabled(item is not None and isinstance(item.record, Patron))

    def _restore(self) -> None:
        item = self._chosen()
        if item is None:
            return
        done = self._host.attempt(lambda: history.restore_from_bin(self._host.workspace, item.change.id))
        if done is not None:
            self.is_changed = True
            self.restored = item.record.id if isinstance(item.record, Patron) else None
            self._host.changed()
            self.accept()

    def _erase(self) -> None:
        item = self._chosen()
        if item is None or not isinstance(item.record, Patron):
            return
        patron = item.record
        words = self.tr(
            "Name, Kontaktdaten, Amtszeiten, Einwilligungen und gespeicherte Urkunden von {name} werden "
            "gelöscht und lassen sich nicht zurückholen. Es bleibt je Urkunde eine Zeile im Register: "
            "Nummer, Art und Daten, ohne Namen. Die Sicherungen auf diesem Rechner und am zweiten Ort "
            "werden mit bereinigt. Kopien an anderen Orten müssen Sie selbst löschen."
        )
        workspace = self._host.workspace
        question = ConfirmDialog(
            self.theme,
            self.tr("Endgültig löschen?"),
            words.format(name=patron.full_name) + self._named_words(mentions(workspace, patron)),
            verb=self.tr("Endgültig löschen"),
            stay=self.tr("Im Papierkorb lassen"),
            icon="delete",
            parent=self,
        )
        if not question.ask():
            return
        if self._host.attempt(lambda: _erased(workspace, patron.id)):
            self._host.changed()
        self._fill()

    def _named_words(self, found: list[str]) -> str:
        """Texts with the name that erasing does not change; "" when there are none."""
        if not found:
            return ""
        shown, left = found[:_MOST_NAMED], len(found) - _MOST_NAMED
        listed = ", ".join(shown)
        if left > 0:
            listed = self.tr("{listed} und {n} weiteren").format(listed=listed, n=left)
        words = self.tr("Der Name steht noch in: {listed}. Diese Texte ändern Sie bitte selbst.")
        return "\n\n" + words.format(listed=listed)


def _erased(workspace: Workspace, patron_id: UUID) -> bool:
    history.erase_patron(workspace, patron_id)
    return True


def _name(item: BinItem) -> str:
    record = item.record
    return record.sorting_name if isinstance(record, Patron) else getattr(record, "name", "")
