"""The database file itself: made new, checked before use, copied whole."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.files import UNFINISHED, follow_folder, sync_file, sync_folder
from klikks_desktop.storage.sqlite import connect, connect_plainly, core_connection, explained
from klikks_desktop.storage.tables import APPLICATION_ID, SCHEMA_REVISION, metadata
from klikks_desktop.storage.triggers import install_triggers

Progress = Callable[[int, int], None]
"""Told what is done and how much there is; may raise to cancel."""

_PAGES_AT_ONCE: Final = 2048


def silent(done: int, total: int) -> None:
    """A progress report that nobody watches."""


def create_database(path: Path) -> None:
    """Make the newest schema at once, under another name until it is whole."""
    temporary = path.with_name(f"{path.name}{UNFINISHED}")
    temporary.unlink(missing_ok=True)
    connection = core_connection(connect(temporary, "rwc"))
    try:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_REVISION}")
        metadata.create_all(connection, checkfirst=False)
        install_triggers(connection)
        connection.commit()
    except BaseException:
        connection.close()
        temporary.unlink(missing_ok=True)
        raise
    connection.close()
    follow_folder(temporary, path.parent)
    temporary.replace(path)
    sync_folder(path.parent)


def is_unfinished(path: Path) -> bool:
    """Whether the database at ``path`` is ours and nothing was ever stored in it: who made it was killed."""
    try:
        with explained(path), closing(connect_plainly(path, "rw")) as connection:
            is_ours: bool = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            # What holds something is refused without a look at all of it.
            stored = "SELECT EXISTS (SELECT 1 FROM setting) OR EXISTS (SELECT 1 FROM place)"
            return is_ours and not connection.execute(stored).fetchone()[0]
    except UserError:
        return False


def check_database(path: Path, mode: str = "rw") -> int:
    """The schema revision of a database that is ours, whole and not newer than the program.

    mode: "ro" for a backup; the live database may need what a crash left to be rolled back first.
    Raises K-204, K-205, K-206 or K-207; the file is left as it is.
    """
    facts = {"file": path, "folder": path.parent}
    if path.stat().st_size == 0:
        raise UserError("K-207", facts)
    with explained(path):
        connection = connect_plainly(path, mode)
        try:
            return _checked_revision(connection, facts)
        finally:
            connection.close()


def _checked_revision(connection: sqlite3.Connection, facts: Mapping[str, object]) -> int:
    is_ours: bool = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    revision: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if not is_ours or revision < 1:
        raise UserError("K-204", facts)
    if revision > SCHEMA_REVISION:
        raise UserError("K-205", facts)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise UserError("K-206", facts)
    return revision


def copy_database(
    source: sqlite3.Connection, target: Path, progress: Progress = silent, *, rights: Path | None = None
) -> None:
    """Copy a database, live or not, into ``target``: checked, on the disk, whole or not there.

    rights: the folder or file whose rights the copy gets, otherwise the folder of ``target``.
    Raises K-233 when the copy fails the check; ``sqlite3.Error`` and ``OSError`` as they come.
    """
    temporary = target.with_name(f"{target.name}{UNFINISHED}")
    temporary.unlink(missing_ok=True)
    try:
        temporary.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
        copy = sqlite3.connect(temporary, isolation_level=None)
        try:
            source.backup(
                copy,
                pages=_PAGES_AT_ONCE,
                progress=lambda _status, left, total: progress(total - left, total),
            )
            if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise UserError("K-233", {"folder": target.parent})
        finally:
            copy.close()
        sync_file(temporary)
        follow_folder(temporary, rights or target.parent)
        temporary.replace(target)
        sync_folder(target.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
