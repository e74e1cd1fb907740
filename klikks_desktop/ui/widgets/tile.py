"""Tiles: one figure with its unit and the three steps (Kacheln)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.steps import StepLine, Steps


class Tile(Card):
    """Icon and name, figure and unit on one baseline, steps as dots or bar, one line of text."""

    def __init__(
        self, theme: Theme, icon: str, name: str, *, dots: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, 4, parent=parent)
        self._name = name
        self._figure = Label(theme, "–", "figure")
        self._unit = Label(theme, "", "body", "muted")
        self._line = StepLine(theme, Steps(), dots=dots)
        self._note = Label(theme, "", "small", "muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addWidget(IconLabel(theme, icon, units=4.5))
        head.addWidget(Label(theme, name, "body", "muted"), 1)
        figures = QHBoxLayout()
        figures.setSpacing(theme.px(1.5))
        figures.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(head)
        self.body.addLayout(figures)
        self.body.addWidget(self._line)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.setAccessibleName(name)
        theme.changed.connect(self._align)
        self._align()

    def show_figure(self, figure: str, unit: str, steps: Steps, note: str) -> None:
        """Fill the tile; ``figure`` is already written in German."""
        self._figure.setText(figure)
        self._unit.setText(unit)
        self._line.set_steps(steps)
        self._note.setText(note)
        self.setAccessibleDescription(f"{figure} {unit}. {note}")

    def _align(self) -> None:
        """Lift the unit onto the baseline of the figure."""
        lift = self._figure.fontMetrics().descent() - self._unit.fontMetrics().descent()
        self._unit.setContentsMargins(0, 0, 0, max(0, lift))
        self.body.setSpacing(self.theme.px(1.5))


TILE_NEEDS = 60
"""Width in units below which fewer tiles stand side by side."""


class TileRow(QWidget):
    """Tiles of one width: all in a row where they fit, else in two rows, else one below the other."""

    def __init__(self, theme: Theme, tiles: Sequence[Tile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._tiles = tiles
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._arrange)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many side by side as fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._grid.setSpacing(self.theme.px(4))
        count = len(self._tiles)
        fits = max(1, self.width() // self.theme.px(TILE_NEEDS))
        across = count if fits >= count else max(1, min(fits, (count + 1) // 2))
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // across, place % across)
        self._across = across
