"""Potentials, effects and energy of a sync file as records of its sender."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.measures.frozen import to_json
from klikks_desktop.domain.measures.model import Economics, Result
from klikks_desktop.domain.records import (
    EnergyTotal,
    Grade,
    Potential,
    PotentialState,
    Priority,
    ReportedEffect,
    Stage,
)
from klikks_desktop.services.exchange.imported_values import id_of, known, number

if TYPE_CHECKING:
    from klikks_desktop.exchange.wire_work import (
        WireEconomics,
        WireEffect,
        WireEnergyTotal,
        WirePotential,
        WireResult,
    )

_CARRIERS: Final = {carrier.value: carrier for carrier in Carrier}


def potential_record(wire: WirePotential, sender: UUID, place_id: UUID) -> Potential:
    """A potential with its result, without inputs and workings."""
    return Potential(
        id=UUID(wire.id),
        source=sender,
        place_id=place_id,
        title=wire.title,
        measure=wire.measure,
        locality_id=id_of(wire.locality_id),
        project_id=id_of(wire.project_id),
        variant_of=id_of(wire.variant_of),
        priority=known(Priority, wire.priority, Priority.MEDIUM),
        state=known(PotentialState, wire.state, PotentialState.IDEA),
        factor_set=wire.factor_set,
        result=to_json(_result(wire, wire.result)) if wire.result is not None else "",
        calculated_on=wire.calculated_on,
    )


def _result(potential: WirePotential, wire: WireResult) -> Result:
    return Result(
        measure=potential.measure,
        factor_set=potential.factor_set,
        co2_basis=wire.co2_basis,
        inputs={},
        assumed=(),
        energy_kwh_per_year={
            _CARRIERS[key]: Decimal(kwh) for key, kwh in wire.energy.items() if key in _CARRIERS
        },
        co2e_t_per_year=number(wire.co2e),
        co2e_feed_in_t_per_year=Decimal(wire.feed_in),
        sink_t_per_year=Decimal(wire.sink),
        eur_per_year=Decimal(wire.eur),
        budget_relevant=wire.budget_relevant,
        investment_eur=Decimal(wire.investment),
        grant_eur=Decimal(wire.grant),
        without_grant=_economics(wire.without_grant),
        with_grant=_economics(wire.with_grant),
        indicators={title: Decimal(value) for title, value in wire.indicators.items()},
        steps=(),
        warnings=(),
        grade=known(Grade, wire.grade, Grade.GUIDE),
    )


def _economics(wire: WireEconomics) -> Economics:
    return Economics(
        payback_years=number(wire.payback_years),
        annuity_eur_per_year=Decimal(wire.annuity),
        npv_eur=Decimal(wire.npv),
        avoidance_cost_eur_per_t=number(wire.avoidance_cost),
    )


def effect_record(
    wire: WireEffect,
    sender: UUID,
    place_id: UUID,
    factor_set: str,
    *,
    potential: WirePotential | None = None,
    project_id: UUID | None,
) -> ReportedEffect:
    """Its id follows from what it tells of, so that it stays the same from file to file."""
    return ReportedEffect(
        id=uuid5(place_id, potential.id if potential else str(project_id)),
        source=sender,
        place_id=place_id,
        project_id=project_id,
        potential_id=UUID(potential.id) if potential else None,
        measure=potential.measure if potential else "",
        stage=Stage(wire.stage),
        year=wire.year,
        wh=wire.wh,
        co2e_g=wire.co2e_g,
        saved_cents=wire.saved_cents,
        feed_in_g=wire.feed_in_g,
        sink_g=wire.sink_g,
        budget_relevant=wire.budget_relevant,
        measured=wire.measured,
        factor_set=factor_set,
    )


def energy_record(wire: WireEnergyTotal, sender: UUID, place_id: UUID) -> EnergyTotal:
    """Energy of one year; there is one such row for each year of a place."""
    return EnergyTotal(
        id=uuid5(place_id, str(wire.year)),
        source=sender,
        place_id=place_id,
        year=wire.year,
        buildings=wire.buildings,
        area_m2=number(wire.area_m2),
        heat_kwh=wire.heat_kwh,
        power_kwh=wire.power_kwh,
        cents=wire.cents,
        co2e_kg=wire.co2e_kg,
        factor_set=wire.factor_set,
        complete=wire.complete,
    )
