"""The chart in the window: follows room, text size and look; table, pictures and figures of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAccessible, QImage
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.charts.bars import BarRow, three_step_bars
from klikks_desktop.domain.charts.lines import path_against_target
from klikks_desktop.domain.charts.shapes import Box, Drawing, Fill, Ink, Words
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.chart import ChartView, Room

ROWS = [
    BarRow("LED-Straßenbeleuchtung", Decimal("24.6")),
    BarRow("Photovoltaik Feuerwehrhaus", Decimal("14.1"), Decimal(0), Decimal("5.2")),
    BarRow("Wärmeschutz Turnhalle", Decimal(0), Decimal("10.8"), Decimal("2.4")),
]


def bars(room: Room) -> Drawing:
    return three_step_bars(
        ROWS,
        unit="t CO₂e im Jahr",
        width=room.width,
        height=room.height,
        size=room.size,
        measure=room.measure,
    )


def line(room: Room) -> Drawing:
    return path_against_target(
        {2025: Decimal(4), 2026: Decimal("61.8")},
        {2025: Decimal(10), 2030: Decimal(90)},
        unit="t CO₂e im Jahr",
        width=room.width,
        height=room.height,
        size=room.size,
        measure=room.measure,
    )


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> ChartView:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.show_chart(bars)
    view.resize(640, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def drawn(chart: ChartView) -> Drawing:
    assert chart.drawing is not None
    return chart.drawing


def test_the_drawing_fills_the_width_and_follows_it(chart: ChartView) -> None:
    assert drawn(chart).width == chart.canvas.width() == 640
    chart.resize(500, 400)
    assert drawn(chart).width == 500


def test_larger_text_needs_more_height_and_gets_it(chart: ChartView, theme: Theme) -> None:
    before = chart.canvas.minimumHeight()
    theme.set_scale(200)
    assert chart.canvas.minimumHeight() > before * 1.5
    assert drawn(chart).height >= chart.canvas.minimumHeight() - 1
    sizes = {shape.size for shape in drawn(chart).shapes if isinstance(shape, Words)}
    assert max(sizes) >= 26


def test_each_step_is_painted_in_its_way_in_both_looks(chart: ChartView, theme: Theme) -> None:
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        image = chart.canvas.grab().toImage()
        boxes = [shape for shape in drawn(chart).shapes if isinstance(shape, Box)][3:]
        for box in boxes:
            colours = {
                image.pixelColor(round(box.x + across), round(box.y + box.height / 2)).name()
                for across in range(4, int(box.width) - 4)
            }
            if box.fill is Fill.SOLID:
                assert colours == {theme.colour("chart1").name()}
            elif box.fill is Fill.DASHED:
                assert colours == {theme.colour("chart3").name()}
            else:
                assert theme.colour("surface").name() in colours
                assert len(colours) > 3


def test_is_told_to_a_screen_reader(chart: ChartView) -> None:
    interface = QAccessible.queryAccessibleInterface(chart.canvas)
    assert interface.text(QAccessible.Text.Name) == "Wirkung nach Maßnahme"
    assert "LED-Straßenbeleuchtung 24,6" in interface.text(QAccessible.Text.Description)


def test_the_table_is_reached_by_keyboard_and_holds_the_same_figures(chart: ChartView, qtbot: QtBot) -> None:
    chart.toggle.setFocus()
    qtbot.keyClick(chart.toggle, Qt.Key.Key_Space)
    assert chart.shows_table
    assert not chart.canvas.isVisible()
    table = chart._table
    assert table is not None
    cells = [
        [table.model.index(row, column).data() for column in range(5)]
        for row in range(table.model.rowCount())
    ]
    assert ["Photovoltaik Feuerwehrhaus", "14,1", "0,0", "5,2", "19,3"] in cells
    table.sort_by("4", down=True)
    assert table.model.index(0, 4).data() == "24,6"
    qtbot.keyClick(chart.toggle, Qt.Key.Key_Space)
    assert chart.canvas.isVisible()
    assert not chart.shows_table


def test_another_chart_replaces_the_table_too(chart: ChartView, qtbot: QtBot) -> None:
    qtbot.keyClick(chart.toggle, Qt.Key.Key_Space)
    chart.show_chart(line)
    table = chart._table
    assert table is not None
    assert table.model.columnCount() == 3
    assert table.model.rowCount() == 3


def test_the_picture_is_light_and_twice_as_large(chart: ChartView, theme: Theme) -> None:
    theme.set_mode("dark")
    image = QImage.fromData(QByteArray(chart.picture()))
    assert image.width() == 2 * (800 + 24)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert chart.paper_colours()[Ink.ACHIEVED] == "#0b6670"


def test_the_menu_offers_pictures_and_figures(chart: ChartView, qtbot: QtBot) -> None:
    told: list[str] = []
    chart.save_wanted.connect(told.append)
    for action in chart.menu.actions():
        action.trigger()
    assert told == ["png", "svg", "pdf", "xlsx", "csv"]
