"""What the office of a region is called (Name der Stelle)."""

from __future__ import annotations

from klikks_desktop.domain.region.fields import OFFICE_NAME
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.workspace import Workspace

_NAME = OFFICE_NAME.name


def rename(workspace: Workspace, name: str, seen: str | None = None) -> str:
    """Call the workspace something else; what it is called now.

    seen: as it was shown; ``Conflict`` when a colleague renamed it meanwhile.
    """
    with workspace.store.write("Name der Stelle geändert", undoable=False) as unit:
        now = str(unit.setting("name", ""))
        typed = expect_seen(
            workspace,
            OFFICE_NAME.title,
            {_NAME: OFFICE_NAME.title},
            seen={_NAME: now if seen is None else seen},
            typed={_NAME: name},
            now={_NAME: now},
            redo=lambda mine, shown: rename(workspace, mine.get(_NAME, shown[_NAME]), shown[_NAME]),
        )
        name = typed.get(_NAME, now)
        unit.put_setting("name", name)
    workspace.__dict__.pop("name", None)
    return name
