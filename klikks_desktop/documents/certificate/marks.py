"""What a laid-out certificate consists of: marks with their boxes, in mm from the top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from klikks_desktop.documents.canvas import Picture, Step
from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import MM_PER_POINT, Run


@dataclass(frozen=True, slots=True)
class Box:
    """The room that something takes; ``name`` is for tests and error reports."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on the baseline ``y``; ``rises``/``falls`` bound its letters, in em."""

    name: str
    run: Run
    x: float
    y: float
    size: float
    tracking: float = 0
    colour: Colour = BLACK
    joins: bool = False
    actual: str = ""
    rises: float = 0.80
    falls: float = 0.25

    @property
    def box(self) -> Box:
        """The room of the line."""
        em = self.size * MM_PER_POINT
        right = self.x + self.run.width(self.size, self.tracking)
        return Box(self.name, self.x, self.y - self.rises * em, right, self.y + self.falls * em)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path; ``box`` is None for the frame, which surrounds everything."""

    steps: tuple[Step, ...]
    box: Box | None = None
    fill: Colour | None = None
    stroke: Colour | None = None
    line_width: float = 0.5
    dots: float = 0


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture that fills ``box``."""

    picture: Picture
    box: Box


Mark = Line | Shape | PlacedPicture


@dataclass(frozen=True, slots=True)
class Block:
    """Marks of one structure element; ``tag`` "" is decoration."""

    tag: str
    marks: tuple[Mark, ...]
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A certificate, ready to draw. spaces: rooms that must stay empty (for the hand).

    name_size (pt) and level (0 to 3: how far the head moved up) tell how it was made to fit.
    """

    blocks: tuple[Block, ...]
    spaces: tuple[Box, ...] = field(default=())
    name_size: float = 0
    level: int = 0

    def boxes(self) -> Iterator[Box]:
        """All rooms taken."""
        yield from self.spaces
        for block in self.blocks:
            for mark in block.marks:
                if mark.box is not None:
                    yield mark.box
