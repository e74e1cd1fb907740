"""The register of numbered certificates (Urkunden)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class CertificateKind(StrEnum):
    """Kinds of numbered certificate (Berufungsurkunde, Dankurkunde)."""

    APPOINTMENT = "berufung"
    THANKS = "dank"


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
