"""Files beside the database and foreign databases: whatever stands in them, nothing breaks or leaks."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Certificate, Patron, Place
from klikks_desktop.storage.backup import (
    check_backup,
    make_backup,
    restore,
    set_second_place,
    to_second_place,
)
from klikks_desktop.storage.erasure import erase
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.purge import read_erased
from klikks_desktop.storage.store import Store

NO_LISTS = ("", "[", "[]", "{}", "null", "[1, null, [], {}]", '["x"]', "[" * 100_000)
NO_MARKS = (
    '{"certificates": {"03999001": {"0": 3}}}',
    '{"certificates": {"03999001": {"99999": 3}}}',
    '{"certificates": {"03999001": {"2026": 1000000000000}}}',
    '{"certificates": {"03999001": {"2026": 1e308}}}',
    '{"certificates": {"03999001": {"²": 3}}}',
    '{"certificates": [], "delivery": {}}',
)


@pytest.fixture
def closed(store: Store, place: Place, folder: Path, invented: Any) -> Path:
    """A closed workspace with one certificate."""
    with store.write("Urkunde", undoable=False) as unit:
        unit.add(invented.certificate(place, 1, None))
    store.close()
    return folder


@pytest.mark.parametrize("text", [*NO_LISTS, *NO_MARKS])
@pytest.mark.parametrize("name", ["erased.json", "marks.json", "holder.json"])
def test_damaged_files_beside_the_database_stop_nobody(
    closed: Path, place: Place, clock: Any, name: str, text: str
) -> None:
    folder = closed
    (folder / name).write_text(text, encoding="utf-8")
    store = Store.open(folder, clock=clock)
    assert Marks(folder).certificate_serial(place.key, 2026) == 1
    assert read_erased(folder) == set()
    store.close()


@pytest.mark.parametrize("pragma", ["user_version = 99", "application_id = 7"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_or_foreign_database_with_another_journal_is_not_touched(
    store: Store, folder: Path, clock: Any, pragma: str, read_only: bool
) -> None:
    store.close()
    path = folder / "klikks.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute(f"PRAGMA {pragma}")
    before, at = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(UserError, match=r"K-20[45]"):
        Store.open(folder, clock=clock, read_only=read_only)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, at)


def test_a_backup_that_another_program_opened_is_restored(store: Store, folder: Path, clock: Any) -> None:
    file = make_backup(store, folder.parent / "x.klikksdb")
    store.close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    assert check_backup(file).counts["patron"] == 0
    restore(folder, file, clock=clock)
    store = Store.open(folder, clock=clock)
    assert store.raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="modes have no meaning on Windows")
def test_a_backup_elsewhere_admits_no_more_people_than_the_workspace(
    store: Store, place: Place, tmp_path: Path, invented: Any
) -> None:
    patron = invented.patron(place)
    with store.write("Neu") as unit:
        unit.add(patron)
    public = tmp_path / "für alle"
    public.mkdir()
    public.chmod(0o777)
    set_second_place(store, public)
    file = to_second_place(store)
    assert file is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    erase(store, [patron.id])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.expects_log
def test_marks_that_cannot_be_read_are_told_and_save_nothing_less(
    store: Store, place: Place, folder: Path, invented: Any
) -> None:
    (folder / "marks.json").unlink(missing_ok=True)
    (folder / "marks.json").mkdir()
    with pytest.raises(UserError, match=r"K-21[03]"):
        Marks(folder).certificate_serial(place.key, 2026)
    with store.write("Urkunde", undoable=False) as unit:
        unit.add(invented.certificate(place, 1, None))
    with store.read() as reader:
        assert reader.count(Certificate) == 1


def test_a_second_place_out_of_reach_is_named_when_somebody_is_erased(
    store: Store, place: Place, tmp_path: Path, invented: Any
) -> None:
    patron = invented.patron(place)
    with store.write("Neu") as unit:
        unit.add(patron)
    stick = tmp_path / "Stick"
    stick.mkdir()
    set_second_place(store, stick)
    to_second_place(store)
    stick.rename(tmp_path / "abgezogen")
    with pytest.raises(UserError, match="K-238") as caught:
        erase(store, [patron.id])
    assert str(stick) in str(caught.value)
    with store.read() as reader:
        assert reader.count(Patron) == 0
    (tmp_path / "abgezogen").rename(stick)
    erase(store, [patron.id])
    assert all(check_backup(file).counts["patron"] == 0 for file in stick.iterdir())
