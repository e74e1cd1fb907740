"""Many rows at once, as their columns hold them: past SQLAlchemy, which takes longer than the database.

Only for rows of others, of which there are many and which nobody edits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, Table

from klikks_desktop.domain.records import Record
from klikks_desktop.storage.column_types import Converted
from klikks_desktop.storage.sqlite import driver
from klikks_desktop.storage.tables import TABLES

Stored: TypeAlias = tuple[str | int | None, ...]
"""One row, its key first."""

_MARKS: Final = {"postgresql": "%s", "sqlite": "?"}
_SQLITE: Final = "sqlite"


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows of one table are read and made. Any: records and values of every type."""

    read: Callable[[Any], tuple[Any, ...]]
    converters: tuple[Callable[[Any], str | int] | None, ...]


def stored_form(record: Record) -> Stored:
    """The record as its columns hold it."""
    plan = _plan(TABLES[type(record)])
    return tuple(
        [
            value if convert is None or value is None else convert(value)
            for convert, value in zip(plan.converters, plan.read(record), strict=True)
        ]
    )


def read_stored(connection: Connection, kind: type[Record], source: UUID) -> dict[str, Stored]:
    """All rows that ``source`` owns, by key."""
    statement = _selection(TABLES[kind], connection.dialect.name)
    values = (str(source),)
    if connection.dialect.name == _SQLITE:
        return {row[0]: row for row in driver(connection).execute(statement, values)}
    return {row[0]: tuple(row) for row in connection.exec_driver_sql(statement, values)}


def insert_stored(connection: Connection, kind: type[Record], rows: Sequence[Stored]) -> int:
    """Insert rows whose keys nobody has yet; how many these were."""
    return _execute(connection, _insertion(TABLES[kind], connection.dialect.name), rows)


def update_stored(connection: Connection, kind: type[Record], rows: Iterable[tuple[Stored, Stored]]) -> int:
    """Turn rows, given as they are and as they become, into the latter; how many were there.

    Only what differs is written, so that indexes of all else are left alone.
    """
    changes: defaultdict[tuple[int, ...], list[Stored]] = defaultdict(list)
    for old, new in rows:
        differing = tuple(at for at, value in enumerate(new) if value != old[at])
        changes[differing].append((*(new[at] for at in differing), new[0]))
    dialect = connection.dialect.name
    return sum(
        _execute(connection, _change(TABLES[kind], differing, dialect), values)
        for differing, values in changes.items()
    )


def _execute(connection: Connection, statement: str, rows: Sequence[Stored]) -> int:
    if connection.dialect.name == _SQLITE:
        return driver(connection).executemany(statement, rows).rowcount
    # Otherwise nobody remembers what psycopg counted. What a server refuses is SQLAlchemy's to tell.
    options = {"preserve_rowcount": True}
    return connection.exec_driver_sql(statement, list(rows), execution_options=options).rowcount


@cache
def _plan(table: Table) -> _Plan:
    types = [column.type for column in table.columns]
    return _Plan(
        attrgetter(*table.columns.keys()),
        tuple(each.to_column if isinstance(each, Converted) else None for each in types),
    )


# Nothing but names of our own tables and columns goes into these statements.
@cache
def _selection(table: Table, dialect: str) -> str:
    columns = ", ".join(map(_quoted, table.columns.keys()))
    return f"SELECT {columns} FROM {_quoted(table.name)} WHERE source = {_MARKS[dialect]}"  # noqa: S608


@cache
def _insertion(table: Table, dialect: str) -> str:
    names = table.columns.keys()
    columns, marks = ", ".join(map(_quoted, names)), ", ".join(_MARKS[dialect] for _ in names)
    return f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608


@cache
def _change(table: Table, differing: tuple[int, ...], dialect: str) -> str:
    names, mark = table.columns.keys(), _MARKS[dialect]
    new = ", ".join(f"{_quoted(names[at])} = {mark}" for at in differing)
    return f"UPDATE {_quoted(table.name)} SET {new} WHERE {_quoted(names[0])} = {mark}"  # noqa: S608


def _quoted(name: str) -> str:
    return f'"{name}"'
