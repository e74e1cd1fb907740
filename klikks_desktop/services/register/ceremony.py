"""Many certificates at once, for a ceremony: checked together, issued one by one, printed or saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_state import current_appointment
from klikks_desktop.domain.records import Appointment, Certificate, CertificateKind
from klikks_desktop.services.register import issuing
from klikks_desktop.services.register.issuing import Issued, IssueOptions
from klikks_desktop.services.workspace import Progress, Workspace, silent


class Output(StrEnum):
    """What becomes of the certificates: paper, a file each, or one file with all pages."""

    PAPER = "papier"
    OWN_FILES = "einzeln"
    ONE_FILE = "gemeinsam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """What was done.

    certificates: issued, each complete in the register. wanted: how many were asked for.
    path: file or folder written. pdf: all pages, for the printer. is_stopped: cancelled by the
    person. problem: what went wrong after some were issued. obstacles: who cannot get one yet;
    then nothing was issued.
    """

    wanted: int
    certificates: tuple[Certificate, ...] = ()
    path: Path | None = None
    pdf: bytes = b""
    is_stopped: bool = False
    problem: UserError | None = None
    obstacles: Mapping[UUID, UserError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who lacks a certificate. name: family name first. begins_on, ends_on: of the term."""

    id: UUID
    name: str
    begins_on: date
    ends_on: date | None


def candidates(
    workspace: Workspace, kind: CertificateKind, *, place_id: UUID | None = None
) -> list[Candidate]:
    """Who has no valid certificate of that kind for the current term, by name."""
    patrons = issuing.patrons_without_certificate(workspace, kind, place_id=place_id)
    terms: dict[UUID, list[Appointment]] = {}
    with workspace.store.read() as reader:
        for term in reader.find(Appointment, patron_id={patron.id for patron in patrons}):
            terms.setdefault(term.patron_id, []).append(term)
    found = []
    for patron in patrons:
        current = current_appointment(terms[patron.id], workspace.today)
        if current is not None:
            found.append(Candidate(patron.id, patron.sorting_name, current.begins_on, current.last_day))
    return found


def issue_for_ceremony(
    workspace: Workspace,
    patron_ids: Sequence[UUID],
    options: IssueOptions,
    output: Output,
    *,
    out: Path | None = None,
    progress: Progress = silent,
) -> Ceremony:
    """Issue to all of them, or to none when somebody's certificate cannot be made.

    out: folder to write into. ``progress`` may raise ``CancelledError`` to stop between two
    certificates: those issued are complete and stay in the register.
    """
    wanted = len(patron_ids)
    if obstacles := issuing.find_obstacles(workspace, patron_ids, options):
        return Ceremony(wanted=wanted, obstacles=obstacles)
    issued: list[Certificate] = []
    path, pdf, is_stopped, problem = None, b"", False, None

    def keep(one: Issued) -> None:
        issued.append(one.certificate)
        if out is not None and output is Output.OWN_FILES:
            issuing.save_certificate(workspace, one, out)

    try:
        issuing.issue(workspace, patron_ids, options, progress=progress, each=keep)
        if out is not None and output is Output.ONE_FILE:
            path = issuing.save_together(workspace, issued, out)
        elif output is Output.PAPER:
            pdf = issuing.draw_together(workspace, issued)
    except CancelledError:
        is_stopped = True
    except UserError as error:
        problem = error
    if output is Output.OWN_FILES and issued:
        path = out
    return Ceremony(
        wanted=wanted,
        certificates=tuple(issued),
        path=path,
        pdf=pdf,
        is_stopped=is_stopped,
        problem=problem,
    )
