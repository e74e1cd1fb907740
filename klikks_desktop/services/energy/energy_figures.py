"""What meters counted, added up by the database and told per building: the ground of all energy services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from klikks_desktop.domain.energy.account import MeterYear, add_up
from klikks_desktop.domain.energy.building_year import BuildingYear, building_years
from klikks_desktop.domain.energy.weather import FactorTable
from klikks_desktop.domain.records import Building, Consumption, Meter, Place, WeatherFactor
from klikks_desktop.storage.store import Reader

_MONTHS: Final = tuple(range(1, 13))


@dataclass(frozen=True)
class Figures:
    """Everything about some buildings. meters: of each building. years: of each meter."""

    buildings: Sequence[Building]
    meters: Mapping[UUID, Sequence[Meter]]
    years: Mapping[UUID, Mapping[int, MeterYear]]
    factors: Mapping[UUID, FactorTable]

    def of(self, building: Building) -> list[BuildingYear]:
        """The years of one building."""
        return building_years(building, self.meters[building.id], self.years, self.factors[building.place_id])

    @property
    def every_meter(self) -> list[Meter]:
        """The meters of all buildings."""
        return [meter for meters in self.meters.values() for meter in meters]


def read_figures(reader: Reader, buildings: Sequence[Building]) -> Figures:
    """Meters, sums and climate factors of these buildings, in few queries."""
    by_building: defaultdict[UUID, list[Meter]] = defaultdict(list)
    meters = reader.find(
        Meter, order=("carrier", "name", "id"), building_id=[building.id for building in buildings]
    )
    for meter in meters:
        by_building[meter.building_id].append(meter)
    keys = [meter.id for meter in meters]
    by, of = ("meter_id", "year"), ("quantity_milli", "cents")
    yearly = reader.sums(Consumption, by=by, of=of, meter_id=keys, month=0)
    monthly = reader.sums(Consumption, by=by, of=of, meter_id=keys, month=_MONTHS)
    return Figures(
        buildings,
        {building.id: by_building[building.id] for building in buildings},
        add_up(meters, [_row(row) for row in yearly], [_row(row) for row in monthly]),
        factor_tables(reader, {building.place_id for building in buildings}),
    )


def factor_tables(reader: Reader, places: set[UUID]) -> dict[UUID, FactorTable]:
    """The climate factors of each place."""
    by_place: defaultdict[UUID, list[WeatherFactor]] = defaultdict(list)
    for factor in reader.find(WeatherFactor, place_id=places):
        by_place[factor.place_id].append(factor)
    return {
        place.id: FactorTable(by_place[place.id], place.postcode) for place in reader.find(Place, id=places)
    }


def _row(row: tuple[UUID, int, int, int, int, int]) -> tuple[UUID, int, int, int, int, int]:
    meter_id, year, quantity, quantities, cents, costs = row
    return meter_id, year, quantity, quantities, cents, costs
