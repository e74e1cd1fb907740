"""Kills a real writer again and again; run by ``test_crash``, prints what it saw as JSON.

One warm process forks the writers, so that 200 kills do not cost 200 times the imports. A writer
acknowledges each transaction over a pipe after it was saved; it is killed at a random moment
after a random acknowledgement. Then the workspace is opened as the program would.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from conftest import Invented

from klikks_desktop.domain.records import Certificate, Patron, Place
from klikks_desktop.storage.check import FindingKind, check
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.store import Store, Unit

KEPT_BATCHES = 10


def now() -> datetime:
    return datetime.now(UTC)


INVENTED = Invented(now)


def last_batch(unit: Unit) -> int:
    return int(str(unit.setting("batch", 0)))


def write_for_ever(folder: Path, pipe: int, dice: random.Random) -> None:
    """Batches of patrons, and certificates numbered in one transaction, written in the next."""
    store = Store.open(folder, clock=now)
    store.raw.execute("PRAGMA cache_size = 10")  # spill: the file is touched before the end
    while True:
        with store.write("Stapel") as unit:
            (place,) = unit.find(Place)
            batch, size = last_batch(unit) + 1, dice.choice([1, 3, 30])
            unit.add(*(patron(place, batch, size, dice) for _ in range(size)))
            unit.delete_where(Patron, given_name=f"B{batch - KEPT_BATCHES}")
            unit.put_setting("batch", batch)
        os.write(pipe, f"batch {batch}\n".encode())
        with store.write("Nummer", undoable=False) as unit:
            serial = max(unit.count(Certificate), Marks(folder).certificate_serial(place.key, 2026)) + 1
            line = INVENTED.certificate(place, serial)
            unit.add(line)
        os.write(pipe, f"number {serial}\n".encode())


def patron(place: Place, batch: int, size: int, dice: random.Random) -> Patron:
    email = "x" * dice.randrange(10, 2000)
    return INVENTED.patron(place, given_name=f"B{batch}", degree=str(size), email=email)


def kill_once(folder: Path, dice: random.Random) -> list[str]:
    """Start a writer, kill it; what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write_for_ever(folder, writing, dice)
    os.close(writing)
    with os.fdopen(reading, "rb") as acknowledged:
        lines = [acknowledged.readline() for _ in range(dice.randrange(1, 4))]
        moment = time.perf_counter() + dice.uniform(0, 0.012)
        while time.perf_counter() < moment:
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += acknowledged.readlines()
    return [line.decode().strip() for line in lines]


def look(folder: Path, acknowledged: list[str]) -> list[str]:
    """Everything that is not as it should be."""
    wrong = []
    # Reading rolls back what was broken off, too; the next writer opens it as a writer.
    with closing(Store.open(folder, clock=now, read_only=True)) as store, store.read() as reader:
        batch = int(str(reader.setting("batch", 0)))
        numbers = reader.count(Certificate)
        sizes = dict[str, list[int]]()
        for name, size, count in reader.connection.exec_driver_sql(
            "SELECT given_name, CAST(degree AS INTEGER), count(*) FROM patron GROUP BY 1, 2"
        ):
            sizes[name] = [size, count]
        for line in acknowledged:
            kind, figure = line.split()
            if int(figure) > (batch if kind == "batch" else numbers):
                wrong.append(f"lost: {line}")
        expected = {f"B{each}" for each in range(max(1, batch - KEPT_BATCHES + 1), batch + 1)}
        if set(sizes) != expected or any(size != count for size, count in sizes.values()):
            wrong.append(f"torn: {sizes}")
    return wrong


def main(folder: Path, kills: int) -> None:
    dice = random.Random(2026)  # noqa: S311 - moments, not secrets
    with closing(Store.create(folder, clock=now)) as store, store.write("Kommune") as unit:
        unit.add(INVENTED.place())
    wrong: list[str] = []
    acknowledged = hot = 0
    for _ in range(kills):
        lines = kill_once(folder, dice)
        acknowledged += len(lines)
        journal = folder / "klikks.db-journal"
        hot += journal.exists() and journal.stat().st_size > 0
        wrong += look(folder, lines)
    with closing(Store.open(folder, clock=now)) as store:
        wrong += [each.text for each in check(store) if each.kind is not FindingKind.UNFINISHED]
    print(json.dumps({"kills": kills, "acknowledged": acknowledged, "hot": hot, "wrong": wrong}))  # noqa: T201 - read by the test


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
