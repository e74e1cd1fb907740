"""A row that breaks into several when it gets narrow."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import isValid

from klikks_desktop.ui.theme import Theme

Align = Literal["left", "centre", "right"]


class FlowLayout(QLayout):
    """Items side by side, gaps in units of the theme; ``stretch`` shares the spare width of full rows."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        gap: float = 2,
        stretch: bool = False,
        align: Align = "left",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gap = gap
        self._stretch = stretch
        self._align: Align = align
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at ``index``, ``None`` past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at ``index``."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes spare width when it stretches."""
        return Qt.Orientation.Horizontal if self._stretch else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows in this width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, box: QRect) -> None:
        """Place the items, in the middle of a height that is more than they need."""
        super().setGeometry(box)
        spare = box.height() - self.heightForWidth(box.width())
        self._arrange(box.adjusted(0, max(0, spare // 2), 0, 0), place=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._visible()]
        gap = self._theme.px(self._gap)
        width = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest item."""
        size = QSize()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible(self) -> list[QLayoutItem]:
        # While a part of a page is torn down Qt may ask once more, after it has let go of the items.
        return [item for item in self._items if isValid(item) and not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        gap = self._theme.px(self._gap)
        used = 0
        for item in self._visible():
            wide = item.sizeHint().width()
            if rows and used + gap + wide <= width:
                rows[-1].append(item)
                used += gap + wide
            else:
                rows.append([item])
                used = wide
        return rows

    def _arrange(self, box: QRect, *, place: bool) -> int:
        gap = self._theme.px(self._gap)
        y = box.top()
        for row in self._rows(box.width()):
            height = max(item.sizeHint().height() for item in row)
            if place:
                self._place_row(row, QRect(box.left(), y, box.width(), height), gap)
            y += height + gap
        return max(0, y - gap - box.top())

    def _place_row(self, row: list[QLayoutItem], box: QRect, gap: int) -> None:
        spare = box.width() - sum(item.sizeHint().width() for item in row) - gap * (len(row) - 1)
        more = max(0, spare // len(row)) if self._stretch else 0
        rest = max(0, spare - more * len(row))
        x = box.left() + {"left": 0, "centre": rest // 2, "right": rest}[self._align]
        for item in row:
            size = item.sizeHint()
            width = min(size.width() + more, box.width())
            item.setGeometry(QRect(QPoint(x, box.top()), QSize(width, size.height())))
            x += width + gap
