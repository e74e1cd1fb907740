"""What changed about projects, potentials and buildings, in words; and their recycle bin."""

from __future__ import annotations

from uuid import UUID

import pytest

from klikks_desktop.domain.records import Building, Potential, Project
from klikks_desktop.services import buildings, history, potentials, project_parts, projects, work_history
from klikks_desktop.services.factor_change import apply_set
from klikks_desktop.services.workspace import Workspace

LED = {"n": "100", "P_old": "100", "P_new": "40", "t": "4000", "I": "30000"}


@pytest.fixture
def place_id(town: Workspace) -> UUID:
    return town.own_place().id


def lines(entries: list[work_history.HistoryEntry]) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.label, entry.lines) for entry in entries]


def test_a_potential_tells_inputs_result_and_state(town, desk, place_id) -> None:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    desk.clock.move(minutes=1)
    potentials.save_inputs(town, key, LED, {"n": "gemessen"})
    desk.clock.move(minutes=1)
    potentials.save_inputs(town, key, {"n": "200"})
    desk.clock.move(minutes=1)
    potentials.save_fields(town, key, {"title": "", "priority": "hoch"})
    desk.clock.move(minutes=1)
    apply_set(town, "geg-uba-2024")
    applied, draft, second, first, new = lines(work_history.potential_history(town, key))
    assert new == (
        "Neues Potenzial",
        ("Bezeichnung: LED-Straßenbeleuchtung", "Priorität: mittel", "Stand: Idee"),
    )
    assert first[0] == "Eingaben des Potenzials geändert"
    assert "Zahl der Leuchten: 100" in first[1]
    assert "Datengüte Zahl der Leuchten: gemessen" in first[1]
    assert "Ergebnis: 13,44 t CO2e, 6.480 EUR im Jahr" in first[1]
    assert second[1] == (
        "Zahl der Leuchten: 100 → 200",
        "Ergebnis: 13,44 t CO2e, 6.480 EUR im Jahr → 26,88 t CO2e, 12.960 EUR im Jahr",
    )
    assert "Priorität: hoch" in draft[1]
    assert any(line.startswith("Faktorensatz: GEG 2020 (Anlage 9) → ") for line in applied[1])


def test_a_potential_tells_its_project(town, desk, place_id) -> None:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    desk.clock.move(minutes=1)
    potentials.make_project(town, key)
    newest = work_history.potential_history(town, key)[0]
    assert newest.label == "Projekt aus Potenzial angelegt"
    assert newest.lines == ("Stand: Idee → geprüft", "Projekt: LED-Straßenbeleuchtung")


def test_a_project_tells_of_its_parts_even_when_they_are_gone(town, desk, place_id) -> None:
    key = projects.new_project(town, place_id, "Dorfauto")
    desk.clock.move(minutes=1)
    task = project_parts.add_part(
        town, key, project_parts.Task, {"title": "Angebote holen", "due_on": "1.2.2027"}
    )
    desk.clock.move(minutes=1)
    projects.save_project(town, key, {"state": "Planung", "planned_cents": "9.000"})
    desk.clock.move(minutes=1)
    project_parts.delete_part(town, project_parts.Task, task)
    gone, changed, added, new = lines(work_history.project_history(town, key))
    assert gone[1] == ("Aufgabe „Angebote holen“: gelöscht",)
    assert changed[1] == ("Stand: Idee → Planung", "Kosten geplant: 9.000,00 EUR")
    assert "Aufgabe „Angebote holen“: Fällig am: 01.02.2027" in added[1]
    assert new[1][0] == "Titel: Dorfauto"


def test_a_building_tells_of_its_meters(town, desk, place_id) -> None:
    key = buildings.new_building(town, place_id, "Turnhalle")
    desk.clock.move(minutes=1)
    buildings.add_meter(town, key, name="Z 1")
    added, new = lines(work_history.building_history(town, key))
    assert "Bezeichnung: Turnhalle" in new[1]
    assert "Zähler „Z 1“: Energieträger: Strom" in added[1]


def test_the_bin_brings_back_what_went_together(town, desk, place_id) -> None:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    potentials.make_variant(town, key)
    project = potentials.make_project(town, key)
    project_parts.add_part(town, project, project_parts.Task, {"title": "Angebote holen"})
    before = desk.dump(town)
    projects.delete_project(town, project)
    without_project = desk.dump(town)
    potentials.delete_potential(town, key)
    kinds = (Project, *work_history.PROJECT_PARTS, Potential, Building)
    items = work_history.work_bin(town, *kinds)
    # Neither the task nor the variant stand by themselves.
    assert sorted((item.kind, item.name) for item in items) == [
        ("Potenzial", "LED-Straßenbeleuchtung"),
        ("Projekt", "LED-Straßenbeleuchtung"),
    ]
    by_kind = {item.kind: item for item in items}
    history.restore_from_bin(town, by_kind["Potenzial"].change_id)
    assert desk.dump(town) == without_project
    history.restore_from_bin(town, by_kind["Projekt"].change_id)
    assert desk.dump(town) == before
    assert work_history.work_bin(town, *kinds) == []


def test_a_variant_that_went_alone_lies_in_the_bin(town, place_id) -> None:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    potentials.delete_potential(town, potentials.make_variant(town, key))
    (item,) = work_history.work_bin(town, Potential)
    assert item.name.endswith("(Variante 2)")


def test_the_bin_forgets_after_thirty_days(town, desk, place_id) -> None:
    potentials.delete_potential(town, potentials.new_potential(town, place_id, "LED_STREET"))
    desk.clock.move(days=31)
    assert work_history.work_bin(town, Potential) == []
