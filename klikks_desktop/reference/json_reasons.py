"""What a decoder of JSON says of a file, in German: where something is wrong, and what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_TYPES: Final = {
    "decimal": "eine Zahl",
    "int": "eine ganze Zahl",
    "float": "eine Kommazahl",
    "str": "ein Text",
    "bool": "wahr oder falsch",
    "array": "eine Liste",
    "object": "ein Objekt",
    "null": "nichts (null)",
    "date": "ein Datum",
}
_REASONS: Final = (
    (r"Object missing required field `(\w+)`", "das Feld „{0}“ fehlt"),
    (r"Expected `array` of length (.*)", "die Liste hat nicht die richtige Länge"),
    (r"Expected `str` matching regex .*", "der Text hat nicht die richtige Form"),
    (r"Expected `str` of length .*", "der Text ist leer oder zu lang"),
    (r"Expected `int` .*", "die Zahl ist zu klein oder zu groß"),
    (r"Invalid enum value '?(.*?)'?", "„{0}“ ist nicht bekannt"),
    (r"Invalid RFC3339 encoded date", "das ist kein Datum der Form JJJJ-MM-TT"),
    (r"Invalid decimal string", "das ist keine Zahl"),
)


def in_german(message: str) -> tuple[str, str]:
    """Where in the file something is wrong, and what, from a message of the decoder."""
    what, _, path = message.partition(" - at `$")
    return _place(path.rstrip("`")), _reason(what)


def _place(path: str) -> str:
    parts = re.findall(r"\.(\w+)|\[(\d+)\]", path)
    words: Iterable[str] = (name or f"{int(index) + 1}. Eintrag" for name, index in parts)
    return " › ".join(words) or "oberste Ebene"


def _reason(what: str) -> str:
    for pattern, german in _REASONS:
        if found := re.fullmatch(pattern, what):
            return german.format(*found.groups())
    if found := re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", what):
        expected, got = (
            " oder ".join(_TYPES.get(word.strip(), word.strip()) for word in group.split("|"))
            for group in found.groups()
        )
        return f"erwartet wird {expected}, dort steht {got}"
    return what


def why_malformed(message: str) -> str:
    """Why a file is no JSON at all, from a message of the decoder."""
    if found := re.search(r"\(byte (\d+)\)", message):
        return f"ab dem {int(found[1]) + 1}. Byte ist das kein JSON"
    return "sie bricht mitten im Text ab" if "truncated" in message else "sie ist kein JSON"
