"""Which good examples go to the towns: own ones, and those of the coordinating office unless held back."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import GoodExample
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

_HELD: Final = "ideas.held_back"


def shared_examples(reader: Reader) -> list[GoodExample]:
    """Of the same project the own one goes: it says what its town reports here."""
    found = reader.find(GoodExample, order=("made_on", "id"))
    own, held = {each.project_id for each in found if each.source is None}, held_back(reader)
    return [
        each for each in found if each.source is None or (each.id not in held and each.project_id not in own)
    ]


def held_back(reader: Reader) -> frozenset[UUID]:
    """Ids of the office's examples that stay here."""
    known = reader.setting(_HELD, [])
    return frozenset(UUID(str(each)) for each in known) if isinstance(known, list) else frozenset()


def hold_back(workspace: Workspace, example_id: UUID, *, held: bool) -> None:
    """Keep an example of the office from the towns, or let it go again; K-750 when it is gone."""
    label = "Beispiel nicht weitergegeben" if held else "Beispiel weitergegeben"
    with workspace.store.write(label) as unit:
        theirs = {each.id for each in unit.find(GoodExample) if each.source is not None}
        if example_id not in theirs:
            raise UserError("K-750")
        known = held_back(unit) & theirs
        left = known | {example_id} if held else known - {example_id}
        unit.put_setting(_HELD, sorted(map(str, left)))
