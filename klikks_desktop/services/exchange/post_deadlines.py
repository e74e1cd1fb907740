"""What the region asks for by a day: its news with a deadline, reports of a period, open tasks.

News and periods come with a return or with the programme pack; the same in both counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.domain.records import (
    Announcement,
    Delivery,
    DeliveryKind,
    Direction,
    Period,
    Place,
    Remark,
    RemarkKind,
)
from klikks_desktop.services.deadline import Deadline
from klikks_desktop.services.pack.accepted import pack_news
from klikks_desktop.services.region.announcements import current
from klikks_desktop.services.region.remarks import threads_of
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_FROM: Final = "Regionalmanagement: {what}"


def post_deadlines(workspace: Workspace, places: Sequence[Place]) -> list[Deadline]:
    """For these own places; what was sent by others only."""
    if not places:
        return []
    with workspace.store.read() as reader:
        return [
            *_of_news(workspace, reader, places[0]),
            *_of_periods(workspace, reader, places[0]),
            *_of_tasks(reader, places),
        ]


def _of_news(workspace: Workspace, reader: Reader, place: Place) -> Iterator[Deadline]:
    """A deadline that has passed without a way to settle it here is of no use any more."""
    today = workspace.today
    theirs = {each.id: each for each in pack_news(reader)[0]}
    theirs |= {each.id: each for each in reader.find(Announcement) if each.source is not None}
    for each in current(theirs.values(), today):
        if each.due_on is not None and each.due_on >= today:
            yield Deadline(
                on=each.due_on,
                title=_FROM.format(what=each.title),
                detail="",
                kind=DeadlineKind.POST,
                target=Target.POST,
                place_id=place.id,
                record=each.id,
                field="due_on",
            )


def _of_periods(workspace: Workspace, reader: Reader, place: Place) -> Iterator[Deadline]:
    """A period that has begun, until a report is written within it."""
    sent = reader.find(Delivery, direction=Direction.SENT, kind=DeliveryKind.REPORT)
    last = max((each.created_at.astimezone().date() for each in sent), default=None)
    theirs = {each.id: each for each in (*pack_news(reader)[1], *reader.find(Period))}
    for each in theirs.values():
        begun = each.source is not None and each.opens_on <= workspace.today
        if begun and (last is None or last < each.opens_on):
            yield Deadline(
                on=each.due_on,
                title=_FROM.format(what=f"Bericht {each.title}"),
                detail="",
                kind=DeadlineKind.POST,
                target=Target.EXCHANGE,
                place_id=place.id,
                item=each.id,
                field="due_on",
            )


def _of_tasks(reader: Reader, places: Sequence[Place]) -> Iterator[Deadline]:
    ids = {place.key: place.id for place in places}
    for thread in threads_of(reader.find(Remark, place_key=list(ids))):
        task = thread.remark
        if task.source is not None and task.kind is RemarkKind.TASK and thread.is_open:
            yield Deadline(
                on=task.due_on,
                title=_FROM.format(what=task.text.partition("\n")[0]),
                detail=task.about_title,
                kind=DeadlineKind.POST,
                target=Target.POST,
                place_id=ids[task.place_key],
                record=task.id,
                field="due_on",
                icon="mail",
            )
