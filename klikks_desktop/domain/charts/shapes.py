"""What a chart is painted with. Lengths in points, y grows downwards from the top left corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum

MeasureText = Callable[[str, float, bool], float]
"""Width in points of a text in a size, bold or not; each medium measures its own face."""


class Ink(StrEnum):
    """Colours by role (tokens of the look); each medium knows its own values."""

    TEXT = "text"
    MUTED = "muted"
    GRID = "border"
    ACHIEVED = "chart1"
    DECIDED = "chart2"
    POSSIBLE = "chart3"
    POSSIBLE_LINE = "chart3Line"
    SURFACE = "surface"
    CAT1 = "cat1"
    CAT2 = "cat2"
    CAT3 = "cat3"
    CAT4 = "cat4"
    CAT5 = "cat5"
    CAT6 = "cat6"
    SEQ1 = "seq1"
    SEQ2 = "seq2"
    SEQ3 = "seq3"
    SEQ4 = "seq4"
    SEQ5 = "seq5"
    LAND = "mapLand"
    LAND_LINE = "mapLine"
    SEA = "sunken"
    OUTLINE = "outline"
    CHOSEN = "focus"


class Fill(Enum):
    """The three steps of the house: achieved solid, decided hatched, possible dashed outline."""

    SOLID = "solid"
    HATCHED = "hatched"
    DASHED = "dashed"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. HATCHED: lines of ``ink`` on surface; DASHED: filled with POSSIBLE, edge ``ink``."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    fill: Fill = Fill.SOLID


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points; dashed: 4 on, 3 off."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle around a point, with a ring of surface."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Region:
    """An area with holes by the even-odd rule; HATCHED: lines of ``ink`` on surface.

    rings: closed lines, the last point is the first again. edge: colour of its line, ``None`` has none.
    """

    rings: tuple[tuple[tuple[float, float], ...], ...]
    ink: Ink
    fill: Fill = Fill.SOLID
    edge: Ink | None = None
    width: float = 0.6


class Anchor(Enum):
    """Where the point of a text lies."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Words:
    """A text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    bold: bool = False
    anchor: Anchor = Anchor.START


Shape = Box | Path | Region | Dot | Words


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same figures as a table, for screen readers, export and paper."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be painted. alt: what it says, in sentences."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    alt: str
    table: ChartTable
