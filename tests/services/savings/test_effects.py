"""Sums of potentials and projects: stages, sets kept apart, measured figures, years and target path."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.effects import Amounts, Stages
from klikks_desktop.domain.records import (
    Building,
    Place,
    Potential,
    Project,
    ProjectState,
    Stage,
    TargetPoint,
)
from klikks_desktop.services.projects import project_parts, projects
from klikks_desktop.services.records import history
from klikks_desktop.services.savings import potentials, target_path
from klikks_desktop.services.savings.effects import WITHOUT_POTENTIAL, effects, effects_of_projects
from klikks_desktop.services.savings.factors import choose_set
from klikks_desktop.services.workspace import Workspace

# 100 lights x 60 W x 4,000 h = 24,000 kWh; 0.27 EUR/kWh; 560 g/kWh (GEG).
LED = {"n": "100", "P_old": "100", "P_new": "40", "t": "4000", "I": "30000"}
KWH, EUR, TONNES = 24_000, 6_480, Decimal("13.44")


@pytest.fixture
def place_id(town: Workspace) -> UUID:
    return town.own_place().id


def make(
    town: Workspace,
    place_id: UUID,
    measure: str,
    state: str = "Idee",
    building: UUID | None = None,
    **inputs: str,
) -> UUID:
    key = potentials.new_potential(town, place_id, measure, building)
    potentials.save_inputs(town, key, inputs)
    potentials.save_fields(town, key, {"state": state})
    return key


def finished(town: Workspace, potential: UUID, ends_on: str = "30.6.2025") -> UUID:
    project = potentials.make_project(town, potential)
    projects.save_project(town, project, {"state": "abgeschlossen", "begins_on": "", "ends_on": ends_on})
    return project


def test_an_empty_town_saves_nothing(town, place_id) -> None:
    found = effects(town, place_id)
    assert (found.tonnes, found.eur, found.kwh) == (Stages(), Stages(), Stages())
    assert (found.by_measure, found.by_year, found.left_out, found.notes) == ((), (), (), ())
    assert found.factor_set.id == "geg-2020"


def test_states_become_stages(town, place_id) -> None:
    make(town, place_id, "LED_STREET", "umgesetzt", **LED)
    make(town, place_id, "LED_STREET", "beschlossen", **LED)
    make(town, place_id, "LED_STREET", "geprüft", **LED)
    make(town, place_id, "LED_STREET", "verworfen", **LED)
    project = potentials.make_project(town, make(town, place_id, "LED_STREET", **LED))
    projects.save_project(town, project, {"state": "Umsetzung"})
    found = effects(town, place_id)
    assert found.tonnes == Stages(TONNES, 2 * TONNES, TONNES)
    assert found.eur == Stages(Decimal(EUR), Decimal(2 * EUR), Decimal(EUR))
    assert found.kwh.total == 4 * KWH
    assert found.by_carrier == {Carrier.ELECTRICITY: found.kwh}
    assert found.potentials == {Stage.ACHIEVED: 1, Stage.DECIDED: 2, Stage.POSSIBLE: 1}
    assert found.projects == {ProjectState.IMPLEMENTATION: 1}
    (row,) = found.by_measure
    assert (row.title, row.count, row.tonnes, row.eur) == (
        "LED-Straßenbeleuchtung",
        4,
        found.tonnes,
        found.eur,
    )


def test_variants_and_unfinished_ones_do_not_count(town, place_id) -> None:
    key = make(town, place_id, "LED_STREET", **LED)
    variant = potentials.make_variant(town, key)
    potentials.save_inputs(town, variant, {"n": "1000"})
    make(town, place_id, "LED_INDOOR", n="viele")
    found = effects(town, place_id)
    assert found.tonnes.total == TONNES
    assert len(found.notes) == 1
    assert found.notes[0].startswith("1 Potenzial zählt nicht mit, noch ohne Ergebnis")
    potentials.adopt_variant(town, variant)
    assert effects(town, place_id).tonnes.total == 10 * TONNES


def test_other_places_stay_apart(town, place_id) -> None:
    make(town, place_id, "LED_STREET", **LED)
    assert effects(town, uuid4()).tonnes.total == 0
    assert effects(town).tonnes.total == TONNES


def test_what_lies_outside_the_budget_is_no_relief(town, place_id) -> None:
    make(town, place_id, "BALCONY_PV", n="10", y="950", p_el="0.30")
    make(town, place_id, "TREES", n="50")
    make(town, place_id, "PV_ROOF", kWp="20", y="950", s="0.3", tariff="0.07")
    found = effects(town, place_id)
    # 10 x 0.8 kWp x 950 x 0.75 x 0.65 kWh at 0.30 EUR.
    assert found.outside_eur.possible == 10 * Decimal("0.8") * 950 * Decimal("0.75") * Decimal(
        "0.65"
    ) * Decimal("0.3")
    assert found.sink_t.possible == Decimal("0.5")
    # 20 kWp x 950 x 0.7 fed in at 560 g.
    assert found.feed_in_t.possible == 20 * 950 * Decimal("0.7") * 560 / 10**6
    own = 20 * 950 * Decimal("0.3")
    assert found.tonnes.possible == (own + found.by_measure[1].kwh.possible) * 560 / 10**6
    assert [row.budget_relevant for row in found.by_measure] == [True, False, False]
    assert found.eur.possible == found.by_measure[0].eur.possible


def test_different_factor_sets_are_named_and_never_added(town, place_id) -> None:
    old = make(town, place_id, "LED_STREET", **LED)
    choose_set(town, "geg-uba-2024")
    make(town, place_id, "LED_INDOOR", n="10", P_old="100", P_new="50", t="1000")
    found = effects(town, place_id)
    assert found.kwh.total == 500
    assert [(each.id, each.reason) for each in found.left_out] == [
        (old, "Gerechnet mit dem Faktorensatz „GEG 2020 (Anlage 9)“.")
    ]
    assert found.factor_set.title in found.notes[0]


def test_savings_at_one_building_multiply_across_projects(town, place_id) -> None:
    house = Building(id=town.new_id(), place_id=place_id, name="Rathaus")
    with town.store.write("Gebäude") as unit:
        unit.add(house)
    heat = {"carrier": "natural_gas", "Q_heat": "100000"}
    done = make(town, place_id, "HYDRAULIC", "umgesetzt", house.id, a="0.08", **heat)
    make(town, place_id, "ENMGMT", "Idee", house.id, a="0.1", **heat)
    make(town, place_id, "TEMP", "Idee", house.id, a="0.06", dK="1", **heat)
    kwh = effects(town, place_id).kwh
    assert kwh.achieved == 8_000
    expected = 92_000 * (1 - Decimal("0.9") * Decimal("0.94"))
    assert abs(kwh.possible - expected) < Decimal("1e-9")
    assert effects(town, place_id).notes[0].startswith("Rathaus: ")
    # Taken by itself the potential still says what it would save alone.
    assert potentials.load_potential(town, done).result.energy_kwh_per_year == {Carrier.NATURAL_GAS: 8_000}


# ------------------------------------------------------------------ measured, years, targets


def test_what_was_measured_beats_what_was_expected(town, place_id) -> None:
    project = finished(town, make(town, place_id, "LED_STREET", **LED))
    assert effects(town, place_id).tonnes.achieved == TONNES
    for year, kwh, euros in (("2025", "20000", "5000"), ("2026", "25000", "7000")):
        texts = {"year": year, "carrier": "Strom", "kwh": kwh, "saved_cents": euros}
        part = project_parts.add_part(town, project, project_parts.Achievement, texts)
        assert part
    found = effects(town, place_id)
    assert (found.kwh.achieved, found.eur.achieved) == (25_000, 7_000)
    assert found.tonnes.achieved == 25 * Decimal("0.56")
    assert found.by_measure[0].title == "LED-Straßenbeleuchtung"
    savings = projects.load_project(town, project).savings
    assert savings.co2e_t_per_year.achieved == found.tonnes.achieved
    assert savings.eur_per_year.achieved == found.eur.achieved
    assert savings.co2e_t_per_year.expected == TONNES
    assert effects_of_projects(town, place_id, [project]) == Amounts(
        kwh={Carrier.ELECTRICITY: Decimal(25_000)}, tonnes=found.tonnes.achieved, eur=Decimal(7_000)
    )


def test_a_finished_project_without_potential_counts_when_measured(town, place_id) -> None:
    project = projects.new_project(town, place_id, "Heizung abgeschaltet")
    projects.save_project(town, project, {"state": "abgeschlossen"})
    assert effects_of_projects(town, place_id, [project]) is None
    texts = {"year": "2024", "carrier": "Erdgas", "kwh": "10000"}
    project_parts.add_part(town, project, project_parts.Achievement, texts)
    found = effects(town, place_id)
    (row,) = found.by_measure
    assert (row.title, row.count) == (WITHOUT_POTENTIAL, 0)
    assert row.tonnes.achieved == Decimal("2.4")
    assert [point.year for point in found.by_year if point.achieved_t] == [2024, 2025, 2026]


def test_the_path_follows_the_ends_of_projects(town, place_id) -> None:
    finished(town, make(town, place_id, "LED_STREET", **LED), "1.3.2024")
    finished(town, make(town, place_id, "LED_STREET", **LED), "30.12.2025")
    make(town, place_id, "LED_STREET", "umgesetzt", **LED)
    target_path.save_target_points(town, place_id, [("2025", "20"), ("2028", "60")])
    found = effects(town, place_id)
    assert [(each.year, each.achieved_t, each.target_t) for each in found.by_year] == [
        (2024, TONNES, None),
        (2025, 2 * TONNES, 20),
        (2026, 3 * TONNES, None),
        (2027, None, None),
        (2028, None, 60),
    ]
    assert found.by_year[2].achieved_t == found.tonnes.achieved
    assert "im laufenden Jahr" in found.notes[-1]


def test_target_points_are_set_as_one_change(town, desk, place_id) -> None:
    first = target_path.save_target_points(town, place_id, [("2030", "20"), ("", ""), ("2025", "10,5")])
    assert [(each.year, each.tonnes) for each in first] == [(2025, Decimal("10.5")), (2030, 20)]
    second = target_path.save_target_points(town, place_id, [("2025", "10,5"), ("2035", "30")])
    assert second[0] == first[0]
    assert target_path.target_points(town, place_id) == second
    label = history.undo_label(town)
    target_path.save_target_points(town, place_id, [("2025", "10,5"), ("2035", "30")])
    assert history.undo_label(town) == label == "Zielpfad geändert"
    history.undo(town)
    assert target_path.target_points(town, place_id) == first


def test_a_wrong_target_path_is_refused_whole(town, desk, place_id) -> None:
    with desk.refused("K-772"):
        target_path.save_target_points(town, place_id, [("2030", "20"), ("2035", "10")])
    assert desk.records(town, TargetPoint) == []
    with desk.refused("K-750"):
        target_path.save_target_points(town, uuid4(), [])


def test_a_region_adds_what_towns_reported(region) -> None:
    """Rows of towns count as they were frozen; the sum of two towns is that of both."""
    places = [
        Place(
            id=uuid4(),
            source=uuid4(),
            key=key,
            name=name,
            kind="Stadt",
            state="03",
            designation="Stadt",
            nominative=name,
            genitive=name,
            locative=name,
            city=name,
        )
        for key, name in (("03358019", "Soltau"), ("03358008", "Bispingen"))
    ]
    with region.store.write("Berichte", undoable=False) as unit:
        unit.add(*(replace(place, source=None) for place in places))
    for place in places:
        make(region, place.id, "LED_STREET", **LED)
    with region.store.write("Berichte", undoable=False) as unit:
        unit.update(*places)
        unit.update(*(replace(each, source=places[0].source) for each in unit.find(Potential)))
        unit.add(
            Project(
                id=uuid4(),
                source=places[0].source,
                place_id=places[0].id,
                title="Fertig",
                state=ProjectState.DONE,
                ends_on=date(2025, 1, 1),
            )
        )
    assert effects(region).tonnes.total == 2 * TONNES
    assert effects(region, places[0].id).tonnes.total == TONNES
