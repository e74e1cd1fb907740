"""Editing a record through texts: nothing typed is lost, the record keeps its last valid state."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.domain.records import Building, Draft
from klikks_desktop.services.records import history
from klikks_desktop.services.records.record_forms import FormKind, load, save
from klikks_desktop.services.workspace import Workspace

pytestmark = pytest.mark.both_databases

FIELDS = (
    Field(name="name", title="Name", required=True),
    Field(name="area_m2", title="Fläche", kind=FieldKind.NUMBER, minimum=Decimal(0)),
    Field(name="gross_area_m2", title="BGF", kind=FieldKind.NUMBER, minimum=Decimal(0)),
)


def areas(building: Building) -> list[Problem]:
    small, large = building.area_m2, building.gross_area_m2
    return [Problem("area_m2", "NGF ist größer als BGF.")] if small and large and small > large else []


KIND = FormKind(Building, "building", "Gebäude geändert", FIELDS, areas)


@pytest.fixture
def building(town: Workspace) -> Building:
    record = Building(id=uuid4(), place_id=town.own_place().id, name="Rathaus", area_m2=Decimal(900))
    with town.store.write("Gebäude angelegt") as unit:
        unit.add(record)
    return record


def stored(town: Workspace, building: Building) -> Building | None:
    with town.store.read() as reader:
        return reader.get(Building, building.id)


def test_what_is_right_is_stored(town: Workspace, building: Building) -> None:
    form = save(town, KIND, building.id, {"area_m2": "1.000,5", "unknown": "x"})
    assert form.record == replace(building, area_m2=Decimal("1000.5"))
    assert (form.problems, form.has_draft) == ((), False)
    assert form.saved_at is not None


def test_what_is_wrong_waits_and_the_record_stays(town: Workspace, building: Building) -> None:
    form = save(town, KIND, building.id, {"area_m2": "viel", "name": "Rathaus alt"})
    assert stored(town, building) == building
    assert form.texts["area_m2"] == "viel"
    assert [problem.field for problem in form.problems] == ["area_m2"]
    assert load(town, KIND, building.id).texts == form.texts
    form = save(town, KIND, building.id, {"area_m2": "950"})
    assert form.record == replace(building, name="Rathaus alt", area_m2=Decimal(950))
    with town.store.read() as reader:
        assert reader.count(Draft) == 0


def test_a_rule_over_several_fields_holds(town: Workspace, building: Building) -> None:
    form = save(town, KIND, building.id, {"gross_area_m2": "800"})
    assert [problem.message for problem in form.problems] == ["NGF ist größer als BGF."]
    assert stored(town, building) == building


def test_undo_takes_one_save_back(town: Workspace, building: Building) -> None:
    save(town, KIND, building.id, {"name": "Altes Rathaus"})
    assert history.undo_label(town) == "Gebäude geändert"
    history.undo(town)
    assert stored(town, building) == building
    save(town, KIND, building.id, {"name": ""})
    history.undo(town)
    assert not load(town, KIND, building.id).has_draft


def test_nothing_new_leaves_no_trace(town: Workspace, building: Building) -> None:
    before = history.undo_label(town)
    save(town, KIND, building.id, {"name": "Rathaus"})
    assert history.undo_label(town) == before


def test_gone_and_foreign_are_refused(town: Workspace, building: Building) -> None:
    with pytest.raises(UserError, match="K-750"):
        load(town, KIND, uuid4())
    foreign = replace(building, id=uuid4(), source=uuid4())
    with town.store.write("gemeldet") as unit:
        unit.add(foreign)
    with pytest.raises(UserError, match="K-751"):
        save(town, KIND, foreign.id, {"name": "meins"})
