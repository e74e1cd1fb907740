"""Which ideas were looked at; read at every start of a town's window, so it needs next to nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from klikks_desktop.domain.records import GoodExample
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_SEEN: Final = "ideas.seen"


def new_ideas(workspace: Workspace) -> int:
    """How many came since the pool was looked at."""
    with workspace.store.read() as reader:
        return len(_came(reader) - seen_ideas(reader))


def mark_seen(workspace: Workspace, shown: Collection[UUID]) -> None:
    """These were looked at: they are not new any more."""
    with workspace.store.write("Ideenpool angesehen", undoable=False) as unit:
        known = _came(unit) & (seen_ideas(unit) | {str(each) for each in shown})
        unit.put_setting(_SEEN, sorted(known))


def seen_ideas(reader: Reader) -> set[str]:
    """Ids of those that were looked at."""
    known = reader.setting(_SEEN, [])
    return {str(each) for each in known} if isinstance(known, list) else set()


def _came(reader: Reader) -> set[str]:
    known = reader.fields(GoodExample, ("id", "source"))
    return {str(key) for key, source in known if source is not None}
