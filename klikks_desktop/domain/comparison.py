"""Two or three potentials side by side: rows of a label and one value for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.figures import (
    NONE,
    euro_words,
    kwh_words,
    per_tonne_words,
    tonnes_words,
    years_words,
)
from klikks_desktop.domain.measures.model import Result

Values = tuple[Decimal | None, ...]
_NEVER: Final = Decimal(10) ** 9


class Better(Enum):
    """Which value of a row is the better one."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """One of those that are compared. result: ``None`` while an input is missing or wrong."""

    title: str
    measure_title: str
    factor_set: str
    result: Result | None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One figure of all columns. texts: as shown. best: index of the best value, ``None`` where none is."""

    label: str
    values: Values
    texts: tuple[str, ...]
    best: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Potentials side by side. notes: German sentences that belong below the table."""

    columns: tuple[ComparisonColumn, ...]
    rows: tuple[ComparisonRow, ...]
    notes: tuple[str, ...]


def compare_columns(columns: Sequence[ComparisonColumn]) -> Comparison:
    """The rows that at least one of the columns has a figure for, and what to know beside them."""
    carriers = [
        carrier
        for carrier in Carrier
        if any(each.result and each.result.energy_kwh_per_year.get(carrier) for each in columns)
    ]
    rows = [_energy_row(columns, carrier) for carrier in carriers]
    rows += [row for row in _figure_rows(columns) if any(value is not None for value in row.values)]
    grades = tuple(each.result.grade.value if each.result else NONE for each in columns)
    rows.append(ComparisonRow("Datengüte", (None,) * len(columns), grades, None))
    return Comparison(tuple(columns), tuple(rows), tuple(_notes(columns)))


def _energy_row(columns: Sequence[ComparisonColumn], carrier: Carrier) -> ComparisonRow:
    label = f"{CARRIER_WORDS[carrier]} im Jahr"
    return _row(
        label,
        columns,
        lambda result: result.energy_kwh_per_year.get(carrier, Decimal()),
        kwh_words,
        Better.MORE,
    )


_TONNES: Final = "CO₂e im Jahr"
_FIGURES: Final[tuple[tuple[str, Callable[[Result], Decimal | None], Callable[..., str], Better], ...]] = (
    (_TONNES, lambda r: r.co2e_t_per_year, tonnes_words, Better.MORE),
    ("Ersparnis im Jahr", lambda r: r.eur_per_year, euro_words, Better.MORE),
    ("Investition", lambda r: r.investment_eur, euro_words, Better.LESS),
    ("Zuschuss", lambda r: r.grant_eur, euro_words, Better.NEITHER),
    (
        "Annuität ohne Zuschuss",
        lambda r: r.without_grant.annuity_eur_per_year,
        euro_words,
        Better.MORE,
    ),
    ("Annuität mit Zuschuss", lambda r: r.with_grant.annuity_eur_per_year, euro_words, Better.MORE),
    ("Kapitalwert ohne Zuschuss", lambda r: r.without_grant.npv_eur, euro_words, Better.MORE),
    ("Kapitalwert mit Zuschuss", lambda r: r.with_grant.npv_eur, euro_words, Better.MORE),
    (
        "Vermeidungskosten ohne Zuschuss",
        lambda r: r.without_grant.avoidance_cost_eur_per_t,
        per_tonne_words,
        Better.LESS,
    ),
    (
        "Vermeidungskosten mit Zuschuss",
        lambda r: r.with_grant.avoidance_cost_eur_per_t,
        per_tonne_words,
        Better.LESS,
    ),
)


def _figure_rows(columns: Sequence[ComparisonColumn]) -> Iterator[ComparisonRow]:
    sets = {each.factor_set for each in columns if each.result}
    for label, figure, words, better in _FIGURES:
        of_one_set = len(sets) == 1 or (label != _TONNES and words is not per_tonne_words)
        yield _row(label, columns, figure, words, better if of_one_set else Better.NEITHER)
        if label == "Zuschuss":
            yield _payback_row("Amortisation ohne Zuschuss", columns, lambda r: r.without_grant.payback_years)
            yield _payback_row("Amortisation mit Zuschuss", columns, lambda r: r.with_grant.payback_years)


def _row(
    label: str,
    columns: Sequence[ComparisonColumn],
    figure: Callable[[Result], Decimal | None],
    words: Callable[..., str],
    better: Better,
) -> ComparisonRow:
    values = tuple(figure(each.result) if each.result else None for each in columns)
    texts = tuple(NONE if value is None else words(value) for value in values)
    return ComparisonRow(label, values, texts, _best(values, better))


def _payback_row(
    label: str, columns: Sequence[ComparisonColumn], figure: Callable[[Result], Decimal | None]
) -> ComparisonRow:
    """Here no value means that the money never comes back, which is worse than any number of years."""
    results = [each.result for each in columns]
    values = tuple(figure(each) if each else None for each in results)
    texts = tuple(years_words(figure(each)) if each else NONE for each in results)
    ranks = tuple(_or_never(figure(each)) if each else None for each in results)
    return ComparisonRow(label, values, texts, _best(ranks, Better.LESS))


def _or_never(years: Decimal | None) -> Decimal:
    return _NEVER if years is None else years


def _best(values: Values, better: Better) -> int | None:
    """The index of the one best value; ``None`` where two are equally good or there is nothing to compare."""
    known = {at: value for at, value in enumerate(values) if value is not None}
    if better is Better.NEITHER or len(known) < 2:
        return None
    best = max(known.values()) if better is Better.MORE else min(known.values())
    winners = [at for at, value in known.items() if value == best]
    return winners[0] if len(winners) == 1 else None


def _notes(columns: Sequence[ComparisonColumn]) -> Iterator[str]:
    sets = dict.fromkeys(each.factor_set for each in columns if each.result)
    if len(sets) > 1:
        yield (
            f"Die Ergebnisse sind mit verschiedenen Faktorensätzen gerechnet ({', '.join(sets)}). "
            "Tonnen und Vermeidungskosten sind deshalb nicht vergleichbar."
        )
    if any(each.result and not each.result.budget_relevant for each in columns):
        yield "Was außerhalb des Haushalts gespart wird, entlastet die Kommune nicht."
    for each in columns:
        if each.result is None:
            yield f"„{each.title}“ hat noch kein Ergebnis: Eingaben fehlen oder stimmen nicht."
