"""Everybody whom a town reports by name."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.patron_state import Standing
from klikks_desktop.domain.records import Patron
from klikks_desktop.services.region.people import RegionPerson, region_people
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.pills import STANDING_PILLS
from klikks_desktop.ui.records.reading_list import Reading, ReadingList, choices
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, LazyCells, Maker, Row
from klikks_desktop.ui.widgets.filter_button import FilterGroup
from klikks_desktop.ui.widgets.record_list import Line, ListWords


class RegionPeopleList(ReadingList):
    """All people by name. ``cards_wanted`` comes from the foot."""

    cards_wanted = Signal()

    def __init__(self, host: Host) -> None:
        self._unnamed = 0
        super().__init__(
            host,
            Patron,
            [
                Column("name", _tr("Name")),
                Column("place", _tr("Kommune"), width=44),
                Column("until", _tr("Amtszeit bis"), "date"),
                Column("state", _tr("Stand"), "pill"),
            ],
            ListWords(
                _tr("Patinnen und Paten"),
                _tr("Name, Kommune oder Kreis suchen"),
                _tr("Personen filtern"),
                _tr("Zu Suche und Filter passt niemand."),
            ),
            _groups(()),
            count=self._count,
        )
        self.cards = Button(host.theme, _tr("Adresskarten"), "quiet", "person")
        self.cards.clicked.connect(self.cards_wanted)
        self.table.add_foot_action(self.cards)

    def read(self, workspace: Workspace) -> Reading:
        """All people with the filters that they offer."""
        found = region_people(workspace)
        self._unnamed = found.unnamed
        lines = [
            Line(Row(row.id, LazyCells(row, place, MAKERS)), row.search, _filters(row))
            for place, row in enumerate(found.rows)
        ]
        return Reading(lines, _groups(found.rows))

    def _count(self, shown: Sequence[UUID], total: int) -> str:
        if len(shown) != total:
            words = _tr("{count} von {total} Personen")
            return words.format(count=format_integer(len(shown)), total=format_integer(total))
        people = count_words(total, _tr("Person"), _tr("Personen"))
        words = _tr("{people} · {n} ohne Namen")
        return words.format(people=people, n=format_integer(self._unnamed)) if self._unnamed else people


def _groups(rows: Sequence[RegionPerson]) -> list[FilterGroup]:
    return [
        FilterGroup(
            _tr("Stand"),
            [
                ("active", _tr("Im Amt")),
                ("ending", _tr("Amtszeit endet bald")),
                ("former", _tr("Nicht mehr im Amt")),
            ],
        ),
        FilterGroup(_tr("Vernetzung"), [("network", _tr("Will gefunden werden"))]),
        FilterGroup(_tr("Kontakt"), [("email", _tr("Mit E-Mail")), ("phone", _tr("Mit Telefon"))]),
        FilterGroup(_tr("Land"), choices([row.land for row in rows], "land")),
        FilterGroup(_tr("Kreis"), choices([row.county for row in rows], "county")),
    ]


def _filters(row: RegionPerson) -> frozenset[str]:
    standing = row.state.standing
    passed = {
        "active": row.state.is_active,
        "ending": standing is Standing.ENDS_SOON,
        "former": standing in {Standing.FORMER, Standing.EXPIRED},
        "network": row.for_network,
        "email": bool(row.email),
        "phone": bool(row.phone),
    }
    keys = [key for key, passes in passed.items() if passes]
    return frozenset((*keys, f"land:{row.land}", f"county:{row.county}"))


def _name(row: RegionPerson, _at: int) -> Cell:
    contacts = " · ".join(filter(None, (row.email, row.phone)))
    return Cell(row.name, contacts or _tr("ohne Kontakt"))


def _place(row: RegionPerson, _at: int) -> Cell:
    return Cell(row.place, row.locality)


def _until(row: RegionPerson, _at: int) -> Cell:
    if row.last_day is None:
        return Cell(_tr("offen"), muted=True)
    return Cell(format_short(row.last_day))


def _state(row: RegionPerson, _at: int) -> Cell:
    return Cell(row.state.word, state=STANDING_PILLS[row.state.standing])


MAKERS = (
    Maker(_name, lambda _row, place: place),
    Maker(_place, lambda row, _at: row.place),
    Maker(_until, lambda row, _at: row.last_day.toordinal() if row.last_day else None),
    Maker(_state, lambda row, _at: row.state.word),
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionPeopleList", text)
