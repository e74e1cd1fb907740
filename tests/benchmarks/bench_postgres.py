"""Import of many towns' files into a PostgreSQL that an office shares, beside raw inserts of the same rows.

Run ``python tests/benchmarks/bench_postgres.py [TOWNS]`` where PostgreSQL is installed: a private server on a
Unix socket, with fsync. The floor writes what the import wrote with psycopg alone, one transaction a file.
Prints, never fails on time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import psycopg
import pytest
from import_floor import REPORTED, head, line, take
from postgres_server import USER, Server
from psycopg import sql
from sample_land import enrol_all, make_towns, write_file
from sample_town import RESOURCES, machine, now

from klikks_desktop.domain.records import Role, Verdict
from klikks_desktop.services.workspace import create_workspace, open_workspace

TOWNS = 201
_EMPTY = "empty"


def connected(server: Server, database: str) -> psycopg.Connection:
    """The driver's own connection."""
    return psycopg.connect(host=str(server.folder), user=USER, dbname=database)


def insert_plainly(server: Server, filled: str, target: str) -> list[float]:
    """The floor: seconds of each sender's rows of ``filled``, one transaction each, into ``target``."""
    taken = []
    with connected(server, filled) as source, connected(server, target) as connection:
        senders = source.execute("SELECT DISTINCT source FROM place WHERE source IS NOT NULL").fetchall()
        for (sender,) in senders:
            found = {
                table: source.execute(
                    sql.SQL("SELECT * FROM {} WHERE source = %s").format(sql.Identifier(table)), [sender]
                ).fetchall()
                for table in REPORTED
            }
            begin = time.perf_counter()
            for table, rows in found.items():
                if rows:
                    marks = sql.SQL(", ").join([sql.Placeholder()] * len(rows[0]))
                    statement = sql.SQL("INSERT INTO {} VALUES ({})").format(sql.Identifier(table), marks)
                    connection.cursor().executemany(statement, rows)
            connection.commit()
            taken.append(time.perf_counter() - begin)
    return taken


def measure(server: Server, folder: Path, count: int) -> None:
    """Fill a region on the server."""
    address = server.database()
    home = folder / "region"
    create_workspace(
        home, role=Role.REGION, name="Region", clock=now, resources=RESOURCES, server=address
    ).close()
    server.keep(address, _EMPTY)
    region = open_workspace(home, clock=now, resources=RESOURCES, server=address)
    towns = make_towns(count)
    enrol_all(region, towns)
    files = [folder / f"{town.place.key}.klikks" for town in towns]
    for town, file in zip(towns, files, strict=True):
        write_file(town, region.keys, file)
    taken = take(region, files, Verdict.APPLIED)
    floor = insert_plainly(server, address.database, server.database(_EMPTY).database)
    line(f"raw inserts: {count} towns", floor)
    line(f"import: {count} files", taken, floor)
    line("the same again: duplicates", take(region, files, Verdict.DUPLICATE), floor)
    region.close()


def main() -> None:
    """Print the table."""
    head()
    try:
        server = Server()
    except pytest.skip.Exception as missing:
        print(missing)
        return
    try:
        server.stop("fast")
        server.start("fsync=on", "full_page_writes=on")
        with tempfile.TemporaryDirectory() as name:
            measure(server, Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else TOWNS)
    finally:
        server.remove()
    print(machine())


if __name__ == "__main__":
    main()
