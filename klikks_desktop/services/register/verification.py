"""Comparing a PDF with the certificate register: genuine, void, copy, changed or unknown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from klikks_desktop.domain.numbering import find_numbers
from klikks_desktop.domain.records import Certificate, CertificateCopy
from klikks_desktop.services.workspace import Workspace


class Finding(StrEnum):
    """What a comparison can find."""

    GENUINE = "echt"
    COPY = "zweitschrift"
    VOID = "ungueltig"
    CHANGED = "veraendert"
    UNKNOWN = "unbekannt"


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of a comparison, with a sentence for the clerk."""

    finding: Finding
    number: str
    sentence: str

    @property
    def is_genuine(self) -> bool:
        """An unchanged file of a valid certificate, original or copy."""
        return self.finding in {Finding.GENUINE, Finding.COPY}


def verify(workspace: Workspace, data: bytes) -> Verification:
    """Compare a file with the archived ones, byte for byte by its SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    with workspace.store.read() as reader:
        originals = reader.find(Certificate, file_hash=digest)
        if originals:
            return _known(originals[0], Finding.GENUINE)
        copies = reader.find(CertificateCopy, file_hash=digest)
        original = reader.get(Certificate, copies[0].certificate_id) if copies else None
        if original is not None:
            return _known(original, Finding.COPY)
        numbers = find_numbers(data)
        registered = [number for number in numbers if reader.find(Certificate, number=number)]
    if registered:
        number = registered[0]
        return Verification(
            Finding.CHANGED,
            number,
            f"Die Datei nennt die Nummer {number}, stimmt aber nicht mit der archivierten Urkunde überein.",
        )
    number = numbers[0] if numbers else ""
    named = f" Die genannte Nummer {number} steht nicht im Register." if number else ""
    return Verification(
        Finding.UNKNOWN, number, f"Die Datei ist keine Urkunde aus diesem Arbeitsbereich.{named}"
    )


def _known(certificate: Certificate, finding: Finding) -> Verification:
    number = certificate.number
    if certificate.voided_on is not None:
        return Verification(
            Finding.VOID,
            number,
            f"Die Urkunde {number} ist seit {certificate.voided_on:%d.%m.%Y} ungültig: "
            f"{certificate.void_reason}.",
        )
    what = (
        "die unveränderte Urkunde"
        if finding is Finding.GENUINE
        else "eine unveränderte Zweitschrift der Urkunde"
    )
    return Verification(
        finding, number, f"Die Datei ist {what} {number} vom {certificate.issued_on:%d.%m.%Y}."
    )
