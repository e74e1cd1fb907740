"""What an empty page says: why it is worth it, and the first step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.steps import StepsDrawing

_TOP = Qt.AlignmentFlag.AlignTop
_CENTRE = Qt.AlignmentFlag.AlignHCenter
STEPS_NEED = 130
"""Width in units that three numbered steps side by side need."""


class EmptyState(Card):
    """Drawing, title, sentence, the primary and a way in from Excel, three numbered steps.

    steps: pairs of title and text. ``primary`` and ``secondary`` are the buttons to connect.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        *,
        primary: Button,
        secondary: Button | None = None,
        steps: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, 6, parent=parent)
        self.primary = primary
        self.secondary = secondary
        heading = Label(theme, title, "dialog", wrap=True)
        text = Label(theme, sentence, "body", "muted", wrap=True)
        for label in (heading, text):
            label.setAlignment(_CENTRE)
        self._buttons = FlowLayout(theme, gap=3, align="centre")
        for button in filter(None, (primary, secondary)):
            self._buttons.addWidget(button)
        self._steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns = [_numbered(theme, number, *step) for number, step in enumerate(steps, start=1)]
        for column in columns:
            self._steps.addWidget(column, 1, _TOP)
        self._holder = QWidget()
        self._holder.setLayout(self._steps)
        self.body.addStretch(1)
        self.body.addWidget(StepsDrawing(theme), 0, _CENTRE)
        self.body.addSpacing(theme.px(3))
        self.body.addWidget(_centred(heading))
        self.body.addWidget(_centred(text))
        self.body.addSpacing(theme.px(2))
        self.body.addLayout(self._buttons)
        self.body.addSpacing(theme.px(4))
        self.body.addWidget(_centred(self._holder))
        self.body.addStretch(1)
        theme.changed.connect(self._arrange)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the steps one below the other where it gets narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        theme = self.theme
        narrow = self.width() < theme.px(STEPS_NEED)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._steps.setDirection(direction)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(theme.px(2 if narrow else 5))
        self._holder.setMaximumWidth(theme.px(152))


def _centred(widget: QWidget) -> QWidget:
    """``widget`` in the middle of the width, as wide as its text wants and no wider than there is."""
    holder = QWidget()
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return holder


def _numbered(theme: Theme, number: int, title: str, text: str) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.px(0.5))
    layout.addWidget(Label(theme, str(number), "dialog", "primary"))
    layout.addWidget(Label(theme, title, "strong", wrap=True))
    layout.addWidget(Label(theme, text, "body", "muted", wrap=True))
    return column
