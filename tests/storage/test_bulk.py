"""Rows of others in bulk: the same as one by one, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from klikks_desktop.domain.records import (
    EnergyTotal,
    Locality,
    Place,
    PlaceReport,
    Project,
    ProjectKind,
    ProjectState,
)
from klikks_desktop.storage.bulk import stored_form

pytestmark = pytest.mark.both_databases

SOURCE, OTHER = UUID(int=1), UUID(int=2)
PLACE = Place(
    id=UUID(int=10),
    source=SOURCE,
    key="03358021",
    name="Soltau „Ä“ % ?",
    kind="Stadt",
    designation="Stadt Soltau",
    nominative="die Stadt Soltau",
    genitive="der Stadt Soltau",
    locative="in der Stadt Soltau",
)
RECORDS = (
    PLACE,
    Locality(id=UUID(int=11), source=SOURCE, place_id=PLACE.id, name="Harber", genitive=""),
    Project(
        id=UUID(int=12),
        source=SOURCE,
        place_id=PLACE.id,
        title="LED",
        kind=ProjectKind.LIGHTING,
        state=ProjectState.DONE,
        latitude=Decimal("52.900"),
        begins_on=date(2026, 1, 7),
        planned_cents=2**40,
        contact_shared=True,
    ),
    PlaceReport(
        id=PLACE.id,
        source=SOURCE,
        reported_at=datetime(2026, 11, 22, 9, 0, 0, 5, tzinfo=UTC),
        in_office=3,
        named=2,
        ended=1,
    ),
    EnergyTotal(id=UUID(int=13), source=SOURCE, place_id=PLACE.id, year=2025, buildings=3),
)


def test_what_is_stored_in_bulk_is_read_as_records_and_back(store) -> None:
    with store.write("Bericht", undoable=False) as unit:
        for record in RECORDS:
            assert unit.add_stored(type(record), [stored_form(record)]) == 1
    with store.read() as reader:
        for record in RECORDS:
            assert reader.get(type(record), record.id) == record
            assert reader.stored(type(record), SOURCE) == {str(record.id): stored_form(record)}
            assert reader.stored(type(record), OTHER) == {}


def test_keys_that_somebody_has_are_passed_over_and_not_counted(store) -> None:
    second = replace(PLACE, id=UUID(int=20), name="Bispingen")
    taken = replace(PLACE, source=OTHER, name="Fremd")
    with store.write("Bericht", undoable=False) as unit:
        unit.add(PLACE)
        assert unit.add_stored(Place, [stored_form(taken), stored_form(second)]) == 1
    with store.read() as reader:
        assert {place.name for place in reader.find(Place)} == {PLACE.name, "Bispingen"}


def test_what_differs_is_changed_row_by_row_and_nothing_else(store) -> None:
    place, locality, project = RECORDS[:3]
    second = replace(project, id=UUID(int=22), title="Dach", begins_on=None)
    changed = [
        replace(project, state=ProjectState.IDEA),
        replace(second, title="Dach und Wand", begins_on=date(2026, 2, 1), latitude=None),
    ]
    with store.write("Bericht", undoable=False) as unit:
        for record in (place, locality, project, second):
            unit.add_stored(type(record), [stored_form(record)])
    with store.write("Bericht", undoable=False) as unit:
        before = unit.stored(Project, SOURCE)
        unit.update_stored(
            Project, [(before[str(record.id)], stored_form(record)) for record in reversed(changed)]
        )
    with store.read() as reader:
        assert reader.find(Project, order=("id",)) == changed
        assert reader.find(Place) == [place]
        assert reader.find(Locality) == [locality]


def test_a_change_of_what_is_gone_is_no_change(store) -> None:
    other = replace(PLACE, name="Bispingen")
    with pytest.raises(KeyError, match="1 of 1"), store.write("Bericht", undoable=False) as unit:
        unit.update_stored(Place, [(stored_form(PLACE), stored_form(other))])
    with store.read() as reader:
        assert reader.find(Place) == []
