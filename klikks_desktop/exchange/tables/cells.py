"""Text of cells: cleaned on the way in, made harmless on the way out."""

from __future__ import annotations

import re
from typing import Final

# What makes Excel, LibreOffice or Google Sheets take a cell for a formula (OWASP "CSV Injection").
_FORMULA_START: Final = "=+@\t\r\n\uff1d\uff0b\uff0d\uff20-"
_GUARD: Final = "'"
_GUARDABLE: Final = re.compile(rf"{_GUARD}*[{re.escape(_FORMULA_START)}]")
_GUARDED: Final = re.compile(rf"{_GUARD}+[{re.escape(_FORMULA_START)}]")
_LINE_BREAK: Final = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Characters that XML 1.0 cannot hold, and halves of surrogate pairs.
_IMPOSSIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_cell(text: str) -> str | None:
    """Remove outer blanks (no-break ones too), unify line breaks to LF; nothing left is ``None``."""
    stripped = text.strip()
    if not stripped:
        return None
    return stripped if stripped.isascii() and stripped.isprintable() else _LINE_BREAK.sub("\n", stripped)


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return _GUARD + text if _GUARDABLE.match(text) else text


def unguard(text: str) -> str:
    """Take away the apostrophe that ``guard`` put there."""
    return text[1:] if _GUARDED.match(text) else text


def writable(text: str) -> str:
    """Replace what neither XML nor UTF-8 can hold, so that a table can always be written."""
    return _IMPOSSIBLE.sub("\ufffd", text)
