"""Creating, reading, writing, finding."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Appointment, Consent, Draft, Locality, Patron, Place, Setting
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import metadata

both = pytest.mark.both_databases


@both
def test_every_kind_of_record_comes_back_as_it_was(store: Store, place: Place, invented: Any) -> None:
    locality = Locality(id=invented.id(), place_id=place.id, name="Ortsteil", genitive="des Ortsteils")
    patron = invented.patron(place)
    appointment = invented.appointment(patron, locality_id=locality.id)
    peer = invented.peer()
    delivery = invented.delivery(peer, 5)
    draft = Draft(id=invented.id(), entity="patron", place_id=None, texts="{}", changed_at=invented.clock())
    records = [delivery, appointment, invented.consent(patron), patron, locality, peer, draft]
    records += [invented.certificate(place, 1, patron)]
    with store.write("Alles") as unit:
        unit.add(*records)
    with store.read() as reader:
        for record in records:
            assert reader.get(type(record), record.id) == record


@both
def test_find_by_nothing_by_value_by_several_and_in_order(store: Store, place: Place, invented: Any) -> None:
    patrons = [invented.patron(place, family_name=name) for name in ("C", "A", "B")]
    patrons.append(invented.patron(place, family_name="D", source=invented.id()))
    with store.write("Vier") as unit:
        unit.add(*patrons)
    with store.read() as reader:
        names = [each.family_name for each in reader.find(Patron, order=("-family_name",), source=None)]
        assert names == ["C", "B", "A"]
        assert reader.find(Patron, family_name="A", place_id=place.id) == [patrons[1]]
        assert set(reader.find(Patron, id={patrons[0].id, patrons[3].id})) == {patrons[0], patrons[3]}
        assert reader.find(Patron, id=[]) == []
        assert reader.count(Patron, source=None) == 3
        assert reader.get(Patron, invented.id()) is None


@both
@pytest.mark.usefixtures("place")
def test_reading_stops_between_two_questions(store: Store) -> None:
    asked: list[str] = []

    def checkpoint() -> None:
        asked.append("?")
        if len(asked) == 4:
            raise CancelledError

    own = store.again(checkpoint)
    with pytest.raises(CancelledError), own.read() as reader:
        assert len(reader.find(Place)) == 1
        assert len(reader.fields(Place, ("name",))) == 1
        assert len(reader.counts(Place, by=("county",))) == 1
        reader.find(Place)
    with own.read() as reader:
        assert len(reader.find(Place)) == 1
    own.close()


@both
def test_more_keys_than_a_statement_takes(store: Store, place: Place, invented: Any) -> None:
    patrons = [invented.patron(place, family_name=f"N{number % 7}") for number in range(50)]
    with store.write("Fünfzig") as unit:
        unit.add(*patrons)
    wanted = [invented.id() for _ in range(40_000)] + [each.id for each in patrons]
    with store.read() as reader:
        assert reader.count(Patron, id=wanted) == 50
        found = reader.find(Patron, order=("-family_name", "id"), id=wanted)
    assert found == sorted(
        sorted(patrons, key=lambda each: str(each.id)), key=lambda each: each.family_name, reverse=True
    )


@both
def test_search_takes_percent_and_underscore_literally(store: Store, place: Place, invented: Any) -> None:
    plain, odd = invented.patron(place, search_key="abc"), invented.patron(place, search_key="a%_c")
    with store.write("Zwei") as unit:
        unit.add(plain, odd)
    with store.read() as reader:
        assert reader.search(Patron, "search_key", "%_", 10) == [odd]
        assert len(reader.search(Patron, "search_key", "a", 1)) == 1


@both
def test_update_put_and_delete(store: Store, place: Place, invented: Any) -> None:
    patron = invented.patron(place)
    with store.write("Neu") as unit:
        unit.put(patron, invented.appointment(patron), invented.consent(patron))
        unit.update(replace(patron, email="a@example.org"))
        unit.put(replace(patron, email="b@example.org"))
        with pytest.raises(KeyError):
            unit.update(invented.patron(place))
    with store.write("Weg") as unit:
        stored = unit.get(Patron, patron.id)
        assert stored is not None
        assert stored.email == "b@example.org"
        assert unit.delete_where(Patron, family_name=patron.family_name) == 1
        assert unit.count(Appointment) == unit.count(Consent) == 0


@both
def test_settings_and_blobs(store: Store) -> None:
    with store.write("Einstellung") as unit:
        unit.put_setting("fenster", {"breite": 800, "namen": ["ä", None]})
        digest = unit.put_blob(b"%PDF")
        assert unit.put_blob(b"%PDF") == digest
    with store.read() as reader:
        assert reader.setting("fenster") == {"breite": 800, "namen": ["ä", None]}
        assert reader.setting("nichts", 7) == 7
        assert reader.blob(digest) == b"%PDF"
    with store.write("Weg") as unit:
        unit.drop_blob(digest)
        assert unit.blob(digest) is None


@both
def test_an_exception_takes_everything_back(store: Store, place: Place, invented: Any) -> None:
    with pytest.raises(RuntimeError, match="mitten"), store.write("Halb") as unit:
        unit.add(invented.patron(place))
        raise RuntimeError("mitten darin")
    with store.read() as reader:
        assert reader.count(Patron) == 0
        assert reader.undo_candidate() is None


@both
@pytest.mark.parametrize("bad", ["own term", "no parent", "NUL", "no zone"])
def test_what_must_not_be_stored_is_refused(store: Store, place: Place, invented: Any, bad: str) -> None:
    patron = invented.patron(place)
    with pytest.raises(StatementError) as caught, store.write("Falsch") as unit:
        if bad == "own term":
            begins = datetime(2026, 1, 2, tzinfo=UTC).date()
            unit.add(patron, invented.appointment(patron, begins_on=begins, ends_on=begins.replace(day=1)))
        elif bad == "no parent":
            unit.add(invented.consent(patron))
        elif bad == "NUL":
            unit.add(replace(patron, given_name="A\0"))
        else:
            moment = datetime(2026, 1, 1)  # noqa: DTZ001 - that is the point
            unit.add(Draft(id=patron.id, entity="patron", place_id=None, texts="{}", changed_at=moment))
    assert isinstance(caught.value, IntegrityError) or isinstance(caught.value.orig, ValueError)
    with store.read() as reader:
        assert reader.count(Patron) == 0


@both
def test_reading_within_a_transaction_sees_what_it_changed(store: Store, place: Place, invented: Any) -> None:
    patron = invented.patron(place)
    with store.write("Neu") as unit:
        unit.add(patron)
        with store.read() as reader, store.read() as inner:
            assert reader.find(Patron) == inner.find(Patron) == [patron]
        unit.put_setting("danach", 1)
    with store.read() as reader:
        assert reader.setting("danach") == 1


def test_a_holder_that_cannot_be_read(store: Store, folder: Path, clock: Any) -> None:
    (folder / "holder.json").write_text("[]")
    with pytest.raises(UserError, match="Jemand arbeitet seit unbekannter Zeit") as caught:
        Store.open(folder, clock=clock)
    assert caught.value.code == "K-203"


@both
def test_a_transaction_without_change_leaves_no_history(store: Store, place: Place) -> None:
    with store.write("Nichts") as unit:
        unit.update(place)
    with store.read() as reader:
        assert reader.undo_candidate() is None
        assert len(reader.changes(Place, place.id)) == 1


@both
def test_another_thread_gets_its_own_connection(store: Store, place: Place, invented: Any) -> None:
    def work() -> None:
        own = store.again()
        with own.write("Nebenher") as unit:
            unit.add(invented.patron(place))
        own.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    with store.write("Danach") as unit:
        assert unit.count(Patron) == 1
        unit.put(Setting(key="a", value="1"))


def test_the_lock_is_free_when_the_last_connection_is_closed(store: Store, folder: Path, clock: Any) -> None:
    second = store.again()
    store.close()
    with pytest.raises(UserError, match="K-203"):
        Store.open(folder, clock=clock)
    second.close()
    Store.open(folder, clock=clock).close()


def test_second_writer_is_told_who_works_and_may_read(
    store: Store, place: Place, folder: Path, clock: Any
) -> None:
    with pytest.raises(UserError) as caught:
        Store.open(folder, clock=clock)
    assert caught.value.code == "K-203"
    assert {"user", "host", "since"} <= caught.value.facts.keys()
    assert str(caught.value.facts["since"]).startswith("22.11.2026")
    reading = Store.open(folder, clock=clock, read_only=True)
    with store.write("Nebenher") as unit:
        unit.put_setting("a", 1)
        with reading.read() as reader:
            assert reader.get(Place, place.id) == place
            assert reader.setting("a") is None
    with pytest.raises(UserError, match="K-214"), reading.write("Nein"):
        pass
    with pytest.raises(UserError, match="K-210"), reading.read() as reader:
        reader.connection.exec_driver_sql("DELETE FROM place")
    reading.close()


HOLD = """
import sys, datetime, pathlib
from klikks_desktop.storage.store import Store
store = Store.open(pathlib.Path(sys.argv[1]), clock=lambda: datetime.datetime.now(datetime.UTC))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_lock_dies_with_its_process(store: Store, folder: Path, clock: Any) -> None:
    store.close()
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout
    assert child.stdin
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(UserError, match="K-203"):
        Store.open(folder, clock=clock)
    child.kill()
    child.wait()
    child.stdout.close()
    child.stdin.close()
    Store.open(folder, clock=clock).close()


