"""The list of patrons: search, filter, table, count and the ways out to Excel and recycle bin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.patron_state import Standing
from klikks_desktop.services.people.patron_list import PatronRow, list_patrons, search_rows
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.words import PILLS, count_sentence
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

FILTERS: Final[Mapping[str, Callable[[PatronRow], bool]]] = {
    "all": lambda _row: True,
    "active": lambda row: row.state.is_active,
    "drafts": lambda row: row.has_draft,
    "ending": lambda row: row.state.standing in {Standing.ENDS_SOON, Standing.EXPIRED},
    "former": lambda row: row.state.standing is Standing.FORMER,
}


class PatronList(Card):
    """All patrons of the place chosen in the window.

    ``chosen`` carries the id of the person now selected, ``opened`` of one entered by Enter or
    click. ``export_wanted`` and ``bin_wanted`` come from the foot, ``delete_wanted`` from Del.
    """

    chosen = Signal(object)
    opened = Signal(object)
    export_wanted = Signal()
    bin_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self._rows: list[PatronRow] = []
        self._shown: list[PatronRow] = []
        self._lines: dict[UUID, Row] = {}
        self._current: UUID | None = None
        self._filter = "all"
        self.search = SearchField(
            host.theme, self.tr("Name oder Ort suchen"), self.tr("Name oder Ort suchen  (Strg+F)")
        )
        self._filter_button = Button(host.theme, self.tr("Filter"), icon="filter")
        self.table = self._make_table()
        self._nobody = _Nobody(host)
        self._nobody.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self.search, 1)
        self._head.addWidget(self._filter_button)
        self.body.addLayout(self._head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._nobody, 1)
        self._connect()
        self._restyle_head()

    # ------------------------------------------------------------------ for the page

    @property
    def rows(self) -> Sequence[PatronRow]:
        """Everyone, whatever is searched."""
        return self._rows

    @property
    def shown(self) -> Sequence[PatronRow]:
        """Those who pass search and filter."""
        return self._shown

    @property
    def is_narrowed(self) -> bool:
        """Whether search or filter hide somebody."""
        return bool(self.search.text().strip()) or self._filter != "all"

    def reload(self) -> None:
        """Read the list again; selection and scroll position stay."""
        self._rows = list_patrons(self._host.workspace, place_id=self._host.place_id)
        several = len({row.place_id for row in self._rows}) > 1
        self._lines = {row.id: self._line(row, several) for row in self._rows}
        self._show()

    def select(self, record: UUID | None) -> None:
        """Select a person without telling anyone; what hides them is taken away."""
        self._current = record
        if record is None:
            self.table.clear_selection()
            return
        if all(row.id != record for row in self._shown) and any(row.id == record for row in self._rows):
            self.search.clear()
            self.set_filter("all")
        self._silently_select(record)

    def remember(self, record: UUID) -> None:
        """Select this person with the next ``reload``."""
        self._current = record

    def set_filter(self, key: str) -> None:
        """Show all, those in office, drafts, terms that end soon, or former ones; the choice stays."""
        self._filter = key
        names = self._filter_names()
        for action in self._actions.actions():
            action.setChecked(action.data() == key)
        words = self.tr("Filter") if key == "all" else self.tr("Filter: {name}").format(name=names[key])
        self._filter_button.set_label(words)
        self._show()

    # ------------------------------------------------------------------ inside

    def _make_table(self) -> RecordTable:
        columns = [
            Column("name", self.tr("Name")),
            Column("place", self.tr("Ort")),
            Column("until", self.tr("Amtszeit bis"), "date"),
            Column("state", self.tr("Stand"), "pill"),
        ]
        table = RecordTable(self._host.theme, columns, self.tr("Patinnen und Paten"))
        self._bin_button = Button(self._host.theme, self.tr("Papierkorb"), "quiet", "delete")
        self._export_button = Button(self._host.theme, self.tr("Nach Excel"), "quiet", "export")
        table.add_foot_action(self._bin_button)
        table.add_foot_action(self._export_button)
        return table

    def _connect(self) -> None:
        self.search.searched.connect(self._show)
        self.search.left_downwards.connect(self._enter_table)
        self.search.returnPressed.connect(self._enter_table)
        self.table.chosen.connect(self._tell_chosen)
        self.table.activated.connect(self.opened)
        self.table.view.clicked.connect(self._tell_opened)
        self._bin_button.clicked.connect(self.bin_wanted)
        self._export_button.clicked.connect(self.export_wanted)
        self._nobody.reset.clicked.connect(self._reset)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_wanted)
        self._menu = QMenu(self)
        self._menu.setAccessibleName(self.tr("Stand"))
        self._actions = QActionGroup(self)
        for key, name in self._filter_names().items():
            action = self._menu.addAction(name)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == "all")
            self._actions.addAction(action)
        self._actions.triggered.connect(self._take_filter)
        self._filter_button.clicked.connect(self._open_menu)
        self.theme.changed.connect(self._restyle_head)

    def _filter_names(self) -> dict[str, str]:
        return {
            "all": self.tr("Alle"),
            "active": self.tr("Im Amt"),
            "drafts": self.tr("Entwürfe"),
            "ending": self.tr("Endet bald"),
            "former": self.tr("Verabschiedet"),
        }

    def _open_menu(self) -> None:
        below = self._filter_button.rect().bottomLeft()
        self._menu.popup(self._filter_button.mapToGlobal(below))

    def _take_filter(self) -> None:
        if (action := self._actions.checkedAction()) is not None:
            self.set_filter(action.data())

    def _reset(self) -> None:
        self.search.clear()
        self.set_filter("all")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Fill the table with those who pass; nothing jumps."""
        text = self.search.text().strip()
        found = search_rows(self._host.workspace, self._rows, text) if text else self._rows
        passes = FILTERS[self._filter]
        self._shown = [row for row in found if passes(row)]
        bar = self.table.view.verticalScrollBar()
        where = bar.value()
        self.table.set_rows([self._lines[row.id] for row in self._shown], self._count())
        if self._current is not None and self.table.selected_key() != self._current:
            self._silently_select(self._current)
        bar.setValue(where)
        nobody = bool(self._rows) and not self._shown
        self.table.setVisible(not nobody)
        self._nobody.setVisible(nobody)

    def _count(self) -> str:
        if not self.is_narrowed:
            return count_sentence(self._rows)
        words = self.tr("{count} von {total} Personen")
        return words.format(count=len(self._shown), total=len(self._rows))

    def _line(self, row: PatronRow, several: bool) -> Row:
        """One row of the table."""
        area = row.locality or row.place
        place = f"{row.place}, {row.locality}" if several and row.locality else area
        until = format_short(row.ends_on) if row.ends_on else self.tr("offen")
        ends = row.ends_on.toordinal() if row.ends_on else None
        word, state = row.state.word, PILLS[row.state.standing]
        if row.has_draft and row.state.standing is not Standing.DRAFT:
            word, state = self.tr("Änderung offen"), "draft"
        cells = (
            Cell(row.name, sort=row.search),
            place,
            Cell(until, muted=ends is None, sort=ends),
            Cell(word, state=state),
        )
        return Row(row.id, cells, bold=row.has_draft)

    def _silently_select(self, record: UUID) -> None:
        self.table.blockSignals(True)
        self.table.select(record)
        self.table.blockSignals(False)

    def _enter_table(self) -> None:
        if self.table.model.rowCount():
            if self.table.selected_key() is None:
                self.table.view.selectRow(0)
            self.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell_chosen(self, record: UUID | None) -> None:
        # A person who no longer passes the search stays open beside the list.
        if record is not None and record != self._current:
            self._current = record
            self.chosen.emit(record)

    def _tell_opened(self) -> None:
        if (record := self.table.selected_key()) is not None:
            self.opened.emit(record)

    def _restyle_head(self) -> None:
        theme = self.theme
        self._head.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        self._head.setSpacing(theme.px(2))


class _Nobody(QWidget):
    """What stands in place of the table when search and filter leave nobody."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        text = Label(host.theme, self.tr("Zu Suche und Filter passt niemand."), "body", "muted")
        self.reset = Button(host.theme, self.tr("Alle zeigen"), icon="patrons")
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(host.theme.px(3))
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
