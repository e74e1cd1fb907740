"""A full disk: the last change is lost, nothing else, and the message says what helps."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Patron
from klikks_desktop.storage.backup import backup_here, make_backup
from klikks_desktop.storage.check import check
from klikks_desktop.storage.store import Store


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB where we may mount one; otherwise none."""
    disk = tmp_path / "klein"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount; the test with a limited database says the same")
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(store: Store, place: Any, invented: Any) -> int:
    """Write until it is refused; how many patrons were acknowledged."""
    done = 0
    with pytest.raises(UserError, match="K-211"):
        while True:
            with store.write("Viele") as unit:
                unit.add(*(invented.patron(place, email="x" * 500) for _ in range(50)))
            done += 50
    return done


def test_database_limited_by_sqlite(store: Store, place: Any, invented: Any) -> None:
    store.raw.execute("PRAGMA max_page_count = 300")
    done = fill(store, place, invented)
    with store.read() as reader:
        assert reader.count(Patron) == done > 0
    assert check(store) == []
    store.raw.execute("PRAGMA max_page_count = 100000")
    with store.write("Wieder Platz") as unit:
        unit.add(invented.patron(place))


def test_small_disk(small_disk: Path, clock: Any, invented: Any) -> None:
    store = Store.create(small_disk / "a", clock=clock)
    place = invented.place()
    with store.write("Kommune") as unit:
        unit.add(place)
    done = fill(store, place, invented)
    with pytest.raises(UserError, match="K-211"):
        backup_here(store)
    with pytest.raises(UserError, match="K-211"):
        make_backup(store, small_disk / "x.klikksdb")
    assert not (small_disk / "x.klikksdb").exists()
    filler = small_disk / "voll"
    with pytest.raises(OSError, match="No space"), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    with pytest.raises(UserError, match="K-211"), store.write("Löschen hilft nicht") as unit:
        unit.delete_where(Patron, place_id=place.id)
    with pytest.raises(UserError, match="K-211"):
        Store.create(small_disk / "b", clock=clock)
    store.close()
    filler.unlink()
    store = Store.open(small_disk / "a", clock=clock)
    with store.read() as reader:
        assert reader.count(Patron) == done
    assert check(store) == []
    store.close()
