"""Bring a database of an earlier schema to the newest one: all of it or nothing.

Four traps of Alembic on SQLite are avoided here: DDL runs inside our own transaction (else it
commits by itself); foreign keys are off, which SQLite allows only outside a transaction (else a
rebuilt table takes its children along); the history triggers are made anew (a rebuilt table
loses them); and the revision is stored within the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.copies import Occasion, keep_copy
from klikks_desktop.storage.migrations import steps as all_steps
from klikks_desktop.storage.sqlite import connect, core_connection, explained, roll_back
from klikks_desktop.storage.triggers import drop_triggers, install_triggers
from klikks_desktop.storage.unit import Clock

Step = Callable[[], None]


def migrate(path: Path, *, clock: Clock, steps: Sequence[Step] | None = None) -> None:
    """Back up and migrate the database of a workspace; the caller holds its lock.

    Raises K-218 when a step fails; the database is then as it was.
    """
    backup = keep_copy(path, clock, Occasion.BEFORE_MIGRATION)
    try:
        run_steps(path, steps)
    except UserError:
        raise
    except Exception as error:
        raise UserError("K-218", {"folder": path.parent, "backup": backup.name}) from error


def run_steps(path: Path, steps: Sequence[Step] | None = None) -> None:
    """Run the steps that the database at ``path`` has not seen, in one transaction, without a backup."""
    with explained(path):
        raw = connect(path)
        raw.execute("PRAGMA foreign_keys = OFF")
        connection = core_connection(raw)
        try:
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
            _run(connection, all_steps() if steps is None else steps)
            connection.commit()
        except BaseException:
            roll_back(connection)
            raise
        finally:
            connection.close()


def _run(connection: Connection, steps: Sequence[Step]) -> None:
    revision: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    drop_triggers(connection)
    with Operations.context(MigrationContext.configure(connection)):
        for step in steps[revision:]:
            step()
    install_triggers(connection)
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        raise RuntimeError(f"rows without their parent in: {sorted({row[0] for row in orphans})}")
    connection.exec_driver_sql(f"PRAGMA user_version = {len(steps)}")
