"""Expected against achieved: what a project's potentials promise, and what was measured since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from klikks_desktop.domain.achieved import Achieved, by_year
from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.effects import Amounts, Stage, amounts_of
from klikks_desktop.domain.interaction import Saving, together
from klikks_desktop.domain.records import Achievement, Potential, PotentialState
from klikks_desktop.services.potential_results import read_result


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure as expected and as achieved; ``None`` where it is not known."""

    title: str
    unit: str
    expected: Decimal | None
    achieved: Decimal | None

    @property
    def best(self) -> Decimal | None:
        """Achieved where it was measured, else expected."""
        return self.expected if self.achieved is None else self.achieved

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


def _expected(potentials: Iterable[Potential]) -> tuple[Amounts | None, list[str]]:
    """Sums of the potentials that count, and what is not in them."""
    counting = [
        each for each in potentials if each.variant_of is None and each.state is not PotentialState.DROPPED
    ]
    results = [(each, read_result(each.result)) for each in counting]
    notes = [
        f"„{each.title}“ hat noch kein Ergebnis und zählt nicht mit."
        for each, result in results
        if result is None
    ]
    found = [(each, result) for each, result in results if result is not None]
    if len({result.factor_set for _, result in found}) > 1:
        notes.append(
            "Die Potenziale sind mit verschiedenen Faktorensätzen gerechnet und werden nicht addiert."
        )
        return None, notes
    joint = together(
        Saving(
            id=each.id,
            title=each.title,
            stage=Stage.POSSIBLE,
            result=result,
            building_id=each.building_id,
        )
        for each, result in found
    )
    notes += [*joint.notes, *(f"„{each.title}“ zählt nicht mit. {each.reason}" for each in joint.left_out)]
    return (amounts_of(joint.effects) if joint.effects else None), notes


def savings(potentials: Iterable[Potential], achievements: Iterable[Achievement]) -> ProjectSavings:
    """What the potentials of one project promise, beside what was measured."""
    expected, notes = _expected(potentials)
    years = tuple(by_year(achievements))
    last = years[-1] if years else None
    kwh: Mapping[Carrier, Decimal] = expected.kwh if expected else {}
    measured: Mapping[Carrier, Decimal] = last.kwh if last else {}
    tonnes = last.co2e_kg / 1000 if last and last.co2e_kg is not None else None
    euros = Decimal(last.saved_cents) / 100 if last and last.saved_cents is not None else None
    return ProjectSavings(
        kwh=tuple(
            Compared(CARRIER_WORDS[carrier], "kWh", kwh.get(carrier), measured.get(carrier))
            for carrier in Carrier
            if carrier in kwh or carrier in measured
        ),
        eur_per_year=Compared("Entlastung", "EUR", expected.eur if expected else None, euros),
        co2e_t_per_year=Compared("CO2e", "t", expected.tonnes if expected else None, tonnes),
        outside_eur=expected.outside_eur if expected else Decimal(),
        expected=expected,
        years=years,
        notes=tuple(notes),
    )
