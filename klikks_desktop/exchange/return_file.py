"""The content of a return (Rücksendung), wire version 1: all that a region shares with one town.

A full snapshot of the region's own rows: what is missing from it is gone. Rules of evolution as in
``wire``: unknown fields are ignored, new ones are optional with a default, none is renamed or reused; a
stored return of each version stays readable for good.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.wire import where
from klikks_desktop.exchange.wire_remark import WireRemark
from klikks_desktop.exchange.wire_types import (
    Line,
    Mail,
    Moment,
    Name,
    Natural,
    PlaceKey,
    Text,
    Title,
    UuidText,
    Whole,
)

SCHEMA = 1


class WireAnnouncement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """News of the programme. due_on: a deadline; until: shown until then."""

    id: UuidText
    title: Name
    text: Text = ""
    due_on: date | None = None
    until: date | None = None
    made_on: date


class WirePeriod(msgspec.Struct, frozen=True, kw_only=True):
    """A reporting period: reports written from ``opens_on`` count, due by ``due_on``."""

    id: UuidText
    title: Name
    opens_on: date
    due_on: date


class WireNetworkContact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A patron of another town who agreed to be found by peers; e-mail and telephone only as agreed."""

    id: UuidText
    name: Annotated[Text, Meta(min_length=1)]
    place_name: Line
    locality: Line = ""
    topics: Text = ""
    email: Mail = ""
    phone: Line = ""


class WireExample(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A finished project worth copying; place and contact are missing unless its town agreed to be named.

    kind: as ``ProjectKind`` shows it; one that the receiver does not know counts as "Sonstiges".
    """

    id: UuidText
    project_id: UuidText
    named: bool = False
    place_key: PlaceKey | None = None
    place_name: Line = ""
    contact: Text = ""
    state: Line = ""
    inhabitants: Natural | None = None
    title: Title
    kind: Line = ""
    measure: Line = ""
    summary: Text = ""
    lesson: Text = ""
    investment_cents: Natural | None = None
    grant_cents: Natural | None = None
    saved_cents: Whole | None = None
    kwh: Whole | None = None
    co2e_kg: Whole | None = None
    factor_set: Line = ""
    finished_on: date | None = None
    made_on: date


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """All that a region shares with one town."""

    format: Literal["klikks-return"] = "klikks-return"
    schema: Annotated[int, Meta(ge=1, le=2**31)] = SCHEMA
    program: Line
    created: Moment
    remarks: Annotated[list[WireRemark], Meta(max_length=20_000)] = []
    announcements: Annotated[list[WireAnnouncement], Meta(max_length=2_000)] = []
    periods: Annotated[list[WirePeriod], Meta(max_length=1_000)] = []
    contacts: Annotated[list[WireNetworkContact], Meta(max_length=100_000)] = []
    examples: Annotated[list[WireExample], Meta(max_length=20_000)] = []


def encode_return(content: Return) -> bytes:
    """As JSON, the same bytes for the same content; K-567 when a receiver would refuse something in it."""
    try:
        data = msgspec.json.encode(content)
        _check(msgspec.json.decode(data, type=Return))
    except ValueError as error:
        raise UserError("K-567", {"place": where(error)}) from error
    return data


def decode_return(data: bytes) -> Return:
    """Raises K-562 for everything that is not a return of this format."""
    try:
        content = msgspec.json.decode(data, type=Return)
        _check(content)
    except (ValueError, RecursionError) as error:
        raise UserError("K-562", {"place": where(error)}) from error
    return content


def _check(content: Return) -> None:
    """Ids are unique; an example without a name holds nothing that tells its town."""
    for field in ("remarks", "announcements", "periods", "contacts", "examples"):
        _check_unique(field, (each.id for each in getattr(content, field)))
    for example in content.examples:
        if not example.named and (example.place_key or example.place_name or example.contact):
            raise ValueError("named without consent - at `$.examples[...].place_name`")


def _check_unique(field: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise ValueError(f"given twice - at `$.{field}[...].id`")
        seen.add(each)
