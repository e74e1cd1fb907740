"""Reckoning a potential: its typed inputs, what is known of its building, its frozen result."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.factors import Assumptions, FactorSet
from klikks_desktop.domain.measures.calculate import calculate, check_inputs
from klikks_desktop.domain.measures.catalogue import find_measure
from klikks_desktop.domain.measures.frozen import from_json, to_json
from klikks_desktop.domain.measures.model import Measure, Result
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import Building, Grade, Place, Potential
from klikks_desktop.services.energy.energy_figures import read_figures
from klikks_desktop.services.energy.known_consumption import Known, known_consumption, known_from
from klikks_desktop.services.records.record_forms import refuse_foreign
from klikks_desktop.services.savings.factors import chosen_set, library
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit


@dataclass(frozen=True, slots=True)
class Basis:
    """What a result is reckoned with: factor set, defaults and prices, and the day that counts as today."""

    factors: FactorSet
    assumptions: Assumptions
    today: date | None = None

    def is_other_set(self, result: Result | None) -> bool:
        """Whether a result is frozen with another factor set than the chosen one.

        A set that is replaced by another edition takes its results along (services/factor_change.py).
        """
        return result is not None and result.factor_set != self.factors.id


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, or what stands in its way: problems with the key of the input, "" for all together."""

    result: Result | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a calculation knows beside the inputs: the place (its yield of the sun) and its building."""

    place_key: str
    building: Building | None
    known: Known


@lru_cache(maxsize=2048)
def read_result(text: str) -> Result | None:
    """The frozen result in ``Potential.result``; ``None`` where there is none. The same text is read once."""
    return from_json(text) if text else None


def basis(workspace: Workspace) -> Basis:
    """The chosen factor set and the assumptions in force."""
    return Basis(chosen_set(workspace), library(workspace).assumptions, workspace.today)


def texts_of(stored: str) -> dict[str, str]:
    """The texts in ``Potential.inputs`` or ``Potential.grades``."""
    texts: dict[str, str] = json.loads(stored)
    return texts


def stored(texts: Mapping[str, str]) -> str:
    """``texts`` as they are kept, in the order of their keys; empty ones are left out."""
    kept = {key: text for key, text in sorted(texts.items()) if text.strip()}
    return json.dumps(kept, ensure_ascii=False)


def grades_of(measure: Measure, texts: Mapping[str, str]) -> dict[str, Grade]:
    """The grades of the inputs that ``measure`` has; words that are no grade are left out."""
    known = {each.key for each in measure.inputs}
    words = set(Grade)
    return {key: Grade(word) for key, word in texts.items() if key in known and word in words}


def surroundings(reader: Reader, place_id: UUID, building_id: UUID | None) -> Surroundings:
    """What is known of the place and the building of a potential."""
    place = reader.get(Place, place_id)
    building = reader.get(Building, building_id) if building_id else None
    known = known_consumption(reader, building) if building else Known()
    return Surroundings(place.key if place else "", building, known)


class Neighbourhood:
    """The surroundings of many potentials, read in few queries."""

    def __init__(self, reader: Reader, potentials: Iterable[Potential]) -> None:
        buildings = {each.building_id for each in potentials if each.building_id}
        self._places = {place.id: place.key for place in reader.find(Place)}
        self._figures = read_figures(reader, reader.find(Building, id=buildings))
        self._buildings = {building.id: building for building in self._figures.buildings}
        self._known: dict[UUID, Known] = {}

    def of(self, potential: Potential) -> Surroundings:
        """As ``surroundings``."""
        key = self._places.get(potential.place_id, "")
        building = self._buildings.get(potential.building_id) if potential.building_id else None
        if building is None:
            return Surroundings(key, None, Known())
        if building.id not in self._known:
            self._known[building.id] = known_from(self._figures.of(building))
        return Surroundings(key, building, self._known[building.id])


def reckon(
    basis: Basis,
    around: Surroundings,
    measure: Measure,
    inputs: Mapping[str, str],
    grades: Mapping[str, str],
) -> Outcome:
    """Calculate ``measure`` with these texts; inputs of other measures and empty texts are left out."""
    known_keys = {each.key for each in measure.inputs}
    given = {key: text for key, text in inputs.items() if key in known_keys and text.strip()}
    problems = check_inputs(
        measure,
        given,
        assumptions=basis.assumptions,
        factors=basis.factors,
        place_key=around.place_key,
        today=basis.today,
    )
    if problems:
        return Outcome(None, tuple(problems))
    try:
        result = calculate(
            measure,
            given,
            factors=basis.factors,
            assumptions=basis.assumptions,
            place_key=around.place_key,
            grades=grades_of(measure, grades),
            known_heat_kwh=around.known.most_heat_kwh,
            known_power_kwh=around.known.power_kwh,
            today=basis.today,
        )
    except UserError as error:
        return Outcome(None, (Problem("", error.text.happened),))
    return Outcome(result, ())


def recalculated(workspace: Workspace, reader: Reader, potential: Potential) -> Potential:
    """The potential with the result that its inputs give now; without one while something is wrong."""
    return reckoned(workspace, reader, potential)[0]


def reckoned(
    workspace: Workspace, reader: Reader, potential: Potential
) -> tuple[Potential, tuple[Problem, ...]]:
    """The potential as ``recalculated`` gives it, and what stands in the way of a result."""
    now = basis(workspace)
    around = surroundings(reader, potential.place_id, potential.building_id)
    outcome = reckon(
        now,
        around,
        find_measure(now.assumptions, potential.measure),
        texts_of(potential.inputs),
        texts_of(potential.grades),
    )
    if outcome.result is None:
        return replace(potential, result="", factor_set="", calculated_on=None), outcome.problems
    done = replace(
        potential,
        result=to_json(outcome.result),
        factor_set=now.factors.id,
        calculated_on=workspace.today,
    )
    return done, ()


def own_potential(unit: Unit, potential_id: UUID) -> Potential:
    """A potential that may be changed here; K-750 when it is gone, K-751 when a town reported it."""
    potential = unit.get(Potential, potential_id)
    if potential is None:
        raise UserError("K-750")
    refuse_foreign(potential)
    return potential
