"""Volunteers, their terms of office and what they consented to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from klikks_desktop.domain.records.places import Address


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
