"""The frame of a page of records: its list, the pane of one record, and all that leads between them.

A page names its ``RecordList``, its ``RecordPane``, its ``RecordDeeds`` and its words, and adds what only
it can do. The pane is built once the list is painted, or sooner when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.records.parts import PageWords, StandIn, make_empty
from klikks_desktop.ui.records.places import chosen_places, may_write, places_words, with_place
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.record_list import RecordList
from klikks_desktop.ui.widgets.told_bar import ToldBar

L = TypeVar("L", bound=RecordList)
P = TypeVar("P", bound=RecordPane)
D = TypeVar("D", bound=RecordDeeds)


class RecordPage(Page, Generic[L, P, D]):
    """List and record side by side, one of them where it is narrow.

    key: of the page, under which filter and order of its list are kept. listing, pane, deeds: what makes
    them. main: whether the button for a new record is the main one. more: further buttons of the head.
    width: of the pane, in units.
    """

    def __init__(
        self,
        host: Host,
        key: str,
        words: PageWords,
        *,
        listing: Callable[[Host], L],
        pane: Callable[[Host, QWidget], P],
        deeds: Callable[[Host, QWidget], D],
        main: bool = True,
        more: Sequence[Button] = (),
        width: float = 122,
        parent: QWidget | None = None,
    ) -> None:
        theme = host.theme
        self._new = Button(theme, words.new, "primary" if main else "secondary", "add")
        self._take = Button(theme, words.take, icon="import")
        super().__init__(theme, PageHead(theme, words.title, "", *more, self._take, self._new), parent)
        self._host, self._key, self._words, self._more = host, key, words, more
        self._make_pane = pane
        self._pane: P | None = None
        self._unseen: P | None = None
        self._has_place = self._writable = False
        self.listing = listing(host)
        self.deeds = deeds(host, self)
        stand_in = StandIn(theme)
        self.panes = Panes(theme, self.listing, stand_in, width)
        self.written = ToldBar(theme)
        self.empty = make_empty(theme, words)
        self.body.addWidget(self.written)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.panes, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.listing.reload)
        stand_in.seen.connect(self._build_seen, Qt.ConnectionType.QueuedConnection)
        self._connect()
        self.listing.restore(host.list_states.get(key))
        self.reload()

    # ------------------------------------------------------------------ what a page may add

    def may_begin(self) -> bool:
        """Whether a new record can be begun: for an own place, unless somebody else writes."""
        return may_write(self._host)

    def begin(self, place: Place) -> None:
        """Begin a new record of ``place``; a page without new records has no button for it."""

    def subtitle(self) -> str:
        """The line below the title: whose records these are."""
        return places_words(self._host)

    def connect_pane(self, pane: P) -> None:
        """Listen to what only this page's pane asks for."""

    def take_table(self) -> None:
        """Ask for the table of a place."""
        self.with_place(self.deeds.take_table)

    def first_step(self) -> None:
        """What the main button of the empty page does."""
        self.begin_new()

    def first_table(self) -> None:
        """What the second button of the empty page does."""
        self.take_table()

    # ------------------------------------------------------------------ for the window

    @property
    def detail(self) -> P:
        """The pane of the record, built now when it was not yet."""
        return self._pane or self._build()

    def reload(self) -> None:
        """Read list and record again; what is being typed stays."""
        self._later.stop()
        self.head.set_title(self._words.title, self.subtitle())
        self._has_place, self._writable = bool(chosen_places(self._host)), self.may_begin()
        self.listing.reload()
        self.follow_list()

    def open_record(self, record: UUID | None) -> None:
        """Show one record from its beginning with the cursor in it, or begin a new one."""
        if record is None:
            self.begin_new()
            return
        if record not in self.listing.keys:
            self.listing.reload()
        self._load(record)
        self.detail.show_first_tab()
        self.show_pane()
        self.detail.enter()

    def open_part(self, part: UUID) -> None:
        """Show what belongs to the record that is shown and has this id."""
        self.detail.open_part(part)

    def begin_new(self) -> None:
        """Strg+N: a new record of the place that is chosen in the window."""
        if self._writable:
            self.with_place(self.begin)

    def search_widget(self) -> QWidget:
        """The search field above the list."""
        self.panes.show_list()
        self._arrange()
        return self.listing.search

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if self._pane is not None:
            self._pane.settle()

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """One pane below 300 u."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.panes.set_two_panes(two_panes)
        self._arrange()
        if self._pane is not None:
            self._pane.set_two_panes(two_panes)

    def hideEvent(self, event: QHideEvent) -> None:
        """Going to another page leaves the field too."""
        super().hideEvent(event)
        self.settle()

    # ------------------------------------------------------------------ for the page

    def follow_list(self) -> None:
        """The list was read again: so is the record."""
        if self._pane is None:
            self._select_first()
            self.panes.record.update()
        else:
            self._follow_list(self._pane)
        self._arrange()

    def with_place(self, action: Callable[[Place], None]) -> None:
        """Save what was typed, then call ``action`` with the place it is for, asking between several."""
        self.settle()
        below = self._new if self._new.isVisible() else self.head
        with_place(self._host, below, action)

    def begin_with(self, make: Callable[[], UUID]) -> None:
        """Make a record and show it, with the cursor where it begins."""
        made = self._host.attempt(make)
        if made is not None:
            self._host.changed()
            self.show_begun(made)

    def show_begun(self, record: UUID) -> None:
        """Show a record that was just made, with the cursor where it begins."""
        self.listing.reload()
        self.detail.load(record, fresh=True)
        self.listing.select(record)
        self.show_pane()
        self.detail.begin()

    def show_pane(self) -> None:
        """Show the record, in one pane instead of the list."""
        self.panes.show_record()
        self._arrange()

    # ------------------------------------------------------------------ showing

    def _build_seen(self) -> None:
        """Make the pane, and in another turn of the window show it with its record.

        While the list is read there is no record to show; the stand-in is seen again after that.
        """
        if self._pane is None and self._unseen is None and not self.listing.is_reading:
            self._unseen = self._make_pane(self._host, self.panes)
            QTimer.singleShot(0, self, self._build)

    def _build(self) -> P:
        """Make the pane in its place: Qt styles its many widgets anew at every move."""
        if self._pane is None:
            pane = self._pane = self._unseen or self._make_pane(self._host, self.panes)
            self._unseen = None
            pane.set_two_panes(self.panes.two_panes)
            pane.saved.connect(self._follow_save)
            pane.went_back.connect(self._go_back)
            pane.wants_history.connect(self._show_history)
            pane.wants_deletion.connect(self._delete)
            self.connect_pane(pane)
            self.panes.set_record(pane)
            self._show_first()
        return self._pane

    def _load(self, record: UUID) -> None:
        """Show a record in the pane and select it in the list."""
        try:
            self.detail.load(record)
        except UserError:
            # Gone meanwhile, for example taken back by undo.
            self._show_first()
            return
        self.listing.select(record)

    def _select_first(self) -> UUID | None:
        """Select the first of the list; without any that is shown, the first of all without selecting it."""
        if shown := self.listing.shown:
            # Somebody may have scrolled away from it.
            if self.listing.table.selected_key() != shown[0]:
                self.listing.select(shown[0])
            return shown[0]
        first = next(iter(self.listing.keys), None)
        if first is not None:
            self.listing.remember(first)
        return first

    def _show_first(self) -> None:
        """Show the first of the list, so that the pane is never empty."""
        first = self._select_first()
        if first is None:
            self.detail.forget()
        else:
            self.detail.load(first)

    def _follow_list(self, pane: P) -> None:
        """The list was read again: so is the record, and one that is gone makes room for the first."""
        if pane.record not in self.listing.keys:
            if not pane.is_begun:
                self._show_first()
            return
        try:
            pane.refresh()
        except UserError:
            self._show_first()

    def _arrange(self) -> None:
        """Empty state or panes; a record alone in a narrow window needs the room of the head."""
        listing = self.listing
        shown = bool(listing.keys) or listing.is_reading or (self._pane is not None and self._pane.is_begun)
        self.empty.setVisible(not shown)
        self.panes.setVisible(shown)
        self.head.setVisible(self.panes.two_panes or not shown or self.listing.isVisibleTo(self.panes))
        # The empty state has the same ways in; one main action is enough.
        for button in self._more:
            button.setVisible(shown and self._has_place)
        for button in (self._new, self._take):
            button.setVisible(shown and self._writable and bool(button.text()))
        for first in filter(None, (self.empty.primary, self.empty.secondary)):
            first.setVisible(self._writable or not self._words.new)

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        self._new.clicked.connect(self.begin_new)
        self._take.clicked.connect(self.take_table)
        self.empty.primary.clicked.connect(self.first_step)
        if self.empty.secondary is not None:
            self.empty.secondary.clicked.connect(self.first_table)
        self.listing.chosen.connect(self._load)
        self.listing.opened.connect(self._open)
        self.listing.delete_wanted.connect(self._delete)
        self.listing.export_wanted.connect(self._export)
        self.listing.arranged.connect(self._keep_state)
        self.listing.bin_wanted.connect(self.deeds.open_bin)
        self.deeds.done.connect(self._follow_deed)
        self.deeds.written.connect(self.written.tell)

    def _open(self, record: UUID) -> None:
        """Enter or click on a row: on to the record."""
        if self.detail.record != record:
            self._load(record)
        one_pane = not self.panes.two_panes
        self.show_pane()
        if one_pane or self.listing.table.view.hasFocus():
            self.detail.enter()

    def _go_back(self) -> None:
        self.settle()
        self.panes.show_list()
        self._arrange()
        self.listing.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_save(self, record: UUID) -> None:
        """The list follows a moment later, so that a click already under way meets the row it aimed at."""
        self.listing.remember(record)
        self._later.start(0)

    def _follow_deed(self, record: UUID | None) -> None:
        self.listing.reload()
        if record is not None:
            self._load(record)
        else:
            self._follow_list(self.detail)
        self._arrange()

    def _show_history(self) -> None:
        self.settle()
        if self.detail.record is not None:
            self.deeds.show_history(self.detail.record, self.detail.name)

    def _delete(self) -> None:
        self.settle()
        if self.detail.record is not None and not self.detail.is_locked:
            self.deeds.delete(self.detail.record, self.detail.name)

    def _export(self) -> None:
        self.settle()
        chosen = chosen_places(self._host)
        self.deeds.export(self.listing.shown, chosen[0] if len(chosen) == 1 else None)

    def _keep_state(self) -> None:
        self._host.list_states[self._key] = self.listing.state
