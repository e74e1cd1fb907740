"""Faktoren und Richtwerte in the settings: another set after its report, figures with source, files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from klikks_desktop.services.records import history
from klikks_desktop.services.savings import factor_imports, factors, potentials
from klikks_desktop.services.workspace import Workspace, open_workspace
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.dialogs.progress import ProgressDialog
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.settings import SettingsPage
from klikks_desktop.ui.pages.settings.factors_section import FactorsSection
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.table import RecordTable

WAIT_MS = 20_000
LED = {"n": "100", "P_old": "90", "P_new": "25", "t": "4000", "t_dim": "0"}


@pytest.fixture
def section(window: MainWindow, town: Workspace) -> FactorsSection:
    id_ = potentials.new_potential(town, town.own_place().id, "LED_STREET")
    potentials.save_inputs(town, id_, LED)
    window.shell.show_page("settings")
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    shown = page.section(FactorsSection)
    assert isinstance(shown, FactorsSection)
    return shown


def choose(section: FactorsSection, set_id: str) -> None:
    section.choice.set_value(set_id)
    section.choice.edited.emit()


def in_dialog(press: str, look: Callable[[Dialog], object] = bool) -> list[str]:
    """When the next dialog with that button stands, note what it says and press the button."""
    told: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog) or isinstance(dialog, ProgressDialog):
            QTimer.singleShot(5, act)
            return
        look(dialog)
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        next(b for b in dialog.findChildren(Button) if b.text() == press).click()

    QTimer.singleShot(0, act)
    return told


def wait_for(qtbot: QtBot, done: Callable[[], bool]) -> None:
    """Sets are reckoned and files read off the window's thread."""
    qtbot.waitUntil(done, timeout=WAIT_MS)


def cells(table: RecordTable) -> list[list[str]]:
    return [[cell.text for cell in row_cells(table, place)] for place in range(table.model.rowCount())]


def row_cells(table: RecordTable, place: int):
    row = table.model.row(place)
    return [row.cell(column) for column in range(len(row.cells))]


def values(section: FactorsSection) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in section.facts.findChildren(QLabel) if not label.isHidden()]


def factor_file(folder: Path) -> Path:
    head = {"format": "klikks-faktoren", "version": 1, "id": "a", "title": "Neue Zahlen", "edition": "2027"}
    mix = [{"year": 2025, "value": 344, "source": "M"}]
    path = folder / "faktoren.json"
    path.write_text(json.dumps({**head, "valid_from": "2027-01-01", "electricity_mix": mix}), "utf-8")
    return path


def test_the_chosen_set_is_shown_with_its_basis(section: FactorsSection) -> None:
    assert section.choice.value() == "geg-2020"
    assert {"CO₂e", "mit Vorkette", "GEG 2020"} <= set(values(section))
    choose(section, "geg-uba-2024")
    assert "gemischt: Brennstoffe CO₂e, Strom nur CO₂" in values(section)
    assert section.show_difference.text() == "Unterschied zeigen …"


def test_another_set_is_taken_after_its_report_and_taken_back(
    section: FactorsSection, town: Workspace, qtbot: QtBot
) -> None:
    tables: list[list[list[str]]] = []
    choose(section, "geg-uba-2024")
    told = in_dialog("Abbrechen", lambda dialog: tables.append(cells(dialog.findChild(RecordTable))))
    section.show_difference.click()
    wait_for(qtbot, lambda: section.choice.value() == "geg-2020")
    assert tables == [[["LED-Straßenbeleuchtung", "14,56", "9,44", "7.020", "7.020"]]]
    assert any("sinkt die Summe von 14,6 auf 9,4 t im Jahr" in text for text in told)
    assert factors.chosen_set(town).id == "geg-2020"
    assert section.choice.value() == "geg-2020", "what is not confirmed is not chosen"
    choose(section, "geg-uba-2024")
    in_dialog("Wechseln und neu rechnen")
    section.show_difference.click()
    wait_for(qtbot, lambda: factors.chosen_set(town).id == "geg-uba-2024")
    assert potentials.list_potentials(town)[0].factor_set == "geg-uba-2024"
    wait_for(qtbot, lambda: section.show_difference.text() == "Mit heutigen Werten neu rechnen …")
    history.undo(town)
    assert potentials.list_potentials(town)[0].factor_set == "geg-2020"


def test_every_figure_shows_its_source_and_whether_to_check_it(section: FactorsSection) -> None:
    everything = section.figures.model.rowCount()
    assert everything > 150
    section.search.setText("erdgas energiepreise")
    assert section.figures.model.rowCount() == 1
    name, value, unit, check = row_cells(section.figures, 0)
    assert (name.text, value.text, unit.text) == ("Energiepreise: Erdgas", "0,1", "EUR/kWh Hs")
    assert "Destatis" in name.second
    assert (check.text, check.state) == ("Richtwert, bitte prüfen", "warn")
    section.figures.view.selectRow(0)
    assert section.source.text().startswith("Quelle: Destatis")
    section.search.setText("brenndauer im jahr")
    section.figures.view.selectRow(0)
    assert section.source.text().endswith("Üblich: 3.500 bis 4.200.")
    section.search.setText("anlage 9")
    assert section.figures.model.rowCount() > 20
    section.search.clear()
    assert section.figures.model.rowCount() == everything


def test_a_file_is_taken_in_after_a_preview_and_removed(
    section: FactorsSection, town: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = factor_file(tmp_path)
    shipped = section.files.model.rowCount()
    told = in_dialog("Abbrechen")
    section.take_file(path)
    wait_for(qtbot, lambda: bool(told))
    assert "GEG-Brennstoffe + UBA-Strommix 2025" in told
    assert "1, bitte prüfen" in told
    assert section.files.model.rowCount() == shipped
    in_dialog("Einlesen")
    section.take_file(path)
    wait_for(qtbot, lambda: section.files.model.rowCount() == shipped + 1)
    choose(section, "geg-uba-2025")
    assert section.choice.value() == "geg-uba-2025"
    section.tabs.choose(1)
    assert section.files.select("a")
    assert section.remove.isEnabled()
    in_dialog("Entfernen")
    section.remove.click()
    wait_for(qtbot, lambda: section.files.model.rowCount() == shipped)
    assert not any(row.imported_at for row in factor_imports.list_files(town))
    assert not section.remove.isEnabled()


def test_a_file_that_is_none_is_refused(section: FactorsSection, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "liste.json"
    path.write_text("[]", "utf-8")
    told = in_dialog("Schließen")
    section.take_file(path)
    wait_for(qtbot, lambda: bool(told))
    assert any(text.startswith("K-733") for text in told)


def test_a_shipped_file_cannot_be_removed(section: FactorsSection) -> None:
    section.tabs.choose(1)
    assert section.files.select(" geg-2020")
    assert not section.remove.isEnabled()


def test_who_only_reads_sees_everything_and_changes_nothing(
    qtbot: QtBot, town: Workspace, theme: Theme
) -> None:
    reading = open_workspace(town.folder, clock=town.clock, resources=town.shipped.folder, read_only=True)
    window = MainWindow(reading, theme, "settings")
    qtbot.addWidget(window)
    page = window.shell.page("settings")
    assert isinstance(page, SettingsPage)
    section = page.section(FactorsSection)
    assert isinstance(section, FactorsSection)
    assert section.figures.model.rowCount() > 150
    buttons = (section.show_difference, section.take, section.remove)
    assert not any(button.isEnabled() for button in buttons)
    reading.close()
