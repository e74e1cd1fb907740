"""Undo (Rückgängig), recycle bin (Papierkorb) and erasure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from klikks_desktop.domain.changes import BinItem, Change
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    CertificateCopy,
    Consent,
    Draft,
    Locality,
    Patron,
)
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.erasure import erase

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


def recycle_bin(workspace: Workspace) -> list[BinItem]:
    """What was deleted in the last 30 days, newest first."""
    with workspace.store.read() as reader:
        return reader.recycle_bin(workspace.clock() - timedelta(days=BIN_DAYS))


def restore_from_bin(workspace: Workspace, change_id: UUID) -> Change:
    """Bring back what one deletion took, exactly as it was."""
    with workspace.store.write("Aus dem Papierkorb geholt") as unit:
        return unit.undo(change_id)


def erase_patron(workspace: Workspace, patron_id: UUID) -> None:
    """Erase a person for good (Art. 17 DSGVO): records, history, typed drafts, archived certificates.

    Of issued certificates number, dates and kind stay, without name and file, so that the
    register has no gap. The id is remembered and erased again after any restore.
    """
    with workspace.store.write("Person gelöscht", undoable=False) as unit:
        certificates = unit.find(Certificate, patron_id=patron_id)
        for certificate in certificates:
            unit.delete_where(CertificateCopy, certificate_id=certificate.id)
            unit.update(
                replace(
                    certificate,
                    patron_id=None,
                    appointment_id=None,
                    name="",
                    sheet="",
                    file_hash=None,
                    void_reason="",
                )
            )
            if certificate.file_hash:
                unit.drop_blob(certificate.file_hash)
        unit.delete_where(Consent, patron_id=patron_id)
        unit.delete_where(Appointment, patron_id=patron_id)
        unit.delete(Draft, patron_id)
        unit.delete(Patron, patron_id)
    erase(workspace.store, [patron_id, *(certificate.id for certificate in certificates)])


def empty_bin(workspace: Workspace) -> int:
    """Erase the traces of what has lain in the recycle bin for more than 30 days; how many people."""
    with workspace.store.read() as reader:
        long_gone = reader.recycle_bin(workspace.clock() - timedelta(days=36500))
        recent = {item.change.id for item in reader.recycle_bin(workspace.clock() - timedelta(days=BIN_DAYS))}
    ids = [
        item.record.id
        for item in long_gone
        if item.change.id not in recent and isinstance(item.record, Patron | Locality)
    ]
    if ids:
        erase(workspace.store, ids)
    return len(ids)
