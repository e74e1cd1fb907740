"""Yes or no, with its proof at the right ("schriftlich, 19.11.2026")."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import frame

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class CheckField(QCheckBox):
    """A check box whose text wraps; the proof stands at the right, or below where it gets narrow."""

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme, text: str, proof: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self._proof = proof
        self._problem = False
        self.setAccessibleName(text)
        self.setAccessibleDescription(proof)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._tell)
        theme.changed.connect(self.updateGeometry)

    def set_proof(self, proof: str) -> None:
        """Say how and when it was given, or that it is missing."""
        self._proof = proof
        self.setAccessibleDescription(proof)
        self.updateGeometry()
        self.update()

    def value(self) -> bool:
        """Whether it is checked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Check or uncheck."""
        self.setChecked(value)

    def set_problem(self, problem: bool) -> None:
        """Red box on or off."""
        self._problem = problem
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole line answers."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of text and proof in this width."""
        words, proof = self._boxes(width)
        return max(words.bottom(), proof.bottom()) + self.theme.px(0.75)

    def sizeHint(self) -> QSize:
        """All in one line."""
        metrics = QFontMetrics(self.theme.font())
        small = QFontMetrics(self.theme.font("small"))
        width = metrics.horizontalAdvance(self.text()) + small.horizontalAdvance(self._proof)
        width += self.theme.px(11 if self._proof else 7)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any column."""
        return QSize(self.theme.px(30), self.theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, text and proof."""
        theme = self.theme
        painter = QPainter(self)
        words, proof = self._boxes(self.width())
        line = QFontMetrics(theme.font()).height()
        size = theme.px(4.5)
        self._paint_box(painter, QRectF(0.5, words.top() + (line - size) / 2, size, size))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(words, _WRAP, self.text())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(proof, _WRAP, self._proof)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        ground, edge = theme.colour("surface"), theme.colour("outline")
        if self.isChecked():
            ground = edge = theme.colour("primary" if self.isEnabled() else "muted")
        if self._problem:
            edge = theme.colour("error")
        frame(painter, box, theme.px(1), ground, edge, width=2 if self._problem else 1)
        if self.isChecked():
            inner = box.adjusted(1, 1, -1, -1)
            ink = theme.colour("onPrimary" if self.isEnabled() else "surface")
            theme.icons.paint(painter, "check", inner, ink)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where text and proof stand in this width."""
        theme = self.theme
        left, top = theme.px(6.5), theme.px(0.75)
        small = QFontMetrics(theme.font("small"))
        metrics = QFontMetrics(theme.font())
        proof_width = small.horizontalAdvance(self._proof) + 2 if self._proof else 0
        space = width - left - proof_width - (theme.px(3) if self._proof else 0)
        beside = space >= min(metrics.horizontalAdvance(self.text()), theme.px(40))
        if not beside:
            space = width - left
        words = metrics.boundingRect(QRect(left, top, max(1, space), 10_000), _WRAP, self.text())
        words.setWidth(max(1, space))
        if beside:
            offset = metrics.ascent() - small.ascent()
            return words, QRect(width - proof_width, top + offset, proof_width, small.height())
        proof = small.boundingRect(QRect(left, words.bottom() + 1, space, 10_000), _WRAP, self._proof)
        proof.setWidth(max(1, space))
        return words, proof

    def _tell(self) -> None:
        self.edited.emit()
        self.left.emit()
