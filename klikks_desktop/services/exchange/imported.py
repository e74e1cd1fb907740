"""From the content of a sync file to records of its sender; nothing is looked up or stored here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID, uuid5

from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.domain.records import (
    Address,
    Appointment,
    Consent,
    Locality,
    Participation,
    Patron,
    Place,
    PlaceReport,
    Purpose,
)

if TYPE_CHECKING:
    from klikks_desktop.exchange.wire import Snapshot, WirePatron, WirePlace

ImportedRecord: TypeAlias = Consent | Appointment | Patron | Locality | Participation | PlaceReport | Place
# Deepest first, so that nothing is deleted while something points at it.
IMPORTED: tuple[type[ImportedRecord], ...] = (
    Consent,
    Appointment,
    Patron,
    Locality,
    Participation,
    PlaceReport,
    Place,
)


def records_of(
    snapshot: Snapshot, *, sender: UUID, reported_at: datetime, alphabet: Alphabet
) -> list[ImportedRecord]:
    """Every record of a sync file, marked with the sender that owns it."""
    records: list[ImportedRecord] = []
    for place in snapshot.places:
        records += _place_records(place, sender, reported_at)
        for patron in place.patrons:
            records += _patron_records(patron, sender, uuid5(sender, place.key), alphabet)
    return records


def _place_records(wire: WirePlace, sender: UUID, reported_at: datetime) -> list[ImportedRecord]:
    # Places have no id of their own on the wire: sender and key say which it is.
    place_id = uuid5(sender, wire.key)
    forms = grammatical_forms(wire.kind, wire.kind, wire.name)
    records: list[ImportedRecord] = [
        Place(
            id=place_id,
            source=sender,
            key=wire.key,
            name=wire.name,
            kind=wire.kind,
            county=wire.county,
            state=wire.state,
            designation=wire.designation,
            nominative=forms.nominative,
            genitive=forms.genitive,
            locative=forms.locative,
            office=wire.contact.function,
            contact_email=wire.contact.email,
            contact_phone=wire.contact.phone,
        ),
        Participation(
            id=place_id, source=sender, resolution_on=wire.resolution_on, agreement_on=wire.agreement_on
        ),
        PlaceReport(
            id=place_id,
            source=sender,
            reported_at=reported_at,
            in_office=wire.counts.in_office,
            named=wire.counts.named,
            ended=wire.counts.ended,
        ),
    ]
    records += [
        Locality(id=UUID(part.id), source=sender, place_id=place_id, name=part.name, genitive=part.genitive)
        for part in wire.localities
    ]
    return records


def _patron_records(
    wire: WirePatron, sender: UUID, place_id: UUID, alphabet: Alphabet
) -> list[ImportedRecord]:
    patron_id = UUID(wire.id)
    records: list[ImportedRecord] = [
        Patron(
            id=patron_id,
            source=sender,
            place_id=place_id,
            address=Address(wire.address),
            degree=wire.degree,
            given_name=wire.given_name,
            family_name=wire.family_name,
            email=wire.email or "",
            phone=wire.phone or "",
            search_key=search_key(f"{wire.family_name} {wire.given_name}", alphabet),
        )
    ]
    records += [
        Appointment(
            id=UUID(term.id),
            source=sender,
            patron_id=patron_id,
            locality_id=UUID(term.locality_id) if term.locality_id else None,
            begins_on=term.begins_on,
            ends_on=term.ends_on,
            ended_on=term.ended_on,
        )
        for term in wire.appointments
    ]
    known = {purpose.value: purpose for purpose in Purpose}
    records += [
        Consent(
            id=UUID(consent.id),
            source=sender,
            patron_id=patron_id,
            purpose=known[consent.purpose],
            text_version=consent.text_version,
            given_on=consent.given_on,
            with_email=consent.with_email,
            with_phone=consent.with_phone,
            with_photo=consent.with_photo,
        )
        for consent in wire.consents
        if consent.purpose in known
    ]
    return records
