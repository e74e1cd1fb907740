"""How a place is named in a sentence: article, genitive and "in …" (facts/texts.md 1).

The directory's designations have more than a hundred values ("Hansestadt", "Tor zur Eifel");
what is grammatically a class of municipality is told by its last word, everything else takes
the legal class. The forms are a proposal: the clerk sees and may change them.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class PlaceForms(NamedTuple):
    """The four forms: "Stadt Soltau", "die Stadt Soltau", "der Stadt Soltau", "in der Stadt Soltau"."""

    designation: str
    nominative: str
    genitive: str
    locative: str


class _Noun(NamedTuple):
    """Articles and genitive ending that go with a noun."""

    nominative: str
    genitive: str
    locative: str
    genitive_ending: str = ""


_FEMININE: Final = ("die", "der", "in der")
_MASCULINE: Final = ("der", "des", "im")
_NEUTER: Final = ("das", "des", "im")
_NOUNS: Final = {
    "stadt": _Noun(*_FEMININE),
    "gemeinde": _Noun(*_FEMININE),
    "gemeinschaft": _Noun(*_FEMININE),
    "region": _Noun(*_FEMININE),
    "markt": _Noun(*_MASCULINE, "es"),
    "flecken": _Noun(*_MASCULINE, "s"),
    "verband": _Noun(*_MASCULINE, "es"),
    "kreis": _Noun(*_MASCULINE, "es"),
    "amt": _Noun(*_NEUTER, "es"),
}
"""By the last part of the word."""
_PLAIN: Final = {"Kreisfreie Stadt": "Stadt", "Stadtkreis": "Stadt"}
"""Legal classes that nobody uses in a sentence."""
_CLASS_BEHIND_NAME: Final = re.compile(r",\s*(Stadt|Gemeinde|Markt|Flecken)$")
_ARTICLE: Final = re.compile(r"^(Die|Der|Das) ")
_ADJECTIVE: Final = re.compile(r"^(Freie|Große|Erfüllende)(?= )")


def grammatical_forms(kind: str, kind_class: str, name: str) -> PlaceForms:
    """The forms of a place, e.g. of ("Flecken", "Gemeinde", "Langwedel").

    Args:
        kind: the directory's designation (Bezeichnung): "Hansestadt", "Stadt, Hochschulstadt".
        kind_class: the legal class (Art), used where the designation is no class.
        name: the name without designation; "Loitz, Stadt" is understood.
    """
    if behind := _CLASS_BEHIND_NAME.search(name):
        name = name[: behind.start()]
        kind = behind[1] if kind in ("", "Gemeinde") else kind
    title, noun = _title(kind) or _title(kind_class) or ("Gemeinde", _NOUNS["gemeinde"])
    # "Markt Schwaben" and "Stadt Wehlen" carry the class as a part of their name already.
    name = name.removeprefix(f"{title} ")
    inflected = _ADJECTIVE.sub(r"\1n", title)
    return PlaceForms(
        designation=f"{title} {name}",
        nominative=f"{noun.nominative} {title} {name}",
        genitive=f"{noun.genitive} {inflected}{noun.genitive_ending} {name}",
        locative=f"{noun.locative} {inflected} {name}",
    )


def within_county(county: str) -> str:
    """Where a place lies: "im Landkreis Uelzen", "in der Region Hannover"; "" for its own county."""
    if re.match("(Städter|R)egion ", county):
        return f"in der {county}"
    if "kreis" in county.casefold().split(",")[0] or county.startswith("Regionalverband "):
        return "im " + re.sub("(?<=e)r(?= Kreis$)", "n", county)
    return ""


def short_county(county: str) -> str:
    """A county in the width of a column: "Uelzen", "Westerwaldkreis"; a town keeps "Heilbronn, Stadt"."""
    return re.sub("^(Landkreis|Kreis) ", "", county)


def _title(designation: str) -> tuple[str, _Noun] | None:
    """The first part of ``designation`` that is a class, with its noun.

    "Ostseebad, Stadt" is a Stadt, "Stadt / Běła Woda" too, "Die Mähdrescherstadt" a Mähdrescherstadt.
    """
    for part in re.split(r",|/", designation):
        title = _ARTICLE.sub("", part.strip())
        title = _PLAIN.get(title, title)
        for ending, noun in _NOUNS.items():
            if title.casefold().endswith(ending):
                return title, noun
    return None
