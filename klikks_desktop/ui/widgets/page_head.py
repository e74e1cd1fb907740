"""Head of a page: title in serif, one line below, actions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label


class PageHead(QWidget):
    """Title, subtitle and the actions of a page, primary last.

    ``set_slim`` makes it small (no subtitle, smaller title) for narrow windows and large texts.
    """

    def __init__(
        self, theme: Theme, title: str, subtitle: str = "", *actions: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title = Label(theme, title, "page", wrap=True)
        self.subtitle = Label(theme, subtitle, "body", "muted", wrap=True)
        if not subtitle:
            # Only hidden here: shown before it lies in the head, it would be a window of its own.
            self.subtitle.hide()
        self._slim = False
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(words, 1)
        self._actions = FlowLayout(theme, gap=2, align="right")
        for action in actions:
            self._actions.addWidget(action)
        self._row.addLayout(self._actions)
        self._row.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title and line below."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle) and not self._slim)
        self._arrange()

    def set_slim(self, slim: bool) -> None:
        """Give room to the content of narrow windows."""
        self._slim = slim
        self.title.set_role("page_slim" if slim else "page")
        self.subtitle.setVisible(bool(self.subtitle.text()) and not slim)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The actions stand below a title that would break into a column of words beside them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        title = self.title.fontMetrics().horizontalAdvance(self.title.text())
        rest = self.width() - self._actions.sizeHint().width() - self.theme.px(2)
        below = self._slim and title > max(rest, 0) * 2
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)

    def _restyle(self) -> None:
        self._row.setSpacing(self.theme.px(2))
        self._arrange()
