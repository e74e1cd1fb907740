"""What is new in the mailbox since it was looked at; asked at every start, so it needs next to nothing."""

from __future__ import annotations

from typing import Final

from klikks_desktop.domain.news import current
from klikks_desktop.domain.records import Remark
from klikks_desktop.services.exchange.from_above import news_from_above
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_SEEN: Final = "post_seen"


def new_things(workspace: Workspace) -> int:
    """How many remarks and news came since the mailbox was looked at."""
    with workspace.store.read() as reader:
        return len(_came(workspace, reader) - _seen(reader))


def mark_seen(workspace: Workspace) -> bool:
    """The mailbox was looked at: nothing in it is new any more. Whether something was."""
    with workspace.store.read() as reader:
        came = _came(workspace, reader)
        if came <= _seen(reader):
            return False
    with workspace.store.write("Post angesehen", undoable=False) as unit:
        unit.put_setting(_SEEN, sorted(came))
    return True


def _came(workspace: Workspace, reader: Reader) -> set[str]:
    remarks = {str(key) for key, source in reader.fields(Remark, ("id", "source")) if source is not None}
    return remarks | {str(each.id) for each in current(news_from_above(reader), workspace.today)}


def _seen(reader: Reader) -> set[str]:
    known = reader.setting(_SEEN, [])
    return {str(each) for each in known} if isinstance(known, list) else set()
