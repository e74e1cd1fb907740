"""Good examples (gute Beispiele): what stays of one when its town may not be named."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from klikks_desktop.domain.records import GoodExample

_DIGITS: Final = 2
"""Significant digits of the inhabitants of a town that is not named."""


def without_name(example: GoodExample) -> GoodExample:
    """The example without name, key and office of its town, and with inhabitants that do not tell it."""
    return replace(
        example,
        named=False,
        place_key="",
        place_name="",
        contact="",
        inhabitants=None if example.inhabitants is None else rounded_inhabitants(example.inhabitants),
    )


def rounded_inhabitants(inhabitants: int) -> int:
    """Two significant digits: 21.987 becomes 22.000."""
    return round(inhabitants, _DIGITS - len(str(inhabitants)))
