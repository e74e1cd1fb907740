"""Draws the parts of a report below each other, each in one piece with what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from klikks_desktop.documents.canvas import POINTS_PER_MM, Supplies
from klikks_desktop.documents.chart import ChartPainter, Inks, chart_height, text_measure
from klikks_desktop.documents.fonts import refuse_missing_glyphs
from klikks_desktop.documents.paper import BOTTOM, LEFT, MEASURE, RIGHT, TOP, Paper
from klikks_desktop.documents.reports.photo_block import PhotoBlock
from klikks_desktop.documents.reports.style import Styles
from klikks_desktop.documents.table import Table
from klikks_desktop.documents.wrapping import TextStyle
from klikks_desktop.domain.charts.shapes import Drawing
from klikks_desktop.domain.papers import Column
from klikks_desktop.domain.reports.sheet import (
    Block,
    Bullets,
    Chart,
    Facts,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Photo,
    Signatures,
    TableBlock,
)

_LABEL_WIDTH, _BETWEEN = 50.0, 4.0
_INDENT = 4.5
_TABLE_SIZE = 8.8
_FEW_COLUMNS = 45.0
"""A table is at most so wide for each of its columns, mm."""
_MOST_EMPTY, _MOST_KEPT = 0.4, 40
"""Of a page that may stay empty so that something is not torn; rows of a table that is kept together."""
_RULE = 0.9  # points
_ABOVE = 1.5
_SIGNATURE_HEIGHT = 26.0
_LIST = "/A<</O/List/ListNumbering/Disc>>"


class BlockWriter:
    """Draws blocks on one paper. ``step`` is called for every block and every row of a table."""

    def __init__(
        self, paper: Paper, supplies: Supplies, inks: Inks, style: Styles, step: Callable[[], None]
    ) -> None:
        self._paper, self._fonts, self._style, self._step = paper, supplies.fonts, style, step
        self._painter = ChartPainter(paper.canvas, supplies.fonts, inks)
        self._measure = text_measure(supplies.fonts)
        self._photos = PhotoBlock(paper, style)
        self._drawings: dict[int, Drawing] = {}

    def draw(self, blocks: tuple[Block, ...]) -> None:
        """Draw all of them; a heading stays with what follows it."""
        for index, block in enumerate(blocks):
            if isinstance(block, Heading):
                self._heading(block, blocks[index + 1 :])
            else:
                self._block(block)
            self._step()

    def _block(self, block: Block) -> None:
        paper, style = self._paper, self._style
        match block:
            case Paragraph():
                paper.text(block.text, style.small if block.small else style.body)
            case Bullets():
                self._bullets(block)
            case Facts():
                self._facts(block)
            case Figures():
                self._figures(block)
            case TableBlock():
                self._paper.need(self._least(block))
                self._table(block.columns).draw(block.rows, totals=block.totals, drawn=self._step)
            case Chart():
                self._chart(block)
            case Photo():
                self._photos.draw(block)
            case Signatures():
                paper.signatures(block.lines)
            case Heading():
                self._heading(block, ())

    # -- text ---------------------------------------------------------------------------------

    def _heading(self, heading: Heading, following: Sequence[Block]) -> None:
        style = self._style.headings[heading.level - 2]
        room = style.before + style.leading + style.after
        for block in following:
            room += self._least(block, room)
            # A line that explains a table or a chart belongs to it.
            if not (isinstance(block, Paragraph) and block.small):
                break
        self._paper.need(room)
        if self._paper.is_at_top:
            style = TextStyle(style.face, style.size, after=style.after, colour=style.colour)
        self._paper.text(heading.text, style, tag=f"H{heading.level}")

    def _least(self, block: Block, above: float = 0) -> float:
        """How much of a block must stand on this page below what takes ``above`` of it, mm."""
        line = self._style.body.leading
        match block:
            case Chart():
                height = chart_height(self._laid_out(block))
                whole = height + self._below_chart + self._rows_height(self._chart_table(block))
                height = self._kept(whole, height, above)
            case Figures():
                height = self._figures_height(block)
            case TableBlock():
                start = self._table(block.columns).start_height
                height = self._kept(self._rows_height(block), start, above)
            case Photo():
                height = self._photos.height(block)
            case Signatures():
                height = _SIGNATURE_HEIGHT
            case Heading():
                height = 5 * line
            case Paragraph() if block.small:
                small = self._style.small
                height = self._paper.lines(block.text, small, MEASURE) * small.leading + small.after
            case _:
                height = 3 * line
        return height

    def _bullets(self, bullets: Bullets) -> None:
        paper, body = self._paper, self._style.body
        style = TextStyle(body.face, body.size, after=0.7 * self._style.scale)
        with paper.canvas.group("L", _LIST):
            for point in bullets.points:
                paper.need(min(2, paper.lines(point, style, MEASURE - _INDENT)) * style.leading)
                with paper.canvas.group("LI"):
                    with paper.canvas.tag("Lbl"):
                        mark = style.face.shape("•")
                        y = paper.y + 0.75 * style.leading
                        paper.canvas.text(mark, LEFT, y, style.size, colour=self._style.accent, joins=True)
                    paper.text(point, style, tag="LBody", left=LEFT + _INDENT)
        paper.y += body.after

    def _facts(self, facts: Facts) -> None:
        paper, body, muted = self._paper, self._style.body, self._style.label
        label = TextStyle(muted.face, body.size, colour=muted.colour)
        width = MEASURE - _LABEL_WIDTH
        for name, value in facts.rows:
            labels = paper.lines(name, label, _LABEL_WIDTH - _BETWEEN)
            height = max(labels, paper.lines(value, body, width)) * body.leading
            paper.need(height)
            with paper.canvas.tag("P"):
                paper.column(name, label, LEFT, paper.y, _LABEL_WIDTH - _BETWEEN)
                paper.column(value, body, LEFT + _LABEL_WIDTH, paper.y, width)
            paper.y += height + 0.7 * self._style.scale
        paper.y += body.after

    # -- figures ------------------------------------------------------------------------------

    def _figures(self, block: Figures) -> None:
        paper = self._paper
        height = self._figures_height(block)
        paper.need(height)
        top = paper.y + _ABOVE * self._style.scale
        width = (MEASURE - _BETWEEN * (len(block.figures) - 1)) / len(block.figures)
        for index, figure in enumerate(block.figures):
            left = LEFT + index * (width + _BETWEEN)
            with paper.canvas.artifact():
                rule = [("M", left, top), ("L", left + width, top)]
                paper.canvas.path(rule, stroke=self._style.accent, line_width=_RULE)
            self._figure(figure, left, top + 1.2 * self._style.scale, width)
        paper.y = top + height - _ABOVE * self._style.scale

    def _figures_height(self, block: Figures) -> float:
        style = self._style
        width = (MEASURE - _BETWEEN * (len(block.figures) - 1)) / len(block.figures)
        labels = max(self._paper.lines(each.label, style.label, width) for each in block.figures)
        lines = max(self._paper.lines(each.line, style.label, width) for each in block.figures)
        return (labels + lines) * style.label.leading + style.figure.leading + (4 + _ABOVE) * style.scale

    def _figure(self, figure: Figure, left: float, top: float, width: float) -> None:
        paper, style = self._paper, self._style
        refuse_missing_glyphs(style.body.face, (figure.unit,))
        refuse_missing_glyphs(style.figure.face, (figure.figure,))
        with paper.canvas.tag("P"):
            y = paper.column(figure.label, style.label, left, top, width)
            y = self._big(figure, left, y, width)
            paper.column(figure.line, style.label, left, y, width)

    def _big(self, figure: Figure, left: float, y: float, width: float) -> float:
        """The figure with its unit on one baseline, smaller where the column is narrow."""
        style, size = self._style, self._style.figure.size
        number = style.figure.face.shape(figure.figure)
        unit = style.body.face.shape(figure.unit)
        room = width - unit.width(style.body.size) - 1.5
        if number.width(size) > room:
            size *= room / number.width(size)
        baseline = y + 0.8 * style.figure.leading
        self._paper.canvas.text(number, left, baseline, size, joins=True)
        if figure.unit:
            x = left + number.width(size) + 1.5
            self._paper.canvas.text(unit, x, baseline, style.body.size, joins=True)
        return y + style.figure.leading

    # -- tables and charts --------------------------------------------------------------------

    def _table(self, columns: tuple[Column, ...]) -> Table:
        """Few columns stay near each other, so that an eye finds from the first to the last."""
        size = _TABLE_SIZE * self._style.scale
        measure = min(MEASURE, _FEW_COLUMNS * len(columns))
        return Table(self._paper, self._fonts, columns, size, self._style.rule, measure=measure)

    def _kept(self, whole: float, least: float, above: float) -> float:
        """How much must stand on one page: all, where that leaves no large part of this one empty."""
        left = BOTTOM - self._paper.y - above
        return whole if whole <= BOTTOM - TOP and left <= _MOST_EMPTY * (BOTTOM - TOP) else least

    def _rows_height(self, table: TableBlock | None) -> float:
        """Of a table short enough to be kept together; of a longer one more than a page."""
        if table is None:
            return 0
        if len(table.rows) > _MOST_KEPT:
            return BOTTOM
        return self._table(table.columns).height(table.rows, totals=table.totals)

    @property
    def _below_chart(self) -> float:
        return 3 * self._style.scale

    def _chart_table(self, chart: Chart) -> TableBlock | None:
        """The figures of a chart, where it shows them."""
        table = self._laid_out(chart).table
        if not (chart.with_table and table.rows):
            return None
        return TableBlock(_table_columns(table.head), table.rows)

    def _laid_out(self, chart: Chart) -> Drawing:
        if id(chart) not in self._drawings:
            self._drawings[id(chart)] = chart.make((RIGHT - LEFT) * POINTS_PER_MM, self._measure)
        return self._drawings[id(chart)]

    def _chart(self, chart: Chart) -> None:
        drawing = self._laid_out(chart)
        paper = self._paper
        paper.need(self._least(chart))
        self._painter.paint(drawing, LEFT, paper.y)
        paper.y += chart_height(drawing) + self._below_chart
        table = self._chart_table(chart)
        if table is not None:
            paper.need(self._least(table))
            self._table(table.columns).draw(table.rows)


def _table_columns(head: tuple[str, ...]) -> tuple[Column, ...]:
    """What a row is about on the left, its figures on the right; a unit that all share is told once."""
    first, *others = head
    names, units = zip(*(title.rstrip(")").partition(" (")[::2] for title in others), strict=True)
    if len(others) > 1 and units[0] and len(set(units)) == 1:
        first, others = f"{first} ({units[0]})", list(names)
    return Column(first, 2.6 if len(others) > 1 else 1), *(Column(title, right=True) for title in others)
