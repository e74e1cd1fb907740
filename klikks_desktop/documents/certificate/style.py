"""The two designs in figures; measures in mm from the top left, type in pt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from klikks_desktop.documents.colour import BLACK, Colour, printable_accent
from klikks_desktop.documents.fonts import Face, Fonts
from klikks_desktop.domain.records import Design

BRONZE: Colour = (0x6E, 0x58, 0x1C)
GREEN: Colour = (0x14, 0x53, 0x2F)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Style:
    """One design, with the faces and the accent of one certificate.

    axis: where lines are centred (klassisch) or begin (modern). measure: width of text; intro_measure
    and name_measure: of the first line and of the name. *_y are baselines with the arms at full height.
    """

    centred: bool
    axis: float
    measure: float
    intro_measure: float
    name_measure: float
    text: Face
    municipality: Face
    function: Face
    name: Face
    foot: Face
    practice: Face
    ornament: Colour
    title_colour: Colour
    function_colour: Colour
    arms_bottom: float
    municipality_y: float
    municipality_size: int
    bare_municipality_y: float
    title_y: float
    title_size: int
    title_tracking: float
    bare_title_y: float
    title_to_slot: float
    date_y: float
    white_above: float
    code_right: float
    foot_measure: float
    foot_measure_beside_code: float

    def start(self, width: float) -> float:
        """Where a line of this width begins."""
        return self.axis - width / 2 if self.centred else self.axis


@lru_cache(maxsize=64)
def style_of(design: Design, fonts: Fonts, accent: str) -> Style:
    """The style for a design; accent "#RRGGBB" or "" for the default."""
    if design is Design.CLASSIC:
        return _classic(fonts)
    return _modern(fonts, printable_accent(accent) if accent else GREEN)


def _classic(fonts: Fonts) -> Style:
    return Style(
        centred=True,
        axis=105,
        measure=144,
        intro_measure=156,
        name_measure=160,
        text=fonts.serif,
        municipality=fonts.serif,
        function=fonts.display,
        name=fonts.display,
        foot=fonts.sans,
        practice=fonts.sans_bold,
        ornament=BRONZE,
        title_colour=BLACK,
        function_colour=BLACK,
        arms_bottom=57,
        municipality_y=67.5,
        municipality_size=16,
        bare_municipality_y=49.5,
        title_y=85.5,
        title_size=20,
        title_tracking=1.25,
        bare_title_y=73.5,
        title_to_slot=16.5,
        date_y=222,
        white_above=0.42,
        code_right=182,
        foot_measure=150,
        foot_measure_beside_code=108,
    )


def _modern(fonts: Fonts, accent: Colour) -> Style:
    return Style(
        centred=False,
        axis=46.667,
        measure=140,
        intro_measure=140,
        name_measure=140,
        text=fonts.sans,
        municipality=fonts.sans_bold,
        function=fonts.sans_bold,
        name=fonts.sans_bold,
        foot=fonts.sans,
        practice=fonts.sans_bold,
        ornament=accent,
        title_colour=accent,
        function_colour=accent,
        arms_bottom=54,
        municipality_y=63,
        municipality_size=14,
        bare_municipality_y=45,
        title_y=84,
        title_size=24,
        title_tracking=0,
        bare_title_y=72,
        title_to_slot=9,
        date_y=220.5,
        white_above=0.36,
        code_right=186.667,
        foot_measure=140,
        foot_measure_beside_code=112,
    )
