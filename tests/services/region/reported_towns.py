"""What reports of invented towns leave behind at a region, written without any files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.records import (
    Activity,
    ActivityKind,
    Address,
    Appointment,
    Consent,
    Delivery,
    Direction,
    EnergyTotal,
    Funding,
    FundingState,
    Participation,
    Patron,
    Peer,
    Place,
    PlaceReport,
    Potential,
    Project,
    ProjectKind,
    ProjectState,
    Purpose,
    Record,
    ReportedEffect,
    Role,
    Stage,
    Verdict,
)
from klikks_desktop.services.places.places import describe_place
from klikks_desktop.services.workspace import Workspace

SOLTAU, AURICH, BREMEN = "03358021", "03452001", "04011000"
SAMTGEMEINDE, ITS_MEMBER = "033585401", "03358001"
SET, OTHER = "geg-2020", "kea-bw-2016"


@dataclass(frozen=True)
class Saving:
    """One effect: of which measure and stage, when it was achieved, how much."""

    stage: Stage = Stage.ACHIEVED
    measure: str = "LED_STREET"
    year: int | None = 2025
    wh: int = 1_000_000
    grams: int = 400_000
    cents: int = 25_000
    relevant: bool = True
    factor_set: str = SET


def add_delivery(region: Workspace, place: Place, days: int) -> None:
    """The file of this town that was written so many days ago came in."""
    at = region.clock() - timedelta(days=days)
    told = Delivery(
        id=uuid4(),
        peer_id=place.source or place.id,
        direction=Direction.RECEIVED,
        sequence=1,
        digest=place.id.hex,
        previous="",
        created_at=at,
        handled_at=at,
        file_name="bericht.klikks",
        verdict=Verdict.APPLIED,
        counts=json.dumps({"places": [place.key]}),
    )
    with region.store.write("Gekommen", undoable=False) as unit:
        unit.add(told)


def add_town(
    region: Workspace,
    key: str,
    savings: Sequence[Saving] = (Saving(),),
    *,
    projects: int = 2,
    people: Sequence[str] = ("Frauke Behrens",),
    in_office: int = 3,
    days: int = 5,
) -> Place:
    """A town that reported so many days ago. Its savings belong to its first project."""
    place = replace(describe_place(region.shipped, uuid4(), key).place, source=uuid4())
    at = region.clock() - timedelta(days=days)
    records: list[Record] = [
        Peer(
            id=place.source or place.id,
            role=Role.MUNICIPALITY,
            name=place.designation,
            sign_key="ab",
            age_key="age1",
            place_keys=key,
            confirmed_at=at,
        ),
        place,
        Participation(
            id=place.id, source=place.source, contact_on=date(2025, 1, 7), call_on=date(2025, 4, 1)
        ),
        PlaceReport(
            id=place.id,
            source=place.source or place.id,
            reported_at=at,
            in_office=in_office,
            named=len(people),
            ended=0,
            factor_set=savings[0].factor_set if savings else "",
        ),
    ]
    made = [_project(place, number) for number in range(projects)]
    records += made
    if made:
        records += _money(made[0])
    for saving in savings:
        records += _saving(place, saving, made[0].id if made else None)
    for name in people:
        records += _person(region, place, name)
    records.append(
        EnergyTotal(
            id=uuid4(),
            source=place.source or place.id,
            place_id=place.id,
            year=2025,
            buildings=3,
            heat_kwh=100_000,
            power_kwh=20_000,
            cents=1_500_000,
            co2e_kg=30_000,
            factor_set=SET,
        )
    )
    with region.store.write("Gemeldet", undoable=False) as unit:
        unit.add(*records)
    return place


def _project(place: Place, number: int) -> Project:
    kinds, states = list(ProjectKind), list(ProjectState)
    return Project(
        id=uuid4(),
        source=place.source,
        place_id=place.id,
        title=f"Projekt {number + 1} {place.name}",
        kind=kinds[number % len(kinds)],
        state=states[-2 - number % 5],
        description="Wir tauschen, was viel verbraucht.",
        ends_on=date(2025, 6, 1) if number == 0 else None,
        planned_cents=5_000_000,
    )


def _money(project: Project) -> list[Record]:
    owned = {"source": project.source, "project_id": project.id}
    return [
        Funding(
            id=uuid4(), title="Kommunalrichtlinie", state=FundingState.GRANTED, amount_cents=1_000_00, **owned
        ),
        Funding(id=uuid4(), title="Landesmittel", state=FundingState.APPLIED, amount_cents=500_00, **owned),
        Activity(
            id=uuid4(),
            held_on=date(2025, 5, 4),
            kind=ActivityKind.WALK,
            title="Rundgang",
            people=30,
            **owned,
        ),
    ]


def _saving(place: Place, saving: Saving, project: UUID | None) -> list[Record]:
    potential = Potential(
        id=uuid4(),
        source=place.source,
        place_id=place.id,
        title="Straßenlampen",
        measure=saving.measure,
        project_id=project,
    )
    effect = ReportedEffect(
        id=uuid4(),
        source=place.source or place.id,
        place_id=place.id,
        project_id=project,
        potential_id=potential.id,
        measure=saving.measure,
        stage=saving.stage,
        year=saving.year if saving.stage is Stage.ACHIEVED else None,
        wh=saving.wh,
        co2e_g=saving.grams,
        saved_cents=saving.cents,
        budget_relevant=saving.relevant,
        factor_set=saving.factor_set,
    )
    return [potential, effect]


def _person(region: Workspace, place: Place, name: str) -> list[Record]:
    today = region.today
    given, family = name.split(" ", 1)
    patron = Patron(
        id=uuid4(),
        source=place.source,
        place_id=place.id,
        address=Address.NONE,
        given_name=given,
        family_name=family,
        email="post@person.example",
        phone="05191 123",
        search_key=search_key(f"{family} {given}", region.shipped.alphabet),
    )
    term = Appointment(
        id=uuid4(), source=place.source, patron_id=patron.id, begins_on=today - timedelta(days=100)
    )
    consent = Consent(
        id=uuid4(),
        source=place.source,
        patron_id=patron.id,
        purpose=Purpose.REPORTING,
        text_version="2026-11",
        given_on=today - timedelta(days=100),
        with_email=True,
    )
    return [patron, term, consent]
