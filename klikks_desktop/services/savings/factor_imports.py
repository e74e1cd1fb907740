"""Factor files: look into one, take it in, take it out again; results frozen with a replaced set follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factor_difference import SetDifference
from klikks_desktop.domain.records import FactorFile
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.savings.factor_change import changed_sets, follow_replaced, replaced_differences
from klikks_desktop.services.savings.factors import chosen_within, imported_files, laid_over, library_within
from klikks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from klikks_desktop.reference.factor_files import StoredFile

_LISTS: Final = {
    "sets": "Faktorensätze",
    "electricity_mix": "Jahre des Strommix",
    "primary": "Primärenergiefaktoren",
    "defaults": "Vorgaben",
    "prices": "Preise",
    "co2_prices": "CO2-Preise",
    "feed_in": "Zeiträume der Einspeisevergütung",
    "yields": "PV-Erträge",
    "service_lives": "Nutzungsdauern",
    "comparison": "Vergleichswerte",
    "means": "Mittelwerte",
    "programmes": "Förderprogramme",
    "sources": "Quellen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file with figures. imported_at: ``None`` for what came with the program."""

    id: str
    title: str
    edition: str
    valid_from: date
    note: str
    imported_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What taking a file in would do.

    counts: German name of a list -> entries. replaces: edition of the file of that id imported before,
    or "". new_sets, replaced_sets: titles. differences: what changes for potentials that are frozen with
    a replaced set. guide_values: how many figures are guide values.
    """

    id: str
    title: str
    edition: str
    valid_from: date
    note: str
    counts: dict[str, int]
    replaces: str
    new_sets: tuple[str, ...]
    replaced_sets: tuple[str, ...]
    differences: tuple[SetDifference, ...]
    guide_values: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A file that was taken in or out, and the potentials that were reckoned anew with it."""

    file: FactorFile
    recalculated: tuple[UUID, ...]


def list_files(workspace: Workspace) -> list[FileRow]:
    """The shipped files by id, then the imported ones in the order in which they hold."""
    with workspace.store.read() as reader:
        imported = imported_files(reader)
    rows = [
        FileRow(
            id=head.id,
            title=head.title,
            edition=head.edition,
            valid_from=head.valid_from,
            note=head.note,
            imported_at=None,
        )
        for head in workspace.shipped.factors.heads
    ]
    rows += [
        FileRow(
            id=each.id,
            title=each.title,
            edition=each.edition,
            valid_from=each.valid_from,
            note="",
            imported_at=each.imported_at,
        )
        for each in imported
    ]
    return rows


def preview_import(workspace: Workspace, path: Path) -> ImportPreview:
    """What the file would do; nothing is stored. K-632 unreadable, K-731 to K-737 what is wrong with it."""
    stored, data = _read(path)
    file = factor_record(workspace, stored, data)
    with workspace.store.read() as reader:
        before = library_within(workspace, reader)
        files = imported_files(reader)
        after = laid_over(workspace, [*(each for each in files if each.id != file.id), file])
        differences = replaced_differences(reader, before, after)
    return ImportPreview(
        id=file.id,
        title=file.title,
        edition=file.edition,
        valid_from=file.valid_from,
        note=stored.note,
        counts={title: len(found) for name, title in _LISTS.items() if (found := getattr(stored, name))},
        replaces=next((each.edition for each in files if each.id == file.id), ""),
        new_sets=tuple(one.title for id_, one in after.sets.items() if id_ not in before.sets),
        replaced_sets=tuple(new.title for _old, new in changed_sets(before, after).values()),
        differences=differences,
        guide_values=_guide_values(stored),
    )


def import_file(workspace: Workspace, path: Path) -> Imported:
    """Take the file in; potentials frozen with a set that it replaces are reckoned anew in the same change.

    K-632 unreadable, K-731 to K-737 what is wrong with it.
    """
    stored, data = _read(path)
    file = factor_record(workspace, stored, data)
    with workspace.store.write(f"Faktoren-Datei eingelesen: {file.title}") as unit:
        before = library_within(workspace, unit)
        unit.put(file)
        after = library_within(workspace, unit)
        return Imported(file=file, recalculated=follow_replaced(workspace, unit, before, after))


def remove_file(workspace: Workspace, file_id: str) -> Imported:
    """Take an imported file out again; what it had replaced holds again.

    K-739 when no such file was imported, K-740 when the chosen set would go with it.
    """
    with workspace.store.write("Faktoren-Datei entfernt") as unit:
        file = unit.get(FactorFile, file_id)
        if file is None:
            raise UserError("K-739", {"file": file_id})
        before = library_within(workspace, unit)
        chosen = chosen_within(workspace, unit)
        unit.delete(FactorFile, file_id)
        after = library_within(workspace, unit)
        if chosen.id not in after.sets:
            raise UserError("K-740", {"file": file.title, "set": chosen.title})
        return Imported(file=file, recalculated=follow_replaced(workspace, unit, before, after))


def _read(path: Path) -> tuple[StoredFile, bytes]:
    from klikks_desktop.reference.factor_files import MAX_BYTES, parse_file

    data = read_bytes(path, MAX_BYTES)
    return parse_file(data), data


def factor_record(workspace: Workspace, stored: StoredFile, data: bytes) -> FactorFile:
    """The file as a record, imported now."""
    return FactorFile(
        id=stored.id,
        title=stored.title,
        edition=stored.edition,
        valid_from=stored.valid_from,
        imported_at=workspace.clock(),
        data=data.decode("utf-8-sig"),
    )


def _guide_values(stored: StoredFile) -> int:
    entries = [entry for name in _LISTS if name != "sets" for entry in getattr(stored, name)]
    entries += [figure for one in stored.sets for figure in (*one.factors, *one.rows)]
    return sum("M" in getattr(entry, "source", "").split(",") for entry in entries)
