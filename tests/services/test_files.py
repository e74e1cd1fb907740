"""Reading what a person named: within its limit, whatever it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from klikks_desktop.domain.formatting import file_name
from klikks_desktop.exchange.tables.reader import read_table
from klikks_desktop.services import care
from klikks_desktop.services.files import expect_new, read_bytes, replace_file, write_new
from klikks_desktop.services.register import issuing


def test_up_to_the_limit_and_no_further(desk, tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_bytes(file, 5) == b"12345"
    with desk.refused("K-633"):
        read_bytes(file, 4)
    for missing in (tmp_path, tmp_path / "b"):
        with desk.refused("K-632"):
            read_bytes(missing, 5)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device without an end, on POSIX only")
def test_a_device_without_an_end_is_too_big(desk) -> None:
    with desk.refused("K-633"):
        read_bytes(Path("/dev/zero"), 1000)


TOO_LONG = "x" * 300


def test_a_name_that_no_disk_takes_is_told(desk, town, tmp_path: Path) -> None:
    with desk.refused("K-631"):
        replace_file(expect_new(tmp_path / TOO_LONG), b"1")
    with desk.refused("K-231"):
        care.backup(town, tmp_path / TOO_LONG)
    with desk.refused("K-632"):
        care.preview_restore(town.folder, tmp_path / TOO_LONG)
    with desk.refused("K-301"):
        read_table(tmp_path / TOO_LONG)
    assert sorted(path.name for path in tmp_path.iterdir()) == [town.folder.name]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device without an end, on POSIX only")
def test_a_table_without_an_end_is_too_big(desk) -> None:
    with desk.refused("K-302"):
        read_table(Path("/dev/zero"))


def test_a_reader_checks_without_writing_what_is_pending(desk, town, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(issuing, "_write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.issue(town)
    reader = desk.open(town.folder, read_only=True)
    assert [finding.kind for finding in care.check(reader)] == ["unfinished"]
    assert care.check(town) == []


@pytest.mark.parametrize("name", ["💥" * 200, "ä" * 200, "../../etc", "NUL", " . "])
def test_any_name_of_a_town_gives_a_file_name_that_every_disk_takes(tmp_path: Path, name: str) -> None:
    made = file_name("033580210", name, date(2026, 11, 22), "klikks", "Anmeldung-Antwort")
    assert len(made.encode()) < 240, "there must be room for a number behind it"
    written = [write_new(tmp_path / "post", made, data) for data in (b"1", b"2")]
    assert [each.read_bytes() for each in written] == [b"1", b"2"]
    assert {each.parent for each in written} == {tmp_path / "post"}


def test_a_path_that_no_disk_takes_is_told_when_something_new_is_written(desk, tmp_path: Path) -> None:
    with desk.refused("K-631"):
        write_new(tmp_path, "x" * 300, b"")
