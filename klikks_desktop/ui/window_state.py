"""Where the window stood, remembered and restored only onto a screen that is still there."""

from __future__ import annotations

import struct
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_LAYOUT: Final = struct.Struct("<4s4i?")
_MAGIC: Final = b"KWS1"
_SEEN_PX: Final = 100
"""So much of the title bar's width must lie on a screen for the window to be caught with the mouse."""


def window_state(window: QWidget) -> bytes:
    """Place, size and whether the window is maximised."""
    box = window.normalGeometry() if window.isMaximized() else window.geometry()
    return _LAYOUT.pack(_MAGIC, box.x(), box.y(), box.width(), box.height(), window.isMaximized())


def restore_window(window: QWidget, state: bytes) -> bool:
    """Put the window where it stood; False (and nothing done) for foreign bytes or a screen now gone."""
    if len(state) != _LAYOUT.size or not state.startswith(_MAGIC):
        return False
    _, x, y, width, height, maximised = _LAYOUT.unpack(state)
    box = QRect(x, y, width, height)
    title_bar = QRect(x, y, width, 1)
    for screen in QGuiApplication.screens():
        area = screen.availableGeometry()
        seen = area.intersected(title_bar)
        if seen.width() >= min(_SEEN_PX, width) and not seen.isEmpty():
            window.setGeometry(_fitted(box, area))
            if maximised:
                window.showMaximized()
            return True
    return False


def _fitted(box: QRect, area: QRect) -> QRect:
    """``box`` no larger than the screen it is on."""
    return QRect(box.x(), box.y(), min(box.width(), area.width()), min(box.height(), area.height()))
