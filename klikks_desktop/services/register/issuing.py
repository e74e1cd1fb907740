"""Issuing certificates (Urkunden ausstellen): check, number, write, archive.

A number is given in one transaction together with everything the paper will say; the PDF is
made from that record afterwards. When the program dies in between, ``complete_pending`` makes
the missing file at the next start, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop import __version__
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.numbering import CertificateNumber
from klikks_desktop.domain.patron_state import current_appointment, in_office
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    CertificateKind,
    Design,
    Locality,
    Patron,
    Place,
)
from klikks_desktop.services.files import write_new
from klikks_desktop.services.people.patron_forms import as_entered
from klikks_desktop.services.register.certificate_sheets import (
    SheetRequest,
    StoredSheet,
    build_sheet,
    templates,
)
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.marks import Marks

if TYPE_CHECKING:
    from klikks_desktop.documents.certificate.press import CertificatePress


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


def preview(workspace: Workspace, patron_id: UUID, options: IssueOptions) -> bytes:
    """The certificate as it would be, of a draft too, with words where the number will stand.

    Raises K-142 while the form has problems, K-161 or K-162 without the dates it needs, K-4xx when
    it cannot be set.
    """
    with workspace.store.read() as reader:
        patron, appointment, locality = as_entered(workspace, reader, patron_id)
        place = reader.get(Place, patron.place_id)
    if place is None or appointment is None:
        raise UserError("K-161")
    request = _request(workspace, place, (patron, appointment, locality), options)
    writer = CertificateWriter(workspace)
    stored = build_sheet(request, number="wird beim Ausstellen vergeben", created=workspace.clock())
    return writer.draw(stored)


def issue(
    workspace: Workspace,
    patron_ids: Iterable[UUID],
    options: IssueOptions,
    *,
    out: Path | None = None,
    progress: Progress = silent,
    checkpoint: Callable[[], None] = lambda: None,
    each: Callable[[Issued], None] = lambda _issued: None,
) -> list[Issued]:
    """Issue a certificate to each patron; each one is complete before the next begins.

    Every sheet is checked before the first number is given. ``checkpoint`` may raise to stop
    between two certificates; those already issued stay issued, and ``each`` has been told of them.
    """
    writer = CertificateWriter(workspace)
    complete_pending(workspace, writer)
    requests = [_prepare(workspace, patron_id, options) for patron_id in dict.fromkeys(patron_ids)]
    for request in requests:
        _check(workspace, writer, request)
    issued = []
    for done, request in enumerate(requests):
        checkpoint()
        progress(done, len(requests))
        certificate = _number(workspace, request)
        finished = _write(workspace, writer, certificate)
        if out is not None:
            finished = replace(finished, path=save_certificate(workspace, finished, out))
        issued.append(finished)
        each(finished)
    progress(len(requests), len(requests))
    return issued


def find_obstacles(
    workspace: Workspace, patron_ids: Iterable[UUID], options: IssueOptions
) -> dict[UUID, UserError]:
    """Who could not get a certificate, and why; nothing is numbered."""
    writer = CertificateWriter(workspace)
    found = {}
    for patron_id in patron_ids:
        try:
            _check(workspace, writer, _prepare(workspace, patron_id, options))
        except UserError as error:
            found[patron_id] = error
    return found


def _check(workspace: Workspace, writer: CertificateWriter, request: SheetRequest) -> None:
    writer.check(build_sheet(request, number=_widest_number(request), created=workspace.clock()))


def _prepare(workspace: Workspace, patron_id: UUID, options: IssueOptions) -> SheetRequest:
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
    return _request(workspace, place, (patron, appointment, locality), options)


def _request(
    workspace: Workspace,
    place: Place,
    whose: tuple[Patron, Appointment, Locality | None],
    options: IssueOptions,
) -> SheetRequest:
    patron, appointment, locality = whose
    if options.kind is CertificateKind.THANKS and appointment.last_day is None:
        raise UserError("K-162")
    return SheetRequest(
        place=place,
        patron=patron,
        appointment=appointment,
        locality=locality,
        templates=templates(workspace),
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


def save_certificate(workspace: Workspace, issued: Issued, out: Path, extra: str = "") -> Path:
    """Write a certificate's file into ``out``; its name carries no person."""
    certificate = issued.certificate
    with workspace.store.read() as reader:
        place = reader.get(Place, certificate.place_id)
    name = file_name(
        place.key if place else "",
        place.name if place else "",
        certificate.issued_on,
        "pdf",
        f"Urkunde-{certificate.serial:03d}{extra}",
    )
    return write_new(out, name, issued.pdf)


def draw_together(
    workspace: Workspace, certificates: Sequence[Certificate], *, progress: Progress = silent
) -> bytes:
    """One PDF with a page per certificate, for a printer."""
    sheets = [StoredSheet.from_json(certificate.sheet) for certificate in certificates]
    return CertificateWriter(workspace).draw_all(sheets, progress)


def save_together(
    workspace: Workspace, certificates: Sequence[Certificate], out: Path, *, progress: Progress = silent
) -> Path:
    """One file with a page per certificate, for a ceremony; written as a whole or not at all."""
    data = draw_together(workspace, certificates, progress=progress)
    with workspace.store.read() as reader:
        place = reader.get(Place, certificates[0].place_id)
    name = file_name(
        place.key if place else "", place.name if place else "", workspace.today, "pdf", "Urkunden"
    )
    return write_new(out, name, data)
