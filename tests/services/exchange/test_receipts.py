"""Receipts: what became of a file, kept as proof, with what was deleted because of it."""

from __future__ import annotations

import json
from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from klikks_desktop.domain.records import (
    Delivery,
    DeliveryKind,
    Direction,
    Patron,
    Purpose,
    Role,
    Verdict,
)
from klikks_desktop.services import care
from klikks_desktop.services.exchange import importing, proof, receipt_paper, receipts
from klikks_desktop.services.exchange.delivery import export_sync_file
from klikks_desktop.services.people import consents
from klikks_desktop.services.records.history import erase_patron
from klikks_desktop.services.workspace import Workspace

pytestmark = pytest.mark.both_databases


def answer(desk, region: Workspace, *files: Path, confirm_fork: bool = False) -> list[Path]:
    """Take files and write their receipts, as the region's office does."""
    outcomes = importing.import_files(region, files, confirm_fork=confirm_fork)
    return receipts.write_receipts(region, receipts.handled(region, outcomes), desk.folder / "post")


def test_a_delivery_turns_from_handed_in_to_arrived(desk, pair) -> None:
    region, town = pair
    file = desk.report(town)
    assert [each.state for each in proof.sent_files(town)] == ["abgegeben"]
    desk.clock.move(days=2)
    (written,) = answer(desk, region, file)
    place = town.own_place()
    assert written.name == f"KlikKS_{place.key}_{place.name}_2026-11-24_Quittung.klikks"
    desk.clock.move(days=1)
    assert proof.preview_receipt(town, written).arrived
    assert proof.receipts(town) == [], "looking stores nothing"
    view = proof.open_receipt(town, written)
    assert (view.arrived, view.gone, view.receipt.backup_until) == (True, (), None)
    assert "am 24.11.2026 bei region angekommen" in view.sentence
    (sent,) = proof.sent_files(town)
    assert sent.state == "angekommen am 24.11.2026"
    assert sent.delivery.acknowledged_at == desk.clock()
    (received,) = desk.records(region, Delivery, direction=Direction.RECEIVED)
    assert received.acknowledged_at is not None
    assert receipts.unanswered(region) == []


def test_opening_again_changes_nothing(desk, pair) -> None:
    region, town = pair
    (written,) = answer(desk, region, desk.report(town))
    first = proof.open_receipt(town, written)
    before = desk.dump(town, without=set())
    desk.clock.move(days=1)
    assert proof.open_receipt(town, written) == first
    assert desk.dump(town, without=set()) == before


@pytest.mark.both_databases("sqlite")
def test_the_signed_file_is_kept_and_can_be_taken_along(desk, pair) -> None:
    region, town = pair
    (written,) = answer(desk, region, desk.report(town))
    data = written.read_bytes()
    written.unlink()
    with desk.refused("K-632"):
        proof.open_receipt(town, written)
    written.write_bytes(data)
    view = proof.open_receipt(town, written)
    saved = receipt_paper.save_receipt_file(
        town, view, desk.folder / receipt_paper.receipt_name(town, view, "klikks")
    )
    assert saved.read_bytes() == data
    assert receipt_paper.receipt_pdf(town, view).startswith(b"%PDF")
    with town.store.write("x") as unit:
        unit.drop_blob(view.receipt.file_hash)
    with desk.refused("K-572"):
        receipt_paper.save_receipt_file(town, view, saved)


