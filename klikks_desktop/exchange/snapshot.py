"""From what the clerk saw ("Das verlässt Ihr Haus") to the content of the sync file, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec

from klikks_desktop.domain.disclosure import PatronDisclosure, PlaceDisclosure
from klikks_desktop.domain.disclosure_items import Disclosure, Value
from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.wire import Snapshot, WirePlace, where

_CONTACT = {"office": "function", "contact_email": "email", "contact_phone": "phone"}


def build_snapshot(disclosures: Iterable[PlaceDisclosure], *, program: str, created: datetime) -> Snapshot:
    """The content of a sync file; nothing gets in that no disclosure lets leave.

    program: version of this program. created: aware. Raises K-518 when a field does not fit.
    """
    places = [_place(disclosed) for disclosed in sorted(disclosures, key=lambda d: d.place.key)]
    return Snapshot(program=program, created=created, places=places)


def _place(disclosed: PlaceDisclosure) -> WirePlace:
    office = _fields(disclosed.office)
    raw = {
        **{field: value for field, value in office.items() if field not in _CONTACT},
        "contact": {_CONTACT[field]: value for field, value in office.items() if field in _CONTACT},
        "counts": _fields(disclosed.counts),
        "localities": [_fields(locality) for locality in disclosed.localities],
        "patrons": [_patron(patron) for patron in disclosed.patrons if patron.leaves],
    }
    try:
        return msgspec.convert(raw, WirePlace)
    except msgspec.ValidationError as error:
        raise UserError("K-518", {"place": where(error)}) from error


def _patron(disclosed: PatronDisclosure) -> dict[str, Any]:  # Any: checked by msgspec against the format
    records = {"appointments": disclosed.appointments, "consents": disclosed.consents}
    return {
        **_fields(disclosed.person),
        **{name: [fields for r in group if (fields := _fields(r))] for name, group in records.items()},
    }


def _fields(disclosure: Disclosure) -> dict[str, Value]:
    return {field: _plain(value) for field, value in disclosure.leaving.items()}


def _plain(value: Value) -> Value:
    """Dates, numbers and yes/no as they are; enumerations and UUIDs as plain text."""
    return value if isinstance(value, date | int) else str(value)
