"""One building through the years: heat and power, weather-corrected heat, figures per m2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from klikks_desktop.domain.energy.account import HEAT, MeterYear, Part, area_of, part_of, per_area
from klikks_desktop.domain.energy.weather import Corrected, FactorTable, correct, hot_water
from klikks_desktop.domain.records import Building, Meter, MeterPurpose, WeatherFactor


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
    area = area_of(building)
    heat_meters = [meter for meter in meters if meter.purpose in HEAT]
    power_meters = [meter for meter in meters if meter.purpose is MeterPurpose.POWER]
    boilers = [meter for meter in meters if meter.purpose is MeterPurpose.HOT_WATER]
    result = []
    for year in sorted({year for meter in meters for year in years[meter.id]}):
        heat = part_of(heat_meters, years, year)
        metered = part_of(boilers, years, year).kwh if boilers else None
        factor = factors.find(building, year)
        result.append(
            BuildingYear(
                year=year,
                heat=heat,
                power=part_of(power_meters, years, year),
                corrected=_corrected(building, heat, metered, factor),
                area_m2=area,
            )
        )
    return result


def _corrected(
    building: Building, heat: Part, metered: Decimal | None, factor: WeatherFactor | None
) -> Corrected | None:
    if heat.kwh is None or not heat.is_complete:
        return None
    return correct(heat.kwh, hot_water(building, heat.kwh, metered), factor)


def last_heat(years: Sequence[BuildingYear]) -> BuildingYear | None:
    """The last year whose heat is whole."""
    return next((each for each in reversed(years) if each.corrected is not None), None)


def last_power(years: Sequence[BuildingYear]) -> BuildingYear | None:
    """The last year whose electricity is whole."""
    return next((each for each in reversed(years) if each.power.is_complete), None)
