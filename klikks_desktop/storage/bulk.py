"""Many rows at once, as their columns hold them: past SQLAlchemy, which takes longer than the database.

Only for rows of others, of which there are many and which nobody edits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, Table

from klikks_desktop.domain.records import Record
from klikks_desktop.storage.column_types import Converted
from klikks_desktop.storage.tables import TABLES

Stored: TypeAlias = tuple[str | int | None, ...]
"""One row, its key first."""

_MARKS: Final = {"postgresql": "%s", "sqlite": "?"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows of one table are read and written. Any: records and values of every type."""

    read: Callable[[Any], tuple[Any, ...]]
    converters: tuple[Callable[[Any], str | int] | None, ...]
    select: str
    insert: str


def stored_form(record: Record) -> Stored:
    """The record as its columns hold it."""
    plan = _plan(TABLES[type(record)])
    return tuple(
        value if convert is None or value is None else convert(value)
        for convert, value in zip(plan.converters, plan.read(record), strict=True)
    )


def read_stored(connection: Connection, kind: type[Record], source: UUID) -> dict[str, Stored]:
    """All rows that ``source`` owns, by key."""
    statement = _plan(TABLES[kind]).select.format(mark=_MARKS[connection.dialect.name])
    rows = connection.exec_driver_sql(statement, (str(source),))
    return {row[0]: tuple(row) for row in rows}


def insert_stored(connection: Connection, kind: type[Record], rows: Sequence[Stored]) -> int:
    """Insert rows whose keys nobody has yet; how many these were."""
    mark = _MARKS[connection.dialect.name]
    statement = _plan(TABLES[kind]).insert.format(marks=", ".join(mark for _ in rows[0]))
    # Otherwise nobody remembers what psycopg counted.
    options = {"preserve_rowcount": True}
    return connection.exec_driver_sql(statement, list(rows), execution_options=options).rowcount


@cache
def _plan(table: Table) -> _Plan:
    names = table.columns.keys()
    types = [column.type for column in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    # Nothing but names of our own table and columns goes into these statements.
    return _Plan(
        attrgetter(*names),
        tuple(each.to_column if isinstance(each, Converted) else None for each in types),
        f'SELECT {columns} FROM "{table.name}" WHERE source = {{mark}}',  # noqa: S608
        f'INSERT INTO "{table.name}" ({columns}) VALUES ({{marks}}) ON CONFLICT DO NOTHING',  # noqa: S608
    )
