"""Restore (Wiederherstellung): look first, keep what is there, then put the backup in its place.

A restored workspace never reissues: marks and erased ids lie outside the database and are
brought together with it before it takes the place of the old one.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.system_words import refusal_words
from klikks_desktop.storage.copies import (
    Occasion,
    backup_folder,
    backup_time,
    keep_copy,
)
from klikks_desktop.storage.database import Progress, check_database, copy_database, silent
from klikks_desktop.storage.files import DATABASE, UNFINISHED, make_private, sync_folder
from klikks_desktop.storage.lock import WorkspaceLock
from klikks_desktop.storage.reconcile import Reconciled, raise_marks, reconcile
from klikks_desktop.storage.sqlite import SQLiteBackend, connect, core_connection, explained, explained_files
from klikks_desktop.storage.tables import SCHEMA_REVISION, metadata
from klikks_desktop.storage.triggers import install_triggers
from klikks_desktop.storage.unit import Clock

COUNTED: Final = ("place", "patron", "appointment", "consent", "certificate", "delivery")
_LABELS_SHOWN: Final = 50
_BACKUP_CODES: Final = {"K-204": "K-234", "K-205": "K-236", "K-206": "K-235", "K-207": "K-235"}


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What is in a backup. counts: rows of ``COUNTED`` tables by name; last_change: of the history."""

    file: Path
    made_at: datetime
    revision: int
    counts: dict[str, int]
    last_change: datetime | None


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What restoring would do. current: rows now, ``None`` when the database cannot be read.

    lost: rows of today that the backup does not have, by table; lost_changes: labels of changes
    made since, newest first, at most 50.
    """

    backup: BackupInfo
    current: dict[str, int] | None
    lost: dict[str, int]
    lost_changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What restoring did. kept: where the former state lies, ``None`` when there was none.

    voided: numbers that came back as voided lines of the register; erased: people erased again.
    """

    backup: BackupInfo
    kept: Path | None
    voided: tuple[str, ...]
    erased: int


def check_backup(file: Path) -> BackupInfo:
    """What is in ``file``.

    Raises K-234 to K-236 when it cannot be restored, K-632 when it is not there, K-209 when not readable.
    """
    try:
        is_file = S_ISREG(file.stat().st_mode)
    except OSError as error:
        raise UserError("K-632", {"file": file, "reason": refusal_words(error)}) from error
    if not is_file:
        raise UserError("K-234", {"file": file})
    with explained_files(file):
        try:
            revision = check_database(file, "ro")
            with closing(connect(file, "ro")) as source:
                if revision == SCHEMA_REVISION:
                    _expect_tables(source, file)
                return BackupInfo(file, backup_time(file), revision, _counts(source), _last_change(source))
        except UserError as error:
            raise UserError(_BACKUP_CODES.get(error.code, error.code), error.facts) from error


def kept_setting(file: Path, key: str) -> object:
    """A setting in the backup ``file``; ``None`` when it has none. Raises as ``check_backup``."""
    check_backup(file)
    with explained_files(file), closing(connect(file, "ro")) as source:
        found = source.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    with suppress(ValueError):
        return None if found is None else json.loads(found[0])
    return None


def preview(folder: Path, file: Path) -> RestorePreview:
    """What restoring ``file`` into the workspace ``folder`` would change; changes nothing."""
    backup = check_backup(file)
    path = folder / DATABASE
    try:
        check_database(path)
    except (UserError, FileNotFoundError):
        return RestorePreview(backup, None, {}, ())
    with explained(path), closing(connect(path)) as current, closing(connect(file, "ro")) as source:
        lost = {name: len(_keys(current, name) - _keys(source, name)) for name in COUNTED}
        known = _keys(source, "history_change")
        labels = current.execute("SELECT id, label FROM history_change ORDER BY seq DESC")
        since = [label for key, label in labels if key not in known]
        return RestorePreview(backup, _counts(current), lost, tuple(since[:_LABELS_SHOWN]))


