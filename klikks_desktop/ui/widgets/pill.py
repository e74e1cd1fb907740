"""Pills: a state as icon and word on a soft ground; never clickable."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import LEFT, frame

State = Literal["ok", "warn", "error", "info", "past", "draft", "possible", "decided"]

STATE_ICONS: Final[dict[str, str]] = {
    "ok": "done",
    "warn": "due",
    "error": "alert",
    "info": "import",
    "past": "history",
    "draft": "draft",
    "possible": "idea",
    "decided": "check",
}
STATE_COLOURS: Final[dict[str, str]] = {
    "past": "neutral",
    "draft": "neutral",
    "possible": "neutral",
    "decided": "info",
}
_DASHED: Final = frozenset({"draft", "possible"})


def state_colour(state: str) -> str:
    """Colour role of the ink of a state; its ground is the same role with ``Soft``."""
    return STATE_COLOURS.get(state, state)


def pill_width(theme: Theme, text: str) -> int:
    """Width of a pill with this text."""
    return QFontMetrics(theme.font("small")).horizontalAdvance(text) + theme.px(4.5) + theme.px(5)


def paint_pill(painter: QPainter, theme: Theme, box: QRectF, text: str, state: str) -> None:
    """Draw a pill at the left of ``box``, centred in its height and elided to its width."""
    role = state_colour(state)
    height = theme.height("pill")
    width = min(float(pill_width(theme, text)), box.width())
    pill = QRectF(round(box.left()), round(box.center().y() - height / 2), width, height)
    ink = theme.colour(role)
    dashed = state in _DASHED
    ground = None if dashed else theme.colour(f"{role}Soft")
    edge = ink if dashed or theme.high_contrast else None
    frame(painter, pill, height / 2, ground, edge, dashed=dashed)
    icon = theme.px(4)
    theme.icons.paint(
        painter,
        STATE_ICONS[state],
        QRectF(pill.left() + theme.px(1.75), pill.center().y() - icon / 2, icon, icon),
        ink,
    )
    painter.setFont(theme.font("small"))
    painter.setPen(ink)
    words = pill.adjusted(theme.px(6.25), 0, -theme.px(1.5), 0)
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) > words.width() + 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words.adjusted(0, 0, 2, 0), LEFT, text)


class Pill(QWidget):
    """A pill as a widget, for example beside the name of a record."""

    def __init__(self, theme: Theme, text: str, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_state(text, state)

    def set_state(self, text: str, state: State) -> None:
        """Show another state."""
        self._text = text
        self._state: State = state
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Just the pill."""
        return QSize(pill_width(self.theme, self._text), self.theme.height("pill"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_pill(painter, self.theme, self.rect().toRectF(), self._text, self._state)
        painter.end()
