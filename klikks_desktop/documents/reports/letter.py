"""A letter after DIN 5008 form B: 45 mm of head, window for the address, marks to fold and to punch."""

from __future__ import annotations

from klikks_desktop.documents.canvas import PAGE_WIDTH, Supplies
from klikks_desktop.documents.chart import Inks
from klikks_desktop.documents.colour import BLACK
from klikks_desktop.documents.fonts import Fonts
from klikks_desktop.documents.paper import Paper
from klikks_desktop.documents.reports.blocks import BlockWriter
from klikks_desktop.documents.reports.head import draw_letterhead, draw_mark
from klikks_desktop.documents.reports.style import Styles
from klikks_desktop.documents.wrapping import TextStyle
from klikks_desktop.domain.reports.letter import LetterSheet

# Places of form B, mm from the top left corner of the paper.
FOLD_MARKS, PUNCH_MARK = (105.0, 210.0), 148.5
ADDRESS_LEFT, ADDRESS_TOP, ADDRESS_WIDTH = 20.0, 45.0, 85.0
_ADDRESS_INSET = 5.0  # text in line with the letter
_REMARKS = 17.7  # the return line and remarks; the address stands below
_ADDRESS_LINES = 6
_INFORMATION_LEFT, _INFORMATION_TOP = 125.0, 50.0
_INFORMATION_LABEL = 18.0
_TEXT_TOP = 98.5  # 8.46 mm below the address
_HEAD_FOOT = 36.0
_MARKS = ((FOLD_MARKS[0], 5.0), (PUNCH_MARK, 7.0), (FOLD_MARKS[1], 5.0))  # place and length
_MARK_LEFT = 3.0
_SENDER_SIZE, _ADDRESS_SIZE, _INFORMATION_SIZE = 7.0, 10.5, 9.0
_HAND = 16.0  # room to sign


def draw_letter(paper: Paper, supplies: Supplies, inks: Inks, style: Styles, sheet: LetterSheet) -> None:
    """Draw a letter on the page that was begun, and on as many more as it takes."""
    fonts = supplies.fonts
    _marks(paper)
    draw_mark(paper, fonts, sheet.mark)
    draw_letterhead(paper, fonts, sheet.letterhead, sheet.arms, None, foot=_HEAD_FOOT)
    _address(paper, fonts, style, sheet)
    _information(paper, fonts, style, sheet)
    paper.y = max(_TEXT_TOP, paper.y + 8)
    size, line = style.body.size, style.body.leading
    paper.text(sheet.subject, TextStyle(fonts.sans_bold, size, after=2 * line), tag="H1")
    paper.text(sheet.salutation, TextStyle(fonts.sans, size, after=line))
    BlockWriter(paper, supplies, inks, style, _nothing).draw(sheet.body)
    _end(paper, fonts, style, sheet)


def _nothing() -> None:
    """Letters are counted whole."""


def _marks(paper: Paper) -> None:
    with paper.canvas.artifact():
        for y, length in _MARKS:
            line = [("M", _MARK_LEFT, y), ("L", _MARK_LEFT + length, y)]
            paper.canvas.path(line, stroke=BLACK, line_width=0.25)


def _address(paper: Paper, fonts: Fonts, style: Styles, sheet: LetterSheet) -> None:
    """The return line at the foot of its zone, the address below it."""
    left, width = ADDRESS_LEFT + _ADDRESS_INSET, ADDRESS_WIDTH - _ADDRESS_INSET
    sender = TextStyle(fonts.sans, _SENDER_SIZE, colour=style.label.colour)
    lines = paper.lines(sheet.sender, sender, width)
    paper.y = ADDRESS_TOP + _REMARKS - 1 - lines * sender.leading
    paper.text(sheet.sender, sender, left=left, width=width)
    paper.y = ADDRESS_TOP + _REMARKS
    address = TextStyle(fonts.sans, _ADDRESS_SIZE)
    # A name wider than the window goes on below; six lines of address fit at 4.5 mm each.
    paper.text("\n".join(sheet.recipient[:_ADDRESS_LINES]), address, left=left, width=width)


def _information(paper: Paper, fonts: Fonts, style: Styles, sheet: LetterSheet) -> None:
    label = TextStyle(fonts.sans, _INFORMATION_SIZE, colour=style.label.colour)
    value = TextStyle(fonts.sans, _INFORMATION_SIZE)
    left = _INFORMATION_LEFT + _INFORMATION_LABEL
    room = PAGE_WIDTH - 10 - left
    y = _INFORMATION_TOP
    for name, text in sheet.information:
        with paper.canvas.tag("P"):
            paper.column(name, label, _INFORMATION_LEFT, y, _INFORMATION_LABEL)
            y = paper.column(text, value, left, y, room)
    paper.y = max(paper.y, y, ADDRESS_TOP + 45)


def _end(paper: Paper, fonts: Fonts, style: Styles, sheet: LetterSheet) -> None:
    """Closing, room for the hand and the name, in one piece; then what is enclosed."""
    body = style.body
    plain = TextStyle(fonts.sans, body.size)
    paper.need((2 + len(sheet.signatory)) * body.leading + _HAND)
    paper.y += body.leading / 2
    paper.text(sheet.closing, plain)
    paper.y += _HAND
    for line in sheet.signatory:
        paper.text(line, plain)
    if sheet.enclosures:
        paper.need(3 * body.leading)
        paper.y += body.leading
        word = "Anlage" if len(sheet.enclosures) == 1 else "Anlagen"
        paper.text(word, TextStyle(fonts.sans_bold, body.size))
        for enclosure in sheet.enclosures:
            paper.text(enclosure, plain)