def test_a_reader_holds_up_saving_only_until_the_time_limit(store: Store, folder: Path, clock: Any) -> None:
    reading = Store.open(folder, clock=clock, read_only=True)
    store.raw.execute("PRAGMA busy_timeout = 1")
    with reading.read() as reader:
        reader.setting("a")
        with pytest.raises(UserError, match="K-212"), store.write("Warten") as unit:
            unit.put_setting("a", 1)
    reading.close()
    with store.write("Jetzt") as unit:
        unit.put_setting("a", 2)


@pytest.mark.skipif(os.name == "nt", reason="modes have no meaning on Windows")
def test_private_unless_shared(tmp_path: Path, clock: Any) -> None:
    alone, share = tmp_path / "allein", tmp_path / "amt"
    share.mkdir()
    share.chmod(0o2770)
    Store.create(alone, clock=clock).close()
    Store.create(share, clock=clock, shared=True).close()
    assert alone.stat().st_mode & 0o7777 == 0o700
    assert share.stat().st_mode & 0o7777 == 0o2770
    assert {path.stat().st_mode & 0o777 for path in alone.iterdir()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in share.iterdir()} == {0o660}


def test_what_was_never_filled_is_made_anew(store: Store, folder: Path, clock: Any) -> None:
    store.close()
    Store.create(folder, clock=clock).close()
    (folder / "klikks.db").write_bytes(b"etwas anderes")
    with pytest.raises(UserError, match="K-202"):
        Store.create(folder, clock=clock)


