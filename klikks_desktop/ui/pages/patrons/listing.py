"""The list of patrons."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.names import search_key, search_query
from klikks_desktop.domain.patron_state import Standing
from klikks_desktop.services.people.patron_list import PatronRow, list_patrons
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.words import count_sentence
from klikks_desktop.ui.records.pills import STANDING_PILLS
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList


class PatronList(RecordList):
    """All patrons of the place chosen in the window. ``cards_wanted`` comes from the foot."""

    cards_wanted = Signal()

    def __init__(self, host: Host) -> None:
        self._host = host
        self.rows: Sequence[PatronRow] = ()
        alphabet = self._alphabet = host.workspace.shipped.alphabet
        super().__init__(
            host.theme,
            [
                Column("name", _tr("Name")),
                Column("place", _tr("Ort")),
                Column("until", _tr("Amtszeit bis"), "date"),
                Column("state", _tr("Stand"), "pill"),
            ],
            ListWords(
                _tr("Patinnen und Paten"),
                _tr("Name oder Ort suchen"),
                _tr("Stand"),
                _tr("Zu Suche und Filter passt niemand."),
            ),
            [
                ("active", _tr("Im Amt")),
                ("drafts", _tr("Entwurf")),
                ("changes", _tr("Änderung offen")),
                ("ending", _tr("Endet bald")),
                ("former", _tr("Verabschiedet")),
            ],
            query=lambda text: search_query(text, alphabet),
            count=self._count,
        )
        self.cards = Button(host.theme, _tr("Adresskarten"), "quiet", "person")
        self.cards.clicked.connect(self.cards_wanted)
        self.table.add_foot_action(self.cards)

    def reload(self) -> None:
        """Read the list again; selection and scroll position stay."""
        self.rows = list_patrons(self._host.workspace, place_id=self._host.place_id)
        several = len({row.place_id for row in self.rows}) > 1
        areas = {(row.place, row.locality) for row in self.rows}
        found_by = {area: search_key(" ".join(area), self._alphabet) for area in areas}
        self.set_lines(
            [
                Line(_row(row, several), f"{row.search} {found_by[row.place, row.locality]}", _filters(row))
                for row in self.rows
            ]
        )

    def _count(self, shown: Sequence[UUID], total: int) -> str:
        if not self.is_narrowed:
            return count_sentence(self.rows)
        return _tr("{count} von {total} Personen").format(count=len(shown), total=total)


def _row(row: PatronRow, several: bool) -> Row:
    """One row of the table. several: people of more than one place."""
    area = row.locality or row.place
    place = f"{row.place}, {row.locality}" if several and row.locality else area
    until = format_short(row.ends_on) if row.ends_on else _tr("offen")
    ends = row.ends_on.toordinal() if row.ends_on else None
    word, state = row.state.word, STANDING_PILLS[row.state.standing]
    if _is_changing(row):
        word, state = _tr("Änderung offen"), "draft"
    cells = (
        Cell(row.name, sort=row.search),
        place,
        Cell(until, muted=ends is None, sort=ends),
        Cell(word, state=state),
    )
    return Row(row.id, cells, bold=row.has_draft)


def _is_changing(row: PatronRow) -> bool:
    """Whether something is open at somebody who was complete before."""
    return row.has_draft and row.state.standing is not Standing.DRAFT


def _filters(row: PatronRow) -> frozenset[str]:
    passes = {
        "active": row.state.is_active,
        "drafts": row.state.standing is Standing.DRAFT,
        "changes": _is_changing(row),
        "ending": row.state.standing in {Standing.ENDS_SOON, Standing.EXPIRED},
        "former": row.state.standing is Standing.FORMER,
    }
    return frozenset(key for key, passed in passes.items() if passed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatronList", text)
