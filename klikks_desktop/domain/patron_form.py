"""The form of a patron: raw texts in, checked values or problems out.

The same fields serve the window, the command line and the table import. Dates are typed as
TT.MM.JJJJ or ISO, choices by the words a clerk reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from klikks_desktop.domain import values
from klikks_desktop.domain.dates import DateError, format_short, parse_date
from klikks_desktop.domain.names import Alphabet, check_name, normalise_name
from klikks_desktop.domain.problems import Problem
from klikks_desktop.domain.records import (
    Address,
    Appointment,
    Consent,
    ConsentForm,
    Locality,
    Patron,
    Purpose,
)

ADDRESS_WORDS = {Address.FEMALE: "Frau", Address.MALE: "Herr", Address.NONE: "keine"}

PERSON_FIELDS = ("address", "degree", "given_name", "family_name", "email", "phone")
OFFICE_FIELDS = (
    "locality",
    "begins_on",
    "ends_on",
    "resolution_on",
    "resolution_number",
    "agreed_on",
    "duty_notice_on",
)
CONSENT_SUFFIXES = ("", "_on", "_form", "_evidence", "_email", "_phone", "_photo")
FIELDS = (
    *PERSON_FIELDS,
    *OFFICE_FIELDS,
    *(purpose.value + suffix for purpose in Purpose for suffix in CONSENT_SUFFIXES),
)
TITLES = {
    "address": "Anrede",
    "degree": "Titel",
    "given_name": "Vorname",
    "family_name": "Nachname",
    "email": "E-Mail",
    "phone": "Telefon",
    "locality": "Ortsteil",
    "begins_on": "Amtszeit von",
    "ends_on": "Amtszeit bis",
    "resolution_on": "Beschluss vom",
    "resolution_number": "Beschluss Nr.",
    "agreed_on": "Einverständnis vom",
    "duty_notice_on": "Pflichtenbelehrung am",
} | {
    purpose.value + suffix: f"Einwilligung {purpose.value}{words}"
    for purpose in Purpose
    for suffix, words in zip(
        CONSENT_SUFFIXES,
        ("", ": am", ": Form", ": Nachweis", ": mit E-Mail", ": mit Telefon", ": mit Foto"),
        strict=True,
    )
}
"""German names of the fields."""
YES = "ja"


@dataclass(frozen=True, slots=True)
class ConsentValues:
    """What was entered for one purpose."""

    purpose: Purpose
    given: bool
    given_on: date | None = None
    form: ConsentForm | None = None
    evidence: str = ""
    with_email: bool = False
    with_phone: bool = False
    with_photo: bool = False


@dataclass(frozen=True, slots=True)
class PatronValues:
    """A patron's form when everything in it is right. ``begins_on`` is None without an office."""

    address: Address
    degree: str
    given_name: str
    family_name: str
    email: str
    phone: str
    locality: Locality | None
    begins_on: date | None
    ends_on: date | None
    resolution_on: date | None
    resolution_number: str
    agreed_on: date | None
    duty_notice_on: date | None
    consents: tuple[ConsentValues, ...]


@dataclass(slots=True)
class _Reader:
    """Reads fields and collects what is wrong with them."""

    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        return normalise_name(self.texts.get(name, ""))

    def fail(self, name: str, message: str) -> None:
        self.problems.append(Problem(name, message))

    def day(self, name: str) -> date | None:
        raw = self.text(name)
        if not raw:
            return None
        try:
            return parse_date(raw)
        except DateError as error:
            self.fail(name, str(error))
            return None

    def yes(self, name: str) -> bool:
        return self.text(name).lower() == YES


def check_patron(
    texts: Mapping[str, str],
    *,
    alphabet: Alphabet,
    localities: Sequence[Locality],
    today: date,
) -> tuple[PatronValues | None, list[Problem]]:
    """Check a patron's form; values are ``None`` as long as there are problems."""
    read = _Reader(texts)
    address = _address(read)
    names = {name: _name(read, name, alphabet) for name in ("degree", "given_name", "family_name")}
    for name, message in (
        ("given_name", "Bitte den Vornamen eintragen."),
        ("family_name", "Bitte den Nachnamen eintragen."),
    ):
        if not names[name]:
            read.fail(name, message)
    email, phone = read.text("email"), read.text("phone")
    if email and (problem := values.check_email(email)):
        read.fail("email", problem)
    if phone and (problem := values.check_phone(phone)):
        read.fail("phone", problem)
    locality = _locality(read, localities)
    days = {
        name: read.day(name)
        for name in ("begins_on", "ends_on", "resolution_on", "agreed_on", "duty_notice_on")
    }
    _check_term(read, days)
    consents = tuple(_consent(read, purpose, today) for purpose in Purpose)
    if read.problems or address is None:
        return None, read.problems
    return (
        PatronValues(
            address=address,
            degree=names["degree"],
            given_name=names["given_name"],
            family_name=names["family_name"],
            email=email,
            phone=phone,
            locality=locality,
            begins_on=days["begins_on"],
            ends_on=days["ends_on"],
            resolution_on=days["resolution_on"],
            resolution_number=read.text("resolution_number"),
            agreed_on=days["agreed_on"],
            duty_notice_on=days["duty_notice_on"],
            consents=consents,
        ),
        [],
    )


