"""Names on plates and the places of legend and card, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final, TypeAlias

from klikks_desktop.domain.charts.shapes import Anchor, Box, Ink, MeasureText, Shape, Words
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.geometry import Bounds
from klikks_desktop.domain.map.view import View, fitting

Size: TypeAlias = tuple[float, float]
"""Width and height."""
CORNERS: Final = 3
PAD, HEIGHT, BASELINE = 0.45, 1.55, 1.1
"""Of a plate, as shares of the size of its text."""
GAP: Final = 0.5
"""Least distance of two plates."""
ROOM: Final = 250.0
"""A plate for so many squares of the text's size of map, so that the map stays to be seen."""
BEARABLE: Final = 0.006
"""Share of the land that may be hidden where it can be moved: an island, a tip."""
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
    content: MapContent,
    room: Size,
    parts: Sequence[Size],
    margin: float,
    fixed: Sequence[Bounds] = (),
    *,
    bearable: float = BEARABLE,
) -> tuple[View, tuple[int, ...]]:
    """The largest view of the chosen Länder beside which parts of these sizes hide next to none of them.

    bearable: share of the land that may be hidden all the same; for 0 not even a border is.

    With the number of the corner for each part; no part lies over another or over what is ``fixed``. Where
    there is no room for all, the last one shares the corner of the first. The land gives way to the right
    as far as it has to.
    """
    width, height = room
    corners = [corners_of(width, height, part, margin) for part in parts]
    ways = [way for way in permutations(range(CORNERS), len(parts)) if _are_apart(corners, way, fixed)]
    if not ways and len(parts) > 1:
        view, way = settle(content, room, parts[:-1], margin, fixed, bearable=bearable)
        return view, (*way, way[0])
    found: list[tuple[int, View, tuple[int, ...]]] = []
    most = bearable * len(content.land.sample(content.states))
    widest = max(part[0] for part in parts) + margin
    for share in _SHARES:
        inset = widest * share
        view = fitting(content.bounds, width - inset, height, margin).resized(width, height)
        view = view.shifted(inset / 2, 0)
        hidden = [[hidden_land(content, view, box) for box in boxes] for boxes in corners]
        always = sum(hidden_land(content, view, box) for box in fixed)
        for way in ways or [(0,)]:
            here = always + sum(hidden[part][corner] for part, corner in enumerate(way))
            found.append((here, view, way))
            if here <= most and (bearable or _is_clear(content, view, _boxes(corners, way), margin / 2)):
                return view, way
    _, view, way = min(found, key=lambda each: each[0])
    return view, way


def _are_apart(corners: Sequence[Sequence[Bounds]], way: tuple[int, ...], fixed: Sequence[Bounds]) -> bool:
    return not any(one.meets(other) for one, other in combinations([*_boxes(corners, way), *fixed], 2))


def _boxes(corners: Sequence[Sequence[Bounds]], way: Sequence[int]) -> list[Bounds]:
    return [corners[part][corner] for part, corner in enumerate(way)]


def _is_clear(content: MapContent, view: View, boxes: Iterable[Bounds], gap: float) -> bool:
    """Whether not even an island or a tip lies under or beside these boxes."""
    return not any(
        content.land.borders_in(
            content.states,
            Bounds(
                *view.to_plane(box.left - gap, box.top - gap),
                *view.to_plane(box.right + gap, box.bottom + gap),
            ),
        )
        for box in boxes
    )


def hidden_land(content: MapContent, view: View, box: Bounds) -> int:
    """How much of the chosen Länder lies under a box, in points of a sample."""
    left, top = view.to_plane(box.left, box.top)
    right, bottom = view.to_plane(box.right, box.bottom)
    points = content.land.sample(content.states)
    return sum(1 for x, y in points if left <= x <= right and top <= y <= bottom)


def corners_of(width: float, height: float, part: Size, margin: float) -> list[Bounds]:
    """Places of a part in the corners, best liked first: bottom left, top right, top left."""
    left, right = margin, width - margin - part[0]
    top, bottom = margin, height - margin - part[1]
    return [Bounds(x, y, x + part[0], y + part[1]) for x, y in ((left, bottom), (right, top), (left, top))]
