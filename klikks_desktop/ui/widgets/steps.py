"""The three steps: achieved (solid), decided (hatched), possible (dashed)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import step

MOST_DOTS = 12


@dataclass(frozen=True, slots=True)
class Steps:
    """Amounts of the three steps, in any one unit."""

    achieved: float = 0
    decided: float = 0
    possible: float = 0

    @property
    def parts(self) -> tuple[float, float, float]:
        """Achieved, decided, possible."""
        return (self.achieved, self.decided, self.possible)


class StepLine(QWidget):
    """The steps as a bar, or as dots for small counts. The words beside it tell the same."""

    def __init__(
        self, theme: Theme, steps: Steps, *, dots: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._steps = steps
        self._dots = dots
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_steps(self, steps: Steps) -> None:
        """Show other amounts."""
        self._steps = steps
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self.theme.px(40), self.theme.px(3.75))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots where they fit, a bar otherwise."""
        painter = QPainter(self)
        total = sum(self._steps.parts)
        pitch = self.theme.px(4.75)
        if self._dots and 0 < total <= min(MOST_DOTS, self.width() // pitch):
            self._paint_dots(painter, pitch)
        elif total > 0:
            self._paint_bar(painter, total)
        painter.end()

    def _paint_dots(self, painter: QPainter, pitch: int) -> None:
        size = self.height() - 1
        kinds = [kind for kind, amount in enumerate(self._steps.parts) for _ in range(round(amount))]
        for place, kind in enumerate(kinds):
            step(painter, self.theme, QRectF(place * pitch, 0, size, size), kind, size / 2)

    def _paint_bar(self, painter: QPainter, total: float) -> None:
        left, gap = 0.0, max(2.0, self.theme.u / 2)
        present = [(kind, amount) for kind, amount in enumerate(self._steps.parts) if amount > 0]
        space = self.width() - gap * (len(present) - 1)
        for kind, amount in present:
            width = max(self.theme.u * 1.0, space * amount / total)
            box = QRectF(left, 0, min(width, self.width() - left), self.height() - 1)
            step(painter, self.theme, box, kind, self.theme.px(0.6))
            left += width + gap


class StepsDrawing(QWidget):
    """The drawing of the empty state: three columns on a ground line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As in the mock: 57 by 28 units."""
        return QSize(self.theme.px(57), self.theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the columns and the ground."""
        theme = self.theme
        painter = QPainter(self)
        ground = self.height() - theme.px(1)
        for kind, height in enumerate((12, 19, 26)):
            box = QRectF(
                theme.px(3 + 18 * kind) + 0.5, ground - theme.px(height), theme.px(15), theme.px(height)
            )
            step(painter, theme, box, kind, theme.px(0.75))
        line = QRectF(0, ground + theme.u * 0.25, self.width(), max(1.5, theme.u * 0.45))
        painter.fillRect(line, theme.colour("outline"))
        painter.end()
