"""Numbers on a chart: round steps of an axis, decimals that all values of a chart share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from klikks_desktop.domain.values import format_number

ROUND_STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from the first to the last of its ticks."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        """Where the axis begins."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """Where the axis ends."""
        return self.ticks[-1]

    def share(self, value: Decimal) -> float:
        """Place of a value along the axis: 0 at its beginning, 1 at its end."""
        return float((value - self.low) / (self.high - self.low))

    def words(self) -> tuple[str, ...]:
        """The ticks in German, all with the decimals that the step needs."""
        exponent = (self.ticks[1] - self.ticks[0]).normalize().as_tuple().exponent
        digits = max(0, -exponent) if isinstance(exponent, int) else 0
        return tuple(format_number(tick, digits) for tick in self.ticks)


def round_scale(values: Iterable[Decimal], most: int = 6) -> Scale:
    """An axis in steps of 1, 2 or 5 times a power of ten that holds zero and all ``values``.

    most: at most so many steps, though never fewer than two.
    """
    known = [Decimal(0), *values]
    low, high = min(known), max(known)
    if low == high:
        return Scale((Decimal(0), Decimal(1)))
    rough = (high - low) / max(2, most)
    power = Decimal(1).scaleb(rough.adjusted())
    steps = (power * factor for factor in (*ROUND_STEPS, Decimal(20)))
    for step in steps:
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        if last - first <= max(2, most):
            break
    return Scale(tuple(step * (first + place) for place in range(int(last - first) + 1)))


def digits_for(values: Iterable[Decimal]) -> int:
    """Decimals for all values of a chart: none from a thousand on, one from one on, else two or three."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    if largest >= 1000:
        return 0
    if largest >= 1 or not largest:
        return 1
    return 2 if largest >= Decimal("0.1") else 3
