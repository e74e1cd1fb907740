"""The records of the program: frozen, one per entity.

One record feeds table, form, certificate and sync file. Rows of other people's workspaces
(imported from a sync file) carry ``source``: the id of the peer that owns them; ``None`` is
our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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


class Purpose(StrEnum):
    """What a consent is given for (facts/texts.md 4)."""

    REPORTING = "weitergabe"
    NETWORK = "vernetzung"
    PUBLICITY = "veroeffentlichung"


class ConsentForm(StrEnum):
    """How a consent was given."""

    PAPER = "Papier"
    EMAIL = "E-Mail"
    RECORDED = "zur Niederschrift"


class EndReason(StrEnum):
    """Why an appointment ended (Abberufung, Niederlegung, Ablauf der Amtszeit, Tod)."""

    EXPIRED = "ablauf"
    RESIGNED = "niederlegung"
    REVOKED = "abberufung"
    DECEASED = "verstorben"


class CertificateKind(StrEnum):
    """Kinds of numbered certificate (Berufungsurkunde, Dankurkunde)."""

    APPOINTMENT = "berufung"
    THANKS = "dank"


class Design(StrEnum):
    """The two certificate designs of design/CERTIFICATE.md."""

    CLASSIC = "klassisch"
    MODERN = "modern"


class Direction(StrEnum):
    """Whether a delivery left the house or came in."""

    SENT = "gesendet"
    RECEIVED = "empfangen"


class Verdict(StrEnum):
    """What became of a received sync file."""

    APPLIED = "uebernommen"
    DUPLICATE = "doppelt"
    OLDER = "aelter"
    FORK = "abzweigung"


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
    """When the municipality joined: council resolution and cooperation agreement. id = place id."""

    id: UUID
    source: UUID | None = None
    resolution_on: date | None = None
    resolution_number: str = ""
    agreement_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patron:
    """A volunteer (Klimaschutzpatin, Klimaschutzpate). ``search_key`` is the folded name."""

    id: UUID
    source: UUID | None = None
    place_id: UUID
    address: Address
    degree: str = ""
    given_name: str
    family_name: str
    email: str = ""
    phone: str = ""
    search_key: str = ""

    @property
    def full_name(self) -> str:
        """Given and family name, as spoken."""
        return " ".join(part for part in (self.given_name, self.family_name) if part)

    @property
    def sorting_name(self) -> str:
        """Family name first, as in a list."""
        return ", ".join(part for part in (self.family_name, self.given_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An appointment to honorary office (Ernennung, Berufung); ``ends_on=None`` is open-ended.

    ended_on/end_reason: it ended earlier than planned, or was closed with a farewell.
    """

    id: UUID
    source: UUID | None = None
    patron_id: UUID
    locality_id: UUID | None = None
    begins_on: date
    ends_on: date | None = None
    resolution_on: date | None = None
    resolution_number: str = ""
    agreed_on: date | None = None
    duty_notice_on: date | None = None
    ended_on: date | None = None
    end_reason: EndReason | None = None

    @property
    def last_day(self) -> date | None:
        """The day the office ended or will end; ``None`` when open."""
        return self.ended_on or self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent to one purpose (Einwilligung). Without date and form it is "unbelegt"."""

    id: UUID
    source: UUID | None = None
    patron_id: UUID
    purpose: Purpose
    text_version: str
    given_on: date | None = None
    form: ConsentForm | None = None
    evidence: str = ""
    with_email: bool = False
    with_phone: bool = False
    with_photo: bool = False
    withdrawn_on: date | None = None

    @property
    def is_proven(self) -> bool:
        """Date and form are on record; of a reported consent the form stays with its town."""
        return self.given_on is not None and (self.form is not None or self.source is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A line of the certificate register (Urkunde).

    sheet: the resolved wording as JSON, from which the file is made again byte for byte.
    file_hash: SHA-256 of the archived PDF; ``None`` between numbering and writing.
    name, function: what the register line keeps; emptied by an erasure.
    """

    id: UUID
    place_id: UUID
    patron_id: UUID | None
    appointment_id: UUID | None
    kind: CertificateKind
    number: str
    year: int
    serial: int
    issued_on: date
    name: str
    sheet: str
    program: str
    file_hash: str | None = None
    handed_over_on: date | None = None
    voided_on: date | None = None
    void_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateCopy:
    """A reprint marked "Zweitschrift", kept so that it can be verified."""

    id: UUID
    certificate_id: UUID
    made_on: date
    file_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """The other side of the exchange: for a town its region, for a region each town's program.

    id: the installation that signs. sign_key: Ed25519 public key, hex. age_key: "age1…".
    place_keys: space-separated keys of the places it may report. joint_number: what both
    sides compared by phone. confirmed_at: trusted since then; ``None`` is not trusted yet.
    A changed key waits in pending_* until it is confirmed the same way.
    """

    id: UUID
    role: Role
    name: str
    sign_key: str
    age_key: str
    place_keys: str = ""
    joint_number: str = ""
    confirmed_at: datetime | None = None
    pending_sign_key: str = ""
    pending_age_key: str = ""
    pending_place_keys: str = ""
    head_sequence: int = 0
    head_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A sync file sent or received. counts: JSON of record counts."""

    id: UUID
    peer_id: UUID
    direction: Direction
    sequence: int
    digest: str
    previous: str
    created_at: datetime
    handled_at: datetime
    file_name: str
    verdict: Verdict | None = None
    counts: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReport:
    """Counts that a town reported for one place. id = place id."""

    id: UUID
    source: UUID
    reported_at: datetime
    in_office: int
    named: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is not valid yet, kept as typed (Entwurf). texts: JSON object field -> raw text.

    id: the id of the record that the draft is for, whether it exists already or not.
    """

    id: UUID
    entity: str
    place_id: UUID | None
    texts: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting; value is JSON."""

    key: str
    value: str


Record = (
    Place
    | Locality
    | Participation
    | Patron
    | Appointment
    | Consent
    | Certificate
    | CertificateCopy
    | Peer
    | Delivery
    | PlaceReport
    | Draft
    | Setting
)
