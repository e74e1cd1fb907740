"""Returns: what the region shares with a town, opened there in any order, never over its own rows."""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.records import (
    Announcement,
    Consent,
    ConsentForm,
    Delivery,
    DeliveryKind,
    GoodExample,
    NetworkContact,
    Patron,
    Peer,
    Period,
    Project,
    ProjectKind,
    ProjectPatron,
    Purpose,
    Remark,
    RemarkKind,
    Verdict,
)
from klikks_desktop.exchange.return_content import RETURNED
from klikks_desktop.services.exchange import importing, post
from klikks_desktop.services.people import consents
from klikks_desktop.services.places import places
from klikks_desktop.services.region import returns
from klikks_desktop.services.region.announcements import (
    announcements,
    delete_announcement,
    save_announcement,
)
from klikks_desktop.services.region.network import network
from klikks_desktop.services.region.remarks import add_remark, answer, delete_remark, set_done, threads
from klikks_desktop.services.region.returns import (
    preview_returns,
    receivers,
    receivers_of,
    write_returns,
)
from klikks_desktop.services.workspace import Workspace

pytestmark = pytest.mark.both_databases


def send(desk, region: Workspace, town: Workspace | None = None) -> Path:
    """The return of now for one town."""
    desk.clock.move(minutes=1)
    wanted = [peer.id for peer in receivers(region) if town is None or peer.id == town.keys.installation]
    (written,) = write_returns(region, wanted, desk.folder / "post")
    return written


def shown(desk, town: Workspace) -> dict[str, list[Any]]:
    """All that the town holds of others, by kind."""
    return {
        kind.__name__: [each for each in desk.records(town, kind) if each.source is not None]
        for kind in RETURNED
    }


def test_everything_that_is_shared_arrives_and_a_note_never(desk, pair) -> None:
    region, town = pair
    key = town.own_place().key
    question = add_remark(region, place_key=key, kind=RemarkKind.QUESTION, text="Wann beginnt es?")
    task = add_remark(
        region, place_key=key, kind=RemarkKind.TASK, text="Foto schicken", due_on=date(2026, 12, 1)
    )
    add_remark(region, place_key=key, kind=RemarkKind.TASK, text="nur hier", shared=False)
    add_remark(region, place_key=key, kind=RemarkKind.NOTE, text="Geheim: Anruf")
    add_remark(region, place_key="03351006", kind=RemarkKind.TASK, text="für andere")
    news = save_announcement(region, title="Anmeldung", text="Bis Ende März.", due_on=date(2027, 3, 31))
    period = Period(id=uuid4(), title="2026", opens_on=date(2026, 10, 1), due_on=date(2027, 1, 31))
    example = GoodExample(
        id=uuid4(), project_id=uuid4(), title="LED", kind=ProjectKind.LIGHTING, place_key="03351006",
        place_name="Celle", contact="Amt", kwh=-5, made_on=desk.today,
    )  # fmt: skip
    with region.store.write("x") as unit:
        unit.add(period, example)
    file = send(desk, region)
    outcome = post.preview_return(town, file)
    assert (outcome.verdict, outcome.added) == (Verdict.APPLIED, 5)
    assert shown(desk, town)["Remark"] == [], "looking stores nothing"
    assert post.open_return(town, file) == outcome
    here, of = shown(desk, town), region.keys.installation
    assert {each.id: each for each in here["Remark"]} == {
        each.id: replace(each, source=of) for each in (question, task)
    }
    assert here["Announcement"] == [replace(news, source=of)]
    assert here["Period"] == [replace(period, source=of)]
    bare = replace(example, source=of, place_key="", place_name="", contact="")
    assert here["GoodExample"] == [bare], "nobody is named who did not agree"
    with town.store.read() as reader:
        assert "Geheim" not in repr(reader.find(Remark))
        assert reader.changes(Remark, question.id) == [], "rows of others leave no history"


def test_what_is_gone_there_is_gone_here(desk, pair) -> None:
    region, town = pair
    key = town.own_place().key
    task = add_remark(region, place_key=key, kind=RemarkKind.TASK, text="Foto")
    news = save_announcement(region, title="A")
    post.open_return(town, send(desk, region))
    delete_remark(region, task.id)
    delete_announcement(region, news.id)
    assert announcements(region) == []
    changed = add_remark(region, place_key=key, kind=RemarkKind.FEEDBACK, text="Gut gemacht")
    outcome = post.open_return(town, send(desk, region))
    assert (outcome.added, outcome.changed, outcome.gone) == (1, 0, 2)
    assert [each.id for each in shown(desk, town)["Remark"]] == [changed.id]


