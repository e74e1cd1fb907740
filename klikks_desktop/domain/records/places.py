"""Who a workspace works for: municipalities and associations with their localities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a workspace is for."""

    MUNICIPALITY = "kommune"
    REGION = "region"


class Address(StrEnum):
    """Form of address (Anrede); chosen by the person, never guessed."""

    FEMALE = "f"
    MALE = "m"
    NONE = "n"


class Design(StrEnum):
    """The two certificate designs of design/CERTIFICATE.md."""

    CLASSIC = "klassisch"
    MODERN = "modern"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A municipality or association (Kommune): own, or imported from its town's sync file.

    key: AGS (8 digits) or, for an association, 9 digits. kind: official designation, "Stadt".
    The four grammatical forms are shown and editable at set-up:
    designation "Stadt Soltau", nominative "die Stadt Soltau", genitive "der Stadt Soltau",
    locative "in der Stadt Soltau".
    """

    id: UUID
    source: UUID | None = None
    key: str
    name: str
    kind: str
    county: str = ""
    state: str = ""
    designation: str
    nominative: str
    genitive: str
    locative: str
    office: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    signatory_name: str = ""
    signatory_title: str = ""
    signatory_address: Address = Address.NONE
    deputy_name: str = ""
    deputy_title: str = ""
    deputy_mode: str = ""
    deputy_signs: bool = False
    second_name: str = ""
    second_title: str = ""
    second_address: Address = Address.NONE
    council: str = "des Rates"
    arms_hash: str | None = None
    arms_blazon: str = ""
    accent: str = ""
    design: Design = Design.CLASSIC
    programme: str = ""
    show_legal_note: bool = False
    controller: str = ""
    data_protection_contact: str = ""
    supervisory_authority: str = ""
    consent_contact: str = ""
    region_office: str = ""
    months_contact: int = 12
    years_register: int = 10
    years_consent: int = 3
    signup_deadline: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """Part of a municipality (Ortsteil); genitive as on the certificate: "des Ortsteils Harber"."""

    id: UUID
    source: UUID | None = None
    place_id: UUID
    name: str
    genitive: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """The life cycle of a municipality in the programme (facts 1.5), a date for each step. id = place id.

    contact: first contact or information evening (Erstkontakt); resolution: of the council
    (Ratsbeschluss); agreement: cooperation agreement (Kooperationsvereinbarung); call: for patrons
    (Aufruf); appointment: the first ones (Ernennung); onboarding: training (Schulung); analysis: of
    the potentials (Potenzialanalyse); workshop: priorities (Zukunftswerkstatt); projects: under way
    (Projektumsetzung); networking: meetings and reports (Vernetzung).
    """

    id: UUID
    source: UUID | None = None
    resolution_on: date | None = None
    resolution_number: str = ""
    agreement_on: date | None = None
    contact_on: date | None = None
    call_on: date | None = None
    appointment_on: date | None = None
    onboarding_on: date | None = None
    analysis_on: date | None = None
    workshop_on: date | None = None
    projects_on: date | None = None
    networking_on: date | None = None
