"""What may leave of projects, tasks and remarks: everything but notes, next steps, buildings and files.

People who are responsible for a project are named only where they leave by their own consent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from klikks_desktop.domain.disclosure_items import Disclosure, Entry, Item, Reason, Value, item, told
from klikks_desktop.domain.disclosure_names import StayingNames
from klikks_desktop.domain.names import Alphabet
from klikks_desktop.domain.project_fields import (
    ACHIEVEMENT_FIELDS,
    ACTIVITY_FIELDS,
    INDICATOR_FIELDS,
    PROJECT_FIELDS,
    TASK_FIELDS,
    funding_fields,
)
from klikks_desktop.domain.record_fields import Field, FieldKind
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Funding,
    Indicator,
    Patron,
    Project,
    ProjectPatron,
    Remark,
    RemarkKind,
    Task,
)

_Part = TypeVar("_Part", Achievement, Activity, Funding, Indicator, ProjectPatron, Task)

REMARKS_LEAVING: Final = frozenset({RemarkKind.QUESTION, RemarkKind.SUPPORT, RemarkKind.ANSWER})
"""Kinds of remark with which a town may turn to its region."""

_STAYS: Final[Mapping[str, Reason]] = {
    "note": Reason.NOTE,
    "next_step": Reason.NOTE,
    "building_id": Reason.HOUSE,
    "reference": Reason.NOT_NEEDED,
    "resolution_number": Reason.NOT_NEEDED,
}
_PROJECT_STAYS: Final = {**_STAYS, "resolution_on": Reason.NOT_NEEDED}
_TEXTS: Final = frozenset({FieldKind.LINE, FieldKind.TEXT})
_TASK_FIELDS: Final = tuple(each for each in TASK_FIELDS if each.name != "shared")
REMARK_FIELDS: Final = (
    Field(name="text", title="Text", kind=FieldKind.TEXT),
    Field(name="due_on", title="Bis", kind=FieldKind.DATE),
    Field(name="done_on", title="Erledigt am", kind=FieldKind.DATE),
    Field(name="made_on", title="Vom", kind=FieldKind.DATE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the people of the house work on, as read. programmes: id of a funding programme -> its title."""

    projects: Sequence[Project] = ()
    project_patrons: Sequence[ProjectPatron] = ()
    activities: Sequence[Activity] = ()
    indicators: Sequence[Indicator] = ()
    achievements: Sequence[Achievement] = ()
    funding: Sequence[Funding] = ()
    tasks: Sequence[Task] = ()
    programmes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Around:
    """What a record of a place may point at. patrons: with the reason why they leave or stay."""

    localities: Mapping[UUID, str]
    patrons: Mapping[UUID, tuple[Patron, Reason]]
    names: StayingNames

    @classmethod
    def of(
        cls, localities: Mapping[UUID, str], patrons: Iterable[tuple[Patron, Reason]], alphabet: Alphabet
    ) -> Around:
        """With the names of those who stay."""
        known = {patron.id: (patron, reason) for patron, reason in patrons}
        stay = (patron for patron, reason in known.values() if reason is not Reason.CONSENTED)
        return cls(localities, known, StayingNames(stay, alphabet))


def field_items(
    record: object,
    fields: Iterable[Field],
    reason: Reason,
    around: Around,
    stays: Mapping[str, Reason] = _STAYS,
) -> tuple[Item, ...]:
    """One item per field, as its form shows it; names are looked for in texts."""
    items = []
    for each in fields:
        value: Value = getattr(record, each.name)
        why = stays.get(each.name, reason)
        if each.kind in {FieldKind.REFERENCE, FieldKind.CHECK}:
            items.append(item(each.name, each.title, value, why, around.localities))
            continue
        named = around.names.within(str(value)) if value and each.kind in _TEXTS else ()
        items.append(told(each.name, each.title, value, why, text=each.words(value), named=named))
    return tuple(items)


def identity(record_id: UUID, reason: Reason) -> tuple[Item, ...]:
    """The id as an item."""
    return (item("id", "Kennung", record_id, reason, {}),)


