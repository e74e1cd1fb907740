"""Two colleagues of one office on one database: what both typed is asked, what one typed stays."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.conflict import Conflict, Difference
from klikks_desktop.domain.energy.cells import CellChange, CellKey, Figure
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Potential, ProjectPatron
from klikks_desktop.services.energy import buildings, consumption, weather
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.places.arms import remove_arms, set_arms
from klikks_desktop.services.projects import attachments, projects
from klikks_desktop.services.records import history
from klikks_desktop.services.register.certificate_sheets import edit_template, edited_templates, templates
from klikks_desktop.services.savings import potentials, target_path
from klikks_desktop.services.workspace import Workspace

Two = tuple[Workspace, Workspace]


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
def two(desk: Any) -> Two:
    anna = desk.town()
    return anna, desk.colleague(anna, "berta")


def clashes(conflict: Conflict) -> list[tuple[str, str, str, str]]:
    """Title, and the text before, of one's own and of the other, of what both changed."""
    return [(each.title, each.base, each.mine, each.theirs) for each in conflict.differences if each.is_clash]


def test_a_climate_factor(two: Two) -> None:
    anna, berta = two
    place = anna.own_place().id

    def stored() -> list[str]:
        return [weather.factor_text(each.factor) for each in weather.list_factors(anna, place)]

    weather.set_factor(anna, place, 2024, "1,05", seen="")
    with pytest.raises(Conflict) as caught:
        weather.set_factor(berta, place, 2024, "1,1", seen="")
    assert clashes(caught.value) == [("Klimafaktor 2024", "", "1,1", "1,05")]
    assert caught.value.redo(set())
    assert stored() == ["1,05"]
    caught.value.redo({"factor"})
    assert stored() == ["1,1"]
    weather.set_factor(anna, place, 2024, "1,05", seen="1,05")
    assert stored() == ["1,1"], "what was not changed here stays as the colleague has it"


def arms(fill: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (300, 300), fill).save(written, "PNG")
    return written.getvalue()


def test_a_coat_of_arms(two: Two) -> None:
    anna, berta = two
    shown = anna.own_place()
    first = set_arms(anna, shown, arms("#1d6b45"))
    with pytest.raises(Conflict) as caught:
        set_arms(berta, shown, arms("#aa1111"))
    assert clashes(caught.value) == [
        ("Wappen", "kein Wappen", "das eben gewählte Wappen", "ein anderes Wappen")
    ]
    assert caught.value.redo(set()) == first
    assert anna.own_place().arms_hash == first.arms_hash
    caught.value.redo({each.name for each in caught.value.differences})
    second = anna.own_place()
    assert second.arms_hash not in {None, first.arms_hash}
    with pytest.raises(Conflict):
        remove_arms(anna, first)
    assert remove_arms(anna, second).arms_hash is None
    assert set_arms(berta, second, arms("#aa1111")).arms_hash is None, "a colleague took away the same"


# ---------------------------------------------------------------------- consumption


@pytest.fixture
def house(two: Two) -> UUID:
    return buildings.new_building(two[0], two[0].own_place().id, "Rathaus")


@pytest.fixture
def gas(two: Two, house: UUID) -> UUID:
    return buildings.add_meter(two[0], house, Carrier.NATURAL_GAS, name="4711")


def at(meter: UUID, year: int = 2024, month: int = 0, figure: Figure = Figure.QUANTITY) -> CellKey:
    return CellKey(meter, year, month, figure)


def cells(workspace: Workspace, house: UUID, *, monthly: bool = False) -> dict[CellKey, str]:
    """The sheet as its window shows it."""
    sheet = consumption.grid(workspace, house, monthly=monthly)
    return {each.key: each.text for row in sheet.cells for each in row}


def fill(workspace: Workspace, seen: dict[CellKey, str], texts: dict[CellKey, str]) -> consumption.Saved:
    changes = [CellChange(where, text) for where, text in texts.items()]
    return consumption.save_cells(workspace, changes, seen)


