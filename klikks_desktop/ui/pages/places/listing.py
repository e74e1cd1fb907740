"""The municipalities that reported: how far they are, what they do, how old the report is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.participation_fields import STEPS
from klikks_desktop.domain.records import PlaceReport
from klikks_desktop.domain.region.status import Standing
from klikks_desktop.services.region.place_rows import RegionPlace, region_places, short_step
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.reading_list import Reading, ReadingList, choices
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, LazyCells, Maker, Row
from klikks_desktop.ui.widgets.filter_button import FilterGroup
from klikks_desktop.ui.widgets.record_list import Line, ListWords


class PlaceList(ReadingList):
    """All municipalities by name. ``cards_wanted`` comes from the foot."""

    cards_wanted = Signal()

    def __init__(self, host: Host) -> None:
        self._in_office: dict[UUID, int] = {}
        super().__init__(
            host,
            PlaceReport,
            [
                Column("name", _tr("Kommune")),
                Column("office", _tr("Im Amt"), "number"),
                Column("projects", _tr("Projekte"), "number"),
                Column("tonnes", _tr("t CO₂e/a"), "number"),
                Column("reported", _tr("Bericht vom"), "date"),
            ],
            ListWords(
                _tr("Kommunen"),
                _tr("Kommune, Kreis oder Schlüssel suchen"),
                _tr("Kommunen filtern"),
                _tr("Zu Suche und Filter passt keine Kommune."),
            ),
            _groups(()),
            count=self._count,
        )
        self.cards = Button(host.theme, _tr("Adresskarten"), "quiet", "person")
        self.cards.clicked.connect(self.cards_wanted)
        self.table.add_foot_action(self.cards)

    def read(self, workspace: Workspace) -> Reading:
        """All municipalities with the filters that they offer."""
        rows = region_places(workspace)
        today = workspace.today

        def reported(row: RegionPlace, _place: int) -> Cell:
            return Cell(format_short(row.reported_on), age_words(row.reported_on, today))

        makers = (*MAKERS, Maker(reported, lambda row, _place: row.reported_at))
        lines = [
            Line(Row(row.id, LazyCells(row, place, makers)), row.search, _filters(row))
            for place, row in enumerate(rows)
        ]
        self._in_office = {row.id: row.in_office for row in rows}
        return Reading(lines, _groups(rows))

    def _count(self, shown: Sequence[UUID], total: int) -> str:
        active = format_integer(sum(self._in_office.get(key, 0) for key in shown))
        places = count_words(total, _tr("Kommune"), _tr("Kommunen"))
        if len(shown) != total:
            words = _tr("{count} von {total} Kommunen")
            places = words.format(count=format_integer(len(shown)), total=format_integer(total))
        return _tr("{places} · {n} im Amt").format(places=places, n=active)


def _groups(rows: Sequence[RegionPlace]) -> list[FilterGroup]:
    steps = [(f"step:{number}", short_step(number)) for number in range(1, len(STEPS) + 1)]
    standings = [(f"standing:{each.value}", each.value) for each in Standing]
    return [
        FilterGroup(_tr("Land"), choices([row.land for row in rows], "land")),
        FilterGroup(_tr("Kreis"), choices([row.county for row in rows], "county")),
        FilterGroup(_tr("Rückmeldestand"), standings if any(row.standing for row in rows) else []),
        FilterGroup(_tr("Letzter Schritt"), [*steps, ("step:0", _tr("noch keiner"))]),
    ]


def _filters(row: RegionPlace) -> frozenset[str]:
    standing = row.standing.value if row.standing else ""
    return frozenset((f"land:{row.land}", f"county:{row.county}", f"standing:{standing}", f"step:{row.step}"))


def _name(row: RegionPlace, _place: int) -> Cell:
    return Cell(row.name, row.county or row.key)


def _office(row: RegionPlace, _place: int) -> Cell:
    return Cell(format_integer(row.in_office), _tr("{n} mit Namen").format(n=row.named))


def _projects(row: RegionPlace, _place: int) -> Cell:
    return Cell(format_integer(row.projects))


def _tonnes(row: RegionPlace, _place: int) -> Cell:
    if row.tonnes is None:
        return Cell("–", muted=True)
    return Cell(rounded(row.tonnes, 1), _tr("erreicht"))


MAKERS = (
    Maker(_name, lambda _row, place: place),
    Maker(_office, lambda row, _place: row.in_office),
    Maker(_projects, lambda row, _place: row.projects),
    Maker(_tonnes, lambda row, _place: None if row.tonnes is None else float(row.tonnes)),
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlaceList", text)
