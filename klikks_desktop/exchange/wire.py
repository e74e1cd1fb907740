"""The content of a sync file, wire version 1, schema 2: the whole state of a sender's places.

Rules of evolution: unknown fields are ignored (nobody passes on what others own), new fields are
optional with a default, none is renamed, reused or changes its meaning; only a true break raises
the container's ``min_version``. A stored file of each schema stays readable for good.
Schema 2 added the life cycle of the participation, projects, potentials, tasks, energy and remarks.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.wire_check import check_snapshot
from klikks_desktop.exchange.wire_people import WireContact, WireCounts, WireLocality, WirePatron
from klikks_desktop.exchange.wire_remark import WireRemark
from klikks_desktop.exchange.wire_types import Line, Moment, Name, Natural, PlaceKey
from klikks_desktop.exchange.wire_work import WireEnergyTotal, WirePotential, WireProject, WireTask

SCHEMA: Final = 2


class WirePlace(msgspec.Struct, frozen=True, kw_only=True):
    """One municipality or association with everything that is reported of it.

    resolution_on to networking_on: the steps of its participation, in this order the resolution of the
    council and the cooperation agreement, then first contact, call for patrons, first appointments,
    onboarding, analysis of potentials, workshop, projects under way, networking. tasks: of the municipality
    itself. factor_set: that all effects were reckoned with; left_out: potentials that count in none.
    """

    key: PlaceKey
    name: Name
    designation: Name
    kind: Line
    county: Line = ""
    state: Line = ""
    contact: WireContact = WireContact()
    resolution_on: date | None = None
    agreement_on: date | None = None
    contact_on: date | None = None
    call_on: date | None = None
    appointment_on: date | None = None
    onboarding_on: date | None = None
    analysis_on: date | None = None
    workshop_on: date | None = None
    projects_on: date | None = None
    networking_on: date | None = None
    localities: Annotated[list[WireLocality], Meta(max_length=5_000)] = []
    counts: WireCounts
    patrons: Annotated[list[WirePatron], Meta(max_length=100_000)] = []
    projects: Annotated[list[WireProject], Meta(max_length=10_000)] = []
    potentials: Annotated[list[WirePotential], Meta(max_length=50_000)] = []
    tasks: Annotated[list[WireTask], Meta(max_length=5_000)] = []
    energy: Annotated[list[WireEnergyTotal], Meta(max_length=400)] = []
    remarks: Annotated[list[WireRemark], Meta(max_length=10_000)] = []
    factor_set: Line = ""
    left_out: Natural = 0


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The whole state of a sender; what is missing from it is gone. program: of the sender, with version."""

    format: Literal["klikks-sync"] = "klikks-sync"
    schema: Annotated[int, Meta(ge=1, le=2**31)] = SCHEMA
    program: Line
    created: Moment
    places: Annotated[list[WirePlace], Meta(max_length=20_000)]


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Snapshot)


def encode_snapshot(snapshot: Snapshot) -> bytes:
    """As JSON, the same bytes for the same content.

    Raises K-518 when something in it would be refused by a receiver.
    """
    try:
        data = _ENCODER.encode(snapshot)
        check_snapshot(_DECODER.decode(data))
    except ValueError as error:
        raise UserError("K-518", {"place": where(error)}) from error
    return data


def decode_snapshot(data: bytes) -> Snapshot:
    """Raises K-513 for everything that is not a snapshot of this format."""
    try:
        snapshot = _DECODER.decode(data)
        check_snapshot(snapshot)
    except (ValueError, RecursionError) as error:
        raise UserError("K-513", {"place": where(error)}) from error
    return snapshot


def where(error: BaseException) -> str:
    """The path that msgspec names, without the content found there."""
    found = re.search(r"at `(?:key in )?\$?\.?([^`]*)`$", str(error))
    return found[1] if found else "ganzer Inhalt"
