"""What the office above tells by a day: of its returns and of the programme pack; the same in both once."""

from __future__ import annotations

from klikks_desktop.domain.news import current
from klikks_desktop.domain.records import Announcement, Period
from klikks_desktop.services.pack.accepted import pack_news
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader


def news_shown(workspace: Workspace) -> list[Announcement]:
    """News of the programme that are still shown, the newest first."""
    with workspace.store.read() as reader:
        return current(news_from_above(reader), workspace.today)


def news_from_above(reader: Reader) -> list[Announcement]:
    """News of the programme, the newest first, also those that are not shown any more."""
    found = {each.id: each for each in pack_news(reader)[0]}
    found |= {each.id: each for each in reader.find(Announcement) if each.source is not None}
    return sorted(found.values(), key=lambda each: (each.made_on, each.id), reverse=True)


def periods_from_above(reader: Reader) -> list[Period]:
    """Reporting periods that it set, never own ones."""
    found = {each.id: each for each in pack_news(reader)[1]}
    found |= {each.id: each for each in reader.find(Period) if each.source is not None}
    return list(found.values())
