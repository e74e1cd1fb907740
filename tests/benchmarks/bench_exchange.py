"""Export of 500 patrons and import of 201 towns' files, beside raw sqlite3 inserts of the same rows.

Run ``python tests/benchmarks/bench_exchange.py [TOWNS]``. The floor writes what the import wrote into a
database with the same tables, indexes and pragmas, one transaction a file, with the driver alone:
no decryption, no signature, no checks, no comparison with what is there. Prints, never fails on time.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from sample_town import RESOURCES, add_people, machine, make_town, now

from klikks_desktop.domain.records import Role, Verdict
from klikks_desktop.services.exchange import delivery, disclosing, enrolment, importing
from klikks_desktop.services.workspace import Workspace, create_workspace, open_workspace
from klikks_desktop.storage.files import DATABASE
from klikks_desktop.storage.sqlite import connect

TOWNS = 201
FEW, MANY = 3, 50
PEOPLE = 500
TABLES = ("place", "participation", "place_report", "locality", "patron", "appointment", "consent")


def seconds(action: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def keys(count: int) -> list[str]:
    """The first keys of the directory."""
    lines = (RESOURCES / "places" / "places.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[1] for line in lines[:count]]


def enrol(town: Workspace, region: Workspace, folder: Path) -> None:
    """Both sides, as by phone."""
    invitation, answer = folder / "anmeldung.json", folder / "antwort.klikks"
    enrolment.create_enrolment_file(region, invitation)
    at_town = enrolment.accept_enrolment_file(town, invitation, answer)
    at_region = enrolment.read_answer(region, answer)
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    enrolment.confirm(town, at_town.peer.id, at_region.joint_number)


def open_town(folder: Path) -> Workspace:
    """Open one again; 201 open databases are not what is measured here."""
    return open_workspace(folder, clock=now, resources=RESOURCES)


def make_files(folder: Path, region: Workspace, count: int) -> tuple[list[Path], list[Path]]:
    """Two reports of each town: with few and, later, with many patrons."""
    few, many = [], []
    for key in keys(count):
        town = make_town(folder / key, FEW, key)
        enrol(town, region, folder / key)
        few.append(delivery.export_sync_file(town, folder / f"{key}-few.klikks").path)
        add_people(town, range(FEW, MANY))
        many.append(delivery.export_sync_file(town, folder / f"{key}-many.klikks").path)
        town.close()
    return few, many


def take(region: Workspace, files: list[Path], expected: Verdict) -> list[float]:
    """Seconds of each file, imported in one go; memory is looked at by the caller."""
    marks: list[float] = []
    outcomes = importing.import_files(
        region, files, progress=lambda _done, _all: marks.append(time.perf_counter())
    )
    assert all(outcome.verdict is expected for outcome in outcomes), outcomes
    return [after - before for before, after in pairwise(marks)]


def rows_by_sender(database: Path) -> Iterator[tuple[str, dict[str, list[tuple[object, ...]]]]]:
    """What the import wrote, sender by sender and table by table, parents first."""
    with closing(sqlite3.connect(database)) as connection:
        for (sender,) in connection.execute(
            "SELECT DISTINCT source FROM place WHERE source IS NOT NULL"
        ).fetchall():
            found = {
                table: connection.execute(f"SELECT * FROM {table} WHERE source = ?", [sender]).fetchall()  # noqa: S608 - our own names
                for table in TABLES
            }
            found["delivery"] = connection.execute(
                "SELECT * FROM delivery WHERE peer_id = ?", [sender]
            ).fetchall()[-1:]
            yield sender, found


def insert_plainly(database: Path, target: Path) -> list[float]:
    """The floor: seconds of each sender's rows."""
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
        insert(connection, "peer", peers)
        for _sender, tables in list(rows_by_sender(database)):
            begin = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            for table, rows in tables.items():
                insert(connection, table, rows)
            connection.execute("COMMIT")
            taken.append(time.perf_counter() - begin)
    return taken


def insert(connection: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    """All rows of one table."""
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - our own names


def memory() -> float:
    """Most memory this process ever held, in megabytes; 0 on Windows, which has no such call."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def line(title: str, times: list[float], floor: list[float] | None = None, note: str = "") -> None:
    """One row of the table: per file."""
    median = statistics.median(times) * 1000
    ratio = f"{median / (statistics.median(floor) * 1000):7.2f}" if floor else f"{'':7}"
    print(f"{title:44}{median:9.1f} ms{max(times) * 1000:9.1f} ms{sum(times):8.2f} s{ratio}  {note}")


def measure_export(folder: Path) -> None:
    """500 patrons of one town."""
    region = create_workspace(folder / "r", role=Role.REGION, name="Region", clock=now, resources=RESOURCES)
    town = make_town(folder / "t", PEOPLE)
    enrol(town, region, folder)
    region.close()
    times = [seconds(lambda n=n: delivery.export_sync_file(town, folder / f"{n}.klikks")) for n in range(7)]
    times_seen = [seconds(lambda: disclosing.preview_export(town)) for _ in range(7)]
    size = (folder / "0.klikks").stat().st_size
    town.close()
    line(f"export of {PEOPLE} patrons", times[1:], note=f"{size / 1000:.0f} kB")
    line("the same, only looked at (Das verlässt Ihr Haus)", times_seen[1:])


def main() -> None:
    """Print the table."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console, not a test's capture
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TOWNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':44}{'median':>12}{'most':>12}{'all':>10}{'x floor':>7}")
        measure_export(folder)
        region = create_workspace(
            folder / "region", role=Role.REGION, name="Region", clock=now, resources=RESOURCES
        )
        few, many = make_files(folder, region, count)
        database = folder / "region" / DATABASE
        at_start = memory()
        for title, files, size in (
            (f"{count} files, {FEW} patrons each", few, FEW),
            (f"{count} files, {MANY} each (replace the former)", many, MANY),
        ):
            before = memory()
            taken = take(region, files, Verdict.APPLIED)
            grown = memory() - before
            floor = insert_plainly(database, folder / f"floor-{size}.db")
            line(f"raw inserts: {title}", floor)
            line(f"import: {title}", taken, floor, f"memory +{grown:.0f} MB")
            line("the same again: duplicates", take(region, files, Verdict.DUPLICATE), floor)
        region.close()
        size_mb = database.stat().st_size / 1e6
        print(f"memory before the imports {at_start:.0f} MB, at most {memory():.0f} MB")
        print(f"database {size_mb:.1f} MB")
    print(machine())


if __name__ == "__main__":
    main()
