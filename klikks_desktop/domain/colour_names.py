"""German names for the colours of coats of arms, so that a choice is never colour alone."""

from __future__ import annotations

import colorsys
from typing import Final

_HUES: Final = (
    (15, "Rot"),
    (42, "Orange"),
    (68, "Gold"),
    (165, "Grün"),
    (195, "Türkis"),
    (258, "Blau"),
    (290, "Violett"),
    (335, "Purpur"),
    (361, "Rot"),
)
"""Upper end of each range of hue in degrees."""
_GREY_BELOW: Final = 0.12
_DARK_BELOW: Final = 0.25
_LIGHT_ABOVE: Final = 0.7


def colour_name(colour: str) -> str:
    """``Dunkelgrün`` for ``#14532F``."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < _GREY_BELOW:
        return "Schwarz" if light < _DARK_BELOW else "Grau"
    name = next(name for end, name in _HUES if hue * 360 < end)
    if name == "Orange" and light < 0.4:
        name = "Braun"
    prefix = "Dunkel" if light < _DARK_BELOW else "Hell" if light > _LIGHT_ABOVE else ""
    return prefix + (name.lower() if prefix else name)
