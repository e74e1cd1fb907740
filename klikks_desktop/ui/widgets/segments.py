"""Choice among two to four, all in sight (Auswahl in Feldern)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.painting import CENTRE, frame
from klikks_desktop.ui.widgets.radio import Radio


class _Segment(Radio):
    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self.problem = False
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for the bold text, so that choosing moves nothing."""
        width = QFontMetrics(self.theme.font("strong")).horizontalAdvance(self.text())
        return QSize(width + self.theme.px(6), self.theme.height("control"))

    def minimumSizeHint(self) -> QSize:
        """The text is never clipped."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole segment answers, not only the place of a radio mark."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen: soft ground, thick petrol edge, bold."""
        theme, chosen = self.theme, self.isChecked()
        painter = QPainter(self)
        ground = theme.colour("primarySoft" if chosen or self.underMouse() else "surface")
        edge = theme.colour("primary" if chosen else "outline")
        if self.problem:
            edge = theme.colour("error")
        if not self.isEnabled():
            ground, edge = theme.colour("raised"), theme.colour("border")
        frame(painter, self.rect().toRectF(), theme.radius("control"), ground, edge, width=2 if chosen else 1)
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(QRectF(self.rect()), CENTRE, self.text())
        painter.end()


class SegmentedChoice(QWidget):
    """Two to four choices side by side, of which at most one is chosen; they wrap when it gets narrow.

    choices: pairs of value and label. stretch: share the width of the column.
    ``chosen`` carries the value when a person chose.
    """

    chosen = Signal(str)
    edited = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        name: str,
        *,
        stretch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        self._segments: list[_Segment] = []
        self.setAccessibleName(name)
        layout = FlowLayout(theme, self, gap=1, stretch=stretch)
        for index, (_, label) in enumerate(choices):
            segment = _Segment(theme, label, self)
            segment.setAccessibleDescription(name)
            self._group.addButton(segment, index)
            self._segments.append(segment)
            layout.addWidget(segment)
        self.setFocusProxy(self._segments[0])
        self._group.idClicked.connect(self._tell)

    def value(self) -> str:
        """The chosen value, empty when none is chosen yet."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else ""

    def set_value(self, value: str) -> None:
        """Choose a value; one that is not among the choices leaves nothing chosen."""
        self._group.setExclusive(False)
        for known, segment in zip(self._values, self._segments, strict=True):
            segment.setChecked(known == value)
        self._group.setExclusive(True)

    def set_problem(self, problem: bool) -> None:
        """Red edge around every segment, on or off."""
        for segment in self._segments:
            segment.problem = problem
            segment.update()

    def _tell(self, index: int) -> None:
        self.chosen.emit(self._values[index])
        self.edited.emit()
        self.left.emit()
