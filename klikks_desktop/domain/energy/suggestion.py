"""Potentials from a benchmark: what a building above its target could save, and which measures fit.

The saving is a suggestion for where to look, max(0, k_actual - k_target) * A * 0.5 (facts 4.8, R); each
measure reckons its own figure from the consumption that goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.energy.benchmark import Benchmark, Rating, potential_kwh
from klikks_desktop.domain.energy.building_year import BuildingYear, last_heat, last_power
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.records import Building, MeterPurpose

EDUCATION_KINDS: Final = frozenset({"20", "21", "22"})
FOSSIL: Final = frozenset({Carrier.NATURAL_GAS, Carrier.HEATING_OIL, Carrier.LPG})


@dataclass(frozen=True, slots=True)
class SuggestedMeasure:
    """A measure of the catalogue and the inputs that the account knows, German texts by input key."""

    measure: str
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A building that needs more than its target, in kWh/(m2 a) of ``year``.

    target_title: where the target comes from, in words. saving_kwh: kWh Hi per year.
    """

    building_id: UUID
    building: str
    purpose: MeterPurpose
    year: int
    actual: Decimal
    target: Decimal
    target_title: str
    saving_kwh: Decimal
    measures: tuple[SuggestedMeasure, ...]


def suggest(building: Building, years: Sequence[BuildingYear], judged: Benchmark) -> Iterator[Suggestion]:
    """What this building suggests: nothing at or below its target, or where nothing can be judged."""
    heat, power = last_heat(years), last_power(years)
    if heat is not None:
        yield from _suggestion(
            building, MeterPurpose.HEAT, heat, judged.heat, _heat_measures(building, heat, power)
        )
    if power is not None:
        yield from _suggestion(
            building, MeterPurpose.POWER, power, judged.power, _power_measures(building, power)
        )


def _suggestion(
    building: Building,
    purpose: MeterPurpose,
    year: BuildingYear,
    rating: Rating,
    measures: Sequence[SuggestedMeasure],
) -> Iterator[Suggestion]:
    goal, actual, area = rating.goal, rating.actual, year.area_m2
    if goal is None or actual is None or area is None or actual <= goal:
        return
    yield Suggestion(
        building_id=building.id,
        building=building.name,
        purpose=purpose,
        year=year.year,
        actual=actual,
        target=goal,
        target_title="Vergleichswert 2021" if rating.target is None else "Zielwert VDI 3807",
        saving_kwh=potential_kwh(actual, goal, area),
        measures=tuple(measures),
    )


def _heat_measures(
    building: Building, year: BuildingYear, power: BuildingYear | None
) -> list[SuggestedMeasure]:
    """Measures on heat. Space heating goes without hot water (savings-decisions)."""
    corrected = year.corrected
    if corrected is None:
        return []
    whole = {"Q_heat": _kwh(corrected.kwh)}
    if building.kind in EDUCATION_KINDS and power is not None and power.power.kwh is not None:
        whole |= {"E_el": _kwh(power.power.kwh)}
    carrier = {"carrier": building.heating.value} if building.heating else {}
    heating = {"Q_heat": _kwh(corrected.kwh - corrected.hot_water.kwh)}
    found = [
        SuggestedMeasure("ENMGMT", {**carrier, "Q_heat": whole["Q_heat"]}),
        SuggestedMeasure("HYDRAULIC", {**carrier, **heating}),
        SuggestedMeasure("TEMP", {**carrier, **heating}),
        SuggestedMeasure("INSUL", carrier),
    ]
    if building.kind in EDUCATION_KINDS:
        found.append(SuggestedMeasure("BEHAVIOUR", {**carrier, **whole}))
    if building.heating in FOSSIL:
        found.append(SuggestedMeasure("HEAT_PUMP", {**carrier, "Q_fuel": whole["Q_heat"]}))
    return found


def _power_measures(building: Building, year: BuildingYear) -> list[SuggestedMeasure]:
    known = {"E_el": _kwh(year.power.kwh or Decimal(0))}
    found = [SuggestedMeasure("LED_INDOOR", {}), SuggestedMeasure("ENMGMT", known)]
    if building.kind in EDUCATION_KINDS:
        found.append(SuggestedMeasure("BEHAVIOUR", known))
    found.append(SuggestedMeasure("PV_ROOF", {}))
    return found


def _kwh(value: Decimal) -> str:
    return rounded(value, 0)
