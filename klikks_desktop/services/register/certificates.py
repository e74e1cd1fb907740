"""The certificate register (Urkundenregister): find, print again, hand over, void."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.certificate_sheet import CertificateSheet
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.names import Alphabet, search_key
from klikks_desktop.domain.numbering import parse_number
from klikks_desktop.domain.records import Certificate, CertificateCopy
from klikks_desktop.services.register.certificate_sheets import StoredSheet
from klikks_desktop.services.register.issuing import (
    CertificateWriter,
    Issued,
    complete_pending,
    save_certificate,
)
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

COPY_MARK = "Zweitschrift"


def register(workspace: Workspace, *, place_id: UUID | None = None) -> list[Certificate]:
    """The certificate register (Urkundenregister), newest first."""
    with workspace.store.read() as reader:
        found = reader.find(Certificate) if place_id is None else reader.find(Certificate, place_id=place_id)
    return sorted(found, key=lambda c: (c.year, c.serial, str(c.place_id)), reverse=True)


def register_key(certificate: Certificate, alphabet: Alphabet) -> str:
    """What a line of the register is found by: name, number and title, folded."""
    sheet = sheet_of(certificate)
    title = sheet.title if sheet else ""
    return search_key(f"{certificate.name} {certificate.number} {title}", alphabet)


def sheet_of(certificate: Certificate) -> CertificateSheet | None:
    """What stands on the paper; ``None`` when the person was erased."""
    return StoredSheet.from_json(certificate.sheet).sheet if certificate.sheet else None


def find_certificate(workspace: Workspace, number: str) -> Certificate:
    """The register line with ``number``; K-160 when there is none."""
    with workspace.store.read() as reader:
        return _by_number(reader, number)


def _by_number(reader: Reader, number: str) -> Certificate:
    parsed = parse_number(number)
    found = reader.find(Certificate, number=str(parsed)) if parsed else []
    if not found:
        raise UserError("K-160", {"number": number.strip()})
    return found[0]


def reprint(workspace: Workspace, number: str, *, out: Path | None = None) -> Issued:
    """Print a certificate again: the original until it was handed over, a "Zweitschrift" afterwards.

    K-160 unknown, K-163 void, K-167 erased.
    """
    certificate = find_certificate(workspace, number)
    if certificate.voided_on is not None:
        raise UserError("K-163", {"number": certificate.number})
    if not certificate.sheet:
        raise UserError("K-167", {"number": certificate.number})
    if certificate.file_hash is None:
        complete_pending(workspace)
        certificate = find_certificate(workspace, number)
    if certificate.handed_over_on is None:
        issued = Issued(certificate, _archived(workspace, certificate))
        return replace(issued, path=save_certificate(workspace, issued, out)) if out else issued
    issued = _make_copy(workspace, certificate)
    return replace(issued, path=save_certificate(workspace, issued, out, f"-{COPY_MARK}")) if out else issued


def _archived(workspace: Workspace, certificate: Certificate) -> bytes:
    with workspace.store.read() as reader:
        data = reader.blob(certificate.file_hash or "")
    if data is None:
        raise UserError("K-167", {"number": certificate.number})
    return data


def _make_copy(workspace: Workspace, certificate: Certificate) -> Issued:
    stored = StoredSheet.from_json(certificate.sheet).marked(COPY_MARK)
    pdf = CertificateWriter(workspace).draw(stored)
    digest = hashlib.sha256(pdf).hexdigest()
    with workspace.store.write("Zweitschrift erstellt", undoable=False) as unit:
        unit.add(
            CertificateCopy(
                id=workspace.new_id(),
                certificate_id=certificate.id,
                made_on=workspace.today,
                file_hash=digest,
            )
        )
    return Issued(certificate, pdf)


def hand_over(workspace: Workspace, number: str, *, on: date) -> Certificate:
    """Record that the certificate was handed over; K-164 before its date, K-163 when void."""
    with workspace.store.write("Aushändigung eingetragen") as unit:
        certificate = _valid(unit, number)
        if on < certificate.issued_on:
            raise UserError("K-164", {"issued": certificate.issued_on.strftime("%d.%m.%Y")})
        changed = replace(certificate, handed_over_on=on)
        unit.update(changed)
    return changed


def void(workspace: Workspace, number: str, *, reason: str, on: date | None = None) -> Certificate:
    """Declare a certificate void (ungültig). The number stays in the register; K-165 without a reason."""
    if not reason.strip():
        raise UserError("K-165")
    with workspace.store.write("Urkunde für ungültig erklärt") as unit:
        certificate = _valid(unit, number)
        changed = replace(certificate, voided_on=on or workspace.today, void_reason=reason.strip())
        unit.update(changed)
    return changed


def _valid(unit: Unit, number: str) -> Certificate:
    certificate = _by_number(unit, number)
    if certificate.voided_on is not None:
        raise UserError("K-163", {"number": certificate.number})
    return certificate


def copies_of(workspace: Workspace, certificate_id: UUID) -> list[CertificateCopy]:
    """The copies marked "Zweitschrift" that were made of a certificate."""
    with workspace.store.read() as reader:
        return reader.find(CertificateCopy, order=("made_on",), certificate_id=certificate_id)
