"""Choice among many: a combo box that the wheel does not change by accident."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import LEFT, frame


class ChoiceField(QComboBox):
    """A combo box over pairs of value and label."""

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]] = (),
        name: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._problem = False
        self._values: list[str] = []
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)
        self.activated.connect(self._tell)
        theme.changed.connect(self.updateGeometry)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices, keeping the chosen value where it is still among them."""
        chosen = self.value()
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([label for _, label in choices])
        self.set_value(chosen)
        # The hint follows the labels, and layouts keep the one they know.
        self.updateGeometry()

    def value(self) -> str:
        """The chosen value, empty when none is chosen."""
        index = self.currentIndex()
        return self._values[index] if index >= 0 else ""

    def set_value(self, value: str) -> None:
        """Choose a value; one that is not offered leaves nothing chosen."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def set_problem(self, problem: bool) -> None:
        """Red edge on or off."""
        self._problem = problem
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest label up to some thirty characters."""
        metrics = self.fontMetrics()
        texts = [self.itemText(index) for index in range(self.count())]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        width = min(widest, metrics.averageCharWidth() * 30) + self.theme.px(10.5)
        return QSize(width, self.theme.height("control"))

    def minimumSizeHint(self) -> QSize:
        """Never lower than a control."""
        return QSize(self.theme.px(20), self.theme.height("control"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a form must not change what is chosen."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field like a line of text with a chevron."""
        theme = self.theme
        painter = QPainter(self)
        edge = theme.colour("error" if self._problem else "outline" if self.isEnabled() else "border")
        ground = theme.colour("surface" if self.isEnabled() else "raised")
        width = 2 if self._problem else 1
        frame(painter, self.rect().toRectF(), theme.radius("control"), ground, edge, width=width)
        icon = theme.px(4.5)
        right = self.width() - icon - theme.px(2.25)
        box = QRectF(right, (self.height() - icon) / 2, icon, icon)
        theme.icons.paint(painter, "chevron-down", box, theme.colour("muted"))
        chosen = self.currentIndex() >= 0
        painter.setFont(self.font())
        painter.setPen(theme.colour("text" if chosen and self.isEnabled() else "muted"))
        words = QRectF(theme.px(2.5), 0, right - theme.px(3.5), self.height())
        text = self.currentText() if chosen else self.placeholderText()
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, LEFT, shown)
        painter.end()

    def _tell(self) -> None:
        self.edited.emit()
        self.left.emit()
