"""What is saved in a year, in exact integers, by how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from decimal import Decimal
from typing import Final

from klikks_desktop.domain.records import Stage

FIELDS: Final = 6
"""Of ``Amounts``."""
STAGE_AT: Final = {stage: place * FIELDS for place, stage in enumerate(Stage)}
"""Where the figures of a stage begin in ``Saved``."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is saved in a year. cents: of municipal budgets; outside_cents: of others, never relief.

    feed_in_g, sink_g: stand apart from co2e_g.
    """

    wh: int = 0
    co2e_g: int = 0
    cents: int = 0
    outside_cents: int = 0
    feed_in_g: int = 0
    sink_g: int = 0

    def plus(self, other: Amounts, times: int = 1) -> Amounts:
        """Both together; ``times`` -1 takes the other away."""
        return Amounts(
            self.wh + times * other.wh,
            self.co2e_g + times * other.co2e_g,
            self.cents + times * other.cents,
            self.outside_cents + times * other.outside_cents,
            self.feed_in_g + times * other.feed_in_g,
            self.sink_g + times * other.sink_g,
        )

    @property
    def tonnes(self) -> Decimal:
        """T CO2e."""
        return Decimal(self.co2e_g) / 1_000_000

    @property
    def euros(self) -> Decimal:
        """EUR of municipal budgets."""
        return Decimal(self.cents) / 100

    @property
    def kwh(self) -> Decimal:
        """KWh Hi."""
        return Decimal(self.wh) / 1000


@dataclass(frozen=True, slots=True)
class Saved:
    """Amounts by how sure they are. figures: the fields of ``Amounts``, achieved, decided, possible."""

    figures: tuple[int, ...] = (0,) * (FIELDS * len(Stage))

    @property
    def achieved(self) -> Amounts:
        """Done, or measured."""
        return self.at(Stage.ACHIEVED)

    @property
    def decided(self) -> Amounts:
        """Decided, or under way."""
        return self.at(Stage.DECIDED)

    @property
    def possible(self) -> Amounts:
        """Ideas and what was looked at."""
        return self.at(Stage.POSSIBLE)

    @property
    def stages(self) -> tuple[Amounts, Amounts, Amounts]:
        """Achieved, decided, possible."""
        return (self.achieved, self.decided, self.possible)

    def at(self, stage: Stage) -> Amounts:
        """What is saved in one stage."""
        begin = STAGE_AT[stage]
        return Amounts(*self.figures[begin : begin + FIELDS])


def added(saved: Iterable[Saved]) -> Saved:
    """All together."""
    columns = zip(*(each.figures for each in saved), strict=True)
    return Saved(tuple(map(sum, columns)) or Saved().figures)


def saved_in(stage: Stage, amounts: Amounts) -> Saved:
    """``amounts`` in one stage."""
    figures = [0] * (FIELDS * len(Stage))
    begin = STAGE_AT[stage]
    figures[begin : begin + FIELDS] = astuple(amounts)
    return Saved(tuple(figures))
