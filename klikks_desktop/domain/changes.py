"""What the history (Verlauf) tells: changes to undo, former states of a record, the recycle bin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.records import Record


class Operation(StrEnum):
    """What happened to a record within a change."""

    ADDED = "I"
    UPDATED = "U"
    DELETED = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One saved transaction. label: German, as shown in the undo menu.

    undoes: the change that this one took back. undoable: ``False`` for what cannot be taken back.
    """

    id: UUID
    at: datetime
    label: str
    undoes: UUID | None = None
    undoable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What one change did to one record; ``old`` is ``None`` when added, ``new`` when deleted."""

    change: Change
    operation: Operation
    old: Record | None
    new: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BinItem:
    """A deleted record in the recycle bin (Papierkorb).

    change: undo it to bring the record and all that was deleted with it back.
    """

    change: Change
    record: Record
    deleted_at: datetime