def test_cells_of_one_row_are_both_kept(two: Two, house: UUID, gas: UUID) -> None:
    anna, berta = two
    shown = cells(anna, house)
    fill(berta, shown, {at(gas): "1.000"})
    fill(anna, shown, {at(gas, figure=Figure.COST): "120"})
    now = cells(berta, house)
    assert (now[at(gas)], now[at(gas, figure=Figure.COST)]) == ("1.000", "120,00")


def test_a_cell_that_both_typed_is_asked(two: Two, house: UUID, gas: UUID) -> None:
    anna, berta = two
    fill(anna, {}, {at(gas): "900"})
    shown = cells(anna, house)
    fill(berta, shown, {at(gas): "1.000"})
    with pytest.raises(Conflict) as caught:
        fill(anna, shown, {at(gas): "1.100", at(gas, 2025): "800"})
    assert caught.value.title == "Rathaus"
    assert clashes(caught.value) == [
        ("Erdgas 4711, 2024", "900 kWh Hs", "1.100 kWh Hs", "1.000 kWh Hs"),
    ]
    assert cells(anna, house)[at(gas, 2025)] == "", "nothing is stored before somebody has chosen"
    caught.value.redo({each.name for each in caught.value.differences})
    now = cells(berta, house)
    assert (now[at(gas)], now[at(gas, 2025)]) == ("1.100", "800")


def test_the_other_cell_stays_and_the_rest_of_a_block_is_stored(two: Two, house: UUID, gas: UUID) -> None:
    anna, berta = two
    shown = cells(anna, house, monthly=True)
    march = at(gas, 2024, 3)
    fill(berta, shown, {march: "50"})
    with pytest.raises(Conflict) as caught:
        fill(anna, shown, {at(gas, 2024, month): f"{month}0" for month in range(1, 13)})
    assert [(each.title, each.mine, each.theirs) for each in caught.value.differences] == [
        ("Erdgas 4711, März 2024", "30 kWh Hs", "50 kWh Hs")
    ]
    caught.value.redo(set())
    now = cells(berta, house, monthly=True)
    assert [now[at(gas, 2024, month)] for month in (2, 3, 4)] == ["20", "50", "40"]


def test_the_same_amount_in_other_words_is_no_conflict(two: Two, house: UUID, gas: UUID) -> None:
    anna, berta = two
    shown = cells(anna, house)
    fill(berta, shown, {at(gas): "1.000"})
    assert fill(anna, shown, {at(gas): "1000 kWh"}).problems == {}
    assert cells(berta, house)[at(gas)] == "1.000"


def test_a_text_that_waits_to_be_right_is_a_version_too(two: Two, house: UUID, gas: UUID) -> None:
    anna, berta = two
    shown = cells(anna, house)
    fill(berta, shown, {at(gas): "etwa tausend"})
    with pytest.raises(Conflict) as caught:
        fill(anna, shown, {at(gas): "1.000"})
    assert clashes(caught.value) == [("Erdgas 4711, 2024", "", "1.000 kWh Hs", "etwa tausend")]
    caught.value.redo({each.name for each in caught.value.differences})
    assert cells(berta, house)[at(gas)] == "1.000"


def test_an_emptied_cell(two: Two, house: UUID, gas: UUID) -> None:
    anna, berta = two
    fill(anna, {}, {at(gas): "900"})
    shown = cells(anna, house)
    fill(berta, shown, {at(gas): ""})
    with pytest.raises(Conflict) as caught:
        fill(anna, shown, {at(gas): "950"})
    assert clashes(caught.value) == [("Erdgas 4711, 2024", "900 kWh Hs", "950 kWh Hs", "")]


# ---------------------------------------------------------------------- potentials


