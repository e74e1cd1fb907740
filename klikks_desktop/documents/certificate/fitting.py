"""Line breaks and the size of the name.

Words are divided never; weak words (articles, prepositions) stay away from line ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from klikks_desktop.documents.fonts import NO_BREAK_SPACE, Face
from klikks_desktop.domain.errors import UserError


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WEAK = _words(
    "der die das des dem den ein eine zu zur zum vom von am im in und bis für als mit sich ihr ihm auf um"
    " Frau Herrn ist hat"
)
_PARTICLES = _words(
    "von vom zu zum zur der den dem de del della di da dos van ten ter vor und auf al el ibn bin"
)
# A line likes to begin with one of these.
_BEGINNERS = _words(
    "für im in vom von bis mit an am sich zum zur um auf aus als der die des und ehrenamtlich"
)
_MAX_LINES = 8

# Sizes of the name: on one line; the first only for names up to 80 % of the measure.
_ONE_LINE = (42, 36, 32, 28)
_SEVERAL_LINES = ((2, (32, 28, 26)), (3, (28, 26)), (4, (26,)))
_SMALLEST = 26


def width(face: Face, text: str, size: float) -> float:
    """Width of a line in mm."""
    return face.shape(text).width(size)


@lru_cache(maxsize=4096)
def break_lines(
    face: Face,
    text: str,
    size: float,
    measure: float,
    *,
    weak: frozenset[str] = _WEAK,
    tight: bool = False,
) -> tuple[str, ...] | None:
    """The text on the fewest lines, or one more where that avoids a weak line end.

    Among the breaks with the least weakness the most even wins. tight: never one more line.
    None when a word is wider than the measure (mm).
    """
    paragraph = _Paragraph(face, text, size, measure, weak)
    best: tuple[float, int, tuple[int, ...]] | None = None
    for count in range(1, min(len(paragraph.words), _MAX_LINES) + 1):
        if best and count > best[1] + (0 if tight else 1):
            break
        found = paragraph.best_cuts(count)
        if found and (best is None or found[0] < best[0]):
            best = (found[0], count, found[2])
    if best is None:
        return None
    return tuple(" ".join(paragraph.words[start:end]) for start, end in pairwise(best[2]))


# (weakness, unevenness, word numbers where lines start and end)
_Cuts = tuple[float, float, tuple[int, ...]]


class _Paragraph:
    """Words with their places on one endless line."""

    def __init__(self, face: Face, text: str, size: float, measure: float, weak: frozenset[str]) -> None:
        self.words = text.split(" ")
        self._measure, self._weak = measure, weak
        self._space = width(face, " ", size)
        self._ends = [0.0]
        for word in self.words:
            self._ends.append(self._ends[-1] + width(face, word, size) + self._space)

    def best_cuts(self, count: int) -> _Cuts | None:
        """The best break into ``count`` lines: for each number of words set so far the best way there."""
        total = len(self.words)
        target = (self._ends[-1] - self._space) / count
        best: dict[int, _Cuts] = {0: (0.0, 0.0, (0,))}
        for line in range(1, count + 1):
            last = line == count
            following: dict[int, _Cuts] = {}
            for start, so_far in best.items():
                for end in (total,) if last else range(start + 1, total - (count - line) + 1):
                    length = self._ends[end] - self._ends[start] - self._space
                    if length > self._measure:
                        break
                    lonely = 0.5 if last and count > 1 and length < 0.25 * self._measure else 0.0
                    candidate = (
                        so_far[0] + (0.0 if last else self._weakness(end)),
                        so_far[1] + ((length - target) / self._measure) ** 2 + lonely,
                        (*so_far[2], end),
                    )
                    if end not in following or candidate < following[end]:
                        following[end] = candidate
            best = following
        return best.get(total)

    def _weakness(self, end: int) -> float:
        """How badly a line ends before the word number ``end``."""
        before, after = self.words[end - 1], self.words[end]
        cost = 0.0 if before.endswith(",") or after.split(NO_BREAK_SPACE)[0] in _BEGINNERS else 0.3
        return cost + before.endswith("-") + (before.split(NO_BREAK_SPACE)[-1] in self._weak)


@dataclass(frozen=True, slots=True)
class FittedName:
    """The name as set: ``degree`` moved to the line of the form of address, or ""."""

    degree: str
    lines: tuple[str, ...]
    size: int


def fit_name(degree: str, name: str, face: Face, measure: float) -> FittedName:
    """The largest setting of degree and name; ``K-421`` when four lines of 26 pt do not hold it."""
    glued_degree = degree.replace(" ", NO_BREAK_SPACE)
    whole = f"{glued_degree} {name}" if degree else name
    for size in _ONE_LINE:
        if width(face, whole, size) <= _room(size, measure):
            return FittedName("", (whole,), size)
    if degree:
        for size in _ONE_LINE:
            if width(face, name, size) <= _room(size, measure):
                return FittedName(glued_degree, (name,), size)
    for most, sizes in _SEVERAL_LINES:
        settings = list(_settings(name, face, measure, most, sizes))
        if settings:
            _, size, lines = min(settings)
            return FittedName(glued_degree, lines, -size)
    raise UserError("K-421", {"part": "Der Name"})


def set_smallest(name: str, fitted: FittedName, face: Face, measure: float) -> FittedName:
    """A name of three and more lines in the smallest size."""
    lines = break_lines(face, name, _SMALLEST, measure, weak=_PARTICLES, tight=True)
    return FittedName(fitted.degree, lines or fitted.lines, _SMALLEST)


def _room(size: int, measure: float) -> float:
    return 0.8 * measure if size == _ONE_LINE[0] else measure


def _settings(
    name: str, face: Face, measure: float, most: int, sizes: Iterable[int]
) -> Iterable[tuple[bool, int, tuple[str, ...]]]:
    """(ends in a particle, -size, lines) for the sizes in which the name takes at most ``most`` lines."""
    for size in sizes:
        lines = break_lines(face, name, size, measure, weak=_PARTICLES, tight=True)
        if lines and len(lines) <= most:
            particle = any(line.split(" ")[-1] in _PARTICLES for line in lines[:-1])
            yield particle, -size, lines
