"""Names of people who stay, found in texts that leave: a simple check that warns and refuses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.records import Patron


class StayingNames:
    """The family names of people who do not leave, folded, as whole words and in the genitive."""

    def __init__(self, patrons: Iterable[Patron], alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._people = {
            search_key(patron.family_name or patron.given_name, alphabet): patron.sorting_name
            for patron in patrons
        }
        keys = sorted(map(re.escape, self._people), key=len, reverse=True)
        self._pattern = re.compile(rf"\b({'|'.join(keys)})S?\b") if keys else None

    def within(self, *texts: str) -> tuple[str, ...]:
        """Who is named in one of the texts, each once."""
        if self._pattern is None:
            return ()
        folded = search_key(" . ".join(texts), self._alphabet)
        found = dict.fromkeys(match[1] for match in self._pattern.finditer(folded))
        return tuple(self._people[key] for key in found)
