"""How the sheet is painted: its cells, its heads above and at the left, and the line one types in."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from klikks_desktop.domain.energy.cells import Figure, GridColumn
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import LEFT, RIGHT
from klikks_desktop.ui.widgets.sheet_model import SheetModel

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key

ENDING_KEYS: Final = {
    Key.Key_Return: (1, 0),
    Key.Key_Enter: (1, 0),
    Key.Key_Tab: (0, 1),
    Key.Key_Backtab: (0, -1),
}
"""Keys that end typing and the step that follows, in rows and columns."""
PASSING_KEYS: Final = {Key.Key_Down: (1, 0), Key.Key_Up: (-1, 0)}
"""Keys that do the same as long as the text has one line, which it always has."""
WIDEST_TITLE: Final = 34
"""Units of width that the name of a meter may ask for; a longer one is elided."""


def column_lines(column: GridColumn) -> tuple[str, str]:
    """Meter above, figure and unit below."""
    if column.figure is Figure.QUANTITY:
        return column.title, column.unit
    return column.title.removesuffix(", Kosten"), f"Kosten, {column.unit}"


class SheetDelegate(QStyledItemDelegate):
    """Paints cells and makes the line one types in. ``stepped``: rows and columns to go on by."""

    stepped = Signal(int, int)

    def __init__(self, theme: Theme, view: QTableView, model: SheetModel) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme, cell = self.theme, self._model.cell(index)
        if cell is None:
            return
        box = QRect(option.rect)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        grounds = ((cell.problem, "errorSoft"), (selected, "primarySoft"), (cell.is_locked, "raised"))
        ground = next((role for applies, role in grounds if applies), "surface")
        painter.fillRect(box, theme.colour(ground))
        painter.setPen(theme.colour("border"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        if cell.problem:
            self._edge(painter, box, "error")
        if index == self._view.currentIndex():
            self._edge(painter, box, "focus" if self._view.hasFocus() else "primary")
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("error" if cell.problem else "muted" if cell.is_locked else "text"))
        inner = QRectF(box).adjusted(theme.px(2), 0, -theme.px(2), 0)
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, RIGHT, text)
        painter.restore()

    def _edge(self, painter: QPainter, box: QRect, role: str) -> None:
        painter.setPen(QPen(self.theme.colour(role), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line as large as the cell, its text at the right as in the cell."""
        editor = QLineEdit(parent)
        editor.setProperty("sheet", "true")
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setTextMargins(self.theme.px(1), 0, self.theme.px(1), 0)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text of the cell, all chosen."""
        line = cast(QLineEdit, editor)
        if not line.isModified():
            line.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            line.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Exactly over the cell."""
        editor.setGeometry(QRect(option.rect))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows up and down end typing and go on, as in a spreadsheet."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            key = Key(cast(QKeyEvent, event).key())
            step = ENDING_KEYS.get(key) or PASSING_KEYS.get(key)
            if step is not None:
                up = bool(cast(QKeyEvent, event).modifiers() & Qt.KeyboardModifier.ShiftModifier)
                back = up and key in (Key.Key_Return, Key.Key_Enter)
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
                self.stepped.emit(*((-1, 0) if back else step))
                return True
        return super().eventFilter(watched, event)


class SheetHead(QHeaderView):
    """Names of the columns in two lines, or of the rows in one."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation, model: SheetModel, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.theme = theme
        self._model = model
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Two lines high, or as wide as the longest name of a row."""
        theme = self.theme
        metrics = QFontMetrics(theme.font("head"))
        if self.orientation() == Qt.Orientation.Horizontal:
            lines = metrics.height() + QFontMetrics(theme.font("small")).height()
            return QSize(theme.px(20), lines + theme.px(3))
        grid = self._model.grid
        widest = max((metrics.horizontalAdvance(row.label) for row in grid.rows), default=0) if grid else 0
        return QSize(widest + theme.px(6), theme.px(20))

    def column_width(self, place: int) -> int:
        """Width that shows both lines and ten digits."""
        theme, grid = self.theme, self._model.grid
        if grid is None:
            return theme.px(20)
        title, unit = column_lines(grid.columns[place])
        strong, small = QFontMetrics(theme.font("head")), QFontMetrics(theme.font("small"))
        wanted = min(strong.horizontalAdvance(title) + theme.px(5.5), theme.px(WIDEST_TITLE))
        digits = QFontMetrics(theme.font()).horizontalAdvance("1.000.000,0") + theme.px(5)
        return max(wanted, small.horizontalAdvance(unit) + theme.px(5), digits)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw one section."""
        theme, grid = self.theme, self._model.grid
        if grid is None:
            return
        painter.save()
        painter.fillRect(rect, theme.colour("raised"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = QRectF(rect).adjusted(theme.px(2.5), 0, -theme.px(2.5), 0)
        painter.setFont(theme.font("head"))
        painter.setPen(theme.colour("muted"))
        metrics = painter.fontMetrics()
        if self.orientation() == Qt.Orientation.Vertical:
            painter.drawText(inner, LEFT, grid.rows[logicalIndex].label)
        else:
            title, unit = column_lines(grid.columns[logicalIndex])
            small = QFontMetrics(theme.font("small")).height()
            top = inner.center().y() - (metrics.height() + small) / 2
            shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(QRectF(inner.left(), top, inner.width(), metrics.height()), RIGHT, shown)
            painter.setFont(theme.font("small"))
            painter.drawText(QRectF(inner.left(), top + metrics.height(), inner.width(), small), RIGHT, unit)
        painter.restore()
