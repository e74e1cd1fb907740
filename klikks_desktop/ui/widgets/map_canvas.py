"""The map to look at: zoom, shift, choose; legend, names and attribution lie over it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.geometry import Bounds
from klikks_desktop.domain.map.legend import NOT_PARTICIPATING
from klikks_desktop.domain.map.view import View
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.map_overlay import MapOverlay
from klikks_desktop.ui.widgets.map_picture import GroundPicture
from klikks_desktop.ui.widgets.painting import frame

ZOOM: Final = 1.4
WHEEL: Final = 1.0015
"""Zoom for one eighth of a degree of the wheel."""
SHIFT: Final = 60
"""Pixels that an arrow key moves the map."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class MapCanvas(QWidget):
    """Shows one ``MapContent``. ``chosen`` carries the key of the area clicked, ``opened`` of one entered.

    Arrow keys shift, + and - zoom, Pos1 fits, Enter enters the chosen area. The list beside the map
    holds the same for who cannot see it. card: a widget about the chosen area that lies over the map.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, card: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.content: MapContent | None = None
        self.overlay: MapOverlay | None = None
        self.view = View(0, 0, 1, 1, 1)
        self.key = ""
        self.ground = GroundPicture(theme, self)
        self.ground.grown.connect(self.update)
        self._is_fitted = True
        self._grip: QPoint | None = None
        self._dragging = False
        self._card = card
        card.setParent(self)
        card.installEventFilter(self)
        card.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.larger = Button(theme, "", icon="add", name=self.tr("Größer"), parent=self)
        self.smaller = Button(theme, "", icon="less", name=self.tr("Kleiner"), parent=self)
        self.whole = Button(theme, "", icon="fit", name=self.tr("Alles zeigen"), parent=self)
        self.larger.clicked.connect(lambda: self.zoom(ZOOM))
        self.smaller.clicked.connect(lambda: self.zoom(1 / ZOOM))
        self.whole.clicked.connect(self.fit)
        theme.changed.connect(self._lay_out)

    # ------------------------------------------------------------------ for the page

    def prepare(self, content: MapContent) -> None:
        """Do what takes long before this is shown, in whatever thread it was read.

        Paths, sentences, where the land lies: content and areas keep what they once worked out.
        """
        self.ground.painter.prepare(content)
        content.land.sample(content.states)
        _ = content.summary, content.bounds, content.areas.bounds

    def set_content(self, content: MapContent) -> None:
        """Show this; the view stays where the same Länder are shown."""
        self._is_fitted = self._is_fitted or self.content is None or self.content.states != content.states
        self.content = content
        self.key = self.key if self.key in content.names else ""
        self.setAccessibleName(self.tr("Karte: {title}").format(title=content.title))
        self.setAccessibleDescription(content.summary)
        self._lay_out()

    def choose(self, key: str) -> None:
        """Mark an area, "" none; it is brought into view."""
        self.key = key
        if self.content is not None and key:
            box = self.content.areas.bounds[key]
            seen = self.view.bounds
            x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            if not seen.has(x, y):
                self._look(View(x, y, self.view.scale, self.view.width, self.view.height))
        self._place_parts()

    def look_at(self, box: Bounds) -> None:
        """Show a part of the land as large as fits, with what lies around it."""
        room = min(self.view.width / max(box.width, 1), self.view.height / max(box.height, 1))
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        wanted = View(x, y, room * 0.6, self.view.width, self.view.height)
        self._look(wanted.zoomed(1))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller, around a point or the middle."""
        self._look(self.view.zoomed(factor, (at.x(), at.y()) if at is not None else None))

    def shift(self, dx: float, dy: float) -> None:
        """Move the picture."""
        self._look(self.view.shifted(dx, dy))

    def fit(self) -> None:
        """All of the chosen Länder again."""
        self._is_fitted = True
        self._lay_out()

    def key_at(self, x: float, y: float) -> str:
        """Key of the area there, "" outside of the chosen Länder."""
        if self.content is None:
            return ""
        found = self.content.areas.area_at(*self.view.to_plane(x, y))
        return found if found is not None and found in self.content.names else ""

    def words_at(self, x: float, y: float) -> str:
        """What the tool tip says there."""
        content, key = self.content, self.key_at(x, y)
        if content is None:
            return ""
        if key in content.values:
            return content.values[key].sentence
        return f"{content.names[key]}: {NOT_PARTICIPATING}" if key else ""

    # ------------------------------------------------------------------ layout

    def sizeHint(self) -> QSize:
        """Large enough to tell counties apart."""
        return QSize(self.theme.px(120), self.theme.px(110))

    def minimumSizeHint(self) -> QSize:
        """Legend and buttons beside each other."""
        return QSize(self.theme.px(70), self.theme.px(50))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Give the card another place when it needs another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_parts()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep the middle."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self.content is None:
            return
        card = self._card.sizeHint().expandedTo(QSize(self.theme.px(78), self.theme.px(34)))
        side, gap = self.theme.height("control"), self.theme.px(1)
        buttons = QSize(side, 3 * side + 2 * gap)
        self.overlay = MapOverlay(self.theme, self.content, self.size(), card, buttons)
        if self._is_fitted:
            self.view = self.overlay.fitted
        else:
            self.view = self.view.resized(self.width(), self.height())
        self.ground.forget()
        self._place_parts()

    def _look(self, view: View) -> None:
        if self.content is None:
            return
        self._is_fitted = False
        self.view = view.kept_near(self.content.bounds)
        self._place_parts()

    def _place_parts(self) -> None:
        """Buttons at the lower right, the card where it hides least, names where there is room."""
        if self.overlay is None:
            return
        hint = self._card.sizeHint()
        card = self.overlay.card_box(hint) if self.key else None
        self._card.setVisible(card is not None)
        if card is not None:
            self._card.setGeometry(QRect(QPoint(round(card.left), round(card.top)), hint))
        column, step = self.overlay.buttons, self.theme.height("control") + self.theme.px(1)
        for number, button in enumerate((self.larger, self.smaller, self.whole)):
            button.move(round(column.left), round(column.top) + number * step)
            button.resize(button.sizeHint())
        self.overlay.place_names(self.view, self.key, card)
        self.update()

    # ------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The kept picture of the ground, and over it what changes."""
        painter = QPainter(self)
        edge = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        radius = self.theme.radius("card")
        clip = QPainterPath()
        clip.addRoundedRect(edge, radius, radius)
        painter.save()
        painter.setClipPath(clip)
        if self.content is not None and self.overlay is not None:
            self.ground.paint(painter, self.content, self.view, self.overlay.size, self.devicePixelRatioF())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.key:
                self.ground.painter.paint_chosen(painter, self.content, self.view, self.key)
            self.overlay.paint(painter)
        painter.restore()
        frame(painter, self.rect().toRectF(), radius, None, self.theme.colour("border"))
        painter.end()

    # ------------------------------------------------------------------ mouse and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift, zoom, fit, enter; Esc chooses nothing."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            dx, dy = _ARROWS[key]
            self.shift(dx * SHIFT, dy * SHIFT)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.key:
            self.opened.emit(self.key)
        elif key == Qt.Key.Key_Escape and self.key:
            self.chosen.emit("")
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        self.zoom(WHEEL ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip, self._dragging = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it along."""
        if self._grip is None:
            return
        now = event.position().toPoint()
        way = now - self._grip
        if self._dragging or way.manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self._grip = now
            self.shift(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was not dragged is chosen."""
        if self._grip is not None and not self._dragging:
            self.chosen.emit(self.key_at(event.position().x(), event.position().y()))
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enter the area."""
        if key := self.key_at(event.position().x(), event.position().y()):
            self.opened.emit(key)

    def event(self, event: QEvent) -> bool:
        """Tell in plain words what lies under the pointer."""
        if isinstance(event, QHelpEvent):
            if words := self.words_at(event.pos().x(), event.pos().y()):
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
