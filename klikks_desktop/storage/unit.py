"""Reading and writing records within one transaction; rows of tables never leave this module."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    Update,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import Insert as SQLiteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from klikks_desktop.domain.changes import BinItem, Change, RecordChange
from klikks_desktop.domain.ids import RANDOM_BYTES, uuid7
from klikks_desktop.domain.records import (
    Certificate,
    Delivery,
    Direction,
    Locality,
    Patron,
    Place,
    Record,
    Setting,
)
from klikks_desktop.storage import history
from klikks_desktop.storage.backend import Backend
from klikks_desktop.storage.bulk import Stored, insert_stored, read_stored
from klikks_desktop.storage.column_types import PLAIN_INTEGER
from klikks_desktop.storage.tables import OWNED, TABLES, blob
from klikks_desktop.storage.ways import fields_of

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert

R = TypeVar("R", bound=Record)

JSON: TypeAlias = str | int | float | bool | Sequence["JSON"] | Mapping[str, "JSON"] | None

Clock: TypeAlias = Callable[[], datetime]
"""Aware UTC now."""

# SQLite takes at most 32,766 values in one statement (sqlite.org/limits.html), PostgreSQL 65,535.
_CHUNK: Final = 10_000

# What reads all fields of a record at once.
_FIELDS: Final = {
    kind: (names, attrgetter(*names))
    for kind, table in TABLES.items()
    for names in [tuple(table.columns.keys())]
}

# Any: conditions and values over columns of every type.
Conditions: TypeAlias = list[ColumnElement[bool]]


class Reader:
    """What can be read; everything is seen as it was when the transaction began.

    connection: for this package only. own: the changes that Strg+Z may take back; all when ``None``.
    """

    def __init__(self, connection: Connection, own: Collection[UUID] | None = None) -> None:
        self.connection = connection
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
        table = TABLES[kind]
        queries = [select(table).where(*each) for each in _conditions(table, where)]
        if len(queries) == 1:
            return self._records(kind, queries[0].order_by(*_ordering(table, order)))
        found = [record for query in queries for record in self._records(kind, query)]
        for name in reversed(order):
            field = name.removeprefix("-")
            found.sort(key=lambda record: _sort_key(getattr(record, field)), reverse=name != field)
        return found

    def stored(self, kind: type[Record], source: UUID) -> dict[str, Stored]:
        """All rows of others that ``source`` owns, by key, as ``bulk.stored_form`` gives them."""
        return read_stored(self.connection, kind, source)

    def count(self, kind: type[R], /, **where: object) -> int:
        """How many ``find`` would return."""
        table = TABLES[kind]
        query = select(func.count()).select_from(table)
        return sum(
            self.connection.execute(query.where(*conditions)).scalar_one()
            for conditions in _conditions(table, where)
        )

    def sums(
        self, kind: type[R], /, *, by: Sequence[str], of: Sequence[str], **where: object
    ) -> list[tuple[Any, ...]]:
        """Exact sums of integer fields by groups: rows of ``by``, then per field of ``of`` sum and count.

        by: also fields of the records it belongs to, ``project_id.place_id``. The count says how many rows
        held a value; a sum without any is 0. Any: fields of every type.
        """
        table = TABLES[kind]
        # PostgreSQL's sum of integers is a decimal number.
        added = [
            part
            for name in of
            for part in (
                cast(func.coalesce(func.sum(table.c[name]), 0), PLAIN_INTEGER),
                func.count(table.c[name]),
            )
        ]
        return self._grouped(table, by, added, where)

    def counts(self, kind: type[R], /, *, by: Sequence[str], **where: object) -> list[tuple[Any, ...]]:
        """How many records there are by groups: rows of ``by``, as for ``sums``, then the number."""
        return self._grouped(TABLES[kind], by, [func.count()], where)

    def fields(
        self, kind: type[R], names: Sequence[str], /, *, order: Sequence[str] = (), **where: object
    ) -> list[tuple[Any, ...]]:
        """Only these fields of what ``find`` would return, for long lists. Any: fields of every type."""
        table = TABLES[kind]
        query = select(*(table.c[name] for name in names)).order_by(*_ordering(table, order))
        return [
            tuple(row)
            for conditions in _conditions(table, where)
            for row in self.connection.execute(query.where(*conditions))
        ]

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
        query = select(*groups, *added).select_from(source).group_by(*groups).order_by(*ordered)
        return [
            tuple(row)
            for conditions in _conditions(table, where)
            for row in self.connection.execute(query.where(*conditions))
        ]

    # Any: a row type would only repeat the table.
    def _records(
        self, kind: type[R], query: Select[Any], values: Mapping[str, object] | None = None
    ) -> list[R]:
        names = TABLES[kind].columns.keys()
        return [kind(**dict(zip(names, row, strict=True))) for row in self.connection.execute(query, values)]


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

    def update(self, *records: Record) -> None:
        """Store whole records under their keys. Raises ``KeyError`` when one is gone."""
        for table, rows in _by_table(records):
            key = _key(table)
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
        table = TABLES[kind]
        for chunk in _chunks(ids):
            self._delete(table, _key(table).in_(chunk))

    def delete_where(self, kind: type[Record], /, **where: object) -> int:
        """Delete as ``find`` finds, with what belongs to them; returns how many of ``kind``."""
        table = TABLES[kind]
        return sum(self._delete(table, *conditions) for conditions in _conditions(table, where))

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

    # Any: conditions over columns of every type.
    def _delete(self, table: Table, *conditions: Any) -> int:
        for column in OWNED.get(table, ()):
            self._delete(column.table, column.in_(select(_key(table)).where(*conditions)))
        return self.connection.execute(delete(table).where(*conditions)).rowcount

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


# Any: the key of any table.
def _key(table: Table) -> Column[Any]:
    return table.columns.values()[0]


# Making a statement takes longer than running it.
@cache
def _by_key(table: Table) -> Select[Any]:
    return select(table).where(_key(table) == bindparam("key_of_row"))


@cache
def _update_by_key(table: Table) -> Update:
    return update(table).where(_key(table) == bindparam("key_of_row"))


@cache
def _insert_or_replace(table: Table, dialect: str) -> SQLiteInsert | PostgresInsert:
    """The statement behind ``Unit.put``; making it takes longer than running it."""
    statement = _insert(table, dialect)
    key = _key(table)
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


def _conditions(table: Table, where: Mapping[str, object]) -> Iterator[Conditions]:
    """The conditions of ``where``; several sets when one list is too long for one statement."""
    alternatives: list[Conditions] = [[]]
    for name, value in where.items():
        column = table.c[name]
        if value is None:
            parts: Conditions = [column.is_(None)]
        elif isinstance(value, list | tuple | set | frozenset):
            parts = [column.in_(chunk) for chunk in _chunks(list(value))]
        else:
            # As the column holds it: a plain True would be PostgreSQL's own truth.
            parts = [column == literal(value, column.type)]
        alternatives = [[*conditions, part] for conditions in alternatives for part in parts]
    yield from alternatives


def _chunks(values: Sequence[object]) -> list[Sequence[object]]:
    return [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]


# Any: columns of every type.
def _ordering(table: Table, order: Sequence[str]) -> list[ColumnElement[Any]]:
    """As SQLite sorts by itself: what is empty is the least."""
    return [
        table.c[name[1:]].desc().nulls_last() if name.startswith("-") else table.c[name].asc().nulls_first()
        for name in order
    ]


def _sort_key(value: object) -> tuple[bool, object]:
    """Orders as SQLite does: empty first."""
    return value is not None, value
