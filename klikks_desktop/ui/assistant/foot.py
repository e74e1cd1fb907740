"""Foot of the assistant: back, practice, on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button


class Foot(QWidget):
    """Back and practice at the left, the ways on at the right; two rows where it gets narrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.back = Button(theme, self.tr("Zurück"), icon="chevron-left")
        self.practice = Button(theme, self.tr("Mit Übungsdaten ausprobieren"), "quiet", "idea")
        self.other = Button(theme, self.tr("Zur Übersicht"), "big-secondary")
        self.next = Button(theme, self.tr("Weiter"), "big")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        for button in (self.back, self.practice):
            self._left.addWidget(button)
        self._left.addStretch(1)
        self._right.addStretch(1)
        for button in (self.other, self.next):
            self._right.addWidget(button)
        self._slim = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(self._left)
        self._row.addLayout(self._right, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_step(self, *, first: bool, label: str, ready: bool, other: bool) -> None:
        """Follow the step that is shown. other: offer the second way on."""
        self.back.setVisible(not first)
        self.other.setVisible(other)
        self.next.set_label(label)
        self.next.setEnabled(ready)
        self.other.setEnabled(ready)
        self._arrange()

    def set_slim(self, slim: bool) -> None:
        """Take less air where the window is small."""
        self._slim = slim
        self._restyle()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of both groups."""
        width = max(self._left.minimumSize().width(), self._right.minimumSize().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into two rows where both groups do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        buttons = [self.back, self.practice, self.other, self.next]
        widths = [button.sizeHint().width() for button in buttons if button.isVisibleTo(self)]
        fits = sum(widths) + (len(widths) + 2) * self.theme.px(2) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.BottomToTop
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.updateGeometry()

    def _restyle(self) -> None:
        theme = self.theme
        top, bottom = (2, 2) if self._slim else (3.75, 6)
        self._row.setContentsMargins(theme.px(1.5), theme.px(top), theme.px(1.5), theme.px(bottom))
        self._row.setSpacing(theme.px(2))
        self._left.setSpacing(theme.px(2))
        self._right.setSpacing(theme.px(2))
        self._arrange()
