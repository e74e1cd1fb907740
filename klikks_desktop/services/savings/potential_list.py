"""The list of savings potentials."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from klikks_desktop.domain.measures.calculate import check_inputs
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.measures.model import Measure, Result
from klikks_desktop.domain.records import Building, Locality, Place, Potential, PotentialState, Priority
from klikks_desktop.services.savings.potential_results import Basis, basis, read_result, texts_of
from klikks_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PotentialRow:
    """One line of the table.

    locality: its own, else that of its building. where: building, else locality, else "". result: frozen;
    ``None`` while ``problems_count`` inputs are missing or wrong. is_stale: frozen with another factor set
    than the chosen one.
    """

    id: UUID
    title: str
    measure_id: str
    measure_title: str
    place_id: UUID
    place: str
    building_id: UUID | None
    locality: str
    where: str
    priority: Priority
    state: PotentialState
    result: Result | None
    factor_set: str
    is_variant: bool
    variant_of: UUID | None
    project_id: UUID | None
    is_own: bool
    problems_count: int
    is_stale: bool


def list_potentials(workspace: Workspace, place_id: UUID | None = None) -> list[PotentialRow]:
    """Potentials by title, variants after what they are variants of."""
    now = basis(workspace)
    measures = {each.id: each for each in catalogue(now.assumptions)}
    wanted: dict[str, object] = {} if place_id is None else {"place_id": place_id}
    with workspace.store.read() as reader:
        places = {place.id: place.name for place in reader.find(Place)}
        buildings = {building.id: building for building in reader.find(Building)}
        localities = {locality.id: locality.name for locality in reader.find(Locality)}
        potentials = reader.find(Potential, order=("title", "id"), **wanted)
    order = {each.id: at for at, each in enumerate(potentials)}
    potentials.sort(
        key=lambda each: (
            order.get(each.variant_of or each.id, order[each.id]),
            each.variant_of is not None,
            order[each.id],
        )
    )
    rows = []
    for each in potentials:
        building = buildings.get(each.building_id) if each.building_id else None
        locality_id = each.locality_id or (building.locality_id if building else None)
        locality = localities.get(locality_id, "") if locality_id else ""
        where = (building.name if building else "", locality)
        rows.append(_row(each, measures.get(each.measure), places[each.place_id], where, now))
    return rows


def _row(
    potential: Potential, measure: Measure | None, place: str, where: tuple[str, str], now: Basis
) -> PotentialRow:
    """where: names of building and locality."""
    building, locality = where
    result = read_result(potential.result)
    problems = 0
    if result is None and potential.source is None and measure is not None:
        problems = max(1, len(check_inputs(measure, texts_of(potential.inputs))))
    return PotentialRow(
        id=potential.id,
        title=potential.title,
        measure_id=potential.measure,
        measure_title=measure.title if measure else potential.measure,
        place_id=potential.place_id,
        place=place,
        building_id=potential.building_id,
        locality=locality,
        where=building or locality,
        priority=potential.priority,
        state=potential.state,
        result=result,
        factor_set=potential.factor_set,
        is_variant=potential.variant_of is not None,
        variant_of=potential.variant_of,
        project_id=potential.project_id,
        is_own=potential.source is None,
        problems_count=problems,
        is_stale=now.is_other_set(result),
    )
