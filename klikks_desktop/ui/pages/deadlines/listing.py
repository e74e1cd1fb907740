"""What is due, in groups: overdue, within 14 days, later, without a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.services.deadlines import Deadline
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.due_list import SOON_DAYS, DueItem, DueList
from klikks_desktop.ui.widgets.filter_button import ALL, FilterButton
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import ScrollPage

OVERDUE, SOON, LATER, UNDATED = range(4)
"""Numbers of the groups."""


class DeadlineList(Card):
    """Search and filter above the groups. ``activated`` and ``settled`` carry a deadline.

    ``export_wanted`` comes from the foot.
    """

    activated = Signal(object)
    settled = Signal(object)
    export_wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self._all: Mapping[str, Deadline] = {}
        theme = host.theme
        self.search = SearchField(theme, _tr("Termin suchen"), _tr("Termin suchen  (Strg+F)"))
        kinds = [(kind.name, kind.value) for kind in DeadlineKind if kind is not DeadlineKind.REPORT]
        self.filter = FilterButton(theme, _tr("Art"), kinds)
        self._head = QHBoxLayout()
        self._head.addWidget(self.search, 1)
        self._head.addWidget(self.filter)
        self._scroll = ScrollPage(theme)
        names = (
            _tr("Überfällig"),
            _tr("In den nächsten {days} Tagen").format(days=SOON_DAYS),
            _tr("Später"),
            _tr("Ohne festen Tag"),
        )
        self.groups = [_Group(host, name) for name in names]
        for group in self.groups:
            self._scroll.body.addWidget(group)
            group.list.activated.connect(self._tell_activated)
            group.list.settled.connect(self._tell_settled)
        self._nothing, self._every = self._make_nothing()
        self._scroll.body.addWidget(self._nothing)
        self._scroll.body.addStretch(1)
        self._count = Label(theme, "", "body", "muted")
        self.excel = Button(theme, _tr("Nach Excel"), "quiet", "export")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._count, 1)
        self._foot.addWidget(self.excel)
        self.body.addLayout(self._head)
        self.body.addWidget(Separator(theme))
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(Separator(theme))
        self.body.addLayout(self._foot)
        self.excel.clicked.connect(self.export_wanted)
        self.search.searched.connect(self._show)
        self.filter.filtered.connect(self._show)
        theme.changed.connect(self._space)
        self._space()

    @property
    def shown(self) -> Sequence[Deadline]:
        """Those that pass search and filter, group by group."""
        return [self._all[item.key] for group in self.groups for item in group.items]

    def show_deadlines(self, deadlines: Sequence[Deadline]) -> None:
        """Show these; search and filter stay."""
        self._all = {str(number): each for number, each in enumerate(deadlines)}
        self._show()

    def go_to(self, item: UUID) -> None:
        """Put the cursor on the line of this record; what hides it is taken away."""
        key = next((key for key, each in self._all.items() if item in {each.item, each.record}), None)
        if key is None:
            return
        if self._all[key] not in self.shown:
            self._reset()
        for group in self.groups:
            if group.list.go_to(key):
                self._scroll.ensureWidgetVisible(group)

    # ------------------------------------------------------------------ inside

    def _make_nothing(self) -> tuple[QWidget, Button]:
        theme = self.theme
        holder = QWidget()
        text = Label(theme, _tr("Zu Suche und Filter passt kein Termin."), "body", "muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = Button(theme, _tr("Alle zeigen"), icon="calendar")
        button.clicked.connect(self._reset)
        column = QVBoxLayout(holder)
        column.addSpacing(theme.px(20))
        column.addWidget(text)
        column.addSpacing(theme.px(3))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return holder, button

    def _reset(self) -> None:
        self.search.clear()
        self.filter.choose(ALL)

    def _show(self) -> None:
        today, alphabet = self._host.workspace.today, self._host.workspace.shipped.alphabet
        wanted = search_query(self.search.text(), alphabet)
        items: dict[int, list[DueItem]] = {number: [] for number in range(len(self.groups))}
        read_only = self._host.workspace.store.read_only
        for key, each in self._all.items():
            if not self.filter.passes({each.kind.name}):
                continue
            if wanted and not matches(wanted, search_key(f"{each.title} {each.detail}", alphabet)):
                continue
            ticks = each.kind is DeadlineKind.TASK and not read_only
            far = format_short(each.on) if each.on and each.on.year != today.year else ""
            who = " · ".join(part for part in (each.kind.value, each.detail, far) if part)
            action = _tr("Erledigt") if ticks else ""
            item = DueItem(key, each.on, each.title, who, today, each.icon, action)
            items[_group_of(each, today)].append(item)
        for number, group in enumerate(self.groups):
            group.show_items(items[number])
        count = sum(map(len, items.values()))
        self._nothing.setVisible(not count)
        self.excel.setEnabled(bool(count))
        self._count.setText(self._count_words(count, len(items[OVERDUE])))

    def _count_words(self, count: int, overdue: int) -> str:
        if count != len(self._all):
            return _tr("{count} von {total} Terminen").format(count=count, total=len(self._all))
        words = count_words(count, _tr("Termin"), _tr("Termine"))
        if not overdue:
            return words
        return _tr("{words} · {overdue} überfällig").format(words=words, overdue=overdue)

    def _tell_activated(self, key: str) -> None:
        self.activated.emit(self._all[key])

    def _tell_settled(self, key: str) -> None:
        self.settled.emit(self._all[key])

    def _space(self) -> None:
        theme = self.theme
        for row in (self._head, self._foot):
            row.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
            row.setSpacing(theme.px(2))
        self._foot.setContentsMargins(theme.px(5), theme.px(1.25), theme.px(3), theme.px(1.25))
        self._scroll.body.setContentsMargins(theme.px(5), theme.px(3), theme.px(5), theme.px(4))


class _Group(QWidget):
    """A heading and the lines below it; without lines it is not there."""

    def __init__(self, host: Host, name: str) -> None:
        super().__init__()
        self.items: Sequence[DueItem] = ()
        self.list = DueList(host.theme, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(host.theme.px(1))
        column.addWidget(Label(host.theme, name, "section"))
        column.addWidget(self.list)

    def show_items(self, items: Sequence[DueItem]) -> None:
        """Show these."""
        if items != self.items:
            self.list.set_items(items)
        self.items = items
        self.setVisible(bool(items))


def _group_of(deadline: Deadline, today: date) -> int:
    if deadline.on is None:
        return UNDATED
    if deadline.is_overdue or deadline.on < today:
        return OVERDUE
    return SOON if (deadline.on - today).days <= SOON_DAYS else LATER


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeadlineList", text)
