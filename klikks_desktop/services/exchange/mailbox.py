"""The town's mailbox (Post vom Regionalmanagement): what came, what is new in it, where each leads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from klikks_desktop.domain.news import current
from klikks_desktop.domain.records import (
    Announcement,
    Building,
    NetworkContact,
    Patron,
    Peer,
    Potential,
    Project,
    Record,
    Remark,
    Task,
)
from klikks_desktop.services.exchange.from_above import news_from_above
from klikks_desktop.services.exchange.proof import ReceiptView, receipts
from klikks_desktop.services.region.remarks import Thread, threads_of
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What a town has from its region. office: what the region calls itself, "" before the enrolment."""

    office: str
    threads: tuple[Thread, ...]
    news: tuple[Announcement, ...]
    contacts: tuple[NetworkContact, ...]
    receipts: tuple[ReceiptView, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing ever came and nothing was asked for."""
        return not (self.threads or self.news or self.contacts or self.receipts)


def mailbox(workspace: Workspace, keys: Collection[str]) -> Mailbox:
    """Everything for the own places with these keys."""
    with workspace.store.read() as reader:
        offices = sorted(
            reader.find(Peer, upward=True), key=lambda each: (each.confirmed_at is not None, each.id)
        )
        return Mailbox(
            office=offices[-1].name if offices else "",
            threads=tuple(threads_of(reader.find(Remark, place_key=list(keys)))),
            news=tuple(_news(workspace, reader)),
            contacts=tuple(
                sorted(reader.find(NetworkContact), key=lambda each: (each.name.casefold(), each.id))
            ),
            receipts=tuple(receipts(workspace)),
        )


def target_of(workspace: Workspace, record: UUID) -> tuple[Target, UUID] | None:
    """Where the record lies that a remark is on; ``None`` when it is gone or has no page."""
    with workspace.store.read() as reader:
        for kind, target in _PAGES.items():
            if reader.get(kind, record) is not None:
                return target, record
        task = reader.get(Task, record)
    return (Target.PROJECT, task.project_id) if task and task.project_id else None


_PAGES: Final[Mapping[type[Record], Target]] = {
    Project: Target.PROJECT,
    Potential: Target.POTENTIAL,
    Patron: Target.PATRON,
    Building: Target.BUILDING,
}


def own_projects(workspace: Workspace, place_id: UUID) -> list[tuple[UUID, str]]:
    """Id and title of the projects that support may be asked for, by title."""
    with workspace.store.read() as reader:
        found = reader.find(Project, source=None, place_id=place_id)
    return sorted(
        ((each.id, each.title or "Projekt ohne Titel") for each in found), key=lambda pair: pair[1].casefold()
    )


def _news(workspace: Workspace, reader: Reader) -> list[Announcement]:
    """Of returns and of the programme pack, the newest first."""
    return current(news_from_above(reader), workspace.today)
