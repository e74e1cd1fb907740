"""Auswertung: what is chosen is what is seen and what is written; other factor sets stand apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.ui import tasks
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.factor_choice import chosen_set
from klikks_desktop.ui.main_window import MainWindow
from klikks_desktop.ui.pages.evaluation import EvaluationPage
from klikks_desktop.ui.pages.evaluation import page as evaluation_page
from klikks_desktop.ui.pages.region_map import RegionMapPage
from klikks_desktop.ui.theme import Theme

SET, OTHER = "geg-2020", "kea-bw-2016"


@pytest.fixture
def page(show: Callable[..., QWidget]) -> EvaluationPage:
    return show("evaluation", EvaluationPage)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def rows(page: EvaluationPage) -> list[list[str]]:
    table = page.table.table
    assert table is not None
    columns = table.model.columnCount()
    found = (table.model.row(place) for place in range(table.model.rowCount()))
    return [[row.cell(column).text for column in range(columns)] for row in found]


def choose(page: EvaluationPage, grouping: str = "land", figure: str = "t") -> None:
    page.choice.grouping_field.set_value(grouping)
    page.choice.figure_field.set_value(figure)
    page.choice.changed.emit()


def test_the_table_follows_the_choices(page: EvaluationPage) -> None:
    assert [row[0] for row in rows(page)] == ["Bremen", "Niedersachsen"]
    assert rows(page)[1][1:7] == ["3", "9", "7", "2,8", "1,3", "0,9"]
    choose(page, "measure", "eur")
    assert rows(page) == [
        ["LED-Straßenbeleuchtung", "3", "500", "250", "0"],
        ["Baumpflanzung", "3", "250", "250", "250"],
    ]
    choose(page, "year")
    assert [row[0] for row in rows(page)] == ["2024", "2025", "noch nicht erreicht"]
    assert page.chart.chart.drawing is not None
    assert page.chart.chart.drawing.title == "Wirkung nach Jahr"


def test_another_factor_set_is_told_and_can_be_chosen(page: EvaluationPage) -> None:
    assert page.choice.factor_set == SET
    assert any("Nicht in diesen Summen" in text and "Bremen" in text for text in texts(page.notes))
    page.choice.set_field.set_value(OTHER)
    page.choice.set_field.edited.emit()
    assert rows(page)[0][4:7] == ["0,4", "0,0", "0,0"]
    assert rows(page)[1][4:8] == ["–", "–", "–", "–"], "reckoned with another set is unknown, not nothing"


def test_the_name_of_the_factor_set_can_be_read(page: EvaluationPage, qtbot: QtBot) -> None:
    """The sets of many towns become known only after the field was laid out."""
    field = page.choice.set_field
    field.set_choices([])
    qtbot.waitUntil(lambda: field.width() <= field.minimumSizeHint().width())
    empty = field.width()
    field.set_choices([(SET, "Faktorensatz GEG 2020 (Anlage 9)")])
    qtbot.waitUntil(lambda: field.width() > empty)
    assert field.width() >= field.sizeHint().width()


def test_the_factor_set_is_chosen_once_for_all_pages(
    page: EvaluationPage, show: Callable[..., QWidget], region_window: MainWindow, qtbot: QtBot
) -> None:
    page.choice.set_field.set_value(OTHER)
    page.choice.set_field.edited.emit()
    karte = show("map", RegionMapPage)
    qtbot.waitUntil(lambda: karte.content is not None and karte.listing.sets.value() == OTHER)
    assert karte.listing.sets.isVisible()
    assert karte.content is not None
    assert karte.content.factor_set == page.choice.set_field.currentText().removeprefix("Faktorensatz ")
    karte.listing.sets.set_value(SET)
    karte.listing.sets.edited.emit()
    qtbot.waitUntil(lambda: "2 Kommunen" not in " ".join(karte.content.notes if karte.content else ()))
    again = show("evaluation", EvaluationPage)
    assert again.choice.factor_set == SET
    assert chosen_set(region_window) == SET, "kept until the next start with the lists"


@pytest.mark.parametrize("grouping", ["measure", "land", "year"])
def test_the_table_is_as_wide_as_its_card(page: EvaluationPage, qtbot: QtBot, grouping: str) -> None:
    page.resize(1300, 700)
    choose(page, grouping)
    assert page.table.table is not None
    view = page.table.table.view
    head = view.horizontalHeader()
    qtbot.waitUntil(lambda: head.length() == view.viewport().width())


def test_tiles_tell_towns_people_and_what_falls_to_one(page: EvaluationPage) -> None:
    told = " ".join(texts(page.tiles))
    assert "4 mit einem Bericht" in told
    assert "3 mit Namen gemeldet" in told
    assert "kWh im Jahr erreicht" in told


def test_choices_stay(page: EvaluationPage, region_window: MainWindow) -> None:
    choose(page, "kreis", "kwh")
    again = EvaluationPage(region_window)
    assert (again.choice.grouping.value, again.choice.figure.value) == ("kreis", "kwh")
    again.deleteLater()


def test_files_have_exactly_what_is_shown(
    page: EvaluationPage, pick_file: Callable[..., None], tmp_path: Path
) -> None:
    choose(page, "measure", "kwh")
    table = tmp_path / "auswertung.xlsx"
    pick_file(table)
    page.table.excel.click()
    sheet = load_workbook(table).active
    assert sheet is not None
    head, *body = sheet.iter_rows(values_only=True)
    assert head == (
        "Maßnahme",
        "Wirkungen",
        *(f"{each} kWh/a" for each in ("erreicht", "beschlossen", "möglich")),
        "Faktorensatz",
    )
    assert [row[:3] for row in body] == [
        ("LED-Straßenbeleuchtung", 3, 2000),
        ("Baumpflanzung", 3, 1000),
        ("zusammen", 6, 3000),
    ]
    plain = tmp_path / "auswertung.csv"
    pick_file(plain)
    page.table.csv.click()
    lines = list(csv.reader(io.StringIO(plain.read_text("utf-8-sig")), delimiter=";"))
    assert [line[0] for line in lines] == ["Maßnahme", *(row[0] for row in body)]
    assert page.written.isVisible()


@pytest.mark.parametrize("down", [False, True])
def test_files_have_the_order_and_the_decimals_of_the_table(
    page: EvaluationPage, pick_file: Callable[..., None], tmp_path: Path, down: bool
) -> None:
    """Sorted by a click on the head of a column; a zero behind the comma is written too."""
    choose(page, "kreis", "t")
    table = page.table.table
    assert table is not None
    table.sort_by("stage0", down=down)
    shown = rows(page)
    assert [row[4] for row in shown] == (["2,8", "0,0", "–"] if down else ["0,0", "2,8", "–"])
    plain = tmp_path / "auswertung.csv"
    pick_file(plain)
    page.table.csv.click()
    head, *body, total = csv.reader(io.StringIO(plain.read_text("utf-8-sig")), delimiter=";")
    assert total[0] == "zusammen"
    assert [[cell.replace(".", "") for cell in row] for row in shown] == [
        [cell or "–" for cell in line[:-1]] for line in body
    ]
    assert head[-1] == "Faktorensatz"
    sheet_file = tmp_path / "auswertung.xlsx"
    pick_file(sheet_file)
    page.table.excel.click()
    sheet = load_workbook(sheet_file).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [*(row[0] for row in shown), "zusammen"]
    formats = [cell.number_format for cell in next(sheet.iter_rows(min_row=len(shown) + 2))]
    assert formats == ["@", *["#,##0"] * 3, *["#,##0.0"] * 3, "#,##0.00", "#,##0", "@"]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_chart_is_saved(
    page: EvaluationPage, pick_file: Callable[..., None], tmp_path: Path, kind: str
) -> None:
    target = tmp_path / f"bild.{kind}"
    pick_file(target)
    page.chart.chart.save_wanted.emit(kind)
    data = target.read_bytes()
    if kind == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == 1
    else:
        assert data.startswith({"png": b"\x89PNG", "svg": b"<?xml"}[kind])


def test_the_report_is_shown(page: EvaluationPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.report, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.findChild(PaperDialog) is not None, timeout=20_000)
    dialog = page.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    dialog.reject()


def test_many_towns_are_read_beside_the_window(
    page: EvaluationPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tasks.MANY > 3
    monkeypatch.setattr(evaluation_page, "MANY", 3)
    choose(page, "land", "t")
    page.table.total.setText("")
    page.reload()
    qtbot.waitUntil(lambda: bool(page.table.total.text()))
    assert len(rows(page)) == 2


def test_before_the_first_report(region_window: MainWindow) -> None:
    region_window.shell.show_page("evaluation")
    page = region_window.shell.page("evaluation")
    assert isinstance(page, EvaluationPage)
    assert page.empty.isVisible()
    assert not page.report.isVisible()
    assert page.empty.primary is not None
    page.empty.primary.click()
    assert region_window.shell.current == "exchange"


@pytest.mark.parametrize("look", [("light", 100), ("dark", 150), ("light", 200)])
def test_nothing_is_clipped(
    page: EvaluationPage,
    theme: Theme,
    look: tuple[str, int],
    find_clipped: Callable[[QWidget], list[str]],
) -> None:
    mode, scale = look
    theme.set_mode(mode)  # type: ignore[arg-type]  # one of the looks above
    theme.set_scale(scale)
    for grouping in ("land", "measure"):
        choose(page, grouping)
        for _ in range(3):
            QApplication.processEvents()
        assert find_clipped(page) == [], grouping
