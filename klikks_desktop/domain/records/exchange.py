"""The other side of the exchange, and what went there or came from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.records.places import Role


class Direction(StrEnum):
    """Whether a delivery left the house or came in."""

    SENT = "gesendet"
    RECEIVED = "empfangen"


class DeliveryKind(StrEnum):
    """What a file of the exchange is."""

    REPORT = "bericht"
    RECEIPT = "quittung"
    RETURN = "ruecksendung"


class Verdict(StrEnum):
    """What became of a received sync file."""

    APPLIED = "uebernommen"
    DUPLICATE = "doppelt"
    OLDER = "aelter"
    FORK = "abzweigung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """The other side of the exchange: for a town its region, for a region each town's program.

    id: the installation that signs. sign_key: Ed25519 public key, hex. age_key: "age1…".
    place_keys: space-separated keys of the places it may report. joint_number: what both
    sides compared by phone. confirmed_at: trusted since then; ``None`` is not trusted yet.
    A changed key waits in pending_* until it is confirmed the same way. upward: it gets our reports: a
    town's region, a region's coordinating office.
    """

    id: UUID
    role: Role
    name: str
    sign_key: str
    age_key: str
    place_keys: str = ""
    joint_number: str = ""
    confirmed_at: datetime | None = None
    pending_sign_key: str = ""
    pending_age_key: str = ""
    pending_place_keys: str = ""
    head_sequence: int = 0
    head_digest: str = ""
    upward: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A file sent or received. counts: JSON of record counts.

    acknowledged_at: when its receipt was opened here (sent) or written (received).
    """

    id: UUID
    peer_id: UUID
    direction: Direction
    sequence: int
    digest: str
    previous: str
    created_at: datetime
    handled_at: datetime
    file_name: str
    verdict: Verdict | None = None
    counts: str = "{}"
    kind: DeliveryKind = DeliveryKind.REPORT
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReport:
    """Counts that a town reported for one place. id = place id.

    factor_set: that its sums were reckoned with; left_out: potentials that are in none of them.
    program: with version, as the town runs it.
    """

    id: UUID
    source: UUID
    reported_at: datetime
    in_office: int
    named: int
    ended: int
    factor_set: str = ""
    left_out: int = 0
    program: str = ""
