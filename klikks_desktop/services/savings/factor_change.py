"""Another factor set for the potentials that are there: what it would change, then, confirmed, the change.

Only own potentials are touched; what a town reported stays as it was reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.factor_difference import (
    PotentialChange,
    SetDifference,
    difference_of,
    factors_differ,
)
from klikks_desktop.domain.factors import Assumptions, FactorSet
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.measures.frozen import from_json, to_json
from klikks_desktop.domain.measures.model import Measure
from klikks_desktop.domain.records import Potential, PotentialState
from klikks_desktop.services.savings.factors import CHOSEN, library, library_within
from klikks_desktop.services.savings.potential_results import (
    Basis,
    Neighbourhood,
    Outcome,
    read_result,
    reckon,
    texts_of,
)
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.reference.factors import FactorLibrary


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a change of the set did: ids that were reckoned anew, and titles of those that could not be."""

    chosen: FactorSet
    recalculated: tuple[UUID, ...]
    left: tuple[str, ...]


def difference(
    workspace: Workspace, old_id: str, new_id: str, *, progress: Progress = silent
) -> SetDifference:
    """What the own potentials would bring with the set ``new_id`` instead of ``old_id``; nothing is stored.

    A potential frozen with ``old_id`` stands as frozen; another is reckoned with ``old_id`` for the
    comparison. Both ids may be the same: then other prices and defaults show. K-738 unknown set.
    ``progress`` counts potentials and may raise to give it up.
    """
    known = library(workspace)
    old, new = known.set(old_id), known.set(new_id)
    with workspace.store.read() as reader:
        desk = _Desk(reader, known.assumptions)
        own = _counted(desk.own, progress)
        rows = [row for potential in own if (row := desk.change(potential, old, new)) is not None]
    return difference_of(old, new, rows, desk.titles())


def apply_set(workspace: Workspace, set_id: str, *, progress: Progress = silent) -> Applied:
    """Choose a set and reckon all own potentials with it, in one change that can be taken back.

    A potential that the set cannot reckon keeps its result and its old set. K-738 unknown set.
    ``progress`` counts potentials and may raise to give it up; then nothing was changed.
    """
    chosen = library(workspace).set(set_id)
    with workspace.store.write("Faktorensatz gewählt, Potenziale neu gerechnet") as unit:
        unit.put_setting(CHOSEN, set_id)
        desk = _Desk(unit, library_within(workspace, unit).assumptions)
        own = _counted(desk.own, progress)
        done, left = _store(workspace, unit, desk, ((each, chosen) for each in own))
    return Applied(
        chosen=chosen,
        recalculated=tuple(each.id for each in done),
        left=tuple(each.title for each in left),
    )


def changed_sets(before: FactorLibrary, after: FactorLibrary) -> dict[str, tuple[FactorSet, FactorSet]]:
    """Sets that both know under one id with other figures, old and new."""
    return {
        id_: (old, after.sets[id_])
        for id_, old in before.sets.items()
        if id_ in after.sets and factors_differ(old, after.sets[id_])
    }


def replaced_differences(
    reader: Reader, before: FactorLibrary, after: FactorLibrary
) -> tuple[SetDifference, ...]:
    """For each set that gets other figures and that own potentials are frozen with: what that changes."""
    desk = _Desk(reader, after.assumptions)
    found = []
    for id_, (old, new) in changed_sets(before, after).items():
        mine = [each for each in desk.own if each.factor_set == id_]
        rows = [row for each in mine if (row := desk.change(each, old, new)) is not None]
        if rows:
            found.append(difference_of(old, new, rows, desk.titles()))
    return tuple(found)


