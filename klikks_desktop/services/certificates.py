"""Certificates (Urkunden): number, write, keep, copy, hand over, void.

A number is given in one transaction together with everything the paper will say; the PDF is
made from that record afterwards. When the program dies in between, ``complete_pending`` makes
the missing file at the next start, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop import __version__
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.numbering import CertificateNumber, parse_number
from klikks_desktop.domain.patron_state import current_appointment, in_office
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    CertificateCopy,
    CertificateKind,
    Design,
    Locality,
    Patron,
    Place,
)
from klikks_desktop.services.certificate_sheets import SheetRequest, StoredSheet, build_sheet, templates
from klikks_desktop.services.files import write_new
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.marks import Marks
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.documents.certificate.press import CertificatePress

COPY_MARK = "Zweitschrift"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its file."""

    certificate: Certificate
    pdf: bytes
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOptions:
    """What is chosen for a certificate: kind, design, title, the date on it, who signs.

    title "" is the usual one of the kind. deputy: the deputy signs instead.
    """

    kind: CertificateKind = CertificateKind.APPOINTMENT
    design: Design | None = None
    title: str = ""
    issued_on: date
    deputy: bool = False


# ------------------------------------------------------------------ finding


def register(workspace: Workspace, *, place_id: UUID | None = None) -> list[Certificate]:
    """The certificate register (Urkundenregister), newest first."""
    with workspace.store.read() as reader:
        found = reader.find(Certificate) if place_id is None else reader.find(Certificate, place_id=place_id)
    return sorted(found, key=lambda c: (c.year, c.serial, str(c.place_id)), reverse=True)


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


def patrons_without_certificate(
    workspace: Workspace, kind: CertificateKind, *, place_id: UUID | None = None
) -> list[Patron]:
    """Whom ``--all`` means: who has no valid certificate of that kind for the current appointment.

    For appointments everyone in office or soon to be, for thanks everyone whose office has ended.
    """
    today = workspace.today
    with workspace.store.read() as reader:
        patrons = reader.find(Patron, order=("search_key", "id"), source=None)
        appointments: dict[UUID, list[Appointment]] = {}
        for appointment in reader.find(Appointment, source=None):
            appointments.setdefault(appointment.patron_id, []).append(appointment)
        done = {c.appointment_id for c in reader.find(Certificate, kind=kind, voided_on=None)}
    chosen = []
    for patron in patrons:
        current = current_appointment(appointments.get(patron.id, []), today)
        if current is None or current.id in done or place_id not in {None, patron.place_id}:
            continue
        is_over = current.last_day is not None and current.last_day < today
        due = (
            is_over
            if kind is CertificateKind.THANKS
            else (in_office(current, today) or current.begins_on > today)
        )
        if due:
            chosen.append(patron)
    return chosen


# ------------------------------------------------------------------ making


class CertificateWriter:
    """Draws sheets of one run: fonts and coats of arms are prepared once."""

    def __init__(self, workspace: Workspace) -> None:
        from klikks_desktop.documents.certificate.press import CertificatePress

        self._workspace = workspace
        self._press: CertificatePress = CertificatePress(workspace.shipped.folder)
        self._pictures: dict[str, bytes] = {}

    def check(self, stored: StoredSheet) -> None:
        """K-4xx when the sheet cannot be set beautifully or lacks a letter; before any number is given."""
        self._press.check_fit(stored.sheet, self._arms(stored))

    def draw(self, stored: StoredSheet) -> bytes:
        """The PDF of one sheet."""
        return self._press.render(stored.sheet, self._arms(stored), created=stored.created)

    def draw_all(self, sheets: Sequence[StoredSheet], progress: Progress) -> bytes:
        """One PDF with a page per sheet."""
        pairs = [(stored.sheet, self._arms(stored)) for stored in sheets]
        return self._press.render_many(pairs, created=sheets[0].created, progress=progress)

    def _arms(self, stored: StoredSheet) -> bytes | None:
        digest = stored.sheet.arms_hash
        if not digest:
            return None
        if digest not in self._pictures:
            with self._workspace.store.read() as reader:
                png = reader.blob(digest)
            if png is None:
                raise UserError("K-169")
            self._pictures[digest] = png
        return self._pictures[digest]


def preview(workspace: Workspace, request: SheetRequest) -> bytes:
    """The certificate as it would be, with a placeholder where the number will stand."""
    writer = CertificateWriter(workspace)
    stored = build_sheet(
        workspace, request, number="wird beim Ausstellen vergeben", created=workspace.clock()
    )
    writer.check(stored)
    return writer.draw(stored)


def issue(
    workspace: Workspace,
    patron_ids: Iterable[UUID],
    options: IssueOptions,
    *,
    out: Path | None = None,
    progress: Progress = silent,
    checkpoint: Callable[[], None] = lambda: None,
) -> list[Issued]:
    """Issue a certificate to each patron; each one is complete before the next begins.

    Every sheet is checked before the first number is given. ``checkpoint`` may raise to stop
    between two certificates; those already issued stay issued.
    """
    writer = CertificateWriter(workspace)
    complete_pending(workspace, writer)
    wording = templates(workspace)
    requests = [prepare(workspace, patron_id, options, wording) for patron_id in patron_ids]
    for request in requests:
        writer.check(build_sheet(request, number=_widest_number(request), created=workspace.clock()))
    issued = []
    for done, request in enumerate(requests):
        checkpoint()
        progress(done, len(requests))
        certificate = _number(workspace, request)
        finished = _write(workspace, writer, certificate)
        if out is not None:
            finished = replace(finished, path=_save(workspace, finished, out))
        issued.append(finished)
    progress(len(requests), len(requests))
    return issued


