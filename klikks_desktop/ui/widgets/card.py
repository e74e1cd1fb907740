"""Cards: surface with a hairline around; never a card in a card."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import frame

Ground = Literal["surface", "sunken", "okSoft", "warnSoft", "errorSoft", "infoSoft"]


class Card(QWidget):
    """A ground for content, which goes into ``body`` (a vertical layout).

    padding: inner margin in units, 0 for tables that reach to the edge.
    ground: ``surface`` with a hairline, or ``sunken`` and the soft grounds without.
    """

    def __init__(
        self,
        theme: Theme,
        padding: float = 4,
        ground: Ground = "surface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._padding = padding
        self._ground: Ground = ground
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_ground(self, ground: Ground) -> None:
        """Change the ground."""
        self._ground = ground
        self.update()

    def _restyle(self) -> None:
        margin = max(1, self.theme.px(self._padding))
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(self.theme.px(2) if self._padding else 0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairline."""
        theme = self.theme
        painter = QPainter(self)
        edge = theme.colour("border") if self._ground == "surface" or theme.high_contrast else None
        frame(painter, self.rect().toRectF(), theme.radius("card"), theme.colour(self._ground), edge)
        painter.end()