def test_nothing_is_overwritten_and_cancelling_leaves_whole_receipts(
    desk, pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    region, town = pair
    monkeypatch.setattr(receipts, "TOGETHER", 1)
    outcomes = importing.import_files(region, [desk.report(town), desk.report(town), desk.report(town)])
    wanted = receipts.handled(region, outcomes)
    assert len(wanted) == 3
    calls = iter((None, None, CancelledError()))

    def checkpoint() -> None:
        if (stop := next(calls)) is not None:
            raise stop

    folder = desk.folder / "post"
    with pytest.raises(CancelledError):
        receipts.write_receipts(region, wanted, folder, checkpoint=checkpoint)
    files = sorted(folder.iterdir())
    assert len(files) == 2
    with region.store.read() as reader:
        assert reader.count(Delivery, kind=DeliveryKind.RECEIPT) == 2
    assert len(receipts.unanswered(region)) == 1
    receipts.write_receipts(region, receipts.unanswered(region), folder)
    assert len(list(folder.iterdir())) == 3
    assert all(proof.open_receipt(town, file).arrived for file in folder.iterdir())
    assert {each.state for each in proof.sent_files(town)} == {"angekommen am 22.11.2026"}


def test_a_file_that_came_twice_and_one_that_came_late(desk, pair) -> None:
    region, town = pair
    first, second = desk.report(town), desk.report(town)
    (once,) = answer(desk, region, second)
    assert proof.open_receipt(town, once).receipt.verdict is Verdict.APPLIED
    late, twice = answer(desk, region, first, second)
    view = proof.open_receipt(town, twice)
    assert (view.receipt.verdict, view.arrived, view.advice) == (Verdict.DUPLICATE, True, "")
    view = proof.open_receipt(town, late)
    assert (view.receipt.verdict, view.arrived) == (Verdict.OLDER, False)
    assert "neuerer von Ihnen" in view.sentence
    assert view.advice
    assert [each.state for each in proof.sent_files(town)] == ["angekommen am 22.11.2026", "nicht übernommen"]
    again = answer(desk, region, first)[0]
    assert proof.open_receipt(town, again).receipt.verdict is Verdict.OLDER, "it was never taken over"


def test_a_file_given_twice_at_once_gets_one_receipt(desk, pair) -> None:
    region, town = pair
    file = desk.report(town)
    (written,) = answer(desk, region, file, file)
    assert proof.open_receipt(town, written).receipt.verdict is Verdict.APPLIED


def test_a_fork_is_told_in_plain_words(desk, pair) -> None:
    region, town = pair
    first = desk.report(town)
    bring_back = desk.put_aside(town)
    town = desk.open(town.folder)
    second = desk.report(town)
    importing.import_files(region, [first, second])
    town = bring_back(town)
    (written,) = answer(desk, region, desk.report(town))
    view = proof.open_receipt(town, written)
    assert (view.receipt.verdict, view.arrived) == (Verdict.FORK, False)
    assert "zwei Stände" in view.sentence
    assert "zwei Rechnern" in view.advice
    (lost,) = receipts.write_receipts(
        region,
        [each for each in receipts.unanswered(region) if each.delivery.file_name == second.name],
        desk.folder / "post",
    )
    with desk.refused("K-561"):
        proof.open_receipt(town, lost)


def test_erasure_travels_and_comes_back_as_proof(desk, pair) -> None:
    """A withdrawn consent and an erased person are gone there; the receipt says so without a name."""
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    named = {each.family_name: each for each in desk.records(region, Patron)}
    withdrawn, erased = list(named.values())[:2]
    consents.withdraw_consent(town, withdrawn.id, Purpose.REPORTING, on=desk.today)
    erase_patron(town, erased.id)
    (written,) = answer(desk, region, desk.report(town))
    view = proof.open_receipt(town, written)
    assert not {withdrawn.id, erased.id} & {each.id for each in desk.records(region, Patron)}
    assert {str(withdrawn.id), str(erased.id)} <= set(json.loads(view.receipt.gone)["patron"])
    assert withdrawn.full_name in view.gone
    assert "eine Person" in view.gone
    assert view.gone_words == "Dort gelöscht; Sicherungen dort können es noch bis 31.01.2028 enthalten"
    text = repr(view) + json.dumps([str(row) for row in desk.dump(town)["receipt"]])
    assert erased.family_name not in text
    assert view.receipt.backup_until == date(2028, 1, 31)


def test_the_receipt_of_another_town_or_of_no_file_of_ours(desk, pair) -> None:
    region, town = pair
    other = desk.town("nachbar")
    desk.enrol(region, other)
    (theirs,) = answer(desk, region, export_sync_file(other, desk.path("klikks")).path)
    before = desk.dump(town)
    with desk.refused("K-505"):
        proof.open_receipt(town, theirs)
    assert desk.dump(town) == before


@pytest.mark.both_databases("sqlite")
def test_a_receipt_is_no_report_and_a_report_no_receipt(desk, pair) -> None:
    region, town = pair
    report = desk.report(town)
    (written,) = answer(desk, region, report)
    with desk.refused("K-517"):
        proof.open_receipt(town, report)
    (outcome,) = importing.import_files(region, [written])
    assert outcome.problem is not None
    assert outcome.problem.code == "K-517"
    assert receipts.handled(region, [outcome]) == []


@pytest.mark.both_databases("sqlite")
def test_a_file_may_move_away_before_its_receipt_is_written(desk, pair) -> None:
    region, town = pair
    file = desk.report(town)
    outcomes = importing.import_files(region, [file])
    file.unlink()
    assert receipts.count_unanswered(region) == 1
    assert receipts.handled(region, outcomes) == receipts.unanswered(region)


@pytest.mark.both_databases("sqlite")
def test_the_folder_is_remembered_while_it_is_there(desk, region) -> None:
    folder = desk.folder / "post"
    folder.mkdir()
    assert receipts.post_folder(region, desk.folder) == desk.folder
    receipts.remember_post_folder(region, folder)
    assert receipts.post_folder(region, desk.folder) == folder
    folder.rmdir()
    assert receipts.post_folder(region, desk.folder) == desk.folder


def test_receipts_of_a_group_are_all_written_or_none(desk, pair) -> None:
    region, town = pair
    outcomes = importing.import_files(region, [desk.report(town), desk.report(town)])
    first, second = receipts.handled(region, outcomes)
    lost = replace(second, delivery=replace(second.delivery, peer_id=uuid4()))
    folder = desk.folder / "post"
    with desk.refused("K-507"):
        receipts.write_receipts(region, [first, lost], folder)
    assert list(folder.iterdir()) == []
    assert set(receipts.unanswered(region)) == {first, second}


@pytest.mark.both_databases("sqlite")
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_file_has_arrived_whatever_a_restored_region_says_of_it_later(
    desk, pair, order: tuple[int, int]
) -> None:
    region, town = pair
    backup = care.backup(region)
    file = desk.report(town)
    (taken,) = answer(desk, region, file)
    desk.close(region)
    care.restore(region.folder, backup, clock=desk.clock)
    region = desk.open(region.folder)
    desk.clock.move(days=1)
    importing.import_files(region, [desk.report(town)])
    desk.clock.move(days=1)
    (late,) = answer(desk, region, file)
    written = (taken, late)
    verdicts = {proof.open_receipt(town, written[number]).receipt.verdict for number in order}
    assert verdicts == {Verdict.APPLIED, Verdict.OLDER}
    assert proof.sent_files(town)[-1].state == "angekommen am 22.11.2026"


def test_an_office_says_nothing_of_files_for_another_one(desk, pair) -> None:
    """Even one that learned what they were called, so to say: by their digest."""
    region, town = pair
    file = desk.report(town)
    outcomes = importing.import_files(region, [file])
    second = desk.create("zweite", Role.REGION)
    desk.enrol(second, town)
    importing.import_files(second, [desk.report(town)])
    (of_second,) = receipts.unanswered(second)
    (of_first,) = receipts.handled(region, outcomes)
    told = replace(of_second, delivery=replace(of_second.delivery, digest=of_first.delivery.digest))
    (written,) = receipts.write_receipts(second, [told], desk.folder / "post")
    before = desk.dump(town)
    with desk.refused("K-561"):
        proof.open_receipt(town, written)
    assert desk.dump(town) == before
