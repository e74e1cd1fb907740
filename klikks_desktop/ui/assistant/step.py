"""What every step of the assistant is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.ui.assistant.side import Station
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.page import ScrollPage

RING = 1.5
"""Margin in units that leaves room for the focus ring at the edge of a scrolling area."""


class Step(QWidget):
    """One step; it keeps what was typed while others are shown.

    ``changed`` when readiness or words change, ``proceed`` when Enter asks to go on.
    """

    changed = Signal()
    proceed = Signal()
    title = ""
    subtitle = ""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def station(self) -> Station:
        """How the side names the step."""
        raise NotImplementedError

    def next_label(self) -> str:
        """What the button leads to."""
        return self.tr("Weiter")

    def is_ready(self) -> bool:
        """Whether one can go on."""
        return True

    def settle(self) -> bool:
        """Check everything when going on; False stays and shows what is wrong."""
        return True

    def enter(self) -> None:
        """Put the cursor where one begins."""


class ScrolledStep(Step):
    """A step whose ``body`` scrolls where the window is too low."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.area = ScrollPage(theme)
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.area.body.addWidget(holder)
        self.column.addWidget(self.area)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        side = self.theme.px(RING)
        self.area.body.setContentsMargins(0, 0, 0, 0)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(self.theme.px(3))
