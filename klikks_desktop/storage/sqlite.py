"""Connections to SQLite, and the one place where its errors become ours."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from klikks_desktop.domain.errors import UserError

BUSY_MILLISECONDS: Final = 5000

# Durability as measured: nothing acknowledged is lost; also right on a share, where WAL is not.
# trusted_schema stays on: SQLite 3.40 would refuse json_object() in our triggers. A restored file
# gets its triggers anew instead, so that none but ours ever run.
_PRAGMAS: Final = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "synchronous = EXTRA",
    "secure_delete = ON",
    "foreign_keys = ON",
    "cell_size_check = ON",
    "temp_store = MEMORY",
)

_JOURNAL: Final = "journal_mode = DELETE"  # stands in the file: set only where we may write

_CODES: Final = {
    sqlite3.SQLITE_FULL: "K-211",
    sqlite3.SQLITE_READONLY: "K-210",
    sqlite3.SQLITE_PERM: "K-209",
    sqlite3.SQLITE_AUTH: "K-209",
    sqlite3.SQLITE_CANTOPEN: "K-209",
    sqlite3.SQLITE_BUSY: "K-212",
    sqlite3.SQLITE_LOCKED: "K-212",
    sqlite3.SQLITE_PROTOCOL: "K-212",
    sqlite3.SQLITE_IOERR: "K-213",
    sqlite3.SQLITE_CORRUPT: "K-206",
    sqlite3.SQLITE_NOTADB: "K-206",
}

_SYSTEM_CODES: Final = {
    errno.ENOSPC: "K-211",
    errno.EDQUOT: "K-211",
    errno.EROFS: "K-210",
    errno.EACCES: "K-210",
    errno.EPERM: "K-210",
}


def address(path: Path, **options: str) -> str:
    """The URI of a database file, also for umlauts, ``#``, drives and UNC shares."""
    quoted = quote(path.absolute().as_posix(), safe="/:")
    slash = "" if quoted.startswith("/") else "/"
    rest = "&".join(f"{name}={value}" for name, value in options.items())
    return f"file://{slash}{quoted}?{rest}"


def connect(path: Path, mode: str = "rw", **options: str) -> sqlite3.Connection:
    """Open a database with our pragmas and without Python's own transactions.

    mode: "ro", "rw" or "rwc" (creates). Raises ``sqlite3.Error``.
    """
    connection = connect_plainly(path, mode, **options)
    try:
        for pragma in _PRAGMAS if mode == "ro" else (_JOURNAL, *_PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_plainly(path: Path, mode: str, **options: str) -> sqlite3.Connection:
    """Open a database that may not be ours: nothing is set that would write to it."""
    connection = sqlite3.connect(address(path, mode=mode, **options), uri=True, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return connection


def core_connection(raw: sqlite3.Connection) -> Connection:
    """SQLAlchemy's connection around ``raw``; closing it closes ``raw``."""
    # An error that somebody prints shall not quote the row that it is about.
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=NullPool, hide_parameters=True)
    return engine.connect()


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection within SQLAlchemy's."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("not a connection to SQLite")
    return raw


def roll_back(connection: Connection) -> None:
    """Take back whatever is open, also when a COMMIT was refused because someone was reading.

    SQLAlchemy thinks such a transaction ended, SQLite keeps it open.
    """
    connection.rollback()
    driver(connection).rollback()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the environment did to the database at ``path`` into a ``UserError``.

    What remains (a broken constraint, a wrong statement) is a bug and passes unchanged.
    """
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        known = _as_user_error(error, path)
        if known is None:
            raise
        raise known from error


@contextmanager
def explained_files(path: Path) -> Iterator[None]:
    """As ``explained``, also for plain files; only around work on files of our own."""
    try:
        with explained(path):
            yield
    except OSError as error:
        code = _SYSTEM_CODES.get(error.errno or 0, "K-213")
        raise UserError(code, _facts(path)) from error


def _as_user_error(error: sqlite3.Error | DBAPIError, path: Path) -> UserError | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    extended: int | None = getattr(original, "sqlite_errorcode", None)
    if extended is None:
        return None
    # The extended code carries the general one in its lowest byte (sqlite.org/rescode.html).
    code = "K-219" if extended == sqlite3.SQLITE_READONLY_ROLLBACK else _CODES.get(extended & 0xFF)
    return None if code is None else UserError(code, _facts(path))


def _facts(path: Path) -> dict[str, object]:
    return {"file": path, "folder": path.parent}


class SQLiteBackend:
    """The database file of one workspace folder (``storage.backend.Backend``)."""

    is_shared: Final = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shown = str(path)

    def connect(self, *, read_only: bool) -> Connection:
        """Read only is asked of the connection: the file may need what a crash left to be rolled back."""
        raw = connect(self.path)
        if read_only:
            raw.execute("PRAGMA query_only = ON")
        return core_connection(raw)

    def is_within(self, connection: Connection) -> bool:
        """As SQLite says itself."""
        return driver(connection).in_transaction

    def begin_reading(self, connection: Connection) -> None:
        """One snapshot; a writer waits for it when saving."""
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: Connection, change: UUID) -> None:  # noqa: ARG002 - one writer: it is the newest
        """The file's one writer, or K-212 after five seconds."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def commit(self, connection: Connection) -> None:
        """On the disk when this returns."""
        connection.commit()

    def roll_back(self, connection: Connection) -> None:
        """As ``roll_back``."""
        roll_back(connection)

    def explained(self) -> AbstractContextManager[None]:
        """As ``explained``."""
        return explained(self.path)

    def discard(self) -> None:
        """Nothing: who made the folder takes its files away."""

    def shrink(self, connection: Connection) -> None:
        """Write the file anew without what is free in it."""
        connection.exec_driver_sql("VACUUM")
        roll_back(connection)

    def defects(self, connection: Connection) -> tuple[list[str], list[str]]:
        """Both checks of SQLite."""
        rows = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [row for row in rows if row != "ok"], sorted({row[0] for row in orphans})
