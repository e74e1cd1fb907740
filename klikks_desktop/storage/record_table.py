"""How a table follows from a record type: a column for each field, an index for each reference asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Final, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, MetaData, Table, text
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from klikks_desktop.domain.records import Record
from klikks_desktop.storage.column_types import PLAIN_INTEGER, Choice, Day, Exact, Key, Moment, Truth, Words

# Any: what Python type a column yields is known to its decorator, not to the type checker.
_DECORATORS: Final[dict[type, type[TypeDecorator[Any]]]] = {
    str: Words,
    bool: Truth,
    UUID: Key,
    date: Day,
    datetime: Moment,
    Decimal: Exact,
}


def record_table(
    metadata: MetaData,
    kind: type[Record],
    *rules: SchemaItem,
    indexed: str = "",
    added: Mapping[str, str] | None = None,
    **targets: str,
) -> Table:
    """The table of a record type, named like it (``PlaceReport``: place_report); its first field is the key.

    indexed: columns with an index of their own, divided by blanks; added: columns that must not be empty
    and came into a table with rows, with the SQL of what those got; targets: the "table.column" that a
    column refers to.
    """
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    defaults = added or {}
    columns = [
        _column(each, hints[each], targets.get(each), defaults.get(each), is_key=each == names[0])
        for each in names
    ]
    # SQLite adds no constraint to a table that is there already.
    truths = [
        CheckConstraint(f"{column.name} IN (0, 1)", name=column.name)
        for column in columns
        if isinstance(column.type, Truth) and column.name not in defaults
    ]
    indexes = [Index(f"ix_{name}_{each}", each) for each in indexed.split()]
    return Table(name, metadata, *columns, *truths, *rules, *indexes, info={"kind": kind}, sqlite_strict=True)


def _column(name: str, hint: Any, target: str | None, default: str | None, *, is_key: bool) -> Column[Any]:
    """The column of one field."""
    is_optional = isinstance(hint, UnionType)
    plain: type = get_args(hint)[0] if is_optional else hint
    kind: Any = PLAIN_INTEGER
    if issubclass(plain, StrEnum):
        kind = Choice(plain)
    elif plain is not int:
        kind = _DECORATORS[plain]()
    references = [] if target is None else [ForeignKey(target)]
    return Column(
        name,
        kind,
        *references,
        nullable=is_optional,
        primary_key=is_key,
        server_default=None if default is None else text(default),
    )
