"""Colours on white paper."""

from __future__ import annotations

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)

# Smallest contrast of text on white (WCAG 2, level AA); it keeps the colour dark in greyscale, too.
_READABLE = 4.5


def contrast_on_white(colour: tuple[float, float, float]) -> float:
    """Contrast of a colour (0 to 255) on white after WCAG 2."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def darkened(colour: tuple[float, float, float]) -> Colour:
    """The colour, each channel taken to 96 % until it stands 4.5 : 1 on white."""
    red, green, blue = colour
    while contrast_on_white((red, green, blue)) < _READABLE:
        red, green, blue = red * 0.96, green * 0.96, blue * 0.96
    return round(red), round(green), round(blue)


def printable_accent(accent: str) -> Colour:
    """An accent "#RRGGBB", dark enough for print."""
    value = int(accent.removeprefix("#"), 16)
    return darkened((value >> 16, value >> 8 & 0xFF, value & 0xFF))
