"""The head of reports and letters: who they are from, the coat of arms, the mark of practice mode."""

from __future__ import annotations

from functools import lru_cache

from klikks_desktop.documents.arms import ArmsPicture, arms_size
from klikks_desktop.documents.canvas import Picture, figure_attributes
from klikks_desktop.documents.fonts import Fonts
from klikks_desktop.documents.paper import LEFT, MARK_BASELINE, RIGHT, Paper
from klikks_desktop.documents.wrapping import TextStyle
from klikks_desktop.domain.papers import Letterhead
from klikks_desktop.domain.reports.sheet import Arms

ARMS_HEIGHT = 16.0  # mm
_LOGO_WIDTH, _LOGO_HEIGHT = 40.0, 10.0
_TOWN_SIZE, _ADDRESS_SIZE, _MARK_SIZE = 11.0, 8.0, 9.0
_BETWEEN = 5.0


def draw_mark(paper: Paper, fonts: Fonts, mark: str) -> None:
    """Say on the first page what kind of paper this is not, and have the others repeat it."""
    paper.mark = mark
    if mark:
        with paper.canvas.tag("P"):
            paper.canvas.text(fonts.sans_bold.shape(mark), LEFT, MARK_BASELINE, _MARK_SIZE, joins=True)


def draw_letterhead(
    paper: Paper, fonts: Fonts, letterhead: Letterhead, arms: Arms | None, logo: Arms | None, *, foot: float
) -> None:
    """Name and address on the left, logo and arms on the right, all standing on ``foot`` (mm)."""
    width = 0.0
    if arms is not None:
        width = draw_arms(paper, arms, RIGHT, foot) + _BETWEEN
    if logo is not None:
        width += _draw_logo(paper, logo, RIGHT - width, foot) + _BETWEEN
    town = TextStyle(fonts.sans_bold, _TOWN_SIZE)
    address = TextStyle(fonts.sans, _ADDRESS_SIZE)
    room = RIGHT - LEFT - width
    lines = paper.lines(letterhead.address, address, room) if letterhead.address else 0
    names = paper.lines(letterhead.municipality, town, room)
    paper.y = foot - names * town.leading - lines * address.leading
    paper.text(letterhead.municipality, town, width=room)
    if letterhead.address:
        paper.text(letterhead.address, address, width=room)
    paper.y = foot


def draw_arms(paper: Paper, arms: Arms, right: float, foot: float) -> float:
    """The coat of arms with its lower right corner at ``right``, ``foot``; its width in mm."""
    picture = _picture(arms.png)
    size = arms_size(picture.width / picture.height, ARMS_HEIGHT)
    return _draw(paper, arms, right, foot, size)


def _draw_logo(paper: Paper, logo: Arms, right: float, foot: float) -> float:
    picture = _picture(logo.png)
    scale = min(_LOGO_WIDTH / picture.width, _LOGO_HEIGHT / picture.height)
    return _draw(paper, logo, right, foot, (picture.width * scale, picture.height * scale))


def _draw(paper: Paper, arms: Arms, right: float, foot: float, size: tuple[float, float]) -> float:
    width, height = size
    left, top = right - width, foot - height
    with paper.canvas.tag("Figure", figure_attributes(arms.alt, left, top, width, height)):
        paper.canvas.picture(_picture(arms.png), left, top, width, height)
    return width


@lru_cache(maxsize=8)
def _picture(png: bytes) -> Picture:
    return ArmsPicture(png).picture
