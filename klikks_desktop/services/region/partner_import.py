"""Taking partner municipalities from a table or from what was pasted: by AGS or by name, nothing twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.lists.columns import find_column
from klikks_desktop.domain.lists.table import ListRow, ListTable, read_list
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.place_key import is_key, state_of
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.domain.record_fields import write_all
from klikks_desktop.domain.records import Partner
from klikks_desktop.domain.region.fields import PARTNER_FIELDS
from klikks_desktop.domain.region.partner_columns import COUNTY, KEY, NAME, PARTNER_COLUMNS, plain_list
from klikks_desktop.domain.sheets import Sheet
from klikks_desktop.domain.values import quoted
from klikks_desktop.reference.directory import DirectoryPlace
from klikks_desktop.services.records.import_report import ImportReport, Outcome, RowReport, keep_refused
from klikks_desktop.services.region.partners import new_partner, read_partner
from klikks_desktop.services.workspace import Progress, Shipped, Workspace, silent
from klikks_desktop.storage.store import Unit

PASTED = "Eingefügte Liste"
_MOST_NAMED = 4
_WHOLE_LINES = "sep=\t\n"
"""Tells the reader of tables that nothing parts the lines of a pasted list."""


class _DryRunError(Exception):
    """Leaves the transaction of a dry run without saving."""


def import_partners(
    workspace: Workspace, source: Path | str, *, dry_run: bool = False, progress: Progress = silent
) -> ImportReport:
    """Take the municipalities of a file, or of a pasted text: new ones added, known ones completed.

    Refused rows of a file are kept beside it. progress may raise to cancel: nothing is kept then.
    Raises K-3xx when it is no table or has no column for AGS or name.
    """
    table = _table(source)
    taker = _Taker(workspace, table)
    reports: list[RowReport] = []
    kept = None
    name = source.name if isinstance(source, Path) else PASTED
    try:
        with workspace.store.write(f"Partnerkommunen aus {name} übernommen") as unit:
            taker.begin(unit)
            for done, row in enumerate(table.rows):
                progress(done, len(table.rows))
                reports.append(taker.take(row))
            _stop_here(dry_run)
            if isinstance(source, Path):
                kept = _keep_refused(table, reports, source)
    except _DryRunError:
        pass
    progress(len(table.rows), len(table.rows))
    unread = [
        RowReport(each.row, Outcome.REFUSED, column=each.column, cell=each.cell, text=each.reason)
        for each in table.refusals
    ]
    passed = [RowReport(number, Outcome.SKIPPED, text=reason) for number, reason in table.skipped]
    rows = sorted((*reports, *unread, *passed), key=lambda row: row.number)
    if not isinstance(source, Path):
        # A pasted list has lines, but no cells that anybody could look up.
        rows = [replace(row, cell="") for row in rows]
    return ImportReport(tuple(rows), table.remarks, kept)


def _stop_here(dry_run: bool) -> None:
    if dry_run:
        raise _DryRunError


def _table(source: Path | str) -> ListTable:
    from klikks_desktop.exchange.tables.csv_reader import read_csv
    from klikks_desktop.exchange.tables.reader import read_table

    sheets: Sequence[Sheet]
    if isinstance(source, Path):
        sheets = read_table(source)
    else:
        sheets = [read_csv((_WHOLE_LINES if _is_plain(source) else "").encode() + source.encode(), PASTED)]
    try:
        table = read_list([plain_list(sheet) for sheet in sheets], PARTNER_COLUMNS)
    except UserError as error:
        if error.code != "K-323":
            raise
        first = sheets[0].rows[0].cells
        raise _no_town_column(sheets[0], [str(cell) for cell in first if cell is not None]) from error
    if not {KEY, NAME} & table.layout.indexes.keys():
        raise _no_town_column(table.sheet, table.layout.titles)
    return table


def _is_plain(text: str) -> bool:
    """Whether each line is one town: the official list writes "Soltau, Stadt", which are no two columns."""
    first = text.strip().partition("\n")[0].partition(",")[0]
    return find_column(first.strip(), PARTNER_COLUMNS) is None and not set(text) & set(";\t")


def _no_town_column(sheet: Sheet, found: Sequence[str]) -> UserError:
    facts = {"sheet": sheet.name, "column": "AGS oder Kommune", "found": ", ".join(found)}
    return UserError("K-321", facts)


class _Taker:
    """Takes row by row within one transaction."""

    def __init__(self, workspace: Workspace, table: ListTable) -> None:
        self._workspace, self._table = workspace, table

    def begin(self, unit: Unit) -> None:
        """Look at who is there already."""
        self._unit = unit
        self._known = {each.place_key: each for each in unit.find(Partner, source=None)}

    def take(self, row: ListRow) -> RowReport:
        """Add, complete or refuse one municipality."""
        try:
            key, remark = find_town(self._workspace.shipped, row.texts)
            known = self._known.get(key)
            partner = self._merged(key, known, row.texts)
        except LookupError as error:
            return self._refused(row, KEY if row.texts.get(KEY) else NAME, str(error.args[0]))
        except UserError as error:
            return self._refused(row, NAME, error.text.happened)
        if partner == known:
            return RowReport(row.number, Outcome.KNOWN, partner.designation, text=remark)
        self._unit.put(partner)
        self._known[key] = partner
        outcome = Outcome.COMPLETED if known else Outcome.TAKEN
        return RowReport(row.number, outcome, partner.designation, text=remark)

    def _merged(self, key: str, known: Partner | None, texts: Mapping[str, str]) -> Partner:
        """What is there stays, but for what the directory had put in; the row fills the rest."""
        before = known or new_partner(self._workspace.shipped, key, self._workspace.new_id())
        shown = write_all(PARTNER_FIELDS, before)
        proposed = {"postcode", "city"} if not before.street else set()
        if known is None and self._workspace.shipped.directory.find(key) is None:
            proposed.add(NAME)
        typed = {
            name: text
            for name, text in texts.items()
            if text and name in shown and (not shown[name] or name in proposed)
        }
        return read_partner(before, {**shown, **typed})

    def _refused(self, row: ListRow, column: str, reason: str) -> RowReport:
        refusal = self._table.refusal(row.number, column, reason)
        name = row.texts.get(NAME, "") or row.texts.get(KEY, "")
        return RowReport(row.number, Outcome.REFUSED, name, refusal.column, refusal.cell, reason)


def find_town(shipped: Shipped, texts: Mapping[str, str]) -> tuple[str, str]:
    """The key that a row means and a remark on it; ``LookupError`` with a German sentence otherwise.

    A key goes before a name. Nothing is guessed: a name that several have is refused with their keys.
    """
    typed, name = texts.get(KEY, "").replace(" ", ""), texts.get(NAME, "")
    if typed:
        return _by_key(shipped, typed, name)
    if not name:
        raise LookupError("Weder AGS noch Name steht in der Zeile.")
    found = _by_name(shipped, name, texts.get(COUNTY, ""))
    if len(found) == 1:
        return found[0].key, ""
    if not found:
        raise LookupError(f"{quoted(name)} steht nicht im amtlichen Verzeichnis. Bitte AGS angeben.")
    offered = ", ".join(
        f"{each.kind_label} {each.name} in {each.county} ({each.key})" for each in found[:_MOST_NAMED]
    )
    raise LookupError(f"{quoted(name)} heißen mehrere: {offered}. Bitte AGS angeben.")


def _by_key(shipped: Shipped, typed: str, name: str) -> tuple[str, str]:
    directory = shipped.directory
    place = directory.find(typed) or directory.suggest(typed)
    if place is None:
        if is_key(typed) and name:
            return typed, f"Den Schlüssel {typed} kennt das amtliche Verzeichnis nicht. Bitte prüfen."
        raise LookupError(f"Den Schlüssel {quoted(typed)} kennt das amtliche Verzeichnis nicht.")
    remarks = [f"Als {place.key} gelesen."] if place.key != typed else []
    alphabet = shipped.alphabet
    if name and search_key(place.name, alphabet) not in search_key(name, alphabet):
        remarks.append(f"Im amtlichen Verzeichnis heißt {place.key} {place.name}.")
    return place.key, " ".join(remarks)


def _by_name(shipped: Shipped, name: str, county: str) -> list[DirectoryPlace]:
    """Places called so, by county or Land where given.

    As written goes before as it sounds (Munster is not Münster), with designation before without.
    The official list puts the designation last: "Soltau, Stadt".
    """
    alphabet = shipped.alphabet
    bare, comma, kind = name.partition(",")
    name = f"{kind.strip()} {bare.strip()}" if comma else name
    hits = shipped.directory.search(name)

    def folded(text: str) -> str:
        return search_key(text, alphabet)

    found: list[DirectoryPlace] = []
    for form in (str.casefold, folded):
        wanted = form(" ".join(name.split()))
        found = [hit for hit in hits if form(_designation(hit)) == wanted]
        found = found or [hit for hit in hits if form(hit.name) == wanted]
        if found:
            break
    if county and len(found) > 1:
        near = [hit for hit in found if folded(county) in folded(f"{hit.county} {state_of(hit.key)}")]
        return near or found
    return found


def _designation(place: DirectoryPlace) -> str:
    return grammatical_forms(place.kind, place.kind_class, place.name).designation


def _keep_refused(table: ListTable, reports: Sequence[RowReport], file: Path) -> Path | None:
    reasons = {each.row: [each.reason] for each in table.refusals}
    reasons |= {row.number: [row.text] for row in reports if row.outcome is Outcome.REFUSED}
    if not reasons:
        return None
    titles, cells = table.rejected(reasons)
    return keep_refused(file, None, titles, cells)
