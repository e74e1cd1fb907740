"""The factor set of a town: what another one changes, confirmed and taken back; files in and out."""

from __future__ import annotations

import json
import re
from concurrent.futures import CancelledError
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.frozen import from_json
from klikks_desktop.domain.records import Potential, PotentialState
from klikks_desktop.services.records import history
from klikks_desktop.services.savings import factor_change, factor_imports, factors, potentials
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.workspace import Workspace

LED = {"n": "100", "P_old": "90", "P_new": "25", "t": "4000", "t_dim": "0"}
LED_KWH = Decimal(26_000)  # 100 · (90 − 25) · 4000 / 1000
HEATING = {"Q_fuel": "100000", "eta_old": "0,9", "JAZ": "3,4"}
HELP = Path(__file__).parents[3] / "resources" / "help" / "faktoren.md"


@pytest.fixture
def town(desk) -> Workspace:
    return desk.town()


def add(workspace: Workspace, measure: str, inputs: dict[str, str]) -> UUID:
    id_ = potentials.new_potential(workspace, workspace.own_places()[0].id, measure)
    form = potentials.save_inputs(workspace, id_, inputs)
    assert form.result is not None, form.problems
    return id_


def stored(workspace: Workspace, id_: UUID) -> Potential:
    with workspace.store.read() as reader:
        found = reader.get(Potential, id_)
    assert found is not None
    return found


def put(workspace: Workspace, record: Potential) -> None:
    with workspace.store.write("Versuch") as unit:
        unit.put(record)


def tonnes(potential: Potential) -> Decimal | None:
    return from_json(potential.result).co2e_t_per_year


def factor_file(folder: Path, name: str = "a.json", **content: object) -> Path:
    head = {"format": "klikks-faktoren", "version": 1, "id": name.removesuffix(".json"), "title": name}
    path = folder / name
    path.write_text(json.dumps({**head, "edition": "2027", "valid_from": "2027-01-01", **content}), "utf-8")
    return path


def own_geg(electricity: int) -> list[dict[str, object]]:
    """The shipped default set under its own id, with other electricity and gas as it is."""
    figures = {"electricity": electricity, "natural_gas": 240}
    listed = [{"carrier": carrier, "value": value, "source": "R"} for carrier, value in figures.items()]
    words = {"id": "geg-2020", "title": "GEG 2020 neu", "basis": "CO2e", "upstream": "mit Vorkette"}
    return [{**words, "factors": listed}]


def refused(code: str, action, *words: object) -> None:
    with pytest.raises(UserError) as caught:
        action(*words)
    assert caught.value.code == code


# ---------------------------------------------------------------------- the chosen set


def test_the_default_is_chosen_and_another_can_be(town: Workspace) -> None:
    assert factors.chosen_set(town).id == "geg-2020"
    led = add(town, "LED_STREET", LED)
    before = stored(town, led)
    assert factors.choose_set(town, "geg-uba-2024").id == "geg-uba-2024"
    assert factors.chosen_set(town).id == "geg-uba-2024"
    assert stored(town, led) == before, "a result is frozen with its set"
    assert [row.id for row in factors.list_sets(town) if row.is_chosen] == ["geg-uba-2024"]
    refused("K-738", factors.choose_set, town, "geg-1990")


def test_figures_name_their_sources_in_words(town: Workspace) -> None:
    rows = factors.figures(town)
    gas = next(row for row in rows if row.key == "p_gas")
    assert (gas.group, gas.title) == ("Energiepreise", "Erdgas")
    assert "Destatis" in gas.source
    hours = next(row for row in rows if row.key == "LED_STREET.hours")
    assert hours.group == "LED-Straßenbeleuchtung"
    assert all(row.title and row.source for row in rows)
    assert not any(re.search(r"\b[EFGM]\d", row.source) for row in rows), "keys are spelled out"


# ---------------------------------------------------------------------- the difference


