"""A short list of sections at the left of a page, of which one is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import LEFT, frame


class SectionList(QWidget):
    """Icons and names, one below the other; arrow keys go between them. ``chosen`` carries the index."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, items: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows = [_Row(theme, icon, text, self) for icon, text in items]
        for index, row in enumerate(self.rows):
            self._group.addButton(row, index)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._group.idToggled.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._restyle)
        self._restyle()

    def choose(self, index: int) -> None:
        """Show a section."""
        self.rows[index].setChecked(True)

    def current(self) -> int:
        """Index of the section shown, -1 before any."""
        return self._group.checkedId()

    def _tell(self, index: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(index)

    def _restyle(self) -> None:
        self._column.setSpacing(self.theme.px(0.5))


class _Row(QRadioButton):
    def __init__(self, theme: Theme, icon: str, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self._icon = icon
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.theme.font("strong")).horizontalAdvance(self.text())
        return QSize(text + self.theme.px(14), self.theme.height("nav"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, here = self.theme, self.isChecked()
        painter = QPainter(self)
        if here or self.underMouse():
            ground = theme.colour("primarySoft" if here else "raised")
            frame(painter, self.rect().toRectF(), theme.radius("control"), ground, None)
        if here:
            bar = QRectF(0, self.height() * 0.26, theme.px(0.85), self.height() * 0.48)
            frame(painter, bar, theme.px(0.4), theme.colour("primary"), None)
        size = theme.px(4.5)
        box = QRectF(theme.px(3), (self.height() - size) / 2, size, size)
        theme.icons.paint(painter, self._icon, box, theme.colour("primary" if here else "muted"))
        painter.setFont(theme.font("strong" if here else "body"))
        painter.setPen(theme.colour("text"))
        painter.drawText(
            QRectF(theme.px(10), 0, self.width() - theme.px(11), self.height()), LEFT, self.text()
        )
        painter.end()
