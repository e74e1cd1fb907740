"""The triggers that write the history: made anew from the columns that the database has.

Both databases leave the same rows: old and new values of a row of our own as JSON without spaces,
under the change that the transaction goes by.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from klikks_desktop.storage.tables import JOURNALED

CURRENT_CHANGE: Final = "(SELECT id FROM history_change ORDER BY seq DESC LIMIT 1)"
"""SQLite has one writer: the change that goes on is the newest."""

CHANGE_SETTING: Final = "klikks.change"
"""PostgreSQL: the setting of the transaction that holds the id of its change."""

_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION klikks_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
    after text;
BEGIN
    IF TG_OP <> 'INSERT' THEN before := row_to_json(old)::text; END IF;
    IF TG_OP <> 'DELETE' THEN after := row_to_json(new)::text; END IF;
    INSERT INTO history (change_id, op, "table", pk, old, new) VALUES (
        current_setting('{CHANGE_SETTING}'), left(TG_OP, 1), TG_TABLE_NAME,
        coalesce(after, before)::json ->> TG_ARGV[0], before, after
    );
    RETURN NULL;
END $$
"""  # noqa: S608 - nothing but a name of our own goes into this statement


def install_triggers(connection: Connection) -> None:
    """Make the history triggers anew, from the columns that the database has; no others remain."""
    drop_triggers(connection)
    on_postgres = connection.dialect.name == "postgresql"
    if on_postgres:
        connection.exec_driver_sql(_FUNCTION)
    for name in JOURNALED:
        columns = _columns_of(connection, name)
        for statement in (_postgres_triggers if on_postgres else _sqlite_triggers)(name, columns):
            connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Remove every trigger and view: a migration leaves no history, a foreign file runs no code."""
    if connection.dialect.name == "postgresql":
        # The triggers go with their function; what else an administrator keeps there is none of ours.
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS klikks_history() CASCADE")
        return
    found = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    )
    for kind, name in found.all():
        quoted = name.replace('"', '""')
        connection.exec_driver_sql(f'DROP {kind} "{quoted}"')


def _columns_of(connection: Connection, table: str) -> list[str]:
    if connection.dialect.name == "postgresql":
        rows = connection.exec_driver_sql(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
            "AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
            (f'"{table}"',),
        )
    else:
        rows = connection.exec_driver_sql("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return [row[0] for row in rows]


def _sqlite_triggers(table: str, columns: list[str]) -> Iterator[str]:
    """Three triggers; rows of others (``source``) and updates that change nothing leave no trace."""
    key = columns[0]
    old = "json_object(" + ", ".join(f"'{name}', old.\"{name}\"" for name in columns) + ")"
    new = "json_object(" + ", ".join(f"'{name}', new.\"{name}\"" for name in columns) + ")"
    differs = " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in columns)
    has_source = "source" in columns
    events = (
        ("insert", "I", f'new."{key}"', "NULL", new, "new.source IS NULL" if has_source else "1"),
        (
            "update",
            "U",
            f'new."{key}"',
            old,
            new,
            f"{'old.source IS NULL AND ' if has_source else ''}({differs})",
        ),
        ("delete", "D", f'old."{key}"', old, "NULL", "old.source IS NULL" if has_source else "1"),
    )
    for event, letter, row_key, before, after, when in events:
        values = f"{CURRENT_CHANGE}, '{letter}', '{table}', {row_key}, {before}, {after}"
        # Nothing but names of our own tables and columns goes into this statement.
        entry = f'INSERT INTO history (change_id, op, "table", pk, old, new) VALUES ({values})'  # noqa: S608
        head = f'CREATE TRIGGER "history_{table}_{event}" AFTER {event.upper()} ON "{table}"'
        yield f"{head} WHEN {when} BEGIN {entry}; END"


def _postgres_triggers(table: str, columns: list[str]) -> Iterator[str]:
    """As ``_sqlite_triggers``; all call the one function, with the name of the key."""
    of_others = "source" in columns
    events = (
        ("insert", "new.source IS NULL" if of_others else "true"),
        ("update", f"{'old.source IS NULL AND ' if of_others else ''}old.* IS DISTINCT FROM new.*"),
        ("delete", "old.source IS NULL" if of_others else "true"),
    )
    for event, when in events:
        yield (
            f'CREATE TRIGGER "history_{table}_{event}" AFTER {event.upper()} ON "{table}" '
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION klikks_history('{columns[0]}')"
        )
