"""Projects with their parts: begun, edited, linked, compared, deleted and brought back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Attachment,
    Building,
    Draft,
    Funding,
    Indicator,
    Locality,
    Potential,
    PotentialState,
    Project,
    ProjectPatron,
    ProjectState,
    Task,
)
from klikks_desktop.services.projects import project_parts, projects
from klikks_desktop.services.records import history
from klikks_desktop.services.savings import potentials
from klikks_desktop.services.savings.factors import choose_set, chosen_set
from klikks_desktop.services.workspace import Workspace

PARTS = (Activity, Task, Indicator, Achievement, Funding)
LED = {"n": "100", "P_old": "100", "P_new": "40", "t": "4000", "I": "30000", "Z": "0"}


@pytest.fixture
def place_id(town: Workspace) -> UUID:
    return town.own_place().id


@pytest.fixture
def project_id(town: Workspace, place_id: UUID) -> UUID:
    return projects.new_project(town, place_id, "LED in der Heidestraße")


def led(town: Workspace, place_id: UUID, **inputs: str) -> UUID:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    potentials.save_inputs(town, key, {**LED, **inputs})
    return key


# ------------------------------------------------------------------ begin and edit


def test_a_new_project_is_an_idea_and_may_be_without_title(town, place_id) -> None:
    key = projects.new_project(town, place_id)
    view = projects.load_project(town, key)
    assert (view.project.state, view.is_own, view.place.id) == (ProjectState.IDEA, True, place_id)
    assert [problem.message for problem in view.form.problems] == ["Bitte einen Titel eintragen."]
    assert [row.title for row in projects.list_projects(town)] == ["Ohne Titel"]
    history.undo(town)
    assert projects.list_projects(town) == []


def test_what_is_typed_is_stored_or_waits(town, desk, project_id) -> None:
    form = projects.save_project(town, project_id, {"planned_cents": "12.500,50", "begins_on": "1.3.2027"})
    assert (form.record.planned_cents, form.record.begins_on) == (1_250_050, date(2027, 3, 1))
    form = projects.save_project(town, project_id, {"ends_on": "1.2.2027"})
    assert [problem.field for problem in form.problems] == ["ends_on"]
    assert form.has_draft
    assert projects.list_projects(town)[0].has_draft
    form = projects.save_project(town, project_id, {"ends_on": "1.4.2027"})
    assert (form.problems, form.has_draft, form.record.ends_on) == ((), False, date(2027, 4, 1))
    assert desk.records(town, Draft, entity="project") == []


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"latitude": "52,9"}, "longitude"),
        ({"longitude": "9,8"}, "latitude"),
        ({"latitude": "9,8", "longitude": "52,9"}, "latitude"),
        ({"planned_cents": "-1"}, "planned_cents"),
        ({"state": "fertig"}, "state"),
        ({"title": ""}, "title"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(town, project_id, texts, field) -> None:
    assert field in [problem.field for problem in projects.save_project(town, project_id, texts).problems]


def test_a_building_or_locality_of_nobody_is_refused(town, desk, project_id, place_id) -> None:
    for name in ("building_id", "locality_id"):
        with desk.refused("K-750"):
            projects.save_project(town, project_id, {name: str(uuid4())})
    harber = next(each for each in desk.records(town, Locality) if each.name == "Harber")
    projects.save_project(town, project_id, {"locality_id": str(harber.id)})
    assert projects.load_project(town, project_id).where == "Harber"
    hall = Building(id=uuid4(), place_id=place_id, name="Rathaus")
    with town.store.write("Gebäude") as unit:
        unit.add(hall)
    projects.save_project(town, project_id, {"building_id": str(hall.id)})
    assert projects.load_project(town, project_id).where == "Rathaus"
    assert projects.list_projects(town, query="rathaus heide")[0].where == "Rathaus"


def test_who_cannot_leave_a_draft_is_refused(town, desk, place_id, project_id) -> None:
    before = desk.dump(town)
    with desk.refused("K-760"):
        projects.add_project(town, place_id, {"title": "", "state": "?"})
    with desk.refused("K-760"):
        projects.change_project(town, project_id, {"ends_on": "morgen"})
    with desk.refused("K-760"):
        project_parts.add_part(town, project_id, Achievement, {"year": "gestern"})
    assert desk.dump(town) == before


def test_projects_of_others_are_not_touched(town, desk, project_id) -> None:
    with town.store.write("gemeldet") as unit:
        unit.update(
            *(
                Project(id=each.id, source=uuid4(), place_id=each.place_id, title="F")
                for each in unit.find(Project)
            )
        )
    assert not projects.load_project(town, project_id).is_own
    for act in (
        lambda: projects.save_project(town, project_id, {"title": "Meins"}),
        lambda: projects.delete_project(town, project_id),
        lambda: projects.set_patrons(town, project_id, []),
        lambda: projects.link_potentials(town, project_id, []),
        lambda: project_parts.add_part(town, project_id, Task),
    ):
        with desk.refused("K-751"):
            act()


def test_what_is_gone_says_so(town, desk) -> None:
    gone = uuid4()
    for act in (
        lambda: projects.new_project(town, gone),
        lambda: projects.load_project(town, gone),
        lambda: projects.save_project(town, gone, {}),
        lambda: projects.delete_project(town, gone),
        lambda: project_parts.add_part(town, gone, Task),
        lambda: project_parts.add_task(town, gone),
        lambda: project_parts.load_part(town, Task, gone),
        lambda: project_parts.save_part(town, Task, gone, {"title": "x"}),
        lambda: project_parts.delete_part(town, Task, gone),
        lambda: project_parts.complete_task(town, gone),
    ):
        with desk.refused("K-750"):
            act()


# ------------------------------------------------------------------ people and potentials


def test_patrons_are_responsible(town, desk, project_id) -> None:
    frauke, deniz = desk.patron(town, "Behrens"), desk.patron(town, "Çelik")
    projects.set_patrons(town, project_id, [frauke, deniz, frauke])
    assert [each.given_name for each in projects.load_project(town, project_id).patrons] == [
        "Frauke",
        "Deniz",
    ]
    assert projects.list_projects(town, query="celik")[0].patrons == ("Frauke Behrens", "Deniz Çelik")
    kept = desk.records(town, ProjectPatron, patron_id=deniz)
    projects.set_patrons(town, project_id, [deniz])
    assert desk.records(town, ProjectPatron) == kept
    with desk.refused("K-140"):
        projects.set_patrons(town, project_id, [uuid4()])
    assert desk.records(town, ProjectPatron) == kept


def test_potentials_are_linked_to_one_project(town, desk, place_id, project_id) -> None:
    one, other = led(town, place_id), led(town, place_id)
    projects.link_potentials(town, project_id, [one])
    second = projects.new_project(town, place_id, "Zweites")
    projects.link_potentials(town, second, [one, other])
    assert projects.load_project(town, project_id).potentials == ()
    assert {row.id for row in projects.load_project(town, second).potentials} == {one, other}
    projects.link_potentials(town, second, [other])
    assert {each.id for each in desk.records(town, Potential, project_id=None)} == {one}
    variant = potentials.make_variant(town, one)
    with desk.refused("K-768"):
        projects.link_potentials(town, second, [variant])
    with desk.refused("K-750"):
        projects.link_potentials(town, second, [uuid4()])


# ------------------------------------------------------------------ expected and achieved


def test_expected_and_achieved_stand_side_by_side(town, place_id) -> None:
    key = led(town, place_id)
    project_id = potentials.make_project(town, key)
    # facts 3.2 LED_STREET: n (P_old - P_new) t / 1000, at 0.27 EUR/kWh
    expected = Decimal(100 * (100 - 40) * 4000) / 1000
    savings = projects.load_project(town, project_id).savings
    (power,) = savings.kwh
    assert (power.expected, power.achieved, power.share) == (expected, None, None)
    assert savings.eur_per_year.expected == expected * Decimal("0.27")
    grams = chosen_set(town).factors[Carrier.ELECTRICITY].value
    assert savings.co2e_t_per_year.expected == expected * grams / 1_000_000
    assert (savings.year, savings.co2e_t_per_year.best) == (None, savings.co2e_t_per_year.expected)

    for year, kwh, euros in ((2024, "20.000", "5.000"), (2025, "21.600", "6.000,50")):
        texts = {"year": str(year), "carrier": "Strom", "kwh": kwh, "saved_cents": euros}
        project_parts.add_part(town, project_id, Achievement, texts)
    savings = projects.load_project(town, project_id).savings
    (power,) = savings.kwh
    assert (savings.year, power.achieved, power.share) == (2025, Decimal(21_600), Decimal("0.9"))
    assert savings.eur_per_year.achieved == Decimal("6000.50")
    assert savings.co2e_t_per_year.achieved == Decimal(21_600) * grams / 1_000_000
    assert [year.year for year in savings.years] == [2024, 2025]
    row = projects.list_projects(town)[0]
    assert (row.eur_per_year, row.co2e_t_per_year) == (Decimal("6000.50"), savings.co2e_t_per_year.achieved)


def test_what_was_dropped_or_is_not_reckoned_does_not_count(town, place_id) -> None:
    one, other = led(town, place_id), led(town, place_id, n="")
    project_id = potentials.make_project(town, one)
    projects.link_potentials(town, project_id, [one, other])
    savings = projects.load_project(town, project_id).savings
    assert savings.kwh[0].expected == 24_000
    assert len(savings.notes) == 1
    potentials.save_fields(town, one, {"state": PotentialState.DROPPED.value})
    assert projects.load_project(town, project_id).savings.kwh == ()


def test_what_was_measured_replaces_what_was_expected_of_that_carrier_only(town, place_id) -> None:
    pump = potentials.new_potential(town, place_id, "HEAT_PUMP")
    texts = {"Q_fuel": "50000", "fuel": "natural_gas", "JAZ": "3", "eta_old": "0.9", "I": "40000"}
    form = potentials.save_inputs(town, pump, texts)
    assert form.problems == ()
    project_id = potentials.make_project(town, pump)
    # facts 3.2 HEAT_PUMP: the gas goes, Q_fuel eta / JAZ of electricity comes
    gas, power = Decimal(50_000), -Decimal(50_000) * Decimal("0.9") / 3
    key = project_parts.add_part(
        town, project_id, Achievement, {"year": "2025", "carrier": "Erdgas", "kwh": "40000"}
    )
    savings = projects.load_project(town, project_id).savings
    rows = {row.title: row for row in savings.kwh}
    assert (rows["Erdgas"].expected, rows["Erdgas"].achieved, rows["Erdgas"].best) == (gas, 40_000, 40_000)
    assert (rows["Strom"].expected, rows["Strom"].achieved, rows["Strom"].best) == (power, None, power)
    factors = chosen_set(town).factors
    grams = 40_000 * factors[Carrier.NATURAL_GAS].value + power * factors[Carrier.ELECTRICITY].value
    assert abs(savings.co2e_t_per_year.best - grams / 1_000_000) < Decimal("1e-15")
    assert savings.co2e_t_per_year.achieved == 40_000 * factors[Carrier.NATURAL_GAS].value / 1_000_000
    assert (savings.eur_per_year.achieved, savings.eur_per_year.best) == (None, savings.eur_per_year.expected)
    assert any("Strom" in note for note in savings.notes)

    choose_set(town, "kea-bw-2016")
    project_parts.save_part(town, Achievement, key, {"kwh": "41000"})
    savings = projects.load_project(town, project_id).savings
    assert savings.co2e_t_per_year.achieved is None, "of another factor set than what was expected"
    assert savings.co2e_t_per_year.best == savings.co2e_t_per_year.expected


def test_shares_of_the_same_building_multiply(town, place_id) -> None:
    hall = Building(id=uuid4(), place_id=place_id, name="Rathaus")
    with town.store.write("Gebäude") as unit:
        unit.add(hall)
    keys = []
    for measure, texts in (("TEMP", {"dK": "1"}), ("HYDRAULIC", {})):
        key = potentials.new_potential(town, place_id, measure, hall.id)
        inputs = {"Q_heat": "100000", "carrier": "natural_gas", "I": "0", **texts}
        assert potentials.save_inputs(town, key, inputs).problems == ()
        keys.append(key)
    alone = [row.result.energy_kwh_per_year[Carrier.NATURAL_GAS] for row in potentials.list_potentials(town)]
    project_id = potentials.make_project(town, keys[0])
    projects.link_potentials(town, project_id, keys)
    savings = projects.load_project(town, project_id).savings
    left = Decimal(100_000)
    for saved in alone:
        left *= 1 - saved / 100_000
    assert abs(savings.kwh[0].expected - (100_000 - left)) < Decimal("1e-9")
    assert savings.kwh[0].expected < sum(alone)
    assert len(savings.notes) == 1


def test_a_measured_saving_keeps_the_factor_it_was_reckoned_with(town, desk, project_id) -> None:
    texts = {"year": "2025", "carrier": "Erdgas", "kwh": "1000"}
    key = project_parts.add_part(town, project_id, Achievement, texts)
    (stored,) = desk.records(town, Achievement)
    assert (stored.co2e_kg, stored.factor_set) == (Decimal(240), "geg-2020"), "240 g/kWh, GEG Anlage 9"
    choose_set(town, "kea-bw-2016")
    project_parts.save_part(town, Achievement, key, {"note": "abgelesen"})
    assert desk.records(town, Achievement)[0].factor_set == "geg-2020"
    project_parts.save_part(town, Achievement, key, {"kwh": "2000"})
    (stored,) = desk.records(town, Achievement)
    assert stored.factor_set == "kea-bw-2016"
    assert stored.co2e_kg == 2 * chosen_set(town).factors[Carrier.NATURAL_GAS].value
    project_parts.save_part(town, Achievement, key, {"carrier": "Strom"})
    (stored,) = desk.records(town, Achievement)
    assert (stored.co2e_kg, stored.factor_set) == (None, ""), "this set knows no electricity"


# ------------------------------------------------------------------ parts, tasks


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_is_begun_edited_and_taken_away(town, desk, project_id, kind) -> None:
    key = project_parts.add_part(town, project_id, kind)
    assert [each.id for each in desk.records(town, kind)] == [key]
    form = project_parts.save_part(town, kind, key, {"note": "Notiz", "title": "Titel", "unit": "Stück"})
    assert form.problems == ()
    assert project_parts.load_part(town, kind, key).texts == form.texts
    project_parts.save_part(
        town, kind, key, {"year": "?", "held_on": "?", "due_on": "?", "rate": "?", "target": "?"}
    )
    assert len(desk.records(town, Draft, entity=project_parts.PART_FORMS[kind].name)) == 1
    assert project_parts.load_part(town, kind, key).problems
    before = desk.dump(town)
    project_parts.delete_part(town, kind, key)
    assert (desk.records(town, kind), desk.records(town, Draft, id=key)) == ([], [])
    history.undo(town)
    assert desk.dump(town) == before


def test_parts_stand_in_a_useful_order(town, project_id) -> None:
    for day in ("1.2.2026", "1.3.2026"):
        project_parts.add_part(town, project_id, Activity, {"title": day, "held_on": day, "people": "12"})
    for title, due in (("ohne", ""), ("spät", "1.1.2028"), ("früh", "1.1.2027"), ("fertig", "1.1.2026")):
        key = project_parts.add_part(town, project_id, Task, {"title": title, "due_on": due})
    project_parts.complete_task(town, key)
    view = projects.load_project(town, project_id)
    assert [each.record.title for each in view.tasks] == ["früh", "spät", "ohne", "fertig"]
    assert [each.record.title for each in view.activities] == ["1.3.2026", "1.2.2026"]
    assert view.people_reached == 24
    assert projects.list_projects(town)[0].next_due == date(2027, 1, 1)


def test_a_task_is_ticked_off_and_opened_again(town, desk, project_id) -> None:
    key = project_parts.add_part(town, project_id, Task, {"title": "Angebot einholen"})
    day = desk.today
    assert project_parts.complete_task(town, key).done_on == day
    desk.clock.move(days=1)
    assert project_parts.complete_task(town, key).done_on == day, "a colleague looked at an older list"
    assert project_parts.complete_task(town, key, done=False).done_on is None


# ------------------------------------------------------------------ delete and find


def test_a_deleted_project_comes_back_whole(town, desk, place_id) -> None:
    potential = led(town, place_id)
    project_id = potentials.make_project(town, potential)
    projects.set_patrons(town, project_id, [desk.patron(town, "Behrens")])
    for kind in PARTS:
        project_parts.add_part(town, project_id, kind)
    project_parts.save_part(town, Task, desk.records(town, Task)[0].id, {"due_on": "irgendwann"})
    before = desk.dump(town)
    projects.delete_project(town, project_id)
    for kind in (*PARTS, Project, ProjectPatron, Attachment):
        assert desk.records(town, kind) == []
    assert desk.records(town, Draft, entity="task") == []
    (left,) = desk.records(town, Potential)
    assert (left.id, left.project_id) == (potential, None)
    history.undo(town)
    assert desk.dump(town) == before


def test_a_project_is_found_by_id_title_or_part_of_it(town, desk, place_id, project_id) -> None:
    other = projects.new_project(town, place_id, "LED")
    find = projects.find_project
    assert find(town, str(project_id)) == find(town, "Heidestrasse") == project_id
    assert find(town, "led") == other, "a whole title goes before a part"
    for wanted, code in (("Windrad", "K-761"), (str(uuid4()), "K-761"), ("", "K-761"), ("l", "K-762")):
        with desk.refused(code):
            find(town, wanted)
