"""The store: one workspace folder, opened by one writer or any number of readers.

A store belongs to the thread that opened it; ``again`` gives another thread its own.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.database import check_database, create_database
from klikks_desktop.storage.files import DATABASE, make_private, remove_unfinished
from klikks_desktop.storage.lock import WorkspaceLock
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.reconcile import reconcile
from klikks_desktop.storage.sqlite import (
    connect,
    core_connection,
    driver,
    explained,
    explained_files,
    roll_back,
)
from klikks_desktop.storage.tables import SCHEMA_REVISION
from klikks_desktop.storage.unit import JSON, Clock, Reader, Unit, transaction

__all__ = ["JSON", "Clock", "Reader", "Store", "Unit"]

_log: Final = logging.getLogger(__name__)


class Store:
    """An open workspace. folder: where it lies. read_only: nothing can be written.

    connection: for this package only.
    """

    def __init__(self, folder: Path, *, clock: Clock, lock: WorkspaceLock | None) -> None:
        self.folder = folder
        self.read_only = lock is None
        self.clock = clock
        self._lock = lock
        self._path = folder / DATABASE
        with explained(self._path):
            raw = connect(self._path)
            if self.read_only:
                raw.execute("PRAGMA query_only = ON")
            self.connection = core_connection(raw)

    @classmethod
    def create(cls, folder: Path, *, clock: Clock, shared: bool = False) -> Store:
        """Make a workspace in ``folder`` and open it.

        shared: the folder keeps its rights (office share); otherwise only the owner may enter it.
        Raises K-202 when there is one, K-203 when another is making one, K-208 where a file lies, K-210
        and K-211.
        """
        path = folder / DATABASE
        with explained_files(path):
            _expect_folder(path)
            folder.mkdir(parents=True, exist_ok=True)
            if not shared:
                # A file system without rights of its own (a stick) refuses; nothing to protect there.
                with suppress(PermissionError):
                    make_private(folder)
        lock = WorkspaceLock.acquire(folder, clock)
        try:
            _expect_nothing(path)
            with explained_files(path):
                create_database(path)
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
            with explained_files(path):
                remove_unfinished(folder)
            if check_database(path) < SCHEMA_REVISION:
                from klikks_desktop.storage.migrate import migrate  # Alembic is slow to import

                migrate(path, clock=clock)
            return cls(folder, clock=clock, lock=lock)._reconciled()
        except BaseException:
            lock.release()
            raise

    def again(self) -> Store:
        """The same workspace with a connection of its own, for another thread; shares the lock.

        Call it in that thread.
        """
        lock = self._lock.share() if self._lock else None
        try:
            return Store(self.folder, clock=self.clock, lock=lock)
        except BaseException:
            if lock:
                lock.release()
            raise

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One snapshot. Keep it short: a writer waits for it when saving.

        Within another transaction of this store it is that one's view, with what it changed.
        """
        with explained(self._path):
            if self.raw.in_transaction:
                yield Reader(self.connection)
                return
            self.connection.exec_driver_sql("BEGIN")
            try:
                yield Reader(self.connection)
            finally:
                roll_back(self.connection)

    @contextmanager
    def write(self, label: str, undoable: bool = True) -> Iterator[Unit]:
        """One transaction: saved at the end, taken back as a whole when an exception passes.

        label: German, shown in the undo menu. Raises K-214 when read only, K-210 to K-213 when
        the environment refuses.
        """
        if self.read_only:
            raise UserError("K-214", {"folder": self.folder})
        with (
            explained(self._path),
            transaction(self.connection, self.clock, label, undoable=undoable) as unit,
        ):
            yield unit
            certificates = unit.certificate_marks()
        self._raise_marks(certificates, unit.delivery_mark)

    def close(self) -> None:
        """Close the connection; the last store of this process frees the workspace."""
        self.connection.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    @property
    def raw(self) -> sqlite3.Connection:
        """The driver's connection, for copying; for this package only."""
        return driver(self.connection)

    def _reconciled(self) -> Store:
        try:
            with explained_files(self._path):
                reconcile(self.connection, self.folder, self.clock)
        except BaseException:
            self.connection.close()
            raise
        return self

    def _raise_marks(self, certificates: dict[tuple[str, int], int], delivery: int) -> None:
        try:
            Marks(self.folder).raise_all(certificates, delivery)
        except (OSError, UserError):
            # The data are saved already; the next start raises the marks from them.
            _log.warning("marks could not be written")


def _expect_folder(path: Path) -> None:
    if path.parent.exists() and not path.parent.is_dir():
        raise UserError("K-208", {"file": path, "folder": path.parent})


def _expect_database(path: Path) -> None:
    facts = {"file": path, "folder": path.parent}
    with explained_files(path):
        _expect_folder(path)
        if not path.exists():
            raise UserError("K-201", facts)
        if not path.is_file():
            raise UserError("K-208", facts)


def _expect_nothing(path: Path) -> None:
    if path.exists():
        raise UserError("K-202", {"folder": path.parent})
