"""The towns that answered an enrolment, and how far each of them is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.exchange.inbox import Registered
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.inbox.reading import found_lines
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.record_list import Line
from klikks_desktop.ui.widgets.table import RecordTable


class TownsCard(Card):
    """``compare_wanted`` carries the peer whose number shall be compared."""

    compare_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self._lines: Sequence[Line] = ()
        self._open: dict[Hashable | None, Registered] = {}
        theme = host.theme
        columns = [Column("town", self.tr("Kommune")), Column("state", self.tr("Stand"), "pill")]
        self.table = RecordTable(theme, columns, self.tr("Angemeldete Kommunen"), two_lines=True)
        self.compare = Button(theme, self.tr("Nummer vergleichen …"), icon="key")
        self.table.add_foot_action(self.compare)
        self._head = QHBoxLayout()
        self._head.addWidget(Label(theme, self.tr("Angemeldete Kommunen"), "section", wrap=True), 1)
        self.body.addLayout(self._head)
        self.body.addWidget(self.table, 1)
        self.table.chosen.connect(self._follow_choice)
        self.table.activated.connect(self._compare)
        self.compare.clicked.connect(self._compare)
        theme.changed.connect(self._space)
        self._space()

    def take_towns(self, lines: Sequence[Line], waiting: Sequence[Registered]) -> None:
        """Take these towns, in their order by name; ``waiting`` are those to be called."""
        self._lines = lines
        self._open = {town.peer.id: town for town in waiting}

    def show_towns(self, query: str = "") -> None:
        """Show the towns that were taken; ``query`` looks in names and keys."""
        found = found_lines(self._lines, query, self._host.workspace)
        by_name = self.table.model.order == (0, False)
        nothing = (
            self.tr("Nichts gefunden.") if self._lines else self.tr("Noch keine Kommune hat geantwortet.")
        )
        count = count_words(len(found), "Kommune", "Kommunen") if found else nothing
        self.table.set_rows([line.row for line in found], count, ordered=by_name)
        if self.table.selected_key() is None and found:
            keys = [line.row.key for line in found]
            self.table.select(next((key for key in keys if key in self._open), keys[0]))
        self._follow_choice()

    def _follow_choice(self) -> None:
        self.compare.setVisible(self._chosen() is not None)

    def _compare(self) -> None:
        if (town := self._chosen()) is not None:
            self.compare_wanted.emit(town.peer)

    def _chosen(self) -> Registered | None:
        """The chosen town where its number can be compared."""
        may_write = not self._host.workspace.store.read_only
        return self._open.get(self.table.selected_key()) if may_write else None

    def _space(self) -> None:
        side, top = self.theme.px(4), self.theme.px(2.5)
        self._head.setContentsMargins(side, top, side, top)
