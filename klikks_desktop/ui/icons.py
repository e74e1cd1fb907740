"""Icons: one SVG each, drawn with ``currentColor``, coloured by the theme and kept as pixmaps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class IconSet:
    """The icons of one folder, named by meaning (``leaves-house``, ``lock``); see STYLE.md section 8."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def clear(self) -> None:
        """Forget all rendered pixmaps: colours or sizes have changed."""
        self._pixmaps.clear()

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon in one colour, ``size`` logical pixels square; ``FileNotFoundError`` without it."""
        key = (name, colour.rgba(), size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._render(name, colour, size, ratio)
        return found

    def icon(self, name: str, colour: QColor, disabled: QColor, size: int) -> QIcon:
        """The icon for Qt's own widgets, sharp at 1x and 2x, pale when disabled."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
            icon.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        return icon

    def paint(self, painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
        """Draw the icon into a square of logical pixels."""
        ratio = painter.device().devicePixelRatioF()
        size = round(min(box.width(), box.height()))
        corner = box.center() - QPointF(size / 2, size / 2)
        painter.drawPixmap(corner.toPoint(), self.pixmap(name, colour, size, ratio))

    def _render(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            source = self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour.name()).encode()))
        pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
