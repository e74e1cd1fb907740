"""Taking patrons from a table: each row taken, already there, or refused with row, column, reason.

Good rows are kept in one transaction, refused ones go to a file that opens in Excel. The same
person never comes twice; an empty cell never overwrites.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.names import check_name, search_key
from klikks_desktop.domain.patron_cells import NameOrder
from klikks_desktop.domain.patron_columns import Column
from klikks_desktop.domain.patron_row import FIELDS, PatronRow
from klikks_desktop.domain.patron_table import PatronTable, read_patrons
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Locality, Patron, Place
from klikks_desktop.services.patron_forms import check_texts, load_texts
from klikks_desktop.services.patrons import change_texts, store_new
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.backup import backup_here
from klikks_desktop.storage.store import Unit


class Outcome(StrEnum):
    """What becomes of a row."""

    TAKEN = "übernommen"
    COMPLETED = "ergänzt"
    KNOWN = "schon vorhanden"
    REFUSED = "abgelehnt"
    SKIPPED = "übergangen"


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the file: its number, what became of it, and why."""

    number: int
    outcome: Outcome
    name: str = ""
    column: str = ""
    cell: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did or, on a dry run, would do."""

    rows: tuple[RowReport, ...]
    remarks: tuple[str, ...]
    refused_path: Path | None = None

    def _count(self, *outcomes: Outcome) -> int:
        return len({row.number for row in self.rows if row.outcome in outcomes})

    @property
    def taken(self) -> int:
        """Rows taken or completed."""
        return self._count(Outcome.TAKEN, Outcome.COMPLETED)

    @property
    def known(self) -> int:
        """Rows that said nothing new."""
        return self._count(Outcome.KNOWN)

    @property
    def refused(self) -> int:
        """Rows refused."""
        return self._count(Outcome.REFUSED)


@dataclass(slots=True)
class _Run:
    """One import while it goes on."""

    workspace: Workspace
    place: Place
    table: PatronTable
    add_localities: bool
    people: dict[tuple[str, str], UUID] = field(default_factory=dict)
    rows: list[RowReport] = field(default_factory=list)
    localities: dict[str, Locality] = field(default_factory=dict)


class _DryRunError(Exception):
    """Leaves the transaction of a dry run without saving."""


def import_patrons(
    workspace: Workspace,
    file: Path,
    *,
    place: Place,
    dry_run: bool = False,
    split_names: str | None = None,
    add_localities: bool = False,
    refused_file: Path | None = None,
) -> ImportReport:
    """Take the patrons of ``file`` for ``place``.

    split_names: how whole names in one column are written (``NameOrder``); K-322 asks for it.
    refused_file: where refused rows go; by default beside the file, "… – abgelehnt.xlsx".
    Raises K-3xx when the file is no table or holds no list of people.
    """
    table = read_file(workspace, file, split_names)
    run = _Run(workspace, place, table, add_localities)
    if not dry_run:
        backup_here(workspace.store)
    try:
        with workspace.store.write(f"Aus {file.name} übernommen") as unit:
            _take_rows(run, unit, dry_run)
    except _DryRunError:
        pass
    rows = tuple(sorted([*run.rows, *_skipped(table)], key=lambda row: (row.number, row.cell)))
    path = None if dry_run else _write_refused(table, rows, file, refused_file)
    return ImportReport(rows, table.remarks, path)


def read_file(workspace: Workspace, file: Path, split_names: str | None = None) -> PatronTable:
    """The list of patrons in a file, not taken yet."""
    from klikks_desktop.exchange.tables.reader import read_table

    alphabet = workspace.shipped.alphabet

    def problem_of(name: str) -> str | None:
        problem = check_name(name, alphabet)
        return problem.message if problem else None

    return read_patrons(read_table(file), problem_of, NameOrder(split_names) if split_names else None)


def _skipped(table: PatronTable) -> list[RowReport]:
    return [RowReport(row.row, Outcome.SKIPPED, text=row.reason) for row in table.skipped]


def _take_rows(run: _Run, unit: Unit, dry_run: bool) -> None:
    for patron in unit.find(Patron, place_id=run.place.id, source=None):
        run.people.setdefault((patron.search_key, ""), patron.id)
        run.people[patron.search_key, patron.email.casefold()] = patron.id
    run.localities = {known.name.casefold(): known for known in unit.find(Locality, place_id=run.place.id)}
    run.rows += [
        RowReport(r.row, Outcome.REFUSED, column=r.column, cell=r.address, text=r.reason)
        for r in run.table.refusals
    ]
    for row in run.table.rows:
        run.rows += _take_row(run, unit, row)
    if dry_run:
        raise _DryRunError


def _take_row(run: _Run, unit: Unit, row: PatronRow) -> list[RowReport]:
    name = ", ".join(part for part in (row.family_name, row.given_name) if part)
    if row.place_key and row.place_key != run.place.key:
        return [
            _refusal(
                run,
                row,
                name,
                Column.PLACE_KEY,
                f"Die Zeile gehört zu {row.place_key}, nicht zu {run.place.key}.",
            )
        ]
    texts = row.form_texts()
    _add_locality(run, unit, row)
    known = _same_person(run, row)
    if known is None and row.address is None:
        return [
            _refusal(
                run,
                row,
                name,
                Column.ADDRESS,
                "Die Anrede fehlt (Frau, Herr oder keine). Sie wird nicht geraten.",
            )
        ]
    if known is None:
        return _take_new(run, unit, row, name, texts)
    return _complete(run, unit, row, name, texts, patron_id=known)


def _take_new(run: _Run, unit: Unit, row: PatronRow, name: str, texts: Mapping[str, str]) -> list[RowReport]:
    if problems := check_texts(run.workspace, unit, run.place, texts):
        return [_refused_field(run, row, name, problem) for problem in problems]
    patron_id = run.workspace.new_id()
    store_new(run.workspace, unit, run.place, patron_id, texts)
    key = search_key(f"{row.family_name} {row.given_name}", run.workspace.shipped.alphabet)
    run.people.setdefault((key, ""), patron_id)
    run.people[key, row.email.casefold()] = patron_id
    return [RowReport(row.row, Outcome.TAKEN, name, text=" ".join(row.remarks))]


def _complete(
    run: _Run, unit: Unit, row: PatronRow, name: str, texts: Mapping[str, str], *, patron_id: UUID
) -> list[RowReport]:
    """Fill what is empty on record from the row; what is on record stays."""
    before = load_texts(run.workspace, unit, patron_id)
    missing = {field: text for field, text in texts.items() if text and not before.get(field)}
    if row.open_ended or before.get("begins_on"):
        missing.pop("ends_on", None)
    if not missing:
        return [RowReport(row.row, Outcome.KNOWN, name)]
    if problems := check_texts(run.workspace, unit, run.place, {**before, **missing}):
        return [_refused_field(run, row, name, problem) for problem in problems]
    change_texts(run.workspace, unit, patron_id, missing)
    return [RowReport(row.row, Outcome.COMPLETED, name, text=" ".join(row.remarks))]


def _same_person(run: _Run, row: PatronRow) -> UUID | None:
    """Same name, however spelled, and not two different e-mail addresses."""
    key = search_key(f"{row.family_name} {row.given_name}", run.workspace.shipped.alphabet)
    if row.email and (key, row.email.casefold()) in run.people:
        return run.people[key, row.email.casefold()]
    if not row.email or ((key, "") in run.people and _has_no_email(run, key)):
        return run.people.get((key, ""))
    return None


def _has_no_email(run: _Run, key: str) -> bool:
    """Whether the person known under this name has no address on record yet."""
    return all(email == "" for known, email in run.people if known == key)


def _add_locality(run: _Run, unit: Unit, row: PatronRow) -> None:
    name = row.locality
    if not name or not run.add_localities or name.casefold() in run.localities:
        return
    added = Locality(
        id=run.workspace.new_id(), place_id=run.place.id, name=name, genitive=f"des Ortsteils {name}"
    )
    unit.add(added)
    run.localities[name.casefold()] = added


def _refused_field(run: _Run, row: PatronRow, name: str, problem: Problem) -> RowReport:
    return _refusal(run, row, name, FIELDS.get(problem.field, Column.FAMILY_NAME), problem.message)


def _refusal(run: _Run, row: PatronRow, name: str, column: Column, reason: str) -> RowReport:
    refusal = run.table.refusal(row.row, column, reason)
    return RowReport(row.row, Outcome.REFUSED, name, refusal.column, refusal.address, reason)


def _write_refused(
    table: PatronTable, rows: tuple[RowReport, ...], file: Path, target: Path | None
) -> Path | None:
    from klikks_desktop.domain.patron_row import RowRefusal
    from klikks_desktop.exchange.tables.writer import Column as SheetColumn
    from klikks_desktop.exchange.tables.writer import SheetToWrite, free_path, write_csv, write_xlsx

    refusals = [RowRefusal(r.number, r.column, r.cell, r.text) for r in rows if r.outcome is Outcome.REFUSED]
    if not refusals:
        return None
    titles, cells = table.rejected(refusals)
    columns = [SheetColumn(title) for title in titles]
    path = target or free_path(file.parent, f"{file.stem} – abgelehnt.xlsx")
    if path.suffix.lower() == ".csv":
        write_csv(path, columns, cells)
    elif path.suffix.lower() == ".xlsx":
        write_xlsx(path, [SheetToWrite("Abgelehnt", columns, cells)])
    else:
        raise UserError("K-634", {"file": path.name})
    return path
