"""Several people on one database: numbers are given once, each takes back what is their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from postgres_server import Server

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Certificate, Patron, Place, Setting
from klikks_desktop.storage.server import ServerAddress
from klikks_desktop.storage.store import Store

WRITES = 25
WRITER = """
import datetime, pathlib, sys
sys.path.insert(0, sys.argv[4])
from conftest import Invented
from klikks_desktop.domain.records import Certificate, Place
from klikks_desktop.storage.server import ServerAddress
from klikks_desktop.storage.store import Store

now = lambda: datetime.datetime.now(datetime.UTC)
name, invented = sys.argv[3], Invented(now)
store = Store.open(pathlib.Path(sys.argv[2]) / name, clock=now, server=ServerAddress.parse(sys.argv[1]))
sys.stdin.readline()
for turn in range(int(sys.argv[5])):
    with store.write(name) as unit:
        (place,) = unit.find(Place)
        serial = max((line.serial for line in unit.find(Certificate)), default=0) + 1
        patron = invented.patron(place, given_name=name)
        unit.add(patron, invented.appointment(patron), invented.certificate(place, serial, patron))
        unit.put_setting("count", int(unit.setting("count", 0)) + 1)
store.close()
"""


@pytest.fixture
def address(postgres: Server, template: str) -> ServerAddress:
    return postgres.database(template)


@pytest.fixture
def pair(address: ServerAddress, tmp_path: Path, clock: Any) -> Iterator[tuple[Store, Store]]:
    with (
        closing(Store.open(tmp_path / "anna", clock=clock, server=address)) as anna,
        closing(Store.open(tmp_path / "berta", clock=clock, server=address)) as berta,
    ):
        yield anna, berta


def test_two_processes_that_write_at_once(
    address: ServerAddress, tmp_path: Path, clock: Any, postgres: Server, invented: Any
) -> None:
    with (
        closing(Store.open(tmp_path / "c", clock=clock, server=address)) as store,
        store.write("Kommune", undoable=False) as unit,
    ):
        unit.add(invented.place())
    here = str(Path(__file__).parent)
    several = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, address.shown, str(tmp_path), name, here, str(WRITES)],
            stdin=subprocess.PIPE,
        )
        for name in ("Anna", "Berta")
    ]
    for each in several:
        assert each.stdin
        each.stdin.write(b"\n")
        each.stdin.flush()
    for each in several:
        each.communicate()
    assert [each.returncode for each in several] == [0, 0]
    with closing(Store.open(tmp_path / "c", clock=clock, server=address)) as store, store.read() as reader:
        lines = reader.find(Certificate, order=("serial",))
        assert [line.serial for line in lines] == list(range(1, 2 * WRITES + 1))
        assert reader.setting("count") == 2 * WRITES
        assert reader.count(Patron, given_name="Anna") == reader.count(Patron, given_name="Berta") == WRITES
        for patron in reader.find(Patron):
            # What the one wrote is never found under a change of the other.
            assert [each.change.label for each in reader.changes(Patron, patron.id)] == [patron.given_name]
    every = "SELECT count(DISTINCT change_id), count(*) FROM history WHERE \"table\" <> 'place'"
    assert postgres.sql(every, database=address.database) == [(2 * WRITES, 4 * 2 * WRITES)]


def test_each_takes_back_what_is_their_own(pair: tuple[Store, Store], invented: Any) -> None:
    anna, berta = pair
    place = invented.place()
    patron = invented.patron(place)
    with anna.write("Kommune von Anna") as unit:
        unit.add(place)
    with berta.write("Patin von Berta") as unit:
        unit.add(patron)
    with anna.read() as reader:
        hers = reader.undo_candidate()
    with berta.read() as reader:
        own = reader.undo_candidate()
    assert hers is not None
    assert own is not None
    assert (hers.label, own.label) == ("Kommune von Anna", "Patin von Berta")
    # Others build on it meanwhile: refused, as everywhere.
    with pytest.raises(UserError, match="K-215"), anna.write("Rückgängig") as unit:
        unit.undo(hers.id)
    with anna.write("E-Mail von Anna") as unit:
        unit.update(replace(patron, email="anna@example.org"))
    with pytest.raises(UserError, match="K-215"), berta.write("Rückgängig") as unit:
        unit.undo(own.id)
    with anna.write("Rückgängig") as unit:
        mail = unit.undo_candidate()
        assert mail is not None
        unit.undo(mail.id)
    with berta.read() as reader:
        assert reader.redo_candidate() is None
    with anna.read() as reader:
        again = reader.redo_candidate()
    assert again is not None
    assert again.undoes == mail.id
    with berta.write("Rückgängig") as unit:
        unit.undo(own.id)
        assert unit.find(Patron) == []


def test_the_threads_of_one_window_take_back_each_others(pair: tuple[Store, Store], invented: Any) -> None:
    anna, _ = pair
    with closing(anna.again()) as worker, worker.write("Im Hintergrund") as unit:
        unit.add(invented.place())
    with anna.read() as reader:
        candidate = reader.undo_candidate()
    assert candidate is not None
    assert candidate.label == "Im Hintergrund"


def test_a_snapshot_stays_what_it_was(pair: tuple[Store, Store], invented: Any) -> None:
    anna, berta = pair
    with anna.read() as reader:
        assert reader.count(Place) == 0
        with berta.write("Kommune") as unit:
            unit.add(invented.place())
        assert reader.count(Place) == reader.count(Setting) == 0
    with anna.read() as reader:
        assert reader.count(Place) == 1


def test_a_transaction_within_another_is_a_bug_as_on_sqlite(pair: tuple[Store, Store], invented: Any) -> None:
    anna, _ = pair
    with pytest.raises(RuntimeError), anna.write("Außen") as unit:
        unit.add(invented.place())
        with anna.write("Innen"):
            pass
    with anna.read() as reader:
        assert reader.count(Place) == 0


def test_marks_follow_what_others_numbered(
    pair: tuple[Store, Store], address: ServerAddress, clock: Any, invented: Any
) -> None:
    anna, berta = pair
    place = invented.place()
    with anna.write("Zwei Urkunden") as unit:
        unit.add(place, invented.certificate(place, 1), invented.certificate(place, 2))
    folder = berta.folder
    berta.close()
    with closing(Store.open(folder, clock=clock, server=address)):
        assert '"2026": 2' in (folder / "marks.json").read_text()