def test_inputs_of_a_potential(two: Two) -> None:
    anna, berta = two
    made = potentials.new_potential(anna, anna.own_place().id, "LED_STREET")
    shown = potentials.Shown(potentials.load_potential(anna, made).texts, {})
    potentials.save_inputs(berta, made, {"n": "100"}, None, shown)
    assert potentials.save_inputs(anna, made, {"P_new": "30"}, None, shown).texts["n"] == "100"
    with pytest.raises(Conflict) as caught:
        potentials.save_inputs(anna, made, {"n": "120"}, None, shown)
    assert [each[1:] for each in clashes(caught.value)] == [("", "120", "100")]
    caught.value.redo({"n"})
    assert potentials.load_potential(berta, made).texts["n"] == "120"


def test_grades_of_a_potential(two: Two) -> None:
    anna, berta = two
    made = potentials.new_potential(anna, anna.own_place().id, "LED_STREET")
    potentials.save_inputs(anna, made, {"n": "100", "P_old": "90"}, {"n": "geschätzt"})
    form = potentials.load_potential(anna, made)
    shown = potentials.Shown(form.texts, form.grades)
    potentials.save_inputs(berta, made, {}, {"n": "abgelesen"}, shown)
    merged = potentials.save_inputs(anna, made, {"n": "110"}, {"P_old": "gemessen"}, shown)
    assert (merged.texts["n"], merged.grades["n"], merged.grades["P_old"]) == ("110", "abgelesen", "gemessen")
    with pytest.raises(Conflict) as caught:
        potentials.save_inputs(berta, made, {"P_old": "95"}, {"n": "gemessen", "P_old": "geschätzt"}, shown)
    (first, second) = clashes(caught.value)
    assert first[1:] == ("geschätzt", "gemessen", "abgelesen")
    assert second[1:] == ("", "geschätzt", "gemessen")
    assert first[0].startswith("Datengüte: ")
    chosen = {each.name for each in caught.value.differences if each.mine in {"95", "gemessen"}}
    caught.value.redo(chosen)
    now = potentials.load_potential(anna, made)
    assert (now.texts["n"], now.texts["P_old"]) == ("110", "95")
    assert (now.grades["n"], now.grades["P_old"]) == ("gemessen", "gemessen")


# ---------------------------------------------------------------------- captions


def test_a_caption(two: Two, tmp_path: Path) -> None:
    anna, berta = two
    project = projects.new_project(anna, anna.own_place().id)
    file = tmp_path / "Angebot.pdf"
    file.write_bytes(b"%PDF-1.7 Angebot")
    shown = attachments.add_attachment(anna, project, file, "Angebot")
    attachments.set_caption(berta, shown.id, "Angebot A", shown)
    assert attachments.set_caption(anna, shown.id, "Angebot ", shown).caption == "Angebot A"
    with pytest.raises(Conflict) as caught:
        attachments.set_caption(anna, shown.id, "Angebot B", shown)
    assert caught.value.title == "Angebot.pdf"
    assert caught.value.differences == (
        Difference("caption", "Beschreibung", "Angebot", "Angebot B", "Angebot A"),
    )
    caught.value.redo({"caption"})
    assert [each.caption for each in attachments.list_attachments(berta, project)] == ["Angebot B"]


# ---------------------------------------------------------------------- the target path


def points(workspace: Workspace) -> dict[int, Decimal]:
    found = target_path.target_points(workspace, workspace.own_place().id)
    return {each.year: each.tonnes for each in found}


def test_years_of_the_target_path_are_both_kept(two: Two) -> None:
    anna, berta = two
    place = anna.own_place().id
    shown = target_path.save_target_points(anna, place, [("2030", "20"), ("2035", "40")])
    target_path.save_target_points(berta, place, [("2030", "25"), ("2035", "40"), ("2040", "60")], shown)
    target_path.save_target_points(anna, place, [("2030", "20"), ("2036", "50")], shown)
    assert points(anna) == {2030: 25, 2036: 50, 2040: 60}


