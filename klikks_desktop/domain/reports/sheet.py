"""What a report consists of, from top to bottom. The same sheet becomes PDF and DOCX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from klikks_desktop.domain.charts.shapes import Drawing, MeasureText
from klikks_desktop.domain.papers import Column, Letterhead, SignatureLine

DrawingMaker = Callable[[float, MeasureText], Drawing]
"""Lays out a chart for a width in points, with the medium's own measure of text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed begins a new line. small: notes, sources and the like."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points of a list."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of label and value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that is meant to be seen first: "41,2" with its unit, what it is, and a line about it."""

    label: str
    figure: str
    unit: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Two to four figures side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; the last ``totals`` rows are sums."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, followed by its figures as a table unless another table on the sheet holds them."""

    make: DrawingMaker
    with_table: bool = True


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture (bytes of a JPEG or PNG file) at most ``height`` mm high; alt: what is seen on it.

    facts: rows of label and value beside it.
    """

    data: bytes
    alt: str
    caption: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    height: float = 72


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to write on."""

    lines: tuple[SignatureLine, ...]


Block = Heading | Paragraph | Bullets | Facts | Figures | TableBlock | Chart | Photo | Signatures


@dataclass(frozen=True, slots=True)
class Arms:
    """A normalised coat of arms or logo (PNG) and its alternative text."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A report. kind: what sort of paper it is, over the title ("Beschlussvorlage"), or "".

    logo: of the programme, beside the arms. mark: said on every page, "" for none ("Übung …"). one_page:
    type shrinks so that it stays on one.
    """

    letterhead: Letterhead
    arms: Arms | None = None
    logo: Arms | None = None
    kind: str = ""
    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...]
    footer: str = ""
    mark: str = ""
    one_page: bool = False
