"""Steps on a way: done ones solid with their day, planned ones hatched, the others dashed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.participation_fields import DatedStep
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.painting import step

_DONE, _PLANNED, _OPEN = 0, 1, 2
"""Of the three steps of ``painting.step``: achieved, decided, possible."""
_WIDTH = 36
"""Of one step in units, enough for the longest title in use."""


class StepStrip(QWidget):
    """Any number of steps with title and day; breaks into rows where it is narrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._steps: list[_Step] = []
        self._flow = FlowLayout(theme, self, gap=3)

    def set_steps(self, steps: Sequence[DatedStep]) -> None:
        """Show these in their order."""
        while len(self._steps) < len(steps):
            self._steps.append(_Step(self.theme, self))
            self._flow.addWidget(self._steps[-1])
        for number, shown in enumerate(self._steps):
            shown.setVisible(number < len(steps))
        for number, dated in enumerate(steps, start=1):
            self._steps[number - 1].show_step(number, dated)


class _Step(QWidget):
    """One step: its dot, title and day."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dot = _Dot(theme, self)
        self._title = Label(theme, "", "small", "muted")
        self._day = Label(theme, "", "strong")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._day)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(1.5))
        self._row.addWidget(self._dot)
        self._row.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """At least so wide that steps of several rows stand below each other."""
        wanted = super().sizeHint()
        return QSize(max(wanted.width(), self._theme.px(_WIDTH)), wanted.height())

    def show_step(self, number: int, dated: DatedStep) -> None:
        """Its place in the order, what it is called and when it was or shall be."""
        planned = (
            QCoreApplication.translate("StepStrip", "am {day}").format(day=dated.day) if dated.day else ""
        )
        words = dated.day if dated.done else planned or QCoreApplication.translate("StepStrip", "offen")
        self._dot.show_kind(_DONE if dated.done else _PLANNED if planned else _OPEN)
        self._title.setText(f"{number}. {dated.title}")
        self._day.setText(words)
        self.setAccessibleName(f"{number}. {dated.title}: {words}")


class _Dot(QWidget):
    """Solid, hatched or dashed, as the three steps are everywhere."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._kind = _OPEN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_kind(self, kind: int) -> None:
        """Done, planned or open."""
        self._kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the dots of a step line."""
        return QSize(self.theme.px(4), self.theme.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot."""
        painter = QPainter(self)
        size = self.width() - 1
        step(painter, self.theme, QRectF(0, 0, size, size), self._kind, size / 2)
        painter.end()
