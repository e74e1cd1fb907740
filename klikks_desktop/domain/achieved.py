"""What a project has saved in its last year of measuring: the figure that stands for it in all sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.records import Achievement, Grade


@dataclass(frozen=True, slots=True)
class Achieved:
    """One year's saving of one project.

    kwh: kWh Hi per carrier. saved_cents: ``None`` where no bill was entered. co2e_kg: ``None`` where a
    factor was missing or the rows are of different factor sets, which are never added. factor_set:
    their common set, "". grade: the worst.
    """

    year: int
    kwh: Mapping[Carrier, Decimal]
    saved_cents: int | None
    co2e_kg: Decimal | None
    factor_set: str
    grade: Grade


def by_year(achievements: Iterable[Achievement]) -> list[Achieved]:
    """The savings of each year that has figures, oldest first."""
    years: defaultdict[int, list[Achievement]] = defaultdict(list)
    for each in achievements:
        years[each.year].append(each)
    return [_year(year, years[year]) for year in sorted(years)]


def last_year(achievements: Iterable[Achievement]) -> Achieved | None:
    """The savings of the last year that has figures; ``None`` where nothing was measured."""
    years = by_year(achievements)
    return years[-1] if years else None


def _year(year: int, rows: list[Achievement]) -> Achieved:
    kwh: defaultdict[Carrier, Decimal] = defaultdict(Decimal)
    for row in rows:
        kwh[row.carrier] += row.kwh
    euros = [row.saved_cents for row in rows if row.saved_cents is not None]
    kilograms = [row.co2e_kg for row in rows if row.co2e_kg is not None]
    sets = {row.factor_set for row in rows}
    is_whole = len(kilograms) == len(rows) and len(sets) == 1
    return Achieved(
        year=year,
        kwh=dict(kwh),
        saved_cents=sum(euros) if euros else None,
        co2e_kg=sum(kilograms, Decimal()) if is_whole else None,
        factor_set=sets.pop() if is_whole else "",
        grade=max((row.grade for row in rows), key=list(Grade).index),
    )
