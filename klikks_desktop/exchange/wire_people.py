"""People, localities and the office of a place in a sync file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from klikks_desktop.exchange.wire_types import Count, Line, Mail, Name, UuidText, Word


class WireAppointment(msgspec.Struct, frozen=True, kw_only=True):
    """A term of office; ``ends_on`` null is open-ended."""

    id: UuidText
    locality_id: UuidText | None = None
    begins_on: date
    ends_on: date | None = None
    ended_on: date | None = None


class WireConsent(msgspec.Struct, frozen=True, kw_only=True):
    """A consent in force; purposes that the receiver does not know give it no permission."""

    id: UuidText
    purpose: Word
    text_version: Line
    given_on: date
    with_email: bool = False
    with_phone: bool = False
    with_photo: bool = False


class WirePatron(msgspec.Struct, frozen=True, kw_only=True):
    """A person who agreed to be named to the region."""

    id: UuidText
    address: Literal["f", "m", "n"]
    degree: Line = ""
    given_name: Line = ""
    family_name: Line = ""
    email: Mail | None = None
    phone: Line | None = None
    appointments: Annotated[list[WireAppointment], Meta(max_length=500)] = []
    consents: Annotated[list[WireConsent], Meta(max_length=500)] = []


class WireLocality(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a municipality (Ortsteil)."""

    id: UuidText
    name: Name
    genitive: Line = ""


class WireCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Heads of all patrons, named or not: in office today, reported by name, no longer in office."""

    in_office: Count
    named: Count
    ended: Count


class WireContact(msgspec.Struct, frozen=True, kw_only=True):
    """The office, never a person: function, mailbox, telephone."""

    function: Line = ""
    email: Mail = ""
    phone: Line = ""
