"""What the municipality's potentials and projects save: achieved, decided and possible.

Achieved are potentials that are done and projects that are finished, with what was measured where it
was entered. Variants and dropped potentials never count, nor does what was reckoned with another factor
set than the chosen one: it is named instead. How savings at one building act on each other stands in
``domain.interaction``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from klikks_desktop.domain.achieved import last_year
from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.effects import ZERO, Amounts, Effect, Stages, amounts_of, stage_of, stages_of
from klikks_desktop.domain.factors import FactorSet
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.interaction import LeftOut, Saving, together
from klikks_desktop.domain.measured import overlay
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.records import (
    Achievement,
    Building,
    Potential,
    Project,
    ProjectState,
    Stage,
    TargetPoint,
)
from klikks_desktop.domain.target_path import YearPoint, path
from klikks_desktop.domain.target_path import together as added_targets
from klikks_desktop.services.savings.factors import chosen_within, library_within
from klikks_desktop.services.savings.potential_results import read_result
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

WITHOUT_POTENTIAL = "Projekte ohne Potenzial"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure of the catalogue, t and EUR and kWh a year. count: potentials. EUR of the budget or not."""

    measure: str
    title: str
    budget_relevant: bool
    count: int
    tonnes: Stages
    eur: Stages
    kwh: Stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """All sums of a place, per year. eur: relief of the budget; outside_eur: of others, never relief.

    tonnes: without feed-in and sinks, which stand apart. projects: by state. potentials: how many count,
    by stage. by_measure: in the order of the catalogue. by_year: achieved t against the target path.
    left_out: potentials that do not count, with the reason. notes: German sentences. effects: each
    potential by itself, as it counts. achieved_in: project -> year in which its saving was achieved.
    """

    factor_set: FactorSet
    projects: Mapping[ProjectState, int]
    potentials: Mapping[Stage, int]
    tonnes: Stages
    eur: Stages
    outside_eur: Stages
    kwh: Stages
    feed_in_t: Stages
    sink_t: Stages
    by_carrier: Mapping[Carrier, Stages]
    by_measure: tuple[MeasureRow, ...]
    by_year: tuple[YearPoint, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    effects: tuple[Effect, ...]
    achieved_in: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What was read."""

    factors: FactorSet
    set_titles: Mapping[str, str]
    measures: Mapping[str, str]
    potentials: Sequence[Potential]
    projects: Mapping[UUID, Project]
    achievements: Mapping[UUID, Sequence[Achievement]]
    buildings: Mapping[UUID, str]
    targets: Mapping[int, Decimal]


def effects(workspace: Workspace, place_id: UUID | None = None) -> Effects:
    """The sums of one place, or of all."""
    with workspace.store.read() as reader:
        ground = _read(workspace, reader, place_id)
    counted, left_out, notes = _count(ground)
    undated = _without_year(counted, ground)
    if undated:
        words = count_words(undated, "erreichte Einsparung", "erreichte Einsparungen")
        notes.append(f"Ohne Datum und deshalb im laufenden Jahr gezeigt: {words}.")
    budget = [each for each in counted if each.budget_relevant]
    outside = [each for each in counted if not each.budget_relevant]
    return Effects(
        factor_set=ground.factors,
        projects=Counter(project.state for project in ground.projects.values()),
        potentials=Counter(each.stage for each in counted if each.potential_id is not None),
        tonnes=stages_of(counted, lambda each: each.tonnes),
        eur=stages_of(budget, lambda each: each.eur),
        outside_eur=stages_of(outside, lambda each: each.eur),
        kwh=stages_of(counted, lambda each: each.kwh),
        feed_in_t=stages_of(counted, lambda each: each.feed_in_t),
        sink_t=stages_of(counted, lambda each: each.sink_t),
        by_carrier=_by_carrier(counted),
        by_measure=tuple(_by_measure(counted, ground.measures)),
        by_year=path(_by_year(counted, ground, workspace.today.year), ground.targets, workspace.today.year),
        left_out=tuple(left_out),
        notes=tuple(notes),
        effects=tuple(counted),
        achieved_in={
            project: year for project in ground.projects if (year := _year_of(project, ground)) is not None
        },
    )


def effects_of_projects(
    workspace: Workspace, place_id: UUID | None, project_ids: Iterable[UUID]
) -> Amounts | None:
    """What these projects of a place have achieved, as it counts in all sums; ``None`` where nothing is."""
    wanted = set(project_ids)
    with workspace.store.read() as reader:
        ground = _read(workspace, reader, place_id)
    found = [each for each in _count(ground)[0] if each.project_id in wanted and each.stage is Stage.ACHIEVED]
    return amounts_of(found) if found else None


def _read(workspace: Workspace, reader: Reader, place_id: UUID | None) -> _Ground:
    where: dict[str, object] = {} if place_id is None else {"place_id": place_id}
    library = library_within(workspace, reader)
    projects = {each.id: each for each in reader.find(Project, order=("id",), **where)}
    achievements: defaultdict[UUID, list[Achievement]] = defaultdict(list)
    for achievement in reader.find(Achievement, project_id=list(projects)):
        achievements[achievement.project_id].append(achievement)
    targets: defaultdict[UUID, dict[int, Decimal]] = defaultdict(dict)
    for point in reader.find(TargetPoint, order=("year",), **where):
        targets[point.place_id][point.year] = point.tonnes
    return _Ground(
        factors=chosen_within(workspace, reader),
        set_titles={each.id: each.title for each in library.sets.values()},
        measures={each.id: each.title for each in catalogue(library.assumptions)},
        potentials=reader.find(Potential, order=("title", "id"), variant_of=None, **where),
        projects=projects,
        achievements=achievements,
        buildings={each.id: each.name for each in reader.find(Building, order=("id",), **where)},
        targets=added_targets(targets.values()),
    )


def _count(ground: _Ground) -> tuple[list[Effect], list[LeftOut], list[str]]:
    """Everything that counts, what does not and why, and notes."""
    savings, left_out, notes = _savings(ground)
    joint = together(savings)
    by_project: defaultdict[UUID | None, list[Effect]] = defaultdict(list)
    for each in joint.effects:
        by_project[each.project_id if each.stage is Stage.ACHIEVED else None].append(each)
    counted = by_project.pop(None, [])
    for project in ground.projects.values():
        mine = by_project.pop(project.id, [])
        last = last_year(ground.achievements.get(project.id, ()))
        if last is not None and (mine or project.state is ProjectState.DONE):
            measured = overlay(mine, last, ground.factors.id, project.id)
            mine = list(measured.effects)
            notes += [f"„{project.title}“: {note}" for note in measured.notes]
        counted += mine
    return counted, [*left_out, *joint.left_out], [*joint.notes, *notes]


def _savings(ground: _Ground) -> tuple[list[Saving], list[LeftOut], list[str]]:
    """The potentials that count, those of another factor set, and how many have no result."""
    savings: list[Saving] = []
    others: list[LeftOut] = []
    unfinished = 0
    for each in ground.potentials:
        project = ground.projects.get(each.project_id) if each.project_id else None
        stage = stage_of(each.state, project.state if project else None)
        if stage is None:
            continue
        result = read_result(each.result)
        if result is None:
            unfinished += 1
        elif result.factor_set != ground.factors.id:
            title = ground.set_titles.get(result.factor_set, result.factor_set)
            others.append(LeftOut(each.id, each.title, f"Gerechnet mit dem Faktorensatz „{title}“."))
        else:
            savings.append(
                Saving(
                    id=each.id,
                    title=each.title,
                    stage=stage,
                    result=result,
                    building_id=each.building_id,
                    building=ground.buildings.get(each.building_id, "") if each.building_id else "",
                    project_id=project.id if project else None,
                )
            )
    return savings, others, list(_left_out_notes(len(others), unfinished, ground.factors))


def _left_out_notes(others: int, unfinished: int, factors: FactorSet) -> Iterator[str]:
    if others:
        words = count_words(others, "Potenzial ist", "Potenziale sind")
        yield (
            f"{words} mit einem anderen Faktorensatz gerechnet als dem gewählten („{factors.title}“). "
            "Summen verschiedener Sätze werden nicht addiert."
        )
    if unfinished:
        words = count_words(unfinished, "Potenzial zählt", "Potenziale zählen")
        yield f"{words} nicht mit, noch ohne Ergebnis: Eingaben fehlen oder stimmen nicht."


def _by_carrier(counted: Sequence[Effect]) -> dict[Carrier, Stages]:
    def figure(carrier: Carrier) -> Stages:
        having = [each for each in counted if carrier in each.parts]
        return stages_of(having, lambda each: each.parts[carrier].kwh)

    used = {carrier for each in counted for carrier in each.parts}
    return {carrier: figure(carrier) for carrier in Carrier if carrier in used}


def _by_measure(counted: Sequence[Effect], titles: Mapping[str, str]) -> Iterator[MeasureRow]:
    """One row for each measure that counts, then what no potential tells of."""
    groups: defaultdict[str, list[Effect]] = defaultdict(list)
    for each in counted:
        groups[each.measure].append(each)
    known = [key for key in titles if key in groups]
    for key in [*known, *sorted(groups.keys() - titles.keys(), reverse=True)]:
        group = groups[key]
        yield MeasureRow(
            measure=key,
            title=titles.get(key, key) or WITHOUT_POTENTIAL,
            budget_relevant=group[0].budget_relevant,
            count=sum(each.potential_id is not None for each in group),
            tonnes=stages_of(group, lambda each: each.tonnes),
            eur=stages_of(group, lambda each: each.eur),
            kwh=stages_of(group, lambda each: each.kwh),
        )


def _year_of(project_id: UUID | None, ground: _Ground) -> int | None:
    """When a project's saving was achieved: at its end, else in the first year that was measured."""
    project = ground.projects.get(project_id) if project_id else None
    if project is None:
        return None
    if project.ends_on is not None:
        return project.ends_on.year
    measured = ground.achievements.get(project.id, ())
    return min((each.year for each in measured), default=None)


def _by_year(counted: Iterable[Effect], ground: _Ground, this_year: int) -> dict[int, Decimal]:
    years: defaultdict[int, Decimal] = defaultdict(Decimal)
    for each in counted:
        if each.stage is Stage.ACHIEVED:
            year = _year_of(each.project_id, ground)
            years[this_year if year is None else year] += each.tonnes
    return {year: tonnes for year, tonnes in years.items() if tonnes != ZERO}


def _without_year(counted: Iterable[Effect], ground: _Ground) -> int:
    return sum(each.stage is Stage.ACHIEVED and _year_of(each.project_id, ground) is None for each in counted)
