"""The log of the exchange (Verlauf): every file sent or received, to read and to take along as a table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import DeliveryKind, Direction, Verdict
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.exchange.delivery import deliveries
from klikks_desktop.services.exchange.enrolment import peers
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from klikks_desktop.exchange.tables.writer import Column as SheetColumn

VERDICT_WORDS = {
    Verdict.APPLIED: "übernommen",
    Verdict.DUPLICATE: "schon übernommen",
    Verdict.OLDER: "älter",
    Verdict.FORK: "zwei Stände",
}
KIND_WORDS = {
    DeliveryKind.REPORT: "Bericht",
    DeliveryKind.RECEIPT: "Quittung",
    DeliveryKind.RETURN: "Rücksendung",
}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One file. created_at: when its sender wrote it; handled_at: when it was written or taken here.

    named: people with their names; in_office: people counted.
    """

    key: str
    kind: DeliveryKind
    direction: Direction
    file_name: str
    peer: str
    created_at: datetime
    handled_at: datetime
    verdict: Verdict | None
    named: int
    in_office: int


def exchange_log(workspace: Workspace, direction: Direction | None = None) -> list[LogEntry]:
    """Every file, or those of one direction, newest first."""
    names = {peer.id: peer.name for peer in peers(workspace)}
    entries = []
    for found in deliveries(workspace):
        if direction in {None, found.direction}:
            counts = json.loads(found.counts)
            entries.append(
                LogEntry(
                    key=str(found.id),
                    kind=found.kind,
                    direction=found.direction,
                    file_name=found.file_name,
                    peer=names.get(found.peer_id, ""),
                    created_at=found.created_at,
                    handled_at=found.handled_at,
                    verdict=found.verdict,
                    named=counts.get("named", 0),
                    in_office=counts.get("in_office", 0),
                )
            )
    return entries


def log_name(workspace: Workspace, suffix: str) -> str:
    """The name offered for the table. suffix: "xlsx" or "csv"."""
    return file_name("", workspace.name, workspace.today, suffix, "Datenaustausch")


def export_log(workspace: Workspace, path: Path) -> int:
    """Write the whole log; how many files it names. K-634, K-330."""
    rows = [_cells(entry) for entry in exchange_log(workspace)]
    return write_table(path, "Datenaustausch", _columns(), rows)


def _columns() -> list[SheetColumn]:
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    return [
        Column("Datum", ColumnKind.DATE),
        Column("Uhrzeit", ColumnKind.TEXT),
        Column("Richtung", ColumnKind.TEXT),
        Column("Gegenstelle", ColumnKind.TEXT),
        Column("Datei", ColumnKind.TEXT),
        Column("Art", ColumnKind.TEXT),
        Column("Datei vom", ColumnKind.DATE),
        Column("Ergebnis", ColumnKind.TEXT),
        Column("Im Amt", ColumnKind.INTEGER),
        Column("Mit Namen", ColumnKind.INTEGER),
    ]


def _cells(entry: LogEntry) -> list[CellValue]:
    handled = entry.handled_at.astimezone()
    return [
        handled.date(),
        f"{handled:%H:%M}",
        entry.direction.value,
        entry.peer,
        entry.file_name,
        KIND_WORDS[entry.kind],
        entry.created_at.astimezone().date(),
        VERDICT_WORDS[entry.verdict] if entry.verdict else "geschrieben",
        entry.in_office,
        entry.named,
    ]
