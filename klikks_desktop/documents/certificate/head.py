"""The head: arms, municipality, title, swelled rule. It moves up when the sentence needs the room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from klikks_desktop.documents.arms import arms_size
from klikks_desktop.documents.canvas import Picture, figure_attributes
from klikks_desktop.documents.certificate.marks import Block, Box, Line, PlacedPicture
from klikks_desktop.documents.certificate.ornament import swelled_rule
from klikks_desktop.documents.certificate.style import Style
from klikks_desktop.domain.certificate_sheet import CertificateSheet
from klikks_desktop.domain.errors import UserError

LEVELS = 4  # how far the head may move up: not at all, and three steps

PRACTICE_MARK = "Übungsurkunde"
_PRACTICE_LINE = "Übung – keine gültige Urkunde"

_TOP = 24.0
_FULL_HEIGHT = 30.0  # lower arms pull the centred head up
_UP = (0.0, 4.5, 9.0, 10.5)
_TITLE_UP = (0.0, 1.5, 3.0, 4.5)
_ARMS_TOP_UP = 3.0
_BARE_MUNICIPALITY_SIZE = 20
_SMALLEST_MUNICIPALITY = 8


@dataclass(frozen=True, slots=True)
class Head:
    """Where the parts of the head stand; baselines. slot_top: where the sentence may begin."""

    arms: Box | None
    municipality_y: float
    title_y: float
    slot_top: float


@lru_cache(maxsize=64)
def place_head(style: Style, arms: Picture | None, level: int) -> Head:
    """The head at one of the ``LEVELS``; without arms there is nothing to move."""
    if arms is None:
        slot = style.bare_title_y + style.title_to_slot
        return Head(None, style.bare_municipality_y, style.bare_title_y, slot)
    bottom = style.arms_bottom - _UP[level]
    top = _TOP - (min(_UP[level], _ARMS_TOP_UP) if style.centred else 0)
    width, height = arms_size(arms.width / arms.height, bottom - top)
    if style.centred:
        lift = max(0.0, _FULL_HEIGHT - height) / 2
        top = bottom - lift - height
    else:
        lift = bottom - (top + height)
    left = style.start(width)
    raised = _UP[level] + lift
    title_y = style.title_y - raised - _TITLE_UP[level]
    return Head(
        Box("arms", left, top, left + width, top + height),
        style.municipality_y - raised,
        title_y,
        title_y + style.title_to_slot,
    )


def head_blocks(sheet: CertificateSheet, style: Style, arms: Picture | None, level: int) -> tuple[Block, ...]:
    """The structure elements of the head, in reading order."""
    alt = sheet.arms_alt or f"Wappen: {sheet.municipality}"
    practice = sheet.mark == PRACTICE_MARK
    return _head_blocks(style, arms, level, sheet.municipality, sheet.title, alt, practice)


@lru_cache(maxsize=64)
def _head_blocks(  # noqa: PLR0917 - cached, so all of it is the key
    style: Style, arms: Picture | None, level: int, municipality: str, title: str, alt: str, practice: bool
) -> tuple[Block, ...]:
    head = place_head(style, arms, level)
    blocks = []
    if practice:
        run = style.practice.shape(_PRACTICE_LINE)
        line = Line("practice", run, style.start(run.width(11)), 19.7, 11)
        blocks.append(Block("P", (line,)))
    if arms is not None and head.arms is not None:
        box = head.arms
        place = figure_attributes(alt, box.left, box.top, box.right - box.left, box.bottom - box.top)
        blocks.append(Block("Figure", (PlacedPicture(arms, box),), place))
    blocks.extend((_municipality(municipality, style, head), _title(title, style, head)))
    if style.centred:
        blocks.append(Block("", (swelled_rule(style.axis, head.title_y + 7.5, style.ornament),)))
    return tuple(blocks)


def _municipality(name: str, style: Style, head: Head) -> Block:
    run = style.municipality.shape(name)
    size = style.municipality_size if head.arms else _BARE_MUNICIPALITY_SIZE
    while run.width(size) > style.name_measure - 6:
        size -= 1
        if size < _SMALLEST_MUNICIPALITY:
            raise UserError("K-421", {"part": "Der Name der Kommune"})
    line = Line("municipality", run, style.start(run.width(size)), head.municipality_y, size)
    return Block("P", (line,))


def _title(title: str, style: Style, head: Head) -> Block:
    # A capital sharp s keeps the spelling that "SS" would lose.
    shown = title.replace("ß", "ẞ").upper() if style.centred else title
    run = style.text.shape(shown)
    width = run.width(style.title_size, style.title_tracking)
    if width > style.name_measure:
        raise UserError("K-421", {"part": "Die Überschrift"})
    line = Line(
        "title",
        run,
        style.start(width),
        head.title_y,
        style.title_size,
        tracking=style.title_tracking,
        colour=style.title_colour,
        actual=title if shown != title else "",
    )
    return Block("H1", (line,))
