"""The coat of arms (Wappen) of an own place: taken and removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from klikks_desktop.domain.records import Place
from klikks_desktop.services.records.conflicts import expect_seen
from klikks_desktop.services.workspace import Workspace

_ARMS: Final = "arms_hash"


def set_arms(workspace: Workspace, place: Place, data: bytes) -> Place:
    """Take a coat of arms (PNG, JPEG, SVG); K-4xx when it is none or unsafe.

    place: as it was shown; ``Conflict`` when a colleague took another coat of arms meanwhile.
    """
    from klikks_desktop.documents.arms import accent_suggestions, read_arms

    picture = read_arms(data, rasterise=workspace.rasterise)
    accents = accent_suggestions(picture)
    with workspace.store.write("Wappen übernommen") as unit:
        digest = unit.put_blob(picture.png)
        now = unit.get(Place, place.id) or place
        if not _may_replace_arms(
            workspace, place, now, digest, lambda shown: set_arms(workspace, shown, data)
        ):
            return now
        changed = replace(now, arms_hash=digest, accent=now.accent or (accents[0] if accents else ""))
        unit.update(changed)
    return changed


def remove_arms(workspace: Workspace, place: Place) -> Place:
    """Print without a coat of arms. The picture stays stored for certificates already issued.

    place: as it was shown; ``Conflict`` when a colleague took another coat of arms meanwhile.
    """
    with workspace.store.write("Wappen entfernt") as unit:
        now = unit.get(Place, place.id) or place
        if not _may_replace_arms(workspace, place, now, "", lambda shown: remove_arms(workspace, shown)):
            return now
        changed = replace(now, arms_hash=None, accent="")
        unit.update(changed)
    return changed


def _may_replace_arms(
    workspace: Workspace, seen: Place, now: Place, digest: str, again: Callable[[Place], Place]
) -> bool:
    """Whether what was chosen is to be stored: not when it is what was shown and a colleague changed that."""
    was, there = seen.arms_hash or "", now.arms_hash or ""
    told = {
        there: "ein anderes Wappen",
        was: "das bisherige Wappen",
        digest: "das eben gewählte Wappen",
        "": "kein Wappen",
    }
    typed = expect_seen(
        workspace,
        seen.designation,
        {_ARMS: "Wappen"},
        seen={_ARMS: was},
        typed={_ARMS: digest},
        now={_ARMS: there},
        redo=lambda mine, _shown: again(now) if mine else now,
        words=lambda _name, text: told[text],
    )
    return bool(typed)
