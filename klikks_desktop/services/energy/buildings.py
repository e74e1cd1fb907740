"""Buildings and their meters: enter, look through, compare with others, delete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeVar
from uuid import UUID

from klikks_desktop.domain.building_fields import (
    METER_FIELDS,
    building_fields,
    check_building,
    check_meter,
    usual_purpose,
    usual_unit,
)
from klikks_desktop.domain.carriers import Carrier, Unit
from klikks_desktop.domain.energy import benchmark, plausibility
from klikks_desktop.domain.energy.account import area_of
from klikks_desktop.domain.energy.benchmark import Benchmark, EnergyClass
from klikks_desktop.domain.energy.building_year import BuildingYear, last_heat, last_power
from klikks_desktop.domain.energy.plausibility import Finding
from klikks_desktop.domain.energy.suggestion import Suggestion, suggest
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Building,
    Draft,
    Locality,
    Meter,
    MeterPurpose,
    Place,
    Potential,
    Project,
)
from klikks_desktop.reference.factors import FactorLibrary
from klikks_desktop.services.energy.energy_figures import Figures, read_figures
from klikks_desktop.services.records.record_forms import FormKind, RecordForm, read_form, refuse_foreign
from klikks_desktop.services.savings import factors
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

R = TypeVar("R", Building, Meter)

BUILDING_ENTITY: Final = "building"
METER_FORM: Final = FormKind(
    record=Meter, name="meter", label="Zähler geändert", fields=METER_FIELDS, check=check_meter
)


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building in the list. where: street and place. Figures are of the last whole year of each.

    heat_kwh_per_m2: weather-corrected where ``is_corrected``. problems: German sentences.
    """

    id: UUID
    name: str
    kind_title: str
    place_id: UUID
    place: str
    where: str
    area_m2: Decimal | None
    heat_year: int | None
    heat_kwh: Decimal | None
    heat_kwh_per_m2: Decimal | None
    is_corrected: bool
    heat_class: EnergyClass | None
    power_year: int | None
    power_kwh: Decimal | None
    power_kwh_per_m2: Decimal | None
    power_class: EnergyClass | None
    meters: int
    problems: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class BuildingView:
    """One building with all that its page shows. years: oldest first."""

    form: RecordForm[Building]
    place: Place
    meters: tuple[RecordForm[Meter], ...]
    years: tuple[BuildingYear, ...]
    benchmark: Benchmark
    comparison_title: str
    findings: tuple[Finding, ...]


def building_form(workspace: Workspace) -> FormKind[Building]:
    """How a building is edited; its kinds are those of the factor files."""
    return form_of(factors.library(workspace))


def form_of(library: FactorLibrary) -> FormKind[Building]:
    """As ``building_form``, for a library at hand."""
    fields = building_fields(
        {key: each.title for key, each in library.comparison.items()},
        {key: each.title for key, each in library.means.items()},
    )
    return FormKind(
        record=Building, name=BUILDING_ENTITY, label="Gebäude geändert", fields=fields, check=check_building
    )


def list_buildings(workspace: Workspace, place_id: UUID | None = None) -> list[BuildingRow]:
    """Buildings of one place or of all, by name."""
    library = factors.library(workspace)
    where = {} if place_id is None else {"place_id": place_id}
    with workspace.store.read() as reader:
        buildings = reader.find(Building, order=("name", "id"), **where)
        figures = read_figures(reader, buildings)
        places = {place.id: place.name for place in reader.find(Place)}
        localities: dict[UUID | None, str] = {each.id: each.name for each in reader.find(Locality)}
    return [
        _row(each, places[each.building.place_id], localities.get(each.building.locality_id, ""))
        for each in _assess(workspace, library, figures, buildings)
    ]


def load_building(workspace: Workspace, building_id: UUID) -> BuildingView:
    """One building with meters, years and comparison; K-750 when it is gone."""
    library = factors.library(workspace)
    with workspace.store.read() as reader:
        form = read_form(reader, form_of(library), building_id)
        building = form.record
        place = reader.get(Place, building.place_id)
        if place is None:
            raise UserError("K-750")
        siblings = reader.find(Building, place_id=building.place_id)
        figures = read_figures(reader, siblings)
        meters = tuple(read_form(reader, METER_FORM, meter.id) for meter in figures.meters[building.id])
    assessed = next(_assess(workspace, library, figures, [building]))
    return BuildingView(
        form=form,
        place=place,
        meters=meters,
        years=tuple(assessed.years),
        benchmark=assessed.judged,
        comparison_title=assessed.kind_title,
        findings=tuple(assessed.findings),
    )


def judge(building: Building, years: Sequence[BuildingYear], library: FactorLibrary) -> Benchmark:
    """The comparison of a building with its last whole years."""
    heat, power = last_heat(years), last_power(years)
    return benchmark.judge(
        heat.heat_per_m2 if heat else None,
        power.power_per_m2 if power else None,
        area_m2=area_of(building),
        comparison=library.comparison.get(building.kind),
        mean=library.means.get(building.other_kind),
        central_hot_water=building.central_hot_water,
        is_pool=benchmark.is_pool(building.kind, building.other_kind),
    )


