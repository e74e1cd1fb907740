"""The model behind record tables: plain rows in, sorted by cell keys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from klikks_desktop.ui.widgets.cells import CELL_ROLE, ROW_ROLE, UNKNOWN, Column, Order, Row

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
T = TypeVar("T")


def cell_data(row: Row, column: int, role: int) -> Any:  # what Qt calls a variant
    """Value of a cell for a role of Qt; also used by trees."""
    if role == ROW_ROLE:
        return row
    cell = row.cell(column)
    if role == CELL_ROLE:
        return cell
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return cell.text
    if role == Qt.ItemDataRole.ToolTipRole:
        return "\n".join(filter(None, (cell.text, cell.second)))
    if role == Qt.ItemDataRole.AccessibleDescriptionRole:
        return cell.second
    return None


def in_order(items: Sequence[T], row: Callable[[T], Row], column: int, *, down: bool) -> list[T]:
    """The items in the order of a column of their rows; equal ones by the first, unknown ones last."""
    by_name = _in_order(items, lambda item: row(item).order(0), down=False)
    if column == 0:
        return by_name[::-1] if down else by_name
    return _in_order(by_name, lambda item: row(item).order(column), down=down)


def _in_order(items: Sequence[T], order: Callable[[T], Order], *, down: bool) -> list[T]:
    """Numbers and texts apart: Python compares what is of one kind many times faster than pairs."""
    numbers: list[tuple[float, T]] = []
    texts: list[tuple[str, T]] = []
    unknown: list[T] = []
    for item in items:
        rank, number, text = order(item)
        if rank == UNKNOWN:
            unknown.append(item)
        elif rank:
            texts.append((text, item))
        else:
            numbers.append((float(number), item))
    for known in (numbers, texts):
        known.sort(key=itemgetter(0), reverse=down)
    found = [*texts, *numbers] if down else [*numbers, *texts]
    return [*(item for _, item in found), *unknown]


class RecordModel(QAbstractTableModel):
    """Rows in the order of the chosen column.

    most: rows that are put in another order at once; of more, only the wish is noted, and who fills the
    model follows it.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.most = sys.maxsize
        self._columns = columns
        self._rows: list[Row] = []
        self._order = (0, Qt.SortOrder.AscendingOrder)

    def set_rows(self, rows: Sequence[Row], *, ordered: bool = False) -> None:
        """Replace all rows. ordered: they come in the order of the chosen column."""
        self.beginResetModel()
        self._rows = list(rows) if ordered else self._sorted(rows)
        self.endResetModel()

    @property
    def order(self) -> tuple[int, bool]:
        """Number of the column sorted by, and whether downwards."""
        column, order = self._order
        return column, order == Qt.SortOrder.DescendingOrder

    def row(self, place: int) -> Row:
        """The row at a place of the present order."""
        return self._rows[place]

    def place_of(self, key: Hashable) -> int:
        """Place of the row with this key, -1 when there is none."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt's variant
        """Text, tool tip, accessible text, or row and cell for the delegate."""
        return cell_data(self._rows[index.row()], index.column(), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Qt's variant
        """Titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows into the order of a column; equal ones by the first column."""
        if self._order == (column, order):
            return
        self._order = (column, order)
        if len(self._rows) > self.most:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._rows[index.row()] for index in before]
        self._rows = self._sorted(self._rows)
        places = {id(row): place for place, row in enumerate(self._rows)} if rows else {}
        moved = [self.index(places[id(row)], index.column()) for row, index in zip(rows, before, strict=True)]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

    def _sorted(self, rows: Sequence[Row]) -> list[Row]:
        column, down = self.order
        return in_order(rows, lambda row: row, column, down=down)
