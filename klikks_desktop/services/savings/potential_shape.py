"""The measure of a potential as its form shows it at this moment: what counts, defaults, units, result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from klikks_desktop.domain.measures.book import NOTHING
from klikks_desktop.domain.measures.model import Input, InputKind, Measure, Result
from klikks_desktop.domain.measures.reading import units_of
from klikks_desktop.domain.measures.settle import fitted, with_rows
from klikks_desktop.domain.problems import Problem
from klikks_desktop.services.savings.factors import library
from klikks_desktop.services.savings.potential_results import Outcome, basis, reckon, surroundings
from klikks_desktop.services.savings.potentials import PotentialForm
from klikks_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shape:
    """What a form needs beside the typed texts.

    measure: only the inputs that count now, with the defaults of now. units: by key, what an input takes
    besides its own unit. sources: by key, where its default comes from, in words. result: of these
    texts; ``None`` while ``problems`` stand in its way. missing: keys that somebody still has to fill.
    """

    measure: Measure
    units: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    result: Result | None
    problems: tuple[Problem, ...]
    missing: frozenset[str]


def shape(
    workspace: Workspace,
    form: PotentialForm,
    texts: Mapping[str, str],
    grades: Mapping[str, str],
) -> Shape:
    """How the form of a potential looks with these texts and grades; nothing is stored.

    While nothing differs from what is stored, the frozen result stands; else it is reckoned anew with
    the chosen factor set.
    """
    now = basis(workspace)
    with workspace.store.read() as reader:
        around = surroundings(reader, form.place.id, form.potential.building_id)
    given = {key: text for key, text in texts.items() if text.strip()}
    known = {field.key for field in form.measure.inputs}
    given = {key: text for key, text in given.items() if key in known}
    measure = fitted(
        form.measure,
        given,
        assumptions=now.assumptions,
        factors=now.factors,
        place_key=around.place_key,
        today=now.today,
    )
    outcome = Outcome(form.result, ())
    if form.result is None or not _same(given, form.texts) or not _same(grades, form.grades):
        outcome = reckon(now, around, form.measure, given, grades)
    words = library(workspace).source_words
    return Shape(
        measure=measure,
        units=_units(measure, given),
        sources={
            each.key: words(each.source) for each in measure.inputs if each.source and not _is_none(each)
        },
        result=outcome.result,
        problems=outcome.problems,
        missing=frozenset(each.field for each in outcome.problems if each.field and each.field not in given),
    )


def whole_measure(workspace: Workspace, form: PotentialForm) -> Measure:
    """The measure with every input it can ever ask for, choices filled in from the factor set."""
    factors = basis(workspace).factors
    return replace(form.measure, inputs=tuple(with_rows(field, factors) for field in form.measure.inputs))


def _same(now: Mapping[str, str], stored: Mapping[str, str]) -> bool:
    return {k: v for k, v in now.items() if v.strip()} == {k: v for k, v in stored.items() if v.strip()}


def _is_none(field: Input) -> bool:
    """Whether the default only says that there is none of it: no grant, nothing dimmed."""
    return field.source == NOTHING and field.default == "0"


def _units(measure: Measure, given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    choices = {
        each.key: given.get(each.key) or each.default
        for each in measure.inputs
        if each.kind is InputKind.CHOICE
    }
    return {each.key: _taken(each, choices) for each in measure.inputs if each.kind is InputKind.NUMBER}


def _taken(field: Input, choices: Mapping[str, str]) -> tuple[str, ...]:
    """Further units, without short forms of one that is there ("ct" beside "ct/kWh")."""
    units = tuple(units_of(field, choices))
    return tuple(
        unit for unit in units if not any(other != unit and other.startswith(f"{unit}/") for other in units)
    )
