"""A sheet that feels like a spreadsheet: type over, Enter down, Tab right, blocks from and to Excel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from klikks_desktop.domain.energy.cells import CellChange, CellKey, Grid
from klikks_desktop.domain.energy.paste import cells_of, parse_paste
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.sheet_model import SheetModel
from klikks_desktop.ui.widgets.sheet_painting import ENDING_KEYS, SheetDelegate, SheetHead

Trigger = QAbstractItemView.EditTrigger
TRIGGERS: Final = (
    Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed | Trigger.SelectedClicked
)


class SheetGrid(QWidget):
    """Shows a grid; ``changed`` carries the changes of one edit, deletion or paste.

    Save them and show the grid that came of it with ``set_grid``: texts that were refused stay where
    they are, marked, with their reason below the sheet while the cell is the current one.
    ``left_out`` carries how many cells of a pasted block lay beyond the edge.
    """

    changed = Signal(object)
    left_out = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.model = SheetModel()
        self.model.setParent(self)
        self.view = _SheetView(theme, self.model, self)
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription(
            self.tr(
                "Pfeiltasten bewegen, Eingabe geht nach unten, Tabulator nach rechts, F2 ändert, Entf "
                "leert, Escape verlässt die Tabelle."
            )
        )
        self._icon = IconLabel(theme, "info", "muted", 4)
        self._words = Label(theme, "", "small", "muted", wrap=True)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._foot.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(self._foot)
        self.model.typed.connect(self._tell_typed)
        self.view.selectionModel().currentChanged.connect(self._explain)
        self.view.emptied.connect(self._empty_chosen)
        self.view.pasted.connect(self.paste)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._explain()

    # ------------------------------------------------------------------ for the page

    def set_grid(self, grid: Grid) -> None:
        """Show a grid; where it is the same sheet, the chosen cell stays."""
        self.model.set_grid(grid)
        self.view.fit()
        if not self.view.currentIndex().isValid() and grid.rows and grid.columns:
            self.go_to(len(grid.rows) - 1, 0)
        self._explain()

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed."""
        self.model.read_only = read_only

    def go_to(self, row: int, column: int) -> None:
        """Choose one cell."""
        self.view.setCurrentIndex(self.model.index(row, column))

    def texts(self) -> dict[CellKey, str]:
        """What the cells show."""
        grid = self.model.grid
        return {cell.key: cell.text for row in grid.cells for cell in row} if grid else {}

    def problem_count(self) -> int:
        """Cells whose text was refused."""
        grid = self.model.grid
        return sum(bool(cell.problem) for row in grid.cells for cell in row) if grid else 0

    def go_to_problem(self) -> None:
        """Choose the first cell whose text was refused."""
        grid = self.model.grid
        for row, cells in enumerate(grid.cells if grid else ()):
            for column, cell in enumerate(cells):
                if cell.problem:
                    self.go_to(row, column)
                    self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return

    @property
    def is_typing(self) -> bool:
        """Whether a cell is open."""
        return isinstance(self.view.indexWidget(self.view.currentIndex()), QLineEdit)

    def settle(self) -> None:
        """Take over what is being typed."""
        self.view.end_typing()

    def type_again(self, change: CellChange) -> None:
        """Let a person go on with a text that could not be stored; nothing typed is lost."""
        grid = self.model.grid
        for row, cells in enumerate(grid.cells if grid else ()):
            for column, cell in enumerate(cells):
                if cell.key == change.key:
                    self.view.go_on(self.model.index(row, column), change.text)

    # ------------------------------------------------------------------ clipboard

    def copied_text(self) -> str:
        """The chosen block as Excel takes it: tabs between cells, a line for each row."""
        chosen = self.view.selectedIndexes()
        grid = self.model.grid
        if not chosen or grid is None:
            return ""
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        return "\n".join("\t".join(grid.cell(row, column).text for column in columns) for row in rows)

    def paste(self, text: str) -> None:
        """Put a block with its corner at the chosen cell; one value fills all chosen cells."""
        grid, corner = self.model.grid, self._corner()
        if grid is None or corner is None or not text:
            return
        block = cells_of(text)
        chosen = self.view.selectedIndexes()
        if len(block) == 1 and len(block[0]) == 1 and len(chosen) > 1:
            self._tell([(index, block[0][0]) for index in chosen])
            return
        found = parse_paste(text, corner, grid)
        may = {grid.cell(index.row(), index.column()).key for index in self._changeable()}
        changes = [change for change in found.changes if change.key in may]
        if changes:
            self.changed.emit(changes)
        if lost := found.left_out + len(found.changes) - len(changes):
            self.left_out.emit(lost)

    # ------------------------------------------------------------------ inside

    def _corner(self) -> tuple[int, int] | None:
        chosen = self.view.selectedIndexes()
        if not chosen:
            return None
        return min(index.row() for index in chosen), min(index.column() for index in chosen)

    def _changeable(self) -> list[QModelIndex]:
        model = self.model
        every = (
            model.index(row, column)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        )
        return [index for index in every if model.may_change(index)]

    def _empty_chosen(self) -> None:
        self._tell([(index, "") for index in self.view.selectedIndexes()])

    def _tell_typed(self, row: int, column: int, text: str) -> None:
        self._tell([(self.model.index(row, column), text)])

    def _tell(self, texts: list[tuple[QModelIndex, str]]) -> None:
        changes = []
        for index, text in texts:
            cell = self.model.cell(index)
            if cell is not None and self.model.may_change(index) and cell.text != text:
                changes.append(CellChange(cell.key, text))
        if changes:
            self.changed.emit(changes)

    def _explain(self) -> None:
        """Say below what is wrong with the chosen cell, what goes with it, or how the keys work."""
        index = self.view.currentIndex()
        cell, grid = self.model.cell(index), self.model.grid
        note = grid.columns[index.column()].note if cell is not None and grid is not None else ""
        if cell is not None and cell.problem:
            self._say("error", "error", cell.problem)
        elif cell is not None and cell.hint:
            self._say("info", "muted", cell.hint)
        else:
            keys = self.tr("Einfach tippen; Eingabe geht nach unten, Strg+V fügt aus Excel ein.")
            self._say("info", "muted", f"{note}. {keys}" if note else keys)

    def _say(self, icon: str, role: str, words: str) -> None:
        self._icon.set_icon(icon, role)
        self._words.set_role(colour=role)
        self._words.setText(words)

    def _restyle(self) -> None:
        theme = self.theme
        self._foot.setContentsMargins(theme.px(3), theme.px(2), theme.px(3), theme.px(2))
        self._foot.setSpacing(theme.px(2))


