"""Flowing text on A4 pages: letterhead, headings, paragraphs, tick boxes, lines to write on.

Everything is tagged as it is drawn. What does not fit moves to the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from klikks_desktop.documents.canvas import PAGE_WIDTH, Supplies, TaggedCanvas, figure_attributes
from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import refuse_missing_glyphs
from klikks_desktop.documents.metadata import About
from klikks_desktop.documents.pdf_objects import Element
from klikks_desktop.documents.wrapping import TextStyle, WrappedLine, wrapped
from klikks_desktop.domain.papers import Letterhead, SignatureLine

# Margins near DIN 5008: 25 mm for the file holes, 20 mm on the right.
LEFT, RIGHT = 25.0, PAGE_WIDTH - 20
MEASURE = RIGHT - LEFT
TOP, BOTTOM, _FOOT_BASELINE = 25.0, 272.0, 284.0
MARK_BASELINE = 14.0
_BODY_SIZE, _SMALL_SIZE, _TITLE_SIZE = 10.5, 8.0, 18.0
_LABEL_WIDTH = 45.0
_BOX = 4.0
_HAIRLINE = 0.25


class Paper:
    """A document in the making, ``size`` pt of body type; ``finish()`` gives the file.

    y: where the next thing begins, mm from the top. page: number of the page begun last.
    mark: stands at the head of every page but the first, where its owner says it; "" for none.
    """

    def __init__(self, supplies: Supplies, about: About, footer: str, size: float, pages: int) -> None:
        fonts = supplies.fonts
        self.canvas = TaggedCanvas(supplies, about)
        self._sans = fonts.sans
        self.body = TextStyle(fonts.sans, size, after=2.2)
        self.small = TextStyle(fonts.sans, _SMALL_SIZE)
        self.title_style = TextStyle(fonts.sans_bold, _TITLE_SIZE, before=9, after=5)
        self.heading_style = TextStyle(fonts.sans_bold, size, before=2.4, after=0.4)
        self._footer, self._pages = footer, pages
        self.page = 1
        self.y = TOP
        self.mark = ""

    # -- text ---------------------------------------------------------------------------------

    def letterhead(self, letterhead: Letterhead) -> None:
        """Who the paper is from, over a hairline."""
        bold = TextStyle(self.heading_style.face, 11)
        self.text(letterhead.municipality, bold)
        if letterhead.address:
            self.text(letterhead.address, self.small)
        self.hairline(self.y + 1.5)
        self.y += 3

    def title(self, text: str) -> None:
        """The title (H1)."""
        self.text(text, self.title_style, tag="H1")

    def heading(self, text: str) -> None:
        """A heading (H2), which stays with the lines below it."""
        self.need(self.heading_style.leading + 3 * self.body.leading)
        self.text(text, self.heading_style, tag="H2")

    def paragraph(self, text: str) -> None:
        """A paragraph of body text."""
        self.text(text, self.body)

    def note(self, text: str) -> None:
        """Small print below signatures."""
        self.y += 6
        self.text(text, self.small)

    def text(
        self, text: str, style: TextStyle, *, tag: str = "P", left: float = LEFT, width: float = 0
    ) -> None:
        """A paragraph from ``left``, ``width`` mm wide (0: to the right margin), over pages if need be."""
        refuse_missing_glyphs(style.face, text.split("\n"))
        self.y += style.before
        lines = wrapped(style.face, text, style.size, width or RIGHT - left)
        element: Element | None = None
        while lines:
            room = _together(max(0, int((BOTTOM - self.y) / style.leading)), len(lines))
            if room == 0 and not self.is_at_top:
                self.new_page()
                continue
            room = max(1, room)
            part, lines = lines[:room], lines[room:]
            element = self._part(part, style, tag, element, left=left)
            self.y += len(part) * style.leading
        self.y += style.after

    @property
    def is_at_top(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y <= TOP

    def column(self, text: str, style: TextStyle, left: float, top: float, width: float) -> float:
        """Lines of text from ``left``, ``top`` inside an open element; where they end (mm)."""
        refuse_missing_glyphs(style.face, text.split("\n"))
        y = top
        for line in wrapped(style.face, text, style.size, width):
            run = style.face.shape(line.text)
            baseline = y + 0.75 * style.leading
            self.canvas.text(run, left, baseline, style.size, colour=style.colour, joins=line.joins)
            y += style.leading
        return y

    def lines(self, text: str, style: TextStyle, width: float) -> int:
        """How many lines ``text`` takes."""
        return len(wrapped(style.face, text, style.size, width))

    def _part(
        self,
        lines: Sequence[WrappedLine],
        style: TextStyle,
        tag: str,
        element: Element | None,
        *,
        left: float,
    ) -> Element:
        marked = self.canvas.tag(tag) if element is None else self.canvas.resume(element)
        with marked as owner:
            for index, line in enumerate(lines):
                baseline = self.y + (index + 0.75) * style.leading
                run = style.face.shape(line.text)
                self.canvas.text(run, left, baseline, style.size, colour=style.colour, joins=line.joins)
        return owner

    # -- forms --------------------------------------------------------------------------------

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Rows of label and value."""
        for label, value in rows:
            refuse_missing_glyphs(self._sans, (label, value))
            lines = wrapped(self._sans, value, self.body.size, MEASURE - _LABEL_WIDTH)
            self.need(len(lines) * self.body.leading)
            baseline = self.y + 0.75 * self.body.leading
            with self.canvas.tag("P"):
                bold = self.heading_style.face.shape(label)
                self.canvas.text(bold, LEFT, baseline, self.body.size, joins=True)
                for index, line in enumerate(lines):
                    y = baseline + index * self.body.leading
                    run = self._sans.shape(line.text)
                    self.canvas.text(run, LEFT + _LABEL_WIDTH, y, self.body.size, joins=line.joins)
            self.y += len(lines) * self.body.leading + 0.6
        self.y += 3

    def tick_box(self, text: str, *, indent: float = 0) -> None:
        """An empty box with what ticking it means."""
        left = LEFT + indent
        style = self.body
        self.need(3 * style.leading)
        top = self.y + 0.75 * style.leading - _BOX + 0.5
        attributes = figure_attributes("Kästchen zum Ankreuzen", left, top, _BOX, _BOX)
        with self.canvas.tag("Figure", attributes):
            self._rectangle(left, top, left + _BOX, top + _BOX)
        self.text(text, style, left=left + _BOX + 3)
        self.y += 0.8

    def signatures(self, lines: Sequence[SignatureLine]) -> None:
        """Lines to write on, two side by side."""
        width = (MEASURE - 10) / 2
        for start in range(0, len(lines), 2):
            self.need(26)
            self.y += 17
            for index, line in enumerate(lines[start : start + 2]):
                left = LEFT + index * (width + 10)
                self._signature(line, left, width)
            self.y += 7

    def _signature(self, line: SignatureLine, left: float, width: float) -> None:
        refuse_missing_glyphs(self._sans, (line.label, line.written))
        with self.canvas.artifact():
            self.canvas.path([("M", left, self.y), ("L", left + width, self.y)], stroke=BLACK)
        with self.canvas.tag("P"):
            if line.written:
                run = self._sans.shape(line.written)
                self.canvas.text(run, left, self.y - 1.6, self.body.size, joins=True)
            for index, label in enumerate(wrapped(self._sans, line.label, _SMALL_SIZE, width)):
                run = self._sans.shape(label.text)
                y = self.y + 3.8 + index * self.small.leading
                self.canvas.text(run, left, y, _SMALL_SIZE, joins=label.joins)

    # -- pages --------------------------------------------------------------------------------

    def need(self, height: float) -> None:
        """Begin a new page unless ``height`` mm are left on this one."""
        if self.y + height > BOTTOM and self.y > TOP:
            self.new_page()

    def new_page(self) -> None:
        """End this page and begin the next."""
        self._end_page()
        self.page += 1
        self.y = TOP

    def _end_page(self) -> None:
        count = f"Seite {self.page} von {self._pages}" if self._pages > 1 else ""
        refuse_missing_glyphs(self._sans, (self._footer,))
        with self.canvas.artifact():
            self.canvas.text(self._sans.shape(self._footer), LEFT, _FOOT_BASELINE, _SMALL_SIZE)
            run = self._sans.shape(count)
            self.canvas.text(run, RIGHT - run.width(_SMALL_SIZE), _FOOT_BASELINE, _SMALL_SIZE)
            if self.mark and self.page > 1:
                self.canvas.text(self.small.face.shape(self.mark), LEFT, MARK_BASELINE, _SMALL_SIZE)
        self.canvas.showPage()

    def finish(self) -> bytes:
        """The whole file."""
        self._end_page()
        return self.canvas.finish()

    def hairline(self, y: float, colour: Colour = BLACK, right: float = RIGHT) -> None:
        """A thin line from the left margin to ``right``, at first to the other margin."""
        with self.canvas.artifact():
            steps = [("M", LEFT, y), ("L", right, y)]
            self.canvas.path(steps, stroke=colour, line_width=_HAIRLINE)

    def _rectangle(self, left: float, top: float, right: float, bottom: float) -> None:
        steps = [("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",)]
        self.canvas.path(steps, stroke=BLACK, line_width=0.7)


def _together(room: int, lines: int) -> int:
    """How many of ``lines`` stay where ``room`` are free: no first and no last line stands alone."""
    if room >= lines:
        return lines
    kept = min(room, lines - 2)
    return kept if kept >= 2 else 0


def print_paper(
    supplies: Supplies,
    about: About,
    draw: Callable[[Paper], None],
    *,
    footer: str = "",
    size: float = _BODY_SIZE,
) -> tuple[bytes, int]:
    """The file and its number of pages. Drawn twice when there are several, to number them "von n"."""
    paper = Paper(supplies, about, footer, size, pages=1)
    draw(paper)
    pages = paper.page
    if pages > 1:
        paper = Paper(supplies, about, footer, size, pages)
        draw(paper)
    return paper.finish(), pages
