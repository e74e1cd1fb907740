"""Lines of running text, and what must not be parted at their ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import NO_BREAK_SPACE, Face

# Leading in mm for one pt of type.
_LEADING = 0.48

_DATE = r"\d{1,2}\. \w+ \d{4}"
_GLUED = re.compile(
    rf"(?:\b(?:vom|am|ab|bis zum|den) )?{_DATE}"
    r"|\bDank und Anerkennung\b|\bauf unbestimmte\b|\b[a-z]\. [a-z]\."
    r"|§§? \d+|\b(?:Art|Abs|Nr)\. \d+|\bBuchst\. \w"
)
# A word that is wider than its column is cut after one of these, if it has one.
_CUT_AFTER = "@.-_/"


@lru_cache(maxsize=2048)
def glue(text: str) -> str:
    """The text with no-break spaces inside dates, "Dank und Anerkennung", "h. c.", "§ 40" and the like."""
    return _GLUED.sub(lambda found: found.group().replace(" ", NO_BREAK_SPACE), text)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Face, size (pt), the room before and after a paragraph (mm), and its colour."""

    face: Face
    size: float
    before: float = 0
    after: float = 0
    colour: Colour = BLACK

    @property
    def leading(self) -> float:
        """From baseline to baseline, mm."""
        return self.size * _LEADING


class WrappedLine(NamedTuple):
    """One line; ``joins``: a space follows when it is read, which is so unless a word was cut."""

    text: str
    joins: bool


def wrapped(face: Face, text: str, size: float, measure: float) -> list[WrappedLine]:
    """The lines of ``text``; a word wider than the measure (mm) is cut where it must be."""
    lines: list[WrappedLine] = []
    space = face.shape(" ").width(size)
    for paragraph in glue(text).split("\n"):
        line: list[str] = []
        used = 0.0
        for word in paragraph.split(" "):
            for part, begins in _narrow_parts(face, word, size, measure):
                width = face.shape(part).width(size)
                if line and (not begins or used + space + width > measure):
                    lines.append(WrappedLine(" ".join(line), begins))
                    line, used = [], 0.0
                used += width + (space if line else 0)
                line.append(part)
        lines.append(WrappedLine(" ".join(line), joins=True))
    return lines if text else []


def _narrow_parts(face: Face, word: str, size: float, measure: float) -> Iterator[tuple[str, bool]]:
    """The word whole, or in parts that are not wider than the measure; and whether a part begins a word."""

    def fits(part: str) -> bool:
        return face.shape(part).width(size) <= measure

    if fits(word):
        yield word, True
        return
    for piece in word.split(NO_BREAK_SPACE):
        rest, begins = piece, True
        while len(rest) > 1 and not fits(rest):
            end = next(end for end in range(len(rest) - 1, 0, -1) if end == 1 or fits(rest[:end]))
            good = max((rest.rfind(sign, 0, end) for sign in _CUT_AFTER), default=-1) + 1
            end = good if good > end // 3 else end
            yield rest[:end], begins
            rest, begins = rest[end:], False
        yield rest, begins
