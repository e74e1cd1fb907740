"""The page Kommunen of a region: what each town reported, to read and to take along."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.cards import cards_name, export_offices
from klikks_desktop.services.region.place_rows import (
    export_region_places,
    keys_of_places,
    region_places_name,
)
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.places.listing import PlaceList
from klikks_desktop.ui.pages.places.pane import PlacePane
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.reported_page import ReportedPage


class PlaceDeeds(RecordDeeds):
    """Takes the list along, as a table or as cards of the offices."""

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Write the municipalities shown as an Excel file."""
        del place
        workspace = self._host.workspace
        write = partial(export_region_places, workspace, ids=ids)
        self.write_table(region_places_name(workspace), write, _tr("Kommune"), _tr("Kommunen"))

    def write_cards(self, ids: Collection[UUID]) -> None:
        """Write the offices of the municipalities shown as address cards."""
        workspace = self._host.workspace
        self.write_file(
            cards_name(workspace, None, "Kommunen"),
            partial(export_offices, workspace, keys=keys_of_places(workspace, ids)),
            _tr("Adresskarte"),
            _tr("Adresskarten"),
            title=_tr("Als Adresskarte sichern"),
            kinds=_tr("Adresskarten (*.vcf)"),
        )


class PlacesPage(ReportedPage[PlaceList, PlacePane, PlaceDeeds]):
    """All municipalities that reported."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "places",
            _tr("Kommunen"),
            nothing=_tr("Noch hat keine Kommune berichtet"),
            why=_tr("Mit der ersten übernommenen Datei steht sie hier, mit ihren Patinnen und Paten."),
            listing=PlaceList,
            pane=PlacePane,
            deeds=PlaceDeeds,
            width=118,
            parent=parent,
        )
        self.listing.cards_wanted.connect(self._write_cards)

    def subtitle(self) -> str:
        """Whose words these are."""
        return _tr("Wie sie sich selbst gemeldet haben")

    def _write_cards(self) -> None:
        self.deeds.write_cards(self.listing.shown)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlacesPage", text)