def test_news_that_are_over_stay_out(desk, pair) -> None:
    region, town = pair
    save_announcement(region, title="Alt", until=desk.today - timedelta(days=1))
    save_announcement(region, title="Heute noch", until=desk.today)
    post.open_return(town, send(desk, region))
    assert [each.title for each in shown(desk, town)["Announcement"]] == ["Heute noch"]


@pytest.mark.both_databases("sqlite")
@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " \x00 "},
        {"title": "x" * 201},
        {"title": "x", "text": "x" * 10_001},
        {"title": "x", "due_on": date(2027, 3, 31), "until": date(2027, 3, 30)},
    ],
)
def test_news_that_cannot_be(desk, region, wrong: dict[str, Any]) -> None:
    with desk.refused("K-570"):
        save_announcement(region, **wrong)
    with desk.refused("K-569"):
        save_announcement(region, uuid4(), title="x")


def test_order_does_not_matter_and_nothing_comes_twice(desk, pair) -> None:
    region, town = pair
    first_news = save_announcement(region, title="Eins")
    first = send(desk, region)
    save_announcement(region, first_news.id, title="Zwei")
    second = send(desk, region)
    assert post.open_return(town, second).verdict is Verdict.APPLIED
    before = shown(desk, town)
    assert post.open_return(town, first).verdict is Verdict.OLDER
    assert post.open_return(town, first).verdict is Verdict.DUPLICATE
    assert post.open_return(town, second).verdict is Verdict.DUPLICATE
    assert shown(desk, town) == before
    assert [each.title for each in before["Announcement"]] == ["Zwei"]
    with town.store.read() as reader:
        assert reader.count(Delivery, kind=DeliveryKind.RETURN) == 2


def test_a_restored_region_is_noticed_and_asked_about(desk, pair) -> None:
    region, town = pair
    post.open_return(town, send(desk, region))
    bring_back = desk.put_aside(region)
    region = desk.open(region.folder)
    save_announcement(region, title="Verloren")
    post.open_return(town, send(desk, region))
    region = bring_back(region)
    save_announcement(region, title="Neu")
    fork = send(desk, region)
    assert post.open_return(town, fork).verdict is Verdict.FORK
    assert [each.title for each in shown(desk, town)["Announcement"]] == ["Verloren"]
    assert post.open_return(town, fork, confirm_fork=True).verdict is Verdict.APPLIED
    assert [each.title for each in shown(desk, town)["Announcement"]] == ["Neu"]
    assert post.open_return(town, send(desk, region)).verdict is Verdict.APPLIED


def test_rows_of_the_town_are_never_touched(desk, pair) -> None:
    """A region that sends rows under ids of the town's own is refused as a whole."""
    region, town = pair
    key = town.own_place().key
    mine = add_remark(town, place_key=key, kind=RemarkKind.SUPPORT, text="Hilfe")
    stolen = Remark(
        id=mine.id, place_key=key, kind=RemarkKind.TASK, text="x", made_on=desk.today, shared=True
    )
    with region.store.write("x") as unit:
        unit.add(stolen)
    file, before = send(desk, region), desk.dump(town, without=set())
    for take in (post.preview_return, post.open_return):
        with desk.refused("K-563"):
            take(town, file)
    assert desk.dump(town, without=set()) == before


def test_the_town_answers_and_keeps_its_answer_when_the_question_goes(desk, pair) -> None:
    region, town = pair
    question = add_remark(region, place_key=town.own_place().key, kind=RemarkKind.QUESTION, text="Wann?")
    post.open_return(town, send(desk, region))
    given = answer(town, question.id, "Im Mai")
    delete_remark(region, question.id)
    post.open_return(town, send(desk, region))
    assert desk.records(town, Remark) == [given]


