"""A frozen result taken apart by carrier, as its Rechenweg says: kWh, t and EUR of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.effects import ZERO, Effect, Part
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.measures.workings import SHORT
from klikks_desktop.domain.records import Stage

FUELS: Final = frozenset({Carrier.DIESEL, Carrier.PETROL})
"""Counted by the litre: their t stand in the Rechenweg as ``CO2_fuel``."""


def effect_of(
    result: Result, stage: Stage, *, potential_id: UUID | None = None, project_id: UUID | None = None
) -> Effect:
    """The effect of a result by itself; its sums are those of the result.

    Where a part of the saved euros is passed on (``EUR_own``, fifty-fifty), the euros of each carrier
    are what remains of them.
    """
    steps = {step.formula.partition(" = ")[0]: step.value for step in result.steps if step.value is not None}
    parts = {
        carrier: Part(kwh, _tonnes(steps, carrier), steps.get(f"EUR_{SHORT[carrier]}", ZERO))
        for carrier, kwh in result.energy_kwh_per_year.items()
    }
    gross = sum((part.eur for part in parts.values()), ZERO)
    if "EUR_own" in steps and gross:
        kept = steps["EUR_own"] / gross
        parts = {key: Part(part.kwh, part.tonnes, part.eur * kept) for key, part in parts.items()}
    tonnes = result.co2e_t_per_year or ZERO
    return Effect(
        measure=result.measure,
        stage=stage,
        parts=parts,
        rest_tonnes=tonnes - sum((part.tonnes for part in parts.values()), ZERO),
        rest_eur=result.eur_per_year - sum((part.eur for part in parts.values()), ZERO),
        feed_in_t=result.co2e_feed_in_t_per_year,
        sink_t=result.sink_t_per_year,
        budget_relevant=result.budget_relevant,
        potential_id=potential_id,
        project_id=project_id,
    )


def _tonnes(steps: dict[str, Decimal], carrier: Carrier) -> Decimal:
    by_litre = steps.get("CO2_fuel", ZERO) if carrier in FUELS else ZERO
    return steps.get(f"CO2_{SHORT[carrier]}", by_litre)
