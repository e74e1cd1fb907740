"""A folder of mails with all sorts of files: each comes in its own way or says where it belongs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.records import DeliveryKind, Peer, Role, Verdict
from klikks_desktop.services.exchange import importing, inbox, receipts
from klikks_desktop.services.exchange.given_files import given_files
from klikks_desktop.services.exchange.upward import post_kind
from klikks_desktop.services.pack import drafting, writing
from klikks_desktop.services.region.returns import write_returns
from klikks_desktop.services.workspace import Workspace
from tests.services.exchange.incoming_files import make_answer


@dataclass(frozen=True)
class Mixed:
    """A region between its towns and its office, and a folder with a file of each kind."""

    region: Workspace
    office: Workspace
    folder: Path
    report: Path
    receipt: Path
    back: Path
    pack: Path


def move(file: Path, folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    return file.rename(folder / name)


@pytest.fixture
def mixed(desk: Any, pair: tuple[Workspace, Workspace]) -> Mixed:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    office = desk.create("leitstelle", Role.REGION)
    desk.enrol(office, region)
    taken = importing.import_files(office, [desk.report(region)])
    folder: Path = desk.folder / "mails"
    (receipt,) = receipts.write_receipts(office, receipts.handled(office, taken), desk.folder / "q")
    (back,) = write_returns(office, [region.keys.installation], desk.folder / "r")
    drafting.change_draft(office, title="Klima im Land")
    pack = writing.write_draft(office, desk.path("klikkspaket"))
    return Mixed(
        region,
        office,
        folder,
        report=move(desk.report(town), folder, "a-bericht.klikks"),
        receipt=move(receipt, folder, "b-quittung.klikks"),
        back=move(back, folder, "c-ruecksendung.klikks"),
        pack=move(pack, folder, "d-paket.KLIKKSPAKET"),
    )


def test_each_file_of_a_folder_comes_in_its_own_way(desk: Any, mixed: Mixed) -> None:
    before = desk.dump(mixed.region, without=set())
    found = inbox.sort_files(mixed.region, [mixed.folder])
    assert [(each.file, each.verdict) for each in found.reports] == [(mixed.report, Verdict.APPLIED)]
    assert found.post == (mixed.receipt, mixed.back)
    assert found.packs == (mixed.pack,)
    assert (found.answers, found.deeper) == ((), ())
    assert [post_kind(mixed.region, file) for file in found.post] == [
        DeliveryKind.RECEIPT,
        DeliveryKind.RETURN,
    ]
    assert desk.dump(mixed.region, without=set()) == before


def test_an_answer_among_them_is_still_one(desk: Any, mixed: Mixed) -> None:
    other = desk.town("nachbar")
    answer = make_answer(desk, mixed.region, other)
    found = inbox.sort_files(mixed.region, [mixed.folder, answer])
    assert found.answers == (answer,)
    assert len(found.post) == 2


def test_post_of_somebody_else_is_refused_in_the_list(desk: Any, mixed: Mixed) -> None:
    """Before the office is confirmed there is no way in for it, whoever else is."""
    stranger = desk.create("andere-leitstelle", Role.REGION)
    desk.enrol(stranger, mixed.region)
    with mixed.region.store.write("x", undoable=False) as unit:
        (peer,) = unit.find(Peer, id=mixed.office.keys.installation)
        unit.update(replace(peer, confirmed_at=None))
    found = inbox.sort_files(mixed.region, [mixed.folder])
    assert found.post == ()
    assert {each.file: each.problem and each.problem.code for each in found.reports} == {
        mixed.report: None,
        mixed.receipt: "K-516",
        mixed.back: "K-516",
    }


def test_post_with_another_key_says_so(desk: Any, mixed: Mixed) -> None:
    with mixed.region.store.write("x", undoable=False) as unit:
        (peer,) = unit.find(Peer, id=mixed.office.keys.installation)
        unit.update(replace(peer, sign_key="0" * 64))
    found = inbox.sort_files(mixed.region, [mixed.receipt])
    assert found.post == ()
    assert [each.problem and each.problem.code for each in found.reports] == ["K-508"]


def test_a_file_is_described_whoever_sent_it(mixed: Mixed) -> None:
    for file in (mixed.report, mixed.receipt, mixed.back):
        seen = importing.inspect(mixed.region, file)
        assert (seen.standing, seen.problem) == ("angemeldet", None)


def test_a_folder_with_nothing_but_packs(mixed: Mixed, tmp_path: Path) -> None:
    folder = tmp_path / "pakete"
    folder.mkdir()
    pack = mixed.pack.rename(folder / "x.klikkspaket")
    found = given_files([folder])
    assert (found.files, found.packs, found.deeper) == ((), (pack,), ())
    assert inbox.sort_files(mixed.region, [folder]).reports == ()
