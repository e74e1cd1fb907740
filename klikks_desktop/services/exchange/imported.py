"""From the content of a sync file to records of its sender; nothing is looked up or stored here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeAlias
from uuid import UUID, uuid5

from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Address,
    Appointment,
    Consent,
    EnergyTotal,
    Funding,
    Indicator,
    Locality,
    Participation,
    Patron,
    Place,
    PlaceReport,
    Potential,
    Project,
    ProjectPatron,
    Purpose,
    Remark,
    ReportedEffect,
    Task,
)
from klikks_desktop.services.exchange.imported_work import work_records

if TYPE_CHECKING:
    from klikks_desktop.exchange.wire import Snapshot, WirePlace
    from klikks_desktop.exchange.wire_people import WirePatron

ImportedRecord: TypeAlias = (
    Consent
    | Appointment
    | ProjectPatron
    | Activity
    | Indicator
    | Achievement
    | Funding
    | Task
    | ReportedEffect
    | EnergyTotal
    | Remark
    | Potential
    | Project
    | Patron
    | Locality
    | Participation
    | PlaceReport
    | Place
)
# Deepest first, so that nothing is deleted while something points at it.
IMPORTED: tuple[type[ImportedRecord], ...] = (
    Consent,
    Appointment,
    ProjectPatron,
    Activity,
    Indicator,
    Achievement,
    Funding,
    Task,
    ReportedEffect,
    EnergyTotal,
    Remark,
    Potential,
    Project,
    Patron,
    Locality,
    Participation,
    PlaceReport,
    Place,
)
POINTED_AT: tuple[type[ImportedRecord], ...] = (Project, Patron, Locality, Place)
"""The kinds that others of them point at."""

_PURPOSES: Final = {purpose.value: purpose for purpose in Purpose}


def records_of(
    snapshot: Snapshot, *, sender: UUID, reported_at: datetime, alphabet: Alphabet
) -> list[ImportedRecord]:
    """Every record of a sync file, marked with the sender that owns it."""
    records: list[ImportedRecord] = []
    for place in snapshot.places:
        # Places have no id of their own on the wire: sender and key say which it is.
        place_id = uuid5(sender, place.key)
        records += _place_records(place, sender, place_id)
        records.append(_report(place, snapshot.program, sender, place_id, reported_at))
        for patron in place.patrons:
            records += _patron_records(patron, sender, place_id, alphabet)
        records += work_records(place, sender, place_id)
    return records


def _place_records(wire: WirePlace, sender: UUID, place_id: UUID) -> list[ImportedRecord]:
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
            id=place_id,
            source=sender,
            resolution_on=wire.resolution_on,
            agreement_on=wire.agreement_on,
            contact_on=wire.contact_on,
            call_on=wire.call_on,
            appointment_on=wire.appointment_on,
            onboarding_on=wire.onboarding_on,
            analysis_on=wire.analysis_on,
            workshop_on=wire.workshop_on,
            projects_on=wire.projects_on,
            networking_on=wire.networking_on,
        ),
    ]
    records += [
        Locality(id=UUID(part.id), source=sender, place_id=place_id, name=part.name, genitive=part.genitive)
        for part in wire.localities
    ]
    return records


def _report(
    wire: WirePlace, program: str, sender: UUID, place_id: UUID, reported_at: datetime
) -> PlaceReport:
    return PlaceReport(
        id=place_id,
        source=sender,
        reported_at=reported_at,
        in_office=wire.counts.in_office,
        named=wire.counts.named,
        ended=wire.counts.ended,
        factor_set=wire.factor_set,
        left_out=wire.left_out,
        program=program,
    )


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
    records += [
        Consent(
            id=UUID(consent.id),
            source=sender,
            patron_id=patron_id,
            purpose=_PURPOSES[consent.purpose],
            text_version=consent.text_version,
            given_on=consent.given_on,
            with_email=consent.with_email,
            with_phone=consent.with_phone,
            with_photo=consent.with_photo,
        )
        for consent in wire.consents
        if consent.purpose in _PURPOSES
    ]
    return records
