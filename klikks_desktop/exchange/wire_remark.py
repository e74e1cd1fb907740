"""A remark (Vermerk) as it goes from a town to its region and back."""

from __future__ import annotations

from datetime import date

import msgspec

from klikks_desktop.exchange.wire_types import Line, Name, PlaceKey, Text, UuidText


class WireRemark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A remark on the municipality ``place_key`` or on one of its records.

    kind: as ``RemarkKind`` shows it ("Frage"); a receiver passes over kinds it does not know. about: id of
    the record it is on, null is the municipality itself. about_title: what that record was called then.
    """

    id: UuidText
    place_key: PlaceKey
    kind: Name
    about: UuidText | None = None
    about_title: Line = ""
    text: Text
    due_on: date | None = None
    done_on: date | None = None
    made_on: date
