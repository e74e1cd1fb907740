"""From the catalogue to the result and on to the project, with the keyboard; variants; wrong inputs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from modal import when_shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.figures import euro_words, tonnes_words
from klikks_desktop.domain.records import Building, Grade, Meter, Potential, Project
from klikks_desktop.services.savings import potentials
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.potentials import PotentialsPage
from klikks_desktop.ui.pages.potentials.catalogue_dialog import CatalogueDialog
from klikks_desktop.ui.pages.potentials.compare_dialog import CompareDialog
from klikks_desktop.ui.pages.potentials.detail import FACTS, INPUTS, RESULT, VARIANTS
from klikks_desktop.ui.widgets.amount_field import AmountField
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.measure_form import MeasureForm

Open = Callable[[Workspace], PotentialsPage]
Type = Callable[[PotentialsPage, str, str], None]


def form(page: PotentialsPage) -> MeasureForm:
    found = page.detail.inputs.form
    assert found is not None
    return found


def amount(page: PotentialsPage, key: str) -> AmountField:
    field = form(page).field(key).input
    assert isinstance(field, AmountField)
    return field


def leave(page: PotentialsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    QApplication.processEvents()


def begin(page: PotentialsPage, measure: str) -> UUID:
    """A new potential, as the catalogue makes it."""
    workspace = page._host.workspace
    made = potentials.new_potential(workspace, workspace.own_place().id, measure)
    page.show_begun(made)
    QApplication.processEvents()
    return made


def test_the_first_potential_of_a_town_is_not_reproached(
    works: Workspace, open_page: Open, qtbot: QtBot, type_in: Type
) -> None:
    with works.store.write("Geleert") as unit:
        for row in potentials.list_potentials(works):
            unit.delete(Potential, row.id)
    page = open_page(works)
    begin(page, "LED_INDOOR")
    assert [form(page).field(key).problem for key in ("n", "P_old", "P_new")] == ["", "", ""]
    page.detail.go_to_problem()
    assert form(page).field("P_old").problem == "Leistung je Leuchte heute fehlt. Bitte eintragen."


def test_from_the_catalogue_to_the_project_by_keyboard(
    page: PotentialsPage, works: Workspace, qtbot: QtBot, type_in: Type
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, CatalogueDialog)
        assert dialog.focusWidget() is dialog.search
        qtbot.keyClicks(dialog.search, "strassenbel")
        assert dialog.measure_id == "LED_STREET"
        qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.table.view, Qt.Key.Key_Return)

    when_shown(CatalogueDialog, choose)
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    record = page.detail.record
    assert record is not None
    assert page.listing.table.selected_key() == record
    assert page.window().focusWidget() is amount(page, "n").line
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    assert form(page).field("n").problem == ""
    assert page.detail.main.isHidden()
    assert page.detail.band.accessibleName() == "Noch 1 Angabe, dann steht hier das Ergebnis."

    qtbot.keyClicks(page.window().focusWidget(), "100")
    # facts 3.3: 90 W to 22 W, 4,000 h/a; 560 g/kWh (GEG); p_el of street lighting 0.27 EUR/kWh.
    kwh = Decimal(100) * (90 - 22) * 4000 / 1000
    name = page.detail.band.accessibleName()
    assert tonnes_words(kwh * 560 / 10**6, "CO₂e") in name
    assert euro_words(kwh * Decimal("0.27")) in name
    with works.store.read() as reader:
        still = reader.get(Potential, record)
    assert still is not None
    assert still.inputs == "{}"
    leave(page, qtbot)
    stored = potentials.load_potential(works, record).result
    assert stored is not None
    assert stored.energy_kwh_per_year == {Carrier.ELECTRICITY: kwh}

    page.detail.main.setFocus()
    qtbot.keyClick(page.detail.main, Qt.Key.Key_Return)
    QApplication.processEvents()
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.shell.current == "projects"
    with works.store.read() as reader:
        potential = reader.get(Potential, record)
        assert potential is not None
        assert potential.project_id is not None
        project = reader.get(Project, potential.project_id)
    assert project is not None
    assert project.planned_cents == round(stored.investment_eur * 100)
    window.shell.show_page("potentials")
    page.open_record(record)
    assert page.detail.main.text() == "Zum Projekt"


def test_the_result_while_typing_is_that_of_the_service(
    page: PotentialsPage, works: Workspace, lamps: UUID, type_in: Type
) -> None:
    type_in(page, "P_new", "30,5")
    expected, problems = potentials.preview(works, lamps, {"P_new": "30,5"})
    assert not problems
    now = page.detail.inputs.shape
    assert now is not None
    assert now.result == expected
    assert now.result != potentials.load_potential(works, lamps).result


def test_a_wrong_text_stays_and_is_led_to(
    page: PotentialsPage, works: Workspace, lamps: UUID, qtbot: QtBot, type_in: Type
) -> None:
    type_in(page, "n", "viele")
    assert form(page).field("n").problem == ""
    leave(page, qtbot)
    assert amount(page, "n").line.text() == "viele"
    assert "„viele“ ist keine Zahl" in form(page).field("n").problem
    assert form(page).field("n").problem in amount(page, "n").line.accessibleDescription()
    assert page.detail.band.accessibleName() == "Kein Ergebnis: Eine Eingabe stimmt noch nicht."
    assert page.detail.main.isHidden()
    assert potentials.load_potential(works, lamps).texts["n"] == "viele"
    page.detail.tabs.choose(VARIANTS)
    page.reload()
    page.detail.foot._open.click()
    assert page.detail.tabs.current == INPUTS
    assert QApplication.focusWidget() is amount(page, "n").line
    type_in(page, "n", "420")
    leave(page, qtbot)
    assert form(page).field("n").problem == ""
    assert page.detail.main.isVisible()


def test_typing_survives_a_reload(page: PotentialsPage, works: Workspace, lamps: UUID, type_in: Type) -> None:
    type_in(page, "n", "77")
    page.reload()
    assert amount(page, "n").line.text() == "77"
    page.settle()
    assert potentials.load_potential(works, lamps).texts["n"] == "77"


def test_a_problem_that_is_folded_away_is_unfolded(
    page: PotentialsPage, works: Workspace, lamps: UUID, qtbot: QtBot
) -> None:
    potentials.save_inputs(works, lamps, {"T": "tausend"})
    page.reload()
    assert not form(page).fold.is_open
    page.detail.foot._open.click()
    assert form(page).fold.is_open
    assert QApplication.focusWidget() is amount(page, "T").line
    assert amount(page, "T").line.text() == "tausend"
    assert form(page).field("T").problem


def test_the_form_follows_the_choices(page: PotentialsPage, qtbot: QtBot, works: Workspace) -> None:
    record = begin(page, "HEAT_PUMP")
    fuel = form(page).field("fuel").input
    assert isinstance(fuel, ChoiceField)
    assert fuel.currentText() == "Erdgas"
    assert [amount(page, "Q_fuel").unit.itemText(n) for n in range(4)] == ["kWh Hi", "MWh", "kWh Hs", "m³"]
    form(page).fold.set_open(True)
    assert form(page).field("p_gas").isVisible()
    assert form(page).field("p_oil").isHidden()
    fuel.setCurrentIndex(1)
    fuel.activated.emit(1)
    assert fuel.currentText() == "Heizöl"
    assert form(page).field("p_gas").isHidden()
    assert form(page).field("p_oil").isVisible()
    assert "l" in [
        amount(page, "Q_fuel").unit.itemText(n) for n in range(amount(page, "Q_fuel").unit.count())
    ]
    assert potentials.load_potential(works, record).texts == {"fuel": "heating_oil"}


def test_a_typed_unit_becomes_the_chosen_one(
    page: PotentialsPage, works: Workspace, qtbot: QtBot, type_in: Type
) -> None:
    record = begin(page, "HEAT_PUMP")
    type_in(page, "Q_fuel", "12000 kWh Hs")
    leave(page, qtbot)
    assert amount(page, "Q_fuel").line.text() == "12000"
    assert amount(page, "Q_fuel").unit.value() == "kWh Hs"
    loaded = potentials.load_potential(works, record)
    assert loaded.texts["Q_fuel"] == "12000 kWh Hs"
    assert loaded.result is not None
    # Upper to lower heating value: 1.11 (facts 4.5).
    saved = loaded.result.energy_kwh_per_year[Carrier.NATURAL_GAS]
    assert saved == pytest.approx(Decimal(12000) / Decimal("1.11"))


def test_shares_are_asked_for_in_percent(
    page: PotentialsPage, works: Workspace, lamps: UUID, qtbot: QtBot, type_in: Type
) -> None:
    potentials.save_inputs(works, lamps, {"t_dim": "1000"})
    page.reload()
    assert amount(page, "d").unit.value() == "%"
    assert amount(page, "d").line.placeholderText() == "Vorgabe 50"
    type_in(page, "d", "40")
    leave(page, qtbot)
    assert potentials.load_potential(works, lamps).texts["d"] == "40 %"
    potentials.save_inputs(works, lamps, {"d": "0,4"})
    page.reload()
    assert (amount(page, "d").line.text(), amount(page, "d").unit.currentText()) == ("0,4", "Anteil")


def test_the_grade_of_an_input_is_kept(
    page: PotentialsPage, works: Workspace, lamps: UUID, qtbot: QtBot
) -> None:
    grade = form(page).field("n").grade
    assert grade.value() == Grade.ESTIMATED.value
    assert grade.accessibleName() == "Datengüte: Zahl der Leuchten"
    grade.setCurrentIndex(0)
    grade.activated.emit(0)
    QApplication.processEvents()
    assert potentials.load_potential(works, lamps).grades["n"] == Grade.MEASURED.value


def test_what_the_building_uses_is_offered_and_taken_by_a_click(
    page: PotentialsPage, works: Workspace
) -> None:
    with works.store.read() as reader:
        metered = {each.building_id for each in reader.find(Meter)}
        building = next(each for each in reader.find(Building) if each.id in metered and each.heating)
    made = potentials.new_potential(works, works.own_place().id, "HYDRAULIC", building.id)
    page.open_record(made)
    offered = potentials.load_potential(works, made).suggestions["Q_heat"]
    field = form(page).field("Q_heat")
    assert amount(page, "Q_heat").line.text() == ""
    assert field._origin.text() == offered.sentence
    field._take.click()
    QApplication.processEvents()
    stored = potentials.load_potential(works, made)
    assert stored.texts["Q_heat"] == offered.text
    assert stored.grades["Q_heat"] == Grade.READ.value
    assert not field._offered.isVisible()


def test_the_rechenweg_unfolds_and_tells_each_step(page: PotentialsPage) -> None:
    page.detail.tabs.choose(RESULT)
    view = page.detail.result
    assert not view.workings.isVisible()
    view.fold.button.click()
    QApplication.processEvents()
    assert view.workings.isVisible()
    text = view.workings.toPlainText()
    now = page.detail.inputs.shape
    assert now is not None
    assert now.result is not None
    for step in now.result.steps:
        assert step.title in text
        assert step.formula in text
        assert step.filled in text
    assert "Quelle: " in text
    assert "GEG 2020 (Anlage 9)" in text
    assert view.workings.isReadOnly()
    assert view.workings.accessibleName() == "Rechenweg"
    assert view.workings.document().size().height() <= view.workings.height()
    view.workings.selectAll()
    assert view.workings.textCursor().hasSelection()


def test_variants_are_laid_beside_compared_and_taken(
    page: PotentialsPage, works: Workspace, qtbot: QtBot, type_in: Type
) -> None:
    lamps = page.detail.record
    assert lamps is not None
    page.detail.tabs.choose(VARIANTS)
    page.detail.variants.add.click()
    QApplication.processEvents()
    variant = page.detail.record
    assert variant is not None
    assert variant != lamps
    page.detail.tabs.choose(INPUTS)
    type_in(page, "P_new", "15")
    leave(page, qtbot)
    page.detail.tabs.choose(VARIANTS)
    seen: list[list[str]] = []

    def look_and_take(dialog: QDialog) -> None:
        assert isinstance(dialog, CompareDialog)
        assert dialog.table is not None
        model = dialog.table.model
        seen.extend([[model.row(at).cell(col).text for col in range(3)] for at in range(model.rowCount())])
        taken = [button for button in dialog.takes if button.isVisible()]
        assert [button.text() for button in taken] == ["Variante 2 nehmen"]
        taken[0].click()

    when_shown(CompareDialog, look_and_take)
    page.detail.variants.compare.click()
    expected = potentials.compare(works, [lamps, variant])
    assert seen == [[row.label, *row.texts] for row in expected.rows]
    assert potentials.load_potential(works, variant).potential.variant_of is None
    assert potentials.load_potential(works, lamps).potential.variant_of == variant
    assert page.detail.record == variant
    page.open_record(lamps)
    page.detail.variants.take.click()
    assert potentials.load_potential(works, lamps).potential.variant_of is None


def test_title_and_state_are_edited_beside_the_inputs(
    page: PotentialsPage, works: Workspace, lamps: UUID, qtbot: QtBot
) -> None:
    before = potentials.load_potential(works, lamps).result
    page.detail.tabs.choose(FACTS)
    page.detail.facts.view.go_to("title")
    field = QApplication.focusWidget()
    field.selectAll()  # type: ignore[attr-defined]  # it is a line of text
    qtbot.keyClicks(field, "Neue Laternen")
    leave(page, qtbot)
    state = page.detail.facts.view.form.field("state").input
    assert isinstance(state, ChoiceField)
    state.set_value("beschlossen")
    state.activated.emit(state.currentIndex())
    QApplication.processEvents()
    loaded = potentials.load_potential(works, lamps)
    assert (loaded.potential.title, loaded.potential.state.value) == ("Neue Laternen", "beschlossen")
    assert loaded.result == before
    assert page.detail.name == "Neue Laternen"


@pytest.mark.parametrize("measure", ["ADAPT", "TREES", "CAR_SHARING", "PV_ROOF", "WINDOW"])
def test_every_kind_of_result_is_told(page: PotentialsPage, works: Workspace, measure: str) -> None:
    row = next(row for row in page.listing.rows if row.measure_id == measure)
    page.open_record(row.id)
    result = row.result
    assert result is not None
    page.detail.tabs.choose(RESULT)
    QApplication.processEvents()
    told = "\n".join(
        label.accessibleName() for label in page.detail.result.effect.findChildren(Label) if label.isVisible()
    )
    assert euro_words(result.eur_per_year) in told
    assert ("außerhalb des Haushalts" in told) is not result.budget_relevant
    if result.sink_t_per_year:
        assert "Getrennt: in Pflanzen gebunden" in told
    if result.co2e_feed_in_t_per_year:
        assert "durch Einspeisung" in told
    for title in result.indicators:
        assert title in told
    assert page.detail.band.hints.isVisible() is bool(result.warnings)
    page.detail.tabs.choose(INPUTS)
    page.detail.band.hints.click()
    assert page.detail.tabs.current == RESULT
