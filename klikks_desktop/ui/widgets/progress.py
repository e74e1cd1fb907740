"""A bar that shows how far counted work is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import frame


class ProgressBar(QProgressBar):
    """Petrol on sunken; the count stands beside it in words."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 1)
        self.setValue(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_count(self, done: int, total: int) -> None:
        """So many of so many."""
        self.setRange(0, max(1, total))
        self.setValue(min(done, total))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self.theme.px(60), self.theme.px(3))

    def minimumSizeHint(self) -> QSize:
        """Short bars are readable too."""
        return QSize(self.theme.px(20), self.theme.px(3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lane and progress."""
        theme = self.theme
        painter = QPainter(self)
        lane = self.rect().toRectF()
        frame(painter, lane, lane.height() / 2, theme.colour("sunken"), theme.colour("outline"))
        share = self.value() / self.maximum()
        if share > 0:
            width = max(lane.height(), lane.width() * share)
            box = QRectF(lane.left(), lane.top(), width, lane.height())
            frame(painter, box, lane.height() / 2, theme.colour("chart1"), None)
        painter.end()
