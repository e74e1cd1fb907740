"""What is due (Was ansteht): the one source for overview, page, command line and calendar file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.calendar_event import CalendarEvent
from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.deadline_rules import (
    ENERGY_REPORT_SOURCE,
    REMINDERS,
    DeadlineKind,
    energy_report_period,
    reminder,
)
from klikks_desktop.domain.funding_rules import due_dates
from klikks_desktop.domain.records import Activity, Funding, Place, PlaceReport, Project, Role, Task
from klikks_desktop.services.deadline import Deadline
from klikks_desktop.services.exchange.post_deadlines import post_deadlines
from klikks_desktop.services.files import replace_file
from klikks_desktop.services.people.people_deadlines import people_deadlines
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace

__all__ = ["Deadline", "DeadlineKind", "calendar_file", "deadlines", "export_calendar", "near_deadlines"]

REPORT_DAYS: Final = 365
"""A municipality that reported longer ago than this is asked again."""

# A calendar holds days to come; what waits to be done without a day of its own stays in the program.
_IN_CALENDAR: Final = frozenset(
    {
        DeadlineKind.TASK,
        DeadlineKind.FUNDING,
        DeadlineKind.ACTIVITY,
        DeadlineKind.TERM,
        DeadlineKind.SIGNUP,
        DeadlineKind.ENERGY_REPORT,
        DeadlineKind.POST,
    }
)


def deadlines(workspace: Workspace, *, place_id: UUID | None = None) -> list[Deadline]:
    """Everything that is due or to come, by day; what has no day stands at the end."""
    places = [place for place in workspace.own_places() if place_id in {None, place.id}]
    found = [*people_deadlines(workspace, places), *_project_deadlines(workspace, places)]
    for place in places:
        found += _place_deadlines(workspace, place)
    if places or place_id is None:
        found += [_timed(each, workspace.today) for each in post_deadlines(workspace, places)]
    if workspace.role is Role.REGION:
        found += _old_reports(workspace, place_id)
    return sorted(found, key=lambda each: (each.on or date.max, each.title, each.detail))


def near_deadlines(workspace: Workspace) -> list[Deadline]:
    """What belongs on the overview: overdue, to be done now, or as near as its first reminder."""
    return [each for each in deadlines(workspace) if each.is_near]


def _project_deadlines(workspace: Workspace, places: Sequence[Place]) -> list[Deadline]:
    ids = [place.id for place in places]
    with workspace.store.read() as reader:
        projects = {each.id: each for each in reader.find(Project, source=None, place_id=ids)}
        tasks = reader.find(Task, source=None, place_id=ids, done_on=None)
        fundings = reader.find(Funding, source=None, project_id=list(projects))
        activities = reader.find(Activity, source=None, project_id=list(projects))
    today = workspace.today
    found = [_of_task(each, projects) for each in tasks]
    found += [
        each for funding in fundings for each in _of_funding(funding, projects[funding.project_id], today)
    ]
    found += [_of_activity(each, projects[each.project_id]) for each in activities if each.held_on >= today]
    return [_timed(each, today) for each in found]


def _timed(deadline: Deadline, today: date) -> Deadline:
    """With what depends on today: overdue, near, which reminder has come."""
    if deadline.on is None:
        return replace(deadline, is_near=False)
    reached = reminder(deadline.kind, deadline.on, today)
    return replace(deadline, is_overdue=deadline.on < today, is_near=reached is not None, reminder=reached)


def _of_task(task: Task, projects: dict[UUID, Project]) -> Deadline:
    project = projects.get(task.project_id) if task.project_id else None
    return Deadline(
        on=task.due_on,
        title=task.title or "Aufgabe ohne Titel",
        detail=(project.title or "Projekt ohne Titel") if project else "",
        kind=DeadlineKind.TASK,
        target=Target.PROJECT if project else Target.DEADLINES,
        place_id=task.place_id,
        record=project.id if project else task.id,
        item=task.id,
        field="due_on",
        icon="due",
    )


def _of_funding(funding: Funding, project: Project, today: date) -> Iterable[Deadline]:
    name = funding.title or funding.programme
    for due in due_dates(funding, today):
        yield Deadline(
            on=due.on,
            title=due.title,
            detail=" · ".join(part for part in (name, project.title) if part),
            kind=DeadlineKind.FUNDING,
            target=Target.PROJECT,
            place_id=project.place_id,
            record=project.id,
            item=funding.id,
            field=due.field,
            icon="euro",
        )


def _of_activity(activity: Activity, project: Project) -> Deadline:
    return Deadline(
        on=activity.held_on,
        title=activity.title or activity.kind.value,
        detail=project.title,
        kind=DeadlineKind.ACTIVITY,
        target=Target.PROJECT,
        place_id=project.place_id,
        record=project.id,
        item=activity.id,
        field="held_on",
    )


def _place_deadlines(workspace: Workspace, place: Place) -> list[Deadline]:
    today, found = workspace.today, []
    if place.signup_deadline is not None and place.signup_deadline >= today:
        found.append(
            Deadline(
                on=place.signup_deadline,
                title="Anmeldung zum Programm",
                detail=place.designation,
                kind=DeadlineKind.SIGNUP,
                target=Target.SETTINGS,
                place_id=place.id,
                item=place.id,
                field="signup_deadline",
            )
        )
    period = energy_report_period(place.key, today)
    if period is not None:
        first, last, on = period
        found.append(
            Deadline(
                on=on,
                title=f"Energiebericht {first} bis {last} veröffentlichen",
                detail=f"{place.designation}, § 17 NKlimaG",
                kind=DeadlineKind.ENERGY_REPORT,
                target=Target.BUILDING,
                place_id=place.id,
                item=place.id,
                field=str(last),
                source=ENERGY_REPORT_SOURCE,
            )
        )
    return [_timed(each, today) for each in found]


def _old_reports(workspace: Workspace, place_id: UUID | None) -> list[Deadline]:
    """Municipalities that have not reported for a year, with the day of their last report."""
    with workspace.store.read() as reader:
        reports = reader.find(PlaceReport)
        names = {place.id: place.name for place in reader.find(Place)}
    return [
        Deadline(
            on=report.reported_at.astimezone().date(),
            title="Bericht älter als ein Jahr",
            detail=names.get(report.id, ""),
            kind=DeadlineKind.REPORT,
            target=Target.EXCHANGE,
            place_id=report.id,
            record=report.id,
            field="reported_at",
            is_overdue=True,
        )
        for report in reports
        if place_id in {None, report.id}
        and (workspace.today - report.reported_at.astimezone().date()).days > REPORT_DAYS
    ]


def calendar_file(workspace: Workspace, *, place_id: UUID | None = None) -> bytes:
    """The deadlines that have a day, as iCalendar."""
    from klikks_desktop.exchange.calendar import write_calendar

    today = workspace.today
    events = [
        _event(each, each.on, today)
        for each in deadlines(workspace, place_id=place_id)
        if each.on is not None and each.kind in _IN_CALENDAR
    ]
    return write_calendar(events, name=f"KlikKS {workspace.name}", now=workspace.clock())


def _event(deadline: Deadline, on: date, today: date) -> CalendarEvent:
    left = (on - today).days
    key = deadline.item or deadline.record
    is_personal = deadline.kind is DeadlineKind.TERM
    return CalendarEvent(
        uid=f"{deadline.kind.name.lower()}-{key}-{deadline.field}@klikks-desktop",
        on=on,
        title=f"{deadline.title}: {deadline.detail}" if deadline.detail else deadline.title,
        detail=f"{deadline.kind.value}, Stand {format_short(today)}. Aus KlikKS Desktop.",
        category=deadline.kind.value,
        reminders=tuple(days for days in REMINDERS.get(deadline.kind, (30,)) if days < left),
        is_private=is_personal,
    )


def export_calendar(workspace: Workspace, path: Path, *, place_id: UUID | None = None) -> Path:
    """Write the calendar to ``path``; K-631 when it cannot be written.

    Days keep their identity, so a calendar that takes the file again has nothing twice.
    """
    replace_file(path, calendar_file(workspace, place_id=place_id))
    return path
