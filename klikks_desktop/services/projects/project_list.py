"""The list of projects, searchable, with what each brings and what is due next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.funding_rules import due_dates
from klikks_desktop.domain.names import Alphabet, matches, search_key, search_query
from klikks_desktop.domain.records import (
    Achievement,
    Building,
    Draft,
    Funding,
    Locality,
    Patron,
    Place,
    Potential,
    Project,
    ProjectKind,
    ProjectPatron,
    ProjectState,
    Task,
)
from klikks_desktop.services.projects.project_savings import ProjectSavings, savings
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

UNTITLED = "Ohne Titel"
OfProject = TypeVar("OfProject", ProjectPatron, Potential, Achievement, Task, Funding)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One line of the table.

    where: building, else locality, else "". patrons: full names by name. next_due: the earliest open
    task or date of a grant. savings: expected and achieved. has_draft: something typed waits to be right.
    """

    id: UUID
    title: str
    kind: ProjectKind
    state: ProjectState
    place_id: UUID
    place: str
    where: str
    patrons: tuple[str, ...]
    begins_on: date | None
    ends_on: date | None
    planned_cents: int | None
    actual_cents: int | None
    savings: ProjectSavings
    granted_cents: int
    next_step: str
    next_due: date | None
    has_draft: bool
    is_own: bool
    search: str

    @property
    def eur_per_year(self) -> Decimal | None:
        """Relief of the budget: achieved where measured, else expected; ``None`` where neither is known."""
        return self.savings.eur_per_year.best

    @property
    def co2e_t_per_year(self) -> Decimal | None:
        """Tonnes CO2e: achieved where measured, else expected; ``None`` where neither is known."""
        return self.savings.co2e_t_per_year.best


def list_projects(workspace: Workspace, place_id: UUID | None = None, query: str = "") -> list[ProjectRow]:
    """Projects by title; ``query`` finds titles, places and people however typed."""
    alphabet = workspace.shipped.alphabet
    where: dict[str, object] = {} if place_id is None else {"place_id": place_id}
    with workspace.store.read() as reader:
        projects = reader.find(Project, order=("id",), **where)
        around = _around(reader, workspace.today, alphabet)
    rows = [_row(each, around) for each in projects]
    return sorted(
        search_rows(workspace, rows, query), key=lambda row: (search_key(row.title, alphabet), row.id)
    )


def search_rows(workspace: Workspace, rows: Iterable[ProjectRow], query: str) -> list[ProjectRow]:
    """Those of ``rows`` whose title, place or people hold every word of ``query``, however typed."""
    wanted = search_query(query, workspace.shipped.alphabet)
    return [row for row in rows if matches(wanted, row.search)]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around projects, by the project's id."""

    today: date
    alphabet: Alphabet
    names: Mapping[UUID, str]
    people: Mapping[UUID, Patron]
    drafts: Collection[UUID]
    patrons: Mapping[UUID, Sequence[ProjectPatron]]
    potentials: Mapping[UUID, Sequence[Potential]]
    achievements: Mapping[UUID, Sequence[Achievement]]
    tasks: Mapping[UUID, Sequence[Task]]
    fundings: Mapping[UUID, Sequence[Funding]]


def _around(reader: Reader, today: date, alphabet: Alphabet) -> _Around:
    links = reader.find(ProjectPatron)
    kinds: tuple[type[Place | Building | Locality], ...] = (Place, Building, Locality)
    return _Around(
        today=today,
        alphabet=alphabet,
        names={each.id: each.name for kind in kinds for each in reader.find(kind)},
        people={each.id: each for each in reader.find(Patron)} if links else {},
        drafts={each.id for each in reader.find(Draft, entity="project")},
        patrons=by_project(links),
        potentials=by_project(reader.find(Potential)),
        achievements=by_project(reader.find(Achievement)),
        tasks=by_project(reader.find(Task, done_on=None)),
        fundings=by_project(reader.find(Funding)),
    )


def by_project(records: Iterable[OfProject]) -> dict[UUID, list[OfProject]]:
    """Records by the project they belong to; an unknown project has none."""
    grouped: dict[UUID, list[OfProject]] = defaultdict(list)
    for record in records:
        if record.project_id is not None:
            grouped[record.project_id].append(record)
    return grouped


def _row(project: Project, around: _Around) -> ProjectRow:
    key = project.id
    people = sorted(
        (around.people[link.patron_id] for link in around.patrons[key]), key=lambda each: each.search_key
    )
    fundings = around.fundings[key]
    dates = [task.due_on for task in around.tasks[key] if task.due_on]
    dates += [due.on for each in fundings for due in due_dates(each, around.today)]
    place = around.names[project.place_id]
    spot = project.building_id or project.locality_id
    where = around.names.get(spot, "") if spot else ""
    words = (project.title, where, place, *(each.full_name for each in people))
    return ProjectRow(
        id=key,
        title=project.title or UNTITLED,
        kind=project.kind,
        state=project.state,
        place_id=project.place_id,
        place=place,
        where=where,
        patrons=tuple(each.full_name for each in people),
        begins_on=project.begins_on,
        ends_on=project.ends_on,
        planned_cents=project.planned_cents,
        actual_cents=project.actual_cents,
        savings=savings(around.potentials[key], around.achievements[key]),
        granted_cents=sum(each.amount_cents or 0 for each in fundings if each.granted_on),
        next_step=project.next_step,
        next_due=min(dates, default=None),
        has_draft=key in around.drafts,
        is_own=project.source is None,
        search=search_key(" ".join(words), around.alphabet),
    )


def find_project(workspace: Workspace, wanted: str) -> UUID:
    """The own project with this id or title; K-761 when there is none, K-762 when several fit.

    A part of a title is enough when it fits only one; a whole title goes before parts of others.
    """
    rows = [row for row in list_projects(workspace) if row.is_own]
    return find_named(workspace, wanted, [(row.id, row.title) for row in rows])


def find_named(workspace: Workspace, wanted: str, known: Iterable[tuple[UUID, str]]) -> UUID:
    """The one of ``known`` with this id or title; K-761 when there is none, K-762 when several fit."""
    alphabet = workspace.shipped.alphabet
    titles = {key: search_key(title, alphabet) for key, title in known}
    with suppress(ValueError):
        if (key := UUID(wanted)) in titles:
            return key
    whole = [key for key, title in titles.items() if title == search_key(wanted, alphabet)]
    query = search_query(wanted, alphabet)
    found = whole or [key for key, title in titles.items() if query and matches(query, title)]
    if not found:
        raise UserError("K-761", {"name": wanted})
    if len(found) > 1:
        raise UserError("K-762", {"name": wanted, "count": len(found)})
    return found[0]
