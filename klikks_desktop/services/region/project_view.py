"""One town's project with all that was reported of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Funding,
    Indicator,
    Locality,
    Patron,
    Place,
    Potential,
    Project,
    ProjectPatron,
    ReportedEffect,
    Task,
)
from klikks_desktop.services.savings.factors import library_within
from klikks_desktop.services.savings.potential_results import read_result
from klikks_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDetail:
    """Everything of one project. patrons: those reported by name. results: of the potentials, frozen.

    measures, sets: id -> title.
    """

    project: Project
    place: Place
    locality: str
    patrons: tuple[Patron, ...]
    effects: tuple[ReportedEffect, ...]
    potentials: tuple[Potential, ...]
    results: Mapping[UUID, Result]
    achievements: tuple[Achievement, ...]
    indicators: tuple[Indicator, ...]
    fundings: tuple[Funding, ...]
    activities: tuple[Activity, ...]
    tasks: tuple[Task, ...]
    measures: Mapping[str, str]
    sets: Mapping[str, str]


def region_project(workspace: Workspace, project_id: UUID) -> ProjectDetail:
    """All about one project; K-851 when it is gone."""
    with workspace.store.read() as reader:
        project = reader.get(Project, project_id)
        place = reader.get(Place, project.place_id) if project else None
        if project is None or place is None:
            raise UserError("K-851")
        locality = reader.get(Locality, project.locality_id) if project.locality_id else None
        links = {each.patron_id for each in reader.find(ProjectPatron, project_id=project_id)}
        library = library_within(workspace, reader)
        potentials = reader.find(Potential, order=("title", "id"), project_id=project_id)
        return ProjectDetail(
            project=project,
            place=place,
            locality=locality.name if locality else "",
            patrons=tuple(reader.find(Patron, order=("search_key", "id"), id=links)),
            effects=tuple(reader.find(ReportedEffect, place_id=place.id, project_id=project_id)),
            potentials=tuple(potentials),
            results={each.id: found for each in potentials if (found := read_result(each.result))},
            achievements=tuple(reader.find(Achievement, order=("year", "id"), project_id=project_id)),
            indicators=tuple(reader.find(Indicator, order=("title", "id"), project_id=project_id)),
            fundings=tuple(reader.find(Funding, order=("title", "id"), project_id=project_id)),
            activities=tuple(reader.find(Activity, order=("-held_on", "id"), project_id=project_id)),
            tasks=tuple(reader.find(Task, order=("due_on", "id"), project_id=project_id)),
            measures={each.id: each.title for each in catalogue(library.assumptions)},
            sets={each.id: each.title for each in library.sets.values()},
        )
