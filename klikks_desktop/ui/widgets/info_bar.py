"""A bar that tells one thing and stays until it is settled."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.painting import frame

State = Literal["ok", "warn", "error", "info"]
ICONS = {"ok": "done", "warn": "alert", "error": "error", "info": "info"}


class InfoBar(QWidget):
    """Icon, sentence and at most two actions on the soft ground of a state."""

    def __init__(
        self, theme: Theme, state: State, text: str, *actions: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._state: State = state
        self._icon = IconLabel(theme, ICONS[state], state)
        self._text = Label(theme, text, wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        for action in actions:
            self._row.addWidget(action)
        self.setAccessibleName(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_text(self, text: str, state: State | None = None) -> None:
        """Tell something else."""
        self._state = state or self._state
        self._text.setText(text)
        self._icon.set_icon(ICONS[self._state], self._state)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        theme = self.theme
        painter = QPainter(self)
        edge = theme.colour(self._state) if theme.high_contrast else None
        ground = theme.colour(f"{self._state}Soft")
        frame(painter, self.rect().toRectF(), theme.radius("card"), ground, edge)
        painter.end()

    def _restyle(self) -> None:
        side, top = self.theme.px(4), self.theme.px(2)
        self._row.setContentsMargins(side, top, side, top)
        self._row.setSpacing(self.theme.px(2.5))
