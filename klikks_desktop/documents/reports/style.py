"""Type and colour of reports: serif for titles and figures that are seen first, petrol for lines."""

from __future__ import annotations

from dataclasses import dataclass

from klikks_desktop.documents.chart import Inks
from klikks_desktop.documents.colour import Colour
from klikks_desktop.documents.fonts import Fonts
from klikks_desktop.documents.wrapping import TextStyle
from klikks_desktop.domain.charts.shapes import Ink

BODY_SIZE = 10.0
SMALLER_SIZES = (10.0, 9.5, 9.0, 8.5)
"""What a sheet of one page is tried in."""
PULLED_IN_SIZES = (9.7, 9.4)
"""What a report is tried in whose last page holds a few lines only."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a report in one size of body type; spaces follow it."""

    kind: TextStyle
    title: TextStyle
    subtitle: TextStyle
    headings: tuple[TextStyle, TextStyle]
    body: TextStyle
    small: TextStyle
    label: TextStyle
    figure: TextStyle
    accent: Colour
    rule: Colour
    scale: float


def styles(fonts: Fonts, inks: Inks, size: float) -> Styles:
    """The styles for body type of ``size`` pt."""
    muted, petrol = inks[Ink.MUTED], inks[Ink.ACHIEVED]
    scale = size / BODY_SIZE
    return Styles(
        kind=TextStyle(fonts.sans_bold, 9.5 * scale, after=1.0 * scale, colour=petrol),
        title=TextStyle(fonts.serif_bold, 19 * scale, after=1.6 * scale),
        subtitle=TextStyle(fonts.sans, 10.5 * scale, colour=muted),
        headings=(
            TextStyle(fonts.sans_bold, 12 * scale, before=5.5 * scale, after=1.6 * scale),
            TextStyle(fonts.sans_bold, size, before=3.2 * scale, after=0.8 * scale),
        ),
        body=TextStyle(fonts.sans, size, after=2.4 * scale),
        small=TextStyle(fonts.sans, 8.2 * scale, after=1.6 * scale, colour=muted),
        label=TextStyle(fonts.sans, 8.5 * scale, colour=muted),
        figure=TextStyle(fonts.serif_bold, 20 * scale),
        accent=petrol,
        rule=inks[Ink.POSSIBLE_LINE],
        scale=scale,
    )
