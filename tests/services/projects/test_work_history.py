"""What is told of projects, potentials and buildings, and what lies in their bin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.records import Building, Potential, Project, Task
from klikks_desktop.services.energy.buildings import new_building
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.projects import project_parts, projects
from klikks_desktop.services.projects.work_history import (
    PROJECT_PARTS,
    building_history,
    potential_history,
    project_history,
    work_bin,
)
from klikks_desktop.services.records import history
from klikks_desktop.services.savings.potentials import delete_potential, new_potential, save_inputs
from klikks_desktop.services.workspace import Workspace


@pytest.fixture
def project(town: Workspace) -> UUID:
    return projects.new_project(town, town.own_place().id, "Neue Lampen")


def lines(entries: list) -> list[str]:
    return [line for entry in entries for line in entry.lines]


def test_changes_are_told_in_the_words_of_the_form_newest_first(
    desk: Any, town: Workspace, project: UUID
) -> None:
    desk.clock.move(minutes=1)
    projects.save_project(town, project, {"planned_cents": "1.200,00", "state": "Planung"})
    desk.clock.move(minutes=1)
    patron = list_patrons(town)[0]
    projects.set_patrons(town, project, [patron.id])
    told = project_history(town, project)
    assert [entry.label for entry in told] == [
        "Zuständige des Projekts geändert",
        "Projekt geändert",
        "Neues Projekt",
    ]
    assert told[0].lines == (f"Verantwortlich: {patron.full_name}",)
    assert set(told[1].lines) == {"Stand: Idee → Planung", "Kosten geplant: 1.200,00 EUR"}


def test_what_was_typed_wrong_is_told_as_typed(town: Workspace, project: UUID) -> None:
    projects.save_project(town, project, {"begins_on": "31.02.2026"})
    assert "Beginn: 31.02.2026" in lines(project_history(town, project))


def test_parts_are_told_with_their_project_even_when_they_are_gone(town: Workspace, project: UUID) -> None:
    task = project_parts.add_part(town, project, Task, {"title": "Angebote", "due_on": "01.12.2026"})
    project_parts.delete_part(town, Task, task)
    told = lines(project_history(town, project))
    assert "Aufgabe „Angebote“: gelöscht" in told
    assert "Aufgabe „Angebote“: Fällig am: 01.12.2026" in told


def test_potentials_and_buildings_have_their_history(town: Workspace) -> None:
    place = town.own_place().id
    building = new_building(town, place, "Rathaus")
    potential = new_potential(town, place, "LED_INDOOR", building)
    save_inputs(town, potential, {"n": "64"})
    assert "Zahl der Leuchten: 64" in lines(potential_history(town, potential))
    assert "Gebäude: Rathaus" in lines(potential_history(town, potential))
    assert [entry.label for entry in building_history(town, building)]


def test_the_bin_shows_what_was_deleted_by_itself_and_brings_it_back(town: Workspace, project: UUID) -> None:
    kinds = (Project, *PROJECT_PARTS)
    task = project_parts.add_part(town, project, Task, {"title": "Angebote"})
    project_parts.delete_part(town, Task, task)
    [item] = work_bin(town, *kinds)
    assert (item.kind, item.name, item.about, item.owner_id) == (
        "Aufgabe",
        "Angebote",
        "Neue Lampen",
        project,
    )
    history.restore_from_bin(town, item.change_id)
    projects.delete_project(town, project)
    [item] = work_bin(town, *kinds)
    assert (item.kind, item.name, item.record_id) == ("Projekt", "Neue Lampen", project)
    history.restore_from_bin(town, item.change_id)
    assert [form.record.id for form in projects.load_project(town, project).tasks] == [task]
    assert work_bin(town, *kinds) == []


def test_the_bin_keeps_kinds_apart(town: Workspace) -> None:
    potential = new_potential(town, town.own_place().id, "LED_INDOOR")
    delete_potential(town, potential)
    assert [item.record_id for item in work_bin(town, Potential)] == [potential]
    assert work_bin(town, Building) == []
