"""From token colours to Qt's palette, and back from a contrast theme of the system to tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QColor, QPalette

_ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "onPrimary",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "onPrimary",
    QPalette.ColorRole.Accent: "primary",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "raised",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "outline",
    QPalette.ColorRole.Shadow: "outline",
}
_DISABLED_TEXT: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)
_DISABLED_GROUND: Final = (QPalette.ColorRole.Base, QPalette.ColorRole.Button, QPalette.ColorRole.Highlight)

# What a contrast theme of the system stands in for.
_CONTRAST: Final = {
    QPalette.ColorRole.Window: "window raised sunken side neutralSoft mapLine",
    QPalette.ColorRole.Base: (
        "surface primarySoft sideSel okSoft warnSoft errorSoft infoSoft chart3 mapLand"
    ),
    QPalette.ColorRole.WindowText: (
        "text muted border outline sideText sideMuted ok warn error info neutral chart1 chart2 chart3Line"
    ),
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.Highlight: "primary primaryHover primaryPressed sideMark focus focusSide",
    QPalette.ColorRole.HighlightedText: "onPrimary",
}


def make_palette(colours: Mapping[str, QColor]) -> QPalette:
    """All roles of all groups, so that no part of Fusion falls back to its own grey."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, colours[token])
    for role in _DISABLED_TEXT:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["muted"])
    for role in _DISABLED_GROUND:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["raised"])
    return palette


def contrast_colours(palette: QPalette) -> dict[str, QColor]:
    """The tokens of a contrast theme: its own few colours, never ours on top of them."""
    return {
        token: palette.color(QPalette.ColorGroup.Active, role)
        for role, tokens in _CONTRAST.items()
        for token in tokens.split()
    }