def test_the_report_names_old_new_and_why_and_changes_nothing(town: Workspace) -> None:
    led = add(town, "LED_STREET", LED)
    before = stored(town, led)
    found = factor_change.difference(town, "geg-2020", "geg-uba-2024")
    assert found.old_tonnes == LED_KWH * 560 / 10**6  # 14.56 t
    assert found.new_tonnes == LED_KWH * 363 / 10**6  # 9.438 t
    assert found.reasons == ("Strom 363 statt 560 g/kWh",)
    assert found.sentence == (
        "Mit „GEG-Brennstoffe + UBA-Strommix 2024“ sinkt die Summe von 14,6 auf 9,4 t im Jahr, "
        "weil andere Werte gelten: Strom 363 statt 560 g/kWh."
    )
    assert "nicht dasselbe" in found.notes[0], "the bases differ"
    assert stored(town, led) == before
    assert factors.chosen_set(town).id == "geg-2020"


def test_a_heat_pump_gains_from_cleaner_electricity(town: Workspace) -> None:
    add(town, "HEAT_PUMP", HEATING)
    found = factor_change.difference(town, "geg-2020", "geg-uba-2024")
    power = Decimal(100_000) * Decimal("0.9") / Decimal("3.4")
    assert found.new_tonnes - found.old_tonnes == pytest.approx(power * (560 - 363) / 10**6)
    assert "steigt die Summe von 9,2 auf 14,4 t" in found.sentence


def test_what_the_new_set_cannot_reckon_is_named_and_left(town: Workspace) -> None:
    led = add(town, "LED_STREET", LED)
    before = stored(town, led)
    found = factor_change.difference(town, "geg-2020", "kea-bw-2016")
    assert (found.old_tonnes, found.new_tonnes) == (0, 0)
    assert found.rows[0].new is None
    assert "Strom" in found.rows[0].problem
    assert found.sentence == "Mit „KEA-BW 2016 (GEMIS 4.95)“ lässt sich kein Potenzial rechnen, das zählt."
    applied = factor_change.apply_set(town, "kea-bw-2016")
    assert (applied.recalculated, applied.left) == ((), ("LED-Straßenbeleuchtung",))
    assert stored(town, led) == before


def test_variants_and_dropped_ones_count_in_no_sum(town: Workspace) -> None:
    led = add(town, "LED_STREET", LED)
    variant = potentials.make_variant(town, led)
    dropped = add(town, "LED_STREET", LED)
    potentials.save_fields(town, dropped, {"state": PotentialState.DROPPED.value})
    found = factor_change.difference(town, "geg-2020", "geg-uba-2024")
    assert len(found.rows) == 3
    assert found.old_tonnes == LED_KWH * 560 / 10**6
    assert {row.id for row in found.rows if not row.counts} == {variant, dropped}


def test_potentials_of_another_set_are_reckoned_with_both(town: Workspace) -> None:
    add(town, "LED_STREET", LED)
    factors.choose_set(town, "geg-uba-2015")
    add(town, "LED_STREET", LED)
    found = factor_change.difference(town, "geg-2020", "geg-uba-2024")
    assert found.old_tonnes == 2 * LED_KWH * 560 / 10**6
    assert [row.was_other for row in found.rows].count(True) == 1
    assert any("anderen Satz gespeichert" in note for note in found.notes)


def test_without_potentials_no_sum_changes(town: Workspace) -> None:
    found = factor_change.difference(town, "geg-2020", "geg-uba-2024")
    assert found.rows == ()
    assert "ändert sich keine Summe" in found.sentence
    refused("K-738", factor_change.difference, town, "geg-2020", "nichts")
    refused("K-738", factor_change.difference, town, "nichts", "geg-2020")
    refused("K-738", factor_change.apply_set, town, "nichts")


# ---------------------------------------------------------------------- confirmed


