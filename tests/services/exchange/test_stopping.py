"""What is wrong with one file refuses that file; a disk, server or key that fails stops all, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.errors import UserError, catalogue
from klikks_desktop.domain.records import Place, Verdict
from klikks_desktop.services.exchange import importing, inbox, proof, receipts
from klikks_desktop.services.exchange.import_outcome import ImportOutcome, ImportStopped
from klikks_desktop.services.places import places
from klikks_desktop.services.workspace import Workspace

KEYS = ("03358021", "03351006", "03355022", "03358008")
Trouble = Callable[[Workspace], Callable[[], object]]


def full(region: Workspace) -> Callable[[], object]:
    """The disk has no room for one more page."""
    raw = region.store.raw
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages}")
    return lambda: raw.execute("PRAGMA max_page_count = 100000")


def no_rights(region: Workspace) -> Callable[[], object]:
    """The folder takes nothing any more."""
    raw = region.store.raw
    raw.execute("PRAGMA query_only = ON")
    return lambda: raw.execute("PRAGMA query_only = OFF")


def no_keys(region: Workspace) -> Callable[[], object]:
    """The file with the keys went away with its drive."""
    file, aside = region.folder / "keys.json", region.folder / "keys.aside"
    file.rename(aside)
    region.__dict__.pop("keys")
    return lambda: aside.rename(file)


@pytest.fixture
def towns(desk: Any, region: Workspace) -> list[Workspace]:
    """The second one has so much to tell that the database must grow for it."""
    made = []
    for key in KEYS:
        town = desk.create(f"ort-{key}")
        place = places.describe_place(town.shipped, town.new_id(), key).place
        places.add_place(town, place)
        desk.enrol(region, town)
        made.append(town)
    for number in range(300):
        places.add_locality(made[1], made[1].own_place().id, f"Ortsteil Nummer {number}")
    return made


@pytest.fixture
def files(desk: Any, towns: list[Workspace]) -> list[Path]:
    """A report of each town."""
    return [desk.report(town) for town in towns]


def verdicts(outcomes: Sequence[ImportOutcome]) -> list[object]:
    return [each.problem.code if each.problem else each.verdict for each in outcomes]


@pytest.mark.parametrize(("trouble", "code"), [(full, "K-211"), (no_rights, "K-210"), (no_keys, "K-520")])
def test_it_stops_once_and_goes_on_later(
    desk: Any, region: Workspace, files: list[Path], trouble: Trouble, code: str
) -> None:
    between = iter((None, trouble))
    heal: list[Callable[[], object]] = []

    def checkpoint() -> None:
        if (begin := next(between)) is not None:
            heal.append(begin(region))

    with pytest.raises(ImportStopped) as caught:
        importing.import_files(region, files, checkpoint=checkpoint)
    stop = caught.value
    assert (stop.code, stop.problem.code) == ("K-546", code)
    assert [each.file for each in stop.outcomes] == files
    assert [each.is_left for each in stop.outcomes] == [False, True, True, True]
    assert verdicts(stop.outcomes) == [Verdict.APPLIED, None, None, None]
    heal[0]()
    assert [each.key for each in desk.records(region, Place)] == [KEYS[0]]
    again = importing.import_files(region, files)
    assert verdicts(again) == [Verdict.DUPLICATE, Verdict.APPLIED, Verdict.APPLIED, Verdict.APPLIED]


def test_it_says_how_many_are_in_which_are_not_and_what_to_do(
    region: Workspace, files: list[Path], tmp_path: Path
) -> None:
    importing.import_files(region, files[:1])
    spoilt = tmp_path / "kaputt.klikks"
    spoilt.write_bytes(files[0].read_bytes()[:-30])
    full(region)
    with pytest.raises(ImportStopped) as caught:
        importing.import_files(region, [spoilt, *files])
    text = caught.value.text
    left = ", ".join(file.name for file in files[1:])
    reason = UserError("K-211", {"folder": region.folder}).text.happened
    assert text.happened == (
        f"1 von 5 Dateien ist übernommen, dann ging es nicht weiter (K-211): {reason} "
        f"Noch nicht an der Reihe: {left}."
    )
    assert catalogue()["K-211"].advice in text.advice


def test_of_many_files_only_some_are_named(files: list[Path]) -> None:
    many = [file for file in files for _ in range(10)]
    stop = ImportStopped([], many, UserError("K-214", {"folder": "x"}))
    assert stop.text.happened.startswith("Keine der 40 Dateien ist übernommen")
    assert stop.text.happened.endswith("und 35 weitere.")


def test_a_single_file_is_refused_with_the_reason_itself(region: Workspace, files: list[Path]) -> None:
    """Nothing is in and nothing is left that would have to be told."""
    no_rights(region)
    with pytest.raises(UserError) as caught:
        importing.import_files(region, files[:1])
    assert caught.value.code == "K-210"


def test_what_is_wrong_with_one_file_refuses_only_that_file(
    region: Workspace, files: list[Path], tmp_path: Path
) -> None:
    spoilt, gone, folder = tmp_path / "kaputt.klikks", tmp_path / "weg.klikks", tmp_path / "ordner.klikks"
    spoilt.write_bytes(files[0].read_bytes()[:-30])
    folder.mkdir()
    given = [spoilt, files[0], gone, folder, files[1]]
    wanted = ["K-502", Verdict.APPLIED, "K-632", "K-632", Verdict.APPLIED]
    assert verdicts(importing.preview_import(region, given)) == wanted
    assert verdicts(importing.import_files(region, given)) == wanted


def test_looking_stops_too(region: Workspace, files: list[Path]) -> None:
    """Nothing was changed, so there is nothing more to say than what is wrong."""
    no_keys(region)
    with pytest.raises(UserError) as caught:
        inbox.sort_files(region, files)
    assert caught.value.code == "K-520"


def test_every_file_gets_one_receipt_in_the_end(
    desk: Any, region: Workspace, towns: list[Workspace], files: list[Path]
) -> None:
    """The first receipt of a file says what became of it, however often the import had to begin."""
    importing.import_files(region, files[:1])
    make_room = full(region)
    with pytest.raises(ImportStopped) as caught:
        importing.import_files(region, files)
    make_room()
    assert [each.delivery.file_name for each in receipts.handled(region, caught.value.outcomes)] == [
        files[0].name
    ]
    folder = desk.folder / "post"
    outcomes = importing.import_files(region, files)
    written = receipts.write_receipts(region, receipts.handled(region, outcomes), folder)
    assert len(written) == len(files)
    assert receipts.count_unanswered(region) == 0
    told = [proof.open_receipt(town, file).receipt.verdict for town, file in zip(towns, written, strict=True)]
    assert told == [Verdict.APPLIED] * len(files)
