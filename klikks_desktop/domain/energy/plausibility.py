"""Second looks at an energy account: jumps, gaps, double meters, missing areas, absurd figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.energy.account import HEAT, MONTHS_OF_YEAR, MeterYear, area_of
from klikks_desktop.domain.energy.benchmark import Benchmark
from klikks_desktop.domain.energy.building_year import BuildingYear
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.records import Building, Meter

JUMP: Final = Decimal("0.30")
"""Change against the year before that asks for a second look (issue, section 4)."""
ABSURD_RATIO: Final = Decimal(5)


class FindingKind(Enum):
    """What a finding is about."""

    JUMP = "jump"
    GAP = "gap"
    DOUBLE_VALUE = "double value"
    DOUBLE_METER = "double meter"
    NO_AREA = "no area"
    ABSURD = "absurd"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at again, in a German sentence; nothing is refused for it."""

    kind: FindingKind
    message: str
    meter_id: UUID | None = None
    year: int | None = None


def meter_title(meter: Meter) -> str:
    """A meter as people call it: "Erdgas 4711"."""
    return " ".join(filter(None, (CARRIER_WORDS[meter.carrier], meter.name)))


def check_building(
    building: Building,
    meters: Sequence[Meter],
    years: Mapping[UUID, Mapping[int, MeterYear]],
    own_years: Sequence[BuildingYear],
    benchmark: Benchmark,
    *,
    current_year: int,
) -> list[Finding]:
    """Everything about one building but double meters; the current year may still be unfinished."""
    return [
        *_area(building, meters),
        *(f for meter in meters for f in check_meter(meter, years[meter.id], current_year=current_year)),
        *jumps(own_years),
        *_absurd(benchmark),
    ]


def check_meter(meter: Meter, years: Mapping[int, MeterYear], *, current_year: int) -> list[Finding]:
    """Years between without a value, years with fewer than twelve months, figures entered twice."""
    findings: list[Finding] = []
    if not years:
        return findings
    title = meter_title(meter)
    for year in range(min(years), max(years) + 1):
        if year not in years or years[year].quantity.value is None:
            findings.append(
                Finding(FindingKind.GAP, f"{title}: Für {year} fehlt der Verbrauch.", meter.id, year)
            )
            continue
        found = years[year]
        if not found.quantity.is_complete and year != current_year:
            message = f"{title}: Für {year} sind nur {found.quantity.months} von {MONTHS_OF_YEAR} Monaten da."
            findings.append(Finding(FindingKind.GAP, message, meter.id, year))
        findings += _doubles(meter.id, title, found)
    return findings


def _doubles(meter_id: UUID, title: str, found: MeterYear) -> Iterator[Finding]:
    for what, figure in (("Verbrauch", found.quantity), ("Kosten", found.cost)):
        if figure.double:
            message = f"{title}: {what} {found.year} doppelt, im Jahr und nach Monaten. {figure.double}"
            yield Finding(FindingKind.DOUBLE_VALUE, message, meter_id, found.year)


def jumps(years: Sequence[BuildingYear]) -> list[Finding]:
    """Heat or power of a whole year that differs by more than 30 % from the year before."""
    findings: list[Finding] = []
    for before, after in pairwise(years):
        if after.year != before.year + 1:
            continue
        if before.corrected and after.corrected:
            both = before.is_corrected and after.is_corrected
            old = before.corrected.kwh if both else before.corrected.raw_kwh
            new = after.corrected.kwh if both else after.corrected.raw_kwh
            basis = "witterungsbereinigt" if both else "nicht witterungsbereinigt"
            findings += _jump(f"Wärme {after.year}", f" ({basis})", after.year, old, new)
        if before.power.is_complete and after.power.is_complete:
            old, new = before.power.kwh or Decimal(0), after.power.kwh or Decimal(0)
            findings += _jump(f"Strom {after.year}", "", after.year, old, new)
    return findings


def _jump(title: str, basis: str, year: int, old: Decimal, new: Decimal) -> Iterator[Finding]:
    if old <= 0:
        return
    change = new / old - 1
    if abs(change) > JUMP:
        words = "mehr" if change > 0 else "weniger"
        percent = rounded(abs(change) * 100, 0)
        message = f"{title}: {percent} % {words} als {year - 1}{basis}."
        yield Finding(FindingKind.JUMP, message, None, year)


def _area(building: Building, meters: Sequence[Meter]) -> Iterator[Finding]:
    heated = any(meter.purpose in HEAT for meter in meters)
    if area_of(building) is None and (building.kind or building.other_kind or heated):
        yield Finding(
            FindingKind.NO_AREA, "Die Fläche (NGF oder BGF) fehlt; ohne sie gibt es keine Werte je m²."
        )


def _absurd(benchmark: Benchmark) -> Iterator[Finding]:
    for title, rating in (("Wärme", benchmark.heat), ("Strom", benchmark.power)):
        if rating.actual is not None and rating.ratio is not None and rating.ratio > ABSURD_RATIO:
            actual, usual = rounded(rating.actual, 0), rounded(rating.comparison or Decimal(0), 0)
            yield Finding(
                FindingKind.ABSURD,
                f"{title}: {actual} kWh/m² sind mehr als das Fünffache des Vergleichswerts von {usual}. "
                "Bitte Fläche, Einheit und Werte prüfen.",
            )


def double_meters(
    meters: Iterable[Meter], years: Mapping[UUID, Mapping[int, MeterYear]]
) -> dict[UUID, Finding]:
    """Meters that look like another one: same number and carrier in a building, or the same values.

    Same values: two or more years of the same carrier with equal figures, not all 0, in any building.
    """
    numbers: dict[tuple[UUID, Carrier, str], Meter] = {}
    series: dict[tuple[object, ...], Meter] = {}
    findings: dict[UUID, Finding] = {}
    for meter in meters:
        number = "".join(meter.name.casefold().split())
        values = tuple((year, found.quantity.value) for year, found in sorted(years[meter.id].items()))
        same: Meter | None = None
        if number:
            same = numbers.setdefault((meter.building_id, meter.carrier, number), meter)
        if same in (None, meter) and len(values) > 1 and any(value for _, value in values):
            same = series.setdefault((meter.carrier, meter.unit, values), meter)
        if same is not None and same is not meter:
            title, other = meter_title(meter), meter_title(same)
            where = "" if same.building_id == meter.building_id else " eines anderen Gebäudes"
            message = f"{title}: wohl derselbe Zähler wie {other}{where}. Bitte nur einmal führen."
            findings[meter.id] = Finding(FindingKind.DOUBLE_METER, message, meter.id)
    return findings
