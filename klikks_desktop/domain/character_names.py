"""What a character is called in German, and which allowed one is easily taken for it."""

from __future__ import annotations

import unicodedata
from typing import Final

_NAMES: Final = {
    "'": "der gerade Apostroph",
    "’": "der Apostroph",
    "‘": "das einfache Anführungszeichen",
    "‚": "das untere einfache Anführungszeichen",
    "‛": "das umgekehrte Anführungszeichen",
    "ʻ": "das gedrehte Komma (ʻOkina)",
    "ʼ": "das Apostroph-Buchstabenzeichen",
    "ʽ": "das umgekehrte Komma",
    "ʾ": "der rechte Halbring (Hamza)",
    "ʿ": "der linke Halbring (Ain)",
    "ʹ": "der Strich (Weichheitszeichen)",
    "ʺ": "der Doppelstrich (Härtezeichen)",
    "′": "das Minutenzeichen",
    "″": "das Sekundenzeichen",
    '"': "das Anführungszeichen",
    "„": "das Anführungszeichen",
    "“": "das Anführungszeichen",
    "”": "das Anführungszeichen",
    "«": "das Anführungszeichen",
    "»": "das Anführungszeichen",
    "-": "der Bindestrich",
    "‐": "der Unicode-Trennstrich",
    "‑": "der geschützte Bindestrich",
    "‒": "der Ziffernstrich",
    "–": "der Gedankenstrich",
    "—": "der lange Gedankenstrich",
    "―": "der Querstrich",
    "−": "das Minuszeichen",
    "_": "der Unterstrich",
    "·": "der Mittelpunkt",
    "•": "der Aufzählungspunkt",
    ".": "der Punkt",
    ",": "das Komma",
    "/": "der Schrägstrich",
    "\\": "der umgekehrte Schrägstrich",
    "|": "der senkrechte Strich",
    "(": "die runde Klammer",
    ")": "die runde Klammer",
    "[": "die eckige Klammer",
    "]": "die eckige Klammer",
    "{": "die geschweifte Klammer",
    "}": "die geschweifte Klammer",
    "<": "die spitze Klammer",
    ">": "die spitze Klammer",
    "&": "das Und-Zeichen",
    "+": "das Pluszeichen",
    "*": "das Sternchen",
    "#": "die Raute",
    "@": "das At-Zeichen",
    "!": "das Ausrufezeichen",
    "?": "das Fragezeichen",
    ";": "das Semikolon",
    ":": "der Doppelpunkt",
    "=": "das Gleichheitszeichen",
    "%": "das Prozentzeichen",
    "$": "das Dollarzeichen",
    "€": "das Eurozeichen",
    "§": "das Paragraphenzeichen",
    "°": "das Gradzeichen",
    "…": "das Auslassungszeichen",
    "~": "die Tilde",
    "\ufffd": "das Ersatzzeichen für etwas Unlesbares",
}
_SCRIPTS: Final = {
    "CYRILLIC": "der kyrillische Buchstabe",
    "GREEK": "der griechische Buchstabe",
    "HEBREW": "der hebräische Buchstabe",
    "ARABIC": "der arabische Buchstabe",
    "ARMENIAN": "der armenische Buchstabe",
    "GEORGIAN": "der georgische Buchstabe",
    "LATIN": "der Buchstabe",
    "CJK": "das chinesische Schriftzeichen",
    "HIRAGANA": "das japanische Schriftzeichen",
    "KATAKANA": "das japanische Schriftzeichen",
    "HANGUL": "das koreanische Schriftzeichen",
    "THAI": "das thailändische Schriftzeichen",
}
_CATEGORIES: Final = {
    "Nd": "die Ziffer",
    "Cc": "ein Steuerzeichen",
    "Cf": "ein unsichtbares Zeichen",
    "Mn": "ein einzeln stehendes Akzentzeichen",
    "So": "das Bildzeichen",
}

_LOOKALIKES: Final = {
    **dict(zip("АВЕЅІЈКМНОРСТУХаеорсухіјѕһ", "ABESIJKMHOPCTYXaeopcyxijsh", strict=True)),
    **dict(zip("ЁёЇїӘә", "ËëÏïƏə", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβικνορυ", "ABEZHIKMNOPTYXaßikvopu", strict=True)),
    **dict(zip("‐‑‒–—―−⁃", "--------", strict=True)),
    **dict(zip("•∙⋅‧", "····", strict=True)),
    **dict(zip("/∅Ɖɑƒ˜∼ˮ″", "-ØĐaf~~ʺʺ", strict=True)),
}
_APOSTROPHES: Final = {
    # Transcriptions turn the left ones into Ain (ʿ), the right ones into Hamza (ʾ).
    "ʻ": ("ʿ", "’"),
    "ʽ": ("ʿ", "’"),
    "‘": ("’", "ʿ"),
    "‛": ("’", "ʿ"),
    "ʼ": ("’", "ʾ"),
    "′": ("’", "ʹ"),
    "‚": (",",),
}


def describe(characters: str) -> str:
    """In words, as seen and as number: ``das einfache Anführungszeichen „‘“ (U+2018)``."""
    numbers = " ".join(f"U+{ord(char):04X}" for char in characters)
    first = characters[0]
    seen = "" if unicodedata.category(first) in ("Cc", "Cf", "Co", "Cs", "Cn") else f" „{characters}“"
    return f"{_name(characters)}{seen} ({numbers})"


def _name(characters: str) -> str:
    first = characters[0]
    if len(characters) > 1:
        return "der Buchstabe"
    if first in _NAMES:
        return _NAMES[first]
    category = unicodedata.category(first)
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    if category.startswith("L"):
        return _SCRIPTS.get(unicodedata.name(first, "").split(" ")[0].split("-")[0], "das Schriftzeichen")
    return "das Zeichen"


def near_misses(characters: str) -> list[str]:
    """What was probably meant by ``characters``, best first; "" means that it can go.

    The caller keeps those that are allowed.
    """
    first = characters[0]
    if unicodedata.category(first) == "Cf":
        return [""]
    if first in _APOSTROPHES:
        return list(_APOSTROPHES[first])
    guesses = [_LOOKALIKES.get(first, ""), unicodedata.normalize("NFKC", characters)]
    if first.isalpha():
        guesses.append(unicodedata.normalize("NFD", characters)[0])
    return [guess for guess in dict.fromkeys(guesses) if guess and guess != characters]
