"""From what the clerk saw ("Das verlässt Ihr Haus") to the content of the sync file, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

import msgspec

from klikks_desktop.domain.disclosure import PatronDisclosure, PlaceDisclosure
from klikks_desktop.domain.disclosure_items import Content, Entry, Value
from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.wire import Snapshot, WirePlace, where
from klikks_desktop.exchange.wire_types import exact_text

Plain: TypeAlias = dict[str, object]

_CONTACT = {"office": "function", "contact_email": "email", "contact_phone": "phone"}


def build_snapshot(disclosures: Iterable[PlaceDisclosure], *, program: str, created: datetime) -> Snapshot:
    """The content of a sync file; nothing gets in that no disclosure lets leave.

    program: version of this program. created: aware. Raises K-518 when a field does not fit.
    """
    places = [_place(disclosed) for disclosed in sorted(disclosures, key=lambda d: d.place.key)]
    return Snapshot(program=program, created=created, places=places)


def _place(disclosed: PlaceDisclosure) -> WirePlace:
    office, work = _plain(disclosed.office.content), disclosed.work
    raw = {
        **{field: value for field, value in office.items() if field not in _CONTACT},
        **_plain(work.sums.content),
        "contact": {_CONTACT[field]: value for field, value in office.items() if field in _CONTACT},
        "counts": _plain(disclosed.counts.content),
        "localities": [_plain(locality.content) for locality in disclosed.localities],
        "patrons": [_patron(patron) for patron in disclosed.patrons if patron.leaves],
        "projects": _entries(work.projects),
        "potentials": _entries(work.potentials),
        "tasks": _entries(work.tasks),
        "remarks": _entries(work.remarks),
        "energy": [_plain(total.content) for total in work.energy],
    }
    try:
        return msgspec.convert(raw, WirePlace)
    except msgspec.ValidationError as error:
        raise UserError("K-518", {"place": where(error)}) from error


def _patron(disclosed: PatronDisclosure) -> Plain:
    records = {"appointments": disclosed.appointments, "consents": disclosed.consents}
    groups = {
        name: [_plain(content) for record in group if (content := record.content)]
        for name, group in records.items()
    }
    return {**_plain(disclosed.person.content), **groups}


def _entries(entries: Iterable[Entry]) -> list[Plain]:
    return [_plain(entry.make().content) for entry in entries if entry.leaves]


def _plain(content: Content) -> Plain:
    """Dates, whole numbers and yes/no as they are; decimals, enumerations and UUIDs as plain text."""
    return {field: _value(value) for field, value in content.items()}


def _value(value: Value | Content | Sequence[Content]) -> object:
    match value:
        case Mapping():
            return _plain(value)
        case list():
            return [_plain(each) for each in value]
        case Decimal():
            return exact_text(value)
        case date() | int():
            return value
    return str(value)
