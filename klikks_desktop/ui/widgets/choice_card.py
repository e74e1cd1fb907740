"""A large choice: icon, name and one sentence."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import frame
from klikks_desktop.ui.widgets.radio import Radio

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ChoiceCard(Radio):
    """One of several cards in the same parent, of which one is chosen; arrow keys choose."""

    def __init__(
        self, theme: Theme, icon: str, name: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self.theme = theme
        self._icon = icon
        self._sentence = sentence
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, and whoever holds the card may go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
        super().keyPressEvent(event)

    def hitButton(self, _pos: object) -> bool:
        """The whole card answers."""
        return True

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of name and sentence in this width."""
        _, sentence = self._boxes(width)
        return sentence.bottom() + self.theme.px(5)

    def sizeHint(self) -> QSize:
        """As wide as the assistant."""
        width = self.theme.px(120)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for large text."""
        return QSize(self.theme.px(40), self.theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen: soft ground, thick petrol edge, bold mark."""
        theme, chosen = self.theme, self.isChecked()
        painter = QPainter(self)
        ground = theme.colour("primarySoft" if chosen or self.underMouse() else "surface")
        edge = theme.colour("primary" if chosen else "outline")
        frame(painter, self.rect().toRectF(), theme.radius("card"), ground, edge, width=2 if chosen else 1)
        name, sentence = self._boxes(self.width())
        size = theme.px(9)
        box = QRectF(theme.px(5), (self.height() - size) / 2, size, size)
        theme.icons.paint(painter, self._icon, box, theme.colour("primary"))
        painter.setFont(theme.font("section"))
        painter.setPen(theme.colour("text"))
        painter.drawText(name, _WRAP, self.text())
        painter.setFont(theme.font())
        painter.setPen(theme.colour("muted"))
        painter.drawText(sentence, _WRAP, self._sentence)
        if chosen:
            mark = theme.px(5)
            right = self.width() - mark - theme.px(4)
            theme.icons.paint(
                painter,
                "done",
                QRectF(right, (self.height() - mark) / 2, mark, mark),
                theme.colour("primary"),
            )
        painter.end()

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        theme = self.theme
        left, top, right = theme.px(19), theme.px(4.5), theme.px(13)
        room = max(1, width - left - right)
        name = QFontMetrics(theme.font("section")).boundingRect(
            QRect(left, top, room, 10_000), _WRAP, self.text()
        )
        sentence = QFontMetrics(theme.font()).boundingRect(
            QRect(left, name.bottom() + theme.px(1), room, 10_000), _WRAP, self._sentence
        )
        name.setWidth(room)
        sentence.setWidth(room)
        return name, sentence
