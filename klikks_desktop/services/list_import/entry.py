"""Reading the file, taking its rows in one transaction, and keeping the refused ones in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.lists.table import ListTable, headings, read_list
from klikks_desktop.domain.records import Place
from klikks_desktop.services.list_import.taker import Run, Taker
from klikks_desktop.services.records.import_report import (
    ImportReport,
    Outcome,
    RowReport,
    check_target,
    keep_refused,
)
from klikks_desktop.services.workspace import Progress, Workspace, silent

_MOST_MAPPING_BYTES: Final = 100_000
_TOLD_EVERY: Final = 200


class ListKind(StrEnum):
    """What a list holds; the values are the command line's words."""

    BUILDINGS = "buildings"
    CONSUMPTION = "consumption"
    PROJECTS = "projects"
    POTENTIALS = "potentials"


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a file for mapping by hand.

    found: heading and the key it is taken for, "" where none. offered: key and title of our columns.
    """

    found: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...]


class _DryRunError(Exception):
    """Leaves the transaction of a dry run without saving."""


def import_list(
    workspace: Workspace,
    kind: ListKind,
    file: Path,
    *,
    place: Place,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    refused_file: Path | None = None,
    progress: Progress = silent,
) -> ImportReport:
    """Take the rows of ``file`` for ``place``: good ones kept in one change, nothing twice.

    mapping: heading in the file -> key or title of our column. refused_file: where refused rows go, by
    default beside the file, "… – abgelehnt.xlsx". progress may raise to cancel: nothing is kept then.
    Raises K-3xx when the file is no table or no such list, K-544 and K-634 as the export does.
    """
    from klikks_desktop.exchange.tables.reader import read_table
    from klikks_desktop.storage.backup import Occasion, backup_here

    check_target(refused_file)
    taker = _taker(workspace, kind)
    table = read_list(read_table(file), taker.columns, mapping)
    if not dry_run:
        backup_here(workspace.store, Occasion.BEFORE_IMPORT)
    reports: list[RowReport] = []
    path = None
    try:
        with workspace.store.write(f"Aus {file.name} übernommen") as unit:
            _take(taker, Run(workspace, place, unit, table), reports, progress)
            _stop_here(dry_run)
            # Before the commit: where it cannot be written, nothing is taken.
            path = _write_refused(table, reports, file, refused_file)
    except _DryRunError:
        pass
    rows = sorted((*reports, *_passed(table)), key=lambda row: (row.number, row.cell))
    return ImportReport(tuple(rows), table.remarks, path)


def look_into(workspace: Workspace, kind: ListKind, file: Path) -> Headings:
    """The headings of a file, to map those that are not recognised; K-3xx when it is no table."""
    from klikks_desktop.exchange.tables.reader import read_table

    columns = _taker(workspace, kind).columns
    return Headings(
        tuple(headings(read_table(file), columns)), tuple((column.key, column.title) for column in columns)
    )


def read_mapping(path: Path) -> dict[str, str]:
    """A mapping from a JSON file of headings and our columns; K-325 when it is none."""
    try:
        raw = json.loads(path.read_bytes()[:_MOST_MAPPING_BYTES].decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError("K-325", {"file": path.name}) from error
    if not isinstance(raw, dict) or not all(isinstance(each, str) for each in raw.values()):
        raise UserError("K-325", {"file": path.name})
    return raw


def _taker(workspace: Workspace, kind: ListKind) -> Taker:
    if kind is ListKind.BUILDINGS:
        from klikks_desktop.services.list_import.buildings import BuildingTaker

        return BuildingTaker(workspace)
    if kind is ListKind.CONSUMPTION:
        from klikks_desktop.services.list_import.consumption import ConsumptionTaker

        return ConsumptionTaker(workspace)
    if kind is ListKind.PROJECTS:
        from klikks_desktop.services.list_import.projects import ProjectTaker

        return ProjectTaker(workspace)
    from klikks_desktop.services.list_import.potentials import PotentialTaker

    return PotentialTaker(workspace)


def _stop_here(dry_run: bool) -> None:
    if dry_run:
        raise _DryRunError


def _take(taker: Taker, run: Run, reports: list[RowReport], progress: Progress) -> None:
    taker.begin(run)
    reports += [
        RowReport(each.row, Outcome.REFUSED, column=each.column, cell=each.cell, text=each.reason)
        for each in run.table.refusals
    ]
    total = len(run.table.rows)
    for done, row in enumerate(run.table.rows):
        if done % _TOLD_EVERY == 0:
            progress(done, total)
        reports += taker.take(row)
    taker.finish()
    progress(total, total)


def _passed(table: ListTable) -> list[RowReport]:
    return [RowReport(number, Outcome.SKIPPED, text=reason) for number, reason in table.skipped]


def _write_refused(
    table: ListTable, reports: list[RowReport], file: Path, target: Path | None
) -> Path | None:
    reasons: dict[int, list[str]] = {}
    for row in reports:
        if row.outcome is Outcome.REFUSED:
            reasons.setdefault(row.number, []).append(f"{row.column}: {row.text}" if row.column else row.text)
    if not reasons:
        return None
    titles, cells = table.rejected(reasons)
    return keep_refused(file, target, titles, cells)
