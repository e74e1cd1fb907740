"""Tables of records: sortable, searchable by the page, one row chosen at a time."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QItemSelection, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import CellDelegate, Column, Row
from klikks_desktop.ui.widgets.column_grip import ColumnGrip
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.table_head import TableHead
from klikks_desktop.ui.widgets.table_model import RecordModel

SAMPLE_ROWS = 200
"""Rows measured for the widths of columns; more would cost more than they tell."""


class RecordTable(QWidget):
    """A table with its count at the bottom left and room for actions at the bottom right.

    ``chosen`` carries the key of the row now selected (``None`` for none), ``activated`` the key of
    a row entered by Enter or double click; ``sorted`` tells of another order, ``resized`` of columns that
    a person made wider or narrower. Fill it with ``set_rows``; the selection stays on its key.
    resizable: whether the widths can be changed, which somebody must keep then.
    """

    chosen = Signal(object)
    activated = Signal(object)
    sorted = Signal()
    resized = Signal()

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        name: str,
        *,
        two_lines: bool = False,
        resizable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._columns = columns
        self._widths: dict[str, float] = {}
        self._two_lines = two_lines
        self._filling = False
        self.model = RecordModel(columns)
        self.model.setParent(self)
        self.view = _View(self)
        self.view.setAccessibleName(name)
        self._head = TableHead(theme, columns, self.view)
        self._delegate = CellDelegate(theme, columns, self.view)
        self._count = Label(theme, "", "body", "muted")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._count, 1)
        self._build()
        if resizable:
            self._let_resize()
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_rows(self, rows: Sequence[Row], count: str = "", *, ordered: bool = False) -> None:
        """Show these rows; ``count`` is the sentence at the bottom left ("10 Personen · 7 im Amt").

        ordered: they come in the order of the chosen column.
        """
        key = self.selected_key()
        self._filling = True
        self.model.set_rows(rows, ordered=ordered)
        self._fit_columns()
        self._count.setText(count)
        if key is not None:
            self.select(key)
        self._filling = False
        if self.selected_key() != key:
            self.chosen.emit(self.selected_key())

    def add_foot_action(self, widget: QWidget) -> None:
        """Add an action at the bottom right."""
        self._foot.addWidget(widget)

    def selected_key(self) -> Hashable | None:
        """Key of the selected row."""
        rows = self.view.selectionModel().selectedRows()
        return self.model.row(rows[0].row()).key if rows else None

    def select(self, key: Hashable) -> bool:
        """Select the row of this key and bring it into view; False when it is not there."""
        place = self.model.place_of(key)
        if place < 0:
            return False
        self.view.setCurrentIndex(self.model.index(place, 0))
        self.view.selectRow(place)
        return True

    def enter(self) -> None:
        """Go from the search field into the rows: to the chosen one, or the first."""
        if self.model.rowCount():
            if self.selected_key() is None:
                self.view.selectRow(0)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear_selection(self) -> None:
        """Select nothing."""
        self.view.clearSelection()

    @property
    def widths(self) -> dict[str, float]:
        """Widths in units that a person gave to columns, by their keys."""
        return dict(self._widths)

    def set_widths(self, widths: Mapping[str, float]) -> None:
        """Give these widths; other columns are as wide as head and content need."""
        self._widths = {column.key: widths[column.key] for column in self._columns if column.key in widths}
        self._fit_columns()

    @property
    def order(self) -> tuple[str, bool]:
        """Key of the column sorted by, and whether downwards."""
        head = self._head
        down = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return self._columns[head.sortIndicatorSection()].key, down

    def sort_by(self, key: str, *, down: bool = False) -> None:
        """Sort by the column of that key; the first for a key that is not there."""
        place = next((place for place, column in enumerate(self._columns) if column.key == key), 0)
        self.view.sortByColumn(place, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def _build(self) -> None:
        view, head = self.view, self._head
        view.setHorizontalHeader(head)
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.verticalHeader().hide()
        head.setSectionsClickable(True)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.sortIndicatorChanged.connect(self.sorted)
        view.selectionModel().selectionChanged.connect(self._tell_chosen)
        view.activated.connect(self._tell_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(view, 1)
        column.addWidget(Separator(self.theme))
        column.addLayout(self._foot)

    def _fit_columns(self) -> None:
        """As wide as head and content need; the first column takes the rest."""
        rows = [self.model.row(place) for place in range(min(SAMPLE_ROWS, self.model.rowCount()))]
        for place, column in enumerate(self._columns[1:], start=1):
            wanted = [self._head.title_width(place)]
            if column.key in self._widths:
                wanted = [self.theme.px(self._widths[column.key])]
            elif column.width:
                wanted.append(self.theme.px(column.width))
            else:
                cells = ((row, row.cell(place)) for row in rows)
                wanted += [self._delegate.cell_width(row, cell, place) for row, cell in cells]
            self._head.resizeSection(place, max(wanted))

    def _let_resize(self) -> None:
        self._grip = ColumnGrip(self.theme, self._head)
        self._grip.dragged.connect(self._keep_widths)
        for widget in (self._head, self.view):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(partial(self._open_menu, widget))

    def _keep_widths(self, columns: tuple[int, ...]) -> None:
        for place in filter(None, columns):
            self._widths[self._columns[place].key] = self._head.sectionSize(place) / self.theme.u
        self.resized.emit()

    def _open_menu(self, below: QWidget, at: QPoint) -> None:
        """What the mouse does to the lines, for who has none."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self._columns[1:], start=1):
            if not self._head.isSectionHidden(place):
                of_column = menu.addMenu(column.title)
                for words, way in ((self.tr("Breiter"), 1), (self.tr("Schmaler"), -1)):
                    of_column.addAction(words).triggered.connect(partial(self._grip.step, place, way))
        menu.addSeparator()
        reset = menu.addAction(self.tr("Spaltenbreiten zurücksetzen"))
        reset.setEnabled(bool(self._widths))
        reset.triggered.connect(self._reset_widths)
        menu.popup(below.mapToGlobal(at))

    def _reset_widths(self) -> None:
        self.set_widths({})
        self.resized.emit()

    def _tell_chosen(self, _new: QItemSelection, _old: QItemSelection) -> None:
        if not self._filling:
            self.chosen.emit(self.selected_key())

    def _tell_activated(self) -> None:
        if (key := self.selected_key()) is not None:
            self.activated.emit(key)

    def _restyle(self) -> None:
        theme = self.theme
        height = theme.height("row_two_lines" if self._two_lines else "row")
        self.view.verticalHeader().setMinimumSectionSize(1)
        self.view.verticalHeader().setDefaultSectionSize(height)
        self._head.setMinimumSectionSize(theme.px(8))
        self._foot.setContentsMargins(theme.px(4), theme.px(1.25), theme.px(3), theme.px(1.25))
        self._foot.setSpacing(theme.px(2))
        self._count.setMinimumHeight(theme.height("control"))
        self._fit_columns()
        self.view.viewport().update()


class _View(QTableView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setProperty("plain", "true")
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates on every platform; Home and End go to the first and last row."""
        last = self.model().rowCount() - 1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Home and last >= 0:
            self.selectRow(0)
        elif event.key() == Qt.Key.Key_End and last >= 0:
            self.selectRow(last)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected row in sight; where somebody scrolled away from it, it stays away."""
        chosen, before = self.currentIndex(), event.oldSize()
        seen = not before.isValid() or QRect(QPoint(), before).intersects(self.visualRect(chosen))
        super().resizeEvent(event)
        if chosen.isValid() and seen:
            self.scrollTo(chosen)
