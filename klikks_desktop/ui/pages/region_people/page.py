"""The page Patinnen und Paten of a region: only people who agreed; all others are counted in a sentence."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.cards import cards_name, export_people
from klikks_desktop.services.region.people import export_region_people, region_people_name
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.region_people.detail import RegionPersonPane
from klikks_desktop.ui.pages.region_people.listing import RegionPeopleList
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords


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


class RegionPeoplePage(RecordPage[RegionPeopleList, RegionPersonPane, RegionPeopleDeeds]):
    """Everybody who may be named."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "region_people",
            PageWords(
                title=_tr("Patinnen und Paten"),
                nothing=_tr("Noch ist niemand mit Namen gemeldet"),
                why=_tr("Hier stehen Menschen, die der Weitergabe ihres Namens zugestimmt haben."),
                first=_tr("Zum Posteingang"),
            ),
            listing=RegionPeopleList,
            pane=RegionPersonPane,
            deeds=RegionPeopleDeeds,
            width=112,
            parent=parent,
        )
        self.listing.filled.connect(self.follow_list)
        self.listing.filled.connect(self._say_who_is_missing)
        self.listing.cards_wanted.connect(self._write_cards)

    def reload(self) -> None:
        """Read again and say who is not in the list."""
        super().reload()
        self._say_who_is_missing()

    def subtitle(self) -> str:
        """Who is not in the list, and why."""
        return self.listing.about or _tr("Wer der Weitergabe zugestimmt hat")

    def first_step(self) -> None:
        """To where reports come in."""
        self._host.go(Target.EXCHANGE)

    def _say_who_is_missing(self) -> None:
        self.head.set_title(_tr("Patinnen und Paten"), self.subtitle())

    def _write_cards(self) -> None:
        self.deeds.write_cards(self.listing.shown)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionPeoplePage", text)
