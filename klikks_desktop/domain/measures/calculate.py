"""The calculation of a measure: pure, exact, with its Rechenweg."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from typing import Final

from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import Assumptions, FactorSet
from klikks_desktop.domain.measures import valuation
from klikks_desktop.domain.measures.book import HEATING_CARRIERS, NOTHING
from klikks_desktop.domain.measures.catalogue import SPECS
from klikks_desktop.domain.measures.model import Economics, Input, Measure, Result, Step
from klikks_desktop.domain.measures.reading import plain_text
from klikks_desktop.domain.measures.settle import (
    Settled,
    assumed,
    assumption_steps,
    conversion_steps,
    read_given,
    settle,
)
from klikks_desktop.domain.measures.workings import Workings
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records.savings import Grade
from klikks_desktop.domain.values import format_number

PRECISION: Final = 40
"""Digits that are reckoned with."""
DIGITS: Final = 12
"""Decimal places that a result is kept with: far below a cent, without the noise of divisions."""
MOST_TONNES: Final = 200
"""Above this a result asks for a second look (issue 3)."""
_GRADES: Final = tuple(Grade)


def check_inputs(
    measure: Measure,
    given: Mapping[str, str],
    *,
    assumptions: Assumptions | None = None,
    factors: FactorSet | None = None,
    place_key: str = "",
    today: date | None = None,
) -> list[Problem]:
    """What is wrong with the inputs, one sentence each.

    With ``assumptions`` everything is checked that ``calculate`` refuses with K-702; without them only
    what was typed, and inputs that nothing can stand in for.
    """
    if assumptions is not None:
        settled = settle(
            measure, given, assumptions=assumptions, factors=factors, place_key=place_key, today=today
        )
        return list(settled.problems)
    values, _, problems = read_given(measure, given, factors)
    wrong = {problem.field for problem in problems}
    for field in measure.inputs:
        can_miss = field.default or field.optional or field.derived
        if field.key not in values and field.key not in wrong and not can_miss:
            problems.append(Problem(field.key, f"{field.title} ({field.key}) fehlt. Bitte eintragen."))
    return problems


def calculate(
    measure: Measure,
    given: Mapping[str, str],
    *,
    factors: FactorSet,
    assumptions: Assumptions,
    place_key: str = "",
    grades: Mapping[str, Grade] | None = None,
    known_heat_kwh: Decimal | None = None,
    known_power_kwh: Decimal | None = None,
    today: date | None = None,
) -> Result:
    """What a measure brings per year, in kWh Hi, t CO2(e) and EUR, with its economics.

    given: input key -> text, German or plain, with or without unit. known_heat_kwh, known_power_kwh:
    consumption of the building in kWh Hi per year. Raises K-702 with all that is wrong, K-703 when more
    would be saved than is used, K-704 when the factor set lacks a carrier.
    """
    with localcontext() as context:
        context.prec = PRECISION
        settled = settle(
            measure, given, assumptions=assumptions, factors=factors, place_key=place_key, today=today
        )
        if settled.problems:
            words = " ".join(problem.message for problem in settled.problems)
            raise UserError("K-702", {"measure": measure.title, "problems": words})
        work = _start(measure, settled, factors, assumptions)
        SPECS[measure.id].reckon(work)
        _refuse_too_much(work, measure, settled, known_heat_kwh, known_power_kwh)
        work.carbon()
        tonnes = _sum_of_tonnes(work)
        without, with_grant = valuation.value(work, tonnes, budget_relevant=measure.budget_relevant)
        valuation.show_carbon_price(work, assumptions.co2_price.get(today.year) if today else None)
        valuation.show_shadow_cost(work, tonnes)
        _doubt(work, measure, settled, tonnes, without)
        return _result(measure, settled, work, (tonnes, without, with_grant), grades or {})


def _start(measure: Measure, settled: Settled, factors: FactorSet, assumptions: Assumptions) -> Workings:
    numbers = {key: value for key, value in settled.values.items() if isinstance(value, Decimal)}
    return Workings(
        assumptions=assumptions,
        factors=factors,
        values=numbers,
        words={key: value for key, value in settled.values.items() if not isinstance(value, Decimal)},
        sources={key: default.source for key, default in settled.defaults.items()},
        steps=[*conversion_steps(measure, settled), *assumption_steps(measure, settled)],
    )


def _refuse_too_much(
    work: Workings, measure: Measure, settled: Settled, heat: Decimal | None, power: Decimal | None
) -> None:
    saved_power = work.energy.get(Carrier.ELECTRICITY, Decimal(0))
    saved_heat = sum(
        (
            kwh
            for carrier, kwh in work.energy.items()
            if carrier in HEATING_CARRIERS and carrier is not Carrier.ELECTRICITY
        ),
        Decimal(0),
    )
    _refuse_above(saved_heat, heat, "Wärme")
    most = settled.values.get(SPECS[measure.id].most_saved)
    if isinstance(most, Decimal):
        _refuse_above(sum(work.energy.values(), Decimal(0)), most, "Raumwärme")
    _refuse_above(saved_power, power, CARRIER_WORDS[Carrier.ELECTRICITY])


def _refuse_above(saved: Decimal, known: Decimal | None, what: str) -> None:
    if known is not None and saved > known:
        raise UserError(
            "K-703", {"what": what, "saved": format_number(saved, 0), "known": format_number(known, 0)}
        )


def _sum_of_tonnes(work: Workings) -> Decimal | None:
    if work.tonnes is None:
        return None
    text = " + ".join(work.tonnes) if work.tonnes else "0"
    return work.reckon("Vermiedene Treibhausgase", "CO2", text, "t/a", note=_basis(work.factors))


def _basis(factors: FactorSet) -> str:
    return ", ".join(part for part in (factors.basis, factors.upstream) if part)


def _doubt(
    work: Workings, measure: Measure, settled: Settled, tonnes: Decimal | None, economics: Economics
) -> None:
    for field in measure.inputs:
        value = settled.values.get(field.key)
        if field.key in settled.given and isinstance(value, Decimal):
            _doubt_input(work, field, value)
    if tonnes is not None and tonnes > MOST_TONNES:
        work.warnings.append(
            f"Mehr als {MOST_TONNES} t im Jahr sind ungewöhnlich viel. Bitte prüfen Sie die Eingaben."
        )
    if tonnes is not None and tonnes < 0:
        work.warnings.append("Der Ausstoß steigt, statt zu sinken. Bitte prüfen Sie die Eingaben.")
    if economics.payback_years is not None and economics.payback_years > work.values["T"]:
        work.warnings.append("Die Amortisation dauert länger als die Nutzungsdauer. Bitte prüfen.")


def _doubt_input(work: Workings, field: Input, value: Decimal) -> None:
    low, high = field.usual_min, field.usual_max
    if (low is not None and value < low) or (high is not None and value > high):
        ends = [format_number(end) for end in (low, high) if end is not None]
        work.warnings.append(
            f"{field.title} ({field.key}): {format_number(value)} {field.unit}".rstrip()
            + f" ist ungewöhnlich; üblich ist {' bis '.join(ends)}. Bitte prüfen."
        )


def _result(
    measure: Measure,
    settled: Settled,
    work: Workings,
    outcome: tuple[Decimal | None, Economics, Economics],
    grades: Mapping[str, Grade],
) -> Result:
    tonnes, without, with_grant = outcome
    values = work.values
    return Result(
        measure=measure.id,
        factor_set=work.factors.id,
        co2_basis=_basis(work.factors),
        inputs={
            field.key: plain_text(settled.values[field.key])
            for field in measure.inputs
            if field.key in settled.values
        },
        assumed=assumed(measure, settled),
        energy_kwh_per_year={carrier: _tidy(kwh) for carrier, kwh in work.energy.items()},
        co2e_t_per_year=None if tonnes is None else _tidy(tonnes),
        co2e_feed_in_t_per_year=_tidy(work.feed_in_tonnes),
        sink_t_per_year=_tidy(work.sink_tonnes),
        eur_per_year=_tidy(values["EUR"]),
        budget_relevant=measure.budget_relevant,
        investment_eur=_tidy(values["I"]),
        grant_eur=_tidy(values["Z"]),
        without_grant=_tidy_economics(without),
        with_grant=_tidy_economics(with_grant),
        indicators={title: _tidy(value) for title, value in work.indicators.items()},
        steps=tuple(_tidy_step(step) for step in work.steps),
        warnings=tuple(work.warnings),
        grade=_grade(measure, settled, work.touched, grades),
    )


def _tidy(value: Decimal) -> Decimal:
    """Without the noise of long divisions and without zeros at the end."""
    return Decimal(plain_text(round(value, DIGITS)))


def _tidy_economics(economics: Economics) -> Economics:
    payback, avoidance = economics.payback_years, economics.avoidance_cost_eur_per_t
    return Economics(
        payback_years=None if payback is None else _tidy(payback),
        annuity_eur_per_year=_tidy(economics.annuity_eur_per_year),
        npv_eur=_tidy(economics.npv_eur),
        avoidance_cost_eur_per_t=None if avoidance is None else _tidy(avoidance),
    )


def _tidy_step(step: Step) -> Step:
    return step if step.value is None else replace(step, value=_tidy(step.value))


def _grade(
    measure: Measure, settled: Settled, touched: Collection[str], grades: Mapping[str, Grade]
) -> Grade:
    """The worst grade of the measure's own inputs that were reckoned with.

    One that was typed without a grade counts as estimated; one that was assumed from a guide value as
    Richtwert, from a source as estimated; "none of it" does not count.
    """
    found = [Grade.MEASURED]
    for field in measure.inputs:
        if field.is_common or field.key not in touched:
            continue
        if field.key in settled.given:
            found.append(grades.get(field.key, Grade.ESTIMATED))
        elif (source := settled.defaults[field.key].source) != NOTHING:
            words = source.replace(",", " ").split()
            found.append(Grade.GUIDE if "M" in words else Grade.ESTIMATED)
    return max(found, key=_GRADES.index)
