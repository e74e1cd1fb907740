"""Counts and sums by what records belong to, and single fields of long lists."""

from __future__ import annotations

from typing import Any

import pytest

from klikks_desktop.domain.records import (
    Funding,
    FundingState,
    Project,
    ProjectState,
    ReportedEffect,
    Stage,
)
from klikks_desktop.storage.store import Store

pytestmark = pytest.mark.both_databases


def test_grants_are_added_up_by_the_place_of_their_project(store: Store, invented: Any) -> None:
    here, there = invented.place(), invented.place(key="03999002", name="Nachbarstadt")
    projects = [
        Project(id=invented.id(), place_id=place.id, title=title, state=state)
        for place, title, state in (
            (here, "Licht", ProjectState.DONE),
            (here, "Dach", ProjectState.IDEA),
            (there, "Wald", ProjectState.DONE),
        )
    ]
    grants = [
        Funding(id=invented.id(), project_id=project.id, title="", amount_cents=cents, state=state)
        for project, cents, state in (
            (projects[0], 100, FundingState.GRANTED),
            (projects[1], 20, FundingState.GRANTED),
            (projects[1], 5000, FundingState.APPLIED),
            (projects[2], None, FundingState.GRANTED),
        )
    ]
    with store.write("Angelegt") as unit:
        unit.add(here, there, *projects, *grants)
    by = ("project_id.place_id",)
    with store.read() as reader:
        found = reader.sums(Funding, by=by, of=("amount_cents",), state=FundingState.GRANTED)
        assert set(found) == {(here.id, 120, 2), (there.id, 0, 0)}
        keys = reader.sums(Funding, by=("project_id.place_id.key", "state"), of=("amount_cents",))
        assert (here.key, FundingState.APPLIED, 5000, 1) in keys
        assert [row[:2] for row in keys] == sorted(row[:2] for row in keys)
        counted = reader.counts(Project, by=("place_id.name", "state"))
        assert (there.name, ProjectState.DONE, 1) in counted
        assert sum(row[-1] for row in counted) == 3
        assert reader.counts(Project, by=("state",), place_id=[there.id]) == [(ProjectState.DONE, 1)]


def test_sums_are_exact_beyond_64_bits(store: Store, invented: Any) -> None:
    """As much as one file may say, many times: neither an error nor a rounded figure."""
    place = invented.place()
    most = 2**53
    effects = [
        ReportedEffect(
            id=invented.id(),
            source=invented.id(),
            place_id=place.id,
            measure="",
            stage=Stage.ACHIEVED,
            year=None,
            wh=most - number,
            co2e_g=number - most,
            saved_cents=(-1) ** number * most,
            feed_in_g=-number,
            sink_g=0,
        )
        for number in range(1500)
    ]
    with store.write("Angelegt") as unit:
        unit.add(place, *effects)
    with store.read() as reader:
        ((_, *found),) = reader.sums(
            ReportedEffect, by=("place_id",), of=("wh", "co2e_g", "saved_cents", "feed_in_g")
        )
    less = sum(range(1500))
    assert found == [1500 * most - less, 1500, less - 1500 * most, 1500, 0, 1500, -less, 1500]


def test_fields_are_those_of_the_records(store: Store, invented: Any) -> None:
    place = invented.place()
    titles = ("Dach", "Licht", "Wald")
    with store.write("Angelegt") as unit:
        unit.add(place, *(Project(id=invented.id(), place_id=place.id, title=title) for title in titles))
    with store.read() as reader:
        found = reader.fields(Project, ("title", "state", "place_id"), order=("-title",))
        assert found == [(title, ProjectState.IDEA, place.id) for title in reversed(titles)]
        assert reader.fields(Project, ("title",), title="Licht") == [("Licht",)]
        assert reader.fields(Project, ("title",), title=[]) == []
