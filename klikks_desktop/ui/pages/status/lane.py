"""One lane of the board: its head, cards that are painted only where they are seen, an action below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.services.region.status import StatusRow
from klikks_desktop.ui.pages.status.words import LOOKS, Lane, second_line, third_colour, third_line
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.painting import LEFT, frame

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
_ICONS: Final = {Lane.MISSING: "alert", Lane.REMINDED: "mail", Lane.UNCLEAR: "info", Lane.ARRIVED: "import"}


class LaneView(Card):
    """``opened`` carries the key of a municipality, ``acted`` tells that the button was pressed."""

    opened = Signal(object)
    acted = Signal()

    def __init__(self, theme: Theme, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(theme, 2.5, "sunken", parent)
        self.lane = lane
        look = LOOKS[lane]
        self._count = Label(theme, "", "section", look.colour)
        self._head = QHBoxLayout()
        self._head.addWidget(IconLabel(theme, look.icon, look.colour))
        self._head.addWidget(Label(theme, lane.value, "section"), 1)
        self._head.addWidget(self._count)
        self.model = _Cards(lane)
        self.model.setParent(self)
        self.view = _CardList(theme, self.model, lane.value, self)
        self._nothing = Label(theme, look.nothing, "body", "muted", wrap=True)
        self.button = Button(theme, "")
        self.button.hide()
        self.body.addLayout(self._head)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.button)
        self.view.opened.connect(self.opened)
        self.button.clicked.connect(self.acted)
        theme.changed.connect(self._space)
        self._space()

    def show_rows(self, rows: Sequence[StatusRow]) -> None:
        """Show these; the cursor stays on its municipality."""
        key = self.view.current_key()
        self.model.set_rows(rows)
        self._count.setText(format_integer(len(rows)))
        self._nothing.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self.body.setStretch(self.body.indexOf(self._nothing), 0 if rows else 1)
        self.view.go_to(key)

    def show_action(self, words: str, icon: str, *, primary: bool = False) -> None:
        """Offer a deed for all of them; without words none."""
        self.button.setVisible(bool(words))
        self.button.set_label(words, icon)
        self.button.set_kind("primary" if primary else "secondary")

    def _space(self) -> None:
        self._head.setSpacing(self.theme.px(2))
        self._head.setContentsMargins(self.theme.px(0.5), 0, self.theme.px(0.5), 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)


class _Cards(QAbstractListModel):
    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.lane = lane
        self.rows: Sequence[StatusRow] = ()

    def set_rows(self, rows: Sequence[StatusRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt's variant
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.town.designation
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(filter(None, (row.town.designation, *second_line(row), third_line(row))))
        return None


class _CardList(QListView):
    """A list of cards: arrows move, Enter or a click opens."""

    opened = Signal(object)

    def __init__(self, theme: Theme, model: _Cards, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._cards = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_CardDelegate(theme, model, self))
        self.setProperty("plain", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def current_key(self) -> str:
        """Key of the municipality that the cursor is on, "" for none."""
        index = self.currentIndex()
        return self._cards.rows[index.row()].town.key if index.isValid() else ""

    def go_to(self, key: str) -> bool:
        """Put the cursor on the card of this municipality; "" is none."""
        if not key:
            return False
        place = next((n for n, row in enumerate(self._cards.rows) if row.town.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self._cards.index(place))
        return place >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if key := self.current_key():
            self.opened.emit(key)


class _CardDelegate(QStyledItemDelegate):
    """Paints a card: name, second line, third line with icon; all lanes the same height of card."""

    def __init__(self, theme: Theme, model: _Cards, view: _CardList) -> None:
        super().__init__(view)
        self.theme = theme
        self._cards, self._view = model, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Three lines and the gap to the next card."""
        return QSize(self.theme.px(30), self._lines() + self.theme.px(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        theme, row = self.theme, self._cards.rows[index.row()]
        painter.save()
        box = QRectF(option.rect).adjusted(0, 0, 0, -theme.px(2))
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = theme.colour("outline" if hovered or theme.high_contrast else "border")
        frame(painter, box, theme.radius("card"), theme.colour("surface"), edge)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(theme.colour("focus"), 2.5))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), theme.radius("card"), theme.radius("card"))
        self._paint_lines(painter, box.adjusted(theme.px(3), theme.px(2.5), -theme.px(3), 0), row)
        painter.restore()

    def _paint_lines(self, painter: QPainter, box: QRectF, row: StatusRow) -> None:
        theme = self.theme
        top = self._line(painter, box, row.town.designation, "strong", theme.colour("text"))
        county, last = second_line(row)
        small = QFontMetrics(theme.font("small"))
        tail = f" · {last}" if last else ""
        # The day is worth more than the end of a county's name.
        room = int(box.width()) - small.horizontalAdvance(tail)
        second = small.elidedText(county, Qt.TextElideMode.ElideRight, room) + tail
        top += self._line(painter, box.adjusted(0, top, 0, 0), second, "small", theme.colour("muted"))
        ink, size = theme.colour(third_colour(row)), theme.px(4)
        line = box.adjusted(0, top, 0, 0)
        mark = QRectF(line.left(), line.top() + (small.height() - size) / 2, size, size)
        theme.icons.paint(painter, _ICONS[self._cards.lane], mark, ink)
        self._line(painter, line.adjusted(theme.px(5.25), 0, 0, 0), third_line(row), "small", ink)

    def _line(self, painter: QPainter, box: QRectF, text: str, font: str, ink: QColor) -> float:
        """Draw one line at the top of ``box``, elided; its height."""
        painter.setFont(self.theme.font(font))
        painter.setPen(ink)
        metrics = painter.fontMetrics()
        line = QRectF(box.left(), box.top(), box.width(), metrics.height())
        painter.drawText(line, LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width())))
        return line.height()

    def _lines(self) -> int:
        small = QFontMetrics(self.theme.font("small")).height()
        return QFontMetrics(self.theme.font("strong")).height() + 2 * small
