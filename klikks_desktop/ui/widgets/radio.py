"""What every choice among several shares: the keys of a radio group."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QRadioButton

_STEPS: Final[dict[int, int]] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Radio(QRadioButton):
    """One of several in the same parent, of which at most one is chosen; arrow keys choose, all around."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour: Qt only moves the focus as long as nothing is chosen."""
        step = _STEPS.get(event.key())
        parent = self.parentWidget()
        if step is None or parent is None:
            super().keyPressEvent(event)
            return
        group = [radio for radio in parent.findChildren(Radio) if radio.isEnabled()]
        neighbour = group[(group.index(self) + step) % len(group)]
        neighbour.setFocus(Qt.FocusReason.TabFocusReason)
        neighbour.click()
