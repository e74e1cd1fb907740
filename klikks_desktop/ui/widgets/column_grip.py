"""Widths of a table's columns by hand: the line between two of them follows the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView

from klikks_desktop.ui.theme import Theme

_REACH: Final = 1.25
"""So far from the line it can still be taken, in units."""
_STEP: Final = 4
"""So much wider or narrower at once without a mouse, in units."""
_LEAST: Final = 8
_LEAST_FIRST: Final = 24
"""Widths in units below which columns are not drawn together; the first holds the name."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The line between two columns, and how wide they were when it was taken."""

    left: int
    right: int
    x: int = 0
    left_width: int = 0
    right_width: int = 0


class ColumnGrip(QObject):
    """``dragged`` carries the columns that are wider or narrower now.

    The first column takes what is left, so the line at its right end changes only the second one.
    """

    dragged = Signal(tuple)

    def __init__(self, theme: Theme, head: QHeaderView) -> None:
        super().__init__(head)
        self._theme, self._head = theme, head
        self._held: _Line | None = None
        head.viewport().setMouseTracking(True)
        head.viewport().installEventFilter(self)

    def step(self, column: int, way: int) -> None:
        """Make a column one step wider or, with -1, narrower; the first gives or takes it."""
        head, wide = self._head, self._head.sectionSize(column)
        room = head.sectionSize(0) - self._theme.px(_LEAST_FIRST)
        wanted = max(self._theme.px(_LEAST), wide + min(way * self._theme.px(_STEP), max(0, room)))
        if wanted != wide:
            head.resizeSection(column, wanted)
            self.dragged.emit((column,))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take, move and leave a line; what is done beside it is the head's."""
        if not isinstance(event, QMouseEvent):
            return False
        x = round(event.position().x())
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._show_cursor(x)
            if self._held is not None:
                self._drag(self._held, x)
        elif kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._held = self._line_at(x)
        elif kind == QEvent.Type.MouseButtonRelease and self._held is not None:
            held, self._held = self._held, None
            if self._head.sectionSize(held.right) != held.right_width:
                self.dragged.emit((held.left, held.right))
            return True
        elif kind == QEvent.Type.MouseButtonDblClick:
            return self._line_at(x) is not None
        return self._held is not None

    def _line_at(self, x: int) -> _Line | None:
        head, reach = self._head, self._theme.px(_REACH)
        shown = [column for column in range(head.count()) if not head.isSectionHidden(column)]
        for left, right in pairwise(shown):
            if abs(head.sectionViewportPosition(right) - x) <= reach:
                return _Line(left, right, x, head.sectionSize(left), head.sectionSize(right))
        return None

    def _drag(self, line: _Line, x: int) -> None:
        least = self._theme.px(_LEAST)
        least_left = self._theme.px(_LEAST_FIRST) if line.left == 0 else least
        way = min(max(x - line.x, least_left - line.left_width), line.right_width - least)
        self._head.resizeSection(line.right, line.right_width - way)
        if line.left:
            self._head.resizeSection(line.left, line.left_width + way)

    def _show_cursor(self, x: int) -> None:
        if self._held is not None or self._line_at(x) is not None:
            self._head.viewport().setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self._head.viewport().unsetCursor()
