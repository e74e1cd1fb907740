"""The map to look at: keys, mouse, colours, what it says and what lies over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.geometry import inner_point
from klikks_desktop.domain.map.labels import hidden_land
from klikks_desktop.domain.map.projection import project
from klikks_desktop.domain.map.values import Level, MapPlace, ReportState, Subject
from klikks_desktop.services.region.map_values import MapValues
from klikks_desktop.services.region.map_view import MapWish, make_map_of
from klikks_desktop.services.workspace import Shipped
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.map_canvas import SHIFT, ZOOM, MapCanvas
from klikks_desktop.ui.widgets.map_painting import PIECE, GroundPainter

HEATH, AURICH, STADE = "03358", "03452", "03359"
SOLTAU = (9.84, 52.99)


@pytest.fixture(scope="module")
def shipped() -> Shipped:
    return Shipped(Path(__file__).parents[2] / "resources")


@pytest.fixture(scope="module")
def values(shipped: Shipped) -> MapValues:
    """Soltau with most projects, Aurich with few, Stade without a report."""
    places = []
    for key, report, projects in (
        ("03358021", ReportState.REPORTED, 9),
        ("03452001", ReportState.REPORTED, 1),
        ("03359038", ReportState.MISSING, 0),
    ):
        found = shipped.directory.find(key)
        assert found is not None
        places.append(
            MapPlace(
                key=key,
                name=found.name,
                county=found.county,
                state=found.state,
                longitude=found.lon,
                latitude=found.lat,
                covers=(key,),
                report=report,
                projects=projects,
                tonnes=Decimal(projects),
            )
        )
    return MapValues(tuple(places), "Berichtszeitraum 2026", ())


@pytest.fixture
def content(shipped: Shipped, values: MapValues) -> MapContent:
    wish = MapWish(Level.COUNTY, "03", Subject.PROJECTS)
    return make_map_of(shipped, values, wish, date(2026, 11, 28))


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme, content: MapContent) -> Iterator[MapCanvas]:
    made = MapCanvas(theme, QLabel("Heidekreis"))
    qtbot.addWidget(made)
    made.resize(702, 645)
    made.set_content(content)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    yield made
    made.close()


def point_in(canvas: MapCanvas, key: str) -> QPoint:
    assert canvas.content is not None
    x, y = canvas.view.to_screen(*inner_point(canvas.content.areas.rings(key)))
    return QPoint(round(x), round(y))


def ground_of(canvas: MapCanvas) -> QImage:
    """What lies below, painted without the window."""
    assert canvas.content is not None
    assert canvas.overlay is not None
    picture = QPixmap(canvas.size())
    picture.fill(canvas.theme.colour(Ink.SEA))
    for _ in GroundPainter(canvas.theme).paint(picture, canvas.content, canvas.view, canvas.overlay.size):
        pass
    return picture.toImage()


def shown_ground(canvas: MapCanvas) -> QImage:
    """What lies below, as the window shows it now."""
    assert canvas.content is not None
    assert canvas.overlay is not None
    picture = QPixmap(canvas.size())
    painter = QPainter(picture)
    canvas.ground.paint(painter, canvas.content, canvas.view, canvas.overlay.size, 1)
    painter.end()
    return picture.toImage()


def colours(canvas: MapCanvas, key: str) -> set[str]:
    """Colours around the inner point of an area, without what lies over it."""
    picture = ground_of(canvas)
    middle = point_in(canvas, key)
    reach = range(-12, 13)
    return {picture.pixelColor(middle.x() + dx, middle.y() + dy).name() for dx in reach for dy in reach}


def test_the_whole_land_is_seen_at_first(canvas: MapCanvas, content: MapContent) -> None:
    box, seen = content.bounds, canvas.view.bounds
    assert seen.has(box.left, box.top)
    assert seen.has(box.right, box.bottom)


def test_legend_and_card_lie_over_empty_land(canvas: MapCanvas, content: MapContent) -> None:
    assert canvas.overlay is not None
    whole = len(content.land.sample(content.states))
    assert hidden_land(content, canvas.view, canvas.overlay.legend_box) <= 0.01 * whole
    canvas.choose(HEATH)
    card = canvas.findChild(QLabel)
    assert isinstance(card, QLabel)
    assert card.isVisible()
    box = canvas.overlay.card_box(card.size())
    assert box is not None
    assert not box.meets(canvas.overlay.legend_box)
    canvas.choose("")
    assert not card.isVisible()


def test_areas_have_the_colour_of_their_class(canvas: MapCanvas, content: MapContent, theme: Theme) -> None:
    ink = content.colouring.ink(content.values[HEATH])
    assert ink is Ink.SEQ4
    assert theme.colour(ink).name() in colours(canvas, HEATH)
    assert theme.colour(Ink.SEQ2).name() in colours(canvas, AURICH)
    assert colours(canvas, "03402") & {theme.colour(Ink.LAND).name()}


def test_no_report_is_hatched_and_no_colour(canvas: MapCanvas, theme: Theme) -> None:
    shown = colours(canvas, STADE)
    classes = {theme.colour(ink).name() for ink in (Ink.SEQ1, Ink.SEQ2, Ink.SEQ3, Ink.SEQ4, Ink.SEQ5)}
    assert theme.colour(Ink.SURFACE).name() in shown
    assert len(shown) > 3, "lines on a ground"
    assert not shown & classes


def test_the_dark_look_has_its_own_colours(canvas: MapCanvas, theme: Theme) -> None:
    light = colours(canvas, HEATH)
    theme.set_mode("dark")
    dark = colours(canvas, HEATH)
    assert theme.colour(Ink.SEQ4).name() in dark
    assert theme.colour(Ink.SEQ4).name() not in light
    theme.set_mode("light")


def test_many_dots_come_in_pieces_and_the_last_picture_stays_until_then(
    canvas: MapCanvas, content: MapContent, qtbot: QtBot
) -> None:
    box = content.bounds
    across = 150
    dots = [
        (box.left + box.width * (n % across) / across, box.top + box.height * (n // across) / across)
        for n in range(across * across)
    ]
    assert len(dots) > PIECE
    canvas.set_content(replace(content, projects=tuple(dots)))
    canvas.repaint()
    assert not canvas.ground.is_whole
    assert shown_ground(canvas) == ground_of_without_dots(canvas)
    qtbot.waitUntil(lambda: canvas.ground.is_whole)
    whole = ground_of(canvas)
    assert shown_ground(canvas) == whole

    canvas.shift(40, -20)
    moved = shown_ground(canvas)
    assert not canvas.ground.is_whole
    assert moved.copy(60, 40, 500, 500) == whole.copy(20, 60, 500, 500), "moved, not painted"
    canvas.shift(10, 0)
    canvas.repaint()
    qtbot.waitUntil(lambda: canvas.ground.is_whole and shown_ground(canvas) == ground_of(canvas))


def test_so_many_dots_that_they_hide_the_map_wait_until_it_is_enlarged(
    canvas: MapCanvas, content: MapContent, theme: Theme, qtbot: QtBot
) -> None:
    box, across = content.bounds, 100
    dots = [
        (box.left + box.width * (n % across) / across, box.top + box.height * (n // across) / across)
        for n in range(across * across)
    ]
    dot = theme.colour(Ink.CAT2).name()
    canvas.set_content(replace(content, projects=tuple(dots[:: across // 2])))
    assert dot in colours_of(ground_of(canvas))
    canvas.set_content(replace(content, projects=tuple(dots)))
    canvas.repaint()
    qtbot.waitUntil(lambda: canvas.ground.is_whole)
    assert dot not in colours_of(ground_of(canvas))
    canvas.zoom(8)
    canvas.repaint()
    qtbot.waitUntil(lambda: canvas.ground.is_whole)
    assert dot in colours_of(ground_of(canvas))


def colours_of(picture: QImage) -> set[str]:
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in points}


def ground_of_without_dots(canvas: MapCanvas) -> QImage:
    with_dots = canvas.content
    assert with_dots is not None
    canvas.content = replace(with_dots, projects=(), marks=())
    picture = ground_of(canvas)
    canvas.content = with_dots
    return picture


def test_the_chosen_area_has_a_heather_line(canvas: MapCanvas, theme: Theme) -> None:
    def has_line() -> bool:
        picture = canvas.grab().toImage()
        heather = theme.colour(Ink.CHOSEN)
        every = ((x, y) for x in range(0, picture.width(), 1) for y in range(0, picture.height(), 3))
        return any(QColor(picture.pixel(x, y)) == heather for x, y in every)

    assert not has_line()
    canvas.choose(HEATH)
    assert has_line()


def test_keys_zoom_shift_and_fit(canvas: MapCanvas) -> None:
    begin = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.scale == pytest.approx(begin.scale * ZOOM)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.view.scale == pytest.approx(begin.scale)
    for key, dx, dy in (
        (Qt.Key.Key_Left, SHIFT, 0),
        (Qt.Key.Key_Right, -SHIFT, 0),
        (Qt.Key.Key_Up, 0, SHIFT),
        (Qt.Key.Key_Down, 0, -SHIFT),
    ):
        before = canvas.view
        QTest.keyClick(canvas, key)
        expected = before.shifted(dx, dy)
        assert (canvas.view.x, canvas.view.y) == pytest.approx((expected.x, expected.y))
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.view != begin
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.view == begin


def test_buttons_do_the_same(canvas: MapCanvas, qtbot: QtBot) -> None:
    begin = canvas.view
    assert [button.accessibleName() for button in (canvas.larger, canvas.smaller, canvas.whole)] == [
        "Größer",
        "Kleiner",
        "Alles zeigen",
    ]
    qtbot.mouseClick(canvas.larger, Qt.MouseButton.LeftButton)
    assert canvas.view.scale > begin.scale
    qtbot.mouseClick(canvas.smaller, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(canvas.smaller, Qt.MouseButton.LeftButton)
    assert canvas.view.scale < begin.scale
    qtbot.mouseClick(canvas.whole, Qt.MouseButton.LeftButton)
    assert canvas.view == begin


def test_enter_leads_in_and_esc_chooses_nothing(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.choose(HEATH)
    with qtbot.waitSignal(canvas.opened) as opened:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert opened.args == [HEATH]
    with qtbot.waitSignal(canvas.chosen) as chosen:
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert chosen.args == [""]
    canvas.choose("")
    with qtbot.assertNotEmitted(canvas.opened):
        QTest.keyClick(canvas, Qt.Key.Key_Return)


def test_a_click_chooses_what_lies_there(canvas: MapCanvas, qtbot: QtBot) -> None:
    where = QPoint(*(round(each) for each in canvas.view.to_screen(*project(*SOLTAU))))
    with qtbot.waitSignal(canvas.chosen) as chosen:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == [HEATH]
    sea = QPoint(*(round(each) for each in canvas.view.to_screen(*project(6.3, 54.2))))
    assert canvas.key_at(sea.x(), sea.y()) == ""
    with qtbot.waitSignal(canvas.opened) as opened:
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == [HEATH]


def test_dragging_moves_the_map_and_chooses_nothing(canvas: MapCanvas, qtbot: QtBot) -> None:
    begin, start = canvas.view, point_in(canvas, HEATH)
    with qtbot.assertNotEmitted(canvas.chosen):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(canvas, start + QPoint(20, 10))
        QTest.mouseMove(canvas, start + QPoint(50, 30))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(50, 30))
    expected = begin.shifted(50, 30)
    assert (canvas.view.x, canvas.view.y) == pytest.approx((expected.x, expected.y))


def test_the_wheel_zooms_around_the_pointer(canvas: MapCanvas) -> None:
    place, before = QPointF(200, 150), canvas.view
    for delta in (120, 120, -120):
        event = QWheelEvent(
            place,
            canvas.mapToGlobal(place),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
    assert canvas.view.scale > before.scale
    assert canvas.view.to_plane(200, 150) == pytest.approx(before.to_plane(200, 150), abs=1e-6)


def test_nobody_gets_lost(canvas: MapCanvas, content: MapContent) -> None:
    for _ in range(60):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert content.bounds.has(canvas.view.x, canvas.view.y)


def test_what_is_chosen_comes_into_view(canvas: MapCanvas, content: MapContent) -> None:
    canvas.look_at(content.areas.bounds[AURICH])
    assert canvas.view.scale > 3
    canvas.choose(HEATH)
    box, seen = content.areas.bounds[HEATH], canvas.view.bounds
    assert seen.has((box.left + box.right) / 2, (box.top + box.bottom) / 2)


def test_the_pointer_is_told_in_plain_words(canvas: MapCanvas) -> None:
    heath, empty = point_in(canvas, HEATH), point_in(canvas, "03402")
    assert canvas.words_at(heath.x(), heath.y()).startswith("Heidekreis: 9 Projekte, 9,0 t CO₂e")
    assert canvas.words_at(empty.x(), empty.y()) == "Emden, Stadt: nimmt nicht teil"
    assert canvas.words_at(1, 1) == ""


def test_a_screen_reader_gets_name_and_summary(canvas: MapCanvas, content: MapContent) -> None:
    assert canvas.accessibleName() == "Karte: Projekte je Kreis"
    assert canvas.accessibleDescription() == content.summary
    assert "Heidekreis 9" in canvas.accessibleDescription()
    assert "Noch kein Bericht: Landkreis Stade" in canvas.accessibleDescription()


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_attribution_stands_on_the_map_at_every_size(
    canvas: MapCanvas, content: MapContent, theme: Theme, scale: int
) -> None:
    theme.set_scale(scale)
    assert canvas.overlay is not None
    assert " ".join(canvas.overlay.credit) == content.attribution
    assert canvas.overlay.foot < canvas.height()
    legend = canvas.overlay.legend_box
    assert legend.top >= 0
    assert legend.bottom <= canvas.overlay.foot


def test_names_lie_beside_legend_and_card(canvas: MapCanvas) -> None:
    canvas.choose(HEATH)
    overlay = canvas.overlay
    assert overlay is not None
    assert (overlay.plates[0].label.text, overlay.plates[0].label.bold) == ("Heidekreis", True)
    assert len(overlay.plates) > 3
    assert not any(plate.box.meets(overlay.legend_box) for plate in overlay.plates)


def test_the_view_stays_when_other_colours_are_shown(
    canvas: MapCanvas, shipped: Shipped, values: MapValues
) -> None:
    canvas.zoom(2)
    seen = canvas.view
    wish = MapWish(Level.COUNTY, "03", Subject.TONNES)
    canvas.set_content(make_map_of(shipped, values, wish, date(2026, 11, 28)))
    assert canvas.view == seen
    canvas.set_content(make_map_of(shipped, values, replace(wish, state=""), date(2026, 11, 28)))
    assert canvas.view.scale < seen.scale


def test_municipalities_can_be_shown(canvas: MapCanvas, shipped: Shipped, values: MapValues) -> None:
    canvas.choose(HEATH)
    wish = MapWish(Level.MUNICIPALITY, "03", Subject.PROJECTS)
    content = make_map_of(shipped, values, wish, date(2026, 11, 28))
    canvas.prepare(content)
    canvas.set_content(content)
    assert canvas.key == "", "a county is none of these"
    soltau = point_in(canvas, "03358021")
    assert canvas.key_at(soltau.x(), soltau.y()) == "03358021"


def test_a_canvas_without_content_stands(qtbot: QtBot, theme: Theme) -> None:
    empty = MapCanvas(theme, QWidget())
    qtbot.addWidget(empty)
    empty.show()
    QTest.keyClick(empty, Qt.Key.Key_Plus)
    assert empty.words_at(5, 5) == ""
    assert not empty.grab().isNull()
