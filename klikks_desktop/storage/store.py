"""The store: one workspace folder, opened by one writer or any number of readers.

A store belongs to the thread that opened it; ``again`` gives another thread its own.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from klikks_desktop.domain.changes import Change
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.ids import RANDOM_BYTES, uuid7
from klikks_desktop.domain.records import Place
from klikks_desktop.storage import history
from klikks_desktop.storage.files import DATABASE, follow_folder, make_private, sync_folder
from klikks_desktop.storage.lock import WorkspaceLock
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.sqlite import connect, core_connection, explained, explained_files
from klikks_desktop.storage.tables import APPLICATION_ID, SCHEMA_REVISION, metadata
from klikks_desktop.storage.unit import JSON, Reader, Unit

__all__ = ["JSON", "Clock", "Reader", "Store", "Unit"]

Clock = Callable[[], datetime]

_log: Final = logging.getLogger(__name__)


class Store:
    """An open workspace. folder: where it lies. read_only: nothing can be written."""

    def __init__(self, folder: Path, *, clock: Clock, lock: WorkspaceLock | None) -> None:
        self.folder = folder
        self.read_only = lock is None
        self._clock = clock
        self._lock = lock
        self._path = folder / DATABASE
        with explained(self._path):
            raw = connect(self._path)
            if self.read_only:
                raw.execute("PRAGMA query_only = ON")
            self._connection = core_connection(raw)

    @classmethod
    def create(cls, folder: Path, *, clock: Clock, shared: bool = False) -> Store:
        """Make a workspace in ``folder`` and open it.

        shared: the folder keeps its rights (office share); otherwise only the owner may enter it.
        Raises K-202 when there is one, K-203 when another is making one, K-210 and K-211.
        """
        path = folder / DATABASE
        with explained_files(path):
            folder.mkdir(parents=True, exist_ok=True)
            if not shared:
                # A file system without rights of its own (a stick) refuses; nothing to protect there.
                with suppress(PermissionError):
                    make_private(folder)
        lock = WorkspaceLock.acquire(folder, clock)
        try:
            _expect_nothing(path)
            with explained_files(path):
                _create_database(path)
            return cls(folder, clock=clock, lock=lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, folder: Path, *, clock: Clock, read_only: bool = False) -> Store:
        """Open the workspace in ``folder``: lock, checks, migration, marks.

        Raises K-201 when there is none, K-203 when someone else writes (open it read only then),
        K-204 to K-209 when the database cannot be used, K-210 in a read-only folder, K-218 and K-219.
        """
        path = folder / DATABASE
        _expect_database(path)
        if read_only:
            if check_database(path) < SCHEMA_REVISION:
                raise UserError("K-219", {"folder": folder})
            return cls(folder, clock=clock, lock=None)
        lock = WorkspaceLock.acquire(folder, clock)
        try:
            check_database(path)
            return cls(folder, clock=clock, lock=lock)
        except BaseException:
            lock.release()
            raise

    def again(self) -> Store:
        """The same workspace with a connection of its own, for another thread; shares the lock.

        Call it in that thread.
        """
        lock = self._lock.share() if self._lock else None
        try:
            return Store(self.folder, clock=self._clock, lock=lock)
        except BaseException:
            if lock:
                lock.release()
            raise

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One snapshot. Keep it short: a writer waits for it when saving."""
        with explained(self._path):
            self._connection.exec_driver_sql("BEGIN")
            try:
                yield Reader(self._connection)
            finally:
                self._connection.rollback()

    @contextmanager
    def write(self, label: str, undoable: bool = True) -> Iterator[Unit]:
        """One transaction: saved at the end, taken back as a whole when an exception passes.

        label: German, shown in the undo menu. Raises K-214 when read only, K-210 to K-213 when
        the environment refuses.
        """
        if self.read_only:
            raise UserError("K-214", {"folder": self.folder})
        now = self._clock()
        change = uuid7(int(now.timestamp() * 1000), secrets.token_bytes(RANDOM_BYTES))
        with explained(self._path):
            try:
                self._connection.exec_driver_sql("BEGIN IMMEDIATE")
                history.begin_change(
                    self._connection, Change(id=change, at=now, label=label, undoable=undoable)
                )
                unit = Unit(self._connection, change)
                yield unit
                keys = {each.place_id: _place_key(unit, each.place_id) for each in unit.numbered}
                history.end_change(self._connection, change)
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise
        certificates: dict[tuple[str, int], int] = {}
        for each in unit.numbered:
            at = (keys[each.place_id], each.year)
            certificates[at] = max(each.serial, certificates.get(at, 0))
        self._raise_marks(certificates, unit.sent)

    def close(self) -> None:
        """Close the connection; the last store of this process frees the workspace."""
        self._connection.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def _raise_marks(self, certificates: dict[tuple[str, int], int], delivery: int) -> None:
        try:
            Marks(self.folder).raise_all(certificates, delivery)
        except OSError:
            # The data are saved already; the next start raises the marks from them.
            _log.warning("marks could not be written")


def check_database(path: Path) -> int:
    """The schema revision of a database that is ours, whole and not newer than the program.

    Raises K-204, K-205, K-206 or K-207; the file is left as it is.
    """
    facts = {"file": path, "folder": path.parent}
    if path.stat().st_size == 0:
        raise UserError("K-207", facts)
    with explained(path):
        connection = connect(path)
        try:
            return _checked_revision(connection, facts)
        finally:
            connection.close()


def _checked_revision(connection: sqlite3.Connection, facts: Mapping[str, object]) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UserError("K-204", facts)
    revision: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if revision > SCHEMA_REVISION:
        raise UserError("K-205", facts)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise UserError("K-206", facts)
    return revision


def _expect_database(path: Path) -> None:
    facts = {"file": path, "folder": path.parent}
    with explained_files(path):
        if path.parent.exists() and not path.parent.is_dir():
            raise UserError("K-208", facts)
        if not path.exists():
            raise UserError("K-201", facts)
        if not path.is_file():
            raise UserError("K-208", facts)


def _expect_nothing(path: Path) -> None:
    if path.exists():
        raise UserError("K-202", {"folder": path.parent})


def _create_database(path: Path) -> None:
    """Make the newest schema at once, under another name until it is whole."""
    temporary = path.with_name(f"{path.name}.neu")
    temporary.unlink(missing_ok=True)
    connection = core_connection(connect(temporary, "rwc"))
    try:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_REVISION}")
        metadata.create_all(connection, checkfirst=False)
        history.install_triggers(connection)
        connection.commit()
    finally:
        connection.close()
    follow_folder(temporary, path.parent)
    temporary.replace(path)
    sync_folder(path.parent)


def _place_key(unit: Unit, place_id: object) -> str:
    return next(place.key for place in unit.find(Place, id=place_id))
