"""How people are addressed in letters, and how figures stand there (DIN 5008)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.records import Address, Patron

NO_BREAK_SPACE: Final = "\u00a0"
_SPOKEN: Final = ("prof", "dr")
"""Degrees that belong to a spoken name; "Dipl.-Ing." and the like stand in the address only."""


def spoken_degree(degree: str) -> str:
    """The degree as it is spoken, or ""."""
    return degree if degree.casefold().startswith(_SPOKEN) else ""


def spoken_name(patron: Patron) -> str:
    """Who a salutation is for: "Dr. Ott", and the whole name where no form of address was chosen."""
    name = patron.full_name if patron.address is Address.NONE else patron.family_name
    return " ".join(part for part in (spoken_degree(patron.degree), name) if part)


def address_lines(patron: Patron, lines: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The address: form of address on a line of its own, degree and name, then street and town."""
    forms = {Address.FEMALE: "Frau", Address.MALE: "Herrn", Address.NONE: ""}
    name = " ".join(part for part in (patron.degree, patron.full_name) if part)
    return tuple(line for line in (forms[patron.address], name, *lines) if line)


def letter_number(value: Decimal, digits: int = 0) -> str:
    """``12 345,6``: groups of three apart by a space, as DIN 5008 has it."""
    return rounded(value, digits).replace(".", NO_BREAK_SPACE)
