"""The energy report after § 17 NKlimaG (facts 4.11, L14): what it says, before it becomes paper.

Per calendar year cost, consumption and CO2 of electricity and heat; per building electricity and
weather-corrected heat per m2. What is missing is named and never filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Electricity or heat of all buildings and facilities in one year.

    kwh: kWh Hi as counted, not weather-corrected. cents: gross. co2_kg: ``None`` where a factor is
    missing. The figures hold what is known; is_complete and cost_is_complete say whether that is all.
    """

    kwh: Decimal | None = None
    cents: int | None = None
    co2_kg: Decimal | None = None
    by_carrier: Mapping[Carrier, Decimal] = field(default_factory=dict)
    is_complete: bool = False
    cost_is_complete: bool = False

    @property
    def co2_tonnes(self) -> Decimal | None:
        """CO2 in t."""
        return None if self.co2_kg is None else self.co2_kg / 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportYear:
    """One calendar year. factor_set: id, "" where there is none; its title and co2_basis in words."""

    year: int
    power: Amount
    heat: Amount
    factor_set: str = ""
    factor_title: str = ""
    co2_basis: str = ""

    @property
    def cents(self) -> int | None:
        """Cost of both together, as far as known."""
        known = [each.cents for each in (self.power, self.heat) if each.cents is not None]
        return sum(known) if known else None

    @property
    def kwh(self) -> Decimal | None:
        """Consumption of both together, as far as known."""
        known = [each.kwh for each in (self.power, self.heat) if each.kwh is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def co2_kg(self) -> Decimal | None:
        """CO2 of both together; ``None`` when that of one with consumption is not known."""
        parts = [each for each in (self.power, self.heat) if each.kwh is not None]
        known = [each.co2_kg for each in parts if each.co2_kg is not None]
        return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingFigures:
    """One building in one year, per m2 NGF; ``None`` while a part of the year or the area is missing.

    heat_kwh_per_m2: weather-corrected; ``None`` without climate factor, heat_raw_kwh_per_m2 says then what
    was counted. climate_factor: as used. hot_water: share and basis in words.
    """

    year: int
    power_kwh: Decimal | None = None
    heat_kwh: Decimal | None = None
    power_kwh_per_m2: Decimal | None = None
    heat_kwh_per_m2: Decimal | None = None
    heat_raw_kwh_per_m2: Decimal | None = None
    climate_factor: Decimal | None = None
    hot_water: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingLine:
    """One building with its figures, a year each in the order of the report."""

    building_id: UUID
    name: str
    kind_title: str
    area_m2: Decimal
    area_basis: str
    years: tuple[BuildingFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyReport:
    """The whole report. missing: German sentences. notes: how the figures came about, with sources.

    totals_only: facilities without area (street lighting), which stand in the totals only. co2_kg_sum:
    of all years, only where every year has the same factor set.
    """

    place_id: UUID
    place: str
    first_year: int
    last_year: int
    years: tuple[ReportYear, ...]
    buildings: tuple[BuildingLine, ...]
    totals_only: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    co2_kg_sum: Decimal | None = None
