"""The key of a place (Gemeindeschlüssel): 8-digit AGS or, for an association, 9 digits.

Layout and Land numbers: facts/domain.md 6.1. There is no check digit; whether a place of that
key exists is the directory's matter.
"""

from __future__ import annotations

import re
from typing import Final

from klikks_desktop.domain.errors import UserError

STATES: Final = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}
"""Länder by the first two digits of a key."""

AGS_LENGTH: Final = 8
ASSOCIATION_LENGTH: Final = 9
ARS_LENGTH: Final = 12
_ASSOCIATION_MARK: Final = 5
"""Place of the digit that is 5 for every association (facts/domain.md 6.1)."""
_LONGEST_QUOTE: Final = 30


def check_key(text: str) -> str:
    """The key in ``text`` without outer blanks.

    Raises:
        UserError: K-101 empty, K-102 other characters than digits, K-103 a wrong length (with
            the key that is probably meant), K-104 no Land has that number.
    """
    key = text.strip()
    if not key:
        raise UserError("K-101")
    if not re.fullmatch("[0-9]+", key):
        digits = re.sub(r"\.0+$|[\s./-]+", "", key)
        raise UserError("K-102", {"text": _quotable(key), "hint": _meant(digits)})
    if len(key) not in (AGS_LENGTH, ASSOCIATION_LENGTH):
        raise UserError("K-103", {"text": _quotable(key), "count": len(key), "hint": _meant(key)})
    if key[:2] not in STATES:
        raise UserError("K-104", {"text": key, "state": key[:2], "hint": _meant(key)})
    return key


def is_key(text: str) -> bool:
    """``text`` is exactly a well-formed key."""
    return re.fullmatch("[0-9]{8,9}", text) is not None and text[:2] in STATES


def is_association(key: str) -> bool:
    """The key belongs to an association (Samtgemeinde, Verbandsgemeinde, Amt …)."""
    return len(key) == ASSOCIATION_LENGTH


def state_of(key: str) -> str:
    """Name of the Land of a well-formed key."""
    return STATES[key[:2]]


def ags_of_ars(ars: str) -> str:
    """The AGS in a 12-digit regional key (ARS): Land, Bezirk, Kreis and Gemeinde without the association."""
    return ars[:5] + ars[9:]


def probable_key(digits: str) -> str | None:
    """The key that was probably meant by ``digits`` of another form, if any.

    A spreadsheet drops the leading zero of a number; an ARS contains the AGS.
    """
    for candidate in (digits, f"0{digits}"):
        if not re.fullmatch("[0-9]+", candidate) or candidate[:2] not in STATES:
            continue
        if len(candidate) == ARS_LENGTH:
            return ags_of_ars(candidate)
        if len(candidate) == AGS_LENGTH or (
            len(candidate) == ASSOCIATION_LENGTH and candidate[_ASSOCIATION_MARK] == "5"
        ):
            return candidate
    return None


def _meant(digits: str) -> str:
    """A German sentence with the key probably meant; empty when there is no good guess."""
    key = probable_key(digits)
    if key is None:
        return ""
    if len(digits) >= ARS_LENGTH - 1:
        return f" Es sieht nach einem Regionalschlüssel (ARS) aus; der Gemeindeschlüssel darin ist {key}."
    if len(digits) < len(key):
        return f" Vermutlich fehlt die führende Null, wie nach dem Öffnen in Excel; gemeint ist wohl {key}."
    return f" Gemeint ist wohl {key}."


def _quotable(text: str) -> str:
    """What was typed, short enough for one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"
