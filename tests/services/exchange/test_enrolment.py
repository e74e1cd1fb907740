"""Enrolment by one phone call: trust comes from the number that people compare, from nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.records import Patron, Peer, Place
from klikks_desktop.exchange.keys import create_keys, load_keys, renewed_keys, save_keys
from klikks_desktop.services.exchange import disclosing, enrolment, importing
from klikks_desktop.services.places import places
from klikks_desktop.services.workspace import Workspace

OTHER = "00000 00000 00000 00000 00000 00000"


def begin(desk, region: Workspace, town: Workspace) -> tuple[Any, Any]:
    """Both files were exchanged, nobody has called yet: what each screen shows."""
    invitation, answer = desk.path("json"), desk.path("klikks")
    enrolment.create_enrolment_file(region, invitation)
    at_town = enrolment.accept_enrolment_file(town, invitation, answer)
    return at_town, enrolment.read_answer(region, answer)


def renew(desk, workspace: Workspace) -> Workspace:
    """New keys for the same installation, as after a lost key file."""
    file = workspace.folder / "keys.json"
    save_keys(file, renewed_keys(load_keys(file)), replace=True)
    return desk.reopen(workspace)


def refusal(region: Workspace, file: Path) -> str | None:
    problem = importing.import_files(region, [file])[0].problem
    return problem.code if problem else None


def test_both_screens_show_the_same_number_of_six_groups(desk, region, town) -> None:
    at_town, at_region = begin(desk, region, town)
    assert at_town.joint_number == at_region.joint_number
    assert [len(group) for group in at_town.joint_number.split()] == [5] * 6
    assert (at_town.is_key_change, at_region.is_key_change) == (False, False)
    other = desk.town("andere")
    assert begin(desk, region, other)[0].joint_number != at_town.joint_number


def test_nothing_is_trusted_before_the_number_was_typed(desk, region, town) -> None:
    at_town, at_region = begin(desk, region, town)
    assert enrolment.trusted_region(town) is None
    with desk.refused("K-543"):
        desk.report(town)
    enrolment.confirm(town, at_town.peer.id, at_region.joint_number)
    assert refusal(region, desk.report(town)) == "K-507"
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number.replace(" ", "-"))
    assert refusal(region, desk.report(town)) is None


@pytest.mark.parametrize(("digits", "code"), [(OTHER, "K-536"), ("", "K-535"), ("12345", "K-535")])
def test_a_wrong_number_confirms_nothing(desk, region, town, digits, code) -> None:
    at_town, at_region = begin(desk, region, town)
    before = desk.dump(region, without=set()), desk.dump(town, without=set())
    with desk.refused(code):
        enrolment.confirm(region, at_region.peer.id, digits)
    with desk.refused(code):
        enrolment.confirm(town, at_town.peer.id, digits)
    assert (desk.dump(region, without=set()), desk.dump(town, without=set())) == before


def test_somebody_between_the_two_is_heard(desk, region, town) -> None:
    """The town got another's invitation, the region another's answer: the numbers differ."""
    stranger_region, stranger_town = desk.region("fremd"), desk.town("fremde-stadt")
    at_town, _ = begin(desk, stranger_region, town)
    _, at_region = begin(desk, region, stranger_town)
    assert at_town.joint_number != at_region.joint_number
    with desk.refused("K-536"):
        enrolment.confirm(region, at_region.peer.id, at_town.joint_number)


def test_nothing_waits(desk, region, town) -> None:
    for workspace in (region, town):
        with desk.refused("K-542"):
            enrolment.awaited_peer(workspace)
        with desk.refused("K-542"):
            enrolment.confirm(workspace, workspace.new_id(), OTHER)
    desk.enrol(region, town)
    for workspace in (region, town):
        with desk.refused("K-542"):
            enrolment.awaited_peer(workspace)


def test_who_waits_is_the_one_whose_file_was_read_last(desk, region) -> None:
    for name in ("a", "b", "c"):
        town = desk.town(name)
        _, at_region = begin(desk, region, town)
        assert enrolment.awaited_peer(region).id == at_region.peer.id
        desk.clock.move(minutes=1)


def test_a_changed_key_of_a_town_is_blocked_until_confirmed(desk, pair) -> None:
    region, town = pair
    with_old = desk.report(town)
    town = renew(desk, town)
    with_new = desk.report(town)
    assert refusal(region, with_new) == "K-508"
    at_town, at_region = begin(desk, region, town)
    assert at_region.is_key_change
    assert refusal(region, with_new) == "K-508", "read, but not compared yet"
    assert refusal(region, with_old) is None, "the old key stays in force"
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    assert refusal(region, with_new) is None
    assert refusal(region, with_old) == "K-508"


def test_a_changed_key_of_the_region_is_blocked_until_confirmed(desk, pair) -> None:
    region, town = pair
    region = renew(desk, region)
    invitation = enrolment.create_enrolment_file(region, desk.path("json"))
    at_town = enrolment.accept_enrolment_file(town, invitation, desk.path("klikks"))
    assert at_town.is_key_change
    assert refusal(region, desk.report(town)) == "K-505", "still written for the old key"
    enrolment.confirm(town, at_town.peer.id, at_town.joint_number)
    assert refusal(region, desk.report(town)) is None


def test_an_answer_to_another_key_is_refused(desk, region, town) -> None:
    invitation, answer = desk.path("json"), desk.path("klikks")
    enrolment.create_enrolment_file(region, invitation)
    enrolment.accept_enrolment_file(town, invitation, answer)
    region = renew(desk, region)
    with pytest.raises(Exception, match=r"K-505|K-534"):
        enrolment.read_answer(region, answer)


def test_each_side_does_its_own_part_only(desk, region, town) -> None:
    invitation = enrolment.create_enrolment_file(region, desk.path("json"))
    with desk.refused("K-540"):
        enrolment.create_enrolment_file(town, desk.path("json"))
    with desk.refused("K-533"):
        enrolment.accept_enrolment_file(region, invitation, desk.path("klikks"))
    with desk.refused("K-540"):
        enrolment.read_answer(town, desk.path("klikks"))
    empty = desk.create("leer")
    with desk.refused("K-133"):
        enrolment.accept_enrolment_file(empty, invitation, desk.path("klikks"))


def test_an_answer_that_cannot_be_written_leaves_nothing_waiting(desk, region, town) -> None:
    invitation = enrolment.create_enrolment_file(region, desk.path("json"))
    before = desk.dump(town, without=set())
    with desk.refused("K-631"):
        enrolment.accept_enrolment_file(town, invitation, desk.folder / "gibt es nicht" / "a.klikks")
    assert desk.dump(town, without=set()) == before


def test_practice_and_earnest_do_not_mix(desk, region, town) -> None:
    practice = desk.create("uebung", practice=True)
    places.add_place(practice, replace(town.own_place(), key="03999777", arms_hash=None))
    invitation = enrolment.create_enrolment_file(region, desk.path("json"))
    with desk.refused("K-515"):
        enrolment.accept_enrolment_file(practice, invitation, desk.path("klikks"))


def takeover(desk, region: Workspace, town: Workspace) -> Workspace:
    """The town's data on a new computer: same rows, another installation; enrolled in turn."""
    desk.close(town)
    shutil.copytree(town.folder, desk.folder / "neuer-rechner")
    save_keys(desk.folder / "neuer-rechner" / "keys.json", create_keys(), replace=True)
    new = desk.open(desk.folder / "neuer-rechner")
    desk.enrol(region, new)
    return new


