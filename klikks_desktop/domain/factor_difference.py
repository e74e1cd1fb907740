"""What another factor set would change: every potential before and after, the sum in a sentence, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.factors import Factor, FactorSet
from klikks_desktop.domain.figures import gas_words, rounded
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.values import format_number

NAMED_REASONS: Final = 3
"""So many reasons stand in the sentence; the rest follow in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PotentialChange:
    """One potential with both sets. new: ``None`` where the new set cannot reckon it, for ``problem``.

    counts: it is part of the sums (a variant and a dropped potential are not). was_other: it was frozen
    with another set than the old one and was reckoned with the old one for this comparison.
    """

    id: UUID
    title: str
    old: Result
    new: Result | None
    problem: str = ""
    counts: bool = True
    was_other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDifference:
    """What changes from ``old`` to ``new``. Sums are of potentials that both sets can reckon.

    old_tonnes, new_tonnes: t CO2e or CO2 a year, own use and fuels only. old_eur, new_eur: relief of the
    municipal budget, EUR a year. sentence: the sum, German. reasons: what is different, weightiest first.
    notes: what to know beside it.
    """

    old: FactorSet
    new: FactorSet
    rows: tuple[PotentialChange, ...]
    old_tonnes: Decimal
    new_tonnes: Decimal
    old_eur: Decimal
    new_eur: Decimal
    reasons: tuple[str, ...]
    sentence: str
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no potential changes."""
        return all(row.new == row.old for row in self.rows)


def difference_of(
    old: FactorSet,
    new: FactorSet,
    rows: Iterable[PotentialChange],
    titles: Mapping[tuple[str, str], str] | None = None,
) -> SetDifference:
    """The difference report. titles: (measure, key) -> title of an input, for reasons beside the factors."""
    listed = tuple(rows)
    counting = [row for row in listed if row.counts]
    summed = [(row.old, row.new) for row in counting if row.new is not None]
    reasons = (*_factor_reasons(old, new, listed), *_assumed_reasons(listed, titles or {}))
    old_tonnes, new_tonnes = (_sum(pair[at] for pair in summed) for at in (0, 1))
    old_eur, new_eur = (_relief(pair[at] for pair in summed) for at in (0, 1))
    return SetDifference(
        old=old,
        new=new,
        rows=listed,
        old_tonnes=old_tonnes,
        new_tonnes=new_tonnes,
        old_eur=old_eur,
        new_eur=new_eur,
        reasons=reasons,
        sentence=_sentence(new, (old_tonnes, new_tonnes), reasons, (len(counting), len(summed))),
        notes=tuple(_notes(old, new, listed, (old_eur, new_eur))),
    )


def factors_differ(old: FactorSet, new: FactorSet) -> bool:
    """Whether two sets of one name say something else."""
    return (_figures(old), old.basis, old.upstream) != (_figures(new), new.basis, new.upstream)


def _figures(one: FactorSet) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    return (
        {carrier.value: factor.value for carrier, factor in one.factors.items()},
        {name: factor.value for name, factor in one.rows.items()},
    )


def _sum(results: Iterable[Result | None]) -> Decimal:
    return sum((each.co2e_t_per_year or Decimal() for each in results if each), Decimal())


def _relief(results: Iterable[Result | None]) -> Decimal:
    return sum((each.eur_per_year for each in results if each and each.budget_relevant), Decimal())


def _factor_reasons(old: FactorSet, new: FactorSet, rows: Sequence[PotentialChange]) -> list[str]:
    """Carriers whose factor differs, those first that move the sum most."""
    weights = {carrier: Decimal() for carrier in Carrier}
    for row in rows:
        for carrier, kwh in row.old.energy_kwh_per_year.items():
            weights[carrier] += abs(kwh) if row.counts else 0
    found: list[tuple[Decimal, str]] = []
    for carrier, weight in weights.items():
        before, after = old.factor(carrier), new.factor(carrier)
        if before and after and before.value != after.value:
            words = f"{CARRIER_WORDS[carrier]} {_number(after)} statt {_number(before)} {after.unit}"
            found.append((weight * abs(after.value - before.value), words))
    moving = [each for each in found if each[0]] or found
    return [words for _weight, words in sorted(moving, key=lambda each: each[0], reverse=True)]


def _number(factor: Factor) -> str:
    return format_number(round(factor.value, 1))


def _assumed_reasons(
    rows: Sequence[PotentialChange], titles: Mapping[tuple[str, str], str]
) -> tuple[str, ...]:
    """Defaults and prices that were taken for inputs left out and are others now."""
    found: dict[str, None] = {}
    for row in rows:
        if row.new is None:
            continue
        after = {each.key: each for each in row.new.assumed}
        for before in row.old.assumed:
            now = after.get(before.key)
            if now is not None and now.value != before.value:
                title = titles.get((row.old.measure, before.key), before.key)
                words = f"{title} {_german(now.value)} statt {_german(before.value)} {now.unit}"
                found[words.rstrip()] = None
    return tuple(found)


def _german(text: str) -> str:
    try:
        return format_number(Decimal(text))
    except ArithmeticError:
        return text


def _sentence(
    new: FactorSet, tonnes: tuple[Decimal, Decimal], reasons: Sequence[str], counts: tuple[int, int]
) -> str:
    counting, summed = counts
    if counting and not summed:
        return f"Mit „{new.title}“ lässt sich kein Potenzial rechnen, das zählt."
    if not counting:
        return f"Mit „{new.title}“ ändert sich keine Summe: Es ist kein Potenzial da, das zählt."
    before, after = (rounded(each, _digits(tonnes)) for each in tonnes)
    why = f", weil andere Werte gelten: {', '.join(reasons[:NAMED_REASONS])}" if reasons else ""
    if before == after:
        return f"Mit „{new.title}“ bleibt die Summe bei {before} t im Jahr."
    verb = "sinkt" if tonnes[1] < tonnes[0] else "steigt"
    return f"Mit „{new.title}“ {verb} die Summe von {before} auf {after} t im Jahr{why}."


def _digits(tonnes: tuple[Decimal, Decimal]) -> int:
    """One decimal place, more where the two would look the same or nearly nothing is left."""
    before, after = tonnes
    for digits in (1, 2, 3):
        if before == after or rounded(before, digits) != rounded(after, digits):
            return digits
    return 1


def _notes(
    old: FactorSet, new: FactorSet, rows: Sequence[PotentialChange], euros: tuple[Decimal, Decimal]
) -> Iterable[str]:
    if (old.basis, old.upstream) != (new.basis, new.upstream):
        basis, other = gas_words(old.basis), gas_words(new.basis)
        yield (
            f"Die Sätze meinen nicht dasselbe: „{old.title}“ ({basis}; {old.upstream}) und „{new.title}“ "
            f"({other}; {new.upstream}). Ihre Summen werden nie zusammengezählt."
        )
    before, after = (rounded(each, 0) for each in euros)
    if before != after:
        yield f"Die Entlastung des Haushalts geht von {before} auf {after} EUR im Jahr."
    yield from _counted(
        [row for row in rows if row.new is None],
        lambda titles: f"Mit dem neuen Satz nicht zu rechnen und deshalb in keiner Summe: {titles}.",
    )
    yield from _counted(
        [row for row in rows if row.was_other],
        lambda titles: (
            f"Mit einem anderen Satz gespeichert und für diesen Vergleich mit beiden gerechnet: {titles}."
        ),
    )
    yield from _counted(
        [row for row in rows if not row.counts],
        lambda titles: f"Varianten und Verworfenes zählen in keiner Summe: {titles}.",
    )


def _counted(rows: Sequence[PotentialChange], words: Callable[[str], str]) -> Iterable[str]:
    """One sentence that names the first five."""
    if rows:
        titles = ", ".join(f"„{row.title}“" for row in rows[:5])
        more = f" und {len(rows) - 5} weitere" if len(rows) > 5 else ""
        yield words(titles + more)