def test_applying_refreezes_everything_and_one_undo_takes_it_back(town: Workspace) -> None:
    led, pump = add(town, "LED_STREET", LED), add(town, "HEAT_PUMP", HEATING)
    before = stored(town, led), stored(town, pump)
    applied = factor_change.apply_set(town, "geg-uba-2024")
    assert set(applied.recalculated) == {led, pump}
    after = stored(town, led)
    assert tonnes(after) == LED_KWH * 363 / 10**6
    assert after.factor_set == from_json(after.result).factor_set == "geg-uba-2024"
    assert factors.chosen_set(town).id == "geg-uba-2024"
    history.undo(town)
    assert (stored(town, led), stored(town, pump)) == before
    assert factors.chosen_set(town).id == "geg-2020"


def test_giving_up_half_way_changes_nothing(town: Workspace) -> None:
    led, pump = add(town, "LED_STREET", LED), add(town, "HEAT_PUMP", HEATING)
    before = stored(town, led), stored(town, pump)
    told: list[tuple[int, int]] = []

    def give_up(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        factor_change.apply_set(town, "geg-uba-2024", progress=give_up)
    assert told == [(0, 2), (1, 2)]
    assert (stored(town, led), stored(town, pump)) == before
    assert factors.chosen_set(town).id == "geg-2020"
    told.clear()
    factor_change.difference(town, "geg-2020", "geg-uba-2024", progress=lambda *each: told.append(each))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_what_another_town_reported_is_never_touched(town: Workspace) -> None:
    led = add(town, "LED_STREET", LED)
    foreign = replace(stored(town, led), id=uuid4(), source=uuid4())
    put(town, foreign)
    assert factor_change.apply_set(town, "geg-uba-2024").recalculated == (led,)
    assert stored(town, foreign.id) == foreign
    found = factor_change.difference(town, "geg-2020", "geg-uba-2024")
    assert [row.id for row in found.rows] == [led]


def test_the_same_set_again_shows_what_new_prices_change(town: Workspace, tmp_path: Path) -> None:
    add(town, "LED_STREET", LED)
    price = {"id": "p_el_street", "value": 0.37, "unit": "EUR/kWh", "source": "R"}
    factor_imports.import_file(town, factor_file(tmp_path, prices=[price]))
    found = factor_change.difference(town, "geg-2020", "geg-2020")
    assert found.old_tonnes == found.new_tonnes
    assert found.new_eur - found.old_eur == LED_KWH * Decimal("0.10")
    assert len(found.reasons) == 1
    assert "0,37 statt 0,27" in found.reasons[0]
    factor_change.apply_set(town, "geg-2020")
    assert factor_change.difference(town, "geg-2020", "geg-2020").is_empty


# ---------------------------------------------------------------------- files


def test_the_example_of_the_help_is_taken_in(town: Workspace, tmp_path: Path) -> None:
    example = re.search(r"```json\n(.*?)```", HELP.read_text("utf-8"), re.DOTALL)
    assert example is not None
    path = tmp_path / "auenbrueck.json"
    path.write_text(example[1], "utf-8")
    preview = factor_imports.preview_import(town, path)
    assert preview.new_sets == ("GEG-Brennstoffe + UBA-Strommix 2025", "Stadtwerke Auenbrück 2026")
    assert preview.counts["Preise"] == 1
    assert preview.differences == ()
    assert factor_imports.list_files(town)[-1].imported_at is None, "nothing is stored"
    factor_imports.import_file(town, path)
    known = factors.library(town)
    assert known.sets["auenbrueck-waerme"].factors[Carrier.DISTRICT_HEAT].value == 95
    assert known.assumptions.prices["p_gas"].value == Decimal("0.112")
    assert known.source_words("STW26").startswith("Stadtwerke")


def test_a_replaced_set_takes_its_potentials_along(town: Workspace, tmp_path: Path) -> None:
    led = add(town, "LED_STREET", LED)
    before = stored(town, led)
    path = factor_file(tmp_path, sets=own_geg(400))
    preview = factor_imports.preview_import(town, path)
    assert preview.replaced_sets[0] == "GEG 2020 neu"
    assert len(preview.replaced_sets) == 11, "the mixed sets take their fuels from it"
    (found,) = preview.differences
    assert (found.old_tonnes, found.new_tonnes) == (Decimal("14.56"), Decimal("10.4"))
    assert "Strom 400 statt 560 g/kWh" in found.sentence
    assert stored(town, led) == before
    assert factor_imports.import_file(town, path).recalculated == (led,)
    assert tonnes(stored(town, led)) == Decimal("10.4")
    assert factor_imports.remove_file(town, "a").recalculated == (led,)
    assert tonnes(stored(town, led)) == Decimal("14.56")
    history.undo(town)
    assert tonnes(stored(town, led)) == Decimal("10.4")
    assert factors.chosen_set(town).title == "GEG 2020 neu"


def test_what_a_replaced_set_cannot_reckon_is_in_no_sum(town: Workspace, tmp_path: Path) -> None:
    oil = add(town, "HEAT_PUMP", {**HEATING, "fuel": "heating_oil"})
    before = stored(town, oil)
    factor_imports.import_file(town, factor_file(tmp_path, sets=own_geg(400)))
    kept = stored(town, oil)
    assert tonnes(kept) == tonnes(before)
    assert kept.factor_set == from_json(kept.result).factor_set == "geg-2020 (GEG 2020)"
    found = effects(town)
    assert (oil, "GEG 2020") in [(each.id, each.reason[-11:-3]) for each in found.left_out]
    assert all(each.potential_id != oil for each in found.effects)
    assert factor_imports.remove_file(town, "a").recalculated == (oil,)
    assert stored(town, oil) == before
    history.undo(town)
    assert stored(town, oil) == kept
    history.undo(town)
    assert stored(town, oil) == before


def test_a_file_replaces_the_one_of_its_id(town: Workspace, tmp_path: Path) -> None:
    for edition, value in (("2027", 0.2), ("2028", 0.3)):
        price = {"id": "p_gas", "value": value, "source": "R"}
        path = factor_file(tmp_path, edition=edition, prices=[price])
        preview = factor_imports.preview_import(town, path)
        factor_imports.import_file(town, path)
    assert preview.replaces == "2027"
    assert factors.library(town).assumptions.prices["p_gas"].value == Decimal("0.3")
    assert [row.edition for row in factor_imports.list_files(town) if row.imported_at] == ["2028"]


def test_the_chosen_set_cannot_be_removed(town: Workspace, tmp_path: Path) -> None:
    mix = [{"year": 2025, "value": 344, "source": "M"}]
    path = factor_file(tmp_path, electricity_mix=mix)
    assert factor_imports.preview_import(town, path).guide_values == 1
    factor_imports.import_file(town, path)
    factor_change.apply_set(town, "geg-uba-2025")
    refused("K-740", factor_imports.remove_file, town, "a")
    assert factors.chosen_set(town).id == "geg-uba-2025"
    refused("K-739", factor_imports.remove_file, town, "geg-2020")


@pytest.mark.parametrize(
    ("content", "code"), [(b"{", "K-732"), (b"x" * ((1 << 20) + 1), "K-633"), (None, "K-632")]
)
def test_a_bad_file_changes_nothing(
    town: Workspace, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "schlecht.json"
    if content is not None:
        path.write_bytes(content)
    refused(code, factor_imports.preview_import, town, path)
    refused(code, factor_imports.import_file, town, path)
    assert not any(row.imported_at for row in factor_imports.list_files(town))


def test_a_workspace_that_is_only_read_still_shows_and_compares(desk, town: Workspace) -> None:
    add(town, "LED_STREET", LED)
    folder = town.folder
    desk.close(town)
    reading = desk.open(folder, read_only=True)
    assert factor_change.difference(reading, "geg-2020", "geg-uba-2024").rows
    refused("K-214", factor_change.apply_set, reading, "geg-uba-2024")
