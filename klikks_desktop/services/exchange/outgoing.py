"""What surrounds the next report: who stays out of it, and where it will lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from klikks_desktop.domain.records import Draft, Patron
from klikks_desktop.services.exchange.delivery import suggested_export_name
from klikks_desktop.services.files import free_name
from klikks_desktop.services.people.patron_list import PATRON_DRAFT
from klikks_desktop.services.records.history import recycle_bin
from klikks_desktop.services.workspace import Workspace

_FOLDER = "export_folder"


@dataclass(frozen=True, slots=True)
class Staying:
    """What never leaves the house.

    drafts: people not appointed yet; changes: open changes to people who are; deleted: people in
    the recycle bin.
    """

    drafts: int
    changes: int
    deleted: int


def staying(workspace: Workspace) -> Staying:
    """Count drafts, open changes and the people in the recycle bin."""
    with workspace.store.read() as reader:
        drafts = {draft.id for draft in reader.find(Draft, entity=PATRON_DRAFT)}
        changes = reader.count(Patron, id=drafts)
    deleted = sum(isinstance(item.record, Patron) for item in recycle_bin(workspace))
    return Staying(len(drafts) - changes, changes, deleted)


def export_target(workspace: Workspace, fallback: Path) -> Path:
    """Where the next file goes: the remembered folder, else ``fallback``, under a name still free."""
    with workspace.store.read() as reader:
        remembered = str(reader.setting(_FOLDER, ""))
    folder = Path(remembered) if remembered and Path(remembered).is_dir() else fallback
    return free_name(folder / suggested_export_name(workspace))


def remember_export_folder(workspace: Workspace, folder: Path) -> None:
    """Write the next files into ``folder``."""
    with workspace.store.write("Ordner für Berichte gewählt", undoable=False) as unit:
        unit.put_setting(_FOLDER, str(folder))
