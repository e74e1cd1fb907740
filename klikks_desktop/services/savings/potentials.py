"""Savings potentials (Einsparpotenziale): enter, reckon, compare variants, make a project of one.

What is typed into the inputs of a measure is kept whatever it says; the result stands as long as
nothing is missing or wrong. A result is frozen with its factor set: it is reckoned anew when an input
changes, otherwise never.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from klikks_desktop.domain.comparison import Comparison
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.catalogue import find_measure
from klikks_desktop.domain.measures.model import Measure, Result
from klikks_desktop.domain.potential_fields import POTENTIAL_FIELDS
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import (
    Building,
    Draft,
    Locality,
    Place,
    Potential,
    Project,
)
from klikks_desktop.services.energy.known_consumption import Known
from klikks_desktop.services.records.record_forms import (
    FormKind,
    RecordForm,
    read_form,
    refuse_foreign,
    save_within,
    seen_by,
)
from klikks_desktop.services.savings.potential_comparison import compare
from klikks_desktop.services.savings.potential_conflicts import Shown, over_others
from klikks_desktop.services.savings.potential_list import PotentialRow, list_potentials
from klikks_desktop.services.savings.potential_results import (
    Outcome,
    basis,
    own_potential,
    read_result,
    recalculated,
    reckon,
    stored,
    surroundings,
    texts_of,
)
from klikks_desktop.services.savings.potential_steps import (
    adopt_variant,
    make_project,
    make_variant,
    variants_of,
)
from klikks_desktop.services.savings.potential_suggestions import Suggestion, suggested
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

__all__ = [
    "POTENTIAL_FORM",
    "Comparison",
    "PotentialForm",
    "PotentialRow",
    "Shown",
    "Suggestion",
    "adopt_variant",
    "compare",
    "delete_potential",
    "list_potentials",
    "load_potential",
    "make_project",
    "make_variant",
    "new_potential",
    "preview",
    "save_fields",
    "save_inputs",
]

POTENTIAL_FORM: Final = FormKind(Potential, "potential", "Potenzial geändert", POTENTIAL_FIELDS)


@dataclass(frozen=True, slots=True)
class PotentialForm:
    """One potential as its form shows it.

    texts: inputs as typed, grades: words of ``Grade``, both by key of the input. fields: title, place,
    priority, state, note. problems: of the inputs, "" for all together. is_stale: the result is frozen
    with another factor set or edition than the chosen one. suggestions: amounts known from the building,
    for inputs that are still empty. variants: the potential itself first, then those that it is
    compared with. saved_at: of this save.
    """

    potential: Potential
    place: Place
    measure: Measure
    texts: Mapping[str, str]
    grades: Mapping[str, str]
    fields: RecordForm[Potential]
    problems: tuple[Problem, ...]
    result: Result | None
    is_stale: bool
    known: Known
    suggestions: Mapping[str, Suggestion]
    variants: tuple[Potential, ...]
    project: Project | None
    saved_at: datetime | None = None

    @property
    def is_own(self) -> bool:
        """Whether it can be changed here."""
        return self.potential.source is None


def new_potential(
    workspace: Workspace, place_id: UUID, measure_id: str, building_id: UUID | None = None
) -> UUID:
    """Begin a potential of this place.

    K-701 when there is no such measure, K-750 when the place or the building is gone.
    """
    measure = find_measure(basis(workspace).assumptions, measure_id)
    with workspace.store.write("Neues Potenzial") as unit:
        place = unit.get(Place, place_id)
        building = unit.get(Building, building_id) if building_id else None
        if place is None or (building_id is not None and building is None):
            raise UserError("K-750")
        refuse_foreign(place)
        potential = Potential(
            id=workspace.new_id(),
            place_id=place_id,
            title=f"{measure.title}, {building.name}" if building else measure.title,
            measure=measure.id,
            building_id=building_id,
            locality_id=building.locality_id if building else None,
        )
        unit.add(recalculated(workspace, unit, potential))
    return potential.id


def load_potential(workspace: Workspace, potential_id: UUID) -> PotentialForm:
    """The form of a potential; K-750 when it is gone, K-701 when its measure is not known here."""
    with workspace.store.read() as reader:
        return _form(workspace, reader, potential_id)


def _form(workspace: Workspace, reader: Reader, potential_id: UUID) -> PotentialForm:
    fields = read_form(reader, POTENTIAL_FORM, potential_id)
    potential = fields.record
    place = reader.get(Place, potential.place_id)
    if place is None:
        raise UserError("K-750")
    now = basis(workspace)
    measure = find_measure(now.assumptions, potential.measure)
    texts, grades = texts_of(potential.inputs), texts_of(potential.grades)
    around = surroundings(reader, place.id, potential.building_id)
    result = read_result(potential.result)
    outcome = Outcome(result, ()) if result else reckon(now, around, measure, texts, grades)
    return PotentialForm(
        potential=potential,
        place=place,
        measure=measure,
        texts=texts,
        grades=grades,
        fields=fields,
        problems=outcome.problems,
        result=outcome.result,
        is_stale=now.is_other_set(result),
        known=around.known,
        suggestions=suggested(measure, around, texts),
        variants=tuple(variants_of(reader, potential)),
        project=reader.get(Project, potential.project_id) if potential.project_id else None,
    )


def preview(
    workspace: Workspace,
    potential_id: UUID,
    inputs: Mapping[str, str],
    grades: Mapping[str, str] | None = None,
) -> tuple[Result | None, list[Problem]]:
    """What these texts would give with the chosen factor set, while somebody types; nothing is stored.

    inputs: laid over the stored ones. K-750 when the potential is gone.
    """
    with workspace.store.read() as reader:
        potential = reader.get(Potential, potential_id)
        if potential is None:
            raise UserError("K-750")
        around = surroundings(reader, potential.place_id, potential.building_id)
    now = basis(workspace)
    outcome = reckon(
        now,
        around,
        find_measure(now.assumptions, potential.measure),
        {**texts_of(potential.inputs), **inputs},
        {**texts_of(potential.grades), **(grades or {})},
    )
    return outcome.result, list(outcome.problems)


def save_inputs(
    workspace: Workspace,
    potential_id: UUID,
    inputs: Mapping[str, str],
    grades: Mapping[str, str] | None = None,
    seen: Shown | None = None,
) -> PotentialForm:
    """Keep typed inputs and grades, laid over those that are stored; reckon anew where one changed.

    An empty text takes the input away. seen: what was typed over, as ``record_forms.save``.
    K-750 when the potential is gone, K-751 when a town reported it.
    """
    with workspace.store.write("Eingaben des Potenzials geändert") as unit:
        before = own_potential(unit, potential_id)
        if seen is not None:
            again = partial(save_inputs, workspace, potential_id)
            inputs, grades = over_others(workspace, before, inputs, grades or {}, seen=seen, redo=again)
        changed = replace(
            before,
            inputs=stored({**texts_of(before.inputs), **inputs}),
            grades=stored({**texts_of(before.grades), **(grades or {})}),
        )
        if changed == before:
            return _form(workspace, unit, potential_id)
        unit.update(recalculated(workspace, unit, changed))
        return replace(_form(workspace, unit, potential_id), saved_at=workspace.clock())


def save_fields(
    workspace: Workspace, potential_id: UUID, texts: Mapping[str, str], seen: Mapping[str, str] | None = None
) -> PotentialForm:
    """Keep title, building, locality, priority, state and note as typed; the result stays as it is.

    seen: the texts that were typed over, as ``record_forms.save``.
    K-750 when the potential or the chosen building or locality is gone, K-751 when a town reported it.
    """
    again = partial(save_fields, workspace, potential_id)
    with workspace.store.write(POTENTIAL_FORM.label) as unit:
        for name, kind in (("building_id", Building), ("locality_id", Locality)):
            if texts.get(name) and unit.get(kind, UUID(texts[name])) is None:
                raise UserError("K-750")
        fields = save_within(workspace, unit, POTENTIAL_FORM, potential_id, texts, seen=seen_by(seen, again))
        return replace(_form(workspace, unit, potential_id), saved_at=fields.saved_at)


def delete_potential(workspace: Workspace, potential_id: UUID) -> None:
    """Move a potential and its variants to the recycle bin; a project that came of it stays.

    K-750 when it is gone, K-751 when a town reported it.
    """
    with workspace.store.write("Potenzial gelöscht") as unit:
        potential = own_potential(unit, potential_id)
        going = [potential.id, *(each.id for each in unit.find(Potential, variant_of=potential.id))]
        unit.delete(Draft, *going)
        unit.delete(Potential, *going)
