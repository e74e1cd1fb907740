"""The work list: requests and answers of the towns, beside the thread with what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.domain.records import Role
from klikks_desktop.services.region.remarks import Thread
from klikks_desktop.services.region.work_list import WorkItem, work_list
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.filter_button import FilterButton
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.page import Panes, ScrollPage
from klikks_desktop.ui.widgets.record_list import Line
from klikks_desktop.ui.widgets.remark_item import remark_words
from klikks_desktop.ui.widgets.remark_list import RemarkList
from klikks_desktop.ui.widgets.table import RecordTable

DETAIL_WIDTH = 110
HERE, OPEN, DONE = "here", "open", "done"


@dataclass(frozen=True, slots=True)
class Work:
    """The threads by the id of their remark, and the lines of the list in their order."""

    items: Mapping[UUID, WorkItem]
    lines: Sequence[Line]


def read_work(workspace: Workspace) -> Work:
    """Read the work list; called in any thread."""
    alphabet = workspace.shipped.alphabet
    found = work_list(workspace)
    lines = [
        Line(_row(number, each), search_key(_words(each), alphabet), frozenset({_state(each)}))
        for number, each in enumerate(found)
    ]
    return Work({each.thread.remark.id: each for each in found}, lines)


class WorkPart(QWidget):
    """Search, filter and list; ``changed`` when something was stored and is to be read again."""

    changed = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._work = Work({}, ())
        theme = host.theme
        self.search = SearchField(theme, _tr("Kommune oder Text suchen"))
        kinds = [
            (HERE, _tr("Wartet auf Sie")),
            (OPEN, _tr("Wartet auf die Kommune")),
            (DONE, _tr("Erledigt")),
        ]
        self.filter = FilterButton(theme, _tr("Stand"), kinds)
        columns = [
            Column("what", _tr("Worum es geht")),
            Column("due", _tr("Bis")),
            Column("state", _tr("Art"), "pill"),
        ]
        self.table = RecordTable(theme, columns, _tr("Arbeitsliste"), two_lines=True)
        self.remarks = RemarkList(host)
        self.back = Button(theme, _tr("Zur Liste"), "quiet", "chevron-left")
        self.place = Label(theme, "", "record", wrap=True)
        self._listing = self._make_listing()
        self._detail = self._make_detail()
        self._panes = Panes(theme, self._listing, self._detail, DETAIL_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panes)
        self._connect()
        self._pad()

    def show_work(self, work: Work) -> None:
        """Show what was read; what is chosen stays."""
        self._work = work
        self._show()

    @property
    def waiting(self) -> int:
        """How many wait for the region."""
        return sum(each.waits_here for each in self._work.items.values())

    def set_two_panes(self, two: bool) -> None:
        """List and thread side by side, or one at a time."""
        self._panes.set_two_panes(two)
        self.back.setVisible(not two)
        # In a tab that is not shown Qt would keep the former width.
        self._panes.updateGeometry()

    # ------------------------------------------------------------------ inside

    def _make_listing(self) -> QWidget:
        holder = QWidget()
        self._head = QHBoxLayout()
        self._head.addWidget(self.search, 1)
        self._head.addWidget(self.filter)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.table, 1)
        return holder

    def _make_detail(self) -> ScrollPage:
        page = ScrollPage(self._host.theme)
        page.body.addWidget(self.back)
        page.body.addWidget(self.place)
        page.body.addWidget(self.remarks)
        page.body.addStretch(1)
        self.back.hide()
        return page

    def _connect(self) -> None:
        self.search.searched.connect(self._show)
        self.search.left_downwards.connect(self.table.enter)
        self.filter.filtered.connect(self._show)
        self.table.chosen.connect(self._show_chosen)
        self.table.activated.connect(self._panes.show_record)
        self.back.clicked.connect(self._panes.show_list)
        self.remarks.changed.connect(self.changed)
        self._host.theme.changed.connect(self._pad)

    def _show(self) -> None:
        lines = self._work.lines
        wanted = search_query(self.search.text(), self._host.workspace.shipped.alphabet)
        found = [
            line.row
            for line in lines
            if self.filter.passes(line.filters) and (not wanted or matches(wanted, line.search))
        ]
        nothing = _tr("Nichts gefunden.") if lines else _tr("Noch hat keine Kommune etwas gefragt.")
        count = count_words(len(found), _tr("Eintrag"), _tr("Einträge")) if found else nothing
        self.table.set_rows(found, count)
        if self.table.selected_key() is None and found:
            self.table.select(found[0].key)
        self._show_chosen()

    def _show_chosen(self) -> None:
        item = self._work.items.get(self._key())
        for widget in (self.place, self.remarks):
            widget.setVisible(item is not None)
        if item is not None:
            self.place.setText(item.place)
            self.remarks.show_threads(self._thread, item.thread.remark.about_title)

    def _thread(self) -> Sequence[Thread]:
        item = self._work.items.get(self._key())
        return [item.thread] if item else []

    def _key(self) -> UUID:
        key = self.table.selected_key()
        return key if isinstance(key, UUID) else UUID(int=0)

    def _pad(self) -> None:
        theme = self._host.theme
        side = theme.px(5)
        self._head.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        self._head.setSpacing(theme.px(2))
        self._detail.body.setContentsMargins(side, theme.px(4), side, theme.px(4))


def _words(item: WorkItem) -> str:
    """What an item is found by."""
    return " ".join((item.place, item.thread.remark.about_title, item.thread.remark.text))


def _state(item: WorkItem) -> str:
    return HERE if item.waits_here else OPEN if item.thread.is_open else DONE


def _row(number: int, item: WorkItem) -> Row:
    remark, words = item.thread.remark, remark_words(item.thread, Role.REGION)
    about = " · ".join(part for part in (item.place, remark.about_title) if part)
    due = Cell(format_short(remark.due_on), sort=remark.due_on.toordinal()) if remark.due_on else ""
    # The order is that of the work list, until another is asked for.
    what = Cell(remark.text.partition("\n")[0], about, sort=number, bold=item.waits_here)
    return Row(remark.id, (what, due, Cell(words.pill, state=words.state)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("NetworkPage", text)
