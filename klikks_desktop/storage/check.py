"""Check of a workspace (Prüfung): what the database can tell, and what only this program knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.numbering import CertificateNumber
from klikks_desktop.domain.records import Attachment, Certificate, Place
from klikks_desktop.storage.backend import Backend
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.store import Reader, Store
from klikks_desktop.storage.tables import blob


class FindingKind(StrEnum):
    """What kind of thing is wrong."""

    DAMAGED = "damaged"
    ORPHANED = "orphaned"
    REGISTER = "register"
    FILE_DAMAGED = "file_damaged"
    FILE_MISSING = "file_missing"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; text is German, without personal data."""

    kind: FindingKind
    text: str


def check(store: Store) -> list[Finding]:
    """Everything that is wrong with the workspace; an empty list is a clean bill of health."""
    with store.backend.explained(), store.read() as reader:
        return [
            *_check_database(store.backend, reader),
            *_check_register(reader, store.folder),
            *_check_blobs(reader),
            *_check_archive(reader),
        ]


def _check_database(backend: Backend, reader: Reader) -> list[Finding]:
    damaged, orphaned = backend.defects(reader.connection)
    return [
        *(Finding(FindingKind.DAMAGED, f"Die Datenbank ist beschädigt: {line}") for line in damaged),
        *(
            Finding(FindingKind.ORPHANED, f"In {table} gibt es Einträge, zu denen der Haupteintrag fehlt.")
            for table in orphaned
        ),
    ]


def _check_register(reader: Reader, folder: Path) -> list[Finding]:
    """Per own place and year every serial from 1 to the mark, each with the number it should have."""
    keys = {place.id: place.key for place in reader.find(Place, source=None)}
    serials = {at: set(range(1, mark + 1)) for at, mark in Marks(folder).certificates().items()}
    serials = {at: missing for at, missing in serials.items() if at[0] in keys.values()}
    findings = []
    for line in reader.find(Certificate, order=("number",)):
        key = keys.get(line.place_id, "")
        expected = str(CertificateNumber(key, line.year, line.serial))
        if line.number != expected:
            text = f"Die Urkunde {line.number} steht an der Stelle von {expected}."
            findings.append(Finding(FindingKind.REGISTER, text))
        serials.setdefault((key, line.year), set(range(1, line.serial))).discard(line.serial)
    for (key, year), missing in sorted(serials.items()):
        for serial in sorted(missing):
            number = CertificateNumber(key, year, serial)
            findings.append(Finding(FindingKind.REGISTER, f"Im Urkundenregister fehlt {number}."))
    return findings


def _check_blobs(reader: Reader) -> list[Finding]:
    rows = reader.connection.execute(select(blob.c.hash, blob.c.data))
    return [
        Finding(FindingKind.FILE_DAMAGED, f"Die abgelegte Datei {row.hash[:12]} ist verändert.")
        for row in rows
        if hashlib.sha256(row.data).hexdigest() != row.hash
    ]


def _check_archive(reader: Reader) -> list[Finding]:
    present = set(reader.connection.execute(select(blob.c.hash)).scalars())
    lines = reader.find(Certificate, order=("number",))
    findings = []
    for line in lines:
        if line.file_hash and line.file_hash not in present:
            text = f"Die abgelegte Datei der Urkunde {line.number} fehlt."
            findings.append(Finding(FindingKind.FILE_MISSING, text))
        if line.file_hash is None and line.voided_on is None and line.sheet:
            text = f"Die Urkunde {line.number} hat eine Nummer, aber noch keine Datei."
            findings.append(Finding(FindingKind.UNFINISHED, text))
    findings += [
        Finding(FindingKind.FILE_MISSING, f"Das Wappen von {place.name} fehlt.")
        for place in reader.find(Place)
        if place.arms_hash and place.source is None and place.arms_hash not in present
    ]
    # The name of a file may be that of a person; the day tells it apart.
    findings += [
        Finding(
            FindingKind.FILE_MISSING,
            f"Eine Datei zu einem Projekt fehlt (hinzugefügt am {format_short(each.added_on)}).",
        )
        for each in reader.find(Attachment, order=("added_on", "id"), source=None)
        if each.digest not in present
    ]
    return findings
