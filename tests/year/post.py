"""What happens to a file between two offices: it gets lost, comes twice, late, in any order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

LOST, DOUBLED, LATE = 0.10, 0.10, 0.10
LONGEST_DELAY = 3
"""Months."""


@dataclass(frozen=True)
class Letter:
    """A file on its way. number: of its sender's files, rising. town: key of the place it is about."""

    town: str
    number: int
    file: Path
    arrives: int


class Post:
    """Takes what is handed in and brings what has arrived."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._under_way: list[Letter] = []
        self.counts: Counter[str] = Counter()

    def hand_in(self, letter: Letter, *, safely: bool = False) -> None:
        """Send a letter that should arrive in its month. safely: by messenger."""
        chance = self._random.random
        if safely:
            self._under_way.append(letter)
            return
        if chance() < LOST:
            self.counts["verloren"] += 1
            return
        if chance() < DOUBLED:
            self.counts["doppelt"] += 1
            self._under_way.append(letter)
        if chance() < LATE:
            self.counts["verspätet"] += 1
            letter = replace(letter, arrives=letter.arrives + self._random.randint(1, LONGEST_DELAY))
        self._under_way.append(letter)

    def arrivals(self, month: int) -> list[Letter]:
        """Everything that is here by this month, shuffled."""
        here = [each for each in self._under_way if each.arrives <= month]
        self._under_way = [each for each in self._under_way if each.arrives > month]
        self._random.shuffle(here)
        return here
