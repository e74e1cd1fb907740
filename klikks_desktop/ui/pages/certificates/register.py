"""The register: search, filter, table, count and the way to Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.records import Certificate
from klikks_desktop.services.register.certificates import register, search_register
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.words import KINDS, certificate_state, count_sentence, is_ready
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

FILTERS: Final[Mapping[str, Callable[[Certificate], bool]]] = {
    "all": lambda _line: True,
    "ready": is_ready,
    "handed": lambda line: line.handed_over_on is not None and line.voided_on is None,
    "void": lambda line: line.voided_on is not None,
}


class RegisterList(Card):
    """All lines of the register of the place chosen in the window, newest first.

    ``chosen`` carries the id of the line now selected, ``opened`` of one entered by Enter or click.
    """

    chosen = Signal(object)
    opened = Signal(object)
    export_wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self._lines: list[Certificate] = []
        self._shown: list[Certificate] = []
        self._current: UUID | None = None
        self._filter = "all"
        self._slim = False
        self.search = SearchField(
            host.theme, self.tr("Name oder Nummer suchen"), self.tr("Name oder Nummer suchen  (Strg+F)")
        )
        self._filter_button = Button(host.theme, self.tr("Filter"), icon="filter")
        self.table = self._make_table()
        self._nothing = self._make_nothing()
        self._head = QHBoxLayout()
        self._head.addWidget(self.search, 1)
        self._head.addWidget(self._filter_button)
        self.body.addLayout(self._head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._nothing, 1)
        self._make_menu()
        self._connect()
        self._restyle_head()

    # ------------------------------------------------------------------ for the page

    @property
    def lines(self) -> Sequence[Certificate]:
        """The whole register, whatever is searched."""
        return self._lines

    @property
    def shown(self) -> Sequence[Certificate]:
        """Those that pass search and filter."""
        return self._shown

    def set_slim(self, slim: bool) -> None:
        """Shorter words in a narrow window."""
        if slim != self._slim:
            self._slim = slim
            self._show()

    def reload(self) -> None:
        """Read the register again; selection and scroll position stay."""
        self._lines = register(self._host.workspace, place_id=self._host.place_id)
        self._show()

    def line_of(self, record: UUID | None) -> Certificate | None:
        """The line with this id."""
        return next((line for line in self._lines if line.id == record), None)

    def select(self, record: UUID, *, reveal: bool) -> None:
        """Select a line without telling. reveal: what hides it is taken away."""
        self._current = record
        if reveal and all(line.id != record for line in self._shown) and self.line_of(record) is not None:
            self.search.clear()
            self.set_filter("all")
        self._silently_select(record)

    def set_filter(self, key: str) -> None:
        """Show all, those that lie ready, those handed over or void ones; the choice stays."""
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
            Column("name", self.tr("Name und Nummer")),
            Column("kind", self.tr("Art")),
            Column("date", self.tr("Datum"), "date"),
            Column("state", self.tr("Stand"), "pill"),
        ]
        table = RecordTable(self._host.theme, columns, self.tr("Register der Urkunden"), two_lines=True)
        table.sort_by("date", down=True)
        self._export_button = Button(self._host.theme, self.tr("Nach Excel"), "quiet", "export")
        table.add_foot_action(self._export_button)
        return table

    def _make_nothing(self) -> QWidget:
        """What stands in place of the table when search and filter leave nothing."""
        theme = self._host.theme
        holder = QWidget()
        text = Label(theme, self.tr("Zu Suche und Filter passt keine Urkunde."), "body", "muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        reset = Button(theme, self.tr("Alle zeigen"), icon="certificate")
        reset.clicked.connect(self._reset)
        column = QVBoxLayout(holder)
        column.addStretch(1)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(3))
        column.addWidget(reset, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        holder.hide()
        return holder

    def _make_menu(self) -> None:
        self._menu = QMenu(self)
        self._menu.setAccessibleName(self.tr("Stand"))
        self._actions = QActionGroup(self)
        for key, name in self._filter_names().items():
            action = self._menu.addAction(name)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == "all")
            self._actions.addAction(action)

    def _connect(self) -> None:
        self.search.searched.connect(self._show)
        self.search.left_downwards.connect(self._enter_table)
        self.search.returnPressed.connect(self._enter_table)
        self.table.chosen.connect(self._tell_chosen)
        self.table.activated.connect(self.opened)
        self.table.view.clicked.connect(self._tell_opened)
        self._export_button.clicked.connect(self.export_wanted)
        self._actions.triggered.connect(self._take_filter)
        self._filter_button.clicked.connect(self._open_menu)
        self.theme.changed.connect(self._restyle_head)

    def _filter_names(self) -> dict[str, str]:
        return {
            "all": self.tr("Alle"),
            "ready": self.tr("Liegt bereit"),
            "handed": self.tr("Ausgehändigt"),
            "void": self.tr("Ungültig"),
        }

    def _open_menu(self) -> None:
        self._menu.popup(self._filter_button.mapToGlobal(self._filter_button.rect().bottomLeft()))

    def _take_filter(self) -> None:
        if (action := self._actions.checkedAction()) is not None:
            self.set_filter(action.data())

    def _reset(self) -> None:
        self.search.clear()
        self.set_filter("all")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Fill the table with those that pass; nothing jumps."""
        text = self.search.text().strip()
        found = search_register(self._host.workspace, self._lines, text) if text else self._lines
        self._shown = [line for line in found if FILTERS[self._filter](line)]
        bar = self.table.view.verticalScrollBar()
        where = bar.value()
        self.table.set_rows([self._row(line) for line in self._shown], self._count())
        if self._current is not None and self.table.selected_key() != self._current:
            self._silently_select(self._current)
        bar.setValue(where)
        nothing = bool(self._lines) and not self._shown
        self.table.setVisible(not nothing)
        self._nothing.setVisible(nothing)

    def _count(self) -> str:
        if len(self._shown) == len(self._lines):
            return count_sentence(self._lines)
        words = self.tr("{count} von {total} Urkunden")
        return words.format(count=len(self._shown), total=len(self._lines))

    def _row(self, line: Certificate) -> Row:
        """One row; a void certificate is struck by word and pill."""
        void = line.voided_on is not None
        name = line.name or self.tr("Angaben gelöscht")
        number = self.tr("{number} · ungültig").format(number=line.number) if void else line.number
        word, state = certificate_state(line)
        word = word.split(" am ")[0] if self._slim else word
        order = line.issued_on.toordinal() + line.serial / 1_000_000
        return Row(
            line.id,
            (
                Cell(
                    name,
                    number,
                    muted=void,
                    sort=search_key(line.name, self._host.workspace.shipped.alphabet),
                ),
                Cell(KINDS[line.kind], muted=void),
                Cell(format_short(line.issued_on), muted=void, sort=order),
                Cell(word, state=state),
            ),
        )

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
        if record is not None and record != self._current:
            self._current = record
            self.chosen.emit(record)

    def _tell_opened(self) -> None:
        if (record := self.table.selected_key()) is not None:
            self.opened.emit(record)

    def _restyle_head(self) -> None:
        margin = self.theme.px(3)
        self._head.setContentsMargins(margin, margin, margin, margin)
        self._head.setSpacing(self.theme.px(2))
