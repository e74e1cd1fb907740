"""Parts of a record side by side, of which one is shown (Reiter)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.painting import CENTRE, frame


class TabRow(QTabBar):
    """The row of tabs: painted like segments; arrow keys go between them, Strg+Tab from anywhere within."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the bold text, so that choosing moves nothing."""
        theme = self.theme
        words = QFontMetrics(theme.font("strong")).horizontalAdvance(self.tabText(index))
        return QSize(words + theme.px(5), theme.height("control"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """The text is never clipped."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen one on the soft ground, bold, with a bar below."""
        theme = self.theme
        painter = QPainter(self)
        for index in range(self.count()):
            chosen = index == self.currentIndex()
            box = self.tabRect(index).toRectF().adjusted(0, 0, -theme.px(1), 0)
            if chosen:
                edge = theme.colour("primary")
                frame(painter, box, theme.radius("control"), theme.colour("primarySoft"), edge, width=2)
            painter.setFont(theme.font("strong" if chosen else "body"))
            painter.setPen(theme.colour("text" if chosen else "link"))
            painter.drawText(QRectF(box), CENTRE, self.tabText(index))
        painter.end()

    def _restyle(self) -> None:
        self.setFont(self.theme.font("body"))
        self.updateGeometry()
        self.update()


class Tabs(QWidget):
    """A row of tabs above the part that is shown; ``changed`` carries its index."""

    changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        parts: Sequence[tuple[str, QWidget]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.row = TabRow(theme, name)
        self._stack = QStackedWidget()
        for title, part in parts:
            self.row.addTab(title)
            self._stack.addWidget(part)
        self._above = QVBoxLayout()
        self._above.addWidget(self.row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(Separator(theme))
        column.addWidget(self._stack, 1)
        self.row.currentChanged.connect(self._show)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def current(self) -> int:
        """Index of the part shown."""
        return self.row.currentIndex()

    def choose(self, index: int) -> None:
        """Show a part."""
        self.row.setCurrentIndex(index)

    def _show(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.changed.emit(index)

    def _restyle(self) -> None:
        side = self.theme.px(4)
        self._above.setContentsMargins(side, self.theme.px(2), side, self.theme.px(2))
