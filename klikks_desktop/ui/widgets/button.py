"""Buttons: primary, secondary, quiet, big (Schaltflächen)."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import CENTRE, frame

Kind = Literal["primary", "secondary", "quiet", "big", "big-secondary"]
MNEMONIC: Final = Qt.TextFlag.TextShowMnemonic


class Button(QAbstractButton):
    """A button with verb and object; ``clicked`` as usual, Space and Enter press it.

    kind: ``primary`` once per page, ``big`` for the deed of the page, ``quiet`` in heads and tables.
    name: accessible name and tool tip of a button without text.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: Kind = "secondary",
        icon: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._kind: Kind = kind
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(name or text.replace("&", ""))
        if name:
            self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    @property
    def kind(self) -> Kind:
        """The kind in force."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Another kind, for example without the height of a big one in a narrow window."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_label(self, text: str, icon: str | None = None) -> None:
        """Change text (and icon), keeping the accessible name in step."""
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self._icon = self._icon if icon is None else icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for icon and text, as high as its kind."""
        theme = self.theme
        height = theme.height("big" if self._is_big else "control")
        if not self.text():
            return QSize(height, height)
        side = {"quiet": 2.0, "big": 6.5, "big-secondary": 6.5}.get(self._kind, 4.5)
        width = QFontMetrics(self._label_font()).size(MNEMONIC, self.text()).width() + 2 * theme.px(side)
        return QSize(width + (theme.px(7) if self._icon else 0), height)

    def minimumSizeHint(self) -> QSize:
        """The text is never clipped."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover ground."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover ground away."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and text."""
        painter = QPainter(self)
        theme = self.theme
        ground, edge, ink = self._colours()
        frame(painter, self.rect().toRectF(), theme.radius("control"), ground, edge)
        font = self._label_font()
        painter.setFont(font)
        painter.setPen(ink)
        text_width = QFontMetrics(font).size(MNEMONIC, self.text()).width() if self.text() else 0
        icon_size = theme.px(5) if self._icon else 0
        gap = theme.px(2) if self._icon and self.text() else 0
        left = (self.width() - icon_size - gap - text_width) / 2
        if self._icon:
            box = QRectF(left, (self.height() - icon_size) / 2, icon_size, icon_size)
            theme.icons.paint(painter, self._icon, box, ink)
        if self.text():
            box = QRectF(left + icon_size + gap, 0, text_width, self.height())
            painter.setPen(ink)
            painter.drawText(box, MNEMONIC | CENTRE | Qt.TextFlag.TextDontClip, self.text())
        painter.end()

    @property
    def _is_big(self) -> bool:
        return self._kind in ("big", "big-secondary")

    def _label_font(self) -> QFont:
        if self._is_big:
            return self.theme.font("section")
        return self.theme.font("strong" if self._kind == "primary" else "body")

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Ground, edge and ink for the state the button is in."""
        colour = self.theme.colour
        hover, down = self.underMouse(), self.isDown()
        if self._kind in ("primary", "big"):
            if not self.isEnabled():
                return colour("neutralSoft"), colour("border"), colour("muted")
            ground = colour("primaryPressed" if down else "primaryHover" if hover else "primary")
            return ground, None, colour("onPrimary")
        ground_or_none = colour("primarySoft") if self.isEnabled() and (hover or down) else None
        if self._kind == "quiet":
            ink = "link" if self.text() else "muted"
            return ground_or_none, None, colour(ink if self.isEnabled() else "muted")
        if not self.isEnabled():
            return colour("raised"), colour("border"), colour("muted")
        return ground_or_none or colour("surface"), colour("outline"), colour("text")
