"""A result as it is kept: JSON that gives exactly the same result back."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.model import Assumed, Economics, Result, Step
from klikks_desktop.domain.records.savings import Grade

VERSION: Final = 1
Plain = dict[str, Any]  # Any: what JSON holds

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(result: Result) -> str:
    """``result`` as JSON; numbers are texts, so that none loses a digit."""
    return _ENCODER.encode(_written(result))


def from_json(text: str) -> Result:
    """The result that ``to_json`` wrote; K-706 when the text is damaged or of a newer version."""
    try:
        plain = json.loads(text)
        if plain["version"] != VERSION:
            raise UserError("K-706", {"reason": f"Fassung {plain['version']}"})
        return _read(plain)
    except (ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise UserError("K-706", {"reason": f"{type(error).__name__}"}) from error


def _written(result: Result) -> Plain:
    return {
        "version": VERSION,
        "measure": result.measure,
        "factor_set": result.factor_set,
        "co2_basis": result.co2_basis,
        "inputs": dict(result.inputs),
        "assumed": [[each.key, each.value, each.unit, each.source] for each in result.assumed],
        "energy": {carrier.value: str(kwh) for carrier, kwh in result.energy_kwh_per_year.items()},
        "co2e": _text(result.co2e_t_per_year),
        "feed_in": str(result.co2e_feed_in_t_per_year),
        "sink": str(result.sink_t_per_year),
        "eur": str(result.eur_per_year),
        "budget_relevant": result.budget_relevant,
        "investment": str(result.investment_eur),
        "grant": str(result.grant_eur),
        "without_grant": _written_economics(result.without_grant),
        "with_grant": _written_economics(result.with_grant),
        "indicators": {title: str(value) for title, value in result.indicators.items()},
        "steps": [_written_step(step) for step in result.steps],
        "warnings": list(result.warnings),
        "grade": result.grade.value,
    }


def _written_economics(economics: Economics) -> list[str | None]:
    return [
        _text(economics.payback_years),
        str(economics.annuity_eur_per_year),
        str(economics.npv_eur),
        _text(economics.avoidance_cost_eur_per_t),
    ]


def _written_step(step: Step) -> list[object]:
    return [
        step.title,
        step.formula,
        step.filled,
        _text(step.value),
        step.unit,
        list(step.sources),
        step.note,
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _read(plain: Plain) -> Result:
    return Result(
        measure=plain["measure"],
        factor_set=plain["factor_set"],
        co2_basis=plain["co2_basis"],
        inputs=plain["inputs"],
        assumed=tuple(
            Assumed(key=key, value=value, unit=unit, source=source)
            for key, value, unit, source in plain["assumed"]
        ),
        energy_kwh_per_year={Carrier(key): Decimal(kwh) for key, kwh in plain["energy"].items()},
        co2e_t_per_year=_number(plain["co2e"]),
        co2e_feed_in_t_per_year=Decimal(plain["feed_in"]),
        sink_t_per_year=Decimal(plain["sink"]),
        eur_per_year=Decimal(plain["eur"]),
        budget_relevant=plain["budget_relevant"],
        investment_eur=Decimal(plain["investment"]),
        grant_eur=Decimal(plain["grant"]),
        without_grant=_read_economics(plain["without_grant"]),
        with_grant=_read_economics(plain["with_grant"]),
        indicators={title: Decimal(value) for title, value in plain["indicators"].items()},
        steps=tuple(_read_step(step) for step in plain["steps"]),
        warnings=tuple(plain["warnings"]),
        grade=Grade(plain["grade"]),
    )


def _read_economics(plain: list[str | None]) -> Economics:
    payback, annuity, present, avoidance = plain
    return Economics(
        payback_years=_number(payback),
        annuity_eur_per_year=Decimal(annuity or ""),
        npv_eur=Decimal(present or ""),
        avoidance_cost_eur_per_t=_number(avoidance),
    )


def _read_step(plain: list[Any]) -> Step:  # Any: what JSON holds
    title, formula, filled, value, unit, sources, note = plain
    return Step(
        title=title,
        formula=formula,
        filled=filled,
        value=_number(value),
        unit=unit,
        sources=tuple(sources),
        note=note,
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
