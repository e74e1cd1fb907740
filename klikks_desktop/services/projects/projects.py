"""Projects (Projekte): begin, edit, link with patrons and potentials, delete."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from klikks_desktop.domain.conflict import ticks
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.project_fields import PROJECT_FIELDS, check_project
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Attachment,
    Building,
    Draft,
    Funding,
    Indicator,
    Locality,
    Patron,
    Place,
    Potential,
    Project,
    ProjectPatron,
    ProjectState,
    Task,
)
from klikks_desktop.services.projects.project_list import ProjectRow, find_project, list_projects
from klikks_desktop.services.projects.project_parts import P, Part, own_project, part_form, refuse_problems
from klikks_desktop.services.projects.project_savings import ProjectSavings, savings
from klikks_desktop.services.records.record_forms import (
    FormKind,
    RecordForm,
    Seen,
    read_form,
    refuse_foreign,
    save_within,
    seen_by,
)
from klikks_desktop.services.savings.potentials import PotentialRow, list_potentials
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

__all__ = [
    "PROJECT_FORM",
    "ProjectRow",
    "ProjectSavings",
    "ProjectView",
    "add_project",
    "change_project",
    "delete_project",
    "find_project",
    "link_potentials",
    "list_projects",
    "load_project",
    "new_project",
    "save_project",
    "set_patrons",
]

PROJECT_FORM: Final = FormKind(Project, "project", "Projekt geändert", PROJECT_FIELDS, check_project)


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One project with all that belongs to it.

    where: building, else locality, else "". Parts as their forms, so that drafts show: activities and
    achievements newest first, open tasks first by due date. attachments: the cover first.
    """

    form: RecordForm[Project]
    place: Place
    where: str
    patrons: tuple[Patron, ...]
    potentials: tuple[PotentialRow, ...]
    savings: ProjectSavings
    activities: tuple[RecordForm[Activity], ...]
    tasks: tuple[RecordForm[Task], ...]
    indicators: tuple[RecordForm[Indicator], ...]
    achievements: tuple[RecordForm[Achievement], ...]
    fundings: tuple[RecordForm[Funding], ...]
    attachments: tuple[Attachment, ...]

    @property
    def project(self) -> Project:
        """The project as stored."""
        return self.form.record

    @property
    def is_own(self) -> bool:
        """Whether it can be changed here."""
        return self.project.source is None

    @property
    def people_reached(self) -> int:
        """People reached by all activities."""
        return sum(each.record.people or 0 for each in self.activities)


def new_project(workspace: Workspace, place_id: UUID, title: str = "") -> UUID:
    """Begin a project of this place as an idea; the title may follow. K-750, K-751 as the place says."""
    with workspace.store.write("Neues Projekt") as unit:
        return _begin(workspace, unit, place_id, title)


def add_project(workspace: Workspace, place_id: UUID, texts: Mapping[str, str]) -> UUID:
    """Begin a project with these texts, as one change; K-760 when one is wrong, K-750, K-751."""
    with workspace.store.write("Neues Projekt") as unit:
        project_id = _begin(workspace, unit, place_id, "")
        refuse_problems(_save(workspace, unit, project_id, texts).problems)
    return project_id


def _begin(workspace: Workspace, unit: Unit, place_id: UUID, title: str) -> UUID:
    place = unit.get(Place, place_id)
    if place is None:
        raise UserError("K-750")
    refuse_foreign(place)
    project = Project(id=workspace.new_id(), place_id=place_id, title=title.strip(), state=ProjectState.IDEA)
    unit.add(project)
    return project.id


def load_project(workspace: Workspace, project_id: UUID) -> ProjectView:
    """A project with all its parts; K-750 when it is gone."""
    rows = list_potentials(workspace)
    with workspace.store.read() as reader:
        form = read_form(reader, PROJECT_FORM, project_id)
        project = form.record
        place = reader.get(Place, project.place_id)
        if place is None:
            raise UserError("K-750")
        linked = reader.find(ProjectPatron, project_id=project_id)
        patrons = reader.find(Patron, order=("search_key", "id"), id=[each.patron_id for each in linked])
        attachments = reader.find(Attachment, order=("added_on", "id"), project_id=project_id)
        achievements = _parts(workspace, reader, Achievement, project_id, "-year", "carrier")
        potentials = reader.find(Potential, project_id=project_id)
        return ProjectView(
            form=form,
            place=place,
            where=_where(reader, project),
            patrons=tuple(patrons),
            potentials=tuple(row for row in rows if row.project_id == project_id),
            savings=savings(potentials, [each.record for each in achievements]),
            activities=_parts(workspace, reader, Activity, project_id, "-held_on", "id"),
            tasks=_tasks_in_order(_parts(workspace, reader, Task, project_id, "id")),
            indicators=_parts(workspace, reader, Indicator, project_id, "-kind", "id"),
            achievements=achievements,
            fundings=_parts(workspace, reader, Funding, project_id, "id"),
            attachments=tuple(sorted(attachments, key=lambda each: not each.is_cover)),
        )


def _parts(
    workspace: Workspace, reader: Reader, kind: type[P], project_id: UUID, *order: str
) -> tuple[RecordForm[P], ...]:
    form = part_form(workspace, kind)
    found = reader.find(kind, order=order, project_id=project_id)
    return tuple(read_form(reader, form, each.id) for each in found)


