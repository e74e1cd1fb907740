"""The kinds of value that stand in a sync file: patterns of text, bounds of numbers and lists."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

# Control characters (line feed and tab excepted) and the bidi controls that make a name read as another.
_TEXT = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"

# "$" alone also stands before a final line feed; the look-ahead shuts that out, here and in JSON Schema.
UuidText = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$(?!\n)")
]
PlaceKey = Annotated[
    str,
    Meta(pattern=r"^(0[1-9]|1[0-6])[0-9]{6,7}$(?!\n)", description="AGS (8) or key of an association (9)"),
]
Line = Annotated[str, Meta(max_length=200, pattern=_TEXT)]
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=_TEXT)]
Title = Annotated[str, Meta(max_length=300, pattern=_TEXT, description="title, one line")]
Text = Annotated[str, Meta(max_length=10_000, pattern=_TEXT, description="text of several lines")]
Mail = Annotated[str, Meta(max_length=254, pattern=_TEXT)]
Word = Annotated[str, Meta(pattern=r"^[a-z]{1,40}$(?!\n)")]
Moment = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Natural = Annotated[int, Meta(ge=0, le=2**53)]
Whole = Annotated[int, Meta(ge=-(2**53), le=2**53)]
Year = Annotated[int, Meta(ge=1900, le=2300, description="calendar year")]
Number = Annotated[
    str,
    Meta(
        pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,60})?$(?!\n)",
        description="exact decimal number, point as decimal mark",
    ),
]


def exact_text(value: Decimal) -> str:
    """A number as ``Number``: its digits without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain in {"-0", ""} else plain
