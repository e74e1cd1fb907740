"""A logo on its white paper, as large as the room for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import frame


class LogoPicture(QWidget):
    """Hidden while there is none."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._picture = QPixmap()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def set_png(self, png: bytes | None) -> None:
        """Show this picture, or nothing."""
        self._picture = QPixmap()
        if png is not None:
            self._picture.loadFromData(png)
        self.setVisible(not self._picture.isNull())
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for a word mark."""
        return QSize(self.theme.px(48), self.theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White paper with an edge, the picture in its middle."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        white, edge = QColor(Qt.GlobalColor.white), theme.colour("outline")
        frame(painter, self.rect().toRectF(), theme.radius("control"), white, edge)
        margin = theme.px(2)
        room = self.rect().toRectF().adjusted(margin, margin, -margin, -margin)
        fitted = self._picture.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(room.topLeft(), fitted)
        box.moveCenter(room.center())
        painter.drawPixmap(box, self._picture, self._picture.rect().toRectF())
        painter.end()
