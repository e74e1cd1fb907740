"""What lies in the workspace folder may be anything; nothing of it is ever changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.errors import UserError, catalogue
from klikks_desktop.storage.sqlite import address
from klikks_desktop.storage.store import Store


def write_garbage(path: Path) -> None:
    path.write_bytes(os.urandom(9000))


def write_foreign(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE a (b)")
    other.close()


def write_newer(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 99")
    other.close()


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = os.urandom(4096)
    path.write_bytes(data)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def make_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILED = [
    (write_garbage, "K-206"),
    (write_foreign, "K-204"),
    (write_newer, "K-205"),
    (truncate, "K-206"),
    (flip, "K-206"),
    (empty, "K-207"),
    (make_directory, "K-208"),
    (Path.unlink, "K-201"),
]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda each: each[0].__name__)
def test_refused_untouched(store: Store, folder: Path, clock: Any, spoiled: Any, read_only: bool) -> None:
    store.close()
    spoil, code = spoiled
    path = folder / "klikks.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as caught:
        Store.open(folder, clock=clock, read_only=read_only)
    assert caught.value.code == code
    assert caught.value.line
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not (folder / "holder.json").exists()


def test_a_file_where_the_folder_should_be(tmp_path: Path, clock: Any) -> None:
    (tmp_path / "datei").write_text("x")
    with pytest.raises(UserError, match="K-208"):
        Store.open(tmp_path / "datei", clock=clock)
    with pytest.raises(UserError):
        Store.create(tmp_path / "datei", clock=clock)


def test_no_such_folder(tmp_path: Path, clock: Any) -> None:
    with pytest.raises(UserError, match="K-201"):
        Store.open(tmp_path / "fehlt", clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_a_killed_process_are_removed(store: Store, folder: Path, clock: Any) -> None:
    store.close()
    (folder / "Sicherungen").mkdir()
    for name in ("klikks.db.neu", "klikks.db.neu-journal", "marks.json.neu", "Sicherungen/a.klikksdb.neu"):
        (folder / name).write_text("halb")
    (folder / "Liste.neu").write_text("gehört uns nicht")
    (folder / "marks.json").write_text("{kein JSON")
    Store.open(folder, clock=clock).close()
    left = {path.name for path in folder.rglob("*")}
    assert left == {"klikks.db", "workspace.lock", "marks.json", "Sicherungen", "Liste.neu"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/a b/ü#%?.db", "file:///a%20b/%C3%BC%23%25%3F.db?mode=ro"),
    ],
)
def test_address_of_a_path(path: str, uri: str) -> None:
    assert address(Path(path), mode="ro") == uri


def test_every_text_can_be_filled() -> None:
    names = "folder file files user host since label backup source target title"
    names += " server database reason example encoding version oldest"
    facts = dict.fromkeys(names.split(), "x")
    for code in catalogue():
        if code.startswith("K-2"):
            assert "{" not in UserError(code, facts).line


OPEN_AS_GUEST = """
import os, sys, datetime, pathlib
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.storage.store import Store
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folder, clock = pathlib.Path(sys.argv[1]), lambda: datetime.datetime.now(datetime.UTC)
try:
    Store.open(folder, clock=clock).close()
    print("opened")
except UserError as error:
    print(error.code)
try:
    store = Store.open(folder, clock=clock, read_only=True)
    with store.read() as reader:
        print(reader.count(Place))
    store.close()
except UserError as error:
    print(error.code)
"""


def as_guest(folder: Path) -> list[str]:
    """What somebody without rights of their own gets: writing, reading."""
    # Everything is imported before the rights go: the interpreter itself may lie in a closed folder.
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AS_GUEST, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def open_way(tmp_path: Path) -> Iterator[None]:
    """Let everybody pass to the folder under test."""
    changed = []
    for parent in (tmp_path, *tmp_path.parents):
        mode = parent.stat().st_mode
        if not mode & 0o001 and parent.owner() != "nobody":
            changed.append((parent, mode))
            parent.chmod(mode | 0o011)
    yield
    for parent, mode in changed:
        parent.chmod(mode)


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.usefixtures("open_way")
def test_read_only_folder_offers_reading(tmp_path: Path, clock: Any, invented: Any) -> None:
    folder = tmp_path / "freigabe"
    folder.mkdir(mode=0o755)
    store = Store.create(folder, clock=clock, shared=True)
    with store.write("Kommune") as unit:
        unit.add(invented.place())
    store.close()
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    assert as_guest(folder) == ["K-210", "1"]
    assert "nur zum Lesen" in UserError("K-210", {"folder": folder}).text.advice


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.usefixtures("open_way")
def test_a_file_that_may_not_be_read(tmp_path: Path, clock: Any) -> None:
    folder = tmp_path / "freigabe"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    Store.create(folder, clock=clock, shared=True).close()
    (folder / "klikks.db").chmod(0o000)
    if os.geteuid() != 0:
        pytest.xfail("the owner could not be told from a guest")
    assert as_guest(folder) == ["K-209", "K-209"]


@pytest.fixture
def broken_off(store: Store, tmp_path: Path) -> Path:
    """A workspace as a process leaves it that dies within a transaction."""
    with store.write("Vorher") as unit:
        unit.put_setting("a", 1)
    folder = tmp_path / "abgebrochen"
    folder.mkdir()
    store.raw.execute("PRAGMA cache_size = 5")
    store.raw.execute("BEGIN IMMEDIATE")
    store.raw.execute("DELETE FROM setting")
    for _ in range(100):
        store.raw.execute("INSERT INTO blob VALUES (hex(randomblob(9)), randomblob(3000))")
    for name in ("klikks.db", "klikks.db-journal"):
        shutil.copy(store.folder / name, folder)
    store.raw.execute("ROLLBACK")
    return folder


@pytest.mark.parametrize("read_only", [False, True])
def test_what_was_broken_off_is_rolled_back(broken_off: Path, clock: Any, read_only: bool) -> None:
    store = Store.open(broken_off, clock=clock, read_only=read_only)
    with store.read() as reader:
        assert reader.setting("a") == 1
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar() == 0
    store.close()
    assert not (broken_off / "klikks.db-journal").exists()


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.usefixtures("open_way")
def test_what_was_broken_off_cannot_be_read_without_rights(broken_off: Path) -> None:
    for path in broken_off.iterdir():
        path.chmod(0o444)
    broken_off.chmod(0o555)
    assert as_guest(broken_off) == ["K-210", "K-219"]
