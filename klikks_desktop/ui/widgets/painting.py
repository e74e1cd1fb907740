"""Small drawing helpers that several painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from klikks_desktop.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def frame(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None,
    *,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """A rounded rectangle whose edge lies inside ``box``; leaves pen and brush empty behind."""
    inset = width / 2 if edge is not None else 0
    pen = QPen(edge, width) if edge is not None else QPen(Qt.PenStyle.NoPen)
    if dashed:
        pen.setDashPattern([3, 2.5])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def step(painter: QPainter, theme: Theme, box: QRectF, kind: int, radius: float) -> None:
    """One of the three steps: 0 achieved (solid), 1 decided (hatched), 2 possible (dashed)."""
    if kind == 0:
        frame(painter, box, radius, theme.colour("chart1"), None)
    elif kind == 1:
        frame(painter, box, radius, theme.colour("surface"), None)
        hatch(painter, box, radius, theme.colour("chart2"), gap=max(4.0, theme.u * 1.1))
        frame(painter, box, radius, None, theme.colour("chart1"))
    else:
        frame(painter, box, radius, theme.colour("chart3"), theme.colour("chart3Line"), dashed=True)


def hatch(painter: QPainter, box: QRectF, radius: float, colour: QColor, gap: float) -> None:
    """Diagonal lines clipped to a rounded rectangle."""
    clip = QPainterPath()
    clip.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, max(1.2, gap * 0.38)))
    start = box.left() - box.height()
    for index in range(int((box.width() + box.height()) / gap) + 2):
        x = start + index * gap
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
    painter.restore()


def triangle(painter: QPainter, centre: QPointF, size: float, colour: QColor, *, up: bool) -> None:
    """The sort mark in the head of a table."""
    sign = 1 if up else -1
    half = size / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    corners = [
        centre + QPointF(-half, half * sign),
        centre + QPointF(half, half * sign),
        centre + QPointF(0, -half * sign),
    ]
    painter.drawPolygon(QPolygonF(corners))
    painter.setBrush(Qt.BrushStyle.NoBrush)
