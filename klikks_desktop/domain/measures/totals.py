"""Sums of results, savings that act on the same consumption, and the answer of ``calculate --json``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.model import Result, Step

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Results of one factor set together.

    eur_per_year, investment_eur, grant_eur: of the municipal budget only (Entlastung); what benefits
    others stands in ``eur_outside_budget``. Feed-in and sinks are never part of ``co2e_t_per_year``.
    """

    factor_set: str = ""
    co2_basis: str = ""
    count: int = 0
    energy_kwh_per_year: Mapping[Carrier, Decimal]
    co2e_t_per_year: Decimal = ZERO
    co2e_feed_in_t_per_year: Decimal = ZERO
    sink_t_per_year: Decimal = ZERO
    eur_per_year: Decimal = ZERO
    eur_outside_budget: Decimal = ZERO
    investment_eur: Decimal = ZERO
    grant_eur: Decimal = ZERO


def total(results: Iterable[Result]) -> Total:
    """The sum of results; K-705 when they were reckoned with different factor sets."""
    every = list(results)
    sets = dict.fromkeys(result.factor_set for result in every)
    if len(sets) > 1:
        raise UserError("K-705", {"sets": ", ".join(sets)})
    energy: defaultdict[Carrier, Decimal] = defaultdict(Decimal)
    for result in every:
        for carrier, kwh in result.energy_kwh_per_year.items():
            energy[carrier] += kwh
    own = [result for result in every if result.budget_relevant]
    return Total(
        factor_set=next(iter(sets), ""),
        co2_basis=every[0].co2_basis if every else "",
        count=len(every),
        energy_kwh_per_year=dict(energy),
        co2e_t_per_year=sum((result.co2e_t_per_year or ZERO for result in every), ZERO),
        co2e_feed_in_t_per_year=sum((result.co2e_feed_in_t_per_year for result in every), ZERO),
        sink_t_per_year=sum((result.sink_t_per_year for result in every), ZERO),
        eur_per_year=sum((result.eur_per_year for result in own), ZERO),
        eur_outside_budget=sum((each.eur_per_year for each in every if not each.budget_relevant), ZERO),
        investment_eur=sum((result.investment_eur for result in own), ZERO),
        grant_eur=sum((result.grant_eur for result in own), ZERO),
    )


def combined_share(shares: Iterable[Decimal]) -> Decimal:
    """``1 − Π(1 − a)``: what several savings in percent on the same meter bring together (facts 3.2).

    ``ValueError`` for a share outside [0, 1].
    """
    rest = Decimal(1)
    for share in shares:
        if not 0 <= share <= 1:
            raise ValueError(f"a share is between 0 and 1, not {share}")
        rest *= 1 - share
    return 1 - rest


def heat_after(heat_kwh: Decimal, shares: Iterable[Decimal]) -> Decimal:
    """The heat in kWh/a that is left after savings in percent; a heat pump after insulation uses this."""
    return heat_kwh * (1 - combined_share(shares))


def answer(result: Result) -> dict[str, object]:
    """The object that ``calculate --json`` prints (issue 3, section 8); numbers are exact."""
    without, with_grant = result.without_grant, result.with_grant
    return {
        "measure": result.measure,
        "factor_set": result.factor_set,
        "co2_basis": result.co2_basis,
        "inputs": {key: _typed(text) for key, text in result.inputs.items()},
        "assumed": [
            {"key": each.key, "value": _typed(each.value), "unit": each.unit, "source": each.source}
            for each in result.assumed
        ],
        "energy_kwh_per_year": {carrier.value: kwh for carrier, kwh in result.energy_kwh_per_year.items()},
        "co2e_t_per_year": result.co2e_t_per_year,
        "co2e_feed_in_t_per_year": result.co2e_feed_in_t_per_year,
        "sink_t_per_year": result.sink_t_per_year,
        "eur_per_year": result.eur_per_year,
        "budget_relevant": result.budget_relevant,
        "investment_eur": result.investment_eur,
        "payback_years_without_grant": without.payback_years,
        "payback_years_with_grant": with_grant.payback_years,
        "annuity_eur_per_year_without_grant": without.annuity_eur_per_year,
        "annuity_eur_per_year_with_grant": with_grant.annuity_eur_per_year,
        "npv_eur_without_grant": without.npv_eur,
        "npv_eur_with_grant": with_grant.npv_eur,
        "avoidance_cost_eur_per_t_without_grant": without.avoidance_cost_eur_per_t,
        "steps": [_plain_step(step) for step in (*result.steps, *_notices(result))],
    }


def _typed(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _plain_step(step: Step) -> dict[str, object]:
    return {
        "title": step.title,
        "formula": step.formula,
        "filled": step.filled,
        "value": step.value,
        "unit": step.unit,
        "sources": list(step.sources),
        "note": step.note,
    }


def _notices(result: Result) -> list[Step]:
    """Warnings and figures of adaptation, so that the answer holds them too."""
    figures = [
        Step(title="Kennzahl", formula="", filled=title, value=value, unit="")
        for title, value in result.indicators.items()
    ]
    warnings = [
        Step(title="Bitte prüfen", formula="", filled="", value=None, unit="", note=warning)
        for warning in result.warnings
    ]
    return [*figures, *warnings]