class Projects:
    """The projects of one place with what belongs to them, sorted once.

    effect: how a project counts whose saving no potential tells.
    """

    def __init__(self, work: Work, around: Around, effect: Callable[[UUID], Disclosure | None]) -> None:
        self._around, self._effect, self._programmes = around, effect, work.programmes
        self._patrons = _by_project(work.project_patrons)
        self._activities = _by_project(work.activities)
        self._indicators = _by_project(work.indicators)
        self._achievements = _by_project(work.achievements)
        self._funding = _by_project(work.funding)
        self._tasks = _by_project(work.tasks)

    def entry(self, project: Project) -> Entry:
        """The project as a row."""
        texts = [project.title, project.description]
        for group in (self._activities, self._indicators, self._funding):
            texts += [part.title for part in group.get(project.id, ())]
        texts += [indicator.unit for indicator in self._indicators.get(project.id, ())]
        texts += [task.title for task in self._tasks.get(project.id, ()) if task.shared]
        return Entry(
            project.id,
            project.title,
            leaves=True,
            make=partial(self.disclosure, project),
            named=self._around.names.within(*texts),
        )

    def disclosure(self, project: Project) -> Disclosure:
        """The project field by field, with its parts."""
        around, key = self._around, project.id
        own = field_items(project, PROJECT_FIELDS, Reason.OFFICIAL, around, _PROJECT_STAYS)
        effect = self._effect(key)
        return Disclosure(
            project.title,
            identity(key, Reason.OFFICIAL) + own,
            parts={} if effect is None else {"effect": effect},
            groups={
                "patrons": tuple(self._responsible(each) for each in self._patrons.get(key, ())),
                "activities": self._parts("Aktivität", self._activities.get(key, ()), ACTIVITY_FIELDS),
                "indicators": self._parts("Kennzahl", self._indicators.get(key, ()), INDICATOR_FIELDS),
                "achievements": tuple(self._achievement(each) for each in self._achievements.get(key, ())),
                "funding": self._parts(
                    "Förderung", self._funding.get(key, ()), funding_fields(self._programmes)
                ),
                "tasks": tuple(disclose_task(each, around) for each in self._tasks.get(key, ())),
            },
        )

    def _parts(
        self, word: str, parts: Iterable[Activity | Indicator | Funding], fields: Iterable[Field]
    ) -> tuple[Disclosure, ...]:
        known = tuple(fields)
        return tuple(
            Disclosure(
                f"{word} {part.title}".rstrip(),
                identity(part.id, Reason.OFFICIAL) + field_items(part, known, Reason.OFFICIAL, self._around),
            )
            for part in parts
        )

    def _achievement(self, each: Achievement) -> Disclosure:
        items = identity(each.id, Reason.OFFICIAL)
        items += field_items(each, ACHIEVEMENT_FIELDS, Reason.OFFICIAL, self._around)
        items += (
            item("co2e_kg", "Vermieden (kg CO2e)", each.co2e_kg, Reason.OFFICIAL, {}),
            item("factor_set", "Faktorensatz", each.factor_set, Reason.OFFICIAL, {}),
        )
        return Disclosure(f"Erreicht {each.year}", items)

    def _responsible(self, each: ProjectPatron) -> Disclosure:
        patron, reason = self._around.patrons.get(each.patron_id, (None, Reason.NO_CONSENT))
        name = patron.sorting_name if patron else ""
        person = told("patron_id", "Verantwortlich", each.patron_id, reason, text=name)
        return Disclosure(f"Verantwortlich {name}".rstrip(), (*identity(each.id, reason), person))


def disclose_task(task: Task, around: Around) -> Disclosure:
    """A task leaves when its box is ticked, its note never."""
    reason = Reason.SHARED if task.shared else Reason.NOT_SHARED
    items = identity(task.id, reason) + field_items(task, _TASK_FIELDS, reason, around)
    return Disclosure(f"Aufgabe {task.title}", items)


def task_entry(task: Task, around: Around) -> Entry:
    """A task of the municipality as a row."""
    named = around.names.within(task.title) if task.shared else ()
    return Entry(task.id, task.title, task.shared, partial(disclose_task, task, around), named)


def remark_entry(remark: Remark, around: Around, leaving: frozenset[UUID]) -> Entry:
    """A remark to the region as a row. leaving: ids of records that the receiver knows."""
    leaves = remark.shared and remark.kind in REMARKS_LEAVING
    make = partial(_disclose_remark, remark, around, leaving)
    named = around.names.within(remark.text) if leaves else ()
    return Entry(remark.id, f"{remark.kind.value}: {remark.about_title or remark.text}", leaves, make, named)


def _disclose_remark(remark: Remark, around: Around, leaving: frozenset[UUID]) -> Disclosure:
    reason = Reason.SHARED if remark.shared else Reason.NOT_SHARED
    if remark.kind not in REMARKS_LEAVING:
        reason = Reason.NOTE
    is_known = remark.about is None or remark.about in leaving
    about = reason if is_known or reason is not Reason.SHARED else Reason.ABOUT_STAYS
    items = (
        *identity(remark.id, reason),
        item("place_key", "Schlüssel", remark.place_key, reason, {}),
        item("kind", "Art", remark.kind, reason, {}),
        item("about", "Zum Datensatz", remark.about, about, {}),
        item("about_title", "Bezeichnung", remark.about_title, about, {}),
        *field_items(remark, REMARK_FIELDS, reason, around),
    )
    return Disclosure(remark.kind.value, items)


def _by_project(parts: Iterable[_Part]) -> dict[UUID, list[_Part]]:
    """Own parts of each project, in the order given."""
    grouped: defaultdict[UUID, list[_Part]] = defaultdict(list)
    for part in parts:
        if part.source is None and part.project_id is not None:
            grouped[part.project_id].append(part)
    return dict(grouped)
