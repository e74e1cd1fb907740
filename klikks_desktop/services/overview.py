"""The overview (Übersicht): what is there, what it brings, what is due, what the next step is."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.patron_state import Standing
from klikks_desktop.domain.records import (
    Certificate,
    CertificateKind,
    Consent,
    Delivery,
    Direction,
    Patron,
    Potential,
    Project,
    ProjectState,
    Purpose,
    Role,
)
from klikks_desktop.services.deadlines import deadlines
from klikks_desktop.services.overview_parts import (
    MeasureSums,
    NextStep,
    Overview,
    Tile,
    project_tile,
    sum_tile,
)
from klikks_desktop.services.people.patron_list import PatronRow, list_patrons
from klikks_desktop.services.savings.effects import Effects, effects
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace

__all__ = ["NextStep", "Overview", "Tile", "overview"]

_DECIDED = (ProjectState.RESOLUTION, ProjectState.IMPLEMENTATION)


def overview(workspace: Workspace, place_id: UUID | None = None, factor_set: str = "") -> Overview:
    """The overview of a municipality or a region as of today; of one own place or of all.

    factor_set: id of that of a region's sums where it is in use, else that of most municipalities.
    """
    if workspace.role is Role.REGION:
        from klikks_desktop.services.region.region_overview import region_overview

        return region_overview(workspace, factor_set)
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
        measures=MeasureSums(found.by_measure, found.outside_eur, found.notes) if found else None,
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
    done = found.projects.get(ProjectState.DONE, 0)
    decided = sum(found.projects.get(state, 0) for state in _DECIDED)
    return [
        project_tile(done, decided, sum(found.projects.values())),
        sum_tile("euro", "Entlastung im Jahr", "EUR/a", found.eur, 0),
        sum_tile("emission", "Vermiedene Treibhausgase", "t CO₂e/a", found.tonnes, 1),
    ]


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
            "Diese Person ist ernannt und hat noch keine gültige Urkunde."
            if len(without) == 1
            else "Diese Personen sind ernannt und haben noch keine gültige Urkunde.",
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
