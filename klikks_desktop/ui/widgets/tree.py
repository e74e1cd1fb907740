"""Rows in groups, each cell with icon and word ("Das verlässt Ihr Haus")."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import CellDelegate, Column, Index, Row
from klikks_desktop.ui.widgets.table_head import TableHead
from klikks_desktop.ui.widgets.table_model import NO_INDEX, cell_data


class GroupModel(QAbstractItemModel):
    """Two levels: groups (rows with ``bold``) and their children."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        self._groups: Sequence[Row] = ()

    def set_groups(self, groups: Sequence[Row]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def row_at(self, index: Index) -> Row:
        """The row of an index; an index of a child carries its group's number plus one."""
        group = int(index.internalId())
        return self._groups[group - 1].children[index.row()] if group else self._groups[index.row()]

    def index_of(self, key: Hashable) -> QModelIndex:
        """Index of the row with this key, invalid when there is none."""
        for place, group in enumerate(self._groups):
            if group.key == key:
                return self.index(place, 0)
            for inner, row in enumerate(group.children):
                if row.key == key:
                    return self.index(inner, 0, self.index(place, 0))
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:
        """Index of a group or of a row in it."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it with QObject.parent
        """The group of a row."""
        group = int(index.internalId()) if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Groups, or rows of a group."""
        if not parent.isValid():
            return len(self._groups)
        top = not parent.internalId() and parent.column() == 0
        return len(self._groups[parent.row()].children) if top else 0

    def columnCount(self, _parent: Index = NO_INDEX) -> int:
        """Number of columns."""
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt's variant
        """Text, tool tip, accessible text, or the row for the delegate."""
        return cell_data(self.row_at(index), index.column(), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Qt's variant
        """Titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None


class RecordTree(QWidget):
    """A tree of groups; ``chosen`` carries the key of the selected row or ``None``.

    Fill it with ``set_groups``: rows with ``children``, their figures ("6 von 7") in the cells.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, columns: Sequence[Column], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._columns = columns
        self.model = GroupModel(columns, self)
        self.view = _TreeView(theme, self.model, self)
        self.view.setAccessibleName(name)
        self._head = TableHead(theme, columns, self.view)
        self._delegate = CellDelegate(theme, columns, self.view)
        self.view.setHeader(self._head)
        self.view.setItemDelegate(self._delegate)
        self._head.setStretchLastSection(False)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().selectionChanged.connect(self._tell_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._groups: Sequence[Row] = ()
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_groups(self, groups: Sequence[Row], most_open: int | None = None) -> None:
        """Show these groups; the selection stays on its key, what was opened or closed stays so.

        most_open: a new group with more rows begins closed.
        """
        key = self.selected_key()
        was_open = {
            group.key: self.view.isExpanded(self.model.index(place, 0))
            for place, group in enumerate(self._groups)
        }
        self._groups = groups
        self.model.set_groups(groups)
        for place, group in enumerate(groups):
            begins_open = most_open is None or len(group.children) <= most_open
            self.view.setExpanded(self.model.index(place, 0), was_open.get(group.key, begins_open))
        self._fit_columns()
        if key is not None:
            self.select(key)

    def selected_key(self) -> Hashable | None:
        """Key of the selected row or group."""
        rows = self.view.selectionModel().selectedRows()
        return self.model.row_at(rows[0]).key if rows else None

    def select(self, key: Hashable) -> bool:
        """Select the row of this key; False when it is not there."""
        index = self.model.index_of(key)
        if index.isValid():
            self.view.setCurrentIndex(index)
        return index.isValid()

    def _fit_columns(self) -> None:
        rows = [*self._groups, *(row for group in self._groups for row in group.children[:100])]
        for place, column in enumerate(self._columns[1:], start=1):
            wanted = [self._head.title_width(place), self.theme.px(column.width)]
            if not column.width:
                wanted += [self._delegate.cell_width(row, row.cell(place), place) for row in rows]
            self._head.resizeSection(place, max(wanted))

    def _tell_chosen(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.chosen.emit(self.selected_key())

    def _restyle(self) -> None:
        self.view.setIndentation(self.theme.px(5))
        self._head.setMinimumSectionSize(self.theme.px(8))
        self._fit_columns()
        self.view.doItemsLayout()


class _TreeView(QTreeView):
    def __init__(self, theme: Theme, groups: GroupModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._groups = groups
        self.setModel(groups)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", "true")
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAnimated(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of a row reaches under its branches too."""
        row = self._row(index)
        box = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        selected = self.selectionModel().isSelected(self._groups.index(index.row(), 0, index.parent()))
        ground = "primarySoft" if selected else "raised" if row.bold else "surface"
        painter.fillRect(box, self.theme.colour(ground))
        super().drawRow(painter, option, index)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self.theme.colour("border"))
        if selected:
            painter.fillRect(0, box.top(), 3, box.height(), self.theme.colour("primary"))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A chevron for groups that have rows."""
        if self._row(index).children:
            size = self.theme.px(4)
            centre = QPoint(rect.right() - size // 2, rect.center().y())
            box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            self.theme.icons.paint(painter, name, box, self.theme.colour("text"))

    def _row(self, index: Index) -> Row:
        return self._groups.row_at(index)
