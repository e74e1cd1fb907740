"""Connections to a PostgreSQL server, and the one place where its errors become ours.

Several programs write to it. One advisory lock lets one of them write at a time: transactions here
are short, and a number, a place in the order of deliveries or the answer to a fork is then given
once without each service having to think of locks. Readers never wait and are never waited for.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping, TransactionStatus
from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError, StatementError

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.server import DRIVER, ServerAddress, refuse_address
from klikks_desktop.storage.tables import APPLICATION_ID, SCHEMA_REVISION
from klikks_desktop.storage.triggers import CHANGE_SETTING

OLDEST_VERSION: Final = 13
"""The first with ``pg_xact_status`` under this name and type; also the oldest that Debian still served."""

LOCK_TIMEOUT: Final = "5s"
"""As long as SQLite waits: somebody else is saving."""

IDLE_TIMEOUT: Final = "60s"
"""A computer that falls asleep while it saves must not keep the others from it."""

_CONNECTING: Final[dict[str, str | int]] = {
    "application_name": "KlikKS",
    "client_encoding": "UTF8",
    "connect_timeout": 10,
    # A network that swallows everything is noticed within a minute.
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}

# PostgreSQL's documentation, appendix A.
_CODES: Final = {
    "25006": "K-262",  # read_only_sql_transaction
    "42501": "K-260",  # insufficient_privilege
    "53100": "K-261",  # disk_full
    "40001": "K-263",  # serialization_failure
    "40P01": "K-263",  # deadlock_detected
    "55P03": "K-263",  # lock_not_available
    "57014": "K-263",  # query_canceled
}
_LOST: Final = {
    "25P03",  # idle_in_transaction_session_timeout
    "57P01",  # admin_shutdown
    "57P02",  # crash_shutdown
    "57P03",  # cannot_connect_now
    "57P05",  # idle_session_timeout
}
_CONNECTION_EXCEPTION: Final = "08"
_OPEN: Final = {TransactionStatus.ACTIVE, TransactionStatus.INTRANS, TransactionStatus.INERROR}
_XID: Final = "klikks.transaction"
_MAINTENANCE: Final = "postgres"
"""The database that every server has."""


class PostgresBackend:
    """One database on a server (``storage.backend.Backend``)."""

    is_shared: Final = True

    def __init__(self, server: ServerAddress) -> None:
        self.server = server
        self.shown = server.shown
        # It warns of what it ignores after an error that is raised anyway.
        logging.getLogger("psycopg").setLevel(logging.ERROR)
        # Transactions are begun by hand, as with SQLite; errors never quote rows.
        self._engine = create_engine(
            f"{DRIVER}://",
            creator=self._connect,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            use_native_hstore=False,
            hide_parameters=True,
        )

    def connect(self, *, read_only: bool) -> Connection:  # noqa: ARG002 - transactions say it themselves
        """K-251 to K-255 when that is impossible, K-259 and K-264 when the database is unsuitable."""
        connection = self._engine.connect()
        self.roll_back(connection)
        return connection

    def is_within(self, connection: Connection) -> bool:
        """As libpq says; a lost connection is in no transaction."""
        return not connection.invalidated and _raw(connection).info.transaction_status in _OPEN

    def begin_reading(self, connection: Connection) -> None:
        """One snapshot of everything that is committed; waits for nobody."""
        self._begin(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def begin_writing(self, connection: Connection, change: UUID) -> None:
        """Wait for the lock, K-263 after five seconds, then see what is committed now.

        READ COMMITTED, because a snapshot would be taken before the wait; who holds the lock sees
        nothing change. K-258 when a newer program has brought the database to its schema meanwhile.
        """
        self._begin(connection, "BEGIN ISOLATION LEVEL READ COMMITTED")
        take_turn(connection)
        row = connection.exec_driver_sql(
            "SELECT (SELECT revision FROM klikks_schema) AS revision, pg_current_xact_id()::text AS xid, "
            "set_config(%s, %s, true)",
            (CHANGE_SETTING, str(change)),
        ).one()
        self.expect_known(row.revision)
        connection.info[_XID] = row.xid

    def commit(self, connection: Connection) -> None:
        """Save; when the connection breaks just then, ask the server what became of it.

        K-253 when it cannot be asked: the only case in which nobody knows.
        """
        xid = connection.info[_XID]
        try:
            connection.exec_driver_sql("COMMIT")
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            if not self._was_committed(connection, xid):
                raise
        self.roll_back(connection)

    def roll_back(self, connection: Connection) -> None:
        """What was lost is rolled back by the server itself."""
        try:
            connection.rollback()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            connection.rollback()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """By SQLSTATE; a broken constraint or a wrong statement is a bug and passes unchanged."""
        try:
            yield
        except StatementError as error:
            known = self._explain(error)
            if known is None:
                raise
            raise known from error

    def discard(self) -> None:
        """Drop the schema."""
        from klikks_desktop.storage.postgres_schema import drop_schema

        drop_schema(self)

    def shrink(self, connection: Connection) -> None:
        """Let the server use the space of deleted rows again, as far as nobody works with them."""
        connection.exec_driver_sql("VACUUM (SKIP_LOCKED)")
        self.roll_back(connection)

    def defects(self, connection: Connection) -> tuple[list[str], list[str]]:  # noqa: ARG002 - as its sibling
        """Nothing to ask: checksums and foreign keys are always on guard on a server."""
        return [], []

    def expect_known(self, revision: int) -> None:
        """K-258 when the schema is newer than the program."""
        if revision > SCHEMA_REVISION:
            raise UserError("K-258", self.facts)

    @property
    def facts(self) -> dict[str, object]:
        """What the texts of errors name; never a secret."""
        return {"server": self.server.place, "database": self.server.database, "user": self.server.user}

    # ------------------------------------------------------------------ inside

    def _begin(self, connection: Connection, statement: str) -> None:
        """Begin; a connection that went while nobody used it (server restarted) is made anew."""
        if self.is_within(connection):
            # The server would only warn, and the inner end would be the end of both.
            raise RuntimeError("a transaction within a transaction")
        try:
            connection.exec_driver_sql(statement)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            connection.rollback()
            connection.exec_driver_sql(statement)

    def _was_committed(self, connection: Connection, xid: str) -> bool:
        """What became of a transaction whose COMMIT got no answer; K-253 when the server is gone."""
        try:
            connection.rollback()
            connection.exec_driver_sql("BEGIN")
            # It held the lock, so whoever has it now comes after its end.
            take_turn(connection)
            state = connection.exec_driver_sql("SELECT pg_xact_status(%s::xid8)", (xid,)).scalar_one()
        except StatementError as error:
            self.roll_back(connection)
            raise UserError("K-253", self.facts) from error
        return bool(state == "committed")

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        try:
            connection = psycopg.connect(self._conninfo(), autocommit=True)
        except psycopg.ProgrammingError:
            refuse_address()
        except psycopg.OperationalError as error:
            raise self._refusal(error) from error
        try:
            self._expect_suitable(connection)
            connection.execute(
                "SELECT set_config('lock_timeout', %s, false), "
                "set_config('idle_in_transaction_session_timeout', %s, false)",
                (LOCK_TIMEOUT, IDLE_TIMEOUT),
            )
        except BaseException:
            connection.close()
            raise
        return connection

    def _conninfo(self, **instead: str) -> str:
        """What libpq is told; holds the password. ``psycopg.ProgrammingError`` for an unknown parameter."""
        return make_conninfo("", **{**_CONNECTING, **self.server.parameters, **instead})

    def _expect_suitable(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        version = connection.info.server_version // 10_000
        if version < OLDEST_VERSION:
            raise UserError("K-259", {**self.facts, "version": version, "oldest": OLDEST_VERSION})
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise UserError("K-264", {**self.facts, "encoding": encoding})

    def _refusal(self, error: psycopg.OperationalError) -> UserError:
        """Why there is no connection. libpq tells no SQLSTATE then, so the server is asked in other ways."""
        facts = {**self.facts, "reason": " ".join(str(error).split())}
        if PGconn.ping(self._conninfo().encode()) != Ping.OK:
            return UserError("K-267" if self._is_there() else "K-251", facts)
        # A wrong password is refused before the database is looked for.
        with (
            suppress(psycopg.Error),
            psycopg.connect(self._conninfo(dbname=_MAINTENANCE), autocommit=True) as other,
        ):
            known = other.execute("SELECT FROM pg_database WHERE datname = %s", (self.server.database,))
            return UserError("K-255" if known.fetchone() is None else "K-260", facts)
        return UserError("K-254", facts)

    def _is_there(self) -> bool:
        """Whether a server answers, its certificate left aside; it is told neither name nor password."""
        plain = {"sslmode": "prefer", "sslrootcert": "", "gssencmode": "disable", "passfile": os.devnull}
        nobody = {"user": "klikks", "dbname": "klikks", "password": "-"}
        asked = self._conninfo(**plain, **nobody)
        return self.server.parameters.get("sslmode", "").startswith("verify-") and (
            PGconn.ping(asked.encode()) == Ping.OK
        )

    def _explain(self, error: StatementError) -> UserError | None:
        if isinstance(error.orig, UserError):
            return error.orig  # of a connection that was to be made anew
        if not isinstance(error, DBAPIError):
            return None
        state: str | None = getattr(error.orig, "sqlstate", None)
        if error.connection_invalidated or (
            state is not None and (state in _LOST or state.startswith(_CONNECTION_EXCEPTION))
        ):
            return UserError("K-252", self.facts)
        code = _CODES.get(state or "")
        return None if code is None else UserError(code, self.facts)


def take_turn(connection: Connection) -> None:
    """Wait until nobody else writes; given back at the end of the transaction, however it ends."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION_ID,))


def _raw(connection: Connection) -> psycopg.Connection[tuple[object, ...]]:
    raw = connection.connection.driver_connection
    if not isinstance(raw, psycopg.Connection):
        raise TypeError("not a connection to PostgreSQL")
    return raw
