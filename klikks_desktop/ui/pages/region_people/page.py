"""The page Patinnen und Paten of a region: only people who agreed; all others are counted."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.cards import cards_name, export_people
from klikks_desktop.services.region.people import export_region_people, region_people_name
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.region_people.detail import RegionPersonPane
from klikks_desktop.ui.pages.region_people.listing import RegionPeopleList
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.reported_page import ReportedPage


class RegionPeopleDeeds(RecordDeeds):
    """Takes the list along, as a table or as cards."""

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Write the people shown as an Excel file."""
        del place
        workspace = self._host.workspace
        write = partial(export_region_people, workspace, ids=ids)
        self.write_table(region_people_name(workspace), write, _tr("Person"), _tr("Personen"))

    def write_cards(self, ids: Collection[UUID]) -> None:
        """Write the people shown as address cards, with what they agreed to."""
        workspace = self._host.workspace
        self.write_file(
            cards_name(workspace, None),
            partial(export_people, workspace, ids=ids),
            _tr("Adresskarte"),
            _tr("Adresskarten"),
            title=_tr("Als Adresskarte sichern"),
            kinds=_tr("Adresskarten (*.vcf)"),
        )


class RegionPeoplePage(ReportedPage[RegionPeopleList, RegionPersonPane, RegionPeopleDeeds]):
    """Everybody who may be named."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "region_people",
            _tr("Patinnen und Paten"),
            nothing=_tr("Noch ist niemand mit Namen gemeldet"),
            why=_tr("Hier stehen Menschen, die der Weitergabe ihres Namens zugestimmt haben."),
            listing=RegionPeopleList,
            pane=RegionPersonPane,
            deeds=RegionPeopleDeeds,
            width=112,
            parent=parent,
        )
        self.listing.cards_wanted.connect(self._write_cards)

    def subtitle(self) -> str:
        """Who is in the list; the others are counted below it."""
        return _tr("Wer der Weitergabe zugestimmt hat")

    def _write_cards(self) -> None:
        self.deeds.write_cards(self.listing.shown)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionPeoplePage", text)
