"""What leaves the house and what stays, person by person and field by field."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from klikks_desktop.domain import disclosure_items
from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.disclosure import PlaceDisclosure, disclose
from klikks_desktop.domain.disclosure_items import Disclosure, Fate, Item, Reason
from klikks_desktop.domain.records import (
    Address,
    Appointment,
    Consent,
    ConsentForm,
    EndReason,
    Locality,
    Participation,
    Patron,
    Place,
    Purpose,
)

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def uid(number: int) -> UUID:
    return UUID(int=number)


PLACE = Place(
    id=uid(1),
    key="03358021",
    name="Soltau",
    kind="Stadt",
    county="Heidekreis",
    state="Niedersachsen",
    designation="Stadt Soltau",
    nominative="die Stadt Soltau",
    genitive="der Stadt Soltau",
    locative="in der Stadt Soltau",
    office="Fachgruppe Umwelt",
    contact_name="Erika Muster",
    contact_email="umwelt@soltau.example",
    contact_phone="05191 82-0",
    signatory_name="Karl Beispiel",
)
PARTICIPATION = Participation(
    id=uid(1), resolution_on=date(2024, 3, 14), resolution_number="2024/17", agreement_on=date(2024, 4, 2)
)
LOCALITY = Locality(id=uid(10), place_id=uid(1), name="Harber", genitive="des Ortsteils Harber")
PATRON = Patron(
    id=uid(20),
    place_id=uid(1),
    address=Address.FEMALE,
    given_name="Anna",
    family_name="Öztürk",
    email="anna@example.org",
    phone="0170 1",
)
APPOINTMENT = Appointment(
    id=uid(30),
    patron_id=uid(20),
    locality_id=uid(10),
    begins_on=date(2024, 5, 1),
    resolution_on=date(2024, 4, 18),
    resolution_number="2024/31",
    agreed_on=date(2024, 4, 1),
    duty_notice_on=date(2024, 5, 2),
)
CONSENT = Consent(
    id=uid(40),
    patron_id=uid(20),
    purpose=Purpose.REPORTING,
    text_version="1",
    given_on=date(2024, 5, 1),
    form=ConsentForm.PAPER,
    evidence="Ordner 7",
    with_email=True,
)


def report(
    *consents: Consent,
    patrons: tuple[Patron, ...] = (PATRON,),
    appointments: tuple[Appointment, ...] = (APPOINTMENT,),
) -> PlaceDisclosure:
    return disclose(
        PLACE,
        participation=PARTICIPATION,
        localities=[LOCALITY],
        patrons=patrons,
        appointments=appointments,
        consents=consents,
        today=TODAY,
    )


def item(disclosure: Disclosure, field: str) -> Item:
    return next(item for item in disclosure.items if item.field == field)


def test_a_person_leaves_with_a_consent_and_only_as_ticked() -> None:
    patron = report(CONSENT).patrons[0]
    assert patron.leaves
    assert item(patron.person, "family_name").fate is Fate.LEAVES
    assert item(patron.person, "email").fate is Fate.LEAVES
    phone = item(patron.person, "phone")
    assert (phone.fate, phone.reason) == (Fate.STAYS, Reason.NOT_TICKED)
    assert item(patron.person, "degree").fate is Fate.EMPTY
    term = patron.appointments[0]
    assert item(term, "locality_id").text == "Harber"
    assert item(term, "begins_on").text == "01.05.2024"
    assert item(term, "ends_on").fate is Fate.EMPTY
    for field in ("resolution_on", "resolution_number", "agreed_on", "duty_notice_on"):
        assert (item(term, field).fate, item(term, field).reason) == (Fate.STAYS, Reason.NOT_NEEDED)
    assert item(patron.consents[0], "evidence").fate is Fate.STAYS


@pytest.mark.parametrize(
    ("consents", "reason"),
    [
        ((), Reason.NO_CONSENT),
        ((replace(CONSENT, purpose=Purpose.NETWORK),), Reason.NO_CONSENT),
        ((replace(CONSENT, form=None),), Reason.UNPROVEN),
        ((replace(CONSENT, given_on=None),), Reason.UNPROVEN),
        ((replace(CONSENT, given_on=TODAY + DAY),), Reason.FUTURE),
        ((replace(CONSENT, withdrawn_on=TODAY),), Reason.WITHDRAWN),
        ((replace(CONSENT, withdrawn_on=TODAY + DAY),), Reason.WITHDRAWN),
        ((CONSENT, replace(CONSENT, id=uid(41), given_on=None, withdrawn_on=TODAY)), Reason.WITHDRAWN),
    ],
)
def test_without_a_consent_in_force_nothing_of_a_person_leaves(
    consents: tuple[Consent, ...], reason: Reason
) -> None:
    whole = report(*consents)
    patron = whole.patrons[0]
    assert (patron.leaves, patron.reason) == (False, reason)
    for part in (patron.person, *patron.appointments, *patron.consents):
        assert part.leaving == {}
        assert {entry.reason for entry in part.items if entry.fate is Fate.STAYS} == {reason}
    assert whole.counts.leaving == {"in_office": 1, "named": 0, "ended": 0}


def test_a_withdrawal_ends_what_was_given_before_it_and_not_what_is_given_after() -> None:
    withdrawn = replace(CONSENT, id=uid(50), given_on=TODAY - 9 * DAY, withdrawn_on=TODAY - 5 * DAY)

    def in_force(consent: Consent) -> bool:
        return consent_in_force([withdrawn, consent], Purpose.REPORTING, TODAY)[0] is consent

    assert not in_force(CONSENT)
    assert not in_force(replace(CONSENT, given_on=TODAY - 6 * DAY))
    assert in_force(replace(CONSENT, given_on=TODAY - 4 * DAY))
    on_the_day = replace(CONSENT, given_on=TODAY - 5 * DAY)
    assert not in_force(replace(on_the_day, id=uid(49)))
    assert in_force(replace(on_the_day, id=uid(51)))


def test_the_latest_consent_decides_what_is_ticked() -> None:
    later = replace(CONSENT, id=uid(41), given_on=TODAY, with_email=False, with_phone=True)
    patron = report(CONSENT, later).patrons[0]
    assert item(patron.person, "email").fate is Fate.STAYS
    assert item(patron.person, "phone").fate is Fate.LEAVES
    old, new = patron.consents
    assert {entry.reason for entry in old.items if entry.fate is Fate.STAYS} == {Reason.SUPERSEDED}
    assert old.leaving == {}
    assert new.leaving["id"] == uid(41)


def test_consents_to_other_purposes_go_along_while_in_force() -> None:
    network = replace(CONSENT, id=uid(41), purpose=Purpose.NETWORK)
    public = replace(CONSENT, id=uid(42), purpose=Purpose.PUBLICITY, withdrawn_on=TODAY)
    leaving = {part.leaving.get("purpose") for part in report(CONSENT, network, public).patrons[0].consents}
    assert leaving == {Purpose.REPORTING, Purpose.NETWORK, None}


def test_of_the_office_no_person_leaves() -> None:
    office = report().office
    assert office.leaving == {
        "key": "03358021",
        "name": "Soltau",
        "designation": "Stadt Soltau",
        "kind": "Stadt",
        "county": "Heidekreis",
        "state": "Niedersachsen",
        "office": "Fachgruppe Umwelt",
        "contact_email": "umwelt@soltau.example",
        "contact_phone": "05191 82-0",
        "resolution_on": date(2024, 3, 14),
        "agreement_on": date(2024, 4, 2),
    }
    assert item(office, "contact_name").reason is Reason.STAFF
    assert item(office, "resolution_number").fate is Fate.STAYS


def test_heads_are_counted_once() -> None:
    people = [replace(PATRON, id=uid(100 + n), family_name=f"Name {n}") for n in range(4)]
    terms = [replace(APPOINTMENT, id=uid(200 + n), patron_id=person.id) for n, person in enumerate(people)]
    again = replace(terms[0], id=uid(210), begins_on=TODAY - 30 * DAY)
    over = replace(terms[1], ends_on=TODAY - DAY)
    farewell = replace(terms[2], ended_on=TODAY - DAY, end_reason=EndReason.RESIGNED)
    upcoming = replace(terms[3], begins_on=TODAY + DAY)
    named = replace(CONSENT, patron_id=people[1].id)
    whole = report(
        named,
        patrons=(*people, replace(PATRON, id=uid(120))),
        appointments=(terms[0], again, over, farewell, upcoming),
    )
    assert whole.counts.leaving == {"in_office": 1, "named": 1, "ended": 2}


def test_rows_of_others_and_of_other_places_are_passed_over() -> None:
    foreign = replace(PATRON, source=uid(99))
    elsewhere = replace(PATRON, id=uid(21), place_id=uid(2))
    whole = report(CONSENT, replace(CONSENT, source=uid(99)), patrons=(foreign, elsewhere))
    assert whole.patrons == ()
    assert whole.counts.leaving == {"in_office": 0, "named": 0, "ended": 0}
    assert not report(replace(CONSENT, source=uid(99))).patrons[0].leaves
    assert report(appointments=(replace(APPOINTMENT, source=uid(99)),)).patrons[0].appointments == ()


def test_a_locality_that_is_not_reported_is_not_referred_to() -> None:
    patron = report(CONSENT, appointments=(replace(APPOINTMENT, locality_id=uid(11)),)).patrons[0]
    assert "locality_id" not in patron.appointments[0].leaving


@pytest.mark.parametrize(
    ("record", "shown", "internal"),
    [
        (Patron, ("PATRON",), {"place_id", "search_key"}),
        (Appointment, ("APPOINTMENT", "APPOINTMENT_STAYS"), {"patron_id"}),
        (Consent, ("CONSENT", "CONSENT_STAYS"), {"patron_id"}),
        (Locality, ("LOCALITY",), {"place_id"}),
    ],
)
def test_every_field_is_shown_to_the_clerk(record: type, shown: tuple[str, ...], internal: set[str]) -> None:
    """A field added to a record must be given a place in the disclosure, or be named here."""
    labels = {field for name in shown for field in getattr(disclosure_items, name)}
    assert labels | internal | {"source"} == {field.name for field in fields(record)}


def test_values_are_shown_as_people_read_them() -> None:
    ended = replace(APPOINTMENT, ended_on=TODAY, end_reason=EndReason.REVOKED)
    patron = report(CONSENT, appointments=(ended,)).patrons[0]
    assert item(patron.person, "address").text == "Frau"
    assert item(patron.consents[0], "purpose").text == "Weitergabe"
    assert item(patron.consents[0], "with_email").text == "ja"
    assert item(patron.consents[0], "with_phone").text == "nein"
    assert item(patron.appointments[0], "end_reason").text == "Abberufung"
