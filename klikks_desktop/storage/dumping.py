"""Every row of a workspace one after the other, and back into a new one; neither way holds them all.

What is dumped are the records, the ids that were erased and the bytes that records refer to. History
and what lies in the recycle bin only there stay behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from klikks_desktop.storage.files import DATABASE
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.purge import is_referred_to, remember_erased
from klikks_desktop.storage.sqlite import explained_files
from klikks_desktop.storage.store import Reader, Store
from klikks_desktop.storage.tables import TABLES, blob, erased
from klikks_desktop.storage.triggers import drop_triggers, install_triggers

# Any: a row holds values of every type.
Row = Mapping[str, Any]

_AT_ONCE: Final = 500
"""Rows that are read or written together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedId:
    """Something that was erased and must never come back; at: when."""

    id: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBytes:
    """A file of the archive. hash: SHA-256 in hex."""

    hash: str
    data: bytes


_TABLES: Final[Mapping[str, Table]] = {str(each.name): each for each in (*TABLES.values(), erased, blob)}

DUMPED: Final[Mapping[str, type]] = dict(zip(_TABLES, (*TABLES, ErasedId, StoredBytes), strict=True))
"""What a row of each table is, parents before children."""


class RowRefused(Exception):  # noqa: N818 - says what happened, as its sibling UserError
    """The database refuses a row. position: in the rows given; reason: German, without its content."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(reason)
        self.position = position
        self.reason = reason


def count_rows(reader: Reader) -> int:
    """How many rows ``rows`` may give altogether."""
    counts = (select(func.count()).select_from(table) for table in _TABLES.values())
    return sum(reader.connection.execute(query).scalar_one() for query in counts)


def rows(reader: Reader, name: str) -> Iterator[Row]:
    """The rows of one table by key; of the bytes only those that a record refers to."""
    if name == blob.name:
        yield from _stored_bytes(reader)
        return
    table = _TABLES[name]
    names = table.columns.keys()
    query = select(table).order_by(table.columns[names[0]])
    for row in reader.connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield dict(zip(names, row, strict=True))


def _stored_bytes(reader: Reader) -> Iterator[Row]:
    for digest in reader.connection.execute(select(blob.c.hash).order_by(blob.c.hash)).scalars().all():
        if is_referred_to(reader, digest):
            yield {"hash": digest, "data": reader.blob(digest)}


class Filler:
    """Puts rows into a new workspace, within one transaction."""

    def __init__(self, store: Store, reader: Reader) -> None:
        self._folder = store.folder
        self._connection = reader.connection

    def put(self, name: str, given: Iterable[Row]) -> None:
        """Insert rows into one table. Raises ``RowRefused``."""
        each = iter(given)
        position = 0
        while several := list(islice(each, _AT_ONCE)):
            self._put(_TABLES[name], several, position)
            position += len(several)

    def remember(self, certificates: Mapping[tuple[str, int], int], delivery: int) -> None:
        """Keep the marks, and the erased ids that were put, also outside the database."""
        with explained_files(self._folder / DATABASE):
            Marks(self._folder).raise_all(dict(certificates), delivery)
            remember_erased(self._folder, self._connection.execute(select(erased.c.id)).scalars().all())

    def _put(self, table: Table, several: list[Row], before: int) -> None:
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(table), several)
        except IntegrityError:
            # One of them is wrong: again, one by one, to name it.
            for position, row in enumerate(several, before):
                self._put_one(table, row, position)

    def _put_one(self, table: Table, row: Row, position: int) -> None:
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(table), row)
        except IntegrityError as error:
            raise RowRefused(position, self._reason(table, row)) from error

    def _reason(self, table: Table, row: Row) -> str:
        key = table.columns.values()[0]
        if self._has(table, key.name, row[key.name]):
            return "Die Kennung kommt zweimal vor"
        for column in table.columns:
            for reference in column.foreign_keys:
                parent = reference.column
                value = row[column.name]
                if value is not None and not self._has(parent.table, parent.name, value):
                    return f"Was in „{column.name}“ steht, gibt es in „{parent.table.name}“ nicht"
        return "Der Eintrag verletzt eine Regel oder steht schon da"

    # Any: a table that is known as the target of a foreign key only, and its key.
    def _has(self, table: Any, column: str, value: Any) -> bool:
        query = select(table.c[column]).where(table.c[column] == value)
        return self._connection.execute(query).first() is not None


@contextmanager
def filling(store: Store, label: str) -> Iterator[Filler]:
    """Fill a new workspace: all of it or nothing. What is put leaves no history."""
    with store.write(label, undoable=False) as unit:
        drop_triggers(unit.connection)
        yield Filler(store, unit)
        install_triggers(unit.connection)
