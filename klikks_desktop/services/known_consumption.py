"""What is known of a building's consumption in its last whole year, as a bound and a suggestion for savings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import KWH_PER_UNIT, kwh_hi
from klikks_desktop.domain.records import Building, Consumption, Meter, MeterPurpose
from klikks_desktop.storage.store import Reader

MONTHS: Final = frozenset(range(1, 13))


@dataclass(frozen=True, slots=True)
class Known:
    """Consumption in kWh Hi of the last year that is whole at every meter; ``None`` where there is none.

    heat_year, power_year: which year that was. hot_water_kwh: the part of the heat that is hot water,
    where the building's share of it is known.
    """

    heat_kwh: Decimal | None = None
    power_kwh: Decimal | None = None
    heat_year: int | None = None
    power_year: int | None = None
    hot_water_kwh: Decimal | None = None


def known_consumption(reader: Reader, building: Building) -> Known:
    """What the meters of a building counted in their last whole year."""
    meters = reader.find(Meter, building_id=building.id)
    counted = _whole_years(reader, meters)
    heat_year, heat = _last_year([m for m in meters if m.purpose is MeterPurpose.HEAT], counted)
    power_year, power = _last_year([m for m in meters if m.purpose is MeterPurpose.POWER], counted)
    share = building.hot_water_share if building.central_hot_water else None
    hot_water = heat * share if heat is not None and share is not None else None
    return Known(heat, power, heat_year, power_year, hot_water)


def _whole_years(reader: Reader, meters: Iterable[Meter]) -> dict[UUID, dict[int, Decimal]]:
    """kWh Hi by meter and year, of years that were counted as a whole or in all twelve months."""
    by_id = {meter.id: meter for meter in meters if meter.unit in KWH_PER_UNIT[meter.carrier]}
    rows = reader.sums(
        Consumption, by=("meter_id", "year", "month"), of=("quantity_milli",), meter_id=list(by_id)
    )
    months: defaultdict[tuple[UUID, int], dict[int, int]] = defaultdict(dict)
    for meter_id, year, month, milli, count in rows:
        if count:
            months[meter_id, year][month] = milli
    years: defaultdict[UUID, dict[int, Decimal]] = defaultdict(dict)
    for (meter_id, year), counted in months.items():
        if 0 in counted:
            milli = counted[0]
        elif counted.keys() >= MONTHS:
            milli = sum(counted.values())
        else:
            continue
        meter = by_id[meter_id]
        years[meter_id][year] = kwh_hi(meter.carrier, Decimal(milli) / 1000, meter.unit)
    return years


def _last_year(
    meters: list[Meter], counted: dict[UUID, dict[int, Decimal]]
) -> tuple[int | None, Decimal | None]:
    """The last year that is whole at each of ``meters``, and their sum."""
    years = [counted.get(meter.id, {}) for meter in meters]
    whole = set.intersection(*(set(each) for each in years)) if years else set()
    if not whole:
        return None, None
    last = max(whole)
    return last, sum((each[last] for each in years), Decimal())
