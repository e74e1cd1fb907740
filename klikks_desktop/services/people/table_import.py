"""Taking patrons from a table: each row taken, already there, or refused with row, column, reason.

Good rows are kept in one transaction, refused ones go to a file that opens in Excel. The same
person never comes twice; an empty cell never overwrites.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.names import check_name, search_key
from klikks_desktop.domain.patron_cells import NameOrder
from klikks_desktop.domain.patron_columns import Column
from klikks_desktop.domain.patron_form import ADDRESS_WORDS
from klikks_desktop.domain.patron_row import FIELDS, PatronRow
from klikks_desktop.domain.patron_table import PatronTable, read_patrons
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Locality, Patron, Place
from klikks_desktop.services.people.patron_forms import check_texts, read_form
from klikks_desktop.services.people.patrons import change_texts, store_new
from klikks_desktop.services.people.same_person import People, SeveralFitError
from klikks_desktop.services.records.import_report import (
    ImportReport,
    Outcome,
    RowReport,
    check_target,
    keep_refused,
)
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.backup import Occasion, backup_here
from klikks_desktop.storage.store import Unit

_NO_ADDRESS = "Die Anrede fehlt (Frau, Herr oder keine). Sie wird nicht geraten."
_SEVERAL = "Mehrere Personen heißen so. Ohne die E-Mail-Adresse ist nicht klar, wer gemeint ist."
_OPEN_DRAFT = "Zu dieser Person gibt es einen Entwurf. Bitte stellen Sie ihn zuerst fertig."


@dataclass(slots=True)
class _Run:
    """One import while it goes on."""

    workspace: Workspace
    place: Place
    table: PatronTable
    add_localities: bool
    people: People = field(default_factory=People)
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
    check_target(refused_file)
    table = read_file(workspace, file, split_names)
    run = _Run(workspace, place, table, add_localities)
    if not dry_run:
        backup_here(workspace.store, Occasion.BEFORE_IMPORT)
    path = None
    try:
        with workspace.store.write(f"Aus {file.name} übernommen") as unit:
            _take_rows(run, unit, dry_run)
            # Before the commit: where it cannot be written, nothing is taken.
            path = _write_refused(run, file, refused_file)
    except _DryRunError:
        pass
    rows = [*run.rows, *_skipped(table)]
    return ImportReport(tuple(sorted(rows, key=lambda row: (row.number, row.cell))), table.remarks, path)


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
        run.people.note(patron.search_key, patron.email, patron.id)
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
        reason = f"Die Zeile gehört zu {row.place_key}, nicht zu {run.place.key}."
        return [_refusal(run, row, name, Column.PLACE_KEY, reason)]
    try:
        known = run.people.find(_key(run, row), row.email)
    except SeveralFitError:
        return [_refusal(run, row, name, Column.EMAIL, _SEVERAL)]
    if known is not None:
        return _complete(run, unit, row, name, patron_id=known)
    if row.address is None:
        return [_refusal(run, row, name, Column.ADDRESS, _NO_ADDRESS)]
    return _take_new(run, unit, row, name)


def _key(run: _Run, row: PatronRow) -> str:
    return search_key(f"{row.family_name} {row.given_name}", run.workspace.shipped.alphabet)


def _take_new(run: _Run, unit: Unit, row: PatronRow, name: str) -> list[RowReport]:
    texts = row.form_texts()
    added = _add_locality(run, unit, row)
    if problems := check_texts(run.workspace, unit, run.place, texts):
        _drop_locality(run, unit, added)
        return [_refused_field(run, row, name, problem) for problem in problems]
    patron_id = run.workspace.new_id()
    store_new(run.workspace, unit, run.place, patron_id, texts)
    run.people.note(_key(run, row), row.email, patron_id)
    return [RowReport(row.row, Outcome.TAKEN, name, text=" ".join(row.remarks))]


def _complete(run: _Run, unit: Unit, row: PatronRow, name: str, *, patron_id: UUID) -> list[RowReport]:
    """Fill what is empty on record from the row; what is on record stays, and what differs is told."""
    texts, form = row.form_texts(), read_form(run.workspace, unit, patron_id)
    before = form.texts
    missing = {field: text for field, text in texts.items() if text and not before.get(field)}
    if row.open_ended or before.get("begins_on"):
        missing.pop("ends_on", None)
    differs = _differing(texts, before)
    if not missing:
        return [RowReport(row.row, Outcome.KNOWN, name, text=differs)]
    if form.has_draft:
        return [_refusal(run, row, name, Column.FAMILY_NAME, _OPEN_DRAFT)]
    added = _add_locality(run, unit, row) if "locality" in missing else None
    if problems := check_texts(run.workspace, unit, run.place, {**before, **missing}):
        _drop_locality(run, unit, added)
        return [_refused_field(run, row, name, problem) for problem in problems]
    change_texts(run.workspace, unit, patron_id, missing)
    run.people.note(_key(run, row), row.email or before["email"], patron_id)
    return [RowReport(row.row, Outcome.COMPLETED, name, text=" ".join([*row.remarks, differs]).strip())]


def _differing(texts: Mapping[str, str], before: Mapping[str, str]) -> str:
    """A sentence that names the columns where the record says something else; it stays."""
    titles = [
        FIELDS[field].value
        for field, text in texts.items()
        if before.get(field) and _plain(field, text) != _plain(field, before[field])
    ]
    return f"Anders als gespeichert und nicht übernommen: {', '.join(titles)}." if titles else ""


def _plain(field: str, text: str) -> str:
    """A text as it is compared: names and addresses without case, the form of address as its word."""
    if field == "address":
        return next((word for known, word in ADDRESS_WORDS.items() if known.value == text), text)
    return text.casefold()


def _add_locality(run: _Run, unit: Unit, row: PatronRow) -> Locality | None:
    name = row.locality
    if not name or not run.add_localities or name.casefold() in run.localities:
        return None
    added = Locality(
        id=run.workspace.new_id(), place_id=run.place.id, name=name, genitive=f"des Ortsteils {name}"
    )
    unit.add(added)
    run.localities[name.casefold()] = added
    return added


def _drop_locality(run: _Run, unit: Unit, added: Locality | None) -> None:
    if added is not None:
        unit.delete(Locality, added.id)
        del run.localities[added.name.casefold()]


def _refused_field(run: _Run, row: PatronRow, name: str, problem: Problem) -> RowReport:
    return _refusal(run, row, name, FIELDS.get(problem.field, Column.FAMILY_NAME), problem.message)


def _refusal(run: _Run, row: PatronRow, name: str, column: Column, reason: str) -> RowReport:
    refusal = run.table.refusal(row.row, column, reason)
    return RowReport(row.row, Outcome.REFUSED, name, refusal.column, refusal.address, reason)


def _write_refused(run: _Run, file: Path, target: Path | None) -> Path | None:
    from klikks_desktop.domain.patron_row import RowRefusal

    refused = [row for row in run.rows if row.outcome is Outcome.REFUSED]
    if not refused:
        return None
    titles, cells = run.table.rejected(RowRefusal(r.number, r.column, r.cell, r.text) for r in refused)
    return keep_refused(file, target, titles, cells)
