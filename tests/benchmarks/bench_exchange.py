"""Export of 500 patrons and import of 201 towns' files, beside raw sqlite3 inserts of the same rows.

Run ``python tests/benchmarks/bench_exchange.py [TOWNS]``. The floor writes what the import wrote into a
database with the same tables, indexes and pragmas, one transaction a file, with the driver alone:
no decryption, no signature, no checks, no comparison with what is there. Prints, never fails on time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from import_floor import head, insert_plainly, line, memory, take
from sample_town import RESOURCES, add_people, machine, make_town, now

from klikks_desktop.domain.records import Role, Verdict
from klikks_desktop.services.exchange import delivery, disclosing, enrolment
from klikks_desktop.services.workspace import Workspace, create_workspace
from klikks_desktop.storage.files import DATABASE

TOWNS = 201
FEW, MANY = 3, 50
PEOPLE = 500


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
    head()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TOWNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure_export(folder)
        region = create_workspace(
            folder / "region", role=Role.REGION, name="Region", clock=now, resources=RESOURCES
        )
        few, many = make_files(folder, region, count)
        database = folder / "region" / DATABASE
        for title, files, size in (
            (f"{count} files, {FEW} patrons each", few, FEW),
            (f"{count} files, {MANY} each (replace the former)", many, MANY),
        ):
            before = memory()
            taken = take(region, files, Verdict.APPLIED)
            grown = memory() - before
            floor = insert_plainly(database, folder / f"floor-{size}.db")
            line(f"raw inserts: {title}", floor)
            line(f"import: {title}", taken, floor, f"memory {grown:+.0f} MB")
            line("the same again: duplicates", take(region, files, Verdict.DUPLICATE), floor)
        region.close()
        print(f"database {database.stat().st_size / 1e6:.1f} MB")
    print(machine())


if __name__ == "__main__":
    main()
