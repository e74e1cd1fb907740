"""How savings at one building act on each other, so that no kilowatt-hour is saved twice.

Per building and carrier, stage by stage (achieved, decided, possible), so that what is achieved never
changes by what is merely possible:

- Within a stage insulation and windows come first, then shares (hydraulic balancing, room temperature,
  energy management, behaviour), which multiply: 1 − Π(1 − a) (facts 3.2). Each keeps its portion of that.
- What earlier stages saved is no longer there to be saved: × Π(1 − a) of the earlier stages.
- A new heating (heat pump, biomass) has to give only the heat that savings of its own and earlier
  stages leave. Savings of a later stage save the new carrier, not the old one.
- One heating is replaced once: of several for the same carrier that are not achieved, the one further on
  counts, or else the one that avoids more; nor is one replaced again that was already.

A share is of the consumption that the potential names (Q_heat, E_el). Insulation and windows that name
none take the largest that another potential at the building names for the carrier; where none does,
nothing is known to act on. kWh, t and EUR of a carrier change alike; operating cost stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.effects import STAGES, ZERO, Effect, Part
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.measures.totals import combined_share
from klikks_desktop.domain.records import Stage
from klikks_desktop.domain.saving_parts import effect_of

SHARES: Final = frozenset({"HYDRAULIC", "TEMP", "ENMGMT", "BEHAVIOUR"})
ENVELOPE: Final = frozenset({"INSUL", "WINDOW"})
HEATINGS: Final = frozenset({"HEAT_PUMP", "BIOMASS"})
ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """One potential that counts: its frozen result, how far it is, and where. building: its name."""

    id: UUID
    title: str
    stage: Stage
    result: Result
    building_id: UUID | None = None
    building: str = ""
    project_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A potential that does not count, and why, as a German sentence."""

    id: UUID
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Together:
    """Savings as they act together. notes: German sentences, which building and what was reckoned."""

    effects: tuple[Effect, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def together(savings: Iterable[Saving]) -> Together:
    """The effects of savings, reduced where they meet at one building; all of one factor set."""
    alone: list[Saving] = []
    buildings: defaultdict[UUID, list[Saving]] = defaultdict(list)
    for each in savings:
        if each.building_id is not None and each.result.measure in SHARES | ENVELOPE | HEATINGS:
            buildings[each.building_id].append(each)
        else:
            alone.append(each)
    effects = [_effect(each) for each in alone]
    left_out: list[LeftOut] = []
    notes: list[str] = []
    for group in buildings.values():
        counting, passed_over = _one_heating(group)
        left_out += passed_over
        building = _Building(counting)
        reduced = building.reduced()
        if reduced != building.effects:
            notes.append(_note(counting))
        effects += reduced
    return Together(tuple(effects), tuple(left_out), tuple(notes))


def _effect(saving: Saving) -> Effect:
    return effect_of(saving.result, saving.stage, potential_id=saving.id, project_id=saving.project_id)


def _note(group: Sequence[Saving]) -> str:
    where = f"{group[0].building}: " if group[0].building else ""
    titles = ", ".join(f"„{each.title}“" for each in group)
    return (
        f"{where}{titles} sparen an derselben Energie. Ihre Anteile sind miteinander malgenommen, "
        "nicht addiert; eine neue Heizung ist mit dem verringerten Wärmebedarf gerechnet."
    )


def _old_carrier(saving: Saving) -> Carrier | None:
    """The carrier that a new heating replaces; ``None`` for everything else."""
    if saving.result.measure not in HEATINGS:
        return None
    return Carrier(saving.result.inputs["fuel"])


def _one_heating(group: Sequence[Saving]) -> tuple[list[Saving], list[LeftOut]]:
    """The group with each heating replaced once."""
    by_carrier: defaultdict[Carrier, list[Saving]] = defaultdict(list)
    for each in group:
        carrier = _old_carrier(each)
        if carrier is not None:
            by_carrier[carrier].append(each)
    gone: dict[UUID, LeftOut] = {}
    for rivals in by_carrier.values():
        first, *others = sorted(
            rivals, key=lambda each: (STAGES.index(each.stage), -(each.result.co2e_t_per_year or ZERO))
        )
        for each in others:
            if each.stage is not Stage.ACHIEVED:
                gone[each.id] = LeftOut(
                    each.id,
                    each.title,
                    f"Am selben Gebäude ersetzt schon „{first.title}“ die Heizung. "
                    "Machen Sie eines zur Variante des anderen oder verwerfen Sie es.",
                )
    return [each for each in group if each.id not in gone], list(gone.values())


class _Building:
    """The savings at one building. effects: each by itself."""

    def __init__(self, savings: Sequence[Saving]) -> None:
        self._savings = savings
        self.effects = [_effect(each) for each in savings]
        self._base = self._bases()

    def reduced(self) -> list[Effect]:
        """The effects in the order given, each carrier reduced by what else saves it."""
        changed = list(self.effects)
        used = {carrier for each in self.effects for carrier in each.parts}
        for carrier in (each for each in Carrier if each in used):
            for at, factor in self._factors(carrier).items():
                saving, effect = self._savings[at], changed[at]
                if saving.result.measure in HEATINGS:
                    parts: Mapping[Carrier, Part] = {
                        key: part.times(factor) for key, part in effect.parts.items()
                    }
                else:
                    parts = self._saved(saving, effect, carrier, factor)
                changed[at] = effect.with_parts(parts)
        return changed

    def _bases(self) -> dict[Carrier, Decimal]:
        """The largest consumption of each carrier that a potential here names."""
        largest: dict[Carrier, Decimal] = {}
        for saving, effect in zip(self._savings, self.effects, strict=True):
            for carrier in effect.parts:
                named = _named(saving, carrier)
                if named is not None:
                    largest[carrier] = max(named, largest.get(carrier, ZERO))
        return largest

    def _share(self, at: int, carrier: Carrier) -> Decimal:
        """Which part of the consumption of ``carrier`` this saving takes away."""
        saving = self._savings[at]
        part = self.effects[at].parts.get(carrier)
        if part is None or saving.result.measure in HEATINGS:
            return ZERO
        base = _named(saving, carrier) or self._base.get(carrier)
        return min(part.kwh / base, ONE) if base and part.kwh > 0 else ZERO

    def _factors(self, carrier: Carrier) -> dict[int, Decimal]:
        """What is left of each saving of ``carrier``, by its position."""
        factors: dict[int, Decimal] = {}
        left = ONE
        for stage in STAGES:
            here = [at for at, each in enumerate(self._savings) if each.stage is stage]
            shares = {at: self._share(at, carrier) for at in here}
            envelope = {at: a for at, a in shares.items() if a and self._measure(at) in ENVELOPE}
            others = {at: a for at, a in shares.items() if a and self._measure(at) in SHARES}
            factors |= dict.fromkeys(envelope, left)
            left *= max(ONE - sum(envelope.values(), ZERO), ZERO)
            portion = combined_share(list(others.values())) / sum(others.values()) if others else ONE
            factors |= dict.fromkeys(others, left * portion)
            left *= ONE - combined_share(list(others.values()))
            factors |= {at: left for at in here if _old_carrier(self._savings[at]) is carrier}
        return factors

    def _measure(self, at: int) -> str:
        return self._savings[at].result.measure

    def _saved(
        self, saving: Saving, effect: Effect, carrier: Carrier, factor: Decimal
    ) -> Mapping[Carrier, Part]:
        """The parts with that of ``carrier`` reduced, and told in the new carrier of an earlier heating."""
        parts = dict(effect.parts)
        part = parts.pop(carrier).times(factor)
        at = self._earlier_heating(saving, carrier)
        if at is None:
            return {**parts, carrier: part}
        replaced = _named(self._savings[at], carrier) or ONE
        for key, change in self.effects[at].parts.items():
            told = change.times(-part.kwh / replaced)
            if key is carrier:
                told = part.plus(told) if change.kwh != replaced else Part()
            if told != Part():
                parts[key] = parts.get(key, Part()).plus(told)
        return parts

    def _earlier_heating(self, saving: Saving, carrier: Carrier) -> int | None:
        """The position of the heating that replaces ``carrier`` here in a stage before that of ``saving``."""
        for at, each in enumerate(self._savings):
            is_earlier = STAGES.index(each.stage) < STAGES.index(saving.stage)
            if is_earlier and _old_carrier(each) is carrier:
                return at
        return None


def _named(saving: Saving, carrier: Carrier) -> Decimal | None:
    """The consumption of ``carrier`` in kWh Hi that a potential names in its inputs."""
    inputs = saving.result.inputs
    if saving.result.measure in HEATINGS:
        return Decimal(inputs["Q_fuel"]) if _old_carrier(saving) is carrier else None
    heat = inputs.get("Q_heat", "0") if inputs.get("carrier") == carrier.value else "0"
    power = inputs.get("E_el", "0") if carrier is Carrier.ELECTRICITY else "0"
    return Decimal(heat) + Decimal(power) or None
