"""Names on plates and the places of legend and card, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.charts.shapes import Anchor, Box, Ink, MeasureText, Shape, Words
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.geometry import Bounds
from klikks_desktop.domain.map.view import View, fitting

PAD, HEIGHT, BASELINE = 0.45, 1.55, 1.1
"""Of a plate, as shares of the size of its text."""
GAP: Final = 0.5
"""Least distance of two plates."""
ROOM: Final = 250.0
"""A plate for so many squares of the text's size of map, so that the map stays to be seen."""
_SHARES: Final = tuple(step / 10 for step in range(11))
"""How far the land gives way, as shares of the width of what needs room."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name that wants to stand around a point of the picture."""

    text: str
    x: float
    y: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Plate:
    """A name with the place it got."""

    label: Label
    box: Bounds

    def shapes(self, size: float) -> tuple[Shape, ...]:
        """A plate of surface and the name on it."""
        box = self.box
        return (
            Box(box.left, box.top, box.width, box.height, Ink.SURFACE),
            Words(
                (box.left + box.right) / 2,
                box.top + BASELINE * size,
                self.label.text,
                size,
                bold=self.label.bold,
                anchor=Anchor.MIDDLE,
            ),
        )


def place_labels(
    labels: Iterable[Label], frame: Bounds, taken: Sequence[Bounds], size: float, measure: MeasureText
) -> list[Plate]:
    """Plates for the first names that find room within ``frame``, beside each other and what is taken."""
    most = max(3, int(frame.width * frame.height / (ROOM * size * size)))
    plates: list[Plate] = []
    occupied = list(taken)
    for label in labels:
        if len(plates) >= most:
            break
        if not frame.has(label.x, label.y):
            continue
        half = measure(label.text, size, label.bold) / 2 + PAD * size
        # Near an edge the plate moves inwards.
        x = min(max(label.x, frame.left + half), frame.right - half)
        y = min(max(label.y, frame.top + HEIGHT * size), frame.bottom - HEIGHT * size)
        box = Bounds(x - half, y - HEIGHT * size / 2, x + half, y + HEIGHT * size / 2)
        around = Bounds(
            box.left - GAP * size, box.top - GAP * size, box.right + GAP * size, box.bottom + GAP * size
        )
        if not any(around.meets(other) for other in occupied):
            plates.append(Plate(label, box))
            occupied.append(box)
    return plates


def settle(
    content: MapContent, room: tuple[float, float], part: tuple[float, float], margin: float
) -> tuple[View, int]:
    """The largest view of the chosen Länder beside which a part of this size hides none of them.

    With the number of the corner for that part. The land gives way to the right as far as it has to.
    """
    width, height = room
    found: list[tuple[int, View, int]] = []
    for share in _SHARES:
        inset = part[0] * share
        view = fitting(content.bounds, width - inset, height, margin).resized(width, height)
        view = view.shifted(inset / 2, 0)
        for number, corner in enumerate(corners_of(width, height, part, margin)):
            found.append((hidden_land(content, view, corner), view, number))
            if not found[-1][0]:
                return view, number
    _, view, number = min(found, key=lambda each: each[0])
    return view, number


def hidden_land(content: MapContent, view: View, box: Bounds) -> int:
    """How much of the chosen Länder lies under a box, in points of a sample."""
    left, top = view.to_plane(box.left, box.top)
    right, bottom = view.to_plane(box.right, box.bottom)
    under = Bounds(left, top, right, bottom)
    return sum(under.has(x, y) for x, y in content.land.sample(content.states))


def corners_of(width: float, height: float, part: tuple[float, float], margin: float) -> list[Bounds]:
    """Places of a part in the corners, best liked first: bottom left, top right, top left."""
    left, right = margin, width - margin - part[0]
    top, bottom = margin, height - margin - part[1]
    return [Bounds(x, y, x + part[0], y + part[1]) for x, y in ((left, bottom), (right, top), (left, top))]
