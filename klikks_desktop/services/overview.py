"""The overview (Übersicht): what is there, what it brings, what is due, what the next step is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.effects import Stages
from klikks_desktop.domain.figures import rounded
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
    Potential,
    Project,
    ProjectState,
    Purpose,
    Role,
)
from klikks_desktop.services.deadlines import Deadline, deadlines
from klikks_desktop.services.people.patron_list import PatronRow, list_patrons
from klikks_desktop.services.savings.effects import Effects, effects
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace

__all__ = ["NextStep", "Overview", "Target", "Tile", "overview"]

_DECIDED = (ProjectState.RESOLUTION, ProjectState.IMPLEMENTATION)


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its unit and, as three steps, what is achieved, decided and possible.

    figure: in German. are_things: the steps count people or things, so that each may be a dot.
    """

    icon: str
    title: str
    figure: str
    unit: str
    achieved: Decimal | int
    decided: Decimal | int
    possible: Decimal | int
    line: str
    are_things: bool = True


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do first."""

    title: str
    text: str
    action: str
    target: Target


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows. effects: ``None`` while there is no project and no potential."""

    tiles: tuple[Tile, ...]
    due: tuple[Deadline, ...]
    next_step: NextStep | None
    is_empty: bool
    effects: Effects | None = None


def overview(workspace: Workspace, place_id: UUID | None = None) -> Overview:
    """The overview of a municipality or a region as of today; of one own place or of all."""
    if workspace.role is Role.REGION:
        return _of_region(workspace)
    return _of_municipality(workspace, place_id)


def _of_municipality(workspace: Workspace, place_id: UUID | None) -> Overview:
    from klikks_desktop.services.register.issuing import patrons_without_certificate

    rows = list_patrons(workspace, place_id=place_id)
    without = [
        patron
        for patron in patrons_without_certificate(workspace, CertificateKind.APPOINTMENT)
        if place_id in {None, patron.place_id}
    ]
    with workspace.store.read() as reader:
        sent = reader.find(Delivery, direction=Direction.SENT)
    found = effects(workspace, place_id) if _has_work(workspace, place_id) else None
    tiles = [_patron_tile(rows)]
    tiles += _work_tiles(found) if found else _paper_tiles(workspace, rows, without, place_id)
    return Overview(
        tiles=tuple(tiles),
        due=tuple(each for each in deadlines(workspace, place_id=place_id) if each.is_near),
        next_step=_next_step(workspace, rows, without, sent),
        is_empty=not rows and found is None,
        effects=found,
    )


def _has_work(workspace: Workspace, place_id: UUID | None) -> bool:
    """Whether there is a project or a potential; a town without waits for no factors to be read."""
    where: dict[str, object] = {} if place_id is None else {"place_id": place_id}
    with workspace.store.read() as reader:
        return any(reader.count(kind, **where) for kind in (Project, Potential))


def _patron_tile(rows: list[PatronRow]) -> Tile:
    active = sum(row.state.is_active for row in rows)
    drafts = sum(row.state.standing is Standing.DRAFT for row in rows)
    ending = sum(row.state.standing is Standing.ENDS_SOON for row in rows)
    return Tile(
        "patrons",
        "Patinnen und Paten",
        str(active),
        "im Amt",
        active - ending,
        ending,
        drafts,
        f"{count_words(drafts, 'Entwurf', 'Entwürfe')} · "
        f"{count_words(ending, 'Amtszeit endet', 'Amtszeiten enden')} bald",
    )


def _work_tiles(found: Effects) -> list[Tile]:
    """Projects, relief of the budget, greenhouse gases."""
    total = sum(found.projects.values())
    done = found.projects.get(ProjectState.DONE, 0)
    decided = sum(found.projects.get(state, 0) for state in _DECIDED)
    rest = total - done - decided
    return [
        Tile(
            "project",
            "Projekte",
            str(done),
            f"von {total} umgesetzt",
            done,
            decided,
            rest,
            f"{decided} beschlossen · {rest} möglich",
        ),
        _sum_tile("euro", "Entlastung im Jahr", "EUR/a", found.eur, 0),
        _sum_tile("emission", "Vermiedene Treibhausgase", "t CO₂e/a", found.tonnes, 1),
    ]


def _sum_tile(icon: str, title: str, unit: str, stages: Stages, digits: int) -> Tile:
    zero = Decimal(0)
    return Tile(
        icon,
        title,
        rounded(stages.achieved, digits),
        unit,
        max(zero, stages.achieved),
        max(zero, stages.decided),
        max(zero, stages.possible),
        f"{rounded(stages.decided, digits)} beschlossen · {rounded(stages.possible, digits)} möglich",
        are_things=False,
    )


def _paper_tiles(
    workspace: Workspace, rows: list[PatronRow], without: list[Patron], place_id: UUID | None
) -> list[Tile]:
    """Certificates and consents, until there is work to tell of."""
    with workspace.store.read() as reader:
        issued = reader.find(Certificate, voided_on=None)
        consents = reader.find(Consent, source=None)
    certificates = [each for each in issued if place_id in {None, each.place_id}]
    active = [row for row in rows if row.state.is_active]
    proven = _proven(active, consents, workspace)
    handed = sum(each.handed_over_on is not None for each in certificates)
    ready, missing = len(certificates) - handed, len(without)
    stays = len(active) - proven
    return [
        Tile(
            "certificate",
            "Urkunden",
            str(handed),
            f"von {len(certificates) + missing} ausgehändigt",
            handed,
            ready,
            missing,
            f"{count_words(ready, 'liegt', 'liegen')} bereit · {count_words(missing, 'fehlt', 'fehlen')}",
        ),
        Tile(
            "lock",
            "Einwilligungen",
            str(proven),
            f"von {len(active)} zur Weitergabe",
            proven,
            0,
            stays,
            f"{count_words(stays, 'bleibt', 'bleiben')} nur als Zahl im Bericht"
            if stays
            else "Alle liegen vor",
        ),
    ]


def _proven(active: Iterable[PatronRow], consents: Iterable[Consent], workspace: Workspace) -> int:
    by_patron: dict[UUID, list[Consent]] = {}
    for consent in consents:
        by_patron.setdefault(consent.patron_id, []).append(consent)
    given = (by_patron.get(row.id, []) for row in active)
    return sum(consent_in_force(each, Purpose.REPORTING, workspace.today)[0] is not None for each in given)


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
    from klikks_desktop.services.exchange.enrolment import trusted_region

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
            str(len(reports)),
            "haben berichtet",
            len(reports),
            0,
            0,
            f"{count_words(len(received), 'Datei', 'Dateien')} empfangen",
        ),
        Tile(
            "patrons",
            "Patinnen und Paten",
            str(reported),
            "im Amt",
            named,
            0,
            max(0, reported - named),
            f"{named} mit Namen gemeldet",
        ),
        Tile(
            "mail",
            "Erreichbar",
            str(reachable),
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
            "Zum Posteingang",
            Target.EXCHANGE,
        )
    due = tuple(each for each in deadlines(workspace) if each.is_near)
    return Overview(tiles, due, step, not reports)
