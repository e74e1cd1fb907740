"""The network directory (Vernetzung) as a table to search in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.names import Alphabet, matches, search_key, search_query
from klikks_desktop.domain.records import NetworkContact
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

_WIDE = (2,)
"""Columns left out where room is short."""


class NetworkTable(QWidget):
    """People who agreed to be found; ``chosen`` carries the id of the one selected."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, alphabet: Alphabet, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alphabet = alphabet
        self._contacts: Mapping[UUID, NetworkContact] = {}
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
        self.search.left_downwards.connect(self.table.view.setFocus)
        self.table.chosen.connect(self.chosen)
        theme.changed.connect(self._space)
        self._space()

    def set_contacts(self, contacts: Sequence[NetworkContact]) -> None:
        """Show these people; what is searched for stays."""
        self._contacts = {each.id: each for each in contacts}
        self._show()

    def set_slim(self, slim: bool) -> None:
        """Leave the topics out where room is short; they stay in the search."""
        for place in _WIDE:
            self.table.view.setColumnHidden(place, slim)

    def _show(self) -> None:
        wanted = search_query(self.search.text(), self._alphabet)
        found = [each for each in self._contacts.values() if not wanted or self._finds(wanted, each)]
        nothing = self.tr("Nichts gefunden.") if self._contacts else self.tr("Noch niemand.")
        self.table.set_rows(
            [_row(each) for each in found],
            count_words(len(found), "Person", "Personen") if found else nothing,
        )

    def _finds(self, wanted: str, contact: NetworkContact) -> bool:
        words = (contact.name, contact.place_name, contact.locality, contact.topics)
        return matches(wanted, search_key(" ".join(words), self._alphabet))

    def _space(self) -> None:
        side, top = self.theme.px(4), self.theme.px(3)
        self._head.setContentsMargins(side, top, side, top)
        self._head.setSpacing(self.theme.px(2))


def _row(contact: NetworkContact) -> Row:
    reach = [part for part in (contact.email, contact.phone) if part]
    first, second = [*reach, "", ""][:2]
    return Row(
        contact.id,
        (
            Cell(contact.name, contact.locality),
            contact.place_name,
            contact.topics,
            Cell(first, second) if first else Cell("über die Kommune", muted=True),
        ),
    )
