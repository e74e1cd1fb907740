"""Buildings in the window: enter, look through, save, undo, delete, bring back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.charts.shapes import Drawing
from klikks_desktop.domain.records import Building, Consumption, Meter
from klikks_desktop.services.energy import buildings
from klikks_desktop.services.energy.building_export import export_buildings
from klikks_desktop.services.records import history
from klikks_desktop.services.savings.potentials import list_potentials
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.buildings import BuildingsPage
from klikks_desktop.ui.pages.buildings.consumption import MONTHS
from klikks_desktop.ui.pages.buildings.detail import COMPARISON, CONSUMPTION, COURSE, MASTER, METERS
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button


def rows_of(page: BuildingsPage) -> list[list[str]]:
    model = page.listing.table.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def texts_in(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def leave(page: BuildingsPage) -> None:
    """Leave the field that has the keyboard."""
    page.listing.search.setFocus()
    QApplication.processEvents()


def type_into(page: BuildingsPage, name: str, text: str) -> None:
    field = page.detail.master.form.field(name).input
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    field.insert(text)
    field.textEdited.emit(text)
    leave(page)


def read(workspace: Workspace, key: UUID) -> Building:
    with workspace.store.read() as reader:
        found = reader.get(Building, key)
    assert found is not None
    return found


# ---------------------------------------------------------------------- the list


def test_the_list_tells_heat_and_power_of_the_last_year(page: BuildingsPage) -> None:
    # 222,000 kWh Hs are 200,000 kWh Hi, times 1.10 (no central hot water), over 1,000 m2.
    school, townhall = rows_of(page)
    assert school[:3] == ["Grundschule am Anger", "220", "30"]
    assert townhall == ["Rathaus", "offen", "offen", "offen"]


def test_search_and_filter_stay_after_reloading(page: BuildingsPage) -> None:
    page.listing.set_filter("silent")
    assert [row[0] for row in rows_of(page)] == ["Rathaus"]
    page.reload()
    assert [row[0] for row in rows_of(page)] == ["Rathaus"]
    page.listing.set_filter("all")
    page.listing.search.setText("anger 3")
    assert [row[0] for row in rows_of(page)] == ["Grundschule am Anger"]


def test_an_empty_town_is_told_why_it_is_worth_it(empty_page: BuildingsPage, plain_town: Workspace) -> None:
    assert empty_page.empty.isVisible()
    assert not empty_page.panes.isVisible()
    empty_page.empty.primary.click()
    assert empty_page.panes.isVisible()
    assert [row.name for row in buildings.list_buildings(plain_town)] == ["Neues Gebäude"]
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == "Neues Gebäude"


def test_what_is_shown_goes_to_excel(
    page: BuildingsPage, plain_town: Workspace, tmp_path: Path, school: UUID
) -> None:
    page.listing.search.setText("grundschule")
    assert export_buildings(plain_town, tmp_path / "a.xlsx", page.listing.shown) == 1
    sheet = load_workbook(tmp_path / "a.xlsx")["Gebäude"]
    head, row = (list(line) for line in sheet.iter_rows(values_only=True))
    found = dict(zip(head, row, strict=True))
    assert found["Gebäude"] == "Grundschule am Anger"
    assert (found["NGF (m²)"], found["Wärme (kWh)"], found["Wärme (kWh/m²)"]) == (1000, 220_000, 220)
    assert (found["Wärme: Jahr"], found["witterungsbereinigt"]) == (2025, "ja")


# ---------------------------------------------------------------------- master data


def test_a_field_is_saved_when_it_is_left_and_undone_by_the_window(
    page: BuildingsPage, plain_town: Workspace, school: UUID
) -> None:
    page.open_record(school)
    type_into(page, "name", "Schule am Anger")
    assert read(plain_town, school).name == "Schule am Anger"
    QApplication.processEvents()
    assert "Schule am Anger" in [row[0] for row in rows_of(page)]
    history.undo(plain_town)
    page.reload()
    assert page.detail.name == "Grundschule am Anger"


def test_a_wrong_value_waits_and_is_led_to(page: BuildingsPage, plain_town: Workspace, school: UUID) -> None:
    page.open_record(school)
    type_into(page, "area_m2", "viel")
    assert read(plain_town, school).area_m2 == 1000
    assert page.detail.view is not None
    assert page.detail.view.form.has_draft
    page.detail.tabs.choose(COURSE)
    page.detail.foot._open.click()
    assert page.detail.tabs.current == MASTER
    assert QApplication.focusWidget() is page.detail.master.form.field("area_m2").input


# ---------------------------------------------------------------------- meters and consumption


def test_a_meter_is_added_and_its_form_opened(
    page: BuildingsPage, plain_town: Workspace, townhall: UUID
) -> None:
    page.open_record(townhall)
    page.detail.tabs.choose(CONSUMPTION)
    assert not page.detail.consumption.sheet.isVisible()
    page.detail.consumption._none.findChildren(Button)[0].click()
    assert page.detail.tabs.current == METERS
    page.detail.meters.add_wanted.emit(Carrier.DISTRICT_HEAT)
    with plain_town.store.read() as reader:
        meters = reader.find(Meter, building_id=townhall)
    assert [(meter.carrier, meter.unit) for meter in meters] == [(Carrier.DISTRICT_HEAT, "kWh")]
    assert page.detail.meters.shown == meters[0].id
    assert page.detail.meters.form.texts()["carrier"] == "district_heat"
    page.detail.tabs.choose(CONSUMPTION)
    assert page.detail.consumption.sheet.isVisible()


def test_a_meter_is_deleted_and_comes_back(page: BuildingsPage, plain_town: Workspace, school: UUID) -> None:
    page.open_record(school)
    page.detail.meters.delete.click()
    assert page.detail.meters.table.model.rowCount() == 1
    history.undo(plain_town)
    page.reload()
    assert page.detail.meters.table.model.rowCount() == 2


def test_typing_in_the_sheet_is_stored_and_strg_z_takes_it_back(
    page: BuildingsPage, plain_town: Workspace, school: UUID, qtbot: QtBot
) -> None:
    page.open_record(school)
    page.detail.tabs.choose(CONSUMPTION)
    sheet = page.detail.consumption.sheet
    sheet.view.setFocus()
    sheet.go_to(3, 0)
    before = sheet.model.index(3, 0).data()
    qtbot.keyClicks(sheet.view, "5")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert sheet.model.index(3, 0).data() == "5"
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.model.index(3, 0).data() == before


def test_a_block_with_a_word_keeps_the_numbers_and_marks_the_word(
    page: BuildingsPage, plain_town: Workspace, school: UUID
) -> None:
    page.open_record(school)
    page.detail.tabs.choose(CONSUMPTION)
    sheet = page.detail.consumption.sheet
    QGuiApplication.clipboard().setText("10\t1,00\nviel\t2,00")
    sheet.go_to(0, 0)
    sheet.paste(QGuiApplication.clipboard().text())
    shown = [[sheet.model.index(row, column).data() for column in range(2)] for row in range(2)]
    assert shown == [["10", "1,00"], ["viel", "2,00"]]
    assert sheet.problem_count() == 1
    assert page.detail.consumption.note.isVisible()
    page.detail.tabs.choose(MASTER)
    page.detail.foot._open.click()
    assert page.detail.tabs.current == CONSUMPTION
    assert sheet.view.currentIndex().row() == 1


def test_months_stand_below_each_other(page: BuildingsPage, school: UUID) -> None:
    page.open_record(school)
    page.detail.consumption.span.set_value(MONTHS)
    page.detail.consumption.refresh()
    grid = page.detail.consumption.sheet.model.grid
    assert grid is not None
    assert len(grid.rows) == 5 * 12
    assert [row.month for row in grid.rows[:12]] == list(range(1, 13))


# ---------------------------------------------------------------------- chart and comparison


def chart_of(page: BuildingsPage) -> Drawing:
    drawing = page.detail.course.chart.drawing
    assert drawing is not None
    return drawing


def test_the_chart_shows_counted_and_corrected_heat(page: BuildingsPage, school: UUID) -> None:
    page.open_record(school)
    page.detail.tabs.choose(COURSE)
    assert chart_of(page).table.rows == (
        ("2023", "200,0", ""),
        ("2024", "200,0", "240,0"),
        ("2025", "200,0", "220,0"),
    )
    assert "Ohne Klimafaktor, daher nicht bereinigt: 2023." in texts_in(page.detail.course)
    page.detail.course.kind.set_value("cost")
    page.detail.course._show()
    assert chart_of(page).table.rows[0] == ("2023", "20.000", "")


def test_the_comparison_names_value_class_and_source(page: BuildingsPage, school: UUID) -> None:
    page.open_record(school)
    page.detail.tabs.choose(COMPARISON)
    texts = texts_in(page.detail.comparison)
    assert "Dieses Gebäude 2025, witterungsbereinigt" in texts
    assert texts[texts.index("Dieses Gebäude 2025, witterungsbereinigt") + 1] == "220 kWh/m²"
    assert "Vergleichswert 2021 (Bekanntmachung nach GEG)" in texts
    assert any("keine amtlichen Klassen" in text for text in texts)


def test_a_suggestion_becomes_a_potential(page: BuildingsPage, plain_town: Workspace, school: UUID) -> None:
    page.open_record(school)
    page.detail.tabs.choose(COMPARISON)
    buttons = page.detail.comparison.findChildren(Button)
    assert buttons
    buttons[0].click()
    made = list_potentials(plain_town)
    assert [row.building_id for row in made] == [school]
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.shell.current == "potentials"


# ---------------------------------------------------------------------- deleting


def test_deleting_takes_everything_and_undo_brings_it_back(
    page: BuildingsPage, plain_town: Workspace, school: UUID
) -> None:
    def counts() -> tuple[int, int, int]:
        with plain_town.store.read() as reader:
            return tuple(len(reader.find(kind)) for kind in (Building, Meter, Consumption))  # type: ignore[return-value]  # three

    before = counts()
    buildings.delete_building(plain_town, school)
    page.reload()
    assert counts() == (1, 0, 0)
    assert page.detail.name == "Rathaus"
    history.undo(plain_town)
    page.reload()
    assert counts() == before


# ---------------------------------------------------------------------- look


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_clipped(
    page: BuildingsPage,
    theme: Theme,
    school: UUID,
    find_clipped: Callable[[QWidget], list[str]],
    scale: int,
) -> None:
    theme.set_scale(scale)
    page.open_record(school)
    for tab in (MASTER, METERS, CONSUMPTION, COURSE, COMPARISON):
        page.detail.tabs.choose(tab)
        QApplication.processEvents()
        assert find_clipped(page) == []


def test_tab_meets_only_named_controls(page: BuildingsPage, school: UUID, qtbot: QtBot) -> None:
    page.open_record(school)
    page.listing.search.setFocus()
    for tab in (MASTER, METERS, COURSE, COMPARISON):
        page.detail.tabs.choose(tab)
        for _ in range(30):
            widget = QApplication.focusWidget()
            assert widget.accessibleName(), f"{widget} has no name"
            qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_a_narrow_window_shows_list_or_record(
    page: BuildingsPage, theme: Theme, school: UUID, qtbot: QtBot
) -> None:
    theme.set_scale(200)
    QApplication.processEvents()
    page.panes.show_list()
    assert page.listing.isVisible()
    assert not page.detail.isVisible()
    page.open_record(school)
    assert page.detail.isVisible()
    qtbot.keyClick(page.detail, Qt.Key.Key_Escape)
    assert page.listing.isVisible()