def restore(folder: Path, file: Path, *, clock: Clock, progress: Progress = silent) -> RestoreReport:
    """Put the backup ``file`` in the place of the workspace's database; also into a new folder.

    The store has to be closed. What is there is kept in the folder of backups first. Raises as
    ``check_backup``; K-203 when someone works with it, K-237 when someone reads it, K-211 when
    the disk is full. The database is then as it was.
    """
    backup = check_backup(file)
    path = folder / DATABASE
    with explained_files(path):
        if not folder.exists():
            folder.mkdir(parents=True)
            make_private(folder)
    lock = WorkspaceLock.acquire(folder, clock)
    try:
        with explained_files(path):
            kept = _keep_current(path, clock)
            incoming = path.with_name(f"{path.name}{UNFINISHED}")
            try:
                done = _prepare(file, incoming, clock, progress)
                _swap(incoming, path)
            finally:
                incoming.unlink(missing_ok=True)
    finally:
        lock.release()
    return RestoreReport(backup, kept, done.voided, done.erased)


def _keep_current(path: Path, clock: Clock) -> Path | None:
    """Back up what is there; a database that cannot be read is put aside as it is."""
    if not path.exists():
        return None
    try:
        check_database(path)
        with closing(core_connection(connect(path))) as connection:
            raise_marks(connection, path.parent)
        return keep_copy(path, clock, Occasion.BEFORE_RESTORE)
    except UserError as error:
        if error.code not in _BACKUP_CODES:
            raise
    aside = backup_folder(path.parent) / f"{clock().astimezone():%Y-%m-%d_%H%M%S}_nicht-lesbar.db"
    for ending in ("", "-journal"):
        with suppress(FileNotFoundError):
            shutil.copy2(f"{path}{ending}", f"{aside}{ending}")
    return aside


def _prepare(file: Path, incoming: Path, clock: Clock, progress: Progress) -> Reconciled:
    """Copy the backup beside the database; newest schema, own triggers, marks and erased ids applied."""
    with closing(connect(file, "ro")) as source:
        copy_database(source, incoming, progress)
    raw = connect(incoming)
    if raw.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_REVISION:
        raw.close()
        from klikks_desktop.storage.migrate import run_steps  # Alembic is slow to import

        run_steps(incoming)
        raw = connect(incoming)
    with closing(core_connection(raw)) as connection:
        _expect_tables(raw, file)
        connection.exec_driver_sql("BEGIN EXCLUSIVE")
        install_triggers(connection)
        connection.commit()
        return reconcile(SQLiteBackend(incoming), connection, incoming.parent, clock)


def _expect_tables(raw: sqlite3.Connection, file: Path) -> None:
    """Refuse a file that bears our mark but not our tables."""
    query = (
        "SELECT column.name FROM sqlite_master AS entry, pragma_table_info(entry.name) AS column "
        "WHERE entry.type = 'table' AND entry.name = ?"
    )
    for name, table in metadata.tables.items():
        if {row[0] for row in raw.execute(query, (name,))} != set(table.columns.keys()):
            raise UserError("K-235", {"file": file})


def _swap(incoming: Path, path: Path) -> None:
    # The journal of a database that could not be read would be played into the new one.
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    try:
        incoming.replace(path)
    except PermissionError as error:
        raise UserError("K-237", {"folder": path.parent}) from error
    sync_folder(path.parent)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {name: len(_keys(connection, name)) for name in COUNTED}


def _keys(connection: sqlite3.Connection, table: str) -> set[str]:
    # ``table`` is one of our own names.
    return {key for (key,) in connection.execute(f'SELECT id FROM "{table}"')}  # noqa: S608


def _last_change(connection: sqlite3.Connection) -> datetime | None:
    (at,) = connection.execute("SELECT max(at) FROM history_change").fetchone()
    return None if at is None else datetime.fromisoformat(at)
