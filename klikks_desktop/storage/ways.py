"""Fields of a record and of those it belongs to: a grant has ``project_id.place_id`` by its project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, FromClause, Table


# Any: columns of every type.
def fields_of(table: Table, names: Sequence[str]) -> tuple[FromClause, list[Column[Any]]]:
    """The columns with these names, and ``table`` joined with the others that they lie in."""
    source: FromClause = table
    joined: dict[tuple[str, ...], Table] = {(): table}
    columns = []
    for name in names:
        *ways, field = name.split(".")
        at = table
        for length, way in enumerate(ways, start=1):
            passed = tuple(ways[:length])
            if passed not in joined:
                link = at.c[way]
                parent = next(iter(link.foreign_keys)).column
                joined[passed] = parent.table
                source = source.join(parent.table, link == parent)
            at = joined[passed]
        columns.append(at.c[field])
    return source, columns
