"""The overview (Übersicht): what is there, what is due, what the next step is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.patron_state import Standing, in_office
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    CertificateKind,
    Consent,
    Delivery,
    Direction,
    Patron,
    PlaceReport,
    Purpose,
    Role,
)
from klikks_desktop.services.patron_list import PatronRow, list_patrons
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace

__all__ = ["Due", "NextStep", "Overview", "Target", "Tile", "overview"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its unit and, as three steps, what is achieved, decided and possible."""

    icon: str
    title: str
    figure: int
    unit: str
    achieved: int
    decided: int
    possible: int
    line: str


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do, with the day it is due; ``None`` and an icon without a day."""

    on: date | None
    title: str
    who: str
    target: Target
    patron_id: UUID | None = None
    icon: str = "idea"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do first."""

    title: str
    text: str
    action: str
    target: Target


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows."""

    tiles: tuple[Tile, ...]
    due: tuple[Due, ...]
    next_step: NextStep | None
    is_empty: bool


def overview(workspace: Workspace) -> Overview:
    """The overview of a municipality or a region as of today."""
    return _of_region(workspace) if workspace.role is Role.REGION else _of_municipality(workspace)


def _of_municipality(workspace: Workspace) -> Overview:
    from klikks_desktop.services.issuing import patrons_without_certificate

    today = workspace.today
    rows = list_patrons(workspace)
    with workspace.store.read() as reader:
        certificates = [c for c in reader.find(Certificate) if c.voided_on is None]
        sent = reader.find(Delivery, direction=Direction.SENT)
        consents = reader.find(Consent, source=None)
        terms = reader.find(Appointment, source=None)
    without = patrons_without_certificate(workspace, CertificateKind.APPOINTMENT)
    active = [row for row in rows if row.state.is_active]
    proven = _proven(active, consents, today)
    handed = [c for c in certificates if c.handed_over_on is not None]
    drafts = sum(row.state.standing is Standing.DRAFT for row in rows)
    ending = sum(row.state.standing is Standing.ENDS_SOON for row in rows)
    tiles = (
        Tile(
            "patrons",
            "Patinnen und Paten",
            len(active),
            "im Amt",
            len(active) - ending,
            ending,
            drafts,
            f"{count_words(drafts, 'Entwurf', 'Entwürfe')} · "
            f"{count_words(ending, 'Amtszeit endet', 'Amtszeiten enden')} bald",
        ),
        Tile(
            "certificate",
            "Urkunden",
            len(handed),
            f"von {len(certificates) + len(without)} ausgehändigt",
            len(handed),
            len(certificates) - len(handed),
            len(without),
            f"{count_words(len(certificates) - len(handed), 'liegt', 'liegen')} bereit · "
            f"{count_words(len(without), 'fehlt', 'fehlen')}",
        ),
        Tile(
            "lock",
            "Einwilligungen",
            proven,
            f"von {len(active)} zur Weitergabe",
            proven,
            0,
            len(active) - proven,
            f"{count_words(len(active) - proven, 'bleibt', 'bleiben')} nur als Zahl im Bericht"
            if len(active) > proven
            else "Alle liegen vor",
        ),
    )
    due = sorted(
        [
            *_ending(rows),
            *_unproven(rows),
            *_to_hand_over(certificates),
            *_to_issue(without, terms, today),
        ],
        key=lambda item: (item.on or date.max, item.title, item.who),
    )
    return Overview(tiles, tuple(due), _next_step(workspace, rows, without, sent), not rows)


def _proven(active: Iterable[PatronRow], consents: Iterable[Consent], today: date) -> int:
    by_patron: dict[UUID, list[Consent]] = {}
    for consent in consents:
        by_patron.setdefault(consent.patron_id, []).append(consent)
    given = (by_patron.get(row.id, []) for row in active)
    return sum(consent_in_force(each, Purpose.REPORTING, today)[0] is not None for each in given)


def _to_issue(without: list[Patron], terms: Iterable[Appointment], today: date) -> list[Due]:
    """Certificates for terms that begin soon, day by day; all others in one line."""
    begins = {term.patron_id: term.begins_on for term in sorted(terms, key=lambda term: term.begins_on)}
    coming = [patron for patron in without if begins.get(patron.id, today) >= today]
    due = [
        Due(begins[patron.id], "Urkunde ausstellen", patron.full_name, Target.PATRON, patron.id)
        for patron in coming
    ]
    if rest := len(without) - len(coming):
        who = f"für {count_words(rest, 'Person', 'Personen')} im Amt"
        due.append(Due(None, "Urkunden ausstellen", who, Target.CERTIFICATES, icon="certificate"))
    return due


def _ending(rows: Iterable[PatronRow]) -> list[Due]:
    due = []
    for row in rows:
        if row.state.standing is Standing.ENDS_SOON:
            due.append(Due(row.ends_on, "Amtszeit endet", row.full_name, Target.PATRON, row.id))
        elif row.state.standing is Standing.EXPIRED:
            due.append(
                Due(row.ends_on, "Verabschieden oder erneut ernennen", row.full_name, Target.PATRON, row.id)
            )
        elif row.state.standing is Standing.DRAFT:
            due.append(Due(None, "Entwurf fertigstellen", row.full_name, Target.PATRON, row.id, icon="draft"))
    return due


def _unproven(rows: Iterable[PatronRow]) -> list[Due]:
    return [
        Due(None, "Einwilligung nachholen", row.full_name, Target.PATRON, row.id, icon="lock")
        for row in rows
        if row.state.standing is Standing.CONSENT_MISSING
    ]


def _to_hand_over(certificates: Iterable[Certificate]) -> list[Due]:
    return [
        Due(
            c.issued_on,
            "Urkunde überreichen",
            " ".join(reversed(c.name.split(", ", 1))),
            Target.PATRON if c.patron_id else Target.CERTIFICATES,
            c.patron_id,
        )
        for c in certificates
        if c.handed_over_on is None
    ]


def _next_step(
    workspace: Workspace, rows: list[PatronRow], without: list[Patron], sent: list[Delivery]
) -> NextStep | None:
    places = workspace.own_places()
    if not places or not places[0].signatory_name:
        return NextStep(
            "Wer unterschreibt die Urkunden?",
            "Name und Amt stehen unter jeder Urkunde.",
            "Angaben ergänzen",
            Target.SETTINGS,
        )
    if not rows:
        return NextStep(
            "Die erste Patin, der erste Pate",
            "Ein Name und der Beginn der Amtszeit genügen für die Urkunde.",
            "Neue Patin, neuer Pate",
            Target.NEW_PATRON,
        )
    if without:
        return NextStep(
            f"{count_words(len(without), 'Urkunde', 'Urkunden')} ausstellen",
            "Diese Personen sind ernannt und haben noch keine gültige Urkunde.",
            "Urkunden ausstellen",
            Target.CERTIFICATES,
        )
    from klikks_desktop.services.enrolment import trusted_region

    if trusted_region(workspace) is None:
        return NextStep(
            "Mit dem Regionalmanagement verbinden",
            "Mit der Anmeldedatei und einem Anruf. Danach genügt ein Klick für jeden Bericht.",
            "Zum Datenaustausch",
            Target.EXCHANGE,
        )
    if not sent:
        return NextStep(
            "Den ersten Bericht schreiben",
            "Sie sehen vorher jede Angabe, die Ihr Haus verlässt.",
            "Zum Datenaustausch",
            Target.EXCHANGE,
        )
    return None


def _of_region(workspace: Workspace) -> Overview:
    today = workspace.today
    with workspace.store.read() as reader:
        reports = reader.find(PlaceReport)
        patrons = reader.find(Patron)
        terms = reader.find(Appointment)
        received = reader.find(Delivery, direction=Direction.RECEIVED)
    reported, named = sum(r.in_office for r in reports), sum(r.named for r in reports)
    running = {term.patron_id for term in terms if in_office(term, today)}
    reachable = sum(bool(patron.email or patron.phone) for patron in patrons if patron.id in running)
    tiles = (
        Tile(
            "townhall",
            "Kommunen",
            len(reports),
            "haben berichtet",
            len(reports),
            0,
            0,
            f"{count_words(len(received), 'Datei', 'Dateien')} empfangen",
        ),
        Tile(
            "patrons",
            "Patinnen und Paten",
            reported,
            "im Amt",
            named,
            0,
            max(0, reported - named),
            f"{named} mit Namen gemeldet",
        ),
        Tile(
            "mail",
            "Erreichbar",
            reachable,
            "mit E-Mail oder Telefon",
            reachable,
            0,
            max(0, named - reachable),
            "mit Einwilligung zur Weitergabe",
        ),
    )
    step = None
    if not reports:
        step = NextStep(
            "Die erste Kommune anmelden",
            "Geben Sie den Kommunen Ihre Anmeldedatei und vergleichen Sie am Telefon eine Nummer.",
            "Zum Datenaustausch",
            Target.EXCHANGE,
        )
    due = tuple(
        Due(report.reported_at.astimezone().date(), "Bericht älter als ein Jahr", "", Target.EXCHANGE)
        for report in reports
        if (today - report.reported_at.astimezone().date()).days > 365
    )
    return Overview(tiles, due, step, not reports)
