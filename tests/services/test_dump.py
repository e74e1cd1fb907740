"""All data as one JSON file and back: equal, whole or not at all, readable for good."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.records import Patron, Peer, Place, Receipt, Verdict
from klikks_desktop.exchange.dump_file import LONGEST_LINE
from klikks_desktop.exchange.keys import create_keys, save_keys
from klikks_desktop.services import dump
from klikks_desktop.services.care import check
from klikks_desktop.services.list_import import ListKind, import_list
from klikks_desktop.services.people import patrons
from klikks_desktop.services.places.practice import create_practice
from klikks_desktop.services.records import history
from klikks_desktop.services.records.import_report import Outcome
from klikks_desktop.services.workspace import KEY_FILE, Workspace
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.purge import read_erased
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import SCHEMA_REVISION
from tests.services.conftest import RESOURCES, Desk

STORED = Path(__file__).parent / "data"
SCHEMAS = Path(__file__).parents[1] / "storage" / "data"
TOWN = Path(__file__).parents[1] / "data" / "auenbrueck"
LISTS = {
    ListKind.BUILDINGS: "gebaeude.csv",
    ListKind.CONSUMPTION: "verbrauch.csv",
    ListKind.PROJECTS: "projekte.csv",
    ListKind.POTENTIALS: "potenziale.csv",
}
HISTORY = {"history", "history_change"}

Edit = Callable[[list[str]], list[str]]


def written(desk: Desk, workspace: Workspace) -> Path:
    path = desk.path("json")
    dump.dump(workspace, path)
    return path


def loaded(desk: Desk, file: Path, name: str = "neu") -> Workspace:
    return desk.keep(dump.load(desk.folder / name, file, clock=desk.clock, resources=RESOURCES))


def without_date(file: Path) -> bytes:
    return re.sub(rb'"created":"[^"]*"', b"", file.read_bytes(), count=1)


@pytest.fixture
def practice(desk: Desk) -> Workspace:
    """The practice town with certificates, arms and the open test data."""
    town = desk.keep(create_practice(desk.folder / "uebung", clock=desk.clock, resources=RESOURCES))
    for kind, name in LISTS.items():
        file = Path(shutil.copy(TOWN / name, desk.folder))
        rows = import_list(town, kind, file, place=town.own_place()).rows
        assert any(row.outcome in {Outcome.TAKEN, Outcome.KNOWN} for row in rows)
    return town


def test_what_is_dumped_and_loaded_is_equal(desk: Desk, practice: Workspace) -> None:
    file = written(desk, practice)
    desk.clock.move(days=1)
    new = loaded(desk, file)
    assert desk.dump(new, without=HISTORY) == desk.dump(practice, without=HISTORY)
    assert without_date(written(desk, new)) == without_date(file)
    assert new.is_practice
    assert check(new) == []


def test_the_file_is_one_json_document_with_every_table(desk: Desk, practice: Workspace) -> None:
    document = json.loads(written(desk, practice).read_text("utf-8"))
    assert document["dump"]["schema"] == SCHEMA_REVISION
    assert {name: len(rows) for name, rows in document["tables"].items()} == document["counts"]
    patron = document["tables"]["patron"][0]
    with practice.store.read() as reader:
        record = reader.get(Patron, patron["id"])
    assert record is not None
    assert (patron["family_name"], patron["address"]) == (record.family_name, record.address.value)


@pytest.mark.both_databases
def test_it_leads_from_either_database_into_either(desk: Desk, town: Workspace) -> None:
    desk.issue(town)
    file = written(desk, town)
    tables = json.loads(file.read_bytes())["tables"]
    folder, server = desk.folder / "neu", desk._new_database(desk.folder / "neu")
    broken = desk.path("json")
    broken.write_bytes(file.read_bytes()[:-9])
    with desk.refused("K-812"):
        dump.load(folder, broken, clock=desk.clock, resources=RESOURCES, server=server)
    assert not folder.exists()
    same = desk.keep(dump.load(folder, file, clock=desk.clock, resources=RESOURCES, server=server))
    for new in (same, loaded(desk, file, "ordner")):
        found = json.loads(written(desk, new).read_bytes())["tables"]
        assert found.keys() == tables.keys()
        for name in tables.keys() - {"setting"}:
            assert sorted(found[name], key=repr) == sorted(tables[name], key=repr)
        keys = {each["key"] for each in tables["setting"]}
        assert {each["key"] for each in found["setting"]} == keys


def test_a_region_takes_along_what_towns_reported(desk: Desk, pair: tuple[Workspace, Workspace]) -> None:
    from klikks_desktop.services.exchange.importing import import_files

    region, town = pair
    import_files(region, [desk.report(town)])
    new = loaded(desk, written(desk, region))
    assert desk.dump(new, without=HISTORY) == desk.dump(region, without=HISTORY)
    assert any(place.source for place in desk.records(new, Place))


def test_secrets_history_and_bin_stay_behind(desk: Desk, pair: tuple[Workspace, Workspace]) -> None:
    _, town = pair
    gone = desk.patron(town, "Brammer")
    name = next(each.family_name for each in desk.records(town, Patron, id=gone))
    patrons.delete_patron(town, gone)
    file = written(desk, town)
    text = file.read_text("utf-8")
    assert town.keys.seed not in text
    assert town.keys.age_identity not in text
    assert name not in text
    new = loaded(desk, file)
    assert new.keys.public != town.keys.public
    assert desk.records(new, Peer) == desk.records(town, Peer)
    with new.store.read() as reader:
        assert reader.undo_candidate() is None


def test_what_was_kept_as_proof_is_taken_along(desk: Desk, pair: tuple[Workspace, Workspace]) -> None:
    _, town = pair
    with town.store.write("Test") as unit:
        digest = unit.put_blob(b"as it came")
        unit.add(
            Receipt(
                id=town.new_id(),
                peer_id=desk.records(town, Peer)[0].id,
                digest="d1",
                verdict=Verdict.APPLIED,
                created_at=desk.clock(),
                handled_at=desk.clock(),
                file_hash=digest,
            )
        )
        unit.put_blob(b"nobody refers to it")
    new = loaded(desk, written(desk, town))
    with new.store.read() as reader:
        assert reader.blob(digest) == b"as it came"
    assert "blob" in desk.dump(new)
    assert len(desk.dump(new)["blob"]) == len(desk.dump(town)["blob"]) - 1


def test_marks_and_erasures_are_taken_along(desk: Desk, town: Workspace) -> None:
    desk.issue(town)
    gone = desk.patron(town, "Brammer")
    history.erase_patron(town, gone)
    Marks(town.folder).raise_delivery(41)
    new = loaded(desk, written(desk, town))
    assert Marks(new.folder).certificates() == Marks(town.folder).certificates() != {}
    assert Marks(new.folder).delivery_sequence() == 41
    assert read_erased(new.folder) == read_erased(town.folder) == {gone}
    number = desk.issue(desk.reopen(new), "Ahrens")[0].certificate.serial
    assert number == 1 + max(Marks(town.folder).certificates().values())


@pytest.mark.parametrize("file", sorted(STORED.glob("dump-*.json")), ids=lambda file: file.stem)
def test_a_stored_dump_becomes_what_the_migration_makes(desk: Desk, file: Path) -> None:
    new = loaded(desk, file)
    folder = desk.folder / "migriert"
    folder.mkdir()
    shutil.copy(SCHEMAS / f"{file.stem.replace('dump', 'schema')}.db", folder / "klikks.db")
    migrated = desk.open(folder)
    made, expected = (json.loads(written(desk, each).read_bytes())["tables"] for each in (new, migrated))
    assert made.pop("erased") == json.loads(file.read_bytes())["tables"]["erased"]
    assert expected.pop("erased") == []
    assert made == expected


def test_a_dump_of_each_earlier_revision_is_kept() -> None:
    kept = {int(file.stem[-4:]) for file in STORED.glob("dump-*.json")}
    assert kept >= set(range(2, SCHEMA_REVISION))


# ---------------------------------------------------------------------- what is wrong with a file


def replaced(old: str, new: str) -> Edit:
    def edit(lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        assert old in text
        return text.replace(old, new, 1).split("\n")

    return edit


def doubled(lines: list[str]) -> list[str]:
    at = lines.index('"patron":[') + 1
    return [*lines[:at], lines[at], *lines[at:]]


def without_patron(lines: list[str]) -> list[str]:
    at = lines.index('"patron":[') + 1
    return [*lines[:at], *lines[at + 1 :]]


BROKEN: dict[str, tuple[str, Edit]] = {
    "unknown table": ("K-813", replaced('"locality":[', '"salary":[')),
    "table twice": ("K-813", replaced('"locality":[', '"place":[')),
    "unknown field": ("K-813", replaced('"family_name":', '"salary":1,"family_name":')),
    "missing field": ("K-813", replaced('"degree":"",', "")),
    "wrong type": ("K-813", replaced('"degree":""', '"degree":7')),
    "no such choice": ("K-813", replaced('"address":"f"', '"address":"x"')),
    "no date": ("K-813", replaced('"begins_on":"20', '"begins_on":"2x')),
    "NUL in a text": ("K-813", replaced('"degree":""', '"degree":"\\u0000"')),
    "a bomb of brackets": ("K-813", replaced('"degree":""', f'"degree":{"[" * 100_000}')),
    "a comma too few": ("K-813", replaced('},\n{"id"', '}\n{"id"')),
    "a comma too many": ("K-813", replaced("}\n]", "},\n]")),
    "the same id twice": ("K-814", doubled),
    "nobody to belong to": ("K-814", without_patron),
    "a setting that is none": ("K-814", replaced('"value":"\\"kommune\\""', '"value":"\\"amt\\""')),
    "a setting that is no JSON": ("K-814", replaced('"value":"\\"kommune\\""', '"value":"["')),
    "counts that differ": ("K-812", replaced('"counts":{"place":1', '"counts":{"place":2')),
    "something behind": ("K-812", lambda lines: [*lines, "{}"]),
    "another document": ("K-810", lambda _: ['{"format":"klikks-sync"}', ""]),
    "all on one line": ("K-810", lambda lines: ["".join(lines), ""]),
    "newer database": ("K-811", replaced(f'"schema":{SCHEMA_REVISION}', f'"schema":{SCHEMA_REVISION + 1}')),
    "newer format": ("K-811", replaced('"version":1', '"version":2,"more":{}')),
    "a header without comma": ("K-810", replaced('},\n"tables"', '}\n"tables"')),
    "a mark that cannot be": ("K-810", replaced('"delivery":', '"delivery":-')),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_dump_is_refused_and_leaves_nothing(desk: Desk, town: Workspace, name: str) -> None:
    code, edit = BROKEN[name]
    Marks(town.folder).raise_delivery(7)
    file = written(desk, town)
    file.write_text("\n".join(edit(file.read_text("utf-8").split("\n"))), "utf-8", newline="\n")
    before = file.read_bytes()
    with desk.refused(code):
        loaded(desk, file)
    assert not (desk.folder / "neu").exists()
    assert file.read_bytes() == before


def test_the_message_names_line_table_and_field(desk: Desk, town: Workspace) -> None:
    file = written(desk, town)
    lines = file.read_text("utf-8").split("\n")
    at = lines.index('"appointment":[') + 2
    lines[at] = lines[at].replace('"agreed_on":', '"agreed":')
    file.write_text("\n".join(lines), "utf-8", newline="\n")
    with pytest.raises(
        Exception, match=rf"Zeile {at + 1}, Tabelle „appointment“: Das Feld „agreed“ ist hier"
    ):
        loaded(desk, file)
    lines[at] = re.sub(
        r'"patron_id":"[^"]*"', '"patron_id":"01890a5d-ac96-774b-bcce-b302099a80ff"', lines[at]
    )
    lines[at] = lines[at].replace('"agreed":', '"agreed_on":')
    file.write_text("\n".join(lines), "utf-8", newline="\n")
    wanted = rf"Zeile {at + 1}, Tabelle „appointment“: Was in „patron_id“ steht, gibt es in „patron“ nicht"
    with pytest.raises(Exception, match=wanted):
        loaded(desk, file)


def test_changed_bytes_of_a_certificate_are_noticed(desk: Desk, town: Workspace) -> None:
    desk.issue(town, "Ahrens")
    file = written(desk, town)
    text = file.read_text("utf-8")
    file.write_text(text.replace('"data":"JVBERi0', '"data":"JVBERi1', 1), "utf-8", newline="\n")
    with desk.refused("K-814"):
        loaded(desk, file)
    assert not (desk.folder / "neu").exists()


def test_a_line_without_end_is_refused(desk: Desk, town: Workspace) -> None:
    file = written(desk, town)
    lines = file.read_bytes().split(b"\n")
    at = lines.index(b'"patron":[') + 1
    with file.open("wb") as stream:
        stream.write(b"\n".join(lines[:at]) + b'\n{"id":"')
        stream.seek(LONGEST_LINE, 1)
        stream.write(b'"}\n')
    with desk.refused("K-812"):
        loaded(desk, file)
    assert not (desk.folder / "neu").exists()


def test_what_lies_in_the_folder_stays(desk: Desk, town: Workspace) -> None:
    file = written(desk, town)
    before = desk.dump(town)
    desk.close(town)
    with desk.refused("K-202"):
        dump.load(town.folder, file, clock=desk.clock, resources=RESOURCES)
    assert desk.dump(town) == before
    folder = desk.folder / "neu"
    folder.mkdir()
    (folder / "Notiz.txt").write_text("bleibt", "utf-8")
    file.write_bytes(file.read_bytes()[:-1])
    with desk.refused("K-812"):
        loaded(desk, file)
    assert [path.name for path in folder.iterdir()] == ["Notiz.txt"]


@pytest.mark.parametrize("with_keys", [False, True])
def test_what_a_killed_load_left_is_made_anew(desk: Desk, town: Workspace, with_keys: bool) -> None:
    file, folder = written(desk, town), desk.folder / "neu"
    Store.create(folder, clock=desk.clock).close()
    if with_keys:
        save_keys(folder / KEY_FILE, create_keys())
    new = loaded(desk, file)
    assert desk.dump(new) == desk.dump(town)
    assert new.keys.public.sign_key != town.keys.public.sign_key
    desk.close(new)
    with desk.refused("K-202"):
        loaded(desk, file)


def test_a_cancelled_dump_leaves_the_file_as_it_was(desk: Desk, town: Workspace) -> None:
    file = desk.folder / "abzug.json"
    file.write_text("vorher", "utf-8")
    seen: list[Any] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 20:
            raise CancelledError

    with pytest.raises(CancelledError):
        dump.dump(town, file, progress)
    assert seen == [(done, seen[0][1]) for done in range(21)]
    assert file.read_text("utf-8") == "vorher"
    assert [path.name for path in desk.folder.iterdir() if path.is_file()] == ["abzug.json"]
