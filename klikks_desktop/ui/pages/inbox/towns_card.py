"""The towns that answered an enrolment, and how far each of them is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.services.exchange.inbox import PeerState, Registered, registered_towns
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.inbox.words import PEER_PILLS, town_details, town_keys
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

OPEN = (PeerState.WAITING, PeerState.CHANGED)


class TownsCard(Card):
    """``compare_wanted`` carries the peer whose number shall be compared."""

    compare_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self._all: Sequence[tuple[Registered, str]] = ()
        self._towns: dict[object, Registered] = {}
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

    def read_towns(self) -> bool:
        """Read the towns again; whether there are any at all."""
        alphabet = self._host.workspace.shipped.alphabet
        self._all = [
            (town, search_key(f"{town.peer.name} {' '.join(town_keys(town))}", alphabet))
            for town in registered_towns(self._host.workspace)
        ]
        return bool(self._all)

    def show_towns(self, query: str = "") -> None:
        """Show the towns that were read; ``query`` looks in names and keys."""
        today = self._host.workspace.today
        wanted = search_query(query, self._host.workspace.shipped.alphabet)
        self._towns = {town.peer.id: town for town, key in self._all if not query or matches(wanted, key)}
        rows = [
            Row(
                key,
                (
                    Cell(town.peer.name, town_details(town, today)),
                    Cell(town.state.value, state=PEER_PILLS[town.state]),
                ),
            )
            for key, town in self._towns.items()
        ]
        nothing = self.tr("Nichts gefunden.") if self._all else self.tr("Noch keine Kommune hat geantwortet.")
        self.table.set_rows(rows, count_words(len(rows), "Kommune", "Kommunen") if rows else nothing)
        if self.table.selected_key() is None:
            waiting = [key for key, town in self._towns.items() if town.state in OPEN]
            self.table.select((waiting or list(self._towns) or [None])[0])
        self._follow_choice()

    def _follow_choice(self) -> None:
        town = self._towns.get(self.table.selected_key())
        is_open = town is not None and town.state in OPEN
        self.compare.setVisible(is_open and not self._host.workspace.store.read_only)

    def _compare(self) -> None:
        town = self._towns.get(self.table.selected_key())
        if town is not None and town.state in OPEN and not self._host.workspace.store.read_only:
            self.compare_wanted.emit(town.peer)

    def _space(self) -> None:
        side, top = self.theme.px(4), self.theme.px(2.5)
        self._head.setContentsMargins(side, top, side, top)
