"""The list of a page: search, filter, table, count and the ways out to Excel and recycle bin."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.names import split_query
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Column, Row
from klikks_desktop.ui.widgets.filter_button import ALL, FilterButton, FilterGroup, GroupFilterButton
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable
from klikks_desktop.ui.widgets.table_model import in_order


@dataclass(frozen=True, slots=True)
class ListWords:
    """What the list says. search: what can be searched for; nothing: when search and filter leave none."""

    name: str
    search: str
    filter: str
    nothing: str


@dataclass(frozen=True, slots=True)
class Line:
    """One record of the list. search: folded text it is found by; filters: keys of those it passes."""

    row: Row
    search: str
    filters: frozenset[str] = field(default=frozenset())


class RecordList(Card):
    """Fill it with ``set_lines``; search, filter, selection and scroll position stay.

    filters: pairs of key and words besides "Alle", of which one is chosen, or groups to choose several
    from. query: folds what is searched as the lines' texts are. count: the sentence at the bottom left
    from the keys that are shown and how many there are. with_bin: whether what is deleted comes back.
    ``chosen`` carries the key of the row now selected, ``opened`` of one entered by Enter or click;
    ``arranged`` tells that filter, order or widths changed: ``state`` is to be kept.
    """

    chosen = Signal(object)
    opened = Signal(object)
    arranged = Signal()
    export_wanted = Signal()
    bin_wanted = Signal()
    delete_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        words: ListWords,
        filters: Sequence[tuple[str, str]] | Sequence[FilterGroup],
        *,
        query: Callable[[str], str],
        count: Callable[[Sequence[UUID], int], str],
        two_lines: bool = False,
        with_bin: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, 0, parent=parent)
        self._words = words
        self._query, self._count = query, count
        self._lines: Sequence[Line] = ()
        self._keys: Sequence[UUID] = ()
        self._shown: Sequence[UUID] = ()
        self._current: Hashable | None = None
        self.search = SearchField(theme, words.search, self.tr("{what}  (Strg+F)").format(what=words.search))
        self.filter_button = _filter_button(theme, words.filter, filters)
        self.table = RecordTable(theme, columns, words.name, two_lines=two_lines, resizable=True)
        self._narrowed = _Narrowed(theme)
        self._bin_button = Button(theme, self.tr("Papierkorb"), "quiet", "delete")
        self._export_button = Button(theme, self.tr("Nach Excel"), "quiet", "export")
        self.table.add_foot_action(self._bin_button)
        self._bin_button.setVisible(with_bin)
        self.table.add_foot_action(self._export_button)
        self._nothing = self._make_nothing()
        self._head = QHBoxLayout()
        self._head.addWidget(self.search, 1)
        self._head.addWidget(self.filter_button)
        self.body.addLayout(self._head)
        self.body.addWidget(self._narrowed)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._nothing, 1)
        self._connect()
        self._restyle_head()

    # ------------------------------------------------------------------ for the page

    def reload(self) -> None:
        """Read the list again and show it."""
        raise NotImplementedError

    @property
    def is_reading(self) -> bool:
        """Whether it is not known yet what is in the list."""
        return False

    @property
    def keys(self) -> Sequence[UUID]:
        """Every record, whatever is searched."""
        return self._keys

    @property
    def shown(self) -> Sequence[UUID]:
        """Records that pass search and filter."""
        return self._shown

    @property
    def state(self) -> ListState:
        """Filter, order and widths of columns, to be kept."""
        return ListState(tuple(self.filter_button.chosen), *self.table.order, self.table.widths)

    def restore(self, state: ListState | None) -> None:
        """Take up what was kept; without ``state`` all stays as made."""
        if state is not None:
            self.table.set_widths(state.widths)
            self.table.sort_by(state.sort, down=state.down)
            self.filter_button.choose(*state.filters)

    @property
    def is_narrowed(self) -> bool:
        """Whether search or filter hide something."""
        return bool(self.search.text().strip()) or bool(self.filter_button.chosen)

    def offer(self, groups: Sequence[FilterGroup]) -> None:
        """Change the groups to choose filters from; what is chosen stays."""
        if isinstance(self.filter_button, GroupFilterButton):
            self.filter_button.offer(groups)

    def set_lines(self, lines: Sequence[Line], *, ordered: bool = False) -> None:
        """Show these. ordered: they come in the order of the chosen column."""
        self._keep(lines if ordered else lines_in(self.order, lines))
        self._show()

    @property
    def order(self) -> tuple[int, bool]:
        """Number of the column sorted by, and whether downwards."""
        return self.table.model.order

    def select(self, key: UUID | None, *, reveal: bool = True) -> None:
        """Select a record without telling anyone. reveal: what hides it is taken away."""
        self._current = key
        if key is None:
            self.table.clear_selection()
            return
        if reveal and key not in self.shown and key in self.keys:
            self.search.clear()
            self.set_filter(ALL)
        self._silently_select(key)

    def remember(self, key: Hashable) -> None:
        """Select this record with the next ``set_lines``."""
        self._current = key

    def set_filter(self, key: str) -> None:
        """Show all, or only those that pass; the choice stays."""
        self.filter_button.choose(key)

    # ------------------------------------------------------------------ inside

    def _make_nothing(self) -> QWidget:
        theme = self.theme
        holder = QWidget()
        text = Label(theme, self._words.nothing, "body", "muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._all = Button(theme, self.tr("Alle zeigen"))
        column = QVBoxLayout(holder)
        column.addStretch(1)
        column.addWidget(text)
        column.addSpacing(theme.px(3))
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        holder.hide()
        return holder

    def _connect(self) -> None:
        self.search.searched.connect(self._show)
        self.search.left_downwards.connect(self.table.enter)
        self.search.returnPressed.connect(self.table.enter)
        self.table.chosen.connect(self._tell_chosen)
        self.table.activated.connect(self.opened)
        self.table.view.clicked.connect(self._tell_opened)
        self._bin_button.clicked.connect(self.bin_wanted)
        self._export_button.clicked.connect(self.export_wanted)
        self._all.clicked.connect(self._reset)
        self.filter_button.filtered.connect(self._show)
        self.filter_button.filtered.connect(self.arranged)
        self.table.sorted.connect(self._follow_order)
        self.table.resized.connect(self.arranged)
        self._narrowed.lift.clicked.connect(partial(self.set_filter, ALL))
        self.theme.changed.connect(self._restyle_head)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_wanted)

    def _reset(self) -> None:
        self.search.clear()
        self.set_filter(ALL)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Fill the table with those that pass; nothing jumps."""
        text = self.search.text().strip()
        found = self._lines
        for part in split_query(self._query(text)) if text else ():
            found = [line for line in found if part in line.search]
        if self.filter_button.chosen:
            found = [line for line in found if self.filter_button.passes(line.filters)]
        rows = [line.row for line in found]
        # Where nothing is left out, the work is done.
        self._shown = self._keys if found is self._lines else _keys(rows)
        bar = self.table.view.verticalScrollBar()
        where = bar.value()
        self.table.set_rows(rows, self._count(self._shown, len(self._lines)), ordered=True)
        if self._current is not None and self.table.selected_key() != self._current:
            self._silently_select(self._current)
        bar.setValue(where)
        nothing = bool(self._lines) and not rows
        self._narrowed.tell(self.filter_button.words)
        self.table.setVisible(not nothing)
        self._nothing.setVisible(nothing)

    def _follow_order(self) -> None:
        """The table has put what it shows in order; the others follow."""
        model = self.table.model
        rows = [model.row(place) for place in range(model.rowCount())]
        self._shown = _keys(rows)
        if len(rows) == len(self._lines):
            lines = {id(line.row): line for line in self._lines}
            self._lines, self._keys = [lines[id(row)] for row in rows], self._shown
        else:
            self._keep(lines_in(self.order, self._lines))
        self.arranged.emit()

    def _keep(self, lines: Sequence[Line]) -> None:
        self._lines, self._keys = lines, _keys(line.row for line in lines)

    def _silently_select(self, key: Hashable) -> None:
        self.table.blockSignals(True)
        self.table.select(key)
        self.table.blockSignals(False)

    def _tell_chosen(self, key: Hashable | None) -> None:
        # A record that no longer passes the search stays open beside the list.
        if key is not None and key != self._current:
            self._current = key
            self.chosen.emit(key)

    def _tell_opened(self) -> None:
        if (key := self.table.selected_key()) is not None:
            self.opened.emit(key)

    def _restyle_head(self) -> None:
        theme = self.theme
        self._head.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        self._head.setSpacing(theme.px(2))


