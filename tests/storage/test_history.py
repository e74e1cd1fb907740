"""History, undo, redo and the recycle bin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.changes import Operation
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    Consent,
    Draft,
    Locality,
    Patron,
    Peer,
    Place,
    Record,
    Setting,
)
from klikks_desktop.storage.store import Store
from klikks_desktop.storage.tables import JOURNALED, TABLES

pytestmark = pytest.mark.both_databases


CHANGED = (Place, Locality, Patron, Appointment, Consent, Certificate, Draft, Setting)
"""The kinds of records that these tests change."""


def state(store: Store) -> list[Record]:
    with store.read() as reader:
        return [
            record
            for kind in CHANGED
            for record in reader.find(kind, order=("key",) if kind.__name__ == "Setting" else ("id",))
        ]


def write(store: Store, label: str, *records: Record) -> UUID:
    with store.write(label) as unit:
        unit.put(*records)
        return unit.change


def undo(store: Store, change: UUID) -> UUID:
    with store.write("Rückgängig") as unit:
        unit.undo(change)
        return unit.change


actions = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["put", "edit", "draft", "setting", "locality", "delete"]), st.integers(0, 5)
        ),
        min_size=1,
        max_size=6,
    ),
    min_size=1,
    max_size=8,
)
ANYTHING = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=5)


def act(unit: Any, place: Place, invented: Any, action: tuple[str, int], text: str) -> None:
    kind, who = action
    patron_id = UUID(int=who)
    if kind == "put":
        patron = invented.patron(place, id=patron_id, given_name="P" + text)
        unit.put(patron, invented.appointment(patron, id=UUID(int=100 + who), resolution_number=text))
    elif kind == "edit" and unit.get(Patron, patron_id):
        unit.update(replace(unit.get(Patron, patron_id), email=text))
        unit.put(invented.consent(unit.get(Patron, patron_id), id=UUID(int=200 + who), evidence=text))
    elif kind == "draft":
        moment = invented.clock()
        unit.put(Draft(id=patron_id, entity="patron", place_id=place.id, texts=text, changed_at=moment))
    elif kind == "setting":
        unit.put_setting(f"s{who}", text)
    elif kind == "locality":
        unit.put(Locality(id=UUID(int=300 + who), place_id=place.id, name=text, genitive=text))
    elif kind == "delete":
        unit.delete(Patron, patron_id)
        unit.delete(Locality, UUID(int=300 + who))
        unit.delete(Draft, patron_id)


def walk(store: Store, invented: Any, transactions: list[list[tuple[str, int]]], texts: list[str]) -> None:
    """Through all states, back by undo and forth by redo."""
    try:
        place = invented.place()
        with store.write("Kommune", undoable=False) as unit:
            unit.add(place)
        states, done = [state(store)], []
        for number, transaction in enumerate(transactions):
            with store.write(f"Schritt {number}") as unit:
                for action in transaction:
                    act(unit, place, invented, action, texts[action[1] % 3])
            if state(store) != states[-1]:
                states.append(state(store))
        final = list(states)
        while True:
            with store.read() as reader:
                candidate = reader.undo_candidate()
            if candidate is None:
                break
            done.append(candidate.label)
            undo(store, candidate.id)
            # A transaction may change rows and end where it began; its undo then changes nothing, too.
            if len(states) > 1 and state(store) != states[-1]:
                states.pop()
            assert state(store) == states[-1]
        assert len(states) == 1
        assert done == sorted(done, reverse=True)
        while True:
            with store.read() as reader:
                again = reader.redo_candidate()
            if again is None:
                break
            undo(store, again.id)
        assert state(store) == final[-1]
    finally:
        store.close()


every_way = given(transactions=actions, texts=st.lists(ANYTHING, min_size=3, max_size=3))
quietly = [HealthCheck.function_scoped_fixture]


@pytest.mark.both_databases("sqlite")
@settings(max_examples=25, suppress_health_check=quietly)
@every_way
def test_every_former_state_comes_back_exactly(
    transactions: list[list[tuple[str, int]]], texts: list[str], new_store: Any, invented: Any
) -> None:
    walk(new_store(), invented, transactions, texts)


@pytest.mark.both_databases("postgresql")
@settings(max_examples=5, suppress_health_check=quietly)
@every_way
def test_and_on_a_server(
    transactions: list[list[tuple[str, int]]], texts: list[str], new_store: Any, invented: Any
) -> None:
    walk(new_store(), invented, transactions, texts)


def test_refuses_what_was_changed_since(store: Store, place: Place, invented: Any) -> None:
    patron = invented.patron(place)
    first = write(store, "Angelegt", patron)
    second = write(store, "E-Mail", replace(patron, email="a@example.org"))
    before = state(store)
    with pytest.raises(UserError, match="K-215") as caught:
        undo(store, first)
    assert caught.value.facts == {"label": "Angelegt"}
    assert state(store) == before
    undo(store, second)
    undo(store, first)
    with pytest.raises(UserError, match="K-215"):
        undo(store, first)
    with pytest.raises(KeyError):
        undo(store, invented.id())


def test_refuses_when_others_depend_on_the_row(store: Store, place: Place, invented: Any) -> None:
    locality = Locality(id=invented.id(), place_id=place.id, name="Ort", genitive="des Orts")
    first = write(store, "Ortsteil", locality)
    patron = invented.patron(place)
    write(store, "Patin", patron, invented.appointment(patron, locality_id=locality.id))
    with pytest.raises(UserError, match="K-215"):
        undo(store, first)


def test_an_issued_number_is_never_taken_back(store: Store, place: Place, invented: Any) -> None:
    patron = invented.patron(place)
    write(store, "Patin", patron)
    issued = write(store, "Urkunde", invented.certificate(place, 1, patron))
    with store.read() as reader:
        candidate = reader.undo_candidate()
    assert candidate is not None
    assert candidate.id == issued
    with pytest.raises(UserError, match="Machen Sie die Urkunde ungültig") as caught:
        undo(store, issued)
    assert caught.value.code == "K-216"
    with store.read() as reader:
        assert reader.count(Certificate) == 1


def test_voiding_can_be_taken_back(store: Store, place: Place, invented: Any) -> None:
    line = invented.certificate(place, 1)
    write(store, "Urkunde", line)
    voided = write(store, "Ungültig", replace(line, voided_on=line.issued_on, void_reason="Tippfehler"))
    undo(store, voided)
    with store.read() as reader:
        assert reader.find(Certificate) == [line]


def test_what_is_not_undoable_is_skipped_and_refused(store: Store, place: Place, invented: Any) -> None:
    patron, other = invented.patron(place), invented.patron(place)
    hidden = write(store, "Eins", patron)
    write(store, "Zwei", other)
    with store.write("Einlesen", undoable=False) as unit:
        unit.update(replace(other, email="x@example.org"))
        imported = unit.change
    with store.read() as reader:
        candidate = reader.undo_candidate()
    assert candidate is not None
    assert candidate.id == hidden  # "Zwei" was overtaken by the import
    with pytest.raises(UserError, match="K-217"):
        undo(store, imported)


def test_redo_ends_with_the_next_change(store: Store, place: Place, invented: Any) -> None:
    patron = invented.patron(place)
    undo(store, write(store, "Eins", patron))
    with store.read() as reader:
        assert reader.redo_candidate() is not None
    write(store, "Zwei", invented.patron(place))
    with store.read() as reader:
        assert reader.redo_candidate() is None


def test_imported_rows_and_keys_leave_no_history(store: Store, place: Place, invented: Any) -> None:
    source = invented.id()
    peer, patron = invented.peer(), invented.patron(place, source=source)
    with store.write("Import") as unit:
        unit.put(patron, invented.appointment(patron), invented.consent(patron, source=source), peer)
        unit.put(invented.delivery(peer, 3))
        unit.put_blob(b"x")
        unit.update(replace(patron, email="a"))
        unit.delete(Patron, patron.id)
    with store.read() as reader:
        assert reader.undo_candidate() is None
        assert reader.changes(Patron, patron.id) == []
        assert reader.count(Peer) == 1
    assert "peer" not in JOURNALED


def test_history_of_one_record(store: Store, place: Place, invented: Any) -> None:
    patron = invented.patron(place)
    write(store, "Angelegt", patron)
    changed = replace(patron, email="a@example.org")
    write(store, "E-Mail", changed)
    with store.write("Gelöscht") as unit:
        unit.delete(Patron, patron.id)
    with store.read() as reader:
        told = [
            (each.change.label, each.operation, each.old, each.new)
            for each in reader.changes(Patron, patron.id)
        ]
    assert told == [
        ("Gelöscht", Operation.DELETED, changed, None),
        ("E-Mail", Operation.UPDATED, patron, changed),
        ("Angelegt", Operation.ADDED, None, patron),
    ]


def test_recycle_bin_gives_a_patron_back_with_all_that_belonged_to_it(
    store: Store, place: Place, invented: Any
) -> None:
    patron = invented.patron(place)
    write(store, "Angelegt", patron, invented.appointment(patron), invented.consent(patron))
    before = state(store)
    with store.write("Gelöscht") as unit:
        unit.delete(Patron, patron.id)
    with store.read() as reader:
        assert reader.count(Appointment) == reader.count(Consent) == 0
        (item,) = reader.recycle_bin(invented.clock() - timedelta(days=30))
        assert reader.recycle_bin(invented.clock() + timedelta(days=1)) == []
    assert item.record == patron
    undo(store, item.change.id)
    assert state(store) == before
    with store.read() as reader:
        assert reader.recycle_bin(invented.clock() - timedelta(days=30)) == []


def test_triggers_stay_within_the_limit_of_sqlite() -> None:
    # json_object takes a name and a value per column; functions take at most 127 arguments
    # (sqlite.org/limits.html; 1000 from 3.48 on).
    assert max(len(TABLES[kind].columns) for kind in TABLES) <= 63
