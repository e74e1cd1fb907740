"""What lies over the map: legend, names on plates, attribution; and where there is room for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from klikks_desktop.domain.charts.shapes import Box, Ink, Shape, Words
from klikks_desktop.domain.charts.text import SMALL
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.geometry import Bounds, inner_point
from klikks_desktop.domain.map.labels import Label, Plate, corners_of, hidden_land, place_labels, settle
from klikks_desktop.domain.map.legend import Legend, broken, fitting_legend
from klikks_desktop.domain.map.view import View
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.chart_painting import measure_with, paint_shapes, text_size
from klikks_desktop.ui.widgets.painting import frame

TOWN_SCALE: Final = 2.2
"""From so many pixels per kilometre on, participating municipalities are named."""
_MOST_HIDDEN: Final = 0.15
"""Share of the land that the card may hide at most."""
_ATTRIBUTION: Final = 0.78
_MARGIN: Final = 3.0
"""Around legend and card, in units."""


@dataclass(frozen=True, slots=True)
class _Credit:
    """The attribution in lines, at the foot of the map."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """With a little air."""
        return (len(self.lines) * 1.3 + 0.5) * self.size


class MapOverlay:
    """Laid out for one content in one size; ``place_names`` again whenever the view changes."""

    def __init__(self, theme: Theme, content: MapContent, room: QSize, card: QSize, buttons: QSize) -> None:
        self._theme, self._content = theme, content
        self._measure = measure_with(theme)
        self._width, self._height = float(max(1, room.width())), float(max(1, room.height()))
        self.size = text_size(theme) * SMALL
        small = self.size * _ATTRIBUTION
        lines = broken(content.attribution, small, self._width - 2 * small, self._measure)
        self._credit = _Credit(tuple(lines), small)
        self._free = self._height - self._credit.height
        self._margin = float(theme.px(_MARGIN))
        high = self._free - 2 * self._margin
        self._legend: Legend = fitting_legend(content, self.size, self._measure, high)
        right, foot = self._width - self._margin, self._free - self._margin
        self.buttons = Bounds(right - buttons.width(), foot - buttons.height(), right, foot)
        parts = [(self._legend.width, self._legend.height), (float(card.width()), float(card.height()))]
        view, (self._corner, self._card_corner) = settle(
            content, (self._width, self._free), parts, self._margin, [self.buttons]
        )
        # The foot of the map lies under the attribution.
        self.fitted = view.resized(self._width, self._height).shifted(0, (self._free - self._height) / 2)
        self.plates: list[Plate] = []

    @property
    def legend_box(self) -> Bounds:
        """Where the legend lies."""
        part = (self._legend.width, self._legend.height)
        return corners_of(self._width, self._free, part, self._margin)[self._corner]

    @property
    def credit(self) -> tuple[str, ...]:
        """The lines of the attribution."""
        return self._credit.lines

    @property
    def foot(self) -> float:
        """Where the attribution begins."""
        return self._free

    def card_box(self, size: QSize) -> Bounds | None:
        """The place of the card; ``None`` where it would hide too much."""
        part = (float(size.width()), float(size.height()))
        box = corners_of(self._width, self._free, part, self._margin)[self._card_corner]
        hidden = hidden_land(self._content, self.fitted, box)
        whole = len(self._content.land.sample(self._content.states))
        return None if hidden > _MOST_HIDDEN * whole or box.meets(self.legend_box) else box

    def place_names(self, view: View, chosen: str, card: Bounds | None) -> None:
        """Names for what is seen: the chosen area, the largest towns, from near the participating ones."""
        taken = [self.legend_box, self.buttons, *([card] if card else [])]
        frame = Bounds(0, 0, self._width, self._free)
        self.plates = place_labels(self._labels(view, chosen), frame, taken, self.size, self._measure)

    def _labels(self, view: View, chosen: str) -> Iterator[Label]:
        content = self._content
        if chosen:
            point = inner_point(content.areas.rings(chosen))
            yield Label(content.names[chosen], *view.to_screen(*point), bold=True)
        for town in content.towns:
            yield Label(town.name, *view.to_screen(town.x, town.y))
        if view.scale >= TOWN_SCALE:
            for mark in content.marks:
                yield Label(mark.name, *view.to_screen(mark.x, mark.y))

    def paint(self, painter: QPainter) -> None:
        """Names, then the legend, then the attribution on a plate of its own."""
        face = self._theme.font()
        for plate in self.plates:
            paint_shapes(painter, plate.shapes(self.size), face, self._theme.colour)
        box = self.legend_box
        ground, edge = self._theme.colour(Ink.SURFACE), self._theme.colour(Ink.GRID)
        area = QRectF(box.left, box.top, box.width, box.height)
        frame(painter, area, self._theme.radius("card"), ground, edge)
        paint_shapes(painter, self._legend.at(box.left, box.top), face, self._theme.colour)
        paint_shapes(painter, self._credit_shapes(), face, self._theme.colour)

    def _credit_shapes(self) -> Iterator[Shape]:
        credit = self._credit
        yield Box(0, self._free, self._width, credit.height, Ink.SURFACE)
        for number, line in enumerate(credit.lines):
            y = self._free + (number + 1) * 1.3 * credit.size
            yield Words(credit.size, y, line, credit.size, Ink.MUTED)
