"""Restoring on another computer, and never from practice into the real workspace or back."""

from __future__ import annotations

import pytest

from klikks_desktop.domain.records import Patron
from klikks_desktop.exchange.keys import load_keys
from klikks_desktop.services import care
from klikks_desktop.services.exchange import delivery
from klikks_desktop.services.places.demo import fill_practice_town
from klikks_desktop.services.workspace import Workspace


@pytest.fixture
def practice(desk) -> Workspace:
    return fill_practice_town(desk.create("uebung", practice=True))


@pytest.mark.parametrize("real_first", [True, False])
def test_practice_and_real_never_mix_by_restoring(desk, town, practice, real_first: bool) -> None:
    source, target = (town, practice) if real_first else (practice, town)
    file = care.backup(source, desk.path("klikksdb"))
    before = desk.dump(target, without=set())
    desk.close(target)
    for act in (care.preview_restore, lambda *of: care.restore(*of, clock=desk.clock)):
        with desk.refused("K-239"):
            act(target.folder, file)
    assert desk.dump(target, without=set()) == before


def test_on_a_new_computer_there_are_new_keys_to_enrol_with(desk, pair) -> None:
    region, town = pair
    file = care.backup(town, desk.path("klikksdb"))
    lines = care.restore(desk.folder / "neu", file, clock=desk.clock)
    assert any("melden" in line for line in lines)
    moved = desk.open(desk.folder / "neu")
    assert load_keys(moved.folder / "keys.json").installation != town.keys.installation
    assert not moved.keys.practice
    assert len(desk.records(moved, Patron)) == len(desk.records(town, Patron))
    desk.enrol(region, moved)
    assert delivery.trusted_region(moved) is not None
    desk.report(moved)


def test_practice_on_a_new_computer_stays_practice(desk, practice) -> None:
    file = care.backup(practice, desk.path("klikksdb"))
    care.restore(desk.folder / "neu", file, clock=desk.clock)
    moved = desk.open(desk.folder / "neu")
    assert moved.is_practice
    assert moved.keys.practice


def test_keys_that_are_there_stay(desk, town) -> None:
    file = care.backup(town, desk.path("klikksdb"))
    before = (town.folder / "keys.json").read_bytes()
    desk.close(town)
    assert len(care.restore(town.folder, file, clock=desk.clock)) == 2
    assert (town.folder / "keys.json").read_bytes() == before
