"""A patron's history in words; drafts and consents that are taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from klikks_desktop.domain.records import ConsentForm, Draft, Place, Purpose, Role
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.people.patron_list import list_patrons, search_rows
from klikks_desktop.services.places import places
from klikks_desktop.services.records import history
from klikks_desktop.services.records.record_history import patron_history
from klikks_desktop.services.workspace import Workspace, create_workspace

RESOURCES = Path(__file__).parents[3] / "resources"
TEXTS = {"address": "Frau", "given_name": "Ayşe", "family_name": "Yıldırım", "begins_on": "01.03.2026"}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[tuple[Workspace, Place]]:
    workspace = create_workspace(
        tmp_path / "kommune",
        role=Role.MUNICIPALITY,
        name="Amt",
        clock=lambda: datetime.now(UTC),
        resources=RESOURCES,
    )
    place = places.describe_place(workspace.shipped, workspace.new_id(), "03358021").place
    places.add_place(workspace, place)
    places.add_locality(workspace, place.id, "Harber")
    yield workspace, place
    workspace.close()


def test_each_change_is_told_from_old_to_new(town: tuple[Workspace, Place]) -> None:
    workspace, place = town
    record = patrons.begin_draft(workspace, place.id, {"family_name": "Yildirim"}).id
    patrons.save_texts(workspace, record, TEXTS)
    patrons.appoint(workspace, record)
    patrons.save_texts(workspace, record, {"locality": "Harber", "address": "keine"})
    consents.give_consent(
        workspace, record, Purpose.REPORTING, given_on=date(2026, 3, 1), form=ConsentForm.PAPER
    )
    entries = patron_history(workspace, record)
    assert [entry.label for entry in entries] == [
        "Einwilligung eingetragen",
        "Angaben zur Person geändert",
        "Ernannt",
        "Angaben zur Person geändert",
        "Neuer Entwurf",
    ]
    assert entries[0].lines == (
        "Einwilligung Weitergabe: gegeben am: 01.03.2026",
        "Einwilligung Weitergabe: Form: Papier",
    )
    assert set(entries[1].lines) == {"Anrede: Frau → keine", "Wirkungsbereich: Harber"}
    assert "Nachname: Yildirim → Yıldırım" in entries[3].lines
    assert entries[4].lines == ("Nachname: Yildirim",)


def test_a_first_entry_is_one_change_to_take_back(town: tuple[Workspace, Place]) -> None:
    workspace, place = town
    record = patrons.begin_draft(workspace, place.id, {"family_name": "Yıldırım", "nonsense": "x"}).id
    assert patrons.load_form(workspace, record).texts["family_name"] == "Yıldırım"
    history.undo(workspace)
    with workspace.store.read() as reader:
        assert reader.get(Draft, record) is None


def test_taking_a_tick_back_withdraws_what_is_proven_and_drops_the_rest(
    town: tuple[Workspace, Place],
) -> None:
    workspace, place = town
    record = patrons.add_patron(workspace, place.id, TEXTS).id
    for purpose, form in ((Purpose.REPORTING, ConsentForm.EMAIL), (Purpose.NETWORK, None)):
        consents.give_consent(workspace, record, purpose, given_on=date(2026, 3, 1), form=form)
        assert consents.take_back(workspace, record, purpose, on=date(2026, 4, 1)) == 1
    kept = patrons.load_form(workspace, record).consents
    assert [(consent.purpose, consent.withdrawn_on) for consent in kept] == [
        (Purpose.REPORTING, date(2026, 4, 1))
    ]
    assert consents.take_back(workspace, record, Purpose.REPORTING, on=date(2026, 4, 2)) == 0


def test_a_begin_taken_away_is_a_problem_and_ends_nothing(town: tuple[Workspace, Place]) -> None:
    workspace, place = town
    record = patrons.add_patron(workspace, place.id, TEXTS).id
    form = patrons.save_texts(workspace, record, {"begins_on": ""})
    assert [problem.field for problem in form.problems] == ["begins_on"]
    assert [term.begins_on for term in form.terms] == [date(2026, 3, 1)]


def test_rows_in_memory_are_searched_as_the_list_is(town: tuple[Workspace, Place]) -> None:
    workspace, place = town
    patrons.add_patron(workspace, place.id, TEXTS | {"locality": "Harber"})
    patrons.add_patron(workspace, place.id, TEXTS | {"family_name": "Größchen"})
    rows = list_patrons(workspace)
    for query in ("groess", "harber yildirim", "soltau", "niemand", '"GROSSCHEN AYSE"'):
        assert search_rows(workspace, rows, query) == list_patrons(workspace, query=query)
    assert [row.name for row in search_rows(workspace, rows, "groess")] == ["Größchen, Ayşe"]
