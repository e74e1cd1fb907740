"""The network directory (Vernetzung) as a table to search in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import Alphabet, matches, search_key, search_query
from klikks_desktop.domain.records import NetworkContact
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import Cell, Column, LazyCells, Maker, Row, order_of
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.record_list import Line
from klikks_desktop.ui.widgets.table import RecordTable

_WIDE = (2,)
"""Columns left out where room is short."""


class NetworkTable(QWidget):
    """People who agreed to be found; ``chosen`` carries the id of the one selected."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, alphabet: Alphabet, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alphabet = alphabet
        self._lines: Sequence[Line] = ()
        self.search = SearchField(theme, self.tr("Name, Kommune oder Thema suchen"))
        self.note = Label(theme, note, "body", "muted", wrap=True)
        columns = [
            Column("name", self.tr("Name")),
            Column("place", self.tr("Kommune")),
            Column("topics", self.tr("Themen")),
            Column("reach", self.tr("Erreichbar")),
        ]
        self.table = RecordTable(theme, columns, self.tr("Vernetzung"), two_lines=True)
        self._head = QVBoxLayout()
        self._head.addWidget(self.note)
        self._head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.table, 1)
        self.theme = theme
        self.search.searched.connect(self._show)
        self.search.left_downwards.connect(self.table.enter)
        self.table.chosen.connect(self.chosen)
        theme.changed.connect(self._space)
        self._space()

    def set_contacts(self, contacts: Sequence[NetworkContact]) -> None:
        """Show these people; what is searched for stays."""
        self.set_lines(network_lines(contacts, self._alphabet))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show what ``network_lines`` made of people."""
        self._lines = lines
        self._show()

    def set_slim(self, slim: bool) -> None:
        """Leave the topics out where room is short; they stay in the search."""
        for place in _WIDE:
            self.table.view.setColumnHidden(place, slim)

    def _show(self) -> None:
        wanted = search_query(self.search.text(), self._alphabet)
        found = [line.row for line in self._lines if not wanted or matches(wanted, line.search)]
        nothing = self.tr("Nichts gefunden.") if self._lines else self.tr("Noch niemand.")
        count = count_words(len(found), "Person", "Personen") if found else nothing
        self.table.set_rows(found, count, ordered=self.table.model.order == (0, False))

    def _space(self) -> None:
        side, top = self.theme.px(4), self.theme.px(3)
        self._head.setContentsMargins(side, top, side, top)
        self._head.setSpacing(self.theme.px(2))


def network_lines(contacts: Iterable[NetworkContact], alphabet: Alphabet) -> list[Line]:
    """People by name, with what each is found by; in any thread."""
    by_name = sorted(contacts, key=lambda each: order_of(each.name))
    return [
        Line(Row(each.id, LazyCells(each, place, _MAKERS)), search_key(_words(each), alphabet))
        for place, each in enumerate(by_name)
    ]


def _words(contact: NetworkContact) -> str:
    return " ".join((contact.name, contact.place_name, contact.locality, contact.topics))


def _name(contact: NetworkContact, _place: int) -> Cell:
    return Cell(contact.name, contact.locality)


def _text(text: str) -> Cell:
    return Cell(text or "–", muted=not text)


def _reach(contact: NetworkContact, _place: int) -> Cell:
    first, second = [*_ways(contact), "", ""][:2]
    return Cell(first, second) if first else Cell("über die Kommune", muted=True)


def _ways(contact: NetworkContact) -> list[str]:
    return [part for part in (contact.email, contact.phone) if part]


_MAKERS: Final[tuple[Maker[NetworkContact], ...]] = (
    Maker(_name, lambda _contact, place: place),
    Maker(lambda contact, _place: _text(contact.place_name), lambda contact, _place: contact.place_name),
    Maker(lambda contact, _place: _text(contact.topics), lambda contact, _place: contact.topics),
    Maker(_reach, lambda contact, _place: next(iter(_ways(contact)), "über die Kommune")),
)
