"""Tiles: one figure with its unit and the three steps (Kacheln)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

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
