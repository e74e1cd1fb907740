"""Names of people: which characters they may have, and how they are found however typed.

Allowed is data type A of DIN 91379 (groups bll and bnlreq). A name is stored as it is written:
composed (NFC) and with single blanks, never in capitals, never in lower case (seven letters
would leave the set, five change their length).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from klikks_desktop.domain.character_names import describe, near_misses

LONGEST_NAME: Final = 100
"""Characters in one part of a name."""
_APOSTROPHES_AND_MARKS: Final = ("Mn", "Cf", "Lm", "Sk", "Pi", "Pf")
"""Categories of characters that a search passes over."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters that a name may have.

    letters: single letters. sequences: letters that need combining marks ("C̄"). others: blank,
    hyphen, apostrophe … search: search form of each letter and sequence (Suchform, A to Z).
    folding: code point to its part of a search key, see ``make_alphabet``.
    """

    letters: frozenset[str]
    sequences: frozenset[str]
    others: frozenset[str]
    search: Mapping[str, str]
    folding: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class NameProblem:
    """Why a name is refused: a German sentence, the characters meant and what may stand instead.

    suggestion: the whole name with the first offer put in, "" without an offer.
    """

    message: str
    characters: str = ""
    offers: tuple[str, ...] = ()
    suggestion: str = ""


class _Folding(dict[int, str]):
    """Code point to its part of a search key; what is none of the alphabet is folded when first met."""

    def __init__(self, own: Mapping[int, str]) -> None:
        super().__init__(own)
        # What was met before must not change how others are folded.
        self._own = own

    def __missing__(self, code: int) -> str:
        folded = self[code] = _foreign(chr(code), self._own)
        return folded


def make_alphabet(letters: Mapping[str, str], others: frozenset[str]) -> Alphabet:
    """The alphabet of ``letters`` (letter or sequence to search form) and ``others``.

    Marks above, below and beside a letter fall away in a search key, as do apostrophes; other
    characters part words.
    """
    singles = {letter: form for letter, form in letters.items() if len(letter) == 1}
    sequences = frozenset(letters) - frozenset(singles)
    joiners = {char for char in others if not char.isspace() and char not in ",-.‡"}
    marks = {char for sequence in sequences for char in sequence if char not in singles}
    folding = {ord(char): form for char, form in singles.items()}
    folding |= {ord(char): "" for char in marks | joiners}
    folding |= {ord(digit): digit for digit in "0123456789"}
    return Alphabet(frozenset(singles), sequences, others, letters, _Folding(folding))


def normalise_name(text: str) -> str:
    """Composed (NFC), every kind of blank a plain one, none doubled, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def check_name(text: str, alphabet: Alphabet, also: str = "") -> NameProblem | None:
    """The first thing that is wrong with a name, or ``None``.

    Args:
        text: the name; need not be normalised.
        alphabet: what names may have.
        also: further characters that this field takes, e.g. "()" for a degree.
    """
    name = normalise_name(text)
    if len(name) > LONGEST_NAME:
        return NameProblem(f"Der Eintrag hat {len(name)} Zeichen. Möglich sind höchstens {LONGEST_NAME}.")
    position = 0
    while position < len(name):
        length = _allowed_length(name, position, alphabet, also)
        if not length:
            return _problem(name, position, alphabet)
        position += length
    return None


def search_key(text: str, alphabet: Alphabet) -> str:
    """``text`` folded for searching and sorting: A to Z, digits and single blanks.

    The search form of DIN 91379, then ä = ae = a, ö = oe = o, ü = ue = u, å = aa = a. A
    beginning of the text gives a beginning of the key, so it serves while typing.
    """
    return _fold(text.replace('"', " "), alphabet).strip()


def search_query(text: str, alphabet: Alphabet) -> str:
    """Like ``search_key``, but quoted phrases keep their quotation marks for ``matches``."""
    plain_quotes = re.sub("[„“”«»]", '"', text)
    return _fold(plain_quotes, alphabet).strip()


def matches(query: str, key: str) -> bool:
    """Every word and quoted phrase of a folded ``query`` stands somewhere in the folded ``key``."""
    return all(part in key for part in split_query(query))


def split_query(query: str) -> list[str]:
    """The words and phrases of a folded query; a quotation mark not closed yet reaches to the end."""
    parts = [(phrase or word).strip() for phrase, word in re.findall(r'"([^"]*)"?|([^" ]+)', query)]
    return [part for part in parts if part]


def _fold(text: str, alphabet: Alphabet) -> str:
    plain = unicodedata.normalize("NFC", text).translate(alphabet.folding)
    collapsed = re.sub("A[AE]+|OE+|UE+", lambda match: match[0][0], plain)
    return re.sub(" +", " ", collapsed)


def _foreign(char: str, folding: Mapping[int, str]) -> str:
    """A character outside the alphabet: its base letter if it has one, otherwise a blank."""
    if char == '"':
        return char
    base = unicodedata.normalize("NFKD", char)
    if base == char:
        return "" if unicodedata.category(char) in _APOSTROPHES_AND_MARKS else " "
    return "".join(folding.get(ord(part), "") for part in base) or " "


def _allowed_length(name: str, position: int, alphabet: Alphabet, also: str) -> int:
    """Length of the allowed letter, sequence or sign at ``position``; 0 when there is none."""
    end = position + 1
    while end < len(name) and unicodedata.combining(name[end]):
        end += 1
    cluster = name[position:end]
    if len(cluster) == 1:
        return int(cluster in alphabet.letters or cluster in alphabet.others or cluster in also)
    if cluster in alphabet.sequences:
        return len(cluster)
    # "K͟H": the double macron ties the following letter to the sequence.
    tied = name[position : end + 1]
    return len(tied) if tied in alphabet.sequences else 0


def _problem(name: str, position: int, alphabet: Alphabet) -> NameProblem:
    end = position + 1
    while end < len(name) and unicodedata.combining(name[end]):
        end += 1
    characters = name[position:end]
    offers = tuple(offer for offer in near_misses(characters) if _is_allowed(offer, alphabet))
    return NameProblem(
        message=_sentence(characters, offers, name, position),
        characters=characters,
        offers=offers,
        suggestion=name[:position] + offers[0] + name[end:] if offers else "",
    )


def _is_allowed(offer: str, alphabet: Alphabet) -> bool:
    return check_name(offer, alphabet) is None


def _sentence(characters: str, offers: tuple[str, ...], name: str, position: int) -> str:
    what = describe(characters)
    where = "" if len(name) == len(characters) else f" an Stelle {position + 1}"
    sentence = f"{what[0].upper()}{what[1:]}{where} ist in Personennamen nicht zugelassen."
    if offers == ("",):
        return f"{sentence} Bitte löschen Sie es."
    if offers:
        choices = " oder ".join(describe(offer) for offer in offers)
        return f"{sentence} Gemeint ist wohl {choices}."
    return sentence