def test_create_refuses_what_is_there(store: Store, folder: Path, place: Place, clock: Any) -> None:
    store.close()
    before = (folder / "klikks.db").read_bytes()
    with pytest.raises(UserError, match="K-202"):
        Store.create(folder, clock=clock)
    assert (folder / "klikks.db").read_bytes() == before


def test_pragmas_and_header(store: Store) -> None:
    values = {
        name: store.raw.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "application_id")
    }
    assert values == {
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "foreign_keys": 1,
        "application_id": int.from_bytes(b"KLKS", "big"),
    }
    tables = store.raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {name for name, _ in tables} == set(metadata.tables)
    assert all(sql.rstrip().endswith("STRICT") for _, sql in tables)
    with pytest.raises(sqlite3.IntegrityError):
        store.raw.execute("INSERT INTO setting VALUES ('a', x'00')")


def test_opening_imports_neither_orm_nor_alembic(store: Store, folder: Path) -> None:
    store.close()
    code = HOLD.replace(
        "sys.stdin.read()", "print([m for m in sys.modules if m in ('sqlalchemy.orm', 'alembic')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, check=True, text=True
    )
    assert done.stdout == "held\n[]\n"


@both
def test_an_error_quotes_no_row(store: Store, place: Place, invented: Any) -> None:
    patron = invented.patron(place, family_name="Nichtzunennen")
    with pytest.raises(IntegrityError) as caught, store.write("Zweimal") as unit:
        unit.add(patron)
        unit.add(patron)
    assert "Nichtzunennen" not in str(caught.value)
