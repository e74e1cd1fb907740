"""What is not valid yet, and settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is not valid yet, kept as typed (Entwurf). texts: JSON object field -> raw text.

    id: the id of the record that the draft is for, whether it exists already or not.
    """

    id: UUID
    entity: str
    place_id: UUID | None
    texts: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting; value is JSON."""

    key: str
    value: str
