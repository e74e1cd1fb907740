"""Somebody who may not be named any more is gone with all that was written about them, and stays gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.records import (
    ConsentForm,
    NetworkContact,
    Patron,
    Project,
    ProjectPatron,
    Purpose,
    Remark,
    RemarkKind,
)
from klikks_desktop.services import care
from klikks_desktop.services.exchange import importing, post
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.records.history import erase_patron
from klikks_desktop.services.region import remarks, returns
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.backup import restore

TYPED = {
    "address": "Frau",
    "given_name": "Xanthippe",
    "family_name": "Quarkmüller",
    "begins_on": "01.01.2026",
    "email": "xanthippe@example.org",
    "phone": "0555 98712",
}
WORDS = ("Quarkm", "Xanthippe", "xanthippe@", "quarkmueller", "0555 98712")
BACKUPS = "Sicherungen"


def agree(town: Workspace, patron_id: UUID) -> None:
    for purpose in Purpose:
        consents.give_consent(
            town, patron_id, purpose, given_on=town.today, form=ConsentForm.PAPER,
            with_email=True, with_phone=True,
        )  # fmt: skip


def withdraw(town: Workspace, patron_id: UUID) -> None:
    for purpose in Purpose:
        consents.withdraw_consent(town, patron_id, purpose, on=town.today)


def appointed(town: Workspace) -> UUID:
    """A person of a remarkable name who agreed to everything and is responsible for a project."""
    person = patrons.add_patron(town, town.own_place().id, TYPED).id
    agree(town, person)
    project = Project(id=town.new_id(), place_id=town.own_place().id, title="Balkonmodule")
    with town.store.write("Projekt") as unit:
        unit.add(project, ProjectPatron(id=town.new_id(), project_id=project.id, patron_id=person))
    return person


def written_about(region: Workspace, town: Workspace, person: UUID) -> list[Remark]:
    """Everything that an office may write on a person, with the name in it; one changed, one deleted."""
    made = [
        remarks.add_remark(
            region, place_key=town.own_place().key, kind=kind, text=f"Quarkmüller: {kind.value}", about=person
        )
        for kind in (RemarkKind.NOTE, RemarkKind.QUESTION, RemarkKind.TASK, RemarkKind.FEEDBACK)
    ]
    remarks.change_remark(region, made[0].id, kind=RemarkKind.NOTE, text="Xanthippe rief an")
    remarks.delete_remark(region, made[3].id)
    return made


def send_returns(desk: Any, region: Workspace, *towns: Workspace) -> None:
    desk.clock.move(minutes=1)
    for town in towns:
        for file in returns.write_returns(region, [town.keys.installation], desk.folder / "post"):
            post.open_return(town, file)


def told(desk: Any, workspace: Workspace) -> list[str]:
    """Rows of every table that name the person."""
    rows = desk.dump(workspace, without=set())
    return [f"{name}: {row}" for name, found in rows.items() for row in found if _names(repr(row))]


def _names(text: str) -> bool:
    return any(word in text for word in WORDS)


def in_files(folder: Path) -> set[str]:
    """Files of a closed workspace, but for its backups, in which the person can be read."""
    files = (each for each in folder.rglob("*") if each.is_file() and BACKUPS not in each.parts)
    words = [word.encode() for word in WORDS]
    return {each.name for each in files if any(word in each.read_bytes() for word in words)}


@pytest.mark.both_databases
@pytest.mark.parametrize("end", [withdraw, patrons.delete_patron, erase_patron])
def test_with_the_person_goes_what_the_region_wrote_about_them(
    desk, pair, end: Callable[[Workspace, UUID], None]
) -> None:
    region, town = pair
    neighbour = desk.create("nachbar")
    places.add_place(
        neighbour, places.describe_place(neighbour.shipped, neighbour.new_id(), "03358021").place
    )
    desk.enrol(region, neighbour)
    person = appointed(town)
    importing.import_files(region, [desk.report(town)])
    written_about(region, town, person)
    kept = remarks.add_remark(region, place_key="03999888", kind=RemarkKind.NOTE, text="Ortstermin im Mai")
    send_returns(desk, region, town, neighbour)
    assert told(desk, neighbour), "the directory knew the person"
    end(town, person)
    importing.import_files(region, [desk.report(town)])
    assert told(desk, region) == []
    assert [each.id for each in desk.records(region, Remark, source=None)] == [kept.id]
    send_returns(desk, region, town, neighbour)
    assert told(desk, neighbour) == []
    assert not desk.records(neighbour, NetworkContact, id=person)
    for workspace in (region, neighbour):
        desk.close(workspace)
        assert in_files(workspace.folder) == set()


@pytest.mark.both_databases
def test_an_answer_goes_with_the_remark_on_the_person_that_it_answers(desk, pair) -> None:
    region, town = pair
    person = appointed(town)
    asked = Remark(
        id=town.new_id(), place_key=town.own_place().key, kind=RemarkKind.SUPPORT, about=person,
        about_title=remarks.PERSON, text="Quarkmüller braucht eine Leiter", made_on=town.today, shared=True,
    )  # fmt: skip
    with town.store.write("Bitte") as unit:
        unit.add(asked)
    importing.import_files(region, [desk.report(town)])
    remarks.answer(region, asked.id, "Xanthippe kann eine holen")
    question = written_about(region, town, person)[1]
    send_returns(desk, region, town)
    remarks.answer(town, question.id, "Ja, Frau Quarkmüller kommt")
    erase_patron(town, person)
    assert told(desk, town) == [], "erased here means: with all that was written on the person"
    importing.import_files(region, [desk.report(town)])
    assert told(desk, region) == []
    send_returns(desk, region, town)
    assert told(desk, town) == []


@pytest.mark.both_databases
def test_an_answer_repeats_no_words_of_the_other_side(desk, pair) -> None:
    """They would outlive their deletion there."""
    region, town = pair
    asked = Remark(
        id=town.new_id(), place_key=town.own_place().key, kind=RemarkKind.SUPPORT, about_title="Freibad",
        text="Quarkmüller braucht eine Leiter", made_on=town.today, shared=True,
    )  # fmt: skip
    with town.store.write("Bitte") as unit:
        unit.add(asked)
    importing.import_files(region, [desk.report(town)])
    answer = remarks.answer(region, asked.id, "Sie liegt bereit")
    assert answer.about_title == "Freibad"
    remarks.delete_remark(town, asked.id)
    importing.import_files(region, [desk.report(town)])
    assert [each.text for each in desk.records(region, Remark)] == ["Sie liegt bereit"]
    assert told(desk, region) == []


def test_a_backup_of_before_brings_nobody_back(desk, pair) -> None:
    region, town = pair
    person = appointed(town)
    importing.import_files(region, [desk.report(town)])
    written_about(region, town, person)
    backup = care.backup(region)
    others = len(desk.records(region, Patron)) - 1
    withdraw(town, person)
    importing.import_files(region, [desk.report(town)])
    desk.close(region)
    assert restore(region.folder, backup, clock=desk.clock).erased == 1
    region = desk.open(region.folder)
    assert told(desk, region) == []
    assert len(desk.records(region, Patron)) == others
    file = desk.report(town)
    assert importing.import_files(region, [file])[0].verdict == "uebernommen"


def test_nobody_is_forgotten_who_agreed_again(desk, pair) -> None:
    region, town = pair
    person = appointed(town)
    importing.import_files(region, [desk.report(town)])
    withdraw(town, person)
    importing.import_files(region, [desk.report(town)])
    assert not desk.records(region, Patron, id=person)
    desk.clock.move(days=1)
    agree(town, person)
    importing.import_files(region, [desk.report(town)])
    region = desk.reopen(region)
    assert desk.records(region, Patron, id=person)
    backup = care.backup(region)
    desk.close(region)
    assert restore(region.folder, backup, clock=desk.clock).erased == 0
    region = desk.open(region.folder)
    assert desk.records(region, Patron, id=person)


def test_a_list_that_was_lost_comes_back_with_the_next_start(desk, pair) -> None:
    """As when the program was killed between the import and the list outside the database."""
    region, town = pair
    person = appointed(town)
    importing.import_files(region, [desk.report(town)])
    backup = care.backup(region)
    withdraw(town, person)
    importing.import_files(region, [desk.report(town)])
    desk.close(region)
    (region.folder / "erased.json").unlink()
    desk.close(desk.open(region.folder))
    assert restore(region.folder, backup, clock=desk.clock).erased == 1
