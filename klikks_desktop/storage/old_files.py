"""Files of projects that were removed long ago: their bytes go, so that a photo does not stay for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select, update

from klikks_desktop.domain.changes import Operation
from klikks_desktop.storage.purge import is_referred_to
from klikks_desktop.storage.store import Reader, Store
from klikks_desktop.storage.tables import attachment, blob, history, history_change


def forget_old_files(store: Store, before: datetime) -> int:
    """Drop the bytes of attachments removed before then and still gone; how many files that were.

    The changes concerned can no longer be taken back. Backups keep the bytes until they are rotated.
    """
    with store.read() as reader:
        if not _removed(reader, before):
            return 0
    with store.write("Entfernte Dateien gelöscht", undoable=False) as unit:
        removed = _removed(unit, before)
        changes = select(history.c.change_id).where(
            history.c.table == attachment.name, history.c.pk.in_([str(key) for key in removed])
        )
        statement = update(history_change).where(history_change.c.id.in_(changes))
        unit.connection.execute(statement.values(undoable=False))
        digests = {digest for digest in removed.values() if not is_referred_to(unit, digest)}
        for digest in digests:
            unit.drop_blob(digest)
    return len(digests)


def _removed(reader: Reader, before: datetime) -> Mapping[UUID, str]:
    """Attachments that went before then and did not come back, with the hash of their bytes at hand."""
    query = (
        select(history.c.pk, history.c.old)
        .join(history_change)
        .where(history.c.table == attachment.name, history.c.op == Operation.DELETED)
        .where(history_change.c.at < before)
        .where(~exists().where(attachment.c.id == history.c.pk))
    )
    rows = {UUID(row.pk): str(json.loads(row.old)["digest"]) for row in reader.connection.execute(query)}
    found = reader.connection.execute(select(blob.c.hash).where(blob.c.hash.in_(set(rows.values()))))
    present = set(found.scalars())
    return {key: digest for key, digest in rows.items() if digest in present}
