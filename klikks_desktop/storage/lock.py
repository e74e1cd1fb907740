"""One writer per workspace: a lock that dies with its process.

The lock is an exclusive transaction on a SQLite file of its own: the system gives it back when
the process ends, however it ends, on Windows too, so no stale lock has to be judged by age.
``holder.json`` beside it only says who holds it, for the message to the second person.
"""

from __future__ import annotations

import getpass
import platform
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.files import HOLDER, LOCK, follow_folder, read_json, write_json
from klikks_desktop.storage.sqlite import address, explained_files

NOBODY_TOLD = {"user": "Jemand", "host": "(unbekannt)", "since": "unbekannter Zeit"}
"""What stands in the message when the holder could not be read; fits its sentence."""


class WorkspaceLock:
    """The held lock, shared by the connections of one process; the last one to let go frees it."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection
        self._users = 1
        self._guard = Lock()

    @classmethod
    def acquire(cls, folder: Path, clock: Callable[[], datetime]) -> WorkspaceLock:
        """Take the lock at once or say who has it (K-203); K-210 where nothing may be written."""
        path = folder / LOCK
        try:
            with explained_files(path):
                connection = _exclusive(path)
        except UserError as error:
            # A lock that cannot be opened says that we may not write, not that we may not read.
            raise (UserError("K-210", error.facts) if error.code == "K-209" else error) from error
        if connection is None:
            raise UserError("K-203", {"folder": folder, **holder(folder)})
        try:
            with explained_files(path):
                follow_folder(path, folder)
                write_json(folder / HOLDER, _ourselves(clock()))
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection)

    def share(self) -> WorkspaceLock:
        """The same lock for one more connection."""
        with self._guard:
            self._users += 1
        return self

    def release(self) -> None:
        """Let go; the file is free when everyone has."""
        with self._guard:
            self._users -= 1
            if self._users:
                return
            with suppress(OSError):
                (self._folder / HOLDER).unlink(missing_ok=True)
            self._connection.close()


def holder(folder: Path) -> dict[str, object]:
    """Who holds the workspace: user, host, since (local time in German)."""
    told = read_json(folder / HOLDER)
    facts: dict[str, object] = {**NOBODY_TOLD}
    if isinstance(told, dict):
        facts |= {name: str(told[name]) for name in facts if name in told}
        with suppress(ValueError):
            since = datetime.fromisoformat(str(facts["since"])).astimezone()
            facts["since"] = f"{since:%d.%m.%Y, %H:%M} Uhr"
    return facts


def _exclusive(path: Path) -> sqlite3.Connection | None:
    """A connection that holds ``path`` exclusively; ``None`` when another does."""
    # Released by whichever thread closes last, hence not bound to this one.
    connection = sqlite3.connect(
        address(path, mode="rwc"), uri=True, isolation_level=None, timeout=0, check_same_thread=False
    )
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return None
        raise
    return connection


def _ourselves(now: datetime) -> dict[str, str]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = NOBODY_TOLD["user"]
    return {
        "user": user,
        "host": platform.node() or NOBODY_TOLD["host"],
        "since": now.isoformat(timespec="seconds"),
    }
