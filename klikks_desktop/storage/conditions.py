"""What fields are asked for, as conditions and orders of columns; the same on both databases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Column, ColumnElement, Table, literal

# SQLite takes at most 32,766 values in one statement (sqlite.org/limits.html), PostgreSQL 65,535.
_CHUNK: Final = 10_000

# Any: conditions and values over columns of every type.
Conditions: TypeAlias = list[ColumnElement[bool]]


# Any: the key of any table.
def key_column(table: Table) -> Column[Any]:
    """The column that holds the key: the first."""
    return table.columns.values()[0]


def conditions_of(table: Table, where: Mapping[str, object]) -> Iterator[Conditions]:
    """The conditions of ``where``; several sets when one list is too long for one statement."""
    alternatives: list[Conditions] = [[]]
    for name, value in where.items():
        column = table.c[name]
        if value is None:
            parts: Conditions = [column.is_(None)]
        elif isinstance(value, list | tuple | set | frozenset):
            parts = [column.in_(chunk) for chunk in chunks(list(value))]
        else:
            # As the column holds it: a plain True would be PostgreSQL's own truth.
            parts = [column == literal(value, column.type)]
        alternatives = [[*conditions, part] for conditions in alternatives for part in parts]
    yield from alternatives


def chunks(values: Sequence[object]) -> list[Sequence[object]]:
    """Values in portions that one statement takes."""
    return [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]


# Any: columns of every type.
def ordering(table: Table, order: Sequence[str]) -> list[ColumnElement[Any]]:
    """As SQLite sorts by itself: what is empty is the least."""
    return [
        table.c[name[1:]].desc().nulls_last() if name.startswith("-") else table.c[name].asc().nulls_first()
        for name in order
    ]


def sort_key(value: object) -> tuple[bool, object]:
    """Orders as SQLite does: empty first."""
    return value is not None, value
