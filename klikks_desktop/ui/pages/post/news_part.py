"""News of the programme, one below the other, with their deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Announcement
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.due_list import SOON_DAYS
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.widgets.pill import Pill, State


class NewsPart(ScrollPage):
    """Shows news; without any it says so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.items: list[QWidget] = []
        self._lines: list[QWidget] = []
        self.nothing = Label(theme, _tr("Zurzeit gibt es keine Nachrichten."), "body", "muted", wrap=True)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)
        theme.changed.connect(self._pad)
        self._pad()

    def show_news(self, news: Sequence[Announcement], today: date) -> None:
        """Show these, in this order."""
        for widget in (*self.items, *self._lines):
            widget.hide()
            widget.deleteLater()
        self.items = [_NewsItem(self.theme, each, today) for each in news]
        self._lines = [Separator(self.theme) for _ in self.items[1:]]
        rows: list[QWidget] = []
        for number, item in enumerate(self.items):
            rows += [item] if number == 0 else [self._lines[number - 1], item]
        for place, row in enumerate(rows):
            self.body.insertWidget(place, row)
        self.nothing.setVisible(not self.items)

    def _pad(self) -> None:
        side = self.theme.px(5)
        self.body.setContentsMargins(side, self.theme.px(4), side, self.theme.px(4))


class _NewsItem(QWidget):
    def __init__(self, theme: Theme, news: Announcement, today: date) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(news.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addWidget(Label(theme, news.title, "strong", wrap=True), 1)
        if news.due_on is not None:
            left = (news.due_on - today).days
            state: State = "past" if left < 0 else "warn" if left <= SOON_DAYS else "info"
            words = _tr("bis {day}").format(day=format_short(news.due_on))
            head.addWidget(Pill(theme, words, state))
        column.addLayout(head)
        day = _tr("vom {day}").format(day=format_short(news.made_on))
        column.addWidget(Label(theme, day, "small", "muted"))
        if news.text:
            text = Label(theme, news.text, wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PostPage", text)
