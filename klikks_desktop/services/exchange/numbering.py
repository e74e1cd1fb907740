"""Numbers of the files that are written: rising for each receiver, never one twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.records import Delivery, DeliveryKind, Direction
from klikks_desktop.domain.sync import MAX_AHEAD, milliseconds, next_sequence
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.store import Reader, Unit

_WRONG_MARK: Final = "delivery.wrong_mark"
"""The mark that a wrong clock left in the future, and the last sequence since a person confirmed the date."""


@dataclass(frozen=True, slots=True)
class Number:
    """The place of a file among those of its kind to one receiver.

    previous: digest of the one before, or "".
    """

    sequence: int
    previous: str


def next_number(
    unit: Unit,
    folder: Path,
    peer_id: UUID,
    kind: DeliveryKind,
    now: datetime,
    *,
    clock_confirmed: bool = False,
) -> Number:
    """The number of the next file of ``kind`` to ``peer_id``; K-519 when this computer's clock is wrong.

    folder: of the workspace, where the highest number ever used is kept.
    """
    marks = Marks(folder)
    last = _last_sent(unit, peer_id, kind, now)
    used = last.sequence if last else 0
    sequence = next_sequence(used, _right_mark(unit, marks), now, clock_confirmed=clock_confirmed)
    if sequence < marks.delivery_sequence():
        unit.put_setting(_WRONG_MARK, {"wrong": marks.delivery_sequence(), "right": sequence})
    return Number(sequence, last.digest if last else "")


def _right_mark(reader: Reader, marks: Marks) -> int:
    """The highest sequence used, but for one from the future that a person was asked about already."""
    mark, known = marks.delivery_sequence(), reader.setting(_WRONG_MARK)
    if isinstance(known, Mapping) and known.get("wrong") == mark:
        return int(str(known["right"]))
    return mark


def _last_sent(reader: Reader, peer_id: UUID, kind: DeliveryKind, now: datetime) -> Delivery | None:
    """The file before this one; one from a wrong clock's future was refused and does not count."""
    limit = milliseconds(now + MAX_AHEAD)
    sent = reader.find(Delivery, peer_id=peer_id, direction=Direction.SENT, kind=kind)
    return max((d for d in sent if d.sequence <= limit), key=lambda d: d.sequence, default=None)
