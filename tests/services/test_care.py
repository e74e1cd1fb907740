"""Daily care, backups and bringing them back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from klikks_desktop.domain.records import Certificate, Patron
from klikks_desktop.services import care
from klikks_desktop.services.people import patrons
from klikks_desktop.services.records import history


def test_daily_care_does_each_thing_once_a_day(desk, town) -> None:
    desk.issue(town, "Frauke Behrens")
    patrons.delete_patron(town, desk.patron(town, "Jörg Ahrens"))
    desk.close(town)
    with closing(sqlite3.connect(town.folder / "klikks.db")) as raw:
        raw.execute("UPDATE certificate SET file_hash = NULL")
        raw.execute("DELETE FROM blob")
        raw.commit()
    town = desk.open(town.folder)
    first = care.daily_care(town)
    assert (first.finished, first.emptied, first.second) == (1, 0, None)
    assert first.backup.is_file()
    again = care.daily_care(town)
    assert (again.finished, again.emptied, again.backup) == (0, 0, None)
    desk.clock.move(days=31)
    later = care.daily_care(town)
    assert (later.emptied, later.backup is not None) == (1, True)
    assert care.check(town) == []


def test_a_person_emptied_from_the_bin_is_gone_from_the_backups_too(desk, town) -> None:
    patrons.delete_patron(town, desk.patron(town, "Frauke Behrens"))
    care.daily_care(town)
    desk.clock.move(days=31)
    care.daily_care(town)
    assert len(care.backups(town)) == 2
    desk.close(town)
    for file in town.folder.rglob("*.klikksdb"):
        assert b"frauke.behrens@posteo" not in file.read_bytes()


def test_a_second_place_and_its_warning(desk, town) -> None:
    second = desk.folder / "stick"
    second.mkdir()
    care.set_second_place(town, second)
    assert care.backup_words(town)[1], "never written there yet"
    assert care.daily_care(town).second.parent == second
    assert not care.backup_words(town)[1]
    desk.clock.move(days=8)
    assert care.backup_words(town) == ("Zweite Sicherung seit über 7 Tagen nicht geschrieben", True)
    care.set_second_place(town, None)
    assert "Letzte Sicherung" in care.backup_words(town)[0]


def test_restoring_is_shown_before_and_told_after(desk, town) -> None:
    backup = care.backup(town, desk.folder / care.suggested_backup_name(town))
    assert backup.name == "KlikKS_03999888_Auenbrück_2026-11-22_Sicherung.klikksdb"
    before = desk.dump(town)
    desk.issue(town, "Frauke Behrens")
    patrons.delete_patron(town, desk.patron(town, "Jörg Ahrens"))
    history.erase_patron(town, desk.patron(town, "Deniz"))
    desk.close(town)
    lines = care.preview_restore(town.folder, backup)
    assert "Seither geändert: In den Papierkorb gelegt" in lines
    assert any("1 Urkunde" in line for line in lines)
    lines = care.restore(town.folder, backup, clock=desk.clock)
    assert any("KSP-03999888-2026-001" in line for line in lines)
    assert any("1 gelöschte Person erneut gelöscht" in line for line in lines)
    town = desk.open(town.folder)
    names = {patron.family_name for patron in desk.records(town, Patron)}
    assert "Ahrens-Wiechmann" in names
    assert "Çelik" not in names
    (line,) = desk.records(town, Certificate)
    assert line.voided_on == desk.today
    assert desk.dump(town)["place"] == before["place"]
    assert care.check(town) == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("fehlt.klikksdb", None, "K-632"),
        ("text.klikksdb", b"Einkaufsliste" * 400, "K-235"),
        ("leer.klikksdb", b"", "K-235"),
    ],
)
def test_what_is_no_backup_changes_nothing(desk, town, name, content, code) -> None:
    file = desk.folder / name
    if content is not None:
        file.write_bytes(content)
    desk.close(town)
    before = (town.folder / "klikks.db").read_bytes()
    with desk.refused(code):
        care.restore(town.folder, file, clock=desk.clock)
    with desk.refused(code):
        care.preview_restore(town.folder, file)
    assert (town.folder / "klikks.db").read_bytes() == before


def test_nothing_is_restored_under_somebody_who_works(desk, town) -> None:
    backup = care.backup(town)
    with desk.refused("K-203"):
        care.restore(town.folder, backup, clock=desk.clock)
