"""The energy report after § 17 NKlimaG: what all buildings of a municipality needed, year by year.

No figure is guessed: what is missing is named in a sentence, and CO2 is given only where the factor set
of that year knows every carrier that was used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.energy.account import HEAT, POWER, Part, area_of, first_year, per_area, stands
from klikks_desktop.domain.energy.building_year import BuildingYear
from klikks_desktop.domain.energy.missing import listed, missing_of_building
from klikks_desktop.domain.energy.report import (
    Amount,
    BuildingFigures,
    BuildingLine,
    EnergyReport,
    ReportYear,
)
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import FactorSet
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.records import Building, MeterPurpose, Place
from klikks_desktop.reference.factors import FactorLibrary
from klikks_desktop.services.energy.energy_figures import Figures, read_figures
from klikks_desktop.services.savings import factors
from klikks_desktop.services.workspace import Workspace

PER_YEAR: Final = "je-jahr"
"""Each year with the set that has its electricity mix."""
YEARLY_SET: Final = "geg-uba-{year}"


def energy_report(workspace: Workspace, place_id: UUID, years: range, factor_set: str = "") -> EnergyReport:
    """The report of a place for ``years``.

    factor_set: "" for the chosen set, ``PER_YEAR`` for that of each year, else the id of a set for all
    (K-738 when there is none). K-750 when the place is gone.
    """
    library = factors.library(workspace)
    sets = _sets(workspace, library, years, factor_set)
    with workspace.store.read() as reader:
        place = reader.get(Place, place_id)
        if place is None:
            raise UserError("K-750")
        figures = read_figures(reader, reader.find(Building, order=("name", "id"), place_id=place_id))
    own_years = {
        building.id: {each.year: each for each in figures.of(building)} for building in figures.buildings
    }
    report_years = tuple(_year(year, sets[year], figures, own_years) for year in years)
    measured = [building for building in figures.buildings if area_of(building) is not None]
    return EnergyReport(
        place_id=place.id,
        place=place.name,
        first_year=years[0],
        last_year=years[-1],
        years=report_years,
        buildings=tuple(_line(building, years, own_years[building.id], library) for building in measured),
        totals_only=tuple(
            building.name
            for building in figures.buildings
            if building not in measured and figures.meters[building.id]
        ),
        missing=tuple(_missing(figures, years, own_years, sets, report_years)),
        notes=tuple(_notes(figures, years, own_years)),
        co2_kg_sum=_sum_of_years(report_years),
    )


def _sets(
    workspace: Workspace, library: FactorLibrary, years: range, factor_set: str
) -> Mapping[int, FactorSet | None]:
    """The factor set of each year, ``None`` where there is none."""
    if factor_set == PER_YEAR:
        return {year: library.sets.get(YEARLY_SET.format(year=year)) for year in years}
    chosen = library.set(factor_set) if factor_set else factors.chosen_set(workspace)
    return dict.fromkeys(years, chosen)


def _year(
    year: int,
    factor_set: FactorSet | None,
    figures: Figures,
    own_years: Mapping[UUID, Mapping[int, BuildingYear]],
) -> ReportYear:
    found = [each[year] for each in own_years.values() if year in each]
    return ReportYear(
        year=year,
        power=_amount([each.power for each in found], factor_set, awaited=_awaited(figures, POWER, year)),
        heat=_amount([each.heat for each in found], factor_set, awaited=_awaited(figures, HEAT, year)),
        factor_set=factor_set.id if factor_set else "",
        factor_title=factor_set.title if factor_set else "",
        co2_basis=factor_set.basis if factor_set else "",
    )


def _awaited(figures: Figures, purposes: Collection[MeterPurpose], year: int) -> int:
    """How many buildings should tell something of the year: all that have an account and stood by then."""
    return sum(
        first_year(figures.meters[building.id], figures.years, purposes) is not None
        and stands(building, year)
        for building in figures.buildings
    )


def _amount(parts: Sequence[Part], factor_set: FactorSet | None, *, awaited: int) -> Amount:
    """Parts of all buildings together. awaited: how many should tell something."""
    told = sum(part.kwh is not None for part in parts)
    paid = sum(part.cents is not None for part in parts)
    carriers: defaultdict[Carrier, Decimal] = defaultdict(Decimal)
    for part in parts:
        for carrier, kwh in part.by_carrier.items():
            carriers[carrier] += kwh
    cents = [part.cents for part in parts if part.cents is not None]
    return Amount(
        kwh=sum(carriers.values(), Decimal(0)) if carriers else None,
        cents=sum(cents) if cents else None,
        co2_kg=_co2_kg(carriers, factor_set),
        by_carrier=dict(carriers),
        is_complete=bool(carriers) and told >= awaited and not any(part.waiting for part in parts),
        cost_is_complete=bool(cents) and paid >= awaited and not any(part.unpaid for part in parts),
    )


def _co2_kg(carriers: Mapping[Carrier, Decimal], factor_set: FactorSet | None) -> Decimal | None:
    """CO2 in kg, ``None`` where the factor of one carrier is not known."""
    if factor_set is None or not carriers:
        return None
    total = Decimal(0)
    for carrier, kwh in carriers.items():
        factor = factor_set.factor(carrier)
        if factor is None and kwh:
            return None
        if factor is not None:
            total += kwh * factor.value / 1000
    return total


def _sum_of_years(years: Sequence[ReportYear]) -> Decimal | None:
    """CO2 of all years; sums of different factor sets are never added."""
    known = [each.co2_kg for each in years if each.co2_kg is not None]
    is_one_set = len({each.factor_set for each in years}) == 1
    return sum(known, Decimal(0)) if is_one_set and len(known) == len(years) else None


def _line(
    building: Building, years: range, own: Mapping[int, BuildingYear], library: FactorLibrary
) -> BuildingLine:
    kind = library.comparison.get(building.kind)
    return BuildingLine(
        building_id=building.id,
        name=building.name,
        kind_title=kind.title if kind else "",
        area_m2=area_of(building) or Decimal(0),
        area_basis="NGF" if building.area_m2 else "NGF aus BGF × 0,85",
        years=tuple(_building_figures(year, own.get(year)) for year in years),
    )


def _building_figures(year: int, found: BuildingYear | None) -> BuildingFigures:
    if found is None:
        return BuildingFigures(year=year)
    corrected = found.corrected
    if corrected is None:
        return BuildingFigures(
            year=year,
            power_kwh=found.power.kwh,
            heat_kwh=found.heat.kwh,
            power_kwh_per_m2=found.power_per_m2,
        )
    share = rounded(corrected.hot_water.share * 100, 0)
    return BuildingFigures(
        year=year,
        power_kwh=found.power.kwh,
        heat_kwh=found.heat.kwh,
        power_kwh_per_m2=found.power_per_m2,
        heat_kwh_per_m2=found.heat_per_m2 if corrected.is_corrected else None,
        heat_raw_kwh_per_m2=per_area(corrected.raw_kwh, found.area_m2),
        climate_factor=corrected.factor,
        hot_water=f"{share} % ({corrected.hot_water.basis})",
    )


def _missing(
    figures: Figures,
    years: range,
    own_years: Mapping[UUID, Mapping[int, BuildingYear]],
    sets: Mapping[int, FactorSet | None],
    report_years: Sequence[ReportYear],
) -> Iterator[str]:
    """Sentences on what is missing: per building, then factors per year."""
    if not figures.buildings:
        yield "Es sind keine Gebäude eingetragen."
    else:
        yield from _nothing_at_all(report_years)
    for building in figures.buildings:
        yield from missing_of_building(
            building, figures.meters[building.id], figures.years, own_years[building.id], years
        )
    for each in report_years:
        found = sets[each.year]
        if found is None:
            yield (
                f"CO2 {each.year}: Für das Jahr gibt es keinen Faktorensatz; der Ausstoß ist nicht angegeben."
            )
            continue
        used = {
            carrier for part in (each.power, each.heat) for carrier, kwh in part.by_carrier.items() if kwh
        }
        without = [
            CARRIER_WORDS[carrier] for carrier in Carrier if carrier in used and not found.factor(carrier)
        ]
        if without:
            yield f"CO2 {each.year}: Der Satz „{found.title}“ hat keinen Faktor für {', '.join(without)}."


def _nothing_at_all(years: Sequence[ReportYear]) -> Iterator[str]:
    """Electricity or heat that no building tells anything of."""
    for title, without in (
        ("Strom", [str(each.year) for each in years if each.power.kwh is None]),
        ("Wärme", [str(each.year) for each in years if each.heat.kwh is None]),
    ):
        if without:
            yield f"{title}: Für {listed(without)} ist nichts eingetragen."


def _notes(
    figures: Figures, years: range, own_years: Mapping[UUID, Mapping[int, BuildingYear]]
) -> Iterator[str]:
    """How the figures came about, where they rest on guide values."""
    yield (
        "Verbrauch in kWh Heizwert (Hi); Erdgas von der Rechnung (kWh Hs) geteilt durch 1,11. In den Summen "
        "je Jahr ist die Wärme wie gezählt, je Gebäude und m² witterungsbereinigt."
    )
    yield (
        "Witterungsbereinigt wird nur die Raumheizung, mit den Klimafaktoren des Deutschen Wetterdienstes "
        "(Bezug Potsdam); Warmwasser und Strom bleiben, wie sie sind."
    )
    shown = [each for own in own_years.values() for year, each in own.items() if year in years]
    if any(each.corrected and each.corrected.hot_water.is_guide_value for each in shown):
        yield "Der Anteil des Warmwassers ist bei einzelnen Gebäuden ein Richtwert, bitte prüfen."
    if any(not building.area_m2 and building.gross_area_m2 for building in figures.buildings):
        yield "Wo nur die Bruttogrundfläche bekannt ist, gilt NGF = 0,85 × BGF."
