"""Potentials: typed, reckoned, frozen, varied, compared, made a project, deleted and brought back."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.measures.frozen import from_json
from klikks_desktop.domain.records import (
    Building,
    Consumption,
    Draft,
    Grade,
    Meter,
    MeterPurpose,
    Potential,
    PotentialState,
    Priority,
    Project,
    ProjectKind,
    ProjectState,
    WeatherFactor,
)
from klikks_desktop.services.projects import projects
from klikks_desktop.services.records import history
from klikks_desktop.services.savings import factor_change, potentials
from klikks_desktop.services.savings.factors import choose_set
from klikks_desktop.services.workspace import Workspace

LED = {"n": "100", "P_old": "100", "P_new": "40", "t": "4000", "I": "30000"}
# 100 lights x 60 W x 4,000 h = 24,000 kWh; 0.27 EUR/kWh; 560 g/kWh (GEG).
KWH, EUR, TONNES = 24_000, 6_480, Decimal("13.44")


@pytest.fixture
def place_id(town: Workspace) -> UUID:
    return town.own_place().id


@pytest.fixture
def led_id(town: Workspace, place_id: UUID) -> UUID:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    potentials.save_inputs(town, key, LED)
    return key


@pytest.fixture
def building(town: Workspace, place_id: UUID) -> Building:
    """5,000 kWh of electricity and 111,000 kWh Hs of gas in 2024, a tenth of it hot water; 2025 half told."""
    house = Building(
        id=town.new_id(),
        place_id=place_id,
        name="Turnhalle",
        heating=Carrier.NATURAL_GAS,
        hot_water_share=Decimal("0.1"),
    )
    gas = Meter(
        id=town.new_id(),
        building_id=house.id,
        carrier=Carrier.NATURAL_GAS,
        purpose=MeterPurpose.HEAT,
        unit=Unit.KWH_HS,
    )
    power = Meter(
        id=town.new_id(), building_id=house.id, carrier=Carrier.ELECTRICITY, purpose=MeterPurpose.POWER
    )
    counted = [(gas, 2024, 0, 111_000), (power, 2024, 0, 5_000), (gas, 2025, 1, 9_000)]
    with town.store.write("Gebäude") as unit:
        unit.add(house, gas, power)
        unit.add(WeatherFactor(id=town.new_id(), place_id=place_id, year=2024, factor=Decimal("1.1")))
        unit.add(
            *(
                Consumption(
                    id=town.new_id(), meter_id=meter.id, year=year, month=month, quantity_milli=amount * 1000
                )
                for meter, year, month, amount in counted
            )
        )
    return house


def record(town: Workspace, key: UUID) -> Potential:
    with town.store.read() as reader:
        found = reader.get(Potential, key)
    assert found is not None
    return found


# ------------------------------------------------------------------ typed and reckoned


def test_a_new_potential_waits_for_its_inputs(town, place_id) -> None:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    form = potentials.load_potential(town, key)
    assert (form.potential.title, form.result, form.is_own) == ("LED-Straßenbeleuchtung", None, True)
    assert [problem.field for problem in form.problems] == ["n"]
    (row,) = potentials.list_potentials(town)
    assert (row.result, row.problems_count, row.measure_title) == (None, 1, "LED-Straßenbeleuchtung")


def test_the_result_follows_the_inputs_and_is_frozen(town, desk, led_id) -> None:
    form = potentials.load_potential(town, led_id)
    assert form.result is not None
    assert form.result.energy_kwh_per_year == {Carrier.ELECTRICITY: KWH}
    assert (form.result.eur_per_year, form.result.co2e_t_per_year) == (EUR, TONNES)
    stored = record(town, led_id)
    assert from_json(stored.result) == form.result
    assert (stored.factor_set, stored.calculated_on) == ("geg-2020", desk.today)
    (row,) = potentials.list_potentials(town, form.place.id)
    assert (row.result, row.problems_count, row.is_stale) == (form.result, 0, False)


def test_what_is_typed_is_kept_whatever_it_says(town, led_id) -> None:
    form = potentials.save_inputs(town, led_id, {"n": "etwa hundert", "P_new": "1.5.2026"})
    assert form.result is None
    assert form.saved_at is not None
    assert {problem.field for problem in form.problems} == {"n", "P_new"}
    assert potentials.load_potential(town, led_id).texts["n"] == "etwa hundert"
    assert (record(town, led_id).result, record(town, led_id).factor_set) == ("", "")
    again = potentials.save_inputs(town, led_id, {"n": "100", "P_new": "40"})
    assert again.result is not None
    assert again.result.eur_per_year == EUR


def test_an_emptied_input_takes_its_default_again(town, led_id) -> None:
    form = potentials.save_inputs(town, led_id, {"t": "  "})
    assert form.result is not None
    assert "t" in {each.key for each in form.result.assumed}
    assert "t" not in form.texts


def test_grades_roll_up_and_alone_change_the_result(town, led_id) -> None:
    grades = dict.fromkeys(LED, Grade.MEASURED.value)
    form = potentials.save_inputs(town, led_id, {"t_dim": "0"}, {**grades, "t": "geschätzt", "d": "Unsinn"})
    assert form.result is not None
    assert form.result.grade is Grade.ESTIMATED
    assert potentials.save_inputs(town, led_id, {}, {"t": "abgelesen"}).result.grade is Grade.READ


def test_nothing_is_written_when_nothing_changed(town, led_id) -> None:
    label = history.undo_label(town)
    form = potentials.save_inputs(town, led_id, {"n": "100"})
    assert form.saved_at is None
    potentials.save_fields(town, led_id, {"title": form.potential.title})
    assert history.undo_label(town) == label


def test_a_preview_stores_nothing(town, led_id) -> None:
    before = record(town, led_id)
    result, problems = potentials.preview(town, led_id, {"n": "200"})
    assert (result.eur_per_year, problems) == (2 * EUR, [])
    result, problems = potentials.preview(town, led_id, {"n": "-3"})
    assert result is None
    assert [problem.field for problem in problems] == ["n"]
    assert record(town, led_id) == before


def test_fields_are_saved_beside_the_inputs(town, led_id, building) -> None:
    before = record(town, led_id)
    form = potentials.save_fields(
        town,
        led_id,
        {
            "title": "LED",
            "building_id": str(building.id),
            "priority": "hoch",
            "state": "geprüft",
            "note": "A\nB",
        },
    )
    assert form.fields.problems == ()
    changed = record(town, led_id)
    assert (changed.title, changed.priority, changed.state) == ("LED", Priority.HIGH, PotentialState.CHECKED)
    assert (changed.result, changed.inputs) == (before.result, before.inputs)
    assert potentials.list_potentials(town)[0].where == "Turnhalle"
    wrong = potentials.save_fields(town, led_id, {"title": ""})
    assert [problem.field for problem in wrong.fields.problems] == ["title"]
    assert record(town, led_id).title == "LED"


def test_a_building_that_is_gone_is_refused(town, desk, led_id) -> None:
    with desk.refused("K-750"):
        potentials.save_fields(town, led_id, {"building_id": str(uuid4())})
    with desk.refused("K-750"):
        potentials.new_potential(town, town.own_place().id, "LED_STREET", uuid4())


def test_unknown_measures_and_potentials_are_refused(town, desk, place_id) -> None:
    with desk.refused("K-701"):
        potentials.new_potential(town, place_id, "FUSION")
    with desk.refused("K-750"):
        potentials.load_potential(town, uuid4())
    with desk.refused("K-750"):
        potentials.preview(town, uuid4(), {})


def test_what_a_town_reported_is_read_only(town, desk, led_id) -> None:
    with town.store.write("Bericht") as unit:
        unit.update(replace(record(town, led_id), source=uuid4()))
    assert not potentials.load_potential(town, led_id).is_own
    for change in (
        lambda: potentials.save_inputs(town, led_id, {"n": "1"}),
        lambda: potentials.save_fields(town, led_id, {"title": "X"}),
        lambda: potentials.make_variant(town, led_id),
        lambda: potentials.make_project(town, led_id),
        lambda: potentials.delete_potential(town, led_id),
    ):
        with desk.refused("K-751"):
            change()


# ------------------------------------------------------------------ building and factor set


def test_the_building_offers_its_consumption(town, place_id, building) -> None:
    key = potentials.new_potential(town, place_id, "HYDRAULIC", building.id)
    form = potentials.load_potential(town, key)
    assert form.potential.title.endswith(", Turnhalle")
    # 100,000 kWh Hi, a tenth hot water, 90,000 x 1.1 corrected for the weather.
    assert form.suggestions["Q_heat"].text == "99.000"
    assert "2024" in form.suggestions["Q_heat"].sentence
    assert "ohne Warmwasser" in form.suggestions["Q_heat"].sentence
    assert form.suggestions["carrier"].text == "natural_gas"
    filled = potentials.save_inputs(town, key, {"Q_heat": form.suggestions["Q_heat"].text})
    assert "Q_heat" not in filled.suggestions
    whole = potentials.load_potential(town, potentials.new_potential(town, place_id, "ENMGMT", building.id))
    assert whole.suggestions["Q_heat"].text == "109.000"
    assert whole.suggestions["E_el"].text == "5.000"
    pump = potentials.load_potential(town, potentials.new_potential(town, place_id, "HEAT_PUMP", building.id))
    assert {key: each.text for key, each in pump.suggestions.items()} == {
        "fuel": "natural_gas",
        "Q_fuel": "109.000",
    }


def test_more_than_the_building_uses_cannot_be_saved(town, place_id, building) -> None:
    key = potentials.new_potential(town, place_id, "ENMGMT", building.id)
    form = potentials.save_inputs(town, key, {"E_el": "100000", "a": "0.1"})
    assert form.result is None
    assert [problem.field for problem in form.problems] == [""]
    assert potentials.list_potentials(town)[0].problems_count == 1
    assert potentials.save_inputs(town, key, {"E_el": "5000"}).result is not None


def test_another_set_makes_results_stale_and_changes_nothing(town, led_id) -> None:
    before = record(town, led_id)
    choose_set(town, "geg-uba-2024")
    form = potentials.load_potential(town, led_id)
    assert form.is_stale
    assert potentials.list_potentials(town)[0].is_stale
    assert record(town, led_id) == before
    factor_change.apply_set(town, "geg-uba-2024")
    assert not potentials.load_potential(town, led_id).is_stale
    assert record(town, led_id).factor_set == "geg-uba-2024"


def test_a_changed_input_is_reckoned_with_the_chosen_set(town, led_id) -> None:
    choose_set(town, "geg-uba-2024")
    assert not potentials.save_inputs(town, led_id, {"n": "50"}).is_stale


# ------------------------------------------------------------------ variants and comparison


def test_a_variant_is_a_copy_that_takes_over(town, led_id) -> None:
    project = potentials.make_project(town, led_id)
    variant = potentials.make_variant(town, led_id)
    third = potentials.make_variant(town, variant)
    potentials.save_inputs(town, variant, {"P_new": "30"})
    rows = potentials.list_potentials(town)
    assert [(row.id, row.variant_of) for row in rows] == [(led_id, None), (variant, led_id), (third, led_id)]
    assert rows[1].title == "LED-Straßenbeleuchtung (Variante 2)"
    potentials.adopt_variant(town, variant)
    counting, before = record(town, variant), record(town, led_id)
    assert (counting.variant_of, counting.project_id, counting.state) == (
        None,
        project,
        PotentialState.CHECKED,
    )
    assert (before.variant_of, before.project_id, before.state) == (variant, None, PotentialState.IDEA)
    assert record(town, third).variant_of == variant
    shown = [each.id for each in potentials.load_potential(town, third).variants]
    # What the others vary comes first; the tests' clock stands, so their order among themselves is open.
    assert (shown[0], set(shown)) == (variant, {variant, led_id, third})


def test_only_a_variant_is_adopted(town, desk, led_id) -> None:
    with desk.refused("K-770"):
        potentials.adopt_variant(town, led_id)


def test_variants_are_compared(town, desk, led_id) -> None:
    variant = potentials.make_variant(town, led_id)
    potentials.save_inputs(town, variant, {"P_new": "30"})
    found = potentials.compare(town, [led_id, variant])
    assert [column.factor_set for column in found.columns] == ["GEG 2020 (Anlage 9)"] * 2
    saving = next(row for row in found.rows if row.label == "Ersparnis im Jahr")
    assert (saving.values, saving.best) == ((EUR, 7_560), 1)
    for wrong in ([led_id], [led_id, led_id], [led_id, variant, uuid4(), uuid4()]):
        with desk.refused("K-771"):
            potentials.compare(town, wrong)
    with desk.refused("K-750"):
        potentials.compare(town, [led_id, uuid4()])


# ------------------------------------------------------------------ project


def test_one_click_makes_a_project(town, desk, led_id) -> None:
    before = desk.dump(town)
    key = potentials.make_project(town, led_id)
    (project,) = desk.records(town, Project)
    assert project.id == key
    assert (project.title, project.kind) == ("LED-Straßenbeleuchtung", ProjectKind.LIGHTING)
    assert (project.state, project.planned_cents) == (ProjectState.PLANNING, 3_000_000)
    potential = record(town, led_id)
    assert (potential.project_id, potential.state) == (key, PotentialState.CHECKED)
    assert potentials.load_potential(town, led_id).project == project
    assert potentials.make_project(town, led_id) == key
    history.undo(town)
    assert desk.dump(town) == before
    history.redo(town)
    assert desk.records(town, Project) == [project]


def test_a_decided_potential_stays_decided(town, led_id) -> None:
    potentials.save_fields(town, led_id, {"state": "beschlossen"})
    potentials.make_project(town, led_id)
    assert record(town, led_id).state is PotentialState.DECIDED


def test_a_variant_is_adopted_when_it_becomes_a_project(town, led_id) -> None:
    variant = potentials.make_variant(town, led_id)
    potentials.save_inputs(town, variant, {"I": "40000"})
    key = potentials.make_project(town, variant)
    assert projects.load_project(town, key).project.planned_cents == 4_000_000
    assert record(town, variant).variant_of is None
    assert record(town, led_id).variant_of == variant


def test_a_potential_without_result_has_no_planned_cost(town, place_id, desk) -> None:
    potentials.make_project(town, potentials.new_potential(town, place_id, "LED_STREET"))
    assert desk.records(town, Project)[0].planned_cents is None


# ------------------------------------------------------------------ delete


def test_a_potential_goes_with_its_variants_and_comes_back(town, desk, led_id) -> None:
    potentials.make_variant(town, led_id)
    potentials.save_fields(town, led_id, {"title": ""})
    before = desk.dump(town)
    potentials.delete_potential(town, led_id)
    assert potentials.list_potentials(town) == []
    assert desk.records(town, Draft, id=led_id) == []
    history.undo(town)
    assert desk.dump(town) == before
    with desk.refused("K-750"):
        potentials.delete_potential(town, uuid4())


STEPS = st.lists(
    st.sampled_from(("inputs", "wrong", "fields", "variant", "adopt", "project", "delete")), max_size=5
)


@given(steps=STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_step_can_be_taken_back_and_done_again(town, desk, place_id, steps) -> None:
    key = potentials.new_potential(town, place_id, "LED_STREET")
    other = potentials.make_variant(town, key)
    states = [desk.dump(town)]
    for number, step in enumerate(steps):
        match step:
            case "inputs":
                potentials.save_inputs(town, other, {"n": str(10 + number)})
            case "wrong":
                potentials.save_inputs(town, other, {"n": f"viele {number}"})
            case "fields":
                potentials.save_fields(town, other, {"title": f"Titel {number}", "state": "umgesetzt"})
            case "variant":
                potentials.make_variant(town, other)
            case "adopt" if record(town, other).variant_of is not None:
                potentials.adopt_variant(town, other)
            case "project" if record(town, other).project_id is None:
                potentials.make_project(town, other)
            case "delete" if number == len(steps) - 1:
                potentials.delete_potential(town, other)
            case _:
                continue
        states.append(desk.dump(town))
    for state in reversed(states[:-1]):
        history.undo(town)
        assert desk.dump(town) == state
    for state in states[1:]:
        history.redo(town)
        assert desk.dump(town) == state


def test_stored_texts_are_plain_json(town, led_id) -> None:
    assert json.loads(record(town, led_id).inputs) == LED
