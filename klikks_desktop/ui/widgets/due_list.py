"""What is due: date chip, what, who, and how far away (Was ansteht)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.painting import CENTRE, LEFT, frame

MONTHS: Final = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
SOON_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do.

    key: handed back when it is clicked. day: ``None`` for what has no fixed day; its chip shows
    ``icon``. today: what the distance is counted from. action: a verb that settles it at once.
    """

    key: str
    day: date | None
    what: str
    who: str
    today: date
    icon: str = "idea"
    action: str = ""

    @property
    def days(self) -> int | None:
        """Days left; negative when overdue, ``None`` without a day."""
        return (self.day - self.today).days if self.day else None

    @property
    def is_overdue(self) -> bool:
        """The day has passed."""
        return self.days is not None and self.days < 0


class _DueRow(QAbstractButton):
    def __init__(self, theme: Theme, item: DueItem, *, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.item = item
        self._last = last
        self._distance = self._in_words()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        day = item.day.strftime("%d.%m.%Y") if item.day else ""
        words = (day, item.what, item.who, self._distance)
        self.setAccessibleName(", ".join(filter(None, words)))
        self.setToolTip(f"{item.what}\n{item.who}")
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Two lines, three when the distance is told."""
        lines = QFontMetrics(self.theme.font()).height() * 2
        lines += QFontMetrics(self.theme.font("small")).height() if self._distance else 0
        return QSize(self.theme.px(70), max(lines, self.theme.px(11)) + self.theme.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw chip, words, chevron and line."""
        theme = self.theme
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            frame(painter, self.rect().toRectF(), theme.radius("control"), theme.colour("primarySoft"), None)
        self._paint_chip(painter)
        icon = theme.px(4.5)
        left, right = theme.px(14), self.width() - icon - theme.px(1)
        chevron = QRectF(right, (self.height() - icon) / 2, icon, icon)
        theme.icons.paint(painter, "chevron-right", chevron, theme.colour("muted"))
        self._paint_words(painter, left, right - left - theme.px(2))
        if not self._last:
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("border"))
        painter.end()

    def _paint_chip(self, painter: QPainter) -> None:
        theme = self.theme
        role = "error" if self.item.is_overdue else "neutral"
        side = theme.px(11)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        frame(painter, box, theme.radius("control"), theme.colour(f"{role}Soft"), None)
        if self.item.day is None:
            icon = theme.px(5)
            middle = QRectF(box.center().x() - icon / 2, box.center().y() - icon / 2, icon, icon)
            theme.icons.paint(painter, self.item.icon, middle, theme.colour("neutral"))
            return
        number = theme.font("record")
        number.setFamilies(theme.font().families())
        painter.setFont(number)
        painter.setPen(theme.colour("error" if role == "error" else "text"))
        painter.drawText(
            QRectF(box.left(), box.top() + side * 0.04, side, side * 0.58), CENTRE, str(self.item.day.day)
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("error" if role == "error" else "neutral"))
        month = QRectF(box.left(), box.top() + side * 0.55, side, side * 0.38)
        painter.drawText(month, CENTRE, MONTHS[self.item.day.month - 1])

    def _paint_words(self, painter: QPainter, left: int, width: int) -> None:
        theme, item = self.theme, self.item
        lines = [("strong", "text", item.what), *([("body", "muted", item.who)] if item.who else [])]
        heights = [QFontMetrics(theme.font(font)).height() for font, _, _ in lines]
        small = QFontMetrics(theme.font("small")).height() if self._distance else 0
        y = (self.height() - sum(heights) - small) / 2
        for (font, role, text), height in zip(lines, heights, strict=True):
            painter.setFont(theme.font(font))
            painter.setPen(theme.colour(role))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, y, width, height), LEFT, shown)
            y += height
        if self._distance:
            state = "error" if item.is_overdue else "warn"
            icon = theme.px(3.75)
            mark = QRectF(left, y + (small - icon) / 2, icon, icon)
            theme.icons.paint(painter, "alert" if item.is_overdue else "due", mark, theme.colour(state))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour(state))
            words = QRectF(left + theme.px(5), y, width - theme.px(5), small)
            painter.drawText(words, LEFT, self._distance)

    def _in_words(self) -> str:
        days = self.item.days
        if days is None or days > SOON_DAYS:
            return ""
        if days == 0:
            return self.tr("heute")
        if days < 0:
            words = (
                self.tr("seit 1 Tag überfällig") if days == -1 else self.tr("seit {days} Tagen überfällig")
            )
            return words.format(days=-days)
        return (self.tr("morgen") if days == 1 else self.tr("in {days} Tagen")).format(days=days)


class DueList(QWidget):
    """Rows of what is due, the nearest first; ``activated`` carries the key of the row.

    ``settled`` carries the key of a row whose action was pressed.
    """

    activated = Signal(str)
    settled = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self._rows: list[_DueRow] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(0.5))
        self._column.addStretch(1)

    def set_items(self, items: Sequence[DueItem]) -> None:
        """Show these, sorted by day; those without a day last."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        ordered = sorted(items, key=lambda item: item.day or date.max)
        self._rows = [
            _DueRow(self.theme, item, last=item is ordered[-1] or bool(item.action), parent=self)
            for item in ordered
        ]
        self._lines = [self._line(row, last=row is self._rows[-1]) for row in self._rows]
        for place, line in enumerate(self._lines):
            self._column.insertWidget(place, line)

    def go_to(self, key: str) -> bool:
        """Put the cursor on a row; False when it is not there."""
        for row in self._rows:
            if row.item.key == key:
                row.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def _line(self, row: _DueRow, *, last: bool) -> QWidget:
        """The row, with the button of its action beside it."""
        row.clicked.connect(self._tell)
        if not row.item.action:
            return row
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QHBoxLayout()
        column.addLayout(inside)
        if not last:
            column.addWidget(Separator(self.theme))
        inside.setSpacing(self.theme.px(2))
        button = Button(self.theme, row.item.action, "quiet", "check")
        button.setAccessibleName(f"{row.item.action}: {row.item.what}")
        button.clicked.connect(partial(self.settled.emit, row.item.key))
        inside.addWidget(row, 1)
        inside.addWidget(button)
        return line

    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, _DueRow):
            self.activated.emit(row.item.key)
