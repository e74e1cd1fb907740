"""The fixed furniture: frame, bar, swelled rule, seal circle. Paths in mm from the top left."""

from __future__ import annotations

from functools import lru_cache
from math import pi

from klikks_desktop.documents.canvas import PAGE_HEIGHT, PAGE_WIDTH, Step
from klikks_desktop.documents.certificate.marks import Box, Shape
from klikks_desktop.documents.colour import BLACK, Colour

# Control points of a quarter circle lie at this share of its radius.
_ARC = 0.5523
_OUTER, _INNER, _CORNER = 12.0, 14.0, 5.0
_LOZENGE_CENTRE, _LOZENGE_HALF = 15.3, 1.2
_SEAL_RADIUS, _SEAL_DOTS = 17.5, 90
_BAR = Box("bar", 23.333, 24, 26.333, 276)


@lru_cache(maxsize=64)
def frame(colour: Colour) -> tuple[Shape, ...]:
    """Double frame: square outside, hollow corners inside, a lozenge in each corner."""
    left, right, top, bottom = _OUTER, PAGE_WIDTH - _OUTER, _OUTER, PAGE_HEIGHT - _OUTER
    outer = _rectangle(Box("frame", left, top, right, bottom))
    lozenges = tuple(
        Shape(_lozenge(x, y), fill=colour)
        for x in (_LOZENGE_CENTRE, PAGE_WIDTH - _LOZENGE_CENTRE)
        for y in (_LOZENGE_CENTRE, PAGE_HEIGHT - _LOZENGE_CENTRE)
    )
    return (
        Shape(outer, stroke=colour, line_width=1.5),
        Shape(_hollow_cornered(), stroke=colour, line_width=0.6),
        *lozenges,
    )


@lru_cache(maxsize=64)
def bar(colour: Colour) -> Shape:
    """The bar at the left of the modern design."""
    return Shape(_rectangle(_BAR), _BAR, fill=colour)


def rule(name: str, left: float, y: float, right: float) -> Shape:
    """A signature line."""
    steps: tuple[Step, ...] = (("M", left, y), ("L", right, y))
    return Shape(steps, Box(name, left, y - 0.2, right, y + 0.2), stroke=BLACK)


@lru_cache(maxsize=64)
def swelled_rule(centre: float, y: float, colour: Colour) -> Shape:
    """A rule of 46 mm that swells to 1.1 mm in its middle (Englische Linie)."""
    width, height = 46.0, 1.1
    half, sixth, twelfth = width / 2, width / 6, width / 12
    steps: tuple[Step, ...] = (
        ("M", centre - half, y),
        ("C", centre - sixth, y - height * 0.16, centre - twelfth, y - height * 0.66, centre, y - height / 2),
        ("C", centre + twelfth, y - height * 0.66, centre + sixth, y - height * 0.16, centre + half, y),
        ("C", centre + sixth, y + height * 0.16, centre + twelfth, y + height * 0.66, centre, y + height / 2),
        ("C", centre - twelfth, y + height * 0.66, centre - sixth, y + height * 0.16, centre - half, y),
        ("Z",),
    )
    box = Box("swelled rule", centre - half, y - height / 2, centre + half, y + height / 2)
    return Shape(steps, box, fill=colour)


@lru_cache(maxsize=64)
def seal(x: float, y: float) -> Shape:
    """The circle of dots around the room for the official seal, centre at ``x``, ``y``."""
    radius = _SEAL_RADIUS
    arc = _ARC * radius
    steps: tuple[Step, ...] = (
        ("M", x + radius, y),
        ("C", x + radius, y + arc, x + arc, y + radius, x, y + radius),
        ("C", x - arc, y + radius, x - radius, y + arc, x - radius, y),
        ("C", x - radius, y - arc, x - arc, y - radius, x, y - radius),
        ("C", x + arc, y - radius, x + radius, y - arc, x + radius, y),
        ("Z",),
    )
    box = Box("seal", x - radius, y - radius, x + radius, y + radius)
    return Shape(steps, box, stroke=BLACK, line_width=0.9, dots=2 * pi * radius / _SEAL_DOTS)


def _rectangle(box: Box) -> tuple[Step, ...]:
    return (
        ("M", box.left, box.top),
        ("L", box.right, box.top),
        ("L", box.right, box.bottom),
        ("L", box.left, box.bottom),
        ("Z",),
    )


def _lozenge(x: float, y: float) -> tuple[Step, ...]:
    half = _LOZENGE_HALF
    return (("M", x, y - half), ("L", x + half, y), ("L", x, y + half), ("L", x - half, y), ("Z",))


def _hollow_cornered() -> tuple[Step, ...]:
    left, right, top, bottom = _INNER, PAGE_WIDTH - _INNER, _INNER, PAGE_HEIGHT - _INNER
    radius, arc = _CORNER, _ARC * _CORNER
    return (
        ("M", left + radius, top),
        ("L", right - radius, top),
        ("C", right - radius, top + arc, right - arc, top + radius, right, top + radius),
        ("L", right, bottom - radius),
        ("C", right - arc, bottom - radius, right - radius, bottom - arc, right - radius, bottom),
        ("L", left + radius, bottom),
        ("C", left + radius, bottom - arc, left + arc, bottom - radius, left, bottom - radius),
        ("L", left, top + radius),
        ("C", left + arc, top + radius, left + radius, top + arc, left + radius, top),
        ("Z",),
    )
