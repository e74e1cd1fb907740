"""The number of a certificate: ``KSP-{key}-{YYYY}-{NNN}``.

Gapless per place and year of the date on the certificate, never reused (facts/domain.md 2.2).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"KSP-(?P<key>[0-9]{8,9})-(?P<year>[0-9]{4})-(?P<serial>[0-9]{3,6})")


class CertificateNumber(NamedTuple):
    """The parts of a certificate number."""

    key: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"KSP-{self.key}-{self.year:04d}-{self.serial:03d}"


def parse_number(text: str) -> CertificateNumber | None:
    """Read a number as printed; ``None`` when it is none. Case and outer blanks do not matter."""
    match = _NUMBER.fullmatch(text.strip().upper())
    if match is None:
        return None
    return CertificateNumber(match["key"], int(match["year"]), int(match["serial"]))


def find_numbers(data: bytes) -> list[str]:
    """Every certificate number that stands readable in ``data``, in order, each once."""
    found = re.finditer(_NUMBER.pattern.encode("ascii"), data)
    return list(dict.fromkeys(match[0].decode("ascii") for match in found))
