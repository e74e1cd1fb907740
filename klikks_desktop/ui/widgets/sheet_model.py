"""The model behind the sheet: cells of ``domain.energy.cells.Grid`` as Qt asks for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from klikks_desktop.domain.energy.cells import Cell, Grid

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class SheetModel(QAbstractTableModel):
    """Shows a grid; ``typed`` carries place and text of a cell that a person left with another text."""

    typed = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._grid: Grid | None = None
        self.read_only = False

    @property
    def grid(self) -> Grid | None:
        """What is shown."""
        return self._grid

    def set_grid(self, grid: Grid) -> None:
        """Show a grid; one of the same shape keeps selection and scroll position."""
        before, self._grid = self._grid, grid
        same = before is not None and (before.rows, before.columns) == (grid.rows, grid.columns)
        if same and grid.rows and grid.columns:
            last = self.index(len(grid.rows) - 1, len(grid.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """The cell at a place; ``None`` outside the grid."""
        if self._grid is None or not index.isValid():
            return None
        return self._grid.cell(index.row(), index.column())

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Years or months."""
        return 0 if parent.isValid() or self._grid is None else len(self._grid.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Quantity and cost of each meter."""
        return 0 if parent.isValid() or self._grid is None else len(self._grid.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Sums of months and other towns' figures are looked at only."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.may_change(index) else flags

    def may_change(self, index: Index) -> bool:
        """Whether a person may type here."""
        cell = self.cell(index)
        own = self._grid is not None and self._grid.is_own and not self.read_only
        return own and cell is not None and not cell.is_locked

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt's variant
        """Text as typed; tool tip and words for a screen reader tell problem and hint."""
        cell = self.cell(index)
        if cell is None or self._grid is None:
            return None
        if role in _TEXTS:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.problem or cell.hint
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row, column = self._grid.rows[index.row()], self._grid.columns[index.column()]
            value = f"{cell.text} {column.unit}" if cell.text else "leer"
            return f"{column.title}, {row.label}: {value}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return cell.problem or cell.hint
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Qt's variant
        """Tell what was typed; what becomes of it is shown with the next grid."""
        cell = self.cell(index)
        if cell is None or role != Qt.ItemDataRole.EditRole or str(value) == cell.text:
            return False
        self.typed.emit(index.row(), index.column(), str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Qt's variant
        """Meter, figure and unit above; year or month at the left."""
        if self._grid is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._grid.rows[section].label if role == Qt.ItemDataRole.DisplayRole else None
        column = self._grid.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.title} ({column.unit})"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (f"{column.title} ({column.unit})", column.note)))
        return None
