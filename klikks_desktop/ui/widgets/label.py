"""Text in a role of the theme, and the line between two parts."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme

LINE_CHARACTERS = 70
_WIDEST_MARGIN: Final = 2**15 - 1  # Qt keeps margins in 16 bits
# Longer than addresses on the web mostly are: who copies one gets it whole. No-break spaces break no word.
_ENDLESS: Final = re.compile(r"[^ \t\n]{120,}")
_LINE: Final = re.compile(rf".{{{LINE_CHARACTERS}}}(?=.)")


class Label(QLabel):
    """A text in a font role and colour role of the theme; plain text, never markup.

    wrap: break lines where the width asks for it, at most 70 characters long.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        font: str = "body",
        colour: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._font = font
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    def setText(self, text: str) -> None:
        """Show another text; a word longer than any line may be broken, or the page would be as wide."""
        super().setText(_ENDLESS.sub(_broken, text) if self.wordWrap() else text)

    def sizeHint(self) -> QSize:
        """What the text wants, without the space that keeps its lines short."""
        return super().sizeHint() - QSize(self._spare(), 0)

    def minimumSizeHint(self) -> QSize:
        """What the text needs, without the space that keeps its lines short."""
        return super().minimumSizeHint() - QSize(self._spare(), 0)

    def heightForWidth(self, width: int) -> int:
        """Height of the lines in this width, each no longer than 70 characters."""
        return super().heightForWidth(min(width, self._longest()) + self._spare())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep wrapped lines readable in a wide column."""
        super().resizeEvent(event)
        self._limit_lines()

    def set_role(self, font: str | None = None, colour: str | None = None) -> None:
        """Change font or colour role."""
        self._font = font or self._font
        self._colour = colour or self._colour
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self.theme.font(self._font))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.colour(self._colour))
        self.setPalette(palette)
        self._limit_lines()

    def _longest(self) -> int:
        return self.fontMetrics().averageCharWidth() * LINE_CHARACTERS

    def _spare(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right() if self.wordWrap() else 0

    def _limit_lines(self) -> None:
        if not self.wordWrap():
            return
        spare = min(max(0, self.width() - self._longest()), _WIDEST_MARGIN)
        align = self.alignment()
        left = spare // 2 if align & Qt.AlignmentFlag.AlignHCenter else 0
        left = spare if align & Qt.AlignmentFlag.AlignRight else left
        if (self.contentsMargins().left(), self.contentsMargins().right()) != (left, spare - left):
            self.setContentsMargins(left, 0, spare - left, 0)


def _broken(word: re.Match[str]) -> str:
    """An endless word with places where it may be broken."""
    return _LINE.sub("\\g<0>\u200b", word[0])


class IconLabel(QWidget):
    """An icon that stands beside words and says nothing by itself."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        colour: str = "primary",
        units: float = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._icon = icon
        self._colour = colour
        self._units = units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, colour: str) -> None:
        """Show another icon in another colour role."""
        self._icon = icon
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """A square of the icon's units."""
        size = self.theme.px(self._units)
        return QSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        self.theme.icons.paint(painter, self._icon, self.rect().toRectF(), self.theme.colour(self._colour))
        painter.end()


class Separator(QFrame):
    """A hairline across."""

    def __init__(self, theme: Theme, colour: str = "border", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._colour = colour
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour(self._colour))
        painter.end()
