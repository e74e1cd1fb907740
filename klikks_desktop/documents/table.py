"""A table on a paper, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import Fonts, refuse_missing_glyphs
from klikks_desktop.documents.paper import BOTTOM, LEFT, MEASURE, TOP, Paper
from klikks_desktop.documents.pdf_objects import Element
from klikks_desktop.documents.wrapping import TextStyle, WrappedLine, wrapped
from klikks_desktop.domain.papers import Column

_SIZE, _PADDING, _AFTER = 9.0, 1.2, 5.0
_SCOPE = "/A<</O/Table/Scope/Column>>"


@dataclass(slots=True)
class _Cell:
    """One cell: its wrapped lines, its place, and the element it is tagged with."""

    lines: list[WrappedLine]
    left: float
    width: float
    right: bool
    element: Element | None = field(default=None)


class _Row:
    """The cells of one row."""

    def __init__(
        self, texts: Sequence[str], columns: Sequence[Column], style: TextStyle, measure: float
    ) -> None:
        self.style = style
        total = sum(column.share for column in columns)
        self.cells: list[_Cell] = []
        left = LEFT
        for index, (text, column) in enumerate(zip(texts, columns, strict=True)):
            width = column.share / total * measure
            lines = wrapped(style.face, text, style.size, width - 2 * _PADDING)
            # Texts have their gap at the right; so have figures, unless only figures follow.
            shift = 2 * _PADDING if all(each.right for each in columns[index:]) else 0
            self.cells.append(_Cell(lines, left + shift, width - 2 * _PADDING, column.right))
            left += width
        self.line_count = max(1, *(len(cell.lines) for cell in self.cells))

    @property
    def height(self) -> float:
        """Height in mm."""
        return self.line_count * self.style.leading + 2 * _PADDING


class Table:
    """Draws rows below each other; the head is repeated on each page, there as decoration.

    measure: width in mm.
    """

    def __init__(
        self,
        paper: Paper,
        fonts: Fonts,
        columns: Sequence[Column],
        size: float = _SIZE,
        rule: Colour = BLACK,
        *,
        measure: float = MEASURE,
    ) -> None:
        self._paper, self._canvas, self._columns, self._rule = paper, paper.canvas, columns, rule
        self._measure = measure
        self._style, self._bold = TextStyle(fonts.sans, size), TextStyle(fonts.sans_bold, size)
        self._head = _Row([column.title for column in columns], columns, self._bold, measure)

    @property
    def start_height(self) -> float:
        """Room for the head and the first lines, mm."""
        return self._head.height + 3 * self._style.leading

    def height(self, rows: Sequence[Sequence[str]], *, totals: int = 0) -> float:
        """Height of the table with these rows on one page, mm."""
        found = self._rows(rows, totals)
        return self._head.height + sum(row.height for row in found)

    def draw(
        self, rows: Sequence[Sequence[str]], *, totals: int = 0, drawn: Callable[[], None] | None = None
    ) -> None:
        """Draw the table; its last ``totals`` rows are sums. ``drawn`` is called after each row."""
        paper = self._paper
        texts = (text for row in rows for cell in row for text in cell.split("\n"))
        refuse_missing_glyphs(self._style.face, texts)
        heads = (line for column in self._columns for line in column.title.split("\n"))
        refuse_missing_glyphs(self._bold.face, heads)
        paper.need(self.start_height)
        with self._canvas.group("Table"):
            self._row(self._head, "TH", _SCOPE)
            for row in self._rows(rows, totals):
                self._row(row, "TD")
                if drawn is not None:
                    drawn()
        paper.y += _AFTER

    def _rows(self, rows: Sequence[Sequence[str]], totals: int) -> Iterator[_Row]:
        for index, row in enumerate(rows):
            style = self._bold if index >= len(rows) - totals else self._style
            yield _Row(row, self._columns, style, self._measure)

    def _row(self, row: _Row, tag: str, attributes: str = "") -> None:
        paper = self._paper
        fits_a_page = row.height < BOTTOM - TOP - self._head.height
        if paper.y + row.height > BOTTOM and fits_a_page:
            self._next_page()
        with self._canvas.group("TR"):
            start = 0
            while start < row.line_count:
                if start:
                    self._next_page()
                room = max(1, int((BOTTOM - paper.y - 2 * _PADDING) / row.style.leading))
                count = min(room, row.line_count - start)
                for cell in row.cells:
                    self._cell(row, cell, cell.lines[start : start + count], tag, attributes)
                paper.y += count * row.style.leading + 2 * _PADDING
                paper.hairline(paper.y, BLACK if row is self._head else self._rule, LEFT + self._measure)
                start += count

    def _cell(self, row: _Row, cell: _Cell, lines: Sequence[WrappedLine], tag: str, attributes: str) -> None:
        if cell.element is None:
            with self._canvas.tag(tag, attributes) as cell.element:
                self._lines(row, cell, lines)
        elif lines:
            with self._canvas.resume(cell.element):
                self._lines(row, cell, lines)

    def _lines(self, row: _Row, cell: _Cell, lines: Sequence[WrappedLine]) -> None:
        style = row.style
        for index, line in enumerate(lines):
            run = style.face.shape(line.text)
            x = cell.left + (cell.width - run.width(style.size) if cell.right else 0)
            y = self._paper.y + _PADDING + (index + 0.75) * style.leading
            self._canvas.text(run, x, y, style.size, joins=line.joins)

    def _next_page(self) -> None:
        paper = self._paper
        paper.new_page()
        with self._canvas.artifact():
            for cell in self._head.cells:
                self._lines(self._head, cell, cell.lines)
        paper.y += self._head.height
        paper.hairline(paper.y, right=LEFT + self._measure)
