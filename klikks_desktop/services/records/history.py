"""Undo (Rückgängig), recycle bin (Papierkorb) and erasure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from klikks_desktop.domain.changes import BinItem, Change
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Patron
from klikks_desktop.services.workspace import Workspace

BIN_DAYS = 30


def undo_label(workspace: Workspace) -> str | None:
    """What Strg+Z would take back, in words; ``None`` when there is nothing."""
    with workspace.store.read() as reader:
        candidate = reader.undo_candidate()
    return candidate.label if candidate else None


def undo(workspace: Workspace) -> Change:
    """Take the last change back; K-170 when there is none.

    Never removes an issued certificate number: the storage refuses and names voiding instead.
    """
    with workspace.store.read() as reader:
        candidate = reader.undo_candidate()
    if candidate is None:
        raise UserError("K-170")
    with workspace.store.write(f"Rückgängig: {candidate.label}") as unit:
        unit.undo(candidate.id)
    return candidate


def redo(workspace: Workspace) -> Change:
    """Do again what was taken back last, as long as nothing new was done since; K-171 otherwise."""
    with workspace.store.read() as reader:
        candidate = reader.redo_candidate()
    if candidate is None:
        raise UserError("K-171")
    with workspace.store.write(candidate.label.removeprefix("Rückgängig: ")) as unit:
        unit.undo(candidate.id)
    return candidate


def recycle_bin(workspace: Workspace) -> list[BinItem]:
    """What was deleted in the last 30 days, newest first."""
    with workspace.store.read() as reader:
        return reader.recycle_bin(workspace.clock() - timedelta(days=BIN_DAYS))


def restore_from_bin(workspace: Workspace, change_id: UUID) -> Change:
    """Bring back what one deletion took, exactly as it was."""
    with workspace.store.write("Aus dem Papierkorb geholt") as unit:
        return unit.undo(change_id)


def erase_patron(workspace: Workspace, patron_id: UUID) -> None:
    """Erase a person for good (Art. 17 DSGVO): records, history, drafts, archived certificates.

    Of issued certificates number, dates and kind stay, so that the register has no gap. The
    backups at hand are cleaned too (K-238 names those that could not be), and the id is
    remembered so that a restored backup erases it again.
    """
    from klikks_desktop.storage.erasure import erase

    erase(workspace.store, [patron_id])


def empty_bin(workspace: Workspace) -> int:
    """Erase for good who has lain in the recycle bin for more than 30 days; how many people.

    Drafts that were deleted or taken back so long ago count as people: they hold a name, too. Files
    removed from projects so long ago lose their bytes.
    """
    from klikks_desktop.storage.erasure import erase
    from klikks_desktop.storage.old_files import forget_old_files

    limit = workspace.clock() - timedelta(days=BIN_DAYS)
    forget_old_files(workspace.store, limit)
    with workspace.store.read() as reader:
        everything = reader.recycle_bin(datetime.fromtimestamp(0, UTC))
        drafts = reader.deleted_drafts(limit)
    ids = [
        item.record.id for item in everything if item.deleted_at < limit and isinstance(item.record, Patron)
    ]
    ids += drafts
    if ids:
        erase(workspace.store, ids)
    return len(ids)
