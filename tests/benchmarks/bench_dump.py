"""A dump of 100,000 rows and its way back, beside raw json.dumps and json.loads of the same rows.

Run ``python tests/benchmarks/bench_dump.py [PEOPLE]``; each has three rows. The floor turns rows that lie in
memory into text of the same layout, or back: no database, no checks. Memory is the most that Python held
while it ran, of a tenth of the rows and of all: flat when both are about the same.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sample_town import RESOURCES, machine, make_town, now

from klikks_desktop.domain.records import Address, Appointment, Consent, Patron, Purpose
from klikks_desktop.services.dump import dump, load
from klikks_desktop.services.workspace import Workspace

PEOPLE = 33_333


def seconds(action: Callable[[], object]) -> float:
    """How long it takes, the best of three."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return min(times)


def most_memory(action: Callable[[], object]) -> float:
    """The most that Python held meanwhile, in megabytes."""
    tracemalloc.start()
    action()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def fill(workspace: Workspace, people: int) -> None:
    """So many invented people with a term and a consent."""
    place = workspace.own_place()
    with workspace.store.write("Gefüllt") as unit:
        for number in range(people):
            patron = Patron(
                id=workspace.new_id(),
                place_id=place.id,
                address=Address.NONE,
                given_name="Kim",
                family_name=f"Muster {number}",
                email=f"kim.{number}@muster.example",
                search_key=f"MUSTER {number} KIM",
            )
            term = Appointment(id=workspace.new_id(), patron_id=patron.id, begins_on=date(2026, 1, 1))
            consent = Consent(
                id=workspace.new_id(), patron_id=patron.id, purpose=Purpose.REPORTING, text_version="1"
            )
            unit.add(patron, term, consent)


def loaded(folder: Path, file: Path) -> None:
    """Load it into a new workspace and throw that away."""
    load(folder, file, clock=now, resources=RESOURCES).close()
    shutil.rmtree(folder)


def write_plainly(tables: dict[str, list[dict[str, object]]], file: Path) -> None:
    """The floor of writing."""
    with file.open("w", encoding="utf-8") as stream:
        for rows in tables.values():
            for row in rows:
                stream.write(json.dumps(row, ensure_ascii=False) + ",\n")


def read_plainly(file: Path) -> None:
    """The floor of reading."""
    with file.open("r", encoding="utf-8") as stream:
        for text in stream:
            json.loads(text.removesuffix(",\n"))


def line(title: str, taken: float, rows: int, floor: float | None = None) -> None:
    """One row of the table."""
    ratio = f"{taken / floor:6.2f}" if floor else f"{'':6}"
    print(f"{title:44} {taken:7.2f} s {rows / taken:12,.0f} rows/s {ratio}")


def main() -> None:
    """Measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = folder / "few.json", folder / "many.json"
        memory: dict[str, list[float]] = {"dump": [], "load": []}
        for file, count in ((few, people // 10), (many, people)):
            town = make_town(folder / f"town-{count}", 0)
            fill(town, count)
            memory["dump"].append(most_memory(lambda town=town, file=file: dump(town, file)))
            memory["load"].append(most_memory(lambda file=file: loaded(folder / "new", file)))
        tables = json.loads(many.read_text("utf-8"))["tables"]
        rows = sum(map(len, tables.values()))
        floor = seconds(lambda: write_plainly(tables, folder / "floor.json"))
        line("json.dumps of the rows", floor, rows)
        line("dump", seconds(lambda: dump(town, many)), rows, floor)
        floor = seconds(lambda: read_plainly(folder / "floor.json"))
        line("json.loads of the rows", floor, rows)
        line("load", seconds(lambda: loaded(folder / "new", many)), rows, floor)
        for title, (small, large) in memory.items():
            print(f"memory of {title}: {small:.1f} MB with a tenth of the rows, {large:.1f} MB with all")
        print(f"file {many.stat().st_size / 1e6:.1f} MB")
        town.close()
    print(machine())


if __name__ == "__main__":
    main()
