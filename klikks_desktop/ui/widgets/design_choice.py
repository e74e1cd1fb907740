"""The two designs of a certificate as small drawings to choose from (Gestaltung)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from klikks_desktop.domain.records import Design
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import CENTRE, frame

# The colours of the paper, which stays white in the dark too (design/CERTIFICATE.md).
_PAPER: Final = QColor("#FFFFFF")
_INK: Final = QColor("#1B2A2D")
_PALE: Final = QColor("#8C9694")
_EDGE: Final = QColor("#79827D")
_ORNAMENT: Final = QColor("#6E581C")
_ACCENT: Final = QColor("#14532F")


class DesignChoice(QWidget):
    """Klassisch or modern; ``edited`` when a person chose another. Arrow keys go between the two."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._cards: dict[Design, _DesignCard] = {}
        for number, (design, words) in enumerate(self._names().items()):
            card = _DesignCard(theme, words, _DRAWINGS[design], self)
            card.setAccessibleDescription(name)
            self._group.addButton(card, number)
            self._cards[design] = card
            self._row.addWidget(card)
        self._row.addStretch(1)
        self.setFocusProxy(self._cards[Design.CLASSIC])
        self._group.idClicked.connect(self.edited)
        theme.changed.connect(self._restyle)
        self._restyle()

    def value(self) -> Design:
        """The chosen design."""
        return next((design for design, card in self._cards.items() if card.isChecked()), Design.CLASSIC)

    def set_value(self, design: Design) -> None:
        """Choose a design without telling."""
        self._cards[design].setChecked(True)

    def _names(self) -> Mapping[Design, str]:
        return {Design.CLASSIC: self.tr("Klassisch"), Design.MODERN: self.tr("Modern")}

    def _restyle(self) -> None:
        self._row.setSpacing(self.theme.px(2.25))


class _DesignCard(QRadioButton):
    def __init__(
        self, theme: Theme, name: str, draw: Callable[[QPainter, QRectF], None], parent: QWidget
    ) -> None:
        super().__init__(name, parent)
        self.theme = theme
        self._draw = draw
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Drawing above, name below."""
        theme = self.theme
        words = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        height = theme.px(16) + QFontMetrics(theme.font()).height() + theme.px(4)
        return QSize(max(theme.px(26), words + theme.px(4)), height)

    def minimumSizeHint(self) -> QSize:
        """The name is never clipped."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card answers."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen: soft ground, thick petrol edge, bold name and a mark."""
        theme, chosen = self.theme, self.isChecked()
        painter = QPainter(self)
        ground = theme.colour("primarySoft" if chosen or self.underMouse() else "surface")
        edge = theme.colour("primary" if chosen else "outline")
        frame(painter, self.rect().toRectF(), theme.radius("control"), ground, edge, width=2 if chosen else 1)
        words = QFontMetrics(theme.font()).height()
        top = theme.px(2)
        height = self.height() - words - top - theme.px(2.5)
        paper = QRectF(0, top, height / 297 * 210, height)
        paper.moveLeft((self.width() - paper.width()) / 2)
        painter.setPen(QPen(_EDGE, 1))
        painter.setBrush(_PAPER)
        painter.drawRect(paper)
        self._draw(painter, paper)
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(
            QRectF(0, paper.bottom(), self.width(), self.height() - paper.bottom()), CENTRE, self.text()
        )
        if chosen:
            self._paint_mark(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        theme = self.theme
        size = theme.px(4.5)
        disc = QRectF(self.width() - size - theme.px(1.25), theme.px(1.25), size, size)
        frame(painter, disc, size / 2, theme.colour("primary"), None)
        inner = disc.adjusted(size * 0.2, size * 0.2, -size * 0.2, -size * 0.2)
        theme.icons.paint(painter, "check", inner, theme.colour("onPrimary"))


def _bar(painter: QPainter, paper: QRectF, box: tuple[float, float, float, float], colour: QColor) -> None:
    """A filled bar; left, top, width and height in hundredths of the paper's width."""
    unit = paper.width() / 100
    left, top, width, height = box
    painter.fillRect(
        QRectF(paper.left() + left * unit, paper.top() + top * unit, width * unit, max(1.0, height * unit)),
        colour,
    )


def _draw_classic(painter: QPainter, paper: QRectF) -> None:
    """A frame, everything in the middle."""
    unit = paper.width() / 100
    painter.setPen(QPen(_ORNAMENT, max(1.0, unit)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(paper.adjusted(7 * unit, 7 * unit, -7 * unit, -7 * unit))
    _bar(painter, paper, (43, 15, 14, 15), _ACCENT)
    _bar(painter, paper, (24, 42, 52, 5), _INK)
    _bar(painter, paper, (31, 56, 38, 4), _INK)
    for top, left, width in ((70, 20, 60), (77, 24, 52), (84, 28, 44)):
        _bar(painter, paper, (left, top, width, 2), _PALE)
    _bar(painter, paper, (56, 118, 28, 1.5), _INK)


def _draw_modern(painter: QPainter, paper: QRectF) -> None:
    """A bar at the left, everything flush with it."""
    _bar(painter, paper, (11, 11, 4, 119), _ACCENT)
    _bar(painter, paper, (24, 13, 12, 14), _ACCENT)
    _bar(painter, paper, (24, 38, 44, 4), _ACCENT)
    _bar(painter, paper, (24, 54, 58, 6), _INK)
    for top, width in ((70, 60), (77, 54), (84, 40)):
        _bar(painter, paper, (24, top, width, 2), _PALE)
    _bar(painter, paper, (24, 118, 36, 1.5), _INK)


_DRAWINGS: Final[Mapping[Design, Callable[[QPainter, QRectF], None]]] = {
    Design.CLASSIC: _draw_classic,
    Design.MODERN: _draw_modern,
}
