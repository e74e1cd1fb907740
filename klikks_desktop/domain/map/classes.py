"""At most five classes of values, each with about as many areas, with boundaries as round as they can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from klikks_desktop.domain.charts.shapes import Ink
from klikks_desktop.domain.values import format_number

CLASSES: Final = 5
_PLAY: Final = 0.3
"""Share of a class by which its ends may move."""
_STEPS: Final = (Decimal(1), Decimal("0.5"), Decimal("0.2"))
_INKS: Final = {
    1: (Ink.SEQ3,),
    2: (Ink.SEQ2, Ink.SEQ4),
    3: (Ink.SEQ1, Ink.SEQ3, Ink.SEQ5),
    4: (Ink.SEQ1, Ink.SEQ2, Ink.SEQ4, Ink.SEQ5),
    5: (Ink.SEQ1, Ink.SEQ2, Ink.SEQ3, Ink.SEQ4, Ink.SEQ5),
}
"""Fewer classes stand further apart."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes from low to high. bounds: the highest value of each but the last; lowest, highest: of all."""

    bounds: tuple[Decimal, ...]
    lowest: Decimal
    highest: Decimal
    whole: bool

    @property
    def inks(self) -> tuple[Ink, ...]:
        """Colours from low to high."""
        return _INKS[len(self.bounds) + 1]

    def ink(self, value: Decimal) -> Ink:
        """Colour of a value."""
        return self.inks[bisect_left(self.bounds, value)]

    def words(self) -> tuple[str, ...]:
        """Each class as the legend names it, from low to high."""
        if not self.bounds:
            return (_span(self.lowest, self.highest),)
        first, last = self.bounds[0], self.bounds[-1]
        inner = [
            _span(low + 1, high) if self.whole else f"über {format_number(low)} bis {format_number(high)}"
            for low, high in zip(self.bounds, self.bounds[1:], strict=False)
        ]
        begin = _span(self.lowest, first) if self.whole else f"bis {format_number(first)}"
        return (begin, *inner, f"mehr als {format_number(last)}")


def classify(values: Iterable[Decimal]) -> Classes | None:
    """Classes with about as many different values each; ``None`` without any value."""
    different = sorted(set(values))
    if not different:
        return None
    count = min(CLASSES, len(different))
    # A boundary may move so far to become round; windows of neighbours never meet.
    play = int(len(different) / count * _PLAY)
    cuts = (len(different) * cut // count for cut in range(1, count))
    bounds = tuple(roundest(different[cut - 1 - play], different[cut + play]) for cut in cuts)
    whole = all(value == value.to_integral_value() for value in different)
    return Classes(bounds, different[0], different[-1], whole)


def roundest(low: Decimal, above: Decimal) -> Decimal:
    """The roundest number in [low, above): a multiple of 10, 5, 2, 1, 0,5 … as large as can be."""
    power = max(low.adjusted(), above.adjusted()) + 1
    while True:
        for step in _STEPS:
            size = step.scaleb(power)
            multiple = (low / size).to_integral_value(ROUND_CEILING) * size
            if multiple < above:
                return _plain(multiple)
        power -= 1


def _plain(value: Decimal) -> Decimal:
    """Without zeros at the end, never as 1E+2 and never as minus zero."""
    value += 0
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _span(low: Decimal, high: Decimal) -> str:
    if low == high:
        return format_number(low)
    return f"{format_number(low)} bis {format_number(high)}"
