"""The periods that § 17 NKlimaG reports on: three years from 2023 on, due at the end of the next (L14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_PERIOD: Final = 2023
YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A period of whole calendar years."""

    first: int
    last: int

    @property
    def due(self) -> date:
        """The day by which its report is to be published."""
        return date(self.last + 1, 12, 31)


def period_of(year: int) -> Period | None:
    """The period that ``year`` falls into; ``None`` before the first."""
    if year < FIRST_PERIOD:
        return None
    first = FIRST_PERIOD + (year - FIRST_PERIOD) // YEARS * YEARS
    return Period(first, first + YEARS - 1)


def last_period(today: date) -> Period:
    """The period whose report is due next: the last one that is over, or the first."""
    return period_of(max(FIRST_PERIOD, today.year - YEARS)) or Period(FIRST_PERIOD, FIRST_PERIOD + YEARS - 1)
