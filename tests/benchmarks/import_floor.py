"""What an import of sync files is measured against: the same rows, put in with the driver alone."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from sample_town import RESOURCES  # noqa: F401 - puts the checkout on the path

from klikks_desktop.domain.records import Verdict
from klikks_desktop.services.exchange import importing
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.sqlite import connect
from klikks_desktop.storage.tables import TABLES

REPORTED = tuple(table.name for table in TABLES.values() if "source" in table.c)
"""Tables whose rows may come from a town, parents first."""


def take(region: Workspace, files: list[Path], expected: Verdict) -> list[float]:
    """Seconds of each file, imported in one go."""
    marks: list[float] = []
    outcomes = importing.import_files(
        region, files, progress=lambda _done, _all: marks.append(time.perf_counter())
    )
    assert all(outcome.verdict is expected for outcome in outcomes), outcomes[:3]
    return [after - before for before, after in pairwise(marks)]


def insert_plainly(database: Path, target: Path) -> list[float]:
    """The floor: seconds of each sender's rows of ``database``, one transaction each, into ``target``."""
    with closing(sqlite3.connect(database)) as source:
        schema = [
            sql
            for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index')")
            if sql
        ]
        peers = source.execute("SELECT * FROM peer").fetchall()
    target.touch()
    taken = []
    with closing(connect(target)) as connection:
        for statement in schema:
            connection.execute(statement)
        _insert(connection, "peer", peers)
        for tables in rows_by_sender(database):
            begin = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            for table, rows in tables.items():
                _insert(connection, table, rows)
            connection.execute("COMMIT")
            taken.append(time.perf_counter() - begin)
    return taken


def rows_by_sender(database: Path) -> Iterator[dict[str, list[tuple[object, ...]]]]:
    """What the import wrote, sender by sender and table by table, parents first."""
    with closing(sqlite3.connect(database)) as connection:
        senders = connection.execute("SELECT DISTINCT source FROM place WHERE source IS NOT NULL").fetchall()
        for (sender,) in senders:
            found = {
                table: connection.execute(f"SELECT * FROM {table} WHERE source = ?", [sender]).fetchall()  # noqa: S608 - our own names
                for table in REPORTED
            }
            found["delivery"] = connection.execute(
                "SELECT * FROM delivery WHERE peer_id = ?", [sender]
            ).fetchall()[-1:]
            yield found


def memory() -> float:
    """Memory that this process holds now, in megabytes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * 4096 / 1e6


def line(title: str, times: list[float], floor: list[float] | None = None, note: str = "") -> None:
    """One row of the table: per file."""
    median = statistics.median(times) * 1000
    ratio = f"{sum(times) / sum(floor):7.2f}" if floor else f"{'':7}"
    print(f"{title:44}{median:9.1f} ms{max(times) * 1000:9.1f} ms{sum(times):8.2f} s{ratio}  {note}")


def head() -> None:
    """The head of the table; the factor is that of all files together."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console, not a test's capture
    print(f"{'':44}{'median':>12}{'most':>12}{'all':>10}{'x floor':>7}")


def _insert(connection: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - our own names
