"""Paints a drawing of ``domain.charts`` with QPainter, on the screen or into a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from klikks_desktop.domain.charts.shapes import (
    Anchor,
    Box,
    Dot,
    Drawing,
    Fill,
    Ink,
    MeasureText,
    Path,
    Region,
    Shape,
    Words,
)
from klikks_desktop.domain.charts.svg import edge_ink
from klikks_desktop.domain.map.geometry import HATCH_GAP as REGION_GAP
from klikks_desktop.domain.map.geometry import HATCH_WIDTH, hatching
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.painting import frame, hatch

Colours = Callable[[Ink], QColor]
RADIUS: Final = 2.0
HATCH_GAP: Final = 0.33
"""Distance of hatch lines as a share of the size of a body text."""


def text_size(theme: Theme) -> float:
    """Size of the labels: that of body text, in pixels."""
    return float(QFontInfo(theme.font()).pixelSize())


def measure_with(theme: Theme) -> MeasureText:
    """Widths of texts in the face of the window."""
    family = theme.font()

    @lru_cache(maxsize=4096)
    def width(text: str, size: float, bold: bool) -> float:
        return QFontMetricsF(_font(family, size, bold=bold)).horizontalAdvance(text)

    return width


def paint_drawing(painter: QPainter, drawing: Drawing, face: QFont, colours: Colours) -> None:
    """All shapes in their order; the ground stays as it is."""
    paint_shapes(painter, drawing.shapes, face, colours)


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], face: QFont, colours: Colours) -> None:
    """Shapes of a drawing, in their order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        _paint(painter, shape, face, colours)


def picture_of(drawing: Drawing, face: QFont, colours: Colours, scale: float = 2) -> bytes:
    """The drawing with a margin on its ground as PNG, ``scale`` pixels for each point."""
    margin = 12.0
    width, height = drawing.width + 2 * margin, drawing.height + 2 * margin
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(colours(Ink.SURFACE))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(margin, margin)
    paint_drawing(painter, drawing, face, colours)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes for the format
    return bytes(buffer.data().data())


def _paint(painter: QPainter, shape: Shape, face: QFont, colours: Colours) -> None:
    match shape:
        case Box():
            _paint_box(painter, shape, colours, HATCH_GAP * QFontInfo(face).pixelSize())
        case Path():
            pen = QPen(colours(shape.ink), shape.width)
            if shape.dashed:
                pen.setDashPattern([4 / shape.width, 3 / shape.width])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Region():
            _paint_region(painter, shape, colours)
        case Dot():
            painter.setPen(QPen(colours(Ink.SURFACE), 1))
            painter.setBrush(colours(shape.ink))
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        case Words():
            font = _font(face, shape.size, bold=shape.bold)
            painter.setFont(font)
            painter.setPen(colours(shape.ink))
            width = QFontMetricsF(font).horizontalAdvance(shape.text)
            left = shape.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
            painter.drawText(QPointF(left, shape.y), shape.text)


def _paint_box(painter: QPainter, box: Box, colours: Colours, gap: float) -> None:
    area = QRectF(box.x, box.y, box.width, box.height)
    ink = colours(box.ink)
    if box.fill is Fill.SOLID:
        frame(painter, area, RADIUS, ink, None)
    elif box.fill is Fill.HATCHED:
        frame(painter, area, RADIUS, colours(Ink.SURFACE), None)
        hatch(painter, area, RADIUS, ink, gap)
        frame(painter, area, RADIUS, None, colours(edge_ink(box.ink)))
    else:
        frame(painter, area, RADIUS, colours(Ink.POSSIBLE), ink, dashed=True)


def _paint_region(painter: QPainter, region: Region, colours: Colours) -> None:
    area = QPainterPath()
    area.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in region.rings:
        area.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
    hatched = region.fill is Fill.HATCHED
    painter.setPen(Qt.PenStyle.NoPen if region.edge is None else QPen(colours(region.edge), region.width))
    painter.setBrush(colours(Ink.SURFACE if hatched else region.ink))
    painter.drawPath(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if hatched:
        painter.setPen(QPen(colours(region.ink), HATCH_WIDTH))
        painter.drawLines([QLineF(*start, *end) for start, end in hatching(region.rings, REGION_GAP)])


def _font(face: QFont, size: float, *, bold: bool) -> QFont:
    font = QFont(face)
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    return font
