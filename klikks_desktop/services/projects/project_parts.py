"""Parts of a project: activities, tasks, indicators, measured savings, grants; and tasks of the municipality.

Each part is edited through its form (``services.records.record_forms``); ``save_part`` keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, Final, TypeVar
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.project_fields import (
    ACHIEVEMENT_FIELDS,
    ACTIVITY_FIELDS,
    INDICATOR_FIELDS,
    TASK_FIELDS,
    check_achievement,
    check_funding,
    check_title,
    funding_fields,
)
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Draft,
    Funding,
    Indicator,
    Place,
    Project,
    Task,
)
from klikks_desktop.services.records.record_forms import (
    FormKind,
    RecordForm,
    Seen,
    read_form,
    refuse_foreign,
    save_within,
    seen_by,
)
from klikks_desktop.services.savings.factors import chosen_set, library
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

Part = Activity | Task | Indicator | Achievement | Funding
P = TypeVar("P", bound=Part)

ACTIVITY_FORM: Final = FormKind(Activity, "activity", "Aktivität geändert", ACTIVITY_FIELDS, check_title)
TASK_FORM: Final = FormKind(Task, "task", "Aufgabe geändert", TASK_FIELDS, check_title)
INDICATOR_FORM: Final = FormKind(Indicator, "indicator", "Kennzahl geändert", INDICATOR_FIELDS, check_title)
ACHIEVEMENT_FORM: Final = FormKind(
    Achievement, "achievement", "Erreichte Einsparung geändert", ACHIEVEMENT_FIELDS, check_achievement
)
FUNDING_FORM: Final = FormKind(Funding, "funding", "Förderung geändert", funding_fields({}), check_funding)
"""Without programmes to choose from; ``funding_form`` knows those in force."""

# Any: a kind of part and its form, which the checker cannot pair in a mapping.
PART_FORMS: Final[Mapping[type[Any], FormKind[Any]]] = {
    Activity: ACTIVITY_FORM,
    Task: TASK_FORM,
    Indicator: INDICATOR_FORM,
    Achievement: ACHIEVEMENT_FORM,
    Funding: FUNDING_FORM,
}
PART_WORDS: Final[Mapping[type[Any], str]] = {
    Activity: "Aktivität",
    Task: "Aufgabe",
    Indicator: "Kennzahl",
    Achievement: "Erreichte Einsparung",
    Funding: "Förderung",
}


def part_form(workspace: Workspace, kind: type[P]) -> FormKind[P]:
    """The form of a kind of part, with the funding programmes in force to choose from."""
    form: FormKind[P] = PART_FORMS[kind]
    if kind is not Funding:
        return form
    return replace(form, fields=funding_form(workspace).fields)


def funding_form(workspace: Workspace) -> FormKind[Funding]:
    """The form of a grant with the funding programmes in force to choose from."""
    programmes = library(workspace).programmes
    words = {key: f"{each.title} (Stand {each.as_of})" for key, each in programmes.items()}
    return replace(FUNDING_FORM, fields=funding_fields(words))


def own_project(reader: Reader, project_id: UUID) -> Project:
    """A project that may be changed here; K-750 when it is gone, K-751 when a town reported it."""
    project = reader.get(Project, project_id)
    if project is None:
        raise UserError("K-750")
    refuse_foreign(project)
    return project


def add_part(
    workspace: Workspace, project_id: UUID, kind: type[Part], texts: Mapping[str, str] | None = None
) -> UUID:
    """Begin a part of a project, empty but for ``texts``; K-750, K-751, K-760 when a text is wrong."""
    with workspace.store.write(f"{PART_WORDS[kind]} hinzugefügt") as unit:
        project = own_project(unit, project_id)
        part = _new_part(workspace, project, kind)
        unit.add(part)
        if texts:
            refuse_problems(_save(workspace, unit, kind, part.id, texts).problems)
    return part.id


def add_task(workspace: Workspace, place_id: UUID, texts: Mapping[str, str] | None = None) -> UUID:
    """Begin a task of the municipality, within no project; K-750, K-751, K-760."""
    with workspace.store.write("Aufgabe hinzugefügt") as unit:
        place = unit.get(Place, place_id)
        if place is None:
            raise UserError("K-750")
        refuse_foreign(place)
        task = Task(id=workspace.new_id(), place_id=place_id, title="")
        unit.add(task)
        if texts:
            refuse_problems(_save(workspace, unit, Task, task.id, texts).problems)
    return task.id


def refuse_problems(problems: Collection[Problem]) -> None:
    """K-760 when something is wrong: for whoever cannot leave a draft, as the command line."""
    if problems:
        raise UserError("K-760", {"problems": " ".join(problem.message for problem in problems)})


def load_part(workspace: Workspace, kind: type[P], part_id: UUID) -> RecordForm[P]:
    """The form of a part; K-750 when it is gone."""
    with workspace.store.read() as reader:
        return read_form(reader, part_form(workspace, kind), part_id)


def save_part(
    workspace: Workspace,
    kind: type[P],
    part_id: UUID,
    texts: Mapping[str, str],
    seen: Mapping[str, str] | None = None,
) -> RecordForm[P]:
    """Keep what was typed, in the record or in a draft; K-750 when it is gone, K-751 when a town reported it.

    seen: the texts that were typed over, as ``record_forms.save``.
    The CO2e of a measured saving is reckoned with the chosen factor set when year, carrier or amount
    change, and stays as it is from then on.
    """
    again = partial(save_part, workspace, kind, part_id)
    with workspace.store.write(PART_FORMS[kind].label) as unit:
        return _save(workspace, unit, kind, part_id, texts, seen=seen_by(seen, again))


def _save(
    workspace: Workspace,
    unit: Unit,
    kind: type[P],
    part_id: UUID,
    texts: Mapping[str, str],
    *,
    seen: Seen | None = None,
) -> RecordForm[P]:
    form = part_form(workspace, kind)
    before = unit.get(kind, part_id)
    saved = save_within(workspace, unit, form, part_id, texts, seen=seen)
    after = saved.record
    if isinstance(before, Achievement) and isinstance(after, Achievement) and _counts_anew(before, after):
        unit.update(_with_emissions(workspace, after))
        return replace(read_form(unit, form, part_id), saved_at=saved.saved_at)
    return saved


def _counts_anew(before: Achievement, after: Achievement) -> bool:
    return (before.year, before.carrier, before.kwh) != (after.year, after.carrier, after.kwh)


def _with_emissions(workspace: Workspace, achievement: Achievement) -> Achievement:
    """Emissions in kg: kWh Hi times g/kWh of the chosen set / 1000; ``None`` where it knows no factor."""
    factors = chosen_set(workspace)
    factor = factors.factor(achievement.carrier)
    if factor is None:
        return replace(achievement, co2e_kg=None, factor_set="")
    return replace(achievement, co2e_kg=achievement.kwh * factor.value / 1000, factor_set=factors.id)


def delete_part(workspace: Workspace, kind: type[Part], part_id: UUID) -> None:
    """Move a part to the recycle bin; K-750 when it is gone, K-751 when a town reported it."""
    with workspace.store.write(f"{PART_WORDS[kind]} gelöscht") as unit:
        part = unit.get(kind, part_id)
        if part is None:
            raise UserError("K-750")
        refuse_foreign(part)
        unit.delete(Draft, part_id)
        unit.delete(kind, part_id)


def complete_task(workspace: Workspace, task_id: UUID, *, done: bool = True) -> Task:
    """Tick a task off as of today, or open it again; K-750 when it is gone, K-751 when a town reported it."""
    with workspace.store.write("Aufgabe erledigt" if done else "Aufgabe wieder geöffnet") as unit:
        task = unit.get(Task, task_id)
        if task is None:
            raise UserError("K-750")
        refuse_foreign(task)
        # A colleague may have ticked it off before: then it stands as of that day.
        changed = replace(task, done_on=(task.done_on or workspace.today) if done else None)
        if changed != task:
            unit.update(changed)
        return changed


def _new_part(workspace: Workspace, project: Project, kind: type[Part]) -> Part:
    key = workspace.new_id()
    if kind is Activity:
        return Activity(id=key, project_id=project.id, held_on=workspace.today, title="")
    if kind is Task:
        return Task(id=key, place_id=project.place_id, project_id=project.id, title="")
    if kind is Indicator:
        return Indicator(id=key, project_id=project.id, title="")
    if kind is Achievement:
        return Achievement(
            id=key,
            project_id=project.id,
            year=workspace.today.year - 1,
            carrier=Carrier.ELECTRICITY,
            kwh=Decimal(0),
            co2e_kg=Decimal(0),
            factor_set=chosen_set(workspace).id,
        )
    return Funding(id=key, project_id=project.id, title="")
