"""Colours to choose from, each with its name: never colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.painting import LEFT, frame


class ColourChips(QWidget):
    """One chip per colour; ``chosen`` carries "#RRGGBB", "" for the design's own colour."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._values: list[str] = []
        self._flow = FlowLayout(theme, self)
        self._group.idClicked.connect(self._tell)

    def show_colours(self, colours: Sequence[tuple[str, str]], current: str) -> None:
        """Offer pairs of value and name, with ``current`` chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._values = [value for value, _ in colours]
        for index, (value, name) in enumerate(colours):
            chip = _Chip(self.theme, value, name, self)
            chip.setAccessibleDescription(self.accessibleName())
            chip.setChecked(value == current)
            self._group.addButton(chip, index)
            self._flow.addWidget(chip)
            chip.show()
        self.updateGeometry()

    def value(self) -> str:
        """The colour chosen."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else ""

    def _tell(self, index: int) -> None:
        self.chosen.emit(self._values[index])


class _Chip(QRadioButton):
    def __init__(self, theme: Theme, value: str, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.theme = theme
        self._value = value
        self.setAccessibleName(name)
        self.setToolTip(value)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.theme.font("strong")).horizontalAdvance(self.text())
        return QSize(text + self.theme.px(11), self.theme.height("control"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, here = self.theme, self.isChecked()
        painter = QPainter(self)
        ground = theme.colour("primarySoft" if here or self.underMouse() else "surface")
        edge = theme.colour("primary" if here else "outline")
        frame(painter, self.rect().toRectF(), theme.radius("control"), ground, edge, width=2 if here else 1)
        size = theme.px(4)
        box = QRectF(theme.px(2.5), (self.height() - size) / 2, size, size)
        swatch = QColor(self._value) if self._value else None
        frame(painter, box, theme.px(1), swatch, theme.colour("outline"), dashed=swatch is None)
        painter.setFont(theme.font("strong" if here else "body"))
        painter.setPen(theme.colour("text"))
        words = QRectF(theme.px(8.5), 0, self.width() - theme.px(9), self.height())
        painter.drawText(words, LEFT | Qt.TextFlag.TextDontClip, self.text())
        painter.end()
