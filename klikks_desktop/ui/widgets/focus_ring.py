"""The focus ring: one transparent overlay around whatever has the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from klikks_desktop.ui.theme import Theme

GAP: Final = 2
LINE: Final = 2.5
REACH: Final = 5
_WATCHED: Final = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
)


class FocusRing(QObject):
    """Keeps the ring around the focus widget: after a key, and always around text fields.

    Rows of tables and trees paint their own ring. Build one per application and keep it.
    """

    def __init__(self, theme: Theme, app: QApplication) -> None:
        super().__init__()
        self._theme = theme
        self._overlay: _Overlay | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move with the target and everything it lies in."""
        if event.type() in _WATCHED:
            self._place()
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._forget()
        if new is None or not _wants_ring(new):
            return
        ground = _ground_of(new)
        self._overlay = _Overlay(self._theme, ground, on_side=_lies_on_side(new))
        self._overlay.destroyed.connect(self._lost)
        self._target = new
        parent: QWidget | None = new
        while parent is not None and parent is not ground:
            parent.installEventFilter(self)
            self._watched.append(parent)
            parent = parent.parentWidget()
        self._place()
        self._overlay.raise_()
        self._overlay.show()

    def _forget(self) -> None:
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if self._overlay is not None:
            self._overlay.destroyed.disconnect(self._lost)
            self._overlay.hide()
            self._overlay.deleteLater()
            self._overlay = None

    def _lost(self) -> None:
        """The window died with the overlay in it."""
        self._overlay = None
        self._target = None
        self._watched = []

    def _place(self) -> None:
        if self._overlay is None or self._target is None or not isValid(self._target):
            return
        corner = self._target.mapTo(self._overlay.ground, QPoint(0, 0))
        box = QRect(corner, self._target.size()).adjusted(-REACH, -REACH, REACH, REACH)
        self._overlay.setGeometry(box)


class _Overlay(QWidget):
    def __init__(self, theme: Theme, ground: QWidget, *, on_side: bool) -> None:
        super().__init__(ground)
        self.theme = theme
        self.ground = ground
        self._role = "focusSide" if on_side else "focus"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour(self._role), LINE))
        inset = REACH - GAP - LINE / 2
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        radius = self.theme.radius("control") + GAP
        painter.drawRoundedRect(box, radius, radius)
        painter.end()


def _wants_ring(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractItemView) or widget.isWindow():
        return False
    keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return keyboard or isinstance(widget, QLineEdit | QPlainTextEdit)


def _ground_of(widget: QWidget) -> QWidget:
    """Content of the nearest scroll area, else the window."""
    child = widget
    while (parent := child.parentWidget()) is not None and not child.isWindow():
        holder = parent.parentWidget()
        if isinstance(holder, QScrollArea) and holder.widget() is child:
            return child
        child = parent
    return widget.window()


def _lies_on_side(widget: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None:
        if parent.objectName() == "sidebar":
            return True
        parent = parent.parentWidget()
    return False
