"""The idea pool from a town's finished project over the region to another town, with real workspaces."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import (
    Achievement,
    GoodExample,
    Potential,
    Project,
    ProjectKind,
    ProjectState,
    Role,
)
from klikks_desktop.services.exchange import importing, post
from klikks_desktop.services.ideas import examples, pool, seen
from klikks_desktop.services.ideas.shared import hold_back
from klikks_desktop.services.ideas.suggestions import candidates
from klikks_desktop.services.places.places import update_place
from klikks_desktop.services.projects.work_history import example_history, work_bin
from klikks_desktop.services.records.history import redo, restore_from_bin, undo
from klikks_desktop.services.region.returns import preview_returns, receivers, write_returns
from klikks_desktop.services.savings.potentials import load_potential
from klikks_desktop.services.workspace import Workspace
from tests.services.ideas.finished import finished_project


@pytest.fixture
def known(desk, pair) -> tuple[Workspace, Workspace, Project]:
    """A region that has a town's report with a finished project."""
    region, town = pair
    project = finished_project(town)
    report(desk, region, town)
    return region, town, project


def report(desk, region: Workspace, town: Workspace) -> None:
    (outcome,) = importing.import_files(region, [desk.report(town)])
    assert outcome.problem is None, outcome.problem


def change(town: Workspace, *records: Any) -> None:
    with town.store.write("Geändert") as unit:
        unit.update(*records)


def send_ideas(desk, region: Workspace, town: Workspace) -> None:
    desk.clock.move(minutes=1)
    peer = next(each for each in receivers(region) if each.id == town.keys.installation)
    (file,) = write_returns(region, [peer.id], desk.folder)
    post.open_return(town, file)


# ------------------------------------------------------------------ the region


def test_a_finished_project_becomes_an_example_with_the_figures_of_its_town(desk, known) -> None:
    region, town, project = known
    example = examples.load_example(region, examples.add_example(region, project.id)).example
    potential = load_potential(town, desk.records(town, Potential)[0].id)
    assert potential.result is not None
    assert example.kwh == round(sum(potential.result.energy_kwh_per_year.values()))
    assert example.co2e_kg == round((potential.result.co2e_t_per_year or Decimal(0)) * 1000)
    assert (example.investment_cents, example.grant_cents) == (4_000_000, 1_000_000)
    assert (example.title, example.measure) == ("LED in der Turnhalle", "LED_STREET")
    assert example.factor_set == potential.result.factor_set
    assert (example.named, example.place_name, example.contact) == (False, "", "")
    assert example.state == "Niedersachsen"


def test_only_what_is_reported_finished_and_new_is_taken(desk, known) -> None:
    region, town, project = known
    unfinished = finished_project(town, title="Angefangen", state=ProjectState.PLANNING)
    report(desk, region, town)
    with desk.refused("K-861"):
        examples.add_example(region, unfinished.id)
    with desk.refused("K-860"):
        examples.add_example(region, region.new_id())
    examples.add_example(region, project.id)
    with desk.refused("K-862"):
        examples.add_example(region, project.id)
    with desk.refused("K-864"):
        examples.add_example(town, project.id)
    assert len(examples.list_examples(region)) == 1


def test_suggested_is_what_was_measured_or_saves_much(desk, known) -> None:
    region, town, project = known
    small = finished_project(town, title="Klein")
    with town.store.write("Klein") as unit:
        ids = [each.id for each in unit.find(Potential, project_id=small.id)]
        unit.delete(Potential, *ids)
    measured = finished_project(town, title="Gemessen")
    with town.store.write("Gemessen") as unit:
        ids = [each.id for each in unit.find(Potential, project_id=measured.id)]
        unit.delete(Potential, *ids)
        unit.add(
            Achievement(
                id=town.new_id(),
                project_id=measured.id,
                year=2025,
                carrier=Carrier.ELECTRICITY,
                kwh=Decimal(900),
                saved_cents=30_000,
                co2e_kg=Decimal(342),
                factor_set="geg-2020",
            )
        )
    report(desk, region, town)
    found = [(each.project.title, each.is_suggested, each.is_measured) for each in candidates(region)]
    assert found == [
        ("Gemessen", True, True),
        ("LED in der Turnhalle", True, False),
        ("Klein", False, False),
    ]
    examples.add_example(region, project.id)
    assert "LED in der Turnhalle" not in {each.project.title for each in candidates(region)}


def test_a_town_is_named_only_when_its_project_says_so(desk, known) -> None:
    region, town, project = known
    key = examples.add_example(region, project.id)
    named = examples.save_example(region, key, {"named": "ja", "lesson": "Früh bestellen."}).example
    assert (named.place_key, named.place_name) == ("03999888", "Stadt Auenbrück")
    assert named.contact == "Bauamt, Klimaschutz\nklimaschutz@auenbrueck.example"
    back = examples.save_example(region, key, {"named": ""}).example
    assert (back.named, back.place_key, back.place_name, back.contact) == (False, "", "", "")
    assert back.lesson == "Früh bestellen."
    change(town, replace(project, contact_shared=False))
    report(desk, region, town)
    assert not examples.load_example(region, key).may_name
    with desk.refused("K-863"):
        examples.save_example(region, key, {"named": "ja"})
    assert desk.records(region, GoodExample)[0] == back


