"""The ground of the map as a picture that is kept: made at once, or in pieces where much lies on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.view import View
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.map_painting import PIECE, GroundPainter, on_screen


@dataclass(frozen=True, slots=True)
class _Picture:
    """What is seen of the plane, and painted. left: what is still to be painted."""

    view: View
    pixels: QPixmap
    left: Iterator[None]


class GroundPicture(QObject):
    """Paints the ground; until a new picture is whole, the last one is shown, moved and enlarged.

    ``grown`` tells that more of it can be seen now.
    """

    grown = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.painter = GroundPainter(theme)
        self._shown: _Picture | None = None
        self._made: _Picture | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is being painted."""
        return self._made is None

    def forget(self) -> None:
        """Something else is to be seen, or in other colours."""
        self._timer.stop()
        self._shown = self._made = None

    def paint(self, painter: QPainter, content: MapContent, view: View, size: float, ratio: float) -> None:
        """Draw what there is of this view. size: of the text; ratio: of pixels."""
        if self._made is None and (self._shown is None or self._shown.view != view):
            self._begin(content, view, size, ratio)
        picture = self._shown or self._made
        if picture is None:
            return
        painter.save()
        if picture.view != view:
            before, _ = on_screen(picture.view).inverted()
            painter.fillRect(painter.window(), self._theme.colour(Ink.SEA))
            painter.setTransform(before * on_screen(view), combine=True)
        painter.drawPixmap(0, 0, picture.pixels)
        painter.restore()

    def _begin(self, content: MapContent, view: View, size: float, ratio: float) -> None:
        pixels = QPixmap(round(view.width * ratio), round(view.height * ratio))
        pixels.setDevicePixelRatio(ratio)
        pixels.fill(self._theme.colour(Ink.SEA))
        self._made = _Picture(view, pixels, self.painter.paint(pixels, content, view, size))
        if len(content.town_marks) + len(content.projects) <= PIECE:
            while self._made is not None:
                self._paint_piece()
            return
        if self._shown is None:
            self._paint_piece()
        self._timer.start()

    def _go_on(self) -> None:
        self._paint_piece()
        if self._made is None or self._shown is None:
            self.grown.emit()

    def _paint_piece(self) -> None:
        made = self._made
        if made is not None and next(made.left, made) is made:
            self._shown, self._made = made, None
            self._timer.stop()
