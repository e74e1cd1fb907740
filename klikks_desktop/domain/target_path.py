"""The target path (Zielpfad): t CO2e to be saved a year by then, beside what was achieved by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from klikks_desktop.domain.effects import ZERO
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.domain.values import ValueFormatError

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2199

YEAR: Final = Field(
    name="year",
    title="Jahr",
    kind=FieldKind.INTEGER,
    required=True,
    minimum=Decimal(FIRST_YEAR),
    maximum=Decimal(LAST_YEAR),
)
TONNES: Final = Field(
    name="tonnes",
    title="Einsparung im Jahr",
    kind=FieldKind.NUMBER,
    unit="t",
    required=True,
    minimum=ZERO,
    maximum=Decimal(10_000_000),
    help="Tonnen CO₂e, die bis dahin jährlich vermieden sein sollen.",
)


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year. achieved_t: avoided a year by its end, ``None`` in the future. target_t: where one is set."""

    year: int
    achieved_t: Decimal | None
    target_t: Decimal | None


def read_target(rows: Sequence[tuple[str, str]]) -> tuple[dict[int, Decimal], list[Problem]]:
    """Year and tonnes of each typed row by year, rows without any text left out, and what is wrong.

    The field of a problem is the row's number from 0 and the column: "2:tonnes".
    """
    points: dict[int, tuple[int, Decimal]] = {}
    problems: list[Problem] = []
    for at, texts in enumerate(rows):
        if not any(text.strip() for text in texts):
            continue
        values: list[object] = []
        for field, text in zip((YEAR, TONNES), texts, strict=True):
            try:
                values.append(field.read(text))
            except ValueFormatError as error:
                problems.append(Problem(f"{at}:{field.name}", str(error)))
        match values:
            case [int(year), Decimal() as tonnes]:
                if year in points:
                    problems.append(Problem(f"{at}:year", f"Das Jahr {year} steht zweimal da."))
                points[year] = (at, tonnes)
    if not problems:
        problems += _falls(points)
    return {year: tonnes for year, (_, tonnes) in sorted(points.items())}, problems


def _falls(points: Mapping[int, tuple[int, Decimal]]) -> list[Problem]:
    """A later year asks for no less than an earlier one: what is saved stays saved."""
    return [
        Problem(f"{points[later][0]}:tonnes", f"{later} steht weniger als {earlier}.")
        for earlier, later in pairwise(sorted(points))
        if points[later][1] < points[earlier][1]
    ]


def path(
    achieved: Mapping[int, Decimal], target: Mapping[int, Decimal], today_year: int
) -> tuple[YearPoint, ...]:
    """Every year from the first that says something to this year or the last target.

    achieved: t a year that came in with the year. It adds up, and what is dated later than this year
    counts in this year, because it is achieved already.
    """
    if not achieved and not target:
        return ()
    coming: dict[int, Decimal] = {}
    for year, tonnes in achieved.items():
        at = min(year, today_year)
        coming[at] = coming.get(at, ZERO) + tonnes
    first = min([*coming, *target])
    last = max([today_year, *target])
    so_far = ZERO
    points = []
    for year in range(min(first, today_year), last + 1):
        so_far += coming.get(year, ZERO)
        points.append(YearPoint(year, so_far if year <= today_year else None, target.get(year)))
    return tuple(points)


def together(paths: Iterable[Mapping[int, Decimal]]) -> dict[int, Decimal]:
    """Targets of several places added up, for the years that each of them with a path has set."""
    every = [each for each in paths if each]
    if not every:
        return {}
    years = set.intersection(*(set(each) for each in every))
    return {year: sum((each[year] for each in every), ZERO) for year in sorted(years)}