class _SheetView(QTableView):
    emptied = Signal()
    pasted = Signal(str)

    def __init__(self, theme: Theme, model: SheetModel, sheet: SheetGrid) -> None:
        super().__init__(sheet)
        self.theme = theme
        self._sheet = sheet
        self.setModel(model)
        self._delegate = SheetDelegate(theme, self, model)
        self.setItemDelegate(self._delegate)
        self._above = SheetHead(theme, Qt.Orientation.Horizontal, model, self)
        self.setHorizontalHeader(self._above)
        self.setVerticalHeader(SheetHead(theme, Qt.Orientation.Vertical, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setProperty("plain", "true")
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(TRIGGERS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._delegate.stepped.connect(self._step)
        theme.changed.connect(self.fit)
        self.fit()

    def sizeHint(self) -> QSize:
        """Room for six rows; more when there is room."""
        return QSize(self.theme.px(80), self.theme.px(62))

    def fit(self) -> None:
        """Heights and widths from the text."""
        beside = self.verticalHeader()
        beside.setMinimumSectionSize(1)
        beside.setDefaultSectionSize(self.theme.height("control"))
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, self._above.column_width(column))
        self.updateGeometries()
        self.viewport().update()

    def end_typing(self) -> None:
        """Take over what is being typed."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def event(self, event: QEvent) -> bool:
        """Tab goes on within the sheet; from its last cell (back from its first) it leads out."""
        if event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(cast(QKeyEvent, event).key())
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._step(*ENDING_KEYS[key]):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a spreadsheet while nothing is typed yet."""
        actions: tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...] = (
            (QKeySequence.StandardKey.Copy, self._copy),
            (QKeySequence.StandardKey.Cut, self._cut),
            (QKeySequence.StandardKey.Paste, self._paste),
        )
        for keys, action in actions:
            if event.matches(keys):
                action()
                return
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit()
        elif key in ENDING_KEYS:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            rows, columns = ENDING_KEYS[key]
            self._step(-rows if back else rows, columns)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif key == Qt.Key.Key_F2:
            self._change_text()
        else:
            super().keyPressEvent(event)

    def _step(self, rows: int, columns: int) -> bool:
        """Go on by so many cells, beyond the end of a row to the next one; False beyond the edge."""
        index, model = self.currentIndex(), self.model()
        row, column = index.row() + rows, index.column() + columns
        width, height = model.columnCount(), model.rowCount()
        if columns and not 0 <= column < width:
            row, column = (row + 1, 0) if column >= width else (row - 1, width - 1)
        if not 0 <= row < height:
            return False
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(model.index(row, column), chosen)
        return True

    def go_on(self, index: QModelIndex, text: str) -> None:
        """Open a cell with this text in it."""
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.indexWidget(index)
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def _change_text(self) -> None:
        """F2: go on typing at the end of what is there."""
        self.edit(self.currentIndex())
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            editor.end(False)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sheet.copied_text())

    def _cut(self) -> None:
        self._copy()
        self.emptied.emit()

    def _paste(self) -> None:
        self.pasted.emit(QGuiApplication.clipboard().text())