def prepare(
    workspace: Workspace, patron_id: UUID, options: IssueOptions, wording: Mapping[str, str]
) -> SheetRequest:
    """All that is needed for one certificate; K-140, K-141, K-161 or K-162 when something is missing."""
    with workspace.store.read() as reader:
        patron = reader.get(Patron, patron_id)
        if patron is None:
            raise UserError("K-140")
        if patron.source is not None:
            raise UserError("K-141")
        place = reader.get(Place, patron.place_id)
        appointment = current_appointment(reader.find(Appointment, patron_id=patron_id), workspace.today)
        locality_id = appointment.locality_id if appointment else None
        locality = reader.get(Locality, locality_id) if locality_id else None
    if place is None or appointment is None:
        raise UserError("K-161")
    if options.kind is CertificateKind.THANKS and appointment.last_day is None:
        raise UserError("K-162")
    return SheetRequest(
        place=place,
        patron=patron,
        appointment=appointment,
        locality=locality,
        templates=wording,
        practice=workspace.is_practice,
        kind=options.kind,
        design=options.design or place.design,
        title=options.title,
        issued_on=options.issued_on,
        deputy=options.deputy,
    )


def _widest_number(request: SheetRequest) -> str:
    return str(CertificateNumber(request.place.key, request.issued_on.year, 9999))


def _number(workspace: Workspace, request: SheetRequest) -> Certificate:
    """Give the next number and keep with it everything the paper will say."""
    marks = Marks(workspace.folder)
    key, year = request.place.key, request.issued_on.year
    with workspace.store.write("Urkunde ausgestellt") as unit:
        taken = max(
            (c.serial for c in unit.find(Certificate, place_id=request.place.id, year=year)), default=0
        )
        serial = max(taken, marks.certificate_serial(key, year)) + 1
        number = str(CertificateNumber(key, year, serial))
        stored = build_sheet(request, number=number, created=workspace.clock())
        certificate = Certificate(
            id=workspace.new_id(),
            place_id=request.place.id,
            patron_id=request.patron.id,
            appointment_id=request.appointment.id,
            kind=request.kind,
            number=number,
            year=year,
            serial=serial,
            issued_on=request.issued_on,
            name=request.patron.sorting_name,
            sheet=stored.to_json(),
            program=__version__,
        )
        unit.add(certificate)
    return certificate


def _write(workspace: Workspace, writer: CertificateWriter, certificate: Certificate) -> Issued:
    """Make and archive the PDF of a numbered certificate."""
    pdf = writer.draw(StoredSheet.from_json(certificate.sheet))
    with workspace.store.write("Urkunde archiviert", undoable=False) as unit:
        finished = replace(certificate, file_hash=unit.put_blob(pdf))
        unit.update(finished)
    return Issued(finished, pdf)


def complete_pending(workspace: Workspace, writer: CertificateWriter | None = None) -> int:
    """Make the files of certificates that were numbered but not written; how many there were."""
    with workspace.store.read() as reader:
        pending = [c for c in reader.find(Certificate, file_hash=None) if c.sheet]
    for certificate in pending:
        writer = writer or CertificateWriter(workspace)
        _write(workspace, writer, certificate)
    return len(pending)


def _save(workspace: Workspace, issued: Issued, out: Path, extra: str = "") -> Path:
    certificate = issued.certificate
    with workspace.store.read() as reader:
        place = reader.get(Place, certificate.place_id)
    name = file_name(
        CertificateNumber(*_parts(certificate)).key,
        place.name if place else "",
        certificate.issued_on,
        "pdf",
        f"Urkunde-{certificate.serial:03d}{extra}",
    )
    return write_new(out, name, issued.pdf)


def _parts(certificate: Certificate) -> CertificateNumber:
    number = parse_number(certificate.number)
    if number is None:
        raise ValueError(f"register line without a number: {certificate.id}")
    return number


def save_together(
    workspace: Workspace, certificates: Sequence[Certificate], out: Path, *, progress: Progress = silent
) -> Path:
    """One file with a page per certificate, for a ceremony; written as a whole or not at all."""
    writer = CertificateWriter(workspace)
    sheets = [StoredSheet.from_json(certificate.sheet) for certificate in certificates]
    data = writer.draw_all(sheets, progress)
    with workspace.store.read() as reader:
        place = reader.get(Place, certificates[0].place_id)
    name = file_name(
        place.key if place else "", place.name if place else "", workspace.today, "pdf", "Urkunden"
    )
    return write_new(out, name, data)


# ------------------------------------------------------------------ afterwards


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
        return replace(issued, path=_save(workspace, issued, out)) if out else issued
    issued = _make_copy(workspace, certificate)
    return replace(issued, path=_save(workspace, issued, out, f"-{COPY_MARK}")) if out else issued


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


def copies_of(workspace: Workspace, certificate_id: UUID) -> Iterator[CertificateCopy]:
    """The copies marked "Zweitschrift" that were made of a certificate."""
    with workspace.store.read() as reader:
        yield from reader.find(CertificateCopy, order=("made_on",), certificate_id=certificate_id)
