"""Potenziale: find, narrow, export, take back, read what others reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from modal import when_shown
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.figures import euro_words, rounded, tonnes_words
from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.records import Place, Potential
from klikks_desktop.services.savings import potentials
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.factors import choose_set
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.history import HistoryDialog
from klikks_desktop.ui.dialogs.list_import import ListImportDialog
from klikks_desktop.ui.dialogs.work_bin import WorkBinDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.potentials import PotentialsPage
from klikks_desktop.ui.widgets.amount_field import AmountField
from klikks_desktop.ui.widgets.label import Label

Open = Callable[[Workspace], PotentialsPage]
Type = Callable[[PotentialsPage, str, str], None]


def titles(page: PotentialsPage) -> list[str]:
    model = page.listing.table.model
    return [model.row(place).cell(0).text for place in range(model.rowCount())]


def texts(page: PotentialsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def test_the_list_tells_what_each_brings(page: PotentialsPage, lamps: UUID) -> None:
    assert len(titles(page)) == len(page.listing.rows) == 16
    row = next(row for row in page.listing.rows if row.id == lamps)
    result = row.result
    assert result is not None
    assert result.co2e_t_per_year is not None
    place = page.listing.table.model.place_of(lamps)
    shown = [page.listing.table.model.row(place).cell(column).text for column in range(6)]
    assert shown == [
        row.title,
        "hoch",
        rounded(result.co2e_t_per_year, 1),
        rounded(result.eur_per_year, 0),
        rounded(result.with_grant.payback_years or pytest.fail("never"), 1),
        "geprüft",
    ]


def test_the_sums_are_those_of_the_service(page: PotentialsPage, works: Workspace) -> None:
    found = effects(works)
    name = page.listing.sums.accessibleName()
    for tonnes, euros in zip(
        (found.tonnes.achieved, found.tonnes.decided, found.tonnes.possible),
        (found.eur.achieved, found.eur.decided, found.eur.possible),
        strict=True,
    ):
        assert f"{tonnes_words(tonnes, 'CO₂e/a')}, {euro_words(euros)}/a" in name
    assert found.factor_set.title in texts(page)


def test_search_and_filter_narrow_the_list_and_stay(page: PotentialsPage, works: Workspace) -> None:
    page.listing.search.setText("led")
    assert titles(page) == ["LED in der Sporthalle", "LED-Straßenbeleuchtung, 420 Leuchten"]
    page.listing.search.clear()
    page.listing.set_filter("outside")
    outside = titles(page)
    assert outside
    assert "Balkonsolar-Beratung" in outside
    assert "LED in der Sporthalle" not in outside
    page.reload()
    assert titles(page) == outside
    page.listing.set_filter("umgesetzt")
    assert {row.state.value for row in page.listing.rows if row.title in titles(page)} == {"umgesetzt"}
    assert page.listing.table._count.text() == f"{len(titles(page))} von 16 Potenziale"
    page.listing.set_filter("all")


def test_state_measure_and_locality_are_chosen_together(page: PotentialsPage) -> None:
    listing = page.listing
    rows = {row.id: row for row in listing.rows}
    locality = next(row.locality for row in listing.rows if row.locality)
    in_place = {key for key, row in rows.items() if row.locality == locality}
    listing.filter_button.choose("locality:" + locality)
    assert set(listing.shown) == in_place
    states = {rows[key].state.value for key in in_place}
    listing.filter_button.choose("locality:" + locality, *states)
    assert set(listing.shown) == in_place
    one = rows[next(iter(in_place))]
    listing.filter_button.choose("locality:" + locality, one.state.value, "measure:" + one.measure_id)
    assert listing.shown == [
        row.id
        for row in listing.rows
        if (row.locality, row.state, row.measure_id) == (locality, one.state, one.measure_id)
    ]
    words = listing._narrowed._text.text()
    assert words.startswith("Filter: ")
    assert words.endswith(f" · {one.measure_title} · {locality}")
    listing._narrowed.lift.click()
    assert len(listing.shown) == len(rows)


def test_what_is_shown_goes_to_excel_with_real_types(
    page: PotentialsPage, lamps: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "liste.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.listing.search.setText("led")
    page.listing.export_wanted.emit()
    assert "2 Potenziale geschrieben" in page.written.accessibleName()
    sheet = load_workbook(target).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3
    line = dict(zip(rows[0], rows[2], strict=True))
    result = next(row.result for row in page.listing.rows if row.id == lamps)
    assert result is not None
    assert line["Potenzial"] == "LED-Straßenbeleuchtung, 420 Leuchten"
    assert line["CO2e vermieden (t/a)"] == pytest.approx(float(result.co2e_t_per_year or 0))
    assert line["Ersparnis (EUR/a)"] == pytest.approx(float(result.eur_per_year))
    assert line["Strom (kWh/a)"] == pytest.approx(float(next(iter(result.energy_kwh_per_year.values()))))
    assert line["Entlastet den Haushalt"] == "ja"


def test_a_table_is_previewed_before_it_is_taken(
    page: PotentialsPage, works: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "neu.csv"
    file.write_text(
        "Potenzial;Maßnahme;n\r\nLampen am Markt;LED_STREET;12\r\n", encoding="utf-8-sig", newline=""
    )
    page.deeds.preview_table(file, works.own_place())
    QApplication.processEvents()
    dialog = next(each for each in page.findChildren(ListImportDialog))
    assert dialog.windowTitle()
    dialog.reject()
    dialog.deleteLater()


def test_a_potential_goes_to_the_bin_and_comes_back(
    page: PotentialsPage, works: Workspace, lamps: UUID
) -> None:
    when_shown(ConfirmDialog, QDialog.accept)
    page.detail.delete.click()
    assert "LED-Straßenbeleuchtung, 420 Leuchten" not in titles(page)
    assert page.detail.record != lamps

    def bring_back(dialog: QDialog) -> None:
        assert isinstance(dialog, WorkBinDialog)
        dialog.restore.click()

    when_shown(WorkBinDialog, bring_back)
    page.listing.bin_wanted.emit()
    assert page.detail.record == lamps


def test_the_history_tells_what_changed(page: PotentialsPage, type_in: Type, qtbot: QtBot) -> None:
    type_in(page, "n", "410")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    told: list[str] = []

    def read(dialog: QDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(Label))
        dialog.reject()

    when_shown(HistoryDialog, read)
    page.detail.history.click()
    assert any("420 → 410" in line for line in told)


def test_strg_z_takes_an_input_back(page: PotentialsPage, type_in: Type, qtbot: QtBot) -> None:
    before = page.detail.band.accessibleName()
    type_in(page, "n", "210")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert page.detail.band.accessibleName() != before
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keys.undo()
    assert page.detail.band.accessibleName() == before
    form = page.detail.inputs.form
    assert form is not None
    assert form.field("n").text() == "420"


def test_an_empty_town_is_offered_the_first_step(town: Workspace, open_page: Open) -> None:
    with town.store.write("Geleert") as unit:
        for row in potentials.list_potentials(town):
            unit.delete(Potential, row.id)
    page = open_page(town)
    assert page.empty.isVisible()
    assert page.empty.primary.text() == "Erstes Potenzial rechnen"
    assert page.empty.secondary is not None
    assert page.empty.secondary.text() == "Aus Excel übernehmen"
    primaries = [each for each in page.findChildren(type(page.empty.primary)) if each.isVisible()]
    assert [each.text() for each in primaries if each.kind in {"primary", "big"}] == [
        "Erstes Potenzial rechnen"
    ]


def test_one_primary_button_with_a_record(page: PotentialsPage) -> None:
    buttons = [each for each in page.findChildren(type(page.detail.main)) if each.isVisible()]
    primaries = [each.text() for each in buttons if each.kind in {"primary", "big"}]
    assert primaries == ["Projekt daraus machen"]


def test_while_somebody_else_writes_everything_can_only_be_read(
    qtbot: QtBot, works: Workspace, lamps: UUID, open_page: Open
) -> None:
    reading = open_workspace(works.folder, clock=works.clock, resources=works.shipped.folder, read_only=True)
    page = open_page(reading)
    page.open_record(lamps)
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.detail.notice.accessibleName().startswith("Nur lesen")
    form = page.detail.inputs.form
    assert form is not None
    form.fold.set_open(True)
    for key in ("n", "T"):
        amount = form.field(key).input
        assert isinstance(amount, AmountField)
        assert amount.line.isReadOnly()
    assert not form.field("n").grade.isEnabled()
    assert page.detail.main.isHidden()
    assert page.detail.variants.add.isHidden()
    assert not page._new.isVisible()
    page.window().close()
    reading.close()


def test_potentials_of_other_towns_are_read_only(works: Workspace, lamps: UUID, open_page: Open) -> None:
    peer, mark = uuid7(1, b"0123456789"), b"0123456789"
    place = Place(
        id=uuid7(2, mark),
        source=peer,
        key="03358021",
        name="Soltau",
        kind="Stadt",
        designation="Stadt Soltau",
        nominative="die Stadt Soltau",
        genitive="der Stadt Soltau",
        locative="in der Stadt Soltau",
    )
    with works.store.read() as reader:
        own = reader.get(Potential, lamps)
    assert own is not None
    foreign = Potential(
        id=uuid7(3, mark),
        source=peer,
        place_id=place.id,
        title="Anderswo",
        measure=own.measure,
        inputs=own.inputs,
        result=own.result,
        factor_set=own.factor_set,
    )
    with works.store.write("Eingelesen") as unit:
        unit.add(place, foreign)
    page = open_page(works)
    page.open_record(foreign.id)
    assert page.detail.is_locked
    assert "Stadt Soltau" in page.detail.notice.accessibleName()
    assert not page.detail.delete.isVisible()
    assert page.detail.main.isHidden()
    page.settle()


def test_another_factor_set_changes_nothing_and_is_said(
    works: Workspace, lamps: UUID, open_page: Open
) -> None:
    before = potentials.load_potential(works, lamps).result
    choose_set(works, "geg-uba-2024")
    page = open_page(works)
    page.open_record(lamps)
    page.detail.tabs.choose(1)
    assert "„GEG 2020 (Anlage 9)“ gerechnet; gewählt ist „GEG-Brennstoffe + UBA-Strommix 2024“" in texts(page)
    shown = page.detail.inputs.shape
    assert shown is not None
    assert shown.result == before
    assert lamps in page.listing.shown
    page.listing.set_filter("stale")
    assert len(titles(page)) == 16
    assert "nicht mitgezählt: 16 Potenziale" in texts(page)
