"""What the office above asks for by a day: its news with a deadline, reports of a period, open tasks.

For a town that is its region; for a region its coordinating office, or whoever wrote the programme pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.domain.news import current
from klikks_desktop.domain.records import (
    Delivery,
    DeliveryKind,
    Direction,
    Peer,
    Place,
    Remark,
    RemarkKind,
    Role,
)
from klikks_desktop.services.deadline import Deadline
from klikks_desktop.services.exchange.from_above import news_from_above, periods_from_above
from klikks_desktop.services.pack.accepted import accepted_within
from klikks_desktop.services.region.remarks import threads_of
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_FROM: Final = {
    Role.MUNICIPALITY: "Regionalmanagement: {what}",
    Role.REGION: "Programm: {what}",
}


def post_deadlines(workspace: Workspace, places: Sequence[Place]) -> list[Deadline]:
    """For these own places, or for a region as a whole; what was sent by others only."""
    is_region = workspace.role is Role.REGION
    if not (places or is_region):
        return []
    place_id = None if is_region else places[0].id
    with workspace.store.read() as reader:
        return [
            *_of_news(workspace, reader, place_id),
            *_of_periods(workspace, reader, place_id),
            *(_of_signup(workspace, reader) if is_region else ()),
            *_of_tasks(reader, places),
        ]


def _of_news(workspace: Workspace, reader: Reader, place_id: UUID | None) -> Iterator[Deadline]:
    """A deadline that has passed without a way to settle it here is of no use any more."""
    today = workspace.today
    for each in current(news_from_above(reader), today):
        if each.due_on is not None and each.due_on >= today:
            yield Deadline(
                on=each.due_on,
                title=_FROM[workspace.role].format(what=each.title),
                detail="",
                kind=DeadlineKind.POST,
                target=Target.POST,
                place_id=place_id,
                record=each.id,
                field="due_on",
            )


def _of_periods(workspace: Workspace, reader: Reader, place_id: UUID | None) -> Iterator[Deadline]:
    """A period that has begun, until a report is written within it; a region needs someone to report to."""
    is_region = workspace.role is Role.REGION
    if is_region and not reader.count(Peer, upward=True):
        return
    sent = reader.find(Delivery, direction=Direction.SENT, kind=DeliveryKind.REPORT)
    last = max((each.created_at.astimezone().date() for each in sent), default=None)
    for each in periods_from_above(reader):
        if each.opens_on <= workspace.today and (last is None or last < each.opens_on):
            yield Deadline(
                on=each.due_on,
                title=_FROM[workspace.role].format(what=f"Bericht {each.title}"),
                detail="",
                kind=DeadlineKind.POST,
                target=Target.SETTINGS if is_region else Target.EXCHANGE,
                place_id=place_id,
                item=each.id,
                field="due_on",
            )


def _of_signup(workspace: Workspace, reader: Reader) -> Iterator[Deadline]:
    """Until when towns may sign up; a town has it in its own master data."""
    pack = accepted_within(reader)
    on = pack.data.signup_day if pack else None
    if pack is not None and on is not None and on >= workspace.today:
        yield Deadline(
            on=on,
            title=_FROM[Role.REGION].format(what="Anmeldung der Kommunen"),
            detail=pack.row.title,
            kind=DeadlineKind.SIGNUP,
            target=Target.SETTINGS,
            place_id=None,
            item=pack.row.id,
            field="signup_deadline",
        )


def _of_tasks(reader: Reader, places: Sequence[Place]) -> Iterator[Deadline]:
    ids = {place.key: place.id for place in places}
    for thread in threads_of(reader.find(Remark, place_key=list(ids))):
        task = thread.remark
        if task.source is not None and task.kind is RemarkKind.TASK and thread.is_open:
            yield Deadline(
                on=task.due_on,
                title=_FROM[Role.MUNICIPALITY].format(what=task.text.partition("\n")[0]),
                detail=task.about_title,
                kind=DeadlineKind.POST,
                target=Target.POST,
                place_id=ids[task.place_key],
                record=task.id,
                field="due_on",
                icon="mail",
            )
