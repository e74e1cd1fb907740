"""What is due about patrons: terms, drafts, consents, certificates."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from klikks_desktop.domain.deadline_rules import DeadlineKind
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.patron_state import Standing
from klikks_desktop.domain.records import Appointment, Certificate, CertificateKind, Place
from klikks_desktop.services.deadline import Deadline
from klikks_desktop.services.people.patron_list import PatronRow, list_patrons
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace


def people_deadlines(workspace: Workspace, places: Iterable[Place]) -> list[Deadline]:
    """What is due about the people of these own places."""
    ids = {place.id for place in places}
    if not ids:
        # A region has no people of its own, and would read everybody's.
        return []
    rows = [row for row in list_patrons(workspace) if row.is_own and row.place_id in ids]
    with workspace.store.read() as reader:
        certificates = reader.find(Certificate, voided_on=None, handed_over_on=None)
    return [
        *(each for row in rows for each in _of_person(row)),
        *(_to_hand_over(each) for each in certificates if each.place_id in ids),
        *(each for key in sorted(ids) for each in _to_issue(workspace, key)),
    ]


def _of_person(row: PatronRow) -> list[Deadline]:
    match row.state.standing:
        case Standing.ENDS_SOON:
            return [_person(row, "Amtszeit endet", DeadlineKind.TERM, "calendar", is_dated=True)]
        case Standing.EXPIRED:
            title = "Verabschieden oder erneut ernennen"
            return [_person(row, title, DeadlineKind.TERM, "calendar", is_dated=True, is_overdue=True)]
        case Standing.DRAFT:
            return [_person(row, "Entwurf fertigstellen", DeadlineKind.DRAFT, "draft")]
        case Standing.CONSENT_MISSING:
            return [_person(row, "Einwilligung nachholen", DeadlineKind.CONSENT, "lock")]
    return []


def _person(
    row: PatronRow,
    title: str,
    kind: DeadlineKind,
    icon: str,
    *,
    is_dated: bool = False,
    is_overdue: bool = False,
) -> Deadline:
    return Deadline(
        on=row.ends_on if is_dated else None,
        title=title,
        detail=row.full_name,
        kind=kind,
        target=Target.PATRON,
        place_id=row.place_id,
        record=row.id,
        field="ends_on" if is_dated else "",
        is_overdue=is_overdue,
        icon=icon,
    )


def _to_hand_over(certificate: Certificate) -> Deadline:
    """The day is that of issue: from then on it waits for its ceremony."""
    return Deadline(
        on=certificate.issued_on,
        title="Urkunde überreichen",
        detail=" ".join(reversed(certificate.name.split(", ", 1))),
        kind=DeadlineKind.CERTIFICATE,
        target=Target.PATRON if certificate.patron_id else Target.CERTIFICATES,
        place_id=certificate.place_id,
        record=certificate.patron_id,
        item=certificate.id,
        field="issued_on",
        icon="certificate",
    )


def _to_issue(workspace: Workspace, place_id: UUID) -> list[Deadline]:
    """Certificates for terms that begin soon, day by day; all others in one line."""
    from klikks_desktop.services.register.issuing import patrons_without_certificate

    without = patrons_without_certificate(workspace, CertificateKind.APPOINTMENT, place_id=place_id)
    with workspace.store.read() as reader:
        terms = reader.find(Appointment, order=("begins_on",), patron_id=[patron.id for patron in without])
    today = workspace.today
    begins = {term.patron_id: term.begins_on for term in terms}
    due = [
        Deadline(
            on=begins[patron.id],
            title="Urkunde ausstellen",
            detail=patron.full_name,
            kind=DeadlineKind.CERTIFICATE,
            target=Target.PATRON,
            place_id=place_id,
            record=patron.id,
            field="begins_on",
            icon="certificate",
        )
        for patron in without
        if begins[patron.id] >= today
    ]
    if rest := len(without) - len(due):
        due.append(
            Deadline(
                on=None,
                title="Urkunden ausstellen",
                detail=f"für {count_words(rest, 'Person', 'Personen')} im Amt",
                kind=DeadlineKind.CERTIFICATE,
                target=Target.CERTIFICATES,
                place_id=place_id,
                icon="certificate",
            )
        )
    return due
