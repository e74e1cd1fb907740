"""Backups, their rotation, and restoring."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Certificate, Delivery, Patron, Place
from klikks_desktop.storage.backup import (
    Occasion,
    backup_here,
    check_backup,
    daily,
    list_backups,
    make_backup,
    preview,
    restore,
    rotate,
    second_place,
    set_second_place,
    to_second_place,
)
from klikks_desktop.storage.check import Finding, FindingKind, check
from klikks_desktop.storage.erasure import erase
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.reconcile import VOID_REASON
from klikks_desktop.storage.store import Store


def findings(store: Store) -> list[Finding]:
    """What is wrong, but for the files that our invented certificates never had."""
    return [each for each in check(store) if each.kind is not FindingKind.UNFINISHED]


@pytest.mark.usefixtures("place")
def test_name_content_and_never_overwritten(store: Store, clock: Any) -> None:
    first = backup_here(store)
    local = clock.now.astimezone()
    assert first.name == f"KlikKS_Sicherung_{local:%Y-%m-%d_%H%M}_von-Hand.klikksdb"
    content = first.read_bytes()
    second = backup_here(store)
    assert second.name == f"KlikKS_Sicherung_{local:%Y-%m-%d_%H%M}_von-Hand_2.klikksdb"
    assert first.read_bytes() == content
    with pytest.raises(UserError, match="K-232"):
        make_backup(store, first)
    assert first.read_bytes() == content
    info = check_backup(first)
    assert info.counts["place"] == 1
    assert info.made_at == local.replace(second=0, microsecond=0)
    assert [each.path for each in list_backups(store.folder)] == [second, first]


def test_the_name_tells_the_occasion_and_which_came_last(store: Store, clock: Any) -> None:
    made = [backup_here(store, each) for each in Occasion]
    found = list_backups(store.folder)
    assert [each.path for each in found] == made[::-1]
    assert [each.occasion for each in found] == list(Occasion)[::-1]
    older = store.folder / "Sicherungen" / "KlikKS_Sicherung_2025-01-02_0800_2.klikksdb"
    older.touch()
    last = list_backups(store.folder)[-1]
    assert (last.path, last.occasion, last.number) == (older, Occasion.UNTOLD, 2)


class CancelledError(Exception):
    pass


def test_progress_and_cancel_leave_nothing_half_done(store: Store, tmp_path: Path) -> None:
    with store.write("Groß") as unit:
        unit.put_blob(os.urandom(20_000_000))
    told: list[tuple[int, int]] = []
    make_backup(store, tmp_path / "ganz.klikksdb", lambda done, total: told.append((done, total)))
    assert len(told) > 1
    assert told[-1][0] == told[-1][1]

    def cancel(done: int, total: int) -> None:
        raise CancelledError(f"{done} of {total}")

    with pytest.raises(CancelledError):
        make_backup(store, tmp_path / "halb.klikksdb", cancel)
    assert sorted(path.name for path in tmp_path.glob("halb*")) == []


def test_target_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="K-231"):
        make_backup(store, tmp_path / "fehlt" / "a.klikksdb")
    (tmp_path / "a.klikksdb.neu").mkdir()
    with pytest.raises(UserError, match="K-231"):
        make_backup(store, tmp_path / "a.klikksdb")


def test_daily_once_a_day(store: Store, clock: Any) -> None:
    assert daily(store)
    assert list_backups(store.folder)[0].occasion is Occasion.DAILY
    assert daily(store) is None
    clock.now += timedelta(days=1)
    assert daily(store)


def test_rotation_keeps_last_days_and_months(tmp_path: Path) -> None:
    start = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    names = []
    for day in range(500):
        for hour in (8, 16):
            at = start - timedelta(days=day) + timedelta(hours=hour - 12)
            names.append(f"KlikKS_Sicherung_{at:%Y-%m-%d_%H%M}.klikksdb")
    aside = [
        f"KlikKS_Sicherung_2026-11-22_17{minute}_vor-Wiederherstellung.klikksdb" for minute in range(10, 30)
    ]
    for name in [*names, *aside, "Notizen.txt"]:
        (tmp_path / name).touch()
    rotate(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert "Notizen.txt" in left
    assert set(names[:10][::1]) <= left | set(names)
    kept = sorted(left & set(names), reverse=True)
    days = [name[17:27] for name in kept]
    assert len(set(days) & {f"{start - timedelta(days=day):%Y-%m-%d}" for day in range(14)}) == 14
    assert len({day[:7] for day in days}) == 12
    assert len(left & set(aside)) == 10
    # 5 days with both, 9 more with the later one, 11 more months with their last one
    assert len(kept) == 10 + 9 + 11
    assert rotate(tmp_path) == []


def test_second_place(store: Store, tmp_path: Path, clock: Any) -> None:
    assert to_second_place(store) is None
    stick = tmp_path / "Stick"
    set_second_place(store, stick)
    with pytest.raises(UserError, match="K-231"):
        to_second_place(store)
    stick.mkdir()
    with store.read() as reader:
        second = second_place(reader)
    assert second is not None
    assert second.is_overdue(clock())
    made = to_second_place(store)
    assert made is not None
    assert made.parent == stick
    with store.read() as reader:
        second = second_place(reader)
    assert second is not None
    assert not second.is_overdue(clock() + timedelta(days=6))
    assert second.is_overdue(clock() + timedelta(days=8))
    set_second_place(store, None)
    with store.read() as reader:
        assert second_place(reader) is None


def issue(store: Store, *lines: Certificate) -> None:
    with store.write("Urkunden", undoable=False) as unit:
        unit.add(*lines)


def test_restore_reissues_nothing(
    store: Store, place: Place, folder: Path, clock: Any, invented: Any
) -> None:
    peer = invented.peer()
    with store.write("Partner") as unit:
        unit.add(peer, invented.delivery(peer, 4))
    issue(store, invented.certificate(place, 1))
    backup = backup_here(store)
    patron = invented.patron(place)
    with store.write("Später") as unit:
        unit.add(patron, invented.delivery(peer, 9))
    issue(store, invented.certificate(place, 2), invented.certificate(place, 3))
    store.close()
    seen = preview(folder, backup)
    assert seen.current is not None
    assert (seen.current["patron"], seen.backup.counts["patron"]) == (1, 0)
    assert seen.lost == {
        "place": 0,
        "patron": 1,
        "appointment": 0,
        "consent": 0,
        "certificate": 2,
        "delivery": 1,
    }
    assert seen.lost_changes == ("Urkunden", "Später")
    report = restore(folder, backup, clock=clock)
    assert report.voided == ("KSP-03999001-2026-002", "KSP-03999001-2026-003")
    assert report.kept is not None
    assert "_vor-Wiederherstellung" in report.kept.name
    restored = Store.open(folder, clock=clock)
    with restored.read() as reader:
        lines = reader.find(Certificate, order=("serial",))
        assert [line.serial for line in lines] == [1, 2, 3]
        assert [line.void_reason for line in lines] == ["", VOID_REASON, VOID_REASON]
        assert lines[2].voided_on == date(2026, 11, 22)
        assert reader.count(Patron) == 0
        assert [each.sequence for each in reader.find(Delivery)] == [4]
    assert Marks(folder).certificate_serial("03999001", 2026) == 3
    assert Marks(folder).delivery_sequence() == 9
    assert findings(restored) == []
    restored.close()
    # And forth again: the state put aside is whole.
    assert restore(folder, report.kept, clock=clock).voided == ()
    restored = Store.open(folder, clock=clock)
    with restored.read() as reader:
        assert reader.find(Patron) == [patron]
    restored.close()


def test_a_file_put_back_by_hand_reissues_nothing_either(
    store: Store, place: Place, folder: Path, clock: Any, invented: Any
) -> None:
    backup = backup_here(store)
    issue(store, invented.certificate(place, 1))
    store.close()
    shutil.copy(backup, folder / "klikks.db")
    again = Store.open(folder, clock=clock)
    with again.read() as reader:
        assert [line.number for line in reader.find(Certificate)] == ["KSP-03999001-2026-001"]
    again.close()


def test_marks_are_raised_from_the_database(
    store: Store, place: Place, folder: Path, clock: Any, invented: Any
) -> None:
    issue(store, invented.certificate(place, 1), invented.certificate(place, 2))
    store.close()
    (folder / "marks.json").unlink()
    Store.open(folder, clock=clock).close()
    assert Marks(folder).certificate_serial("03999001", 2026) == 2


def test_marks_only_rise(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    assert (marks.certificate_serial("1", 2026), marks.delivery_sequence()) == (0, 0)
    marks.raise_certificate("1", 2026, 7)
    marks.raise_certificate("1", 2026, 3)
    marks.raise_certificate("1", 2027, 1)
    marks.raise_delivery(5)
    marks.raise_delivery(4)
    assert marks.certificates() == {("1", 2026): 7, ("1", 2027): 1}
    assert Marks(tmp_path).delivery_sequence() == 5


def test_restore_never_rotates_good_copies_away(store: Store, folder: Path, clock: Any) -> None:
    good = []
    for _ in range(3):
        good.append(backup_here(store))
        clock.now += timedelta(minutes=1)
    store.close()
    for _ in range(15):
        clock.now += timedelta(minutes=1)
        restore(folder, good[0], clock=clock)
    store = Store.open(folder, clock=clock)
    backup_here(store)
    store.close()
    assert all(path.exists() for path in good)


def test_restore_replaces_a_damaged_database(store: Store, place: Place, folder: Path, clock: Any) -> None:
    backup = backup_here(store)
    store.close()
    garbage = os.urandom(5000)
    (folder / "klikks.db").write_bytes(garbage)
    assert preview(folder, backup).current is None
    report = restore(folder, backup, clock=clock)
    assert report.kept is not None
    assert report.kept.read_bytes() == garbage
    store = Store.open(folder, clock=clock)
    with store.read() as reader:
        assert reader.find(Place) == [place]
    store.close()


def test_restore_into_a_new_computer(store: Store, place: Place, tmp_path: Path, clock: Any) -> None:
    backup = make_backup(store, tmp_path / "a.klikksdb")
    fresh = tmp_path / "neu"
    assert restore(fresh, backup, clock=clock).kept is None
    moved = Store.open(fresh, clock=clock)
    with moved.read() as reader:
        assert reader.find(Place) == [place]
    moved.close()


def test_restore_refuses(store: Store, folder: Path, tmp_path: Path, clock: Any) -> None:
    backup = make_backup(store, tmp_path / "gut.klikksdb")
    with pytest.raises(UserError, match="K-203"):
        restore(folder, backup, clock=clock)
    store.close()
    before = (folder / "klikks.db").read_bytes()
    for name, change, code in (
        ("fremd", "PRAGMA application_id = 1", "K-234"),
        ("neuer", "PRAGMA user_version = 9", "K-236"),
        ("ohne", "DROP TABLE consent", "K-235"),
        ("sicht", "DROP TABLE consent; CREATE VIEW consent AS SELECT 1 AS id", "K-235"),
    ):
        bad = tmp_path / f"{name}.klikksdb"
        shutil.copy(backup, bad)
        other = sqlite3.connect(bad)
        other.executescript(change)
        other.close()
        with pytest.raises(UserError) as caught:
            restore(folder, bad, clock=clock)
        assert (name, caught.value.code) == (name, code)
    (tmp_path / "kaputt.klikksdb").write_bytes(backup.read_bytes()[:9000])
    (tmp_path / "leer.klikksdb").touch()
    for name, code in (("kaputt", "K-235"), ("leer", "K-235"), ("fehlt", "K-632")):
        with pytest.raises(UserError, match=code):
            restore(folder, tmp_path / f"{name}.klikksdb", clock=clock)
    assert (folder / "klikks.db").read_bytes() == before
    assert not list(folder.glob("*.neu"))


def test_a_trigger_smuggled_into_a_backup_does_not_run(
    store: Store, place: Place, folder: Path, tmp_path: Path, clock: Any
) -> None:
    backup = make_backup(store, tmp_path / "a.klikksdb")
    store.close()
    other = sqlite3.connect(backup)
    other.execute("CREATE TRIGGER evil AFTER INSERT ON setting BEGIN DELETE FROM place; END")
    other.close()
    restore(folder, backup, clock=clock)
    store = Store.open(folder, clock=clock)
    with store.write("Einstellung") as unit:
        unit.put_setting("a", 1)
        assert unit.find(Place) == [place]
        assert unit.undo_candidate() is not None
    store.close()


# ------------------------------------------------------------------ erasure

NAME = "Xanthippe"


def files_with(folder: Path, text: str) -> list[str]:
    wanted = (text.encode(), text.encode("utf-16-le"))
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in wanted)
    ]


def fill(store: Store, place: Place, invented: Any) -> tuple[Patron, Patron]:
    """A person who left traces everywhere, and one who has to stay."""
    other, patron = invented.patron(place), invented.patron(place, given_name=NAME, search_key=NAME)
    with store.write(f"{NAME} angelegt") as unit:
        unit.add(other, patron, invented.appointment(patron, resolution_number=NAME))
    with store.write("Zwei geändert") as unit:
        unit.put(replace(patron, email=f"{NAME}@example.org"), replace(other, email="o@example.org"))
        unit.put(invented.consent(patron, evidence=f"Mail von {NAME}"))
    digest = ""
    with store.write("Urkunde", undoable=False) as unit:
        digest = unit.put_blob(f"%PDF {NAME}".encode() * 1000)
        line = invented.certificate(place, 1, patron, file_hash=digest)
        unit.add(line)
        unit.add(invented.certificate(place, 2, other))
    return patron, other


def test_an_erased_name_is_nowhere(store: Store, place: Place, tmp_path: Path, invented: Any) -> None:
    folder, clock = store.folder, store.clock
    patron, other = fill(store, place, invented)
    inside = backup_here(store)
    outside = make_backup(store, tmp_path / "extern.klikksdb")
    stick = tmp_path / "Stick"
    stick.mkdir()
    set_second_place(store, stick)
    to_second_place(store)
    with store.write("Gelöscht") as unit:
        unit.delete(Patron, patron.id)
    assert set(files_with(folder, NAME)) == {"klikks.db", inside.name}
    erase(store, [patron.id])
    erase(store, [patron.id])
    assert findings(store) == []
    with store.read() as reader:
        assert reader.find(Patron) == [replace(other, email="o@example.org")]
        first, second = reader.find(Certificate, order=("serial",))
        assert (first.number, first.name, first.sheet, first.file_hash) == (
            "KSP-03999001-2026-001",
            "",
            "",
            None,
        )
        assert second.name == other.full_name
        assert len(reader.changes(Patron, other.id)) == 2
        assert reader.undo_candidate() is None
    store.close()
    assert files_with(folder, NAME) == []
    assert files_with(stick, NAME) == []
    assert check_backup(inside).counts["patron"] == 1
    # Restoring a copy from elsewhere erases again.
    report = restore(folder, outside, clock=clock)
    assert report.erased == 1
    assert files_with(folder, NAME) == []
    store = Store.open(folder, clock=clock)
    with store.read() as reader:
        assert [each.id for each in reader.find(Patron)] == [other.id]
    assert findings(store) == []
    store.close()


def test_erasure_interrupted_is_finished_at_the_next_start(
    store: Store, place: Place, folder: Path, clock: Any, invented: Any
) -> None:
    patron, _ = fill(store, place, invented)
    store.close()
    (folder / "erased.json").write_text(f'["{patron.id}"]', encoding="utf-8")
    Store.open(folder, clock=clock).close()
    assert files_with(folder, NAME) == []


def test_what_cannot_be_cleaned_is_named(store: Store, place: Place, folder: Path, invented: Any) -> None:
    patron, _ = fill(store, place, invented)
    bad = backup_here(store)
    data = bytearray(bad.read_bytes())
    data[0:16] = b"kein SQLite mehr"
    bad.write_bytes(data)
    with pytest.raises(UserError, match="K-238") as caught:
        erase(store, [patron.id])
    assert caught.value.facts == {"files": bad.name}
    store.close()
    assert files_with(folder, NAME) == [bad.name]
