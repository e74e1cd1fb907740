"""What fields are asked for, as conditions and orders of columns; the same on both databases.

Making a statement takes longer than running it: what is made of it hangs on the shape of a question, and
the values come in when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Column, ColumnElement, Table, bindparam

Way: TypeAlias = Literal["empty", "equal", "any"]

Shape: TypeAlias = tuple[tuple[str, Way], ...]
"""Which fields are asked for, and whether one is to be empty, to equal a value or any of several."""

# SQLite takes at most 32,766 values in one statement (sqlite.org/limits.html), PostgreSQL 65,535.
_CHUNK: Final = 10_000

_SEVERAL: Final = (list, tuple, set, frozenset)


# Any: the key of any table.
def key_column(table: Table) -> Column[Any]:
    """The column that holds the key: the first."""
    return table.columns.values()[0]


def shape_of(where: Mapping[str, object]) -> Shape:
    """The shape of ``where``: fields and what they should equal, as ``Reader.find`` takes it."""
    return tuple((name, _way(value)) for name, value in where.items())


@cache
def conditions_of(table: Table, shape: Shape) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a question; ``values_of`` gives what belongs in them."""
    return tuple(_condition(table.c[name], way) for name, way in shape)


def values_of(where: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """The values for ``conditions_of``; several times when one list is too long for one statement."""
    alternatives: list[dict[str, object]] = [{}]
    for name, value in where.items():
        if value is not None:
            parts = _chunks(list(value)) if isinstance(value, _SEVERAL) else [value]
            alternatives = [{**values, _asked(name): part} for values in alternatives for part in parts]
    yield from alternatives


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


def _way(value: object) -> Way:
    if value is None:
        return "empty"
    return "any" if isinstance(value, _SEVERAL) else "equal"


# Any: columns of every type.
def _condition(column: Column[Any], way: Way) -> ColumnElement[bool]:
    if way == "empty":
        return column.is_(None)
    if way == "any":
        return column.in_(bindparam(_asked(column.name), expanding=True))
    # As the column holds it: a plain True would be PostgreSQL's own truth.
    return column == bindparam(_asked(column.name), type_=column.type)


def _asked(name: str) -> str:
    """A name for a value that no column has."""
    return f"asked_{name}"


def _chunks(values: Sequence[object]) -> list[Sequence[object]]:
    return [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]
