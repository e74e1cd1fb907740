"""The schema in a PostgreSQL database: made new, checked before use, brought to the newest revision.

SQLite keeps mark and revision in the head of its file; here they are the one row of ``klikks_schema``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.column_types import COLLATION
from klikks_desktop.storage.postgres import PostgresBackend, take_turn
from klikks_desktop.storage.tables import APPLICATION_ID, SCHEMA_REVISION, metadata
from klikks_desktop.storage.triggers import drop_triggers, install_triggers

_TABLE: Final = "CREATE TABLE klikks_schema (application bigint NOT NULL, revision bigint NOT NULL)"


def create_schema(backend: PostgresBackend) -> bool:
    """Make the newest schema at once; ``False`` when there is one of ours, which is left as it is.

    Raises K-257 in a database of another program, K-258 when it is newer, K-260 without the right to.
    """
    with _alone(backend) as connection:
        if _revision(backend, connection) is not None:
            return False
        connection.exec_driver_sql(_TABLE)
        connection.exec_driver_sql(
            "INSERT INTO klikks_schema VALUES (%s, %s)", (APPLICATION_ID, SCHEMA_REVISION)
        )
        metadata.create_all(connection, checkfirst=False)
        install_triggers(connection)
    return True


def check_schema(backend: PostgresBackend) -> int:
    """The revision of a database that is ours and not newer than the program.

    Raises K-256 when it is empty, K-257 and K-258; it is left as it is.
    """
    with backend.explained(), closing(backend.connect(read_only=True)) as connection:
        backend.begin_reading(connection)
        try:
            revision = _revision(backend, connection)
        finally:
            backend.roll_back(connection)
    if revision is None:
        raise UserError("K-256", backend.facts)
    return revision


def migrate_schema(backend: PostgresBackend, steps: Sequence[Callable[[], None]] | None = None) -> None:
    """Run the steps that the database has not seen, in one transaction, as the same steps do on SQLite.

    Raises K-269 when one fails; the database is then as it was. Its backup is the administrator's.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    from klikks_desktop.storage.migrations import steps as all_steps

    wanted = all_steps() if steps is None else steps
    try:
        with _alone(backend) as connection:
            revision = _revision(backend, connection) or 0
            drop_triggers(connection)
            with Operations.context(MigrationContext.configure(connection)):
                for step in wanted[revision:]:
                    step()
            _adapt_columns(connection)
            install_triggers(connection)
            connection.exec_driver_sql("UPDATE klikks_schema SET revision = %s", (len(wanted),))
    except UserError:
        raise
    except Exception as error:
        raise UserError("K-269", backend.facts) from error


def drop_schema(backend: PostgresBackend) -> None:
    """Leave the database as empty as ``create_schema`` found it."""
    with _alone(backend) as connection:
        drop_triggers(connection)
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE klikks_schema")


@contextmanager
def _alone(backend: PostgresBackend) -> Iterator[Connection]:
    """A transaction of a connection of its own, while nobody else writes."""
    with backend.explained(), closing(backend.connect(read_only=False)) as connection:
        try:
            connection.exec_driver_sql("BEGIN")
            take_turn(connection)
            yield connection
            connection.exec_driver_sql("COMMIT")
        finally:
            backend.roll_back(connection)


def _revision(backend: PostgresBackend, connection: Connection) -> int | None:
    """The revision of our schema; ``None`` in an empty database."""
    known, others = connection.exec_driver_sql(
        "SELECT to_regclass('klikks_schema') IS NOT NULL, EXISTS ("
        "SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
        "AND relkind IN ('r', 'p', 'v', 'm', 'f'))"
    ).one()
    if not known and not others:
        return None
    if not known or (row := _mark(connection)) is None or row[0] != APPLICATION_ID:
        raise UserError("K-257", backend.facts)
    backend.expect_known(row[1])
    return row[1]


def _mark(connection: Connection) -> tuple[int, int] | None:
    try:
        row = connection.exec_driver_sql("SELECT application, revision FROM klikks_schema").first()
    except ProgrammingError as error:
        # A table of that name with other columns: somebody else's.
        if getattr(error.orig, "sqlstate", None) != "42703":
            raise
        return None
    return None if row is None else (int(row[0]), int(row[1]))


def _adapt_columns(connection: Connection) -> None:
    """Give the columns that steps made for SQLite the types of ``column_types``."""
    columns = connection.exec_driver_sql(
        "SELECT class.relname, attname, atttypid::regtype::text FROM pg_attribute "
        "JOIN pg_class AS class ON class.oid = attrelid "
        "WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 "
        "AND NOT attisdropped AND class.relname = ANY(%s) AND (atttypid = 'integer'::regtype "
        "OR atttypid = 'text'::regtype AND attcollation <> %s::regcollation)",
        (list(metadata.tables), f'"{COLLATION}"'),
    )
    for table, column, kind in columns.all():
        wanted = "bigint" if kind == "integer" else f'text COLLATE "{COLLATION}"'
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {wanted}')