def test_a_year_that_both_set_is_asked(two: Two) -> None:
    anna, berta = two
    place = anna.own_place()
    shown = target_path.save_target_points(anna, place.id, [("2030", "20")])
    target_path.save_target_points(berta, place.id, [("2030", "25")], shown)
    with pytest.raises(Conflict) as caught:
        target_path.save_target_points(anna, place.id, [("2030", "30"), ("2025", "10,5")], shown)
    assert caught.value.title == f"Zielpfad, {place.designation}"
    assert clashes(caught.value) == [("2030", "20 t", "30 t", "25 t")]
    caught.value.redo({"2030", "2025"})
    assert points(berta) == {2025: Decimal("10.5"), 2030: 30}


def test_two_paths_that_do_not_fit_together_are_asked(two: Two) -> None:
    anna, berta = two
    place = anna.own_place().id
    target_path.save_target_points(berta, place, [("2035", "15")], [])
    with pytest.raises(Conflict) as caught:
        target_path.save_target_points(anna, place, [("2030", "20")], [])
    assert [(each.title, each.mine, each.theirs) for each in caught.value.differences] == [
        ("2030", "20 t", ""),
        ("2035", "", "15 t"),
    ]
    with pytest.raises(UserError, match="K-772"):
        caught.value.redo({"2030"})
    caught.value.redo({"2030", "2035"})
    assert points(berta) == {2030: 20}


# ---------------------------------------------------------------------- what is taken back


def test_ones_own_choice_can_be_taken_back(two: Two, house: UUID, gas: UUID) -> None:
    anna, berta = two
    shown = cells(anna, house)
    fill(berta, shown, {at(gas): "1.000"})
    with pytest.raises(Conflict) as caught:
        fill(anna, shown, {at(gas): "1.100"})
    caught.value.redo({each.name for each in caught.value.differences})
    history.undo(anna)
    assert cells(berta, house)[at(gas)] == "1.000"


# ---------------------------------------------------------------------- what is ticked


def test_people_of_a_project_are_ticked_by_both(desk: Any, two: Two) -> None:
    anna, berta = two
    project = projects.new_project(anna, anna.own_place().id)
    first, second, third = (row.id for row in list_patrons(anna)[:3])
    projects.set_patrons(anna, project, [first])
    projects.set_patrons(berta, project, [first, second], [first])
    projects.set_patrons(anna, project, [third], [first])
    assert {each.patron_id for each in desk.records(berta, ProjectPatron)} == {second, third}


def test_potentials_of_a_project_are_linked_by_both(desk: Any, two: Two) -> None:
    anna, berta = two
    place = anna.own_place().id
    project = projects.new_project(anna, place)
    first, second = (potentials.new_potential(anna, place, "LED_STREET") for _ in range(2))
    projects.link_potentials(berta, project, [first], [])
    projects.link_potentials(anna, project, [second], [])
    assert len(desk.records(berta, Potential, project_id=project)) == 2
    projects.link_potentials(anna, project, [second], [first, second])
    assert [each.id for each in desk.records(berta, Potential, project_id=project)] == [second]


# ---------------------------------------------------------------------- wordings of certificates


def test_a_wording_that_both_changed_is_asked(two: Two) -> None:
    anna, berta = two
    key = "berufung.f.function"
    shown = templates(anna)[key]
    edit_template(berta, key, "zur Klimalotsin", shown)
    edit_template(berta, "berufung.m.function", "zum Klimalotsen", templates(berta)["berufung.m.function"])
    with pytest.raises(Conflict) as caught:
        edit_template(anna, key, "zur Klimabotin", shown)
    assert clashes(caught.value) == [("Wortlaut", shown, "zur Klimabotin", "zur Klimalotsin")]
    caught.value.redo(set())
    assert edited_templates(anna)[key] == "zur Klimalotsin"
    caught.value.redo({key})
    assert edited_templates(berta) == {key: "zur Klimabotin", "berufung.m.function": "zum Klimalotsen"}
    assert edit_template(anna, key, "", "zur Klimabotin") == shown
    assert key not in edited_templates(berta)
