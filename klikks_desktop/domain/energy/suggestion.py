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
LIGHT_USES: Final = {"office": ("1", "7"), "school": ("20", "21", "22"), "sports_hall": ("29", "30")}
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
    carrier = _carrier(building, year)
    whole = {"Q_heat": _kwh(corrected.kwh)}
    heating = {"Q_heat": _kwh(corrected.kwh - corrected.hot_water.kwh)}
    known = {"carrier": carrier.value} if carrier else {}
    area = {"A": rounded(year.area_m2, 0)} if year.area_m2 else {}
    found = [
        SuggestedMeasure("ENMGMT", {**known, **whole}),
        SuggestedMeasure("HYDRAULIC", {**known, **heating, **area}),
        SuggestedMeasure("TEMP", {**known, **heating}),
        SuggestedMeasure("INSUL", {**known, **heating}),
    ]
    if building.kind in EDUCATION_KINDS:
        mains = {"E_el": _kwh(power.power.kwh)} if power is not None and power.power.kwh is not None else {}
        found.append(SuggestedMeasure("BEHAVIOUR", {**known, **whole, **mains}))
    if carrier is not None and carrier in FOSSIL:
        found.append(SuggestedMeasure("HEAT_PUMP", {"fuel": carrier.value, "Q_fuel": whole["Q_heat"]}))
    return found


def _carrier(building: Building, year: BuildingYear) -> Carrier | None:
    """What the building is heated with: as entered, else what most of the heat came from."""
    if building.heating is not None:
        return building.heating
    amounts = year.heat.by_carrier
    return max(amounts, key=lambda carrier: amounts[carrier], default=None)


def _power_measures(building: Building, year: BuildingYear) -> list[SuggestedMeasure]:
    known = {"E_el": _kwh(year.power.kwh or Decimal(0))}
    use = {kind: use for use, kinds in LIGHT_USES.items() for kind in kinds}.get(building.kind)
    found = [
        SuggestedMeasure("LED_INDOOR", {"use": use} if use else {}),
        SuggestedMeasure("ENMGMT", known),
    ]
    if building.kind in EDUCATION_KINDS:
        found.append(SuggestedMeasure("BEHAVIOUR", known))
    found.append(SuggestedMeasure("PV_ROOF", {}))
    return found


def _kwh(value: Decimal) -> str:
    return rounded(value, 0)
