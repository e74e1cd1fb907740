"""What meters counted in calendar years, and what that means for a building: kWh Hi and cents.

A year is told by one value for the whole year or by twelve months, never by both: twelve months win;
with fewer the value of the year counts and the months are left out. Where both differ the figure says
so (``double``). Fewer than twelve months alone are a part of a year (``is_complete`` false). Costs
follow the same rule on their own, because bills come once a year where readings come every month.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import KWH_PER_UNIT, Carrier
from klikks_desktop.domain.records import Building, Meter, MeterPurpose

MONTHS_OF_YEAR: Final = 12
NGF_PER_BGF: Final = Decimal("0.85")
"""Net to gross floor area where only BGF is known (facts 4.7, F5)."""
HEAT: Final = frozenset({MeterPurpose.HEAT, MeterPurpose.HOT_WATER})
POWER: Final = frozenset({MeterPurpose.POWER})
MONTHS_COUNT: Final = "Es gelten die zwölf Monate, nicht der Jahreswert."
YEAR_COUNTS: Final = "Es gilt der Jahreswert, weil Monate fehlen."

SumRow = tuple[UUID, int, int, int, int, int]
"""Meter, year, sum and count of quantities (thousandths), sum and count of cents."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure of a year: thousandths of a unit, or cents. value: ``None`` when nothing was entered.

    months: how many it holds, 12 for a value of the whole year. double: what counts and what was left
    out, in German words, where year and months say different things.
    """

    value: int | None
    months: int
    double: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether the whole year is told."""
        return self.months == MONTHS_OF_YEAR


NOTHING: Final = Counted(None, 0)


def counted(year_value: int | None, month_sum: int, month_count: int) -> Counted:
    """The figure of a year from its year value and its months, never from both."""
    if month_count >= MONTHS_OF_YEAR:
        differs = year_value is not None and year_value != month_sum
        return Counted(month_sum, MONTHS_OF_YEAR, MONTHS_COUNT if differs else "")
    if year_value is not None:
        return Counted(year_value, MONTHS_OF_YEAR, YEAR_COUNTS if month_count else "")
    return Counted(month_sum, month_count) if month_count else NOTHING


@dataclass(frozen=True, slots=True)
class MeterYear:
    """What one meter counted in one calendar year."""

    year: int
    quantity: Counted
    cost: Counted
    kwh: Decimal | None


def add_up(
    meters: Iterable[Meter], yearly: Iterable[SumRow], monthly: Iterable[SumRow]
) -> dict[UUID, dict[int, MeterYear]]:
    """Years by meter, from sums of year values (month 0) and of months (1 to 12).

    A meter in a unit that its carrier is not counted in (another town's, say) has no kWh.
    """
    years = {(row[0], row[1]): row[2:] for row in yearly}
    months = {(row[0], row[1]): row[2:] for row in monthly}
    per_unit = {meter.id: KWH_PER_UNIT[meter.carrier].get(meter.unit) for meter in meters}
    result: dict[UUID, dict[int, MeterYear]] = {key: {} for key in per_unit}
    nothing = (0, 0, 0, 0)
    for key in sorted(years.keys() | months.keys(), key=lambda each: each[1]):
        meter_id, year = key
        if meter_id not in per_unit:
            continue
        whole, part = years.get(key, nothing), months.get(key, nothing)
        quantity = counted(whole[0] if whole[1] else None, part[0], part[1])
        cost = counted(whole[2] if whole[3] else None, part[2], part[3])
        factor = per_unit[meter_id]
        kwh = None if quantity.value is None or factor is None else quantity.value * factor / 1000
        result[meter_id][year] = MeterYear(year, quantity, cost, kwh)
    return result


@dataclass(frozen=True, slots=True)
class Part:
    """Heat or power of a building in a year. kwh, cents: ``None`` when nothing is known.

    is_complete, cost_is_complete: whether each meter told the whole year. by_carrier: kWh Hi.
    waiting: meters that did not tell the whole year, with the months they told (0: nothing).
    unpaid: meters whose costs did not.
    """

    kwh: Decimal | None = None
    cents: int | None = None
    is_complete: bool = False
    cost_is_complete: bool = False
    by_carrier: Mapping[Carrier, Decimal] = field(default_factory=dict)
    waiting: tuple[tuple[Meter, int], ...] = ()
    unpaid: tuple[tuple[Meter, int], ...] = ()


NO_PART: Final = Part()


def part_of(meters: Sequence[Meter], years: Mapping[UUID, Mapping[int, MeterYear]], year: int) -> Part:
    """What ``meters`` counted together in ``year``.

    A meter is expected from its first value on; one that was taken out ends with a 0. A meter without
    any value yet does not keep the others from being complete.
    """
    if not meters:
        return NO_PART
    expected = [meter for meter in meters if years[meter.id] and min(years[meter.id]) <= year]
    told = [(meter, years[meter.id][year]) for meter in expected if year in years[meter.id]]
    carriers: dict[Carrier, Decimal] = {}
    cents: int | None = None
    for meter, found in told:
        if found.kwh is not None:
            carriers[meter.carrier] = carriers.get(meter.carrier, Decimal(0)) + found.kwh
        if found.cost.value is not None:
            cents = (cents or 0) + found.cost.value
    months = {meter.id: found for meter, found in told}
    waiting = _unfinished(
        expected, {key: found.quantity for key, found in months.items() if found.kwh is not None}
    )
    unpaid = _unfinished(expected, {key: found.cost for key, found in months.items()})
    return Part(
        kwh=sum(carriers.values(), Decimal(0)) if carriers else None,
        cents=cents,
        is_complete=bool(carriers) and not waiting,
        cost_is_complete=cents is not None and not unpaid,
        by_carrier=carriers,
        waiting=waiting,
        unpaid=unpaid,
    )


def first_year(
    meters: Iterable[Meter], years: Mapping[UUID, Mapping[int, MeterYear]], purposes: Collection[MeterPurpose]
) -> int | None:
    """The year of the first value of the meters for ``purposes``; ``None`` without any."""
    told = [min(years[meter.id]) for meter in meters if meter.purpose in purposes and years[meter.id]]
    return min(told, default=None)


def stands(building: Building, year: int) -> bool:
    """Whether the building was there in that year, as far as known."""
    return building.year_built is None or year >= building.year_built


def _unfinished(meters: Iterable[Meter], told: Mapping[UUID, Counted]) -> tuple[tuple[Meter, int], ...]:
    months = ((meter, told.get(meter.id, NOTHING).months) for meter in meters)
    return tuple((meter, count) for meter, count in months if count < MONTHS_OF_YEAR)


def area_of(building: Building) -> Decimal | None:
    """Net floor area (NGF) in m2, from BGF where NGF is unknown; ``None`` without either."""
    if building.area_m2:
        return building.area_m2
    return building.gross_area_m2 * NGF_PER_BGF if building.gross_area_m2 else None


def per_area(kwh: Decimal | None, area: Decimal | None) -> Decimal | None:
    """Energy in kWh per m2, ``None`` where one of the two is unknown."""
    return None if kwh is None or not area else kwh / area
