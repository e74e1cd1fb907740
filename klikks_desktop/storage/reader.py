"""Reading records within one transaction; rows of tables never leave this module."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, cast, func, literal_column, select

from klikks_desktop.domain.changes import BinItem, Change, RecordChange
from klikks_desktop.domain.records import Locality, Patron, Record, Setting
from klikks_desktop.storage import history
from klikks_desktop.storage.bulk import Stored, read_stored
from klikks_desktop.storage.column_types import PLAIN_INTEGER
from klikks_desktop.storage.conditions import (
    Shape,
    conditions_of,
    key_column,
    ordering,
    shape_of,
    sort_key,
    values_of,
)
from klikks_desktop.storage.tables import TABLES, blob
from klikks_desktop.storage.ways import fields_of

R = TypeVar("R", bound=Record)

_LOW: Final = 24
"""How many bits of numbers are added up apart: both databases refuse a sum of more than 64 bits."""

JSON: TypeAlias = str | int | float | bool | Sequence["JSON"] | Mapping[str, "JSON"] | None


class Reader:
    """What can be read; everything is seen as it was when the transaction began.

    connection: for this package only. own: the changes that Strg+Z may take back; all when ``None``.
    checkpoint: called before many rows are asked for; may raise.
    """

    def __init__(
        self,
        connection: Connection,
        own: Collection[UUID] | None = None,
        checkpoint: Callable[[], None] = lambda: None,
    ) -> None:
        self.connection = connection
        self._checkpoint = checkpoint
        self._own = own

    def get(self, kind: type[R], id: UUID | str) -> R | None:  # noqa: A002 - the field's own name
        """The record with this key, or ``None``."""
        table = TABLES[kind]
        found = self._records(kind, _by_key(table), {"key_of_row": id})
        return found[0] if found else None

    def find(self, kind: type[R], /, *, order: Sequence[str] = (), **where: object) -> list[R]:
        """Records whose fields equal ``where``.

        ``None`` asks for empty fields; a list, tuple or set for any of its members. order: names
        of fields, with "-" in front for descending.
        """
        query = _selecting(TABLES[kind], shape_of(where), tuple(order))
        portions = [self._records(kind, query, values) for values in values_of(where)]
        if len(portions) == 1:
            return portions[0]
        found = [record for portion in portions for record in portion]
        for name in reversed(order):
            field = name.removeprefix("-")
            found.sort(key=lambda record: sort_key(getattr(record, field)), reverse=name != field)
        return found

    def stored(self, kind: type[Record], source: UUID) -> dict[str, Stored]:
        """All rows of others that ``source`` owns, by key, as ``bulk.stored_form`` gives them."""
        return read_stored(self.connection, kind, source)

    def count(self, kind: type[R], /, **where: object) -> int:
        """How many ``find`` would return."""
        query = _counting(TABLES[kind], shape_of(where))
        found: list[int] = [
            self.connection.execute(query, values).scalar_one() for values in values_of(where)
        ]
        return sum(found)

    def sums(
        self, kind: type[R], /, *, by: Sequence[str], of: Sequence[str], **where: object
    ) -> list[tuple[Any, ...]]:
        """Exact sums of integer fields by groups: rows of ``by``, then per field of ``of`` sum and count.

        by: also fields of the records it belongs to, ``project_id.place_id``. The count says how many rows
        held a value; a sum without any is 0. Any: fields of every type.
        """
        table = TABLES[kind]
        added = [part for name in of for part in _sum_of(table.c[name])]
        rows = self._grouped(table, by, added, where)
        return [(*row[: len(by)], *_summed(row[len(by) :])) for row in rows]

    def counts(self, kind: type[R], /, *, by: Sequence[str], **where: object) -> list[tuple[Any, ...]]:
        """How many records there are by groups: rows of ``by``, as for ``sums``, then the number."""
        return self._grouped(TABLES[kind], by, [func.count()], where)

    def fields(
        self, kind: type[R], names: Sequence[str], /, *, order: Sequence[str] = (), **where: object
    ) -> list[tuple[Any, ...]]:
        """Only these fields of what ``find`` would return, for long lists. Any: fields of every type."""
        table = TABLES[kind]
        query = select(*(table.c[name] for name in names)).where(*conditions_of(table, shape_of(where)))
        return self._rows(query.order_by(*ordering(table, order)), where)

    def search(self, kind: type[R], column: str, text: str, limit: int) -> list[R]:
        """Records that hold ``text`` anywhere in ``column``; both folded by the caller."""
        table = TABLES[kind]
        field = table.c[column]
        query = select(table).where(field.contains(text, autoescape=True)).order_by(field).limit(limit)
        return self._records(kind, query)

    def blob(self, digest: str) -> bytes | None:
        """The bytes with this SHA-256, or ``None``."""
        return self.connection.execute(select(blob.c.data).where(blob.c.hash == digest)).scalar_one_or_none()

    def setting(self, key: str, default: JSON = None) -> JSON:
        """The value of a setting, or ``default`` when it was never set."""
        found = self.get(Setting, key)
        if found is None:
            return default
        value: JSON = json.loads(found.value)
        return value

    def undo_candidate(self) -> Change | None:
        """What Strg+Z takes back next; ``Unit.undo`` may still refuse it and say why.

        Where several people work it is the latest of one's own since the program was started.
        """
        return history.undo_candidate(self.connection, self._own)

    def redo_candidate(self) -> Change | None:
        """The undo that can be undone next, when nothing new was done since."""
        return history.redo_candidate(self.connection, self._own)

    def changes(self, kind: type[Record], id: UUID | str) -> list[RecordChange]:  # noqa: A002 - as get
        """What happened to one record, newest first; own records only."""
        return history.changes_of(self.connection, kind, id)

    def recycle_bin(self, since: datetime, *kinds: type[Record]) -> list[BinItem]:
        """Records of these kinds deleted since then, newest first; without kinds people and localities."""
        return history.recycle_bin(self.connection, since, kinds or (Patron, Locality))

    def deleted_drafts(self, before: datetime) -> list[UUID]:
        """Ids of drafts deleted before then that never became a patron."""
        return history.deleted_drafts(self.connection, before)

    # Any: columns and fields of every type.
    def _grouped(
        self,
        table: Table,
        by: Sequence[str],
        added: Sequence[ColumnElement[Any]],
        where: Mapping[str, object],
    ) -> list[tuple[Any, ...]]:
        source, groups = fields_of(table, by)
        ordered = [column.asc().nulls_first() for column in groups]
        query = select(*groups, *added).select_from(source).where(*conditions_of(table, shape_of(where)))
        return self._rows(query.group_by(*groups).order_by(*ordered), where)

    # Any: fields of every type.
    def _rows(self, query: Select[Any], where: Mapping[str, object]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for values in values_of(where):
            self._checkpoint()
            rows += map(tuple, self.connection.execute(query, values))
        return rows

    # Any: a row type would only repeat the table.
    def _records(
        self, kind: type[R], query: Select[Any], values: Mapping[str, object] | None = None
    ) -> list[R]:
        self._checkpoint()
        names = TABLES[kind].columns.keys()
        return [kind(**dict(zip(names, row, strict=True))) for row in self.connection.execute(query, values)]


# Any in these: rows of every table.
@cache
def _selecting(table: Table, shape: Shape, order: tuple[str, ...]) -> Select[Any]:
    return select(table).where(*conditions_of(table, shape)).order_by(*ordering(table, order))


@cache
def _counting(table: Table, shape: Shape) -> Select[Any]:
    return select(func.count()).select_from(table).where(*conditions_of(table, shape))


@cache
def _by_key(table: Table) -> Select[Any]:
    return select(table).where(key_column(table) == bindparam("key_of_row"))


# Any: columns and fields of every type.
def _sum_of(column: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    """Sums of the high and of the low bits, and the count."""
    # PostgreSQL shifts by 32-bit integers only, and a parameter would be a wider one.
    halves = (column.bitwise_rshift(literal_column(str(_LOW))), column.bitwise_and(2**_LOW - 1))
    # PostgreSQL's sum of integers is a decimal number.
    sums = (cast(func.coalesce(func.sum(half), 0), PLAIN_INTEGER) for half in halves)
    return (*sums, func.count(column))


def _summed(parts: Sequence[int]) -> Iterator[int]:
    """Sum and count of each field."""
    for high, low, count in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield (high << _LOW) + low
        yield count
