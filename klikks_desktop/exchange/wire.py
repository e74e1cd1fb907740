"""The content of a sync file, wire version 1: the whole state of a sender's places.

Rules of evolution: unknown fields are ignored (nobody passes on what others own), new fields are
optional with a default, none is renamed, reused or changes its meaning; only a true break raises
the container's ``min_version``. A stored file of each version stays readable for good.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.wire_types import Count, Line, Mail, Moment, Name, PlaceKey, UuidText, Word

SCHEMA = 1


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


class WirePlace(msgspec.Struct, frozen=True, kw_only=True):
    """One municipality or association with everything that is reported of it."""

    key: PlaceKey
    name: Name
    designation: Name
    kind: Line
    county: Line = ""
    state: Line = ""
    contact: WireContact = WireContact()
    resolution_on: date | None = None
    agreement_on: date | None = None
    localities: Annotated[list[WireLocality], Meta(max_length=5_000)] = []
    counts: WireCounts
    patrons: Annotated[list[WirePatron], Meta(max_length=100_000)] = []


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of a sender; what is missing from it is gone."""

    format: Literal["klikks-sync"] = "klikks-sync"
    schema: Annotated[int, Meta(ge=1, le=2**31)] = SCHEMA
    program: Line
    created: Moment
    places: Annotated[list[WirePlace], Meta(max_length=1_000)]


def encode_snapshot(snapshot: Snapshot) -> bytes:
    """As JSON, the same bytes for the same content.

    Raises K-518 when something in it would be refused by a receiver.
    """
    try:
        data = msgspec.json.encode(snapshot)
        _check_ids(msgspec.json.decode(data, type=Snapshot))
    except ValueError as error:
        raise UserError("K-518", {"place": where(error)}) from error
    return data


def decode_snapshot(data: bytes) -> Snapshot:
    """Raises K-513 for everything that is not a snapshot of this format."""
    try:
        snapshot = msgspec.json.decode(data, type=Snapshot)
        _check_ids(snapshot)
    except (ValueError, RecursionError) as error:
        raise UserError("K-513", {"place": where(error)}) from error
    return snapshot


def schema() -> dict[str, Any]:  # Any: a JSON document of any shape
    """The format as JSON Schema (2020-12), for third parties."""
    return msgspec.json.schema(Snapshot)


def _check_ids(snapshot: Snapshot) -> None:
    """Ids are unique, places are reported once, people have a name, appointments point into their place."""
    _check_unique("key", (place.key for place in snapshot.places))
    _check_unique("id", _all_ids(snapshot))
    for place in snapshot.places:
        localities = {locality.id for locality in place.localities}
        for patron in place.patrons:
            if not (patron.given_name or patron.family_name):
                raise ValueError("no name - at `$.places[...].patrons[...].family_name`")
            for appointment in patron.appointments:
                if appointment.locality_id is not None and appointment.locality_id not in localities:
                    raise ValueError("unknown locality - at `$.places[...].patrons[...].appointments`")


def _all_ids(snapshot: Snapshot) -> Iterator[str]:
    for place in snapshot.places:
        yield from (locality.id for locality in place.localities)
        for patron in place.patrons:
            yield patron.id
            yield from (appointment.id for appointment in patron.appointments)
            yield from (consent.id for consent in patron.consents)


def _check_unique(field: str, values: Iterable[str]) -> None:
    if any(count > 1 for count in Counter(values).values()):
        raise ValueError(f"given twice - at `$.places[...].{field}`")


def where(error: BaseException) -> str:
    """The path that msgspec names, without the content found there."""
    found = re.search(r"at `(?:key in )?\$?\.?([^`]*)`$", str(error))
    return found[1] if found else "ganzer Inhalt"