def test_what_cannot_be_stays_a_draft_and_towns_get_what_was_right(desk, known) -> None:
    region, _, project = known
    key = examples.add_example(region, project.id)
    view = examples.save_example(region, key, {"title": "", "kwh": "viel"})
    assert view.form.has_draft
    assert view.example.title == "LED in der Turnhalle"
    assert {each.field for each in view.form.problems} == {"kwh"}


def test_new_figures_of_the_town_are_told_until_a_person_decides(desk, known) -> None:
    region, town, project = known
    key = examples.add_example(region, project.id)
    examples.save_example(region, key, {"investment_cents": "39.000"})
    assert not examples.load_example(region, key).are_newer
    change(town, replace(project, actual_cents=4_200_000))
    report(desk, region, town)
    view = examples.load_example(region, key)
    assert view.are_newer
    assert view.reported.investment_cents == 4_200_000
    assert view.example.investment_cents == 3_900_000
    assert not examples.keep_figures(region, key).are_newer
    assert examples.load_example(region, key).example.investment_cents == 3_900_000
    taken = examples.take_figures(region, key)
    assert taken.example.investment_cents == 4_200_000
    assert not taken.are_newer


def test_names_in_the_texts_are_noticed(desk, known) -> None:
    region, _, project = known
    key = examples.add_example(region, project.id)
    assert examples.load_example(region, key).named == ()
    people = sorted(desk.records(region, examples.Patron), key=lambda each: each.search_key)
    assert people, "the town reports somebody by name"
    view = examples.save_example(region, key, {"summary": f"{people[0].family_name}s Idee in Auenbrück."})
    assert view.named == (people[0].sorting_name,)
    assert view.tells_place
    assert not examples.save_example(region, key, {"named": "ja"}).tells_place


def test_examples_are_undone_brought_back_and_have_a_history(desk, known) -> None:
    region, _, project = known
    key = examples.add_example(region, project.id)
    examples.save_example(region, key, {"title": "Licht für die Halle"})
    assert undo(region).label == "Gutes Beispiel geändert"
    assert examples.load_example(region, key).example.title == "LED in der Turnhalle"
    redo(region)
    told = example_history(region, key)
    assert "Titel: LED in der Turnhalle → Licht für die Halle" in {
        line for each in told for line in each.lines
    }
    examples.delete_example(region, key)
    with desk.refused("K-750"):
        examples.load_example(region, key)
    (item,) = work_bin(region, GoodExample)
    assert (item.kind, item.name) == ("Gutes Beispiel", "Licht für die Halle")
    restore_from_bin(region, item.change_id)
    assert examples.load_example(region, key).example.title == "Licht für die Halle"


def test_when_the_project_is_gone_the_example_stays_without_name(desk, known) -> None:
    region, town, project = known
    key = examples.add_example(region, project.id)
    examples.save_example(region, key, {"named": "ja"})
    with town.store.write("Gelöscht") as unit:
        potentials = [each.id for each in unit.find(Potential, project_id=project.id)]
        unit.delete(Potential, *potentials)
        unit.delete(Project, project.id)
    report(desk, region, town)
    view = examples.load_example(region, key)
    assert (view.project, view.example.named, view.example.place_name) == (None, False, "")
    with desk.refused("K-860"):
        examples.take_figures(region, key)


# ------------------------------------------------------------------ the towns


@pytest.fixture
def other(desk, known) -> tuple[Workspace, Workspace, UUID]:
    """Another town to which the idea was sent, named."""
    region, _, project = known
    other = desk.town("nachbarin")
    update_place(other, replace(other.own_place(), key="03358021", name="Soltau"), other.own_place())
    desk.enrol(region, other)
    key = examples.add_example(region, project.id)
    examples.save_example(region, key, {"named": "ja"})
    send_ideas(desk, region, other)
    return region, other, key


def test_an_idea_is_new_until_it_was_looked_at(desk, other) -> None:
    region, town, key = other
    (idea,) = pool.ideas(town)
    assert (idea.example.id, idea.is_new, idea.measure) == (key, True, "LED-Straßenbeleuchtung")
    assert seen.new_ideas(town) == 1
    seen.mark_seen(town, [key])
    assert seen.new_ideas(town) == 0
    examples.save_example(region, key, {"lesson": "Mehr dazu."})
    send_ideas(desk, region, town)
    assert [each.is_new for each in pool.ideas(town)] == [False]


def test_a_potential_begins_with_own_numbers_and_can_be_taken_back(desk, other) -> None:
    _, town, key = other
    before = desk.dump(town)
    made = pool.adopt_as_potential(town, key, town.own_place().id)
    form = load_potential(town, made)
    assert (form.potential.measure, dict(form.texts), form.result) == ("LED_STREET", {}, None)
    assert form.potential.note == "Nach dem Vorbild von Stadt Auenbrück: „LED in der Turnhalle“."
    words = pool.model_words(town, made)
    assert "40.000 EUR" in words
    assert "Stadt Auenbrück" in words
    assert pool.model_words(town, town.new_id()) == ""
    undo(town)
    after = desk.dump(town)
    assert {name for name in after if after[name] != before[name]} <= {"setting"}


