"""Parts of a record side by side, of which one is shown (Reiter)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.painting import CENTRE, frame

W = TypeVar("W", bound=QWidget)


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
    """A row of tabs above the part that is shown; ``changed`` carries its index.

    parts: pairs of title and part, or what makes it for its parent when it is first shown or asked for.
    """

    changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        parts: Sequence[tuple[str, QWidget | Callable[[QWidget], QWidget]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.row = TabRow(theme, name)
        self._stack = _Stack()
        self._makers: dict[int, Callable[[QWidget], QWidget]] = {}
        self._parts: list[QWidget] = []
        for index, (title, part) in enumerate(parts):
            self.row.addTab(title)
            if isinstance(part, QWidget):
                self._parts.append(part)
            else:
                self._makers[index] = part
                self._parts.append(QWidget())
            self._stack.addWidget(self._parts[index])
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
        self.part(0)

    @property
    def current(self) -> int:
        """Index of the part shown."""
        return self.row.currentIndex()

    def part(self, index: int) -> QWidget:
        """A part, made now when it was not yet."""
        if make := self._makers.pop(index, None):
            stand_in, part = self._parts[index], make(self._stack)
            self._parts[index] = part
            self._stack.insertWidget(index, part)
            self._stack.removeWidget(stand_in)
            stand_in.deleteLater()
            self._stack.setCurrentIndex(self.current)
            _lead(self.row, part)
        return self._parts[index]

    def is_made(self, index: int) -> bool:
        """Whether a part was made already."""
        return index not in self._makers

    def choose(self, index: int) -> None:
        """Show a part."""
        self.row.setCurrentIndex(index)

    def _show(self, index: int) -> None:
        self.part(index)
        self._stack.setCurrentIndex(index)
        self.changed.emit(index)

    def _restyle(self) -> None:
        side = self.theme.px(4)
        self._above.setContentsMargins(side, self.theme.px(2), side, self.theme.px(2))


class _Stack(QStackedWidget):
    """Parts scroll by themselves; Qt would let none shrink whose height goes by its width."""

    def hasHeightForWidth(self) -> bool:
        return False


class Tabbed(Protocol):
    """What has tabs."""

    tabs: Tabs


class TabOf(Generic[W]):
    """The part in a tab as an attribute: ``tasks = TabOf(TASKS, TasksTab)``."""

    def __init__(self, index: int, kind: type[W]) -> None:
        self._index, self._kind = index, kind

    def __get__(self, owner: Tabbed, _owner: type[Tabbed]) -> W:
        """The part, made now when it was not yet."""
        part = owner.tabs.part(self._index)
        if not isinstance(part, self._kind):
            raise TypeError(self._kind)
        return part


def _lead(before: QWidget, part: QWidget) -> None:
    """Let Tab lead from ``before`` through a part that was made later than what stands below it."""
    stops: list[QWidget] = []
    stop: QWidget | None = part
    while stop is not None and (stop is part or part.isAncestorOf(stop)):
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(stop)
        stop = stop.nextInFocusChain()
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop
