"""Cells and rows of tables and trees, and the one delegate that paints them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import filterfalse
from typing import Final, Generic, Literal, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import LEFT, RIGHT
from klikks_desktop.ui.widgets.pill import paint_pill, pill_width

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
Order = tuple[int, float, str]
"""What rows are put in order by."""
ColumnKind = Literal["text", "date", "number", "pill"]
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
UNKNOWN: Final = 2
"""Rank of an unknown value, after numbers and texts."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    width: in units; 0 as wide as kind and head need. The first column always takes what is left.
    """

    key: str
    title: str
    kind: ColumnKind = "text"
    width: float = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table; a plain text may stand for a plain cell.

    second: a second, muted line. state: state of the pill, or colour role of icon and text.
    icon: an icon before the text. sort: key of order, the folded text when ``None``.
    """

    text: str
    second: str = ""
    state: str = ""
    icon: str = ""
    bold: bool = False
    muted: bool = False
    sort: float | str | None = None


@dataclass(frozen=True, slots=True)
class Maker(Generic[T]):
    """Makes the cells of one column from a record and its place in the order by name.

    order: what the column is sorted by, without making the cell; ``None`` for an unknown value.
    """

    cell: Callable[[T, int], Cell]
    order: Callable[[T, int], float | str | None]


class LazyCells(Sequence[Cell], Generic[T]):
    """Cells that are made when they are looked at: of a long list few ever are."""

    __slots__ = ("_makers", "_place", "_record")

    def __init__(self, record: T, place: int, makers: Sequence[Maker[T]]) -> None:
        self._record, self._place, self._makers = record, place, makers

    def __len__(self) -> int:
        return len(self._makers)

    def __getitem__(self, column: int) -> Cell:  # type: ignore[override]  # a row asks for one cell
        return self._makers[column].cell(self._record, self._place)

    def order(self, column: int) -> Order:
        """What the row is put in order by."""
        return order_of(self._makers[column].order(self._record, self._place))


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``key`` names the record, ``bold`` a draft or a group."""

    key: Hashable
    cells: Sequence[Cell | str]
    bold: bool = False
    children: Sequence[Row] = field(default=())

    def cell(self, column: int) -> Cell:
        """The cell of a column; an unknown value shows as a dash, never blank."""
        raw = self.cells[column] if column < len(self.cells) else Cell("", muted=True)
        return raw if isinstance(raw, Cell) else Cell(raw or "–", muted=not raw)

    def order(self, column: int) -> Order:
        """What the row is put in order by."""
        if isinstance(self.cells, LazyCells):
            return self.cells.order(column)
        return sort_key(self.cell(column))


def order_of(value: float | str | None) -> Order:
    """Numbers before texts, texts without regard to case and accents, unknown values last."""
    if isinstance(value, int | float):
        return (0, value, "")
    if not value or value == "–":
        return (UNKNOWN, 0, "")
    return (1, 0, _folded(value))


def sort_key(cell: Cell) -> Order:
    """What a row is put in order by for this cell."""
    return order_of(cell.text if cell.sort is None else cell.sort)


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", folded)))


class CellDelegate(QStyledItemDelegate):
    """Paints every cell: ground, selection bar, icon, one or two lines or a pill, hairline."""

    def __init__(self, theme: Theme, columns: Sequence[Column], view: QAbstractItemView) -> None:
        super().__init__(view)
        self.theme = theme
        self._columns = columns
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the cell wants to be; the height is the view's."""
        row: Row = index.data(ROW_ROLE)
        cell = row.cell(index.column())
        return QSize(self.cell_width(row, cell, index.column()), self.theme.height("row"))

    def cell_width(self, row: Row, cell: Cell, column: int) -> int:
        """Width in pixels that shows the cell whole."""
        theme = self.theme
        if self._columns[column].kind == "pill" and cell.state:
            return pill_width(theme, cell.text) + theme.px(6)
        metrics = QFontMetrics(theme.font(_weight(row, cell, column)))
        small = QFontMetrics(theme.font("small"))
        width = max(metrics.horizontalAdvance(cell.text), small.horizontalAdvance(cell.second))
        return width + theme.px(13 if cell.icon else 7)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row: Row = index.data(ROW_ROLE)
        cell = row.cell(index.column())
        box = QRect(option.rect)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, box, row, index, selected=selected)
        inner = QRectF(box).adjusted(self.theme.px(3), 0, -self.theme.px(3), -1)
        if self._columns[index.column()].kind == "pill" and cell.state:
            paint_pill(painter, self.theme, inner, cell.text, cell.state)
        else:
            self._paint_words(painter, inner, row, index.column())
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, row: Row, index: Index, *, selected: bool) -> None:
        theme = self.theme
        if selected:
            painter.fillRect(box, theme.colour("primarySoft"))
        elif row.children:
            painter.fillRect(box, theme.colour("raised"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("border"))
        if selected and index.column() == 0:
            painter.fillRect(0, box.top(), 3, box.height(), theme.colour("primary"))
        if self._has_ring(index):
            self._paint_ring(painter, box, index.column())

    def _has_ring(self, index: Index) -> bool:
        view = self._view
        return (
            view.hasFocus()
            and view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            and view.currentIndex().row() == index.row()
            and view.currentIndex().parent() == index.parent()
        )

    def _paint_ring(self, painter: QPainter, box: QRect, column: int) -> None:
        """The focus ring of a row lies inside its edge, cell by cell."""
        painter.setPen(QPen(self.theme.colour("focus"), 2))
        edge = box.adjusted(0, 1, 0, -2)
        painter.drawLine(edge.left(), edge.top() + 0, edge.right(), edge.top())
        painter.drawLine(edge.left(), edge.bottom(), edge.right(), edge.bottom())
        if column == 0:
            painter.drawLine(1, edge.top(), 1, edge.bottom())
        if column == len(self._columns) - 1:
            painter.drawLine(edge.right() - 1, edge.top(), edge.right() - 1, edge.bottom())

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, column: int) -> None:
        theme, cell = self.theme, row.cell(column)
        ink = theme.colour(cell.state or ("muted" if cell.muted else "text"))
        if cell.icon:
            size = theme.px(4)
            mark = QRectF(box.left(), box.center().y() - size / 2, size, size)
            theme.icons.paint(painter, cell.icon, mark, ink)
            box = box.adjusted(theme.px(5.75), 0, 0, 0)
        painter.setFont(theme.font(_weight(row, cell, column)))
        painter.setPen(ink)
        upper = QRectF(box)
        align = RIGHT if self._columns[column].kind == "number" else LEFT
        if cell.second:
            metrics = painter.fontMetrics()
            small = QFontMetrics(theme.font("small"))
            top = box.center().y() - (metrics.height() + small.height()) / 2
            upper = QRectF(box.left(), top, box.width(), metrics.height())
            lower = QRectF(box.left(), upper.bottom(), box.width(), small.height())
        painter.drawText(upper, align, _elided(painter, cell.text, upper))
        if cell.second:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(lower, align, _elided(painter, cell.second, lower))


def _weight(row: Row, cell: Cell, column: int) -> str:
    """Only the name of a bold row is bold."""
    return "strong" if cell.bold or (row.bold and column == 0) else "body"


def _elided(painter: QPainter, text: str, box: QRectF) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
