"""What becomes of a potential: variants beside it, one of them adopted, a project made of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.potential_fields import project_kind
from klikks_desktop.domain.records import Potential, PotentialState, Project, ProjectState
from klikks_desktop.services.savings.potential_results import own_potential, read_result
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

UNCHECKED: Final = frozenset({PotentialState.IDEA, PotentialState.DROPPED})
"""States that a potential leaves when a project is made of it."""


def variants_of(reader: Reader, potential: Potential) -> list[Potential]:
    """The potential that counts, then its variants in the order they were made; itself alone without any."""
    main_id = potential.variant_of or potential.id
    main = reader.get(Potential, main_id)
    others = reader.find(Potential, order=("id",), variant_of=main_id)
    return [main, *others] if main else others


def make_variant(workspace: Workspace, potential_id: UUID) -> UUID:
    """Lay a copy beside a potential, to be changed and compared; a variant never counts in totals.

    K-750 when the potential is gone, K-751 when a town reported it.
    """
    with workspace.store.write("Variante angelegt") as unit:
        original = own_potential(unit, potential_id)
        family = variants_of(unit, original)
        variant = replace(
            original,
            id=workspace.new_id(),
            title=f"{family[0].title} (Variante {len(family) + 1})",
            variant_of=original.variant_of or original.id,
            project_id=None,
            state=PotentialState.IDEA,
        )
        unit.add(variant)
    return variant.id


def adopt_variant(workspace: Workspace, variant_id: UUID) -> None:
    """Let a variant count, and what counted until now be its variant; they swap state and project.

    K-750 when one of them is gone, K-751 when a town reported it, K-770 when it is no variant.
    """
    with workspace.store.write("Variante übernommen") as unit:
        adopt_within(unit, variant_id)


def adopt_within(unit: Unit, variant_id: UUID) -> Potential:
    """As ``adopt_variant``, within a transaction; returns what counts now."""
    variant = own_potential(unit, variant_id)
    if variant.variant_of is None:
        raise UserError("K-770", {"title": variant.title})
    main = own_potential(unit, variant.variant_of)
    others = [each for each in unit.find(Potential, variant_of=main.id) if each.id != variant.id]
    counting = replace(variant, variant_of=None, state=main.state, project_id=main.project_id)
    unit.update(
        counting,
        replace(main, variant_of=variant.id, state=variant.state, project_id=None),
        *(replace(each, variant_of=variant.id) for each in others),
    )
    return counting


def make_project(workspace: Workspace, potential_id: UUID) -> UUID:
    """Make a project of a potential, as one change; where it has one already, that one is meant.

    The project takes title, place, kind after the measure and, as planned cost, the investment of the
    result; it begins in planning, and the potential counts as checked at least. A variant is adopted
    first. K-750 when the potential is gone, K-751 when a town reported it.
    """
    with workspace.store.write("Projekt aus Potenzial angelegt") as unit:
        potential = own_potential(unit, potential_id)
        if potential.variant_of is not None:
            potential = adopt_within(unit, potential.id)
        if potential.project_id is not None:
            return potential.project_id
        project = _project_of(workspace, potential)
        state = PotentialState.CHECKED if potential.state in UNCHECKED else potential.state
        unit.add(project)
        unit.update(replace(potential, project_id=project.id, state=state))
    return project.id


def _project_of(workspace: Workspace, potential: Potential) -> Project:
    result = read_result(potential.result)
    return Project(
        id=workspace.new_id(),
        place_id=potential.place_id,
        title=potential.title,
        kind=project_kind(potential.measure),
        state=ProjectState.PLANNING,
        building_id=potential.building_id,
        locality_id=potential.locality_id,
        planned_cents=cents(result.investment_eur) if result else None,
    )


def cents(euros: Decimal) -> int:
    """Whole cents, rounded half up as in commerce."""
    return int((euros * 100).quantize(Decimal(1), ROUND_HALF_UP))
