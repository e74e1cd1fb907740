"""The list of buildings."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.names import search_query
from klikks_desktop.services.energy.buildings import BuildingRow, list_buildings
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.buildings.words import ABOVE, NOTED, SILENT, count_sentence, line_of
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.record_list import ListWords, RecordList


class BuildingList(RecordList):
    """All buildings of the place chosen in the window."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self._host = host
        self.rows: Sequence[BuildingRow] = ()
        alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            [
                Column("name", _tr("Gebäude")),
                Column("heat", _tr("Wärme"), "number"),
                Column("power", _tr("Strom"), "number"),
                Column("class", _tr("Klasse"), "pill"),
            ],
            ListWords(
                _tr("Gebäude"),
                _tr("Gebäude suchen"),
                _tr("Filter"),
                _tr("Zu Suche und Filter passt kein Gebäude."),
            ),
            [
                (ABOVE, _tr("Über dem Vergleichswert")),
                (NOTED, _tr("Mit Hinweisen")),
                (SILENT, _tr("Noch ohne Verbrauch")),
            ],
            query=lambda text: search_query(text, alphabet),
            count=self._sentence,
            two_lines=True,
            parent=parent,
        )

    def reload(self) -> None:
        """Read the list again; selection and scroll position stay."""
        self.rows = list_buildings(self._host.workspace, self._host.place_id)
        several = len({row.place_id for row in self.rows}) > 1
        self.set_lines([line_of(row, self._host.workspace, several=several) for row in self.rows])

    def _sentence(self, shown: Sequence[UUID], _total: int) -> str:
        return count_sentence(self.rows, len(shown))


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildingList", text)
