"""The Rückmeldestand: every expected municipality in one period (rules: ``domain.region.status``)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import (
    Delivery,
    DeliveryKind,
    Direction,
    Peer,
    Period,
    Remark,
    RemarkKind,
    Role,
)
from klikks_desktop.domain.region.status import ReportFile, Standing, Status, status_of
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.region.partners import Town, expected_towns
from klikks_desktop.services.region.periods import begun_period
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.exchange.tables.writer import Column as SheetColumn


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One municipality in the period. last_on: its newest file, of whatever period.

    reminded: days on which a reminder for this period was written, in order.
    """

    town: Town
    status: Status
    last_on: date | None
    reminded: tuple[date, ...]

    @property
    def is_remindable(self) -> bool:
        """Whether the town still has to send something."""
        return self.status.is_open


@dataclass(frozen=True, slots=True)
class Summary:
    """How many stand how. expected: all but those not expected.

    reminded, unreminded: those that still have to send something.
    """

    counts: dict[Standing, int]
    expected: int
    reminded: int
    unreminded: int

    @property
    def arrived(self) -> int:
        """Reports that are here."""
        return self.counts[Standing.ARRIVED]


@dataclass(frozen=True, slots=True)
class PeriodStatus:
    """The period that began last, and how many stand how in it. open: names of those not arrived."""

    period: Period
    counts: Summary
    open: tuple[str, ...]


def period_status(workspace: Workspace) -> PeriodStatus | None:
    """As every page and paper tells it that names the period; ``None`` before one has begun."""
    period = begun_period(workspace)
    if period is None:
        return None
    rows = status_rows(workspace, period)
    over = {Standing.ARRIVED, Standing.NOT_EXPECTED}
    names = (row.town.designation for row in rows if row.status.standing not in over)
    return PeriodStatus(period, summary(rows), tuple(names))


def status_rows(workspace: Workspace, period: Period) -> list[StatusRow]:
    """Every expected municipality, by name; K-540 at a town."""
    if workspace.role is not Role.REGION:
        raise UserError("K-540")
    return rows_of(workspace, period, expected_towns(workspace))


def rows_of(workspace: Workspace, period: Period, towns: Sequence[Town]) -> list[StatusRow]:
    """How these stand in the period."""
    with workspace.store.read() as reader:
        files = _files(reader)
        reminders: defaultdict[str, list[date]] = defaultdict(list)
        for remark in reader.find(Remark, source=None, kind=RemarkKind.NOTE, about=period.id):
            reminders[remark.place_key].append(remark.made_on)
    today = workspace.today
    rows = []
    for town in towns:
        came = files[town.key]
        rows.append(
            StatusRow(
                town,
                status_of(town.partner, period, came, enrolled=town.is_enrolled, today=today),
                max((each.written_on for each in came), default=None),
                tuple(sorted(reminders[town.key])),
            )
        )
    return rows


def summary(rows: Sequence[StatusRow]) -> Summary:
    """The counts of these rows."""
    counts = Counter(row.status.standing for row in rows)
    return Summary(
        {standing: counts[standing] for standing in Standing},
        len(rows) - counts[Standing.NOT_EXPECTED],
        sum(row.is_remindable and bool(row.reminded) for row in rows),
        sum(row.is_remindable and not row.reminded for row in rows),
    )


def export_name(workspace: Workspace, period: Period, suffix: str) -> str:
    """The name offered for the table. suffix: "xlsx" or "csv"."""
    return file_name("", workspace.name, workspace.today, suffix, f"Rückmeldestand {period.title}")


def export_status(path: Path, rows: Iterable[StatusRow]) -> int:
    """Write exactly these rows as .xlsx or .csv; how many. K-634 for another ending, K-330."""
    return write_table(path, "Rückmeldestand", _columns(), [_cells(row) for row in rows])


# ------------------------------------------------------------------ inside


def _files(reader: Reader) -> defaultdict[str, list[ReportFile]]:
    """Reports that came in, by the key of each place that they report."""
    from klikks_desktop.exchange.wire import SCHEMA

    peers = reader.fields(Peer, ("id", "place_keys"), role=Role.MUNICIPALITY)
    keys = {peer: place_keys.split() for peer, place_keys in peers}
    fields = ("peer_id", "created_at", "handled_at", "verdict", "counts")
    received = {"direction": Direction.RECEIVED, "kind": DeliveryKind.REPORT}
    files: defaultdict[str, list[ReportFile]] = defaultdict(list)
    for peer, created_at, handled_at, verdict, told in reader.fields(Delivery, fields, **received):
        if verdict is None:
            continue
        counts = json.loads(told)
        file = ReportFile(
            created_at.astimezone().date(),
            handled_at,
            verdict,
            counts.get("schema", SCHEMA) < SCHEMA,
        )
        # A file says whom it reports; who reports a place may have changed since.
        for key in counts.get("places", keys.get(peer, ())):
            files[key].append(file)
    return files


def _columns() -> list[SheetColumn]:
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    return [
        Column("AGS", ColumnKind.TEXT),
        Column("Kommune", ColumnKind.TEXT),
        Column("Landkreis", ColumnKind.TEXT),
        Column("Land", ColumnKind.TEXT),
        Column("Stand", ColumnKind.TEXT),
        Column("Hinweis", ColumnKind.TEXT),
        Column("Datei vom", ColumnKind.DATE),
        Column("Letzte Datei vom", ColumnKind.DATE),
        Column("Zuletzt erinnert am", ColumnKind.DATE),
        Column("Erinnerungen", ColumnKind.INTEGER),
        Column("Stelle", ColumnKind.TEXT),
        Column("E-Mail", ColumnKind.TEXT),
        Column("Telefon", ColumnKind.TEXT),
        Column("Programm", ColumnKind.TEXT),
    ]


def _cells(row: StatusRow) -> list[CellValue]:
    town, partner = row.town, row.town.partner
    return [
        town.key,
        town.designation,
        town.county,
        town.state,
        row.status.standing.value,
        row.status.why.value,
        row.status.on,
        row.last_on,
        row.reminded[-1] if row.reminded else None,
        len(row.reminded),
        partner.office,
        partner.email,
        partner.phone,
        town.program,
    ]
