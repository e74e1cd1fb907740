"""Rings of points: areas, bounds, what lies inside, hatching. Works in degrees and in the plane alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

HATCH_GAP: Final = 2.6
HATCH_WIDTH: Final = 0.5
"""Distance and strength of the lines of a hatched area, in points."""

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = Sequence[Point]
"""A closed line; its last point equals its first."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The upright rectangle around something; y grows downwards in the plane."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def has(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: Bounds) -> bool:
        """Whether both have points in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def joined(self, other: Bounds) -> Bounds:
        """Around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def bounds_of(rings: Iterable[Ring]) -> Bounds:
    """Around all points of ``rings``; ``ValueError`` when there are none."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def signed_area(ring: Ring) -> float:
    """Area by the shoelace formula: positive when x and y turn counterclockwise (y upwards)."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def crossings(rings: Iterable[Ring], y: float) -> list[float]:
    """Where the level line at ``y`` crosses the rings, from left to right."""
    return sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > y) != (y2 > y)
    )


def contains(rings: Iterable[Ring], x: float, y: float) -> bool:
    """Whether the point lies inside by the even-odd rule; holes are rings too."""
    return sum(at > x for at in crossings(rings, y)) % 2 == 1


def inner_point(rings: Sequence[Ring]) -> Point:
    """A point well inside: the middle of the widest level span at half height of the largest ring."""
    largest = max(rings, key=lambda ring: abs(signed_area(ring)))
    box = bounds_of([largest])
    # A little off the middle: no corner of a ring lies exactly there.
    y = box.top + box.height * 0.5003
    spans = list(pairwise(crossings(rings, y)))[::2]
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return (left + right) / 2, y


def hatching(rings: Sequence[Ring], gap: float) -> Iterator[tuple[Point, Point]]:
    """Rising lines ``gap`` apart (across) that fill the rings; neighbours hatched alike go on alike."""
    # In the turned plane (x + y, y) a rising line stands upright, in (y, x + y) it lies level.
    turned = [[(y, x + y) for x, y in ring] for ring in rings]
    box = bounds_of(turned)
    step = gap * 2**0.5
    for number in range(int(box.top // step) + 1, int(box.bottom // step) + 1):
        at = number * step
        for start, end in list(pairwise(crossings(turned, at)))[::2]:
            yield (at - start, start), (at - end, end)
