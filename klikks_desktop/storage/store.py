"""The store: one workspace folder, opened by one writer or any number of readers.

The data lie in the folder or, where an office shares them, in a PostgreSQL database; keys, marks
and the list of what was erased lie in the folder always. A store belongs to the thread that opened
it; ``again`` gives another thread its own.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.backend import Backend
from klikks_desktop.storage.database import check_database, create_database, is_unfinished
from klikks_desktop.storage.files import DATABASE, make_private, remove_unfinished
from klikks_desktop.storage.lock import WorkspaceLock
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.reader import JSON, Reader
from klikks_desktop.storage.reconcile import reconcile
from klikks_desktop.storage.server import ServerAddress
from klikks_desktop.storage.sqlite import SQLiteBackend, driver, explained_files
from klikks_desktop.storage.tables import SCHEMA_REVISION
from klikks_desktop.storage.unit import Clock, Unit, transaction

__all__ = ["JSON", "Clock", "Reader", "Store", "Unit"]

_log: Final = logging.getLogger(__name__)


class Store:
    """An open workspace. folder: where it lies. read_only: nothing can be written.

    backend, connection: for this package only.
    """

    def __init__(
        self,
        folder: Path,
        backend: Backend,
        *,
        clock: Clock,
        lock: WorkspaceLock | None,
        own: set[UUID] | None = None,
        checkpoint: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = folder
        self._checkpoint = checkpoint
        self.read_only = lock is None
        self.clock = clock
        self.backend = backend
        self._lock = lock
        # Strg+Z takes back what was done here, not what a colleague did.
        self._own = set() if own is None and backend.is_shared else own
        with backend.explained():
            self.connection = backend.connect(read_only=self.read_only)

    @classmethod
    def create(
        cls, folder: Path, *, clock: Clock, shared: bool = False, server: ServerAddress | None = None
    ) -> Store:
        """Make a workspace in ``folder``, its data there or in the empty database of ``server``, and open it.

        shared: the folder keeps its rights (office share); otherwise only the owner may enter it. What was
        begun and never filled is made anew. Raises K-202 when there is one, K-203 when another is making
        one, K-208 where a file lies, K-210 and K-211; K-25x and K-26x as the server says.
        """
        path = folder / DATABASE
        _make_folder(folder, shared=shared)
        lock = WorkspaceLock.acquire(folder, clock)
        try:
            if server is None:
                if path.exists() and not is_unfinished(path):
                    _refuse_second(folder)
                with explained_files(path):
                    create_database(path)
                backend: Backend = SQLiteBackend(path)
            else:
                from klikks_desktop.storage.postgres import PostgresBackend  # psycopg is slow to import
                from klikks_desktop.storage.postgres_schema import create_schema

                backend = PostgresBackend(server)
                if not create_schema(backend):
                    _refuse_second(f"der Datenbank {server.place}")
            return cls(folder, backend, clock=clock, lock=lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Clock,
        read_only: bool = False,
        server: ServerAddress | None = None,
        admit: Callable[[Reader], object] = lambda _reader: None,
    ) -> Store:
        """Open the workspace in ``folder``: lock, checks, migration, marks.

        admit: asked on a server before anything of this folder meets the data there; may raise.
        Raises K-201 when there is none, K-203 when someone else writes (open it read only then),
        K-204 to K-209 when the database cannot be used, K-210 in a read-only folder, K-218 and K-219;
        with a ``server`` K-25x and K-26x. A colleague's folder is made when it is not there.
        """
        if server is not None:
            return cls._open_shared(folder, server, clock, admit, read_only=read_only)
        path = folder / DATABASE
        _expect_database(path)
        backend = SQLiteBackend(path)
        if read_only:
            _expect_newest(check_database(path), folder)
            return cls(folder, backend, clock=clock, lock=None)
        lock = WorkspaceLock.acquire(folder, clock)
        try:
            with explained_files(path):
                remove_unfinished(folder)
            if check_database(path) < SCHEMA_REVISION:
                from klikks_desktop.storage.migrate import migrate  # Alembic is slow to import

                migrate(path, clock=clock)
            return cls(folder, backend, clock=clock, lock=lock)._reconciled()
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_shared(
        cls,
        folder: Path,
        server: ServerAddress,
        clock: Clock,
        admit: Callable[[Reader], object],
        *,
        read_only: bool,
    ) -> Store:
        from klikks_desktop.storage.postgres import PostgresBackend  # psycopg is slow to import
        from klikks_desktop.storage.postgres_schema import check_schema, migrate_schema

        backend = PostgresBackend(server)
        revision = check_schema(backend)
        if read_only:
            _expect_newest(revision, f"der Datenbank {server.place}")
            return cls(folder, backend, clock=clock, lock=None)._admitted(admit)
        _make_folder(folder, shared=folder.is_dir())
        lock = WorkspaceLock.acquire(folder, clock)
        try:
            with explained_files(folder / DATABASE):
                remove_unfinished(folder)
            if revision < SCHEMA_REVISION:
                migrate_schema(backend)
            return cls(folder, backend, clock=clock, lock=lock)._admitted(admit)._reconciled()
        except BaseException:
            lock.release()
            raise

    def again(self, checkpoint: Callable[[], None] = lambda: None) -> Store:
        """The same workspace with a connection of its own, for another thread; shares the lock.

        Call it in that thread. checkpoint: called before each question while reading; may raise.
        """
        lock = self._lock.share() if self._lock else None
        try:
            return Store(
                self.folder,
                self.backend,
                clock=self.clock,
                lock=lock,
                own=self._own,
                checkpoint=checkpoint,
            )
        except BaseException:
            if lock:
                lock.release()
            raise

    @property
    def is_shared(self) -> bool:
        """Whether colleagues may work on the same data at the same time."""
        return self.backend.is_shared

    @property
    def shown(self) -> str:
        """Where the data lie, as people may see it; without any password."""
        return self.backend.shown

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One snapshot. Keep it short: a writer of the same file waits for it when saving.

        Within another transaction of this store it is that one's view, with what it changed.
        """
        with self.backend.explained():
            if self.backend.is_within(self.connection):
                yield Reader(self.connection, self._own)
                return
            try:
                self.backend.begin_reading(self.connection)
                yield Reader(self.connection, self._own, self._checkpoint)
            finally:
                self.backend.roll_back(self.connection)

    @contextmanager
    def write(self, label: str, undoable: bool = True) -> Iterator[Unit]:
        """One transaction: saved at the end, taken back as a whole when an exception passes.

        label: German, shown in the undo menu. Raises K-214 when read only, K-210 to K-213 or K-25x
        and K-26x when the environment refuses.
        """
        if self.read_only:
            raise UserError("K-214", {"folder": self.folder})
        with (
            self.backend.explained(),
            transaction(
                self.backend, self.connection, self.clock, label, undoable=undoable, own=self._own
            ) as unit,
        ):
            yield unit
            certificates = unit.certificate_marks()
        if self._own is not None:
            self._own.add(unit.change)
        self._raise_marks(certificates, unit.delivery_mark)

    def close(self) -> None:
        """Close the connection; the last store of this process frees the workspace."""
        self.connection.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def discard(self) -> None:
        """Close a store that was just created for a first start which failed; its data on a server go."""
        self.close()
        self.backend.discard()

    @property
    def raw(self) -> sqlite3.Connection:
        """SQLite's own connection, for copying; for this package only."""
        return driver(self.connection)

    def _admitted(self, admit: Callable[[Reader], object]) -> Store:
        try:
            with self.read() as reader:
                admit(reader)
        except BaseException:
            self.connection.close()
            raise
        return self

    def _reconciled(self) -> Store:
        try:
            with self.backend.explained(), explained_files(self.folder / DATABASE):
                reconcile(self.backend, self.connection, self.folder, self.clock)
        except BaseException:
            self.connection.close()
            raise
        return self

    def _raise_marks(self, certificates: dict[tuple[str, int], int], delivery: int) -> None:
        if not certificates and not delivery:
            return
        try:
            Marks(self.folder).raise_all(certificates, delivery)
        except (OSError, UserError):
            # The data are saved already; the next start raises the marks from them.
            _log.warning("marks could not be written")


def _make_folder(folder: Path, *, shared: bool) -> None:
    path = folder / DATABASE
    with explained_files(path):
        _expect_folder(path)
        folder.mkdir(parents=True, exist_ok=True)
        if not shared:
            # A file system without rights of its own (a stick) refuses; nothing to protect there.
            with suppress(PermissionError):
                make_private(folder)


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


def _expect_newest(revision: int, where: object) -> None:
    if revision < SCHEMA_REVISION:
        raise UserError("K-219", {"folder": where})


def _refuse_second(where: object) -> None:
    raise UserError("K-202", {"folder": where})