def test_a_place_taken_over_by_another_program(desk, pair) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    before = {patron.id for patron in desk.records(region, Patron)}
    late = desk.report(town)
    new = takeover(desk, region, town)
    assert refusal(region, late) == "K-512", "the former program lost the place"
    assert refusal(region, desk.report(new)) is None
    assert {patron.id for patron in desk.records(region, Patron)} == before
    (place,) = desk.records(region, Place)
    assert place.source == new.keys.installation, "nothing counts twice"
    assert {patron.source for patron in desk.records(region, Patron)} == {new.keys.installation}
    with desk.refused("K-512"):
        raise importing.import_files(region, [desk.report(desk.open(town.folder))])[0].problem
    assert [p.place_keys for p in desk.records(region, Peer, order=("confirmed_at",))] == ["", "03999888"]


def test_a_place_entered_anew_elsewhere_replaces_what_was_reported(desk, pair) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    other = desk.create("von-vorn")
    places.add_place(other, replace(town.own_place(), id=other.new_id(), arms_hash=None))
    desk.enrol(region, other)
    importing.import_files(region, [desk.report(other)])
    assert desk.records(region, Patron) == []
    assert [place.source for place in desk.records(region, Place)] == [other.keys.installation]


def test_one_of_two_places_moves_the_other_stays(desk, region, town) -> None:
    second = places.describe_place(town.shipped, town.new_id(), "03358021").place
    places.add_place(town, second)
    desk.enrol(region, town)
    importing.import_files(region, [desk.report(town)])
    other = desk.create("soltau")
    places.add_place(other, replace(second, id=other.new_id()))
    desk.enrol(region, other)
    assert disclosing.preview_export(town).receiver is not None
    importing.import_files(region, [desk.report(other)])
    sources = {place.key: place.source for place in desk.records(region, Place)}
    assert sources == {"03999888": town.keys.installation, "03358021": other.keys.installation}


def test_lost_or_damaged_keys_are_made_anew_and_compared_again(desk, region, town) -> None:
    at_town, _ = begin(desk, region, town)
    before = town.keys.public
    assert not enrolment.has_other_keys(town)
    kept = enrolment.renew_keys(town)
    assert load_keys(kept).public == before
    assert enrolment.has_other_keys(town)
    again, at_region = begin(desk, region, town)
    assert not enrolment.has_other_keys(town)
    assert again.joint_number != at_town.joint_number
    enrolment.confirm(town, again.peer.id, at_region.joint_number)
    enrolment.confirm(region, at_region.peer.id, again.joint_number)
    assert refusal(region, desk.report(town)) is None
    (town.folder / "keys.json").write_bytes(b"{")
    town = desk.reopen(town)
    assert enrolment.has_other_keys(town)
    enrolment.renew_keys(town)
    assert load_keys(town.folder / "keys.json").practice is town.is_practice


def test_the_region_is_told_who_would_lose_a_place(desk, region, town) -> None:
    at_town, at_region = begin(desk, region, town)
    enrolment.confirm(region, at_region.peer.id, at_town.joint_number)
    second = desk.town("zweiter-rechner")
    _, waiting = begin(desk, region, second)
    assert enrolment.taken_over(region, waiting.peer) == [at_region.peer.name]
