"""News of the programme (Programmnachrichten), as the region writes them for every town."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Announcement
from klikks_desktop.services.records.conflicts import laid_over
from klikks_desktop.services.region.remarks import LONGEST_TEXT, LONGEST_TITLE, plain_text
from klikks_desktop.services.workspace import Workspace

_TITLES = {"title": "Titel", "text": "Text", "due_on": "Termin", "until": "Zeigen bis"}


def announcements(workspace: Workspace) -> list[Announcement]:
    """All own news, the newest first."""
    with workspace.store.read() as reader:
        return reader.find(Announcement, order=("-made_on", "-id"), source=None)


def save_announcement(
    workspace: Workspace,
    announcement_id: UUID | None = None,
    *,
    title: str,
    text: str = "",
    due_on: date | None = None,
    until: date | None = None,
    seen: Announcement | None = None,
) -> Announcement:
    """Write news, or change it; K-569 when it is gone, K-570 when something is wrong with it.

    seen: as it was shown; ``Conflict`` when a colleague changed the same meanwhile.
    """

    def again(mine: Announcement, shown: Announcement) -> Announcement:
        return save_announcement(
            workspace,
            mine.id,
            title=mine.title,
            text=mine.text,
            due_on=mine.due_on,
            until=mine.until,
            seen=shown,
        )

    title, text = " ".join(plain_text(title).split()), plain_text(text)
    reason = _wrong(title, text, due_on, until)
    if reason:
        raise UserError("K-570", {"reason": reason})
    verb = "geändert" if announcement_id else "eingetragen"
    with workspace.store.write(f"Nachricht {verb}") as unit:
        before = unit.get(Announcement, announcement_id) if announcement_id else None
        if announcement_id and (before is None or before.source is not None):
            raise UserError("K-569")
        base = seen or before or Announcement(id=workspace.new_id(), title="", made_on=workspace.today)
        made = replace(base, title=title, text=text, due_on=due_on, until=until)
        made = laid_over(workspace, unit, made, seen=seen, title=made.title, titles=_TITLES, redo=again)
        unit.put(made)
    return made


def delete_announcement(workspace: Workspace, announcement_id: UUID) -> None:
    """Delete news; with the next return it is gone from the towns too."""
    with workspace.store.write("Nachricht gelöscht") as unit:
        unit.delete_where(Announcement, id=announcement_id, source=None)


def _wrong(title: str, text: str, due_on: date | None, until: date | None) -> str:
    if not title:
        return "Es fehlt ein Titel."
    if len(title) > LONGEST_TITLE:
        return f"Der Titel hat mehr als {LONGEST_TITLE} Zeichen."
    if len(text) > LONGEST_TEXT:
        return f"Der Text hat mehr als {LONGEST_TEXT} Zeichen."
    if due_on is not None and until is not None and until < due_on:
        return "Die Nachricht verschwände vor ihrem Termin."
    return ""
