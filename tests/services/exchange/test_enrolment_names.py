"""A town cannot pass for another: the region sees official names, and whose places would move."""

from __future__ import annotations

from dataclasses import replace

from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.places import places
from klikks_desktop.services.workspace import Workspace


def answer(desk, region: Workspace, town: Workspace) -> enrolment.Awaited:
    invitation, file = desk.path("json"), desk.path("klikks")
    enrolment.create_enrolment_file(region, invitation)
    enrolment.accept_enrolment_file(town, invitation, file)
    return enrolment.read_answer(region, file)


def with_place(desk, folder: str, **changes: str) -> Workspace:
    town: Workspace = desk.create(folder)
    described = places.describe_place(town.shipped, town.new_id(), "03358021").place
    places.add_place(town, replace(described, **changes))
    return town


def test_a_town_that_calls_itself_otherwise_is_shown_with_its_official_name(desk, region) -> None:
    honest = answer(desk, region, with_place(desk, "a"))
    assert honest.peer.name == "Stadt Soltau"
    other = answer(desk, region, with_place(desk, "b", name="Hannover", designation="Stadt Hannover"))
    assert other.peer.name == "Stadt Hannover (amtlich: Soltau, 03358021)"


def test_whose_places_would_move_is_told_before_the_confirmation(desk, region) -> None:
    first, second = with_place(desk, "a"), with_place(desk, "b", designation="Soltau am Werk")
    assert answer(desk, region, first).replaces == ()
    desk.enrol(region, first)
    assert answer(desk, region, first).replaces == ()
    waiting = answer(desk, region, second)
    assert waiting.replaces == ("Stadt Soltau",)
    assert answer(desk, region, first).replaces == (), "not confirmed yet"
    enrolment.confirm(region, waiting.peer.id, waiting.joint_number)
    assert answer(desk, region, first).replaces == ("Soltau am Werk",)
