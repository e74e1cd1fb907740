"""What is due, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.records import Role
from klikks_desktop.services.deadlines import Deadline
from klikks_desktop.services.overview_parts import NextStep
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.due_list import DueItem, DueList
from klikks_desktop.ui.widgets.label import IconLabel, Label

SHOWN: Final = 8
"""So many lines stand on the overview of a municipality; its page of deadlines has them all."""
SHOWN_IN_REGION: Final = 30
"""A region has no page of deadlines."""


class DueCard(Card):
    """The nearest deadlines; each leads to its record, the link to all of them."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 5, parent=parent)
        self._host = host
        self._due: dict[str, Deadline] = {}
        theme = host.theme
        is_region = host.workspace.role is Role.REGION
        self._most = SHOWN_IN_REGION if is_region else SHOWN
        self.all = Button(theme, self.tr("Alle Termine"), "quiet")
        self.all.setVisible(not is_region)
        head = QHBoxLayout()
        head.addWidget(Label(theme, self.tr("Was ansteht"), "section"), 1)
        head.addWidget(self.all)
        self._list = DueList(theme, self.tr("Was ansteht"))
        self._none = Label(theme, self.tr("Im Augenblick steht nichts an."), "body", "muted", wrap=True)
        self._more = Label(theme, "", "small", "muted")
        self.body.addLayout(head)
        self.body.addWidget(self._none)
        self.body.addWidget(self._list)
        self.body.addWidget(self._more)
        self.body.addStretch(1)
        self.all.clicked.connect(self._go_to_all)
        self._list.activated.connect(self._follow)

    def show_due(self, due: Sequence[Deadline], today: date) -> None:
        """Show the nearest; how many more there are stands below."""
        self._due = {str(number): item for number, item in enumerate(due[: self._most])}
        self._list.set_items(
            [
                DueItem(key, item.on, item.title, item.detail, today, item.icon)
                for key, item in self._due.items()
            ]
        )
        self._none.setVisible(not due)
        rest = len(due) - self._most
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("und {count} weitere").format(count=rest))

    def _follow(self, key: str) -> None:
        item = self._due[key]
        self._host.go(item.target, item.record, item.item)

    def _go_to_all(self) -> None:
        self._host.go(Target.DEADLINES)


class StepCard(Card):
    """The one thing to do first; hidden when there is none. ``wanted`` carries where it leads."""

    wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 5, parent=parent)
        self._step: NextStep | None = None
        theme = host.theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addWidget(IconLabel(theme, "idea"))
        head.addWidget(Label(theme, self.tr("Nächster Schritt"), "section"), 1)
        self._title = Label(theme, "", "record", wrap=True)
        self._text = Label(theme, "", "body", "muted", wrap=True)
        self.button = Button(theme, "", "secondary", "chevron-right")
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        self.body.addLayout(row)
        # Where it is alone in its column, its lines stay together.
        self.body.addStretch(1)
        self.button.clicked.connect(self._take)

    def show_step(self, step: NextStep | None) -> None:
        """Show a step, or nothing."""
        self._step = step
        self.setVisible(step is not None)
        if step is not None:
            self._title.setText(step.title)
            self._text.setText(step.text)
            self.button.set_label(step.action, "chevron-right")

    def _take(self) -> None:
        if self._step is not None:
            self.wanted.emit(self._step.target)