class _Narrowed(QWidget):
    """Says by what the list is narrowed where its button does not, with the way out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._text = Label(theme, "", "body", "muted", wrap=True)
        self.lift = Button(theme, self.tr("Filter aufheben"), "quiet", "close")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.lift)
        self.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def tell(self, words: str) -> None:
        """Say these words; without any it is not there."""
        self._text.setText(self.tr("Filter: {words}").format(words=words))
        self.setVisible(bool(words))

    def _restyle(self) -> None:
        self._row.setContentsMargins(self.theme.px(3), 0, self.theme.px(3), self.theme.px(2))
        self._row.setSpacing(self.theme.px(2))


def _filter_button(
    theme: Theme, name: str, filters: Sequence[tuple[str, str]] | Sequence[FilterGroup]
) -> FilterButton | GroupFilterButton:
    groups = [each for each in filters if isinstance(each, FilterGroup)]
    if groups:
        return GroupFilterButton(theme, name, groups)
    return FilterButton(theme, name, [each for each in filters if not isinstance(each, FilterGroup)])


def lines_in(order: tuple[int, bool], lines: Sequence[Line]) -> list[Line]:
    """The lines in the order of a column of their rows."""
    column, down = order
    return in_order(lines, lambda line: line.row, column, down=down)


def _keys(rows: Iterable[Row]) -> list[UUID]:
    return [row.key for row in rows if isinstance(row.key, UUID)]