def _tasks_in_order(tasks: Iterable[RecordForm[Task]]) -> tuple[RecordForm[Task], ...]:
    """Open ones by due date, those without one after them, done ones last."""

    def key(form: RecordForm[Task]) -> tuple[bool, date, UUID]:
        task = form.record
        return task.done_on is not None, task.due_on or date.max, task.id

    return tuple(sorted(tasks, key=key))


def _where(reader: Reader, project: Project) -> str:
    building = reader.get(Building, project.building_id) if project.building_id else None
    if building is not None:
        return building.name
    locality = reader.get(Locality, project.locality_id) if project.locality_id else None
    return locality.name if locality else ""


def save_project(
    workspace: Workspace, project_id: UUID, texts: Mapping[str, str], seen: Mapping[str, str] | None = None
) -> RecordForm[Project]:
    """Keep what was typed, in the record or in a draft.

    seen: the texts that were typed over, as ``record_forms.save``.
    K-750 when the project or the chosen building or locality is gone, K-751 when a town reported it.
    """
    again = partial(save_project, workspace, project_id)
    with workspace.store.write(PROJECT_FORM.label) as unit:
        return _save(workspace, unit, project_id, texts, seen_by(seen, again))


def change_project(workspace: Workspace, project_id: UUID, texts: Mapping[str, str]) -> Project:
    """Change some texts of a project; K-760 when something is wrong, else as ``save_project``."""
    with workspace.store.write(PROJECT_FORM.label) as unit:
        form = _save(workspace, unit, project_id, texts)
        refuse_problems(form.problems)
    return form.record


def _save(
    workspace: Workspace, unit: Unit, project_id: UUID, texts: Mapping[str, str], seen: Seen | None = None
) -> RecordForm[Project]:
    project = own_project(unit, project_id)
    known = {
        "building_id": {str(each.id) for each in unit.find(Building, place_id=project.place_id)},
        "locality_id": {str(each.id) for each in unit.find(Locality, place_id=project.place_id)},
    }
    for name, ids in known.items():
        if texts.get(name, "").strip() not in {"", *ids}:
            raise UserError("K-750")
    return save_within(workspace, unit, PROJECT_FORM, project_id, texts, seen=seen)


def set_patrons(
    workspace: Workspace,
    project_id: UUID,
    patron_ids: Iterable[UUID],
    seen: Collection[UUID] | None = None,
) -> None:
    """Say who is responsible; K-140 when a person is gone, K-750 and K-751 as the project says.

    seen: who was, as shown; what a colleague changed meanwhile stays.
    """
    with workspace.store.write("Zuständige des Projekts geändert") as unit:
        own_project(unit, project_id)
        wanted = list(dict.fromkeys(patron_ids))
        present = {each.patron_id: each for each in unit.find(ProjectPatron, project_id=project_id)}
        if seen is not None:
            wanted = sorted(ticks(seen, wanted, present))
        known = {each.id for each in unit.find(Patron, id=wanted, source=None)}
        if known != set(wanted):
            raise UserError("K-140")
        unit.delete(ProjectPatron, *(each.id for key, each in present.items() if key not in wanted))
        unit.add(
            *(
                ProjectPatron(id=workspace.new_id(), project_id=project_id, patron_id=key)
                for key in wanted
                if key not in present
            )
        )


def link_potentials(
    workspace: Workspace,
    project_id: UUID,
    potential_ids: Collection[UUID],
    seen: Collection[UUID] | None = None,
) -> None:
    """Say which potentials the project makes real; one belongs to at most one project.

    seen: which it did, as shown; what a colleague changed meanwhile stays.
    K-750 when the project or a potential is gone, K-751 when a town reported one, K-768 for a variant.
    """
    with workspace.store.write("Potenziale des Projekts geändert") as unit:
        project = own_project(unit, project_id)
        present = unit.find(Potential, project_id=project_id)
        before = {each.id for each in present}
        wanted = ticks(before if seen is None else seen, potential_ids, before)
        chosen = unit.find(Potential, id=list(wanted))
        if {each.id for each in chosen} != wanted:
            raise UserError("K-750")
        for each in chosen:
            refuse_foreign(each)
            if each.variant_of is not None or each.place_id != project.place_id:
                raise UserError("K-768", {"title": each.title})
        unit.update(
            *(replace(each, project_id=None) for each in present if each.id not in wanted),
            *(replace(each, project_id=project_id) for each in chosen if each.project_id != project_id),
        )


def delete_project(workspace: Workspace, project_id: UUID) -> None:
    """Move a project and its parts to the recycle bin; its potentials stay, without a project.

    K-750 when it is gone, K-751 when a town reported it.
    """
    with workspace.store.write("Projekt gelöscht") as unit:
        project = own_project(unit, project_id)
        linked = unit.find(Potential, project_id=project_id)
        unit.update(*(replace(each, project_id=None) for each in linked))
        kinds: tuple[type[Part], ...] = (Activity, Task, Indicator, Achievement, Funding)
        parts = [part.id for kind in kinds for part in unit.find(kind, project_id=project_id)]
        unit.delete(Draft, project.id, *parts)
        unit.delete(Project, project.id)
