"""The letters of DIN 91379 from the resources."""

from __future__ import annotations

from pathlib import Path

from klikks_desktop.domain.names import Alphabet, make_alphabet

ATTRIBUTION = (
    "Buchstaben und Suchformen nach DIN 91379: String-Latin, „DIN-91379-Characters-and-Sequences“ 1.3, "
    "CC-BY 4.0 (creativecommons.org/licenses/by/4.0/), gekürzt."
)
"""To be shown under "Über"."""


def load_alphabet(resources: Path) -> Alphabet:
    """Characters for names of people (DIN 91379 data type A) with their search forms."""
    text = (resources / "letters" / "din91379.txt").read_text("utf-8")
    others, *letters = [line for line in text.splitlines() if not line.startswith("#")]
    forms = (line.split("\t") for line in letters)
    return make_alphabet({_text(codes): form for codes, form in forms}, frozenset(_text(others)))


def _text(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())