def test_a_question_goes_there_and_its_answer_comes_back(desk, pair) -> None:
    """Both directions together: no side ever edits a row of the other, and nothing comes twice."""
    region, town = pair
    key = town.own_place().key
    question = add_remark(region, place_key=key, kind=RemarkKind.QUESTION, text="Wann?")
    task = add_remark(region, place_key=key, kind=RemarkKind.TASK, text="Foto")
    post.open_return(town, send(desk, region))
    answer(town, question.id, "Im Mai")
    set_done(town, task.id)
    add_remark(town, place_key=key, kind=RemarkKind.SUPPORT, text="Wer hilft?")
    for _ in range(2):
        assert importing.import_files(region, [desk.report(town)])[0].problem is None
        seen = {each.remark.text: each for each in threads(region, place_key=key)}
        assert [each.text for each in seen["Wann?"].answers] == ["Im Mai"]
        assert seen["Foto"].done_on == desk.today
        assert seen["Wer hilft?"].is_open
        assert seen["Wann?"].remark == question
    answer(region, seen["Wer hilft?"].remark.id, "Frau Bär kommt.")
    post.open_return(town, send(desk, region))
    here = {each.remark.text: each for each in threads(town, place_key=key)}
    assert [each.text for each in here["Wer hilft?"].answers] == ["Frau Bär kommt."]
    assert here["Wer hilft?"].is_own


@pytest.fixture
def neighbours(desk, pair) -> tuple[Workspace, Workspace, Workspace]:
    """Two towns of one region; in the first Frauke Behrens agrees to be found with her e-mail."""
    region, town = pair
    other = desk.copy("nachbar", "nachbar", lambda: other_town(desk))
    desk.enrol(region, other)
    return region, town, other


@pytest.fixture
def behrens(neighbours) -> Patron:
    """Frauke Behrens of the first town, where nobody agreed to be found yet."""
    _, town, _ = neighbours
    with town.store.read() as reader:
        given = reader.find(Consent, purpose=Purpose.NETWORK)
        behrens = reader.find(Patron, family_name="Behrens")[0]
    with town.store.write("x") as unit:
        unit.delete(Consent, *(each.id for each in given))
    return behrens


def other_town(desk) -> Workspace:
    """A second town: the invented one would have the same people with the same ids."""
    town = desk.create("nachbar")
    places.add_place(town, places.describe_place(town.shipped, town.new_id(), "03351006").place)
    return town


def test_people_who_agreed_are_found_by_the_other_towns(desk, neighbours, behrens: Patron) -> None:
    region, town, other = neighbours
    give(town, behrens.id, with_email=True)
    assert importing.import_files(region, [desk.report(town)])[0].problem is None
    with region.store.read() as reader:
        here = reader.get(Patron, behrens.id)
    links = [
        Project(id=uuid4(), source=here.source, place_id=here.place_id, title=kind.value, kind=kind)
        for kind in (ProjectKind.SOLAR, ProjectKind.GREEN, ProjectKind.SOLAR)
    ]
    with region.store.write("x") as unit:
        unit.add(*links)
        unit.add(
            *(
                ProjectPatron(id=uuid4(), source=here.source, project_id=each.id, patron_id=here.id)
                for each in links
            )
        )
    (contact,) = network(region)
    assert (contact.name, contact.email, contact.phone) == (behrens.full_name, here.email, "")
    assert contact.topics == "Grün und Klimaanpassung, Solarenergie"
    assert contact.place_name == town.own_place().designation
    by_name = {each.peer.id: each for each in preview_returns(region)}
    assert by_name[town.keys.installation].contacts == 0, "nobody is introduced to oneself"
    assert by_name[other.keys.installation].contacts == 1
    post.open_return(town, send(desk, region, town))
    post.open_return(other, send(desk, region, other))
    assert shown(desk, town)["NetworkContact"] == []
    assert desk.records(other, NetworkContact) == [replace(contact, source=region.keys.installation)]


def test_a_withdrawn_consent_is_gone_with_the_next_return(desk, neighbours, behrens: Patron) -> None:
    region, town, other = neighbours
    give(town, behrens.id)
    importing.import_files(region, [desk.report(town)])
    post.open_return(other, send(desk, region, other))
    assert [each.id for each in desk.records(other, NetworkContact)] == [behrens.id]
    consents.withdraw_consent(town, behrens.id, Purpose.NETWORK, on=desk.today)
    importing.import_files(region, [desk.report(town)])
    assert network(region) == []
    post.open_return(other, send(desk, region, other))
    assert desk.records(other, NetworkContact) == []


def give(town: Workspace, patron: UUID, **ticks: bool) -> None:
    consents.give_consent(town, patron, Purpose.NETWORK, given_on=town.today, form=ConsentForm.PAPER, **ticks)