def _address(read: _Reader) -> Address | None:
    raw = read.text("address")
    for address, word in ADDRESS_WORDS.items():
        if raw.lower() in {word.lower(), address.value}:
            return address
    read.fail("address", "Bitte wählen: Frau, Herr oder keine Anrede.")
    return None


def _name(read: _Reader, name: str, alphabet: Alphabet) -> str:
    text = read.text(name)
    also = "()/" if name == "degree" else ""
    if text and (problem := check_name(text, alphabet, also)):
        read.fail(name, problem.message)
    return text


def _locality(read: _Reader, localities: Sequence[Locality]) -> Locality | None:
    raw = read.text("locality")
    if not raw:
        return None
    for locality in localities:
        if raw.casefold() == locality.name.casefold():
            return locality
    read.fail(
        "locality", f"Den Ortsteil „{raw}“ gibt es hier nicht. Bitte wählen oder unter Einstellungen anlegen."
    )
    return None


def _check_term(read: _Reader, days: Mapping[str, date | None]) -> None:
    begins, ends = days["begins_on"], days["ends_on"]
    if begins and ends and ends < begins:
        read.fail("ends_on", f"Das Ende liegt vor dem Beginn ({format_short(begins)}).")
    if begins is None and not read.text("begins_on") and (ends or read.text("ends_on")):
        read.fail("begins_on", "Bitte den Beginn der Amtszeit eintragen.")


def _consent(read: _Reader, purpose: Purpose, today: date) -> ConsentValues:
    key = purpose.value
    if not read.yes(key):
        return ConsentValues(purpose, given=False)
    given_on = read.day(f"{key}_on")
    if given_on is not None and given_on > today:
        read.fail(f"{key}_on", "Das Datum der Einwilligung liegt in der Zukunft.")
    raw_form = read.text(f"{key}_form")
    form = next((f for f in ConsentForm if f.value.lower() == raw_form.lower()), None)
    if raw_form and form is None:
        read.fail(f"{key}_form", "Bitte wählen: Papier, E-Mail oder zur Niederschrift.")
    return ConsentValues(
        purpose,
        given=True,
        given_on=given_on,
        form=form,
        evidence=read.text(f"{key}_evidence"),
        with_email=read.yes(f"{key}_email"),
        with_phone=read.yes(f"{key}_phone"),
        with_photo=read.yes(f"{key}_photo"),
    )


def texts_of(
    patron: Patron,
    appointment: Appointment | None,
    consents: Mapping[Purpose, Consent],
    locality: Locality | None,
) -> dict[str, str]:
    """The form's texts for records as they are stored."""
    texts = dict.fromkeys(FIELDS, "")
    texts |= {
        "address": ADDRESS_WORDS[patron.address],
        "degree": patron.degree,
        "given_name": patron.given_name,
        "family_name": patron.family_name,
        "email": patron.email,
        "phone": patron.phone,
        "locality": locality.name if locality else "",
    }
    if appointment:
        for name in ("begins_on", "ends_on", "resolution_on", "agreed_on", "duty_notice_on"):
            day: date | None = getattr(appointment, name)
            texts[name] = format_short(day) if day else ""
        texts["resolution_number"] = appointment.resolution_number
    for purpose, consent in consents.items():
        key = purpose.value
        texts |= {
            key: YES,
            f"{key}_on": format_short(consent.given_on) if consent.given_on else "",
            f"{key}_form": consent.form.value if consent.form else "",
            f"{key}_evidence": consent.evidence,
            f"{key}_email": YES if consent.with_email else "",
            f"{key}_phone": YES if consent.with_phone else "",
            f"{key}_photo": YES if consent.with_photo else "",
        }
    return texts
