"""The content of a receipt (Quittung): what became of one file, and what was deleted because of it.

Rules of evolution as in ``wire``: unknown fields are ignored, new ones are optional with a default,
none is renamed or reused; a stored receipt of each version stays readable for good.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Verdict
from klikks_desktop.exchange.envelope import YEARS
from klikks_desktop.exchange.wire import where
from klikks_desktop.exchange.wire_types import Count, Line, Moment, UuidText

SCHEMA = 1

_Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
_Kind = Annotated[str, Meta(pattern=r"^[a-z_]{1,40}$(?!\n)", description="kind of record: patron, project …")]
_Ids = Annotated[list[UuidText], Meta(max_length=100_000)]


class WireTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What the receiver counted: people named and in office, records new, changed and gone."""

    named: Count = 0
    in_office: Count = 0
    added: Count = 0
    changed: Count = 0
    gone: Count = 0


class WireReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to the file with ``digest``.

    received: when it was taken or set aside. erased: ids of what the receiver deleted with it.
    backup_until: until then a backup there may still hold that; null when nothing was deleted.
    """

    format: Literal["klikks-receipt"] = "klikks-receipt"
    schema: Annotated[int, Meta(ge=1, le=2**31)] = SCHEMA
    program: Line
    digest: _Digest
    created: Moment
    verdict: Verdict
    received: Moment
    counts: WireTaken = WireTaken()
    erased: Annotated[dict[_Kind, _Ids], Meta(max_length=60)] = {}
    backup_until: date | None = None


def encode_receipt(receipt: WireReceipt) -> bytes:
    """As JSON, the same bytes for the same content."""
    data = msgspec.json.encode(receipt)
    # A receipt that no receiver could read would be a fault of ours: better here than there.
    msgspec.json.decode(data, type=WireReceipt)
    return data


def decode_receipt(data: bytes) -> WireReceipt:
    """Raises K-560 for everything that is not a receipt of this format."""
    try:
        receipt = msgspec.json.decode(data, type=WireReceipt)
        _check_moments(receipt)
    except (ValueError, RecursionError) as error:
        raise UserError("K-560", {"place": where(error)}) from error
    return receipt


def _check_moments(receipt: WireReceipt) -> None:
    """Points in time that every system can show as local time."""
    for field in ("created", "received"):
        if getattr(receipt, field).year not in YEARS:
            raise ValueError(f"beyond the calendar - at `$.{field}`")
