"""History (Verlauf): triggers write every change of our own rows; undo plays them back.

One row of ``history_change`` per transaction, one row of ``history`` per changed row with its
old and new values as JSON. Undo, recycle bin and the history of a record all read from there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Delete,
    FromClause,
    Insert,
    Row,
    Select,
    Update,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy import column as plain_column
from sqlalchemy import table as plain_table
from sqlalchemy.exc import IntegrityError

from klikks_desktop.domain.changes import BinItem, Change, Operation, RecordChange
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Record
from klikks_desktop.storage.column_types import Converted, Truth
from klikks_desktop.storage.tables import KINDS, TABLES, certificate, history, history_change
from klikks_desktop.storage.tables import draft as draft_table
from klikks_desktop.storage.tables import patron as patron_table

# Any: rows of tables that are only known by name hold what the database gave.
Stored = Mapping[str, Any]

_OF_PATRON = '"entity":"patron"'
"""How the triggers write that a draft is one of a person; drafts of other records hold no person."""


# Every transaction passes these two, so they are made once.
_BEGIN: Final = insert(history_change)
_END: Final = delete(history_change).where(
    history_change.c.id == bindparam("change"), ~exists().where(history.c.change_id == bindparam("change"))
)


def begin_change(connection: Connection, change: Change) -> None:
    """Name the transaction that follows."""
    values = {"id": change.id, "at": change.at, "label": change.label, "undoable": change.undoable}
    connection.execute(_BEGIN, values)


def end_change(connection: Connection, change: UUID) -> None:
    """Forget the name again when nothing was changed under it."""
    connection.execute(_END, {"change": change})


def undo(connection: Connection, change_id: UUID, within: UUID) -> Change:
    """Play the transaction ``change_id`` back, within the change ``within``.

    Raises ``KeyError`` when there is no such change, K-215 when a row was changed since, K-216
    when an issued number would go, K-217 when it cannot be taken back at all.
    """
    row = connection.execute(select(history_change).where(history_change.c.id == change_id)).one_or_none()
    if row is None:
        raise KeyError(change_id)
    change = _change(row)
    facts = {"label": change.label}
    entries = connection.execute(
        select(history).where(history.c.change_id == change_id).order_by(history.c.seq.desc())
    ).all()
    if any(each.op == Operation.ADDED and each.table == certificate.name for each in entries):
        raise UserError("K-216", facts)
    if not change.undoable:
        raise UserError("K-217", facts)
    if change_id in taken_back(connection):
        raise UserError("K-215", facts)
    try:
        is_undone = all(_play_back(connection, entry) for entry in entries)
    except IntegrityError as error:
        raise UserError("K-215", facts) from error
    if not is_undone:
        raise UserError("K-215", facts)
    connection.execute(update(history_change).where(history_change.c.id == within).values(undoes=change_id))
    return change


def _play_back(connection: Connection, entry: Row[Any]) -> bool:
    """Undo one row; ``False`` when it is no longer as the change left it."""
    kind = KINDS[entry.table]
    old: Stored | None = entry.old and json.loads(entry.old)
    new: Stored | None = entry.new and json.loads(entry.new)
    names = tuple(new or old or ())
    if not set(names) <= set(TABLES[kind].columns.keys()):
        return False
    rows = _as_stored(entry.table, names)
    row_key = {"row_key": entry.pk}
    now = connection.execute(rows.select, row_key).mappings().one_or_none()
    if (None if now is None else dict(now)) != new:
        return False
    if old is None:
        connection.execute(rows.delete, row_key)
    elif new is None:
        connection.execute(rows.insert, _values(record_of(kind, old)))
    else:
        connection.execute(rows.update, {f"new_{name}": value for name, value in old.items()} | row_key)
    return True


class _Statements(NamedTuple):
    """Statements for the row ``row_key`` of one table; values pass as they are stored."""

    select: Select[Any]
    insert: Insert
    update: Update
    delete: Delete


# A large change has thousands of rows of few kinds: their statements are made once.
@lru_cache(maxsize=64)
def _as_stored(name: str, columns: tuple[str, ...]) -> _Statements:
    typed = TABLES[KINDS[name]]
    table = plain_table(name, *(plain_column(each) for each in columns))
    is_row = table.c[typed.columns.values()[0].name] == bindparam("row_key")
    changed: dict[str, BindParameter[Any]] = {each: bindparam(f"new_{each}") for each in columns}
    return _Statements(
        select(table).where(is_row),
        insert(typed),
        update(table).where(is_row).values(changed),
        delete(table).where(is_row),
    )


def taken_back(connection: Connection) -> set[UUID]:
    """Changes that are not in force, because a change that is in force undoes them."""
    undoing = select(history_change.c.id, history_change.c.undoes).where(history_change.c.undoes.is_not(None))
    result: set[UUID] = set()
    for row in connection.execute(undoing.order_by(history_change.c.seq.desc())):
        if row.id not in result:
            result.add(row.undoes)
    return result


def undo_candidate(connection: Connection, among: Collection[UUID] | None = None) -> Change | None:
    """The latest change that Strg+Z takes back, ``among`` these or of all.

    Neither an undo nor undone, and not overtaken by a later one that cannot be undone. A change
    that numbered a certificate is never passed over: undoing it is refused with the way out.
    """
    numbered = exists().where(
        history.c.change_id == history_change.c.id,
        history.c.table == certificate.name,
        history.c.op == Operation.ADDED,
    )
    later = history.alias("later")
    later_change = history_change.alias("later_change")
    overtaken = (
        exists()
        .where(history.c.change_id == history_change.c.id)
        .where(later.c.table == history.c.table, later.c.pk == history.c.pk, later.c.seq > history.c.seq)
        .where(later_change.c.id == later.c.change_id, ~_is_undoable(later_change))
    )
    return _latest(connection, among, history_change.c.undoes.is_(None), ~overtaken | numbered)


def redo_candidate(connection: Connection, among: Collection[UUID] | None = None) -> Change | None:
    """The latest undo, ``among`` these or of all, that can itself be undone: nothing new was done since."""
    newest = select(history_change.c.seq).where(history_change.c.undoes.is_(None), *_of(among))
    newest = newest.order_by(history_change.c.seq.desc()).limit(1)
    original = history_change.alias("original")
    undoes_original = exists().where(original.c.id == history_change.c.undoes, original.c.undoes.is_(None))
    return _latest(connection, among, undoes_original, history_change.c.seq > newest.scalar_subquery())


# Any: SQLAlchemy's conditions over several types.
def _latest(connection: Connection, among: Collection[UUID] | None, *conditions: Any) -> Change | None:
    gone = taken_back(connection)
    query = select(history_change).where(_is_undoable(history_change), *_of(among), *conditions)
    for row in connection.execute(query.order_by(history_change.c.seq.desc())):
        if row.id not in gone:
            return _change(row)
    return None


# A plain True would be PostgreSQL's own truth, which no column has.
def _is_undoable(changes: FromClause) -> ColumnElement[bool]:
    return changes.c.undoable == literal(True, Truth())


def _of(among: Collection[UUID] | None) -> list[ColumnElement[bool]]:
    return [] if among is None else [history_change.c.id.in_(among)]


def changes_of(connection: Connection, kind: type[Record], key: object) -> list[RecordChange]:
    """What happened to one record, newest first."""
    query = (
        select(history.c.op, history.c.old, history.c.new, history_change)
        .join(history_change)
        .where(history.c.table == TABLES[kind].name, history.c.pk == str(key))
        .order_by(history.c.seq.desc())
    )
    return [
        RecordChange(
            change=_change(row),
            operation=Operation(row.op),
            old=record_of(kind, json.loads(row.old)) if row.old else None,
            new=record_of(kind, json.loads(row.new)) if row.new else None,
        )
        for row in connection.execute(query)
    ]


def recycle_bin(connection: Connection, since: datetime, kinds: Sequence[type[Record]]) -> list[BinItem]:
    """Records of these kinds deleted since then and still gone, newest first."""
    gone = taken_back(connection)
    found: dict[str, BinItem] = {}
    for root in (TABLES[kind] for kind in kinds):
        query = (
            select(history.c.pk, history.c.old, history_change)
            .join(history_change)
            .where(history.c.table == root.name, history.c.op == Operation.DELETED)
            .where(history_change.c.at >= since, _is_undoable(history_change))
            .where(~exists().where(root.c.id == history.c.pk))
            .order_by(history_change.c.seq.desc())
        )
        for row in connection.execute(query):
            if row.id not in gone and row.pk not in found:
                record = record_of(KINDS[root.name], json.loads(row.old))
                found[row.pk] = BinItem(change=_change(row), record=record, deleted_at=row.at)
    return sorted(found.values(), key=lambda item: item.deleted_at, reverse=True)


def deleted_drafts(connection: Connection, before: datetime) -> list[UUID]:
    """Drafts deleted before then and still gone that never became a patron: no bin shows them."""
    of_patron = history.alias("of_patron")
    query = (
        select(history.c.pk)
        .join(history_change)
        .where(history.c.table == draft_table.name, history.c.old.contains(_OF_PATRON))
        .where(~exists().where(draft_table.c.id == history.c.pk))
        .where(~exists().where(of_patron.c.table == patron_table.name, of_patron.c.pk == history.c.pk))
        .group_by(history.c.pk)
        .having(func.max(history_change.c.at) < before)
    )
    return [UUID(key) for key in connection.execute(query).scalars()]


def record_of(kind: type[Record], stored: Stored) -> Record:
    """The record from stored values; fields that came later keep their default."""
    columns = TABLES[kind].columns
    return kind(**{name: _value(columns[name], value) for name, value in stored.items() if name in columns})


def _value(column: Column[Any], stored: Any) -> Any:
    kind = column.type
    return kind.from_column(stored) if stored is not None and isinstance(kind, Converted) else stored


def _values(record: Record) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _change(row: Row[Any]) -> Change:
    return Change(id=row.id, at=row.at, label=row.label, undoes=row.undoes, undoable=row.undoable)
