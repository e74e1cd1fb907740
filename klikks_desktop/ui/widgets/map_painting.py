"""Paints the ground of the map: areas from paths that are made once, their lines, the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, inf
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTransform

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.map.areas import ArcNumbers, AreaMap
from klikks_desktop.domain.map.content import MOST_PROJECTS, MapContent
from klikks_desktop.domain.map.drawing import MARK_RADIUS, PROJECT_RADIUS
from klikks_desktop.domain.map.geometry import Point
from klikks_desktop.domain.map.view import View
from klikks_desktop.ui.theme import Theme

HALO, RING = 5.0, 2.5
"""Width of the surface around the chosen area's line, and of the line."""
_LEAST_RADIUS, _MOST_KM = 1.5, 3.0
"""A dot is no smaller than so many pixels, nor larger than so many kilometres."""
PIECE: Final = 8000
"""Dots that are looked at or painted in one piece."""
_TILE: Final = 6
"""Pixels from one line of the hatching to the next, at the smallest text."""


class AreaPaths:
    """The areas of one kind as paths of Qt, in the plane; each is made when it is first painted.

    corners: the points of each border as Qt knows them, by identity of the border; shared by all kinds.
    """

    def __init__(self, areas: AreaMap, corners: dict[int, list[QPointF]]) -> None:
        self._areas, self._corners = areas, corners
        self._paths: dict[str, QPainterPath] = {}
        self._lines: dict[tuple[str, ...], QPainterPath] = {}

    def area(self, key: str) -> QPainterPath:
        """One area with its holes."""
        path = self._paths.get(key)
        if path is None:
            path = self._paths[key] = QPainterPath()
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for polygon in self._areas.areas[key].polygons:
                for ring in polygon:
                    path.addPolygon(QPolygonF(self._ring(ring)))
        return path

    def lines(self, keys: tuple[str, ...]) -> QPainterPath:
        """The borders of these areas, each once."""
        lines = self._lines.get(keys)
        if lines is None:
            lines = self._lines[keys] = QPainterPath()
            for number in sorted(self._areas.arcs_of(keys)):
                lines.addPolygon(QPolygonF(self._arc(number)))
        return lines

    def _ring(self, numbers: ArcNumbers) -> list[QPointF]:
        points: list[QPointF] = []
        for number in numbers:
            points += self._arc(number) if number >= 0 else self._arc(~number)[::-1]
        return points

    def _arc(self, number: int) -> list[QPointF]:
        points = self._areas.arcs[number]
        found = self._corners.get(id(points))
        if found is None:
            found = self._corners[id(points)] = [QPointF(x, y) for x, y in points]
        return found


