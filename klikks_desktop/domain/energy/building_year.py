"""One building through the years: heat and power, weather-corrected heat, figures per m2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from klikks_desktop.domain.energy.account import HEAT, MeterYear, Part, area_of, part_of, per_area
from klikks_desktop.domain.energy.weather import Corrected, FactorTable, correct, hot_water
from klikks_desktop.domain.records import Building, Meter, MeterPurpose


@dataclass(frozen=True, slots=True)
class BuildingYear:
    """What a building needed in one calendar year.

    corrected: heat after the weather correction, also where the factor is missing (it says so);
    ``None`` without heat or while a part of the year is missing. Figures per m2 are of whole years only.
    """

    year: int
    heat: Part
    power: Part
    corrected: Corrected | None
    area_m2: Decimal | None

    @property
    def heat_per_m2(self) -> Decimal | None:
        """Heat in kWh per m2, corrected where the factor is known (``is_corrected``)."""
        return per_area(self.corrected.kwh, self.area_m2) if self.corrected else None

    @property
    def power_per_m2(self) -> Decimal | None:
        """Electricity in kWh per m2."""
        return per_area(self.power.kwh, self.area_m2) if self.power.is_complete else None

    @property
    def is_corrected(self) -> bool:
        """Whether the heat is weather-corrected."""
        return self.corrected is not None and self.corrected.is_corrected


def building_years(
    building: Building,
    meters: Sequence[Meter],
    years: Mapping[UUID, Mapping[int, MeterYear]],
    factors: FactorTable,
) -> list[BuildingYear]:
    """All years of a building for which a meter has a value, oldest first.

    meters: those of the building. years: from ``account.add_up``.
    """
    wanted = sorted({year for meter in meters for year in years[meter.id]})
    area = area_of(building)
    return [_building_year(building, meters, years, factors, year, area) for year in wanted]


def _building_year(
    building: Building,
    meters: Sequence[Meter],
    years: Mapping[UUID, Mapping[int, MeterYear]],
    factors: FactorTable,
    year: int,
    area: Decimal | None,
) -> BuildingYear:
    heat = part_of([meter for meter in meters if meter.purpose in HEAT], years, year)
    power = part_of([meter for meter in meters if meter.purpose is MeterPurpose.POWER], years, year)
    corrected = None
    if heat.kwh is not None and heat.is_complete:
        boilers = [meter for meter in meters if meter.purpose is MeterPurpose.HOT_WATER]
        metered = part_of(boilers, years, year).kwh if boilers else None
        water = hot_water(building, heat.kwh, metered)
        corrected = correct(heat.kwh, water, factors.find(building, year))
    return BuildingYear(year, heat, power, corrected, area)


def last_heat(years: Sequence[BuildingYear]) -> BuildingYear | None:
    """The last year whose heat is whole."""
    return next((each for each in reversed(years) if each.corrected is not None), None)


def last_power(years: Sequence[BuildingYear]) -> BuildingYear | None:
    """The last year whose electricity is whole."""
    return next((each for each in reversed(years) if each.power.is_complete), None)
