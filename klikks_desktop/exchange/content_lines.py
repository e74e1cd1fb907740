"""Content lines, as calendars and address cards are made of (RFC 5545 3.1, RFC 6350 3.2).

Lines end with CRLF and are folded at 75 octets, never within a character; texts are escaped.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_LINE: Final = 75
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line end escaped, control characters left out."""
    plain = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    plain = _CONTROLS.sub("", plain)
    for character in ("\\", ";", ","):
        plain = plain.replace(character, f"\\{character}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line in UTF-8 with its CRLF; each part is 75 octets at most, with its leading blank."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode("utf-8")
        if len(part) + len(octets) > LONGEST_LINE:
            parts.append(part)
            part = b" "
        part += octets
    parts.append(part)
    return b"\r\n".join(parts) + b"\r\n"