def test_for_one_for_all_and_cancelled_in_between(desk, neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    region, town, other = neighbours
    monkeypatch.setattr(returns, "TOGETHER", 1)
    assert [peer.id for peer in receivers_of(region, "03351006")] == [other.keys.installation]
    with desk.refused("K-568"):
        receivers_of(region, "01051001")
    with desk.refused("K-571"):
        write_returns(town, [], desk.folder / "post")
    calls = iter((None, CancelledError()))

    def checkpoint() -> None:
        if (stop := next(calls)) is not None:
            raise stop

    everybody = [peer.id for peer in receivers(region)]
    with pytest.raises(CancelledError):
        write_returns(region, everybody, desk.folder / "post", checkpoint=checkpoint)
    (only,) = (desk.folder / "post").iterdir()
    assert only.name.endswith("_2026-11-22_Ruecksendung.klikks")
    assert sum(each.last is not None for each in preview_returns(region)) == 1
    told: list[tuple[int, int]] = []
    files = write_returns(
        region, everybody, desk.folder / "post", progress=lambda done, total: told.append((done, total))
    )
    assert told == [(0, 2), (1, 2), (2, 2)]
    opened = [post.open_return(each, file).verdict for each in (town, other) for file in mine(each, files)]
    assert opened == [Verdict.APPLIED] * 2


def mine(town: Workspace, files: list[Path]) -> list[Path]:
    return [file for file in files if f"_{town.own_place().key}_" in file.name]


@pytest.mark.both_databases("sqlite")
def test_a_file_that_cannot_be_written_is_not_on_record(desk, pair) -> None:
    region, _ = pair
    (desk.folder / "post").write_text("eine Datei")
    with desk.refused("K-630"):
        send(desk, region)
    with region.store.read() as reader:
        assert reader.count(Delivery, kind=DeliveryKind.RETURN) == 0


def test_towns_that_are_not_confirmed_or_were_replaced_get_nothing(desk, pair) -> None:
    region, town = pair
    with region.store.read() as reader:
        peer = reader.get(Peer, town.keys.installation)
    for changes in ({"place_keys": ""}, {"confirmed_at": None}, {"upward": True}):
        with region.store.write("x", undoable=False) as unit:
            unit.update(replace(peer, **changes))
        assert receivers(region) == []
    with region.store.write("x", undoable=False) as unit:
        unit.update(peer)
    assert receivers(region) == [peer]


def test_another_office_takes_the_place_of_the_former_one(desk, pair) -> None:
    """What the former one shared goes with the first return of the new one, and never the other way round."""
    former, town = pair
    save_announcement(former, title="Früher")
    post.open_return(town, send(desk, former))
    desk.clock.move(days=1)
    new = desk.region("neue-region")
    desk.enrol(new, town)
    save_announcement(new, title="Jetzt")
    file = send(desk, new)
    assert post.preview_return(town, file).added == 1
    post.open_return(town, file)
    assert [each.title for each in shown(desk, town)["Announcement"]] == ["Jetzt"]
    post.open_return(town, send(desk, former))
    assert {each.title for each in shown(desk, town)["Announcement"]} == {"Jetzt", "Früher"}


def test_remarks_on_a_place_that_is_not_ours_have_nowhere_to_go(desk, pair) -> None:
    region, town = pair
    with region.store.read() as reader:
        peer = reader.get(Peer, town.keys.installation)
    with region.store.write("x", undoable=False) as unit:
        unit.update(replace(peer, place_keys=f"{peer.place_keys} 03351006"))
    add_remark(region, place_key="03351006", kind=RemarkKind.TASK, text="Celle")
    add_remark(region, place_key=town.own_place().key, kind=RemarkKind.TASK, text="Hier")
    post.open_return(town, send(desk, region))
    assert [each.text for each in shown(desk, town)["Remark"]] == ["Hier"]


@pytest.mark.both_databases("sqlite")
def test_rules_of_the_announcement_record(desk, region) -> None:
    made = save_announcement(region, title="  Anmeldung \n beginnt ", text="a\r\nb")
    assert (made.title, made.text, made.made_on) == ("Anmeldung beginnt", "a\nb", desk.today)
    assert save_announcement(region, made.id, title="Neu").made_on == desk.today
    theirs = Announcement(id=uuid4(), source=uuid4(), title="x", made_on=desk.today)
    with region.store.write("x") as unit:
        unit.add(theirs)
    with desk.refused("K-569"):
        save_announcement(region, theirs.id, title="y")
    delete_announcement(region, theirs.id)
    assert desk.records(region, Announcement, source=theirs.source) == [theirs]
