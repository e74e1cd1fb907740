"""What a report tells of potentials and energy: each effect as all sums count it, totals by year."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from klikks_desktop.domain.disclosure_savings import EnergyYear, Savings
from klikks_desktop.domain.energy.report import BuildingFigures, EnergyReport, ReportYear
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.records import Building, Consumption, Meter, Potential, PotentialState
from klikks_desktop.reference.factors import FactorLibrary
from klikks_desktop.services.energy.energy_account import energy_report
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader


def savings_of(workspace: Workspace, reader: Reader, place_id: UUID, library: FactorLibrary) -> Savings:
    """The potentials of a place, how they count, and its energy."""
    potentials = reader.find(Potential, order=("title", "id"), place_id=place_id, source=None)
    found = effects(workspace, place_id)
    counted = {each.potential_id for each in found.effects}
    counting = [
        each for each in potentials if each.variant_of is None and each.state is not PotentialState.DROPPED
    ]
    return Savings(
        potentials=potentials,
        measures={each.id: each.title for each in catalogue(library.assumptions)},
        effects=found.effects,
        years=found.achieved_in,
        factor_set=found.factor_set.id,
        left_out=sum(each.id not in counted for each in counting),
        energy=_energy(workspace, reader, place_id),
    )


def _energy(workspace: Workspace, reader: Reader, place_id: UUID) -> list[EnergyYear]:
    """Every calendar year of which something was counted, oldest first."""
    buildings = [building.id for building in reader.find(Building, place_id=place_id)]
    meters = [meter.id for meter in reader.find(Meter, building_id=buildings)]
    counted = reader.sums(Consumption, by=("year",), of=("quantity_milli",), meter_id=meters)
    years = {row[0] for row in counted}
    if not years:
        return []
    report = energy_report(workspace, place_id, range(min(years), max(years) + 1))
    return [
        _energy_year(each, report)
        for each in report.years
        if each.heat.kwh is not None or each.power.kwh is not None
    ]


def _energy_year(each: ReportYear, report: EnergyReport) -> EnergyYear:
    told = [line for line in report.buildings if any(_tells(year, each.year) for year in line.years)]
    return EnergyYear(
        year=each.year,
        buildings=len(told),
        area_m2=sum((line.area_m2 for line in told), Decimal(0)) if told else None,
        heat_kwh=_whole(each.heat.kwh),
        power_kwh=_whole(each.power.kwh),
        cents=each.cents,
        co2e_kg=_whole(each.co2_kg),
        factor_set=each.factor_set,
        complete=each.heat.is_complete and each.power.is_complete,
    )


def _tells(figures: BuildingFigures, year: int) -> bool:
    return figures.year == year and (figures.heat_kwh is not None or figures.power_kwh is not None)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value.to_integral_value(ROUND_HALF_UP))
