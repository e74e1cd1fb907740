"""Writing records within one transaction that is saved or taken back as a whole."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import Insert as SQLiteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from klikks_desktop.domain.changes import Change
from klikks_desktop.domain.ids import RANDOM_BYTES, uuid7
from klikks_desktop.domain.records import Certificate, Delivery, Direction, Place, Record, Setting
from klikks_desktop.storage import history
from klikks_desktop.storage.backend import Backend
from klikks_desktop.storage.bulk import Stored, insert_stored, update_stored
from klikks_desktop.storage.conditions import Shape, conditions_of, key_column, shape_of, values_of
from klikks_desktop.storage.reader import JSON, Reader
from klikks_desktop.storage.tables import OWNED, TABLES, blob

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert

Clock: TypeAlias = Callable[[], datetime]
"""Aware UTC now."""

# What reads all fields of a record at once.
_FIELDS: Final = {
    kind: (names, attrgetter(*names))
    for kind, table in TABLES.items()
    for names in [tuple(table.columns.keys())]
}


class Unit(Reader):
    """One write transaction. change: the id under which the history keeps it."""

    def __init__(self, connection: Connection, change: UUID, own: Collection[UUID] | None = None) -> None:
        super().__init__(connection, own)
        self.change = change
        self._numbered: list[Certificate] = []
        self.delivery_mark = 0

    def add(self, *records: Record) -> None:
        """Insert records; parents may stand after their children."""
        for table, rows in _by_table(records):
            self.connection.execute(insert(table), rows)
        self._note_marks(records)

    def add_stored(self, kind: type[Record], rows: Sequence[Stored]) -> int:
        """Insert rows of others (``bulk.stored_form``) whose keys nobody has yet; how many these were."""
        return insert_stored(self.connection, kind, rows)

    def update_stored(self, kind: type[Record], rows: Sequence[tuple[Stored, Stored]]) -> None:
        """Change rows of others: each as it is here (``stored``), then as it becomes.

        Raises ``KeyError`` when one is gone.
        """
        if (found := update_stored(self.connection, kind, rows)) != len(rows):
            raise KeyError(f"{TABLES[kind].name}: {len(rows) - found} of {len(rows)} are gone")

    def update(self, *records: Record) -> None:
        """Store whole records under their keys. Raises ``KeyError`` when one is gone."""
        for table, rows in _by_table(records):
            key = key_column(table)
            values = [{**row, "key_of_row": row.pop(key.name)} for row in rows]
            found = self.connection.execute(_update_by_key(table), values)
            if found.rowcount != len(rows):
                raise KeyError(f"{table.name}: {len(rows) - found.rowcount} of {len(rows)} are gone")

    def put(self, *records: Record) -> None:
        """Insert records or replace those with the same key."""
        for table, rows in _by_table(records):
            self.connection.execute(_insert_or_replace(table, self.connection.dialect.name), rows)
        self._note_marks(records)

    def delete(self, kind: type[Record], *ids: UUID | str) -> None:
        """Delete records and what belongs to them (``OWNED``); keys that are gone do not matter."""
        self.delete_where(kind, **{key_column(TABLES[kind]).name: ids})

    def delete_where(self, kind: type[Record], /, **where: object) -> int:
        """Delete as ``find`` finds, with what belongs to them; returns how many of ``kind``."""
        deletions = _deletions(TABLES[kind], shape_of(where))
        found = 0
        for values in values_of(where):
            for statement in deletions:
                last = self.connection.execute(statement, values)
            found += last.rowcount
        return found

    def put_blob(self, data: bytes) -> str:
        """Keep bytes; returns their SHA-256 in hex, the same for the same bytes."""
        digest = hashlib.sha256(data).hexdigest()
        insert_new = _insert(blob, self.connection.dialect.name).on_conflict_do_nothing()
        self.connection.execute(insert_new.values(hash=digest, data=data))
        return digest

    def drop_blob(self, digest: str) -> None:
        """Forget bytes; the caller knows that nothing refers to them."""
        self.connection.execute(delete(blob).where(blob.c.hash == digest))

    def put_setting(self, key: str, value: JSON) -> None:
        """Store a setting."""
        self.put(Setting(key=key, value=json.dumps(value, ensure_ascii=False, sort_keys=True)))

    def undo(self, change: UUID) -> Change:
        """Take the transaction ``change`` back within this one, once per unit; undoing an undo is redo.

        Raises ``KeyError`` for an unknown change, K-215 when a row was changed since, K-216 when
        an issued certificate number would go, K-217 when it cannot be taken back.
        """
        return history.undo(self.connection, change, self.change)

    def certificate_marks(self) -> dict[tuple[str, int], int]:
        """The highest serial stored in this unit, by place key and year."""
        keys = {place.id: place.key for place in self.find(Place)} if self._numbered else {}
        marks: dict[tuple[str, int], int] = {}
        for each in self._numbered:
            at = (keys[each.place_id], each.year)
            marks[at] = max(each.serial, marks.get(at, 0))
        return marks

    def _note_marks(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, Certificate):
                self._numbered.append(record)
            elif isinstance(record, Delivery) and record.direction is Direction.SENT:
                self.delivery_mark = max(self.delivery_mark, record.sequence)


def new_key(clock: Clock) -> UUID:
    """A fresh, time-ordered key."""
    return uuid7(int(clock().timestamp() * 1000), secrets.token_bytes(RANDOM_BYTES))


@contextmanager
def transaction(
    backend: Backend,
    connection: Connection,
    clock: Clock,
    label: str,
    *,
    undoable: bool,
    own: Collection[UUID] | None = None,
) -> Iterator[Unit]:
    """One named write transaction: committed at the end, rolled back when an exception passes."""
    change = new_key(clock)
    try:
        backend.begin_writing(connection, change)
        history.begin_change(connection, Change(id=change, at=clock(), label=label, undoable=undoable))
        yield Unit(connection, change, own)
        history.end_change(connection, change)
        backend.commit(connection)
    except BaseException:
        backend.roll_back(connection)
        raise


# Making a statement takes longer than running it.
@cache
def _update_by_key(table: Table) -> Update:
    return update(table).where(key_column(table) == bindparam("key_of_row"))


@cache
def _deletions(table: Table, shape: Shape) -> tuple[Delete, ...]:
    """The statements that delete rows: what belongs to them first, they themselves last."""
    return tuple(_deletions_where(table, *conditions_of(table, shape)))


def _deletions_where(table: Table, *conditions: ColumnElement[bool]) -> Iterator[Delete]:
    for column in OWNED.get(table, ()):
        yield from _deletions_where(column.table, column.in_(select(key_column(table)).where(*conditions)))
    yield delete(table).where(*conditions)


@cache
def _insert_or_replace(table: Table, dialect: str) -> SQLiteInsert | PostgresInsert:
    """The statement behind ``Unit.put``; making it takes longer than running it."""
    statement = _insert(table, dialect)
    key = key_column(table)
    changed = {column.name: statement.excluded[column.name] for column in table.c if column is not key}
    return statement.on_conflict_do_update(index_elements=[key], set_=changed)


def _insert(table: Table, dialect: str) -> SQLiteInsert | PostgresInsert:
    """An INSERT that may meet a row that is there already; each database has its own."""
    if dialect != "postgresql":
        return sqlite_insert(table)
    from sqlalchemy.dialects.postgresql import insert as postgres_insert  # not for who has no server

    return postgres_insert(table)


def _by_table(records: Iterable[Record]) -> Iterator[tuple[Table, list[dict[str, object]]]]:
    """Rows by table, parents first."""
    kinds: defaultdict[type[Record], list[dict[str, object]]] = defaultdict(list)
    for record in records:
        names, values = _FIELDS[type(record)]
        kinds[type(record)].append(dict(zip(names, values(record), strict=True)))
    for kind, table in TABLES.items():
        if kind in kinds:
            yield table, kinds[kind]