def new_building(workspace: Workspace, place_id: UUID, name: str = "Neues Gebäude") -> UUID:
    """Begin a building of an own place; K-750 when the place is gone, K-751 when it is another's."""
    record = Building(id=workspace.new_id(), place_id=place_id, name=name)
    with workspace.store.write("Gebäude angelegt") as unit:
        place = unit.get(Place, place_id)
        if place is None:
            raise UserError("K-750")
        refuse_foreign(place)
        unit.add(replace(record, postcode=place.postcode))
    return record.id


def delete_building(workspace: Workspace, building_id: UUID) -> None:
    """Move a building with meters and consumption to the recycle bin; potentials and projects stay.

    K-750 when it is gone, K-751 when it is another's.
    """
    with workspace.store.write("Gebäude in den Papierkorb gelegt") as unit:
        building = _own(unit, Building, building_id)
        potentials = unit.find(Potential, building_id=building.id)
        projects = unit.find(Project, building_id=building.id)
        unit.update(
            *(replace(each, building_id=None) for each in potentials),
            *(replace(each, building_id=None) for each in projects),
        )
        meters = [meter.id for meter in unit.find(Meter, building_id=building.id)]
        unit.delete(Draft, building.id, *meters)
        unit.delete(Building, building.id)


def add_meter(
    workspace: Workspace,
    building_id: UUID,
    carrier: Carrier = Carrier.ELECTRICITY,
    *,
    purpose: MeterPurpose | None = None,
    unit: Unit | None = None,
    name: str = "",
) -> UUID:
    """Give a building a meter, with what is usual for its carrier; K-750, K-751 as above."""
    with workspace.store.write("Zähler angelegt") as writing:
        building = _own(writing, Building, building_id)
        meter = Meter(
            id=workspace.new_id(),
            building_id=building.id,
            carrier=carrier,
            purpose=purpose or usual_purpose(carrier),
            name=name,
            unit=unit or usual_unit(carrier),
        )
        writing.add(meter)
    return meter.id


def delete_meter(workspace: Workspace, meter_id: UUID) -> None:
    """Move a meter with what it counted to the recycle bin; K-750, K-751 as above."""
    with workspace.store.write("Zähler in den Papierkorb gelegt") as unit:
        meter = _own(unit, Meter, meter_id)
        unit.delete(Draft, meter.id)
        unit.delete(Meter, meter.id)


def suggestions(workspace: Workspace, place_id: UUID | None = None) -> list[Suggestion]:
    """What own buildings above their target could save, the most first (potential from benchmark)."""
    library = factors.library(workspace)
    where = {} if place_id is None else {"place_id": place_id}
    with workspace.store.read() as reader:
        buildings = reader.find(Building, order=("name", "id"), source=None, **where)
        figures = read_figures(reader, buildings)
    found: list[Suggestion] = []
    for building in buildings:
        years = figures.of(building)
        found += suggest(building, years, judge(building, years, library))
    return sorted(found, key=lambda each: -each.saving_kwh)


@dataclass(frozen=True, slots=True)
class _Assessed:
    """One building with what its account says."""

    building: Building
    meters: Sequence[Meter]
    years: Sequence[BuildingYear]
    judged: Benchmark
    findings: Sequence[Finding]
    kind_title: str


def _assess(
    workspace: Workspace, library: FactorLibrary, figures: Figures, chosen: Iterable[Building]
) -> Iterator[_Assessed]:
    """The chosen ones of the buildings in ``figures``; double meters are looked for among all."""
    doubles = plausibility.double_meters(figures.every_meter, figures.years)
    for building in chosen:
        meters, years = figures.meters[building.id], figures.of(building)
        judged = judge(building, years, library)
        findings = plausibility.check_building(
            building, meters, figures.years, years, judged, current_year=workspace.today.year
        )
        findings += [doubles[meter.id] for meter in meters if meter.id in doubles]
        kind = library.comparison.get(building.kind)
        yield _Assessed(building, meters, years, judged, findings, kind.title if kind else "")


def _row(assessed: _Assessed, place: str, locality: str) -> BuildingRow:
    building, judged = assessed.building, assessed.judged
    heat, power = last_heat(assessed.years), last_power(assessed.years)
    return BuildingRow(
        id=building.id,
        name=building.name,
        kind_title=assessed.kind_title,
        place_id=building.place_id,
        place=place,
        where=", ".join(filter(None, (building.street, locality))),
        area_m2=area_of(building),
        heat_year=heat.year if heat else None,
        heat_kwh=heat.corrected.kwh if heat and heat.corrected else None,
        heat_kwh_per_m2=judged.heat.actual,
        is_corrected=heat is not None and heat.is_corrected,
        heat_class=judged.heat.energy_class,
        power_year=power.year if power else None,
        power_kwh=power.power.kwh if power else None,
        power_kwh_per_m2=judged.power.actual,
        power_class=judged.power.energy_class,
        meters=len(assessed.meters),
        problems=tuple(each.message for each in assessed.findings),
        is_own=building.source is None,
    )


def _own(reader: Reader, kind: type[R], key: UUID) -> R:
    """A record that may be changed here; K-750 when it is gone, K-751 when it is another's."""
    record = reader.get(kind, key)
    if record is None:
        raise UserError("K-750")
    refuse_foreign(record)
    return record