class GroundPainter:
    """Paints content on a picture, in the colours of the theme; keeps paths from one time to the next."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._corners: dict[int, list[QPointF]] = {}
        self._paths: dict[AreaMap, AreaPaths] = {}

    def paths(self, areas: AreaMap) -> AreaPaths:
        """The paths of these areas."""
        if areas not in self._paths:
            self._paths[areas] = AreaPaths(areas, self._corners)
        return self._paths[areas]

    def prepare(self, content: MapContent) -> None:
        """Make all paths of a map, which may be done in any thread, so that its first frame is quick."""
        paths = self.paths(content.areas)
        for key in content.keys:
            paths.area(key)
        paths.lines(content.keys)
        self.paths(content.counties).lines(content.county_keys)
        land = self.paths(content.land)
        land.lines(content.states)
        for key in content.land.areas:
            land.area(key)

    def paint(self, picture: QPixmap, content: MapContent, view: View, size: float) -> Iterator[None]:
        """Land, areas, lines and marks; size: of the text. After each piece others may have their turn."""
        painter = _on(picture)
        self._paint_ground(painter, content, view)
        painter.end()
        yield
        towns = [(mark.x, mark.y) for mark in content.town_marks]
        # Large letters on a small map shall not make dots that hide it.
        most = max(_LEAST_RADIUS, _MOST_KM * view.scale)
        yield from self._paint_dots(picture, view, towns, min(MARK_RADIUS * size, most), Ink.TEXT)
        radius = min(PROJECT_RADIUS * size, most)
        yield from self._paint_dots(
            picture, view, content.projects, radius, Ink.CAT2, most_seen=MOST_PROJECTS
        )

    def _paint_ground(self, painter: QPainter, content: MapContent, view: View) -> None:
        colour = self._theme.colour
        painter.setTransform(on_screen(view), combine=True)
        self._paint_land(painter, content, view)
        self._paint_areas(painter, content, view)
        areas, land = self.paths(content.areas), self.paths(content.land)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_hairline(colour(Ink.LAND_LINE)))
        painter.drawPath(areas.lines(content.keys))
        painter.setPen(_hairline(colour(Ink.OUTLINE)))
        painter.drawPath(self.paths(content.counties).lines(content.county_keys))
        painter.drawPath(land.lines(content.states))

    def paint_chosen(self, painter: QPainter, content: MapContent, view: View, key: str) -> None:
        """The line around the chosen area, on a halo that parts it from every colour."""
        path = on_screen(view).map(self.paths(content.areas).area(key))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((Ink.SURFACE, HALO), (Ink.CHOSEN, RING)):
            pen = QPen(self._theme.colour(ink), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(path)

    def _paint_land(self, painter: QPainter, content: MapContent, view: View) -> None:
        """The Länder around the chosen ones."""
        painter.setBrush(self._theme.colour(Ink.LAND))
        painter.setPen(_hairline(self._theme.colour(Ink.GRID)))
        for key, box in content.land.bounds.items():
            if key not in content.states and box.meets(view.bounds):
                painter.drawPath(self.paths(content.land).area(key))

    def _paint_areas(self, painter: QPainter, content: MapContent, view: View) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        paths, seen = self.paths(content.areas), view.bounds
        hatched = self._hatched(view)
        for key in content.keys:
            if not content.areas.bounds[key].meets(seen):
                continue
            value = content.values.get(key)
            ink = Ink.LAND if value is None else content.colouring.ink(value)
            painter.setBrush(hatched if ink is None else self._theme.colour(ink))
            painter.drawPath(paths.area(key))

    def _hatched(self, view: View) -> QBrush:
        """Hatching in pixels, whatever the zoom; it moves with the land."""
        step = max(_TILE, round(self._theme.u * 1.3))
        surface, line = self._theme.colour(Ink.SURFACE), self._theme.colour(Ink.OUTLINE)
        brush = QBrush(_tile(surface.rgb(), line.rgb(), step))
        inverse, _ = on_screen(view).inverted()
        brush.setTransform(QTransform.fromTranslate(*view.to_screen(0, 0)) * inverse)
        return brush

    def _paint_dots(
        self,
        picture: QPixmap,
        view: View,
        points: Sequence[Point],
        radius: float,
        ink: Ink,
        *,
        most_seen: float = inf,
    ) -> Iterator[None]:
        """Round dots on rings of surface, stamped; of those that nearly cover each other only one.

        None at all where more than ``most_seen`` would have to be seen.
        """
        seen, (left, top), scale = view.bounds, view.to_screen(0, 0), view.scale
        cell = radius / scale
        found: dict[tuple[float, float], Point] = {}
        count = 0
        for part in _pieces(points):
            inside = [(x, y) for x, y in part if seen.has(x, y)]
            count += len(inside)
            if count > most_seen:
                return
            found.update({(x // cell, y // cell): (x, y) for x, y in inside})
            yield
        dots = list(found.values())
        for colour, width in ((Ink.SURFACE, 2 * radius + 2), (ink, 2 * radius)):
            stamp = _dot(self._theme.colour(colour).rgb(), width, picture.devicePixelRatioF())
            half = stamp.width() / (2 * stamp.devicePixelRatio())
            for part in _pieces(dots):
                painter = _on(picture)
                for x, y in part:
                    painter.drawPixmap(QPointF(x * scale + left - half, y * scale + top - half), stamp)
                painter.end()
                yield


def _pieces(points: Sequence[Point]) -> Iterator[Sequence[Point]]:
    return (points[start : start + PIECE] for start in range(0, len(points), PIECE))


def _on(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def on_screen(view: View) -> QTransform:
    """From the plane to pixels."""
    x, y = view.to_screen(0, 0)
    return QTransform(view.scale, 0, 0, view.scale, x, y)


def _hairline(colour: QColor) -> QPen:
    """One pixel at every zoom, which Qt strokes many times faster than any wider line."""
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    return pen


@lru_cache(maxsize=8)
def _dot(colour: int, width: float, ratio: float) -> QPixmap:
    """A round dot in the middle of its picture, sharp at this ratio of pixels."""
    size = ceil((width + 2) * ratio)
    dot = QPixmap(size, size)
    dot.setDevicePixelRatio(ratio)
    dot.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dot)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(size, size) / (2 * ratio), width / 2, width / 2)
    painter.end()
    return dot


@lru_cache(maxsize=8)
def _tile(surface: int, line: int, step: int) -> QPixmap:
    """One tile of rising lines."""
    tile = QPixmap(step, step)
    tile.fill(QColor(surface))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(line)
    ink.setAlphaF(0.7)
    painter.setPen(QPen(ink, max(1.0, step / 7)))
    # The corners belong to the lines of the neighbouring tiles.
    for shift in (-step, 0, step):
        painter.drawLine(QPointF(shift - 1, step + 1), QPointF(shift + step + 1, -1))
    painter.end()
    return tile
