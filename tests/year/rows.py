"""Rows as they should be at the region and as they are, in one form; differences in words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from klikks_desktop.services.exchange.imported import IMPORTED
from klikks_desktop.storage.column_types import Exact
from klikks_desktop.storage.tables import TABLES

Value = str | int | None
Row = Mapping[str, Value]
Key = tuple[str, str]
"""Table and id."""
Select = Callable[[str], list[tuple[Value, ...]]]
"""Asks a database, beside the program."""

KINDS: Final = {TABLES[kind].name: TABLES[kind] for kind in IMPORTED}
_EMPTY: Final = frozenset({None, "", 0, "{}"})


def of_file(database: Path) -> Select:
    """Asks an SQLite file that may be in use."""

    def select(query: str) -> list[tuple[Value, ...]]:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as raw:
            return raw.execute(query).fetchall()

    return select


def rows(select: Select, table: str, *, own: bool) -> Iterator[dict[str, Value]]:
    """All rows of a table that are (or are not) the workspace's own."""
    columns = KINDS[table].columns.keys()
    names = ", ".join(f'"{each}"' for each in columns)
    whose = "IS NULL" if own else "IS NOT NULL"
    # Table and columns are the program's own names.
    for row in select(f'SELECT {names} FROM "{table}" WHERE source {whose}'):  # noqa: S608
        yield dict(zip(columns, row, strict=True))


def plain(table: str, column: str, value: Value) -> Value:
    """Numbers of one size are equal, however they are written."""
    if not isinstance(value, str) or not value:
        return value
    if isinstance(KINDS[table].c[column].type, Exact):
        return _number(value)
    if (table, column) == ("potential", "result"):
        return json.dumps(_numbers(json.loads(value)), sort_keys=True)
    return value


def _numbers(found: Any) -> Any:  # Any: what JSON holds
    if isinstance(found, dict):
        return {key: _numbers(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_numbers(value) for value in found]
    return _number(found) if isinstance(found, str) else found


def _number(text: str) -> str:
    try:
        return f"{Decimal(text).normalize() + 0:f}"
    except InvalidOperation:
        return text


def differences(expected: Mapping[Key, Row], select: Select, owner: Mapping[str, str]) -> list[str]:
    """Every difference between what should be at the region and what is there.

    A column of which ``expected`` says nothing has to be empty. owner: sender -> town, as it is called.
    """
    found: list[str] = []
    there = {(table, str(row["id"])): row for table in KINDS for row in rows(select, table, own=False)}
    for key in sorted(there.keys() - expected.keys()):
        source = str(there[key]["source"])
        found.append(f"{owner.get(source, source)}: {key[0]} {key[1]} is too many")
    for (table, record), row in sorted(expected.items()):
        town = owner[str(row["source"])]
        real = there.get((table, record))
        if real is None:
            found.append(f"{town}: {table} {record} is missing")
            continue
        for column, value in real.items():
            is_right = (
                plain(table, column, value) == plain(table, column, row[column])
                if column in row
                else value in _EMPTY
            )
            if not is_right:
                found.append(f"{town}: {table} {record} {column}: {value!r} instead of {row.get(column)!r}")
    return found
