"""Charts as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from klikks_desktop.domain.charts.shapes import Anchor, ChartTable, Drawing, Ink, Words
from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.chart_export import chart_file_name, save_figures, save_svg

TABLE = ChartTable(("Jahr", "Strom (kWh)"), (("2024", "1.234,5"), ("2025", "")))


def test_figures_are_numbers_in_excel_and_unknown_ones_stay_empty(tmp_path: Path) -> None:
    target = save_figures(TABLE, "Stromverbrauch", tmp_path / "a.xlsx")
    sheet = load_workbook(target)["Stromverbrauch"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [["Jahr", "Strom (kWh)"], ["2024", 1234.5], ["2025", None]]


def test_figures_as_csv_open_in_german_excel(tmp_path: Path) -> None:
    target = save_figures(TABLE, "Stromverbrauch", tmp_path / "a.csv")
    assert target.read_bytes().decode("utf-8-sig").splitlines() == [
        "Jahr;Strom (kWh)",
        '"2024";1234,5',
        '"2025";',
    ]


def test_an_svg_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    shapes = (Words(5, 10, "A", 10, anchor=Anchor.START),)
    drawing = Drawing(20, 20, shapes, "Titel", "Worte", TABLE)
    colours = dict.fromkeys(Ink, "#000000")
    assert "<title>Titel</title>" in save_svg(drawing, colours, tmp_path / "a.svg").read_text("utf-8")
    with pytest.raises(UserError) as caught:
        save_svg(drawing, colours, tmp_path / "fehlt" / "a.svg")
    assert caught.value.code == "K-631"


def test_the_name_tells_the_chart_and_the_day() -> None:
    name = chart_file_name("Wirkung nach Maßnahme", None, date(2026, 11, 23), "png")
    assert name == "KlikKS_2026-11-23_Wirkung-nach-Maßnahme.png"
