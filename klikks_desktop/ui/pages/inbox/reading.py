"""What the Posteingang shows, read in any thread: towns by name, files newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.domain.records import Direction, Verdict
from klikks_desktop.services.exchange.exchange_log import VERDICT_WORDS, LogEntry, exchange_log
from klikks_desktop.services.exchange.inbox import PeerState, Registered, registered_towns
from klikks_desktop.services.exchange.receipts import count_unanswered
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.pages.inbox.words import PEER_PILLS, VERDICT_PILLS, town_details, town_keys
from klikks_desktop.ui.widgets.cells import Cell, LazyCells, Maker, Row, order_of
from klikks_desktop.ui.widgets.record_list import Line

HANDLED: Final = "at"
"""Key of the column that the files are in order of."""
_OPEN: Final = (PeerState.WAITING, PeerState.CHANGED)


@dataclass(frozen=True, slots=True)
class Inbox:
    """waiting: towns whose number is to be compared; unanswered: files without a receipt."""

    towns: Sequence[Line]
    waiting: Sequence[Registered]
    log: Sequence[Line]
    unanswered: int


def read_inbox(workspace: Workspace) -> Inbox:
    """Towns, log, and what is open."""
    towns = registered_towns(workspace)
    waiting = [town for town in towns if town.state in _OPEN]
    return Inbox(_towns(workspace, towns), waiting, _log(workspace), count_unanswered(workspace))


def found_lines(lines: Sequence[Line], query: str, workspace: Workspace) -> Sequence[Line]:
    """The lines that a text finds, all for no text."""
    if not query:
        return lines
    wanted = search_query(query, workspace.shipped.alphabet)
    return [line for line in lines if matches(wanted, line.search)]


def _towns(workspace: Workspace, towns: Sequence[Registered]) -> list[Line]:
    alphabet, today = workspace.shipped.alphabet, workspace.today

    def name(town: Registered, _place: int) -> Cell:
        return Cell(town.peer.name, town_details(town, today))

    makers = (
        Maker(name, lambda _town, place: place),
        Maker(_town_state, lambda town, _place: town.state.value),
    )
    return [
        Line(
            Row(town.peer.id, LazyCells(town, place, makers)),
            search_key(f"{town.peer.name} {' '.join(town_keys(town))}", alphabet),
        )
        for place, town in enumerate(sorted(towns, key=lambda town: order_of(town.peer.name)))
    ]


def _town_state(town: Registered, _place: int) -> Cell:
    return Cell(town.state.value, state=PEER_PILLS[town.state])


def _log(workspace: Workspace) -> list[Line]:
    alphabet, today = workspace.shipped.alphabet, workspace.today
    entries = exchange_log(workspace, Direction.RECEIVED)
    entries.sort(key=lambda entry: order_of(entry.file_name))
    makers = (
        Maker(_file, lambda _entry, place: place),
        Maker(_written, lambda entry, _place: entry.created_at.timestamp()),
        Maker(partial(_handled, today=today), lambda entry, _place: entry.handled_at.timestamp()),
        Maker(_verdict, lambda entry, _place: VERDICT_WORDS[entry.verdict or Verdict.APPLIED]),
    )
    lines = [
        Line(
            Row(entry.key, LazyCells(entry, place, makers)),
            search_key(f"{entry.file_name} {entry.peer}", alphabet),
        )
        for place, entry in enumerate(entries)
    ]
    lines.sort(key=lambda line: line.row.order(2), reverse=True)
    return lines


def _file(entry: LogEntry, _place: int) -> Cell:
    return Cell(entry.file_name, entry.peer)


def _written(entry: LogEntry, _place: int) -> Cell:
    created = entry.created_at.astimezone()
    return Cell(format_short(created.date()), f"{created:%H:%M} Uhr")


def _handled(entry: LogEntry, _place: int, *, today: date) -> Cell:
    handled = entry.handled_at.astimezone().date()
    return Cell(format_short(handled), age_words(handled, today))


def _verdict(entry: LogEntry, _place: int) -> Cell:
    verdict = entry.verdict or Verdict.APPLIED
    return Cell(VERDICT_WORDS[verdict], state=VERDICT_PILLS[verdict])