def follow_replaced(
    workspace: Workspace, unit: Unit, before: FactorLibrary, after: FactorLibrary
) -> tuple[UUID, ...]:
    """Reckon anew what is frozen with a set that has other figures now, so that one id means one set.

    A result that the new figures cannot give stays under the name of its edition, "geg-2020 (GEG 2020)",
    and so in no sum of the new ones; it comes back under the id when that edition does.
    """
    changed = changed_sets(before, after)
    names = {id_: _edition_name(old) for id_, (old, _) in changed.items()}
    targets = {id_: new for id_, (_, new) in changed.items()}
    targets |= {_edition_name(new): new for _, new in changed.values()}
    desk = _Desk(unit, after.assumptions)
    mine = ((each, targets[each.factor_set]) for each in desk.own if each.factor_set in targets)
    done, left = _store(workspace, unit, desk, mine)
    unit.update(*(_renamed(each, names[each.factor_set]) for each in left if each.factor_set in names))
    return tuple(each.id for each in done)


def _edition_name(factors: FactorSet) -> str:
    """What a set is called among results once another edition has its id."""
    return f"{factors.id} ({factors.edition})"


def _renamed(potential: Potential, factor_set: str) -> Potential:
    """The potential with its frozen result, said to be of ``factor_set``."""
    result = replace(from_json(potential.result), factor_set=factor_set)
    return replace(potential, result=to_json(result), factor_set=factor_set)


class _Desk:
    """Reckons the own potentials; what is known of measures and buildings is looked up once."""

    def __init__(self, reader: Reader, assumptions: Assumptions) -> None:
        self.own = list(_own(reader))
        self._assumptions = assumptions
        self._measures = {each.id: each for each in catalogue(assumptions)}
        self._around = Neighbourhood(reader, self.own)

    def titles(self) -> dict[tuple[str, str], str]:
        """(measure, key) -> title of the input."""
        return {
            (measure.id, each.key): each.title
            for measure in self._measures.values()
            for each in measure.inputs
        }

    def outcome(self, potential: Potential, factors: FactorSet) -> Outcome | None:
        """The result with these factors; ``None`` for a measure that is not known here."""
        measure: Measure | None = self._measures.get(potential.measure)
        if measure is None:
            return None
        around = self._around.of(potential)
        inputs, grades = texts_of(potential.inputs), texts_of(potential.grades)
        # The day of the calculation stays, so that nothing but the factors makes a difference.
        now = Basis(factors, self._assumptions, potential.calculated_on)
        return reckon(now, around, measure, inputs, grades)

    def change(self, potential: Potential, old: FactorSet, new: FactorSet) -> PotentialChange | None:
        """One line of the report; ``None`` for a potential without a result."""
        is_frozen = potential.factor_set == old.id
        before = read_result(potential.result)
        if before is not None and not is_frozen:
            outcome = self.outcome(potential, old)
            before = outcome.result if outcome else None
        after = self.outcome(potential, new)
        if before is None or after is None:
            return None
        return PotentialChange(
            id=potential.id,
            title=potential.title,
            old=before,
            new=after.result,
            problem=" ".join(problem.message for problem in after.problems),
            counts=potential.variant_of is None and potential.state is not PotentialState.DROPPED,
            was_other=not is_frozen,
        )


def _own(reader: Reader) -> Iterator[Potential]:
    """Own potentials that have a result."""
    return (each for each in reader.find(Potential, source=None, order=("title", "id")) if each.result)


def _counted(potentials: Sequence[Potential], progress: Progress) -> Iterator[Potential]:
    """Each in turn, told before and after."""
    for place, potential in enumerate(potentials):
        progress(place, len(potentials))
        yield potential
    progress(len(potentials), len(potentials))


def _store(
    workspace: Workspace,
    unit: Unit,
    desk: _Desk,
    wanted: Iterable[tuple[Potential, FactorSet]],
) -> tuple[list[Potential], list[Potential]]:
    """Store new results: potentials that changed, and those that could not be reckoned."""
    done, left = [], []
    for potential, factors in wanted:
        outcome = desk.outcome(potential, factors)
        if outcome is None or outcome.result is None:
            left.append(potential)
            continue
        changed = replace(
            potential,
            result=to_json(outcome.result),
            factor_set=factors.id,
            calculated_on=workspace.today,
        )
        if (changed.result, changed.factor_set) != (potential.result, potential.factor_set):
            done.append(changed)
    unit.update(*done)
    return done, left
