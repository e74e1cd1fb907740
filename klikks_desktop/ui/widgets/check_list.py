"""A list of people to tick: arrows move, Space ticks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import LEFT, RIGHT, frame

_NOTE_ROLE: Final = Qt.ItemDataRole.UserRole
_PROBLEM_ROLE: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line: key of the record, text, a muted note at the right, a problem in place of the note."""

    key: Hashable
    text: str
    note: str = ""
    problem: str = ""


class CheckList(QListWidget):
    """Lines with a box each; ``ticked`` when a person changed one, ``entered`` carries the current key."""

    ticked = Signal()
    entered = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._keys: list[Hashable] = []
        self._filling = False
        self.setAccessibleName(name)
        self.setProperty("plain", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_CheckDelegate(theme, self))
        self.itemChanged.connect(self._tell_ticked)
        self.currentRowChanged.connect(self._tell_entered)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def set_lines(self, lines: Sequence[CheckLine], ticked: Sequence[Hashable]) -> None:
        """Show these, with those ticked."""
        current = self.current_key()
        self._filling = True
        self.clear()
        self._keys = [line.key for line in lines]
        for line in lines:
            item = QListWidgetItem(line.text, self)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(_state(line.key in ticked))
            item.setData(_NOTE_ROLE, line.problem or line.note)
            item.setData(_PROBLEM_ROLE, bool(line.problem))
            item.setToolTip(line.problem)
            words = (line.text, line.problem or line.note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, words)))
        if current in self._keys:
            self.setCurrentRow(self._keys.index(current))
        elif self._keys:
            self.setCurrentRow(0)
        self._filling = False

    def ticked_keys(self) -> list[Hashable]:
        """Keys of the ticked lines, in order."""
        return [
            key for row, key in enumerate(self._keys) if self.item(row).checkState() == Qt.CheckState.Checked
        ]

    def current_key(self) -> Hashable | None:
        """Key of the line the cursor is on."""
        row = self.currentRow()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def go_to(self, key: Hashable) -> None:
        """Put the cursor on the line of this key."""
        self.setCurrentRow(self._keys.index(key))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tick_all(self, ticked: bool) -> None:
        """Tick or clear all lines."""
        self._filling = True
        for row in range(self.count()):
            self.item(row).setCheckState(_state(ticked))
        self._filling = False
        self.ticked.emit()

    def sizeHint(self) -> QSize:
        """Four lines; more where there is room."""
        return QSize(self.theme.px(60), 4 * self.theme.px(7.5))

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self.theme.px(30), 2 * self.theme.px(7.5))

    def _tell_ticked(self) -> None:
        if not self._filling:
            self.ticked.emit()

    def _tell_entered(self) -> None:
        if not self._filling:
            self.entered.emit(self.current_key())


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


class _CheckDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: CheckList) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.theme.px(30), self.theme.px(7.5))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click on the box ticks, elsewhere it only goes to the line; Space ticks."""
        if isinstance(event, QMouseEvent):
            at_box = event.position().x() < option.rect.left() + self.theme.px(8)
            if event.type() != QEvent.Type.MouseButtonRelease or not at_box:
                return False
            item = self._view.item(index.row())
            item.setCheckState(_state(item.checkState() != Qt.CheckState.Checked))
            return True
        return super().editorEvent(event, model, option, index)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Box, text, note; the current line on the soft ground with a bar, as in tables."""
        theme = self.theme
        item = self._view.item(index.row())
        painter.save()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("primarySoft"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("primary"))
        self._paint_box(painter, box, item.checkState() == Qt.CheckState.Checked)
        problem = bool(item.data(_PROBLEM_ROLE))
        note = str(item.data(_NOTE_ROLE) or "")
        small = QFontMetrics(theme.font("small"))
        inner = box.adjusted(theme.px(9), 0, -theme.px(2), 0)
        room = min(small.horizontalAdvance(note) + theme.px(1), round(inner.width() * 0.55))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("error" if problem else "muted"))
        needed = QFontMetrics(theme.font()).horizontalAdvance(item.text()) + theme.px(2)
        if needed + room > inner.width() and not problem:
            # The name says more than its note.
            note, room = "", 0
        shown = small.elidedText(note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, RIGHT, shown)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        words = inner.adjusted(0, 0, -room - theme.px(2), 0)
        text = painter.fontMetrics().elidedText(item.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, LEFT, text)
        painter.restore()

    def _paint_box(self, painter: QPainter, line: QRectF, ticked: bool) -> None:
        theme = self.theme
        size = theme.px(4.5)
        box = QRectF(line.left() + theme.px(2.5), line.center().y() - size / 2, size, size)
        ground = theme.colour("primary" if ticked else "surface")
        frame(painter, box, theme.px(1), ground, theme.colour("primary" if ticked else "outline"))
        if ticked:
            theme.icons.paint(painter, "check", box.adjusted(1, 1, -1, -1), theme.colour("onPrimary"))
