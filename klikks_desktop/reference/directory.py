"""The official directory of all municipalities and their associations (Gemeindeverzeichnis).

``places/places.tsv`` holds one place per line, largest first: search key of the name, key,
postcode, name, kind, legal class, county, population, area, latitude, longitude, seat, key of
the association. A line becomes a ``DirectoryPlace`` only when it is asked for, and searching
walks one long text from the largest place down, so that the first hits are the wanted ones.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.place_key import (
    ARS_LENGTH,
    ASSOCIATION_LENGTH,
    is_association,
    probable_key,
    state_of,
)
from klikks_desktop.reference.alphabet import load_alphabet

POSTCODE_LENGTH = 5
_SHORT_NAMES = {
    "Samtgemeinde": "SG",
    "Verbandsgemeinde": "VG",
    "Verwaltungsgemeinschaft": "VG",
    "Verwaltungsgemeinschaft der Stadt": "VVG",
    "Verwaltungsgemeinschaft der Gemeinde": "VVG",
    "Gemeindeverwaltungsverband": "GVV",
}
"""What people type for a kind of association."""
_SAINT = re.compile(r"\b(ST|SANKT)\b")


@dataclass(frozen=True, slots=True)
class DirectoryPlace:
    """A municipality or association of the directory.

    kind: designation, "Flecken"; kind_class: legal class (Art), "Gemeinde". population at
    31.12.2024. area_km2: land and inland water. lat, lon: WGS84. postcode: one of possibly many.
    seat: where an association has its office, else "". association: 9-digit key of the
    association that the municipality belongs to, else "". The figures of an association are
    the sums of its municipalities.
    """

    key: str
    name: str
    kind: str
    kind_class: str
    county: str
    state: str
    population: int
    area_km2: float
    lat: float
    lon: float
    postcode: str
    seat: str = ""
    association: str = ""

    @property
    def is_association(self) -> bool:
        """Samtgemeinde, Verbandsgemeinde, Amt and the like."""
        return is_association(self.key)

    @property
    def kind_label(self) -> str:
        """What the place is, told apart in a list: "Flecken", "Samtgemeinde", "Erfüllende Gemeinde"."""
        return self.kind_class if self.kind_class == "Erfüllende Gemeinde" else self.kind


class Directory:
    """All places, read only."""

    def __init__(self, lines: list[str], edition: str, attribution: str, alphabet: Alphabet) -> None:
        self.edition = edition
        self.attribution = attribution
        self._alphabet = alphabet
        self._lines = lines
        rows = [line.split("\t", 8) for line in lines]
        self._names = _Column([row[0] for row in rows])
        self._codes = _Column([f"{row[1]}\t{row[2]}" for row in rows])
        self._words = _Column(self._haystacks(rows))
        self._by_key = {row[1]: number for number, row in enumerate(rows)}
        self._postcodes = frozenset(row[2] for row in rows)
        self.municipality_count = sum(not is_association(row[1]) for row in rows)

    @classmethod
    def load(cls, resources: Path) -> Directory:
        """The directory shipped in ``resources``."""
        folder = resources / "places"
        sources = json.loads((folder / "sources.json").read_text("utf-8"))
        lines = (folder / "places.tsv").read_text("utf-8").splitlines()
        return cls(lines, sources["edition"], sources["attribution"], load_alphabet(resources))

    def __len__(self) -> int:
        return len(self._lines)

    def find(self, key: str) -> DirectoryPlace | None:
        """The place with this very key."""
        number = self._by_key.get(key)
        return None if number is None else self._place(number)

    def suggest(self, key: str) -> DirectoryPlace | None:
        """The place probably meant by an unknown key: its leading zero was lost, or it is an ARS."""
        for candidate in (f"0{key}", probable_key(key) or ""):
            if candidate != key and (place := self.find(candidate)):
                return place
        return None

    def members(self, association_key: str) -> list[DirectoryPlace]:
        """The municipalities of an association, largest first."""
        end = f"\t{association_key}"
        return [self._place(number) for number, line in enumerate(self._lines) if line.endswith(end)]

    def largest(self, state: str, limit: int) -> list[DirectoryPlace]:
        """The municipalities with most people whose key begins with ``state``."""
        keys = (key for key in self._by_key if key.startswith(state) and not is_association(key))
        return [self._place(self._by_key[key]) for key in islice(keys, limit)]

    def search(self, text: str, limit: int = 50) -> list[DirectoryPlace]:
        """Places by name, key, postcode or county, best first.

        Names: the whole name, then its beginning, then a word's beginning, then inside, each by
        population; several words may also name kind, county and Land. Digits: key (also ARS, or
        without its leading zero), postcode, beginnings. See ``hint`` for what to tell.
        """
        digits = re.sub(r"[\s.]+", "", text)
        if digits.isascii() and digits.isdigit():
            found = self._by_digits(digits)
        else:
            found = self._by_words(search_key(text, self._alphabet))
        first: dict[int, None] = {}
        for number in found:
            first[number] = None
            if len(first) >= limit:
                break
        typed = " ".join(text.split()).casefold()
        return sorted((self._place(number) for number in first), key=lambda place: _closeness(place, typed))

    def hint(self, text: str) -> str:
        """What the person should know about the results of ``search(text)``; "" when nothing."""
        digits = text.strip()
        if not re.fullmatch("[0-9]{5}", digits):
            return ""
        if digits in self._postcodes:
            return (
                "Das Verzeichnis nennt je Kommune nur eine Postleitzahl. Weitere Orte können dieselbe haben."
            )
        return (
            f"Das Verzeichnis nennt je Kommune nur eine Postleitzahl; {digits} ist nicht dabei. "
            "Gezeigt werden Kommunen mit ähnlicher Postleitzahl. Sicherer ist die Suche nach dem Namen."
        )

    def _haystacks(self, rows: list[list[str]]) -> Iterator[str]:
        """What several words may name: name, kind, county and Land, folded."""
        alphabet = self._alphabet

        @cache
        def fold(text: str) -> str:
            return search_key(text, alphabet)

        for name, key, _, _, kind, kind_class, county, *_ in rows:
            also = _SHORT_NAMES.get(kind, "")
            if saint := _SAINT.search(name):
                also += " ST" if saint[0] == "SANKT" else " SANKT"
            yield f" {name} {fold(kind)} {fold(kind_class)} {fold(county)} {fold(state_of(key))} {also}"

    def _by_digits(self, digits: str) -> Iterator[int]:
        meant = [digits, f"0{digits}", probable_key(digits) or ""]
        if len(digits) == ARS_LENGTH:
            meant.append(digits[:ASSOCIATION_LENGTH])
        yield from (self._by_key[key] for key in meant if key in self._by_key)
        yield from self._codes.lines_with(f"\t{digits}\n")
        yield from self._codes.lines_with(f"\n{digits}")
        yield from self._codes.lines_with(f"\t{digits}")
        if len(digits) == POSTCODE_LENGTH and digits not in self._postcodes:
            yield from self._codes.lines_with(f"\t{digits[:4]}")
            yield from self._codes.lines_with(f"\t{digits[:3]}")

    def _by_words(self, query: str) -> Iterator[int]:
        if not query:
            return
        for form in (f"\n{query}\n", f"\n{query}", f" {query}", query):
            yield from self._names.lines_with(form)
        words = query.split()
        if len(words) == 1:
            yield from self._words.lines_with(f" {query}")
            return
        starts = [f" {word}" for word in words]
        for form in ("\n{}\n", "\n{}"):
            for word in words:
                yield from self._with_all(starts, self._names.lines_with(form.format(word)))
        for parts in (starts, words):
            rarest = min(parts, key=self._words.text.count)
            yield from self._with_all(parts, self._words.lines_with(rarest))

    def _with_all(self, parts: list[str], numbers: Iterable[int]) -> Iterator[int]:
        """Those of ``numbers`` whose name, kind, county and Land have all ``parts``."""
        for number in numbers:
            line = self._words.line(number)
            if all(part in line for part in parts):
                yield number

    def _place(self, number: int) -> DirectoryPlace:
        fields = self._lines[number].split("\t")
        _, key, postcode, name, kind, kind_class, county, population, area, lat, lon, seat, association = (
            fields
        )
        return DirectoryPlace(
            key=key,
            name=name,
            kind=kind,
            kind_class=kind_class,
            county=county,
            state=state_of(key),
            population=int(population),
            area_km2=float(area),
            lat=float(lat),
            lon=float(lon),
            postcode=postcode,
            seat=seat,
            association=association,
        )


def _closeness(place: DirectoryPlace, typed: str) -> tuple[int, int]:
    """The name as typed first, by population, then its beginning: Neuenkirchen before Neunkirchen.

    "Halle (Saale)" is Halle, "Cottbus/Chóśebuz" is Cottbus.
    """
    name = place.name.casefold()
    if typed in (name, re.split(r" ?[(/]", name)[0]):
        return 0, -place.population
    return (1, 0) if name.startswith(typed) else (2, 0)


class _Column:
    """Texts joined line by line, searched as one."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = list(texts)
        self.text = "\n" + "\n".join(lines) + "\n"
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=1))

    def line(self, number: int) -> str:
        return self.text[self._starts[number] : self._starts[number + 1] - 1]

    def lines_with(self, part: str) -> Iterator[int]:
        """Numbers of the lines with ``part``, from the top; a line break in it stands for a line's edge."""
        shift = 1 if part.startswith("\n") else 0
        position = self.text.find(part)
        while position >= 0:
            number = bisect_right(self._starts, position + shift) - 1
            yield number
            position = self.text.find(part, self._starts[number + 1] - 1)