def test_a_project_begins_with_title_kind_and_where_it_comes_from(desk, other) -> None:
    _, town, key = other
    made = pool.adopt_as_project(town, key, town.own_place().id)
    (project,) = desk.records(town, Project, id=made)
    assert (project.title, project.kind, project.state) == (
        "LED in der Turnhalle",
        ProjectKind.LIGHTING,
        ProjectState.IDEA,
    )
    assert project.description == "Nach dem Vorbild von Stadt Auenbrück: „LED in der Turnhalle“."
    assert (project.planned_cents, project.actual_cents) == (None, None)
    undo(town)
    assert desk.records(town, Project, id=made) == []


def test_an_idea_that_was_withdrawn_is_gone_and_what_became_of_it_stays(desk, other) -> None:
    region, town, key = other
    place = town.own_place().id
    made = pool.adopt_as_potential(town, key, place)
    examples.delete_example(region, key)
    send_ideas(desk, region, town)
    assert pool.ideas(town) == []
    for adopt in (pool.adopt_as_potential, pool.adopt_as_project):
        with desk.refused("K-865"):
            adopt(town, key, place)
    assert load_potential(town, made).potential.note.startswith("Nach dem Vorbild")
    assert pool.model_words(town, made) == ""


def test_nothing_is_made_for_a_place_that_is_not_ours(desk, other) -> None:
    region, town, key = other
    with desk.refused("K-750"):
        pool.adopt_as_project(town, key, town.new_id())
    with desk.refused("K-751"):
        foreign = desk.records(region, examples.Place)[0]
        pool.adopt_as_potential(region, key, foreign.id)


def test_the_office_of_a_named_town_comes_as_address_card(desk, other) -> None:
    region, town, key = other
    (idea,) = pool.ideas(town)
    file = desk.folder / pool.card_name(town, idea.example)
    assert pool.save_card(town, idea.example, file) == 1
    text = file.read_text("utf-8")
    assert "ORG:Stadt Auenbrück;Bauamt\\, Klimaschutz" in text
    assert "EMAIL:klimaschutz@auenbrueck.example" in text
    examples.save_example(region, key, {"named": ""})
    send_ideas(desk, region, town)
    (idea,) = pool.ideas(town)
    with desk.refused("K-815"):
        pool.save_card(town, idea.example, desk.folder / "leer.vcf")


# ------------------------------------------------------------------ from a coordinating office


@pytest.fixture
def from_office(desk, known) -> tuple[Workspace, Workspace, Workspace, UUID]:
    """Office, region and town; the office made an example of the town's project and sent it down."""
    region, town, project = known
    office = desk.create("leitstelle", Role.REGION)
    desk.enrol(office, region)
    report(desk, office, region)
    key = examples.add_example(office, project.id)
    examples.save_example(office, key, {"title": "Hallenlicht", "summary": "LED statt Röhren."})
    send_ideas(desk, office, region)
    return office, region, town, key


def test_an_example_of_the_office_is_shown_at_the_region_and_goes_on_to_the_towns(desk, from_office) -> None:
    office, region, town, key = from_office
    (row,) = examples.list_examples(region)
    assert (row.example.id, row.example.title, row.is_theirs, row.is_held) == (
        key,
        "Hallenlicht",
        True,
        False,
    )
    with desk.refused("K-751"):
        examples.save_example(region, key, {"title": "Anders"})
    assert {each.examples for each in preview_returns(region)} == {1}
    send_ideas(desk, region, town)
    (idea,) = pool.ideas(town)
    assert (idea.example.id, idea.example.source) == (key, region.keys.installation)
    assert idea.example.investment_cents == 4_000_000
    assert idea.example.grant_cents == 1_000_000, "grants are told upwards"
    examples.delete_example(office, key)
    send_ideas(desk, office, region)
    send_ideas(desk, region, town)
    assert (examples.list_examples(region), pool.ideas(town)) == ([], [])


def test_an_example_of_the_office_can_be_held_back(desk, from_office) -> None:
    _, region, town, key = from_office
    send_ideas(desk, region, town)
    hold_back(region, key, held=True)
    assert [row.is_held for row in examples.list_examples(region)] == [True]
    send_ideas(desk, region, town)
    assert pool.ideas(town) == []
    hold_back(region, key, held=False)
    send_ideas(desk, region, town)
    assert len(pool.ideas(town)) == 1
    with desk.refused("K-750"):
        hold_back(region, town.new_id(), held=True)


def test_of_one_project_the_towns_get_the_example_of_their_own_region(desk, from_office, known) -> None:
    _, region, town, key = from_office
    own = examples.add_example(region, known[2].id)
    assert {row.example.id for row in examples.list_examples(region)} == {key, own}
    send_ideas(desk, region, town)
    assert [idea.example.id for idea in pool.ideas(town)] == [own]
    with desk.refused("K-750"):
        hold_back(region, own, held=True)
