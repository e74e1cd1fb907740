"""Small pieces of German text that several rooms need."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_MOST_BYTES = 160  # of the 255 that a whole name may have; German letters are never cut by it
_RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"COM{i}" for i in range(1, 10)),
    *(f"LPT{i}" for i in range(1, 10)),
}


def file_name(key: str, place: str, day: date, suffix: str, extra: str = "") -> str:
    """``KlikKS_<AGS>_<Gemeinde>_<Datum>[_extra].<suffix>``, allowed on Windows too (PRODUCT.md, Wording)."""
    parts = ["KlikKS", key, place, day.isoformat(), extra]
    stem = "_".join(safe_part(part) for part in parts if part)
    return f"{stem}.{suffix}"


def safe_part(text: str) -> str:
    """``text`` as part of a file name: NFC, no separators, no trailing dot, at most 60 characters."""
    clean = _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).replace(" ", "-").strip(" .-")[:60]
    clean = clean.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(" .-")
    return f"{clean}-" if clean.upper() in _RESERVED else clean or "-"


def count_words(count: int, one: str, many: str) -> str:
    """``1 Person``, ``3 Personen``, ``10.747 Kommunen``."""
    return f"{format_integer(count)} {one if count == 1 else many}"


def format_integer(number: int) -> str:
    """``10.747``."""
    return f"{number:,}".replace(",", ".")
