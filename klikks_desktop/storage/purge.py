"""Erasing people from one database: rows, register lines, archived files, history last."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import delete, exists, insert, or_, select, update

from klikks_desktop.domain.records import (
    Appointment,
    Attachment,
    Certificate,
    CertificateCopy,
    Consent,
    Draft,
    Patron,
    Place,
    ProgrammePack,
    ProjectPatron,
    Receipt,
    Remark,
)
from klikks_desktop.storage.files import ERASED, read_json, write_json
from klikks_desktop.storage.reader import Reader
from klikks_desktop.storage.tables import erased, history, history_change
from klikks_desktop.storage.unit import Unit

FORGOTTEN: Final = "Änderung (teilweise gelöscht)"


def read_erased(folder: Path) -> set[UUID]:
    """The ids erased from this workspace, kept outside the database; what is no id is passed over."""
    listed = read_json(folder / ERASED)
    found: set[UUID] = set()
    for each in listed if isinstance(listed, list) else ():
        with suppress(ValueError):
            found.add(UUID(str(each)))
    return found


def remember_erased(folder: Path, ids: Iterable[UUID]) -> None:
    """Add ids to the list. Raises ``OSError``."""
    known = read_erased(folder)
    if not known.issuperset(ids):
        write_json(folder / ERASED, sorted(str(each) for each in known.union(ids)))


def purge(unit: Unit, ids: Iterable[UUID], now: datetime) -> None:
    """Erase the records with these ids and every trace of them; ids that are gone do not matter.

    Patrons go with appointments, consents, drafts, what they were responsible for and remarks on them.
    Lines of the certificate register stay, without name, wording and file: number, dates and kind keep it
    gapless.
    """
    people = set(ids)
    for key in people:
        lines = [*unit.find(Certificate, patron_id=key), *unit.find(Certificate, id=key)]
        hashes = {digest for line in lines for digest in _empty(unit, line)}
        remarks = purge_words(unit, [key])
        # What the other side wrote comes back with its next file if it was not told yet.
        unit.delete_where(Remark, about=[key, *remarks])
        for kind in (Consent, Appointment, ProjectPatron):
            unit.delete_where(kind, patron_id=key)
        for other in (Consent, Appointment, Draft, Patron):
            unit.delete(other, key)
        # Last, because all of the above wrote history, too.
        for each in {key, *(line.id for line in lines)}:
            hashes |= _purge_history(unit, each)
        for digest in hashes:
            if not is_referred_to(unit, digest):
                unit.drop_blob(digest)
    list_erased(unit, people, now)


def purge_words(unit: Unit, people: Collection[UUID]) -> list[UUID]:
    """Erase own remarks on these people and own answers to any remark on them; ids of all on them."""
    remarks = unit.find(Remark, about=people)
    answers = unit.find(Remark, about=[each.id for each in remarks], source=None)
    own = [each.id for each in (*remarks, *answers) if each.source is None]
    unit.delete(Remark, *own)
    # Of the people, too: a remark that was deleted before is known only to the history.
    for key in (*people, *own):
        _purge_history(unit, key)
    return [each.id for each in remarks]


def list_erased(unit: Unit, ids: Collection[UUID], now: datetime) -> None:
    """Note the ids as erased, so that a backup which is brought back loses them again."""
    for key in ids:
        is_listed = unit.connection.execute(select(erased.c.id).where(erased.c.id == key)).first()
        if not is_listed:
            unit.connection.execute(insert(erased).values(id=key, at=now))


def _empty(unit: Unit, line: Certificate) -> list[str]:
    """Empty one register line; returns the hashes of its files."""
    copies = unit.find(CertificateCopy, certificate_id=line.id)
    unit.delete(CertificateCopy, *(each.id for each in copies))
    empty = replace(
        line, patron_id=None, appointment_id=None, name="", sheet="", file_hash=None, void_reason=""
    )
    unit.update(empty)
    return [*([line.file_hash] if line.file_hash else []), *(each.file_hash for each in copies)]


def _purge_history(unit: Unit, key: UUID) -> set[str]:
    """Forget what history knows of this record and of all that ever pointed at it.

    Returns the hashes of files it mentioned. The changes concerned can no longer be undone, and
    their labels, which may hold a name, go.
    """
    connection, text = unit.connection, str(key)
    mentions = or_(history.c.pk == text, history.c.old.contains(text), history.c.new.contains(text))
    rows = history.c.pk.in_(connection.execute(select(history.c.pk).where(mentions)).scalars().all())
    hashes: set[str] = set()
    for old, new in connection.execute(select(history.c.old, history.c.new).where(rows)):
        hashes |= {json.loads(each).get("file_hash") for each in (old, new) if each} - {None}
    changes = select(history.c.change_id).where(rows, history.c.change_id != unit.change).distinct()
    concerned = connection.execute(changes).scalars().all()
    connection.execute(delete(history).where(rows))
    is_concerned = history_change.c.id.in_(concerned)
    remains = exists().where(history.c.change_id == history_change.c.id)
    connection.execute(delete(history_change).where(is_concerned, ~remains))
    connection.execute(update(history_change).where(is_concerned).values(label=FORGOTTEN, undoable=False))
    return hashes


def is_referred_to(reader: Reader, digest: str) -> bool:
    """Whether a record of any kind still holds the bytes with this hash."""
    return any(
        (
            reader.count(Certificate, file_hash=digest),
            reader.count(CertificateCopy, file_hash=digest),
            reader.count(Place, arms_hash=digest),
            reader.count(Attachment, digest=digest),
            reader.count(Receipt, file_hash=digest),
            any(digest in pack.data for pack in reader.find(ProgrammePack)),
        )
    )
