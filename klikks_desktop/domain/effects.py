"""What savings amount to: by carrier, in tonnes and euros, in three stages from possible to achieved.

Amounts of one factor set only; whoever adds asks for that before. Euros of the budget, euros of
citizens, feed-in and sinks stay apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import PotentialState, ProjectState, Stage

ZERO: Final = Decimal(0)


STAGES: Final = tuple(Stage)
_BY_PROJECT: Final[Mapping[ProjectState, Stage]] = {
    ProjectState.DONE: Stage.ACHIEVED,
    ProjectState.RESOLUTION: Stage.DECIDED,
    ProjectState.IMPLEMENTATION: Stage.DECIDED,
}
_BY_POTENTIAL: Final[Mapping[PotentialState, Stage]] = {
    PotentialState.DONE: Stage.ACHIEVED,
    PotentialState.DECIDED: Stage.DECIDED,
}


def stage_of(state: PotentialState, project: ProjectState | None) -> Stage | None:
    """The stage of a potential, by itself or by its project, whichever is further; ``None`` when dropped."""
    if state is PotentialState.DROPPED:
        return None
    by_project = _BY_PROJECT.get(project, Stage.POSSIBLE) if project else Stage.POSSIBLE
    return min(by_project, _BY_POTENTIAL.get(state, Stage.POSSIBLE), key=STAGES.index)


@dataclass(frozen=True, slots=True)
class Part:
    """What is saved of one carrier in a year: kWh Hi, t, EUR; additional use is negative."""

    kwh: Decimal = ZERO
    tonnes: Decimal = ZERO
    eur: Decimal = ZERO

    def times(self, factor: Decimal) -> Part:
        """The same, so many times."""
        return Part(self.kwh * factor, self.tonnes * factor, self.eur * factor)

    def plus(self, other: Part) -> Part:
        """Both together."""
        return Part(self.kwh + other.kwh, self.tonnes + other.tonnes, self.eur + other.eur)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one potential, or a finished project without any, saves in a year.

    parts: by carrier. rest_tonnes, rest_eur: what hangs on no carrier (operating cost, kilometres).
    measure: "" where no potential tells. is_measured: what was measured stands in the parts.
    """

    measure: str
    stage: Stage
    parts: Mapping[Carrier, Part] = field(default_factory=dict)
    rest_tonnes: Decimal = ZERO
    rest_eur: Decimal = ZERO
    feed_in_t: Decimal = ZERO
    sink_t: Decimal = ZERO
    budget_relevant: bool = True
    potential_id: UUID | None = None
    project_id: UUID | None = None
    is_measured: bool = False

    @property
    def kwh(self) -> Decimal:
        """KWh Hi of all carriers in a year."""
        return sum((part.kwh for part in self.parts.values()), ZERO)

    @property
    def tonnes(self) -> Decimal:
        """Tonnes of greenhouse gas avoided in a year."""
        return sum((part.tonnes for part in self.parts.values()), self.rest_tonnes)

    @property
    def eur(self) -> Decimal:
        """Euros saved in a year, by the municipality or, where not budget relevant, by others."""
        return sum((part.eur for part in self.parts.values()), self.rest_eur)

    def with_parts(self, parts: Mapping[Carrier, Part]) -> Effect:
        """The same with other parts."""
        return replace(self, parts=parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Sums of a year: kWh Hi by carrier, t, EUR of the budget, EUR of others, feed-in and sinks apart."""

    kwh: Mapping[Carrier, Decimal] = field(default_factory=dict)
    tonnes: Decimal = ZERO
    eur: Decimal = ZERO
    outside_eur: Decimal = ZERO
    feed_in_t: Decimal = ZERO
    sink_t: Decimal = ZERO

    @property
    def total_kwh(self) -> Decimal:
        """KWh Hi of all carriers."""
        return sum(self.kwh.values(), ZERO)


@dataclass(frozen=True, slots=True)
class Stages:
    """One figure in three stages, none of them contained in another."""

    achieved: Decimal = ZERO
    decided: Decimal = ZERO
    possible: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """All three together."""
        return self.achieved + self.decided + self.possible


def amounts_of(effects: Iterable[Effect]) -> Amounts:
    """The sums of effects, which are all of one factor set."""
    kwh: dict[Carrier, Decimal] = {}
    tonnes = eur = outside = feed_in = sink = ZERO
    for each in effects:
        for carrier, part in each.parts.items():
            kwh[carrier] = kwh.get(carrier, ZERO) + part.kwh
        tonnes += each.tonnes
        feed_in += each.feed_in_t
        sink += each.sink_t
        if each.budget_relevant:
            eur += each.eur
        else:
            outside += each.eur
    ordered = {carrier: kwh[carrier] for carrier in Carrier if kwh.get(carrier)}
    return Amounts(kwh=ordered, tonnes=tonnes, eur=eur, outside_eur=outside, feed_in_t=feed_in, sink_t=sink)


def stages_of(effects: Iterable[Effect], figure: Callable[[Effect], Decimal]) -> Stages:
    """One figure of effects, added up by stage."""
    sums = dict.fromkeys(Stage, ZERO)
    for each in effects:
        sums[each.stage] += figure(each)
    return Stages(sums[Stage.ACHIEVED], sums[Stage.DECIDED], sums[Stage.POSSIBLE])
