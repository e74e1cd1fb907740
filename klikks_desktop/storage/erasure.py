"""Erasure (Löschung, Art. 17 DSGVO): from the database, its history and the backups at hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.backup import second_place
from klikks_desktop.storage.copies import backups_in
from klikks_desktop.storage.database import check_database, copy_database
from klikks_desktop.storage.files import BACKUPS, DATABASE, UNFINISHED, sync_file, sync_folder
from klikks_desktop.storage.purge import list_erased, purge, purge_words, remember_erased
from klikks_desktop.storage.sqlite import SQLiteBackend, connect, core_connection, explained_files
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import SCHEMA_REVISION, erased
from klikks_desktop.storage.triggers import install_triggers
from klikks_desktop.storage.unit import Clock, Unit, transaction

_LABEL = "Endgültig gelöscht"


def erase(store: Store, ids: Iterable[UUID]) -> None:
    """Erase these patrons for good, with all that belongs to them; ids that are gone do not matter.

    Lines of the certificate register stay, emptied. The ids are remembered outside the database
    first: whatever happens, the next start and every restore erase them again. No backup is made
    before, and the backups in the workspace and in the second place are cleaned, too. Raises
    K-238 when one of those could not be, or the second place is out of reach; all else is done then.
    """
    wanted = set(ids)
    with explained_files(store.folder / DATABASE):
        remember_erased(store.folder, wanted)
    second = _second_folder(store)
    unclean = [file.name for file in _backups_at_hand(store, second) if not _clean(file, wanted, store.clock)]
    # Where colleagues share a database, the second place is one of another computer's.
    if second is not None and not second.is_dir() and not store.is_shared:
        unclean.append(f"alle in {second} (nicht erreichbar)")
    with store.write(_LABEL, undoable=False) as unit:
        purge(unit, wanted, store.clock())
    with store.backend.explained():
        store.backend.shrink(store.connection)
    if unclean:
        raise UserError("K-238", {"files": ", ".join(unclean)})


def erase_reported(unit: Unit, people: Collection[UUID], now: datetime) -> None:
    """What goes with people whom a town does not report any more, whose rows its file takes away.

    Own words on them are erased with their history, and the ids are noted: see ``remembering``.
    """
    if people:
        purge_words(unit, people)
        list_erased(unit, people, now)


@contextmanager
def remembering(store: Store) -> Iterator[None]:
    """Keep the ids that were noted within also outside the database, where a restore finds them.

    When that fails because something else did, the next start does it.
    """
    try:
        yield
    except BaseException:
        with suppress(UserError):
            _remember(store)
        raise
    _remember(store)


def _remember(store: Store) -> None:
    with store.read() as reader:
        known = reader.connection.execute(select(erased.c.id)).scalars().all()
    with explained_files(store.folder / DATABASE):
        remember_erased(store.folder, known)


def _second_folder(store: Store) -> Path | None:
    with store.read() as reader:
        second = second_place(reader)
    return second.folder if second else None


def _backups_at_hand(store: Store, second: Path | None) -> list[Path]:
    own = store.folder / BACKUPS
    # In our own folder also what a restore put aside because it could not be read.
    files = [path for path in own.iterdir() if path.is_file()] if own.is_dir() else []
    return files + ([each.path for each in backups_in(second)] if second else [])


def _clean(file: Path, ids: set[UUID], clock: Clock) -> bool:
    """Erase the ids from one backup by way of a copy; ``False`` when that cannot be done."""
    work = file.with_name(f"{file.name}.bereinigt{UNFINISHED}")
    try:
        if not _mentions(file, ids):
            return True
        check_database(file, "ro")
        with closing(connect(file, "ro")) as source:
            copy_database(source, work, rights=file)
        _purge_file(work, ids, clock)
        sync_file(work)
        work.replace(file)
        sync_folder(file.parent)
    except (UserError, OSError, sqlite3.Error, DBAPIError):
        return False
    finally:
        work.unlink(missing_ok=True)
    return True


def _purge_file(path: Path, ids: set[UUID], clock: Clock) -> None:
    with closing(connect(path)) as raw:
        revision: int = raw.execute("PRAGMA user_version").fetchone()[0]
    if revision < SCHEMA_REVISION:
        from klikks_desktop.storage.migrate import run_steps  # Alembic is slow to import

        run_steps(path)
    with closing(core_connection(connect(path))) as connection:
        backend = SQLiteBackend(path)
        with transaction(backend, connection, clock, _LABEL, undoable=False) as unit:
            install_triggers(connection)
            purge(unit, ids, clock())
        backend.shrink(connection)


def _mentions(file: Path, ids: set[UUID]) -> bool:
    """Whether one of the ids stands anywhere in the file; backups are closed files, safe to open."""
    wanted = [str(each).encode("ascii") for each in ids]
    overlap = b""
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            window = overlap + block
            if any(each in window for each in wanted):
                return True
            overlap = window[-36:]
    return False
