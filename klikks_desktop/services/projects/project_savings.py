"""Expected against achieved: what a project's potentials promise, and what was measured since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from klikks_desktop.domain.achieved import Achieved, by_year
from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.effects import Amounts, Effect, amounts_of
from klikks_desktop.domain.interaction import Saving, together
from klikks_desktop.domain.measured import overlay
from klikks_desktop.domain.records import Achievement, Potential, PotentialState, Stage
from klikks_desktop.services.savings.potential_results import read_result


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure as expected, as achieved, and as it counts in sums; ``None`` where it is not known."""

    title: str
    unit: str
    expected: Decimal | None
    achieved: Decimal | None
    best: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Achieved out of expected; ``None`` where one is missing or nothing was expected."""
        if not self.expected or self.achieved is None:
            return None
        return self.achieved / self.expected


@dataclass(frozen=True, slots=True)
class ProjectSavings:
    """What a project saves in a year. kwh: kWh Hi by carrier. eur_per_year: relief of the budget.

    outside_eur: expected for others, never relief. expected: the sums behind it, ``None`` where no
    potential counts. years: what was measured, oldest first; the last year is compared. notes: German
    sentences, what was left out and why.
    """

    kwh: tuple[Compared, ...]
    eur_per_year: Compared
    co2e_t_per_year: Compared
    outside_eur: Decimal
    expected: Amounts | None
    years: tuple[Achieved, ...]
    notes: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The year that is compared; ``None`` where nothing was measured."""
        return self.years[-1].year if self.years else None

    @property
    def rows(self) -> tuple[Compared, ...]:
        """All figures in the order they are shown."""
        return (*self.kwh, self.co2e_t_per_year, self.eur_per_year)


@dataclass(frozen=True, slots=True)
class _Expected:
    """Effects of the potentials that count, all of one factor set, and what to know beside them."""

    effects: Sequence[Effect]
    factor_set: str
    notes: Sequence[str]


def savings(potentials: Iterable[Potential], achievements: Iterable[Achievement]) -> ProjectSavings:
    """What the potentials of one project promise, beside what was measured.

    What counts in sums is what was measured and, where nothing was, what is expected (``domain.measured``).
    """
    known = _expected(potentials)
    years = tuple(by_year(achievements))
    last = years[-1] if years else None
    counted, notes = known.effects, list(known.notes)
    if last is not None:
        measured = overlay(known.effects, last, known.factor_set or last.factor_set)
        counted = measured.effects
        notes += measured.notes
    expected = amounts_of(known.effects) if known.effects else None
    best = amounts_of(counted) if counted else None
    is_comparable = last is not None and known.factor_set in {"", last.factor_set}
    tonnes = last.co2e_kg / 1000 if last and is_comparable and last.co2e_kg is not None else None
    euros = Decimal(last.saved_cents) / 100 if last and last.saved_cents is not None else None
    return ProjectSavings(
        kwh=tuple(_by_carrier(expected, last, best)),
        eur_per_year=Compared(
            "Entlastung",
            "EUR",
            expected.eur if expected else None,
            euros,
            best.eur if best and (expected or euros is not None) else None,
        ),
        co2e_t_per_year=Compared(
            "CO2e",
            "t",
            expected.tonnes if expected else None,
            tonnes,
            best.tonnes if best and (expected or tonnes is not None) else None,
        ),
        outside_eur=expected.outside_eur if expected else Decimal(),
        expected=expected,
        years=years,
        notes=tuple(notes),
    )


def _by_carrier(expected: Amounts | None, last: Achieved | None, best: Amounts | None) -> list[Compared]:
    promised: Mapping[Carrier, Decimal] = expected.kwh if expected else {}
    measured: Mapping[Carrier, Decimal] = last.kwh if last else {}
    counted: Mapping[Carrier, Decimal] = best.kwh if best else {}
    return [
        Compared(
            CARRIER_WORDS[carrier],
            "kWh",
            promised.get(carrier),
            measured.get(carrier),
            counted.get(carrier, Decimal()),
        )
        for carrier in Carrier
        if carrier in promised or carrier in measured
    ]


def _expected(potentials: Iterable[Potential]) -> _Expected:
    counting = [
        each for each in potentials if each.variant_of is None and each.state is not PotentialState.DROPPED
    ]
    results = [(each, read_result(each.result)) for each in counting]
    notes = [
        f"„{each.title}“ hat noch kein Ergebnis und zählt nicht mit."
        for each, result in results
        if result is None
    ]
    # Of one project all are expected alike, whatever the state of each.
    found = [
        Saving(
            id=each.id,
            title=each.title,
            stage=Stage.DECIDED,
            result=result,
            building_id=each.building_id,
            project_id=each.project_id,
        )
        for each, result in results
        if result is not None
    ]
    sets = {each.result.factor_set for each in found}
    if len(sets) > 1:
        notes.append(
            "Die Potenziale haben verschiedene Faktorensätze; solche Ergebnisse werden nicht addiert."
        )
        return _Expected((), "", notes)
    joint = together(found)
    notes += [*joint.notes, *(f"„{each.title}“: {each.reason}" for each in joint.left_out)]
    return _Expected(joint.effects, next(iter(sets), ""), notes)
