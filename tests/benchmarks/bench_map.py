"""Loading and painting the map, beside a bare fill of the same points.

Run ``python tests/benchmarks/bench_map.py``. Goals: Länder and counties read below 100 ms, a frame with all
counties below 16 ms, with the municipalities of the largest Land below 50 ms. Prints, never fails on time.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.charts.svg import to_svg
from klikks_desktop.domain.map.areas import AreaMap
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.drawing import draw_map
from klikks_desktop.domain.map.geometry import bounds_of
from klikks_desktop.domain.map.values import Level, MapPlace, ReportState, Subject
from klikks_desktop.reference.map_data import MapData
from klikks_desktop.services.region.map_values import MapValues
from klikks_desktop.services.region.map_view import GERMANY, MapWish, make_map_of
from klikks_desktop.services.workspace import Shipped
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.chart_painting import measure_with
from klikks_desktop.ui.widgets.map_canvas import MapCanvas

RESOURCES: Final = Path(__file__).parents[2] / "resources"
SIZE: Final = (700, 640)
RUNS: Final = 15
DAY: Final = date(2026, 11, 28)
LARGEST: Final = "07"
"""Rheinland-Pfalz has most municipalities, Bayern most points."""
MOST_POINTS: Final = "09"


def milliseconds(action: Callable[[], object], rounds: int = RUNS) -> float:
    """Best processor time of ``action``: what others do on the machine counts for nobody."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        action()
        times.append((time.process_time() - begin) * 1000)
    return min(times)


def everybody(shipped: Shipped) -> MapValues:
    """All municipalities of Germany take part, with values told by their key."""
    directory = shipped.directory
    known = [place for key in range(1, 17) for place in directory.largest(f"{key:02}", 3000)]
    places = [
        MapPlace(
            key=place.key,
            name=place.name,
            county=place.county,
            state=place.state,
            longitude=place.lon,
            latitude=place.lat,
            covers=(place.key,),
            report=ReportState.MISSING if place.key.endswith("7") else ReportState.REPORTED,
            projects=int(place.key) % 13,
            tonnes=Decimal(int(place.key) % 997) / 10,
            euros=Decimal(int(place.key) % 9973),
            patrons=int(place.key) % 7,
        )
        for place in known
    ]
    return MapValues(tuple(places), "", ())


def bare_fill(content: MapContent) -> Callable[[], None]:
    """The floor: the same areas as paths that are there already, in one colour, without any line."""
    areas: AreaMap = content.areas
    rings = {key: areas.rings(key) for key in content.keys}
    box = bounds_of(ring for each in rings.values() for ring in each)
    scale = min(SIZE[0] / box.width, SIZE[1] / box.height)
    paths = []
    for each in rings.values():
        path = QPainterPath()
        for ring in each:
            points = [QPointF((x - box.left) * scale, (y - box.top) * scale) for x, y in ring]
            path.addPolygon(QPolygonF(points))
        paths.append(path)
    picture = QImage(*SIZE, QImage.Format.Format_RGB32)

    def fill() -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#2F8188"))
        for path in paths:
            painter.drawPath(path)
        painter.end()

    return fill


def painted_anew(canvas: MapCanvas) -> None:
    """The ground in all its pieces."""
    canvas.ground.forget()
    canvas.grab()
    while not canvas.ground.is_whole:
        QApplication.processEvents()


def new_canvas(theme: Theme, content: MapContent) -> MapCanvas:
    """A canvas that has not painted yet."""
    canvas = MapCanvas(theme, QWidget())
    canvas.resize(*SIZE)
    canvas.set_content(content)
    return canvas


def show_loading() -> None:
    """Reading, projecting, and the floor of reading the file."""
    file = RESOURCES / "map" / "deutschland.json"

    def load() -> None:
        data = MapData.load(RESOURCES)
        assert len(data.county_plane.areas) > len(data.state_plane.areas)

    print(f"reading the file only           {milliseconds(file.read_bytes):8.2f} ms")
    print(f"Länder and counties, projected  {milliseconds(load):8.2f} ms, goal 100 ms")
    for state in (LARGEST, MOST_POINTS):
        times = []
        for _ in range(5):
            data = MapData.load(RESOURCES)
            times.append(milliseconds(lambda d=data: d.county_plane, 1))
            times[-1] = milliseconds(lambda d=data, s=state: d.municipality_plane(s), 1)
        print(f"municipalities of Land {state}       {min(times):8.2f} ms")


def show_frames(shipped: Shipped, theme: Theme) -> None:
    """What the worker does (values added up, paths), what the window does (frame, blit), and the files."""
    values = everybody(shipped)
    head = (
        f"{'map':38}{'made':>9}{'paths':>9}{'frame':>9}{'blit':>9}{'bare fill':>11}{'drawing':>10}{'svg':>9}"
    )
    print(f"\n{head}   ms")
    for title, level, state in (
        ("16 Länder", Level.STATE, GERMANY),
        ("401 counties", Level.COUNTY, GERMANY),
        ("counties of one Land (03)", Level.COUNTY, "03"),
        ("municipalities of Land 03", Level.MUNICIPALITY, "03"),
        ("municipalities of Land 07 (2,300)", Level.MUNICIPALITY, LARGEST),
        ("municipalities of Land 09 (most points)", Level.MUNICIPALITY, MOST_POINTS),
    ):
        wish = MapWish(level, state, Subject.PROJECTS)
        content = make_map_of(shipped, values, wish, DAY)
        made = milliseconds(lambda w=wish: make_map_of(shipped, values, w, DAY), 3)
        canvases = [new_canvas(theme, content) for _ in range(3)]
        ready = min(milliseconds(partial(canvas.prepare, content), 1) for canvas in canvases)
        canvas = canvases[0]
        frame = milliseconds(lambda c=canvas: painted_anew(c))
        target = QImage(*SIZE, QImage.Format.Format_RGB32)
        canvas.render(target)
        blit = milliseconds(lambda c=canvas, t=target: c.render(t))
        floor = milliseconds(bare_fill(content))
        measure = measure_with(theme)
        drawn = milliseconds(lambda c=content, m=measure: draw_map(c, width=700, measure=m), 3)
        drawing = draw_map(content, width=700, measure=measure)
        svg = milliseconds(lambda d=drawing: to_svg(d, dict.fromkeys(Ink, "#000000")), 3)
        times = (made, ready, frame, blit, floor, drawn, svg)
        print(f"{title:40}{''.join(f'{each:10.1f}' for each in times)}")
        for canvas in canvases:
            canvas.deleteLater()


def main() -> None:
    """Print both tables."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console, not a test's capture
    app = cast(QApplication, QApplication.instance() or QApplication([]))
    size = sum(file.stat().st_size for file in (RESOURCES / "map").glob("*.json"))
    print(f"resources/map: {size / 1e6:.2f} MB")
    show_loading()
    show_frames(Shipped(RESOURCES), Theme(app, RESOURCES, "light"))


if __name__ == "__main__":
    main()
