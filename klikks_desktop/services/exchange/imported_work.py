"""Projects, potentials and sums of a sync file as records of its sender.

Words of a newer program that are not known here become the most careful one that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from klikks_desktop.domain.carriers import Carrier
from klikks_desktop.domain.project_fields import EAST, NORTH, SOUTH, WEST
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    ActivityKind,
    EnergyTotal,
    Funding,
    FundingState,
    Grade,
    Indicator,
    IndicatorKind,
    Potential,
    Project,
    ProjectKind,
    ProjectPatron,
    ProjectState,
    Remark,
    RemarkKind,
    ReportedEffect,
    Task,
)
from klikks_desktop.services.exchange.imported_savings import effect_record, energy_record, potential_record
from klikks_desktop.services.exchange.imported_values import id_of, known, number

if TYPE_CHECKING:
    from klikks_desktop.exchange.wire import WirePlace
    from klikks_desktop.exchange.wire_remark import WireRemark
    from klikks_desktop.exchange.wire_work import (
        WireAchievement,
        WireFunding,
        WireProject,
        WireTask,
    )

WorkRecord: TypeAlias = (
    Project
    | ProjectPatron
    | Activity
    | Indicator
    | Achievement
    | Funding
    | Task
    | Potential
    | ReportedEffect
    | EnergyTotal
    | Remark
)


def work_records(place: WirePlace, sender: UUID, place_id: UUID) -> Iterator[WorkRecord]:
    """Everything of a place but people, in the order in which one may point at the other."""
    factor_set = place.factor_set
    for project in place.projects:
        yield _project(project, sender, place_id)
        yield from _parts(project, sender, place_id)
        if project.effect is not None:
            yield effect_record(project.effect, sender, place_id, factor_set, project_id=UUID(project.id))
    for potential in place.potentials:
        yield potential_record(potential, sender, place_id)
        if potential.effect is not None:
            yield effect_record(
                potential.effect,
                sender,
                place_id,
                factor_set,
                potential=potential,
                project_id=id_of(potential.project_id),
            )
    for task in place.tasks:
        yield _task(task, sender, place_id, None)
    for total in place.energy:
        yield energy_record(total, sender, place_id)
    for remark in place.remarks:
        if (kind := known(RemarkKind, remark.kind, None)) is not None:
            yield remark_record(remark, kind, sender)


def remark_record(wire: WireRemark, kind: RemarkKind, sender: UUID) -> Remark:
    """A remark of the other side."""
    return Remark(
        id=UUID(wire.id),
        source=sender,
        place_key=wire.place_key,
        kind=kind,
        about=id_of(wire.about),
        about_title=wire.about_title,
        text=wire.text,
        due_on=wire.due_on,
        done_on=wire.done_on,
        made_on=wire.made_on,
        shared=True,
    )


def _point(wire: WireProject) -> tuple[Decimal | None, Decimal | None]:
    """Latitude and longitude; none where they are no point that a form would take."""
    latitude, longitude = number(wire.latitude), number(wire.longitude)
    if latitude is None or longitude is None:
        return None, None
    is_on_map = SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
    return (latitude, longitude) if is_on_map else (None, None)


def _project(wire: WireProject, sender: UUID, place_id: UUID) -> Project:
    latitude, longitude = _point(wire)
    return Project(
        id=UUID(wire.id),
        source=sender,
        place_id=place_id,
        title=wire.title,
        kind=known(ProjectKind, wire.kind, ProjectKind.OTHER),
        description=wire.description,
        state=known(ProjectState, wire.state, ProjectState.IDEA),
        locality_id=id_of(wire.locality_id),
        latitude=latitude,
        longitude=longitude,
        begins_on=wire.begins_on,
        ends_on=wire.ends_on,
        contract_on=wire.contract_on,
        planned_cents=wire.planned_cents,
        actual_cents=wire.actual_cents,
        contact_shared=wire.contact_shared,
    )


def _parts(wire: WireProject, sender: UUID, place_id: UUID) -> Iterator[WorkRecord]:
    project = UUID(wire.id)
    for person in wire.patrons:
        yield ProjectPatron(
            id=UUID(person.id), source=sender, project_id=project, patron_id=UUID(person.patron_id)
        )
    for activity in wire.activities:
        yield Activity(
            id=UUID(activity.id),
            source=sender,
            project_id=project,
            held_on=activity.held_on,
            kind=known(ActivityKind, activity.kind, ActivityKind.OTHER),
            title=activity.title,
            people=activity.people,
            hours=number(activity.hours),
        )
    for indicator in wire.indicators:
        yield Indicator(
            id=UUID(indicator.id),
            source=sender,
            project_id=project,
            kind=known(IndicatorKind, indicator.kind, IndicatorKind.OUTPUT),
            title=indicator.title,
            unit=indicator.unit,
            target=number(indicator.target),
            actual=number(indicator.actual),
        )
    for achievement in wire.achievements:
        if (carrier := known(Carrier, achievement.carrier, None)) is not None:
            yield _achievement(achievement, carrier, sender, project)
    for funding in wire.funding:
        yield _funding(funding, sender, project)
    for task in wire.tasks:
        yield _task(task, sender, place_id, project)


def _achievement(wire: WireAchievement, carrier: Carrier, sender: UUID, project: UUID) -> Achievement:
    return Achievement(
        id=UUID(wire.id),
        source=sender,
        project_id=project,
        year=wire.year,
        carrier=carrier,
        kwh=Decimal(wire.kwh),
        saved_cents=wire.saved_cents,
        co2e_kg=number(wire.co2e_kg),
        factor_set=wire.factor_set,
        grade=known(Grade, wire.grade, Grade.GUIDE),
    )


def _funding(wire: WireFunding, sender: UUID, project: UUID) -> Funding:
    return Funding(
        id=UUID(wire.id),
        source=sender,
        project_id=project,
        programme=wire.programme,
        title=wire.title,
        state=known(FundingState, wire.state, FundingState.IDEA),
        rate=number(wire.rate),
        eligible_cents=wire.eligible_cents,
        amount_cents=wire.amount_cents,
        resolution_on=wire.resolution_on,
        applied_on=wire.applied_on,
        granted_on=wire.granted_on,
        objection_until=wire.objection_until,
        period_from=wire.period_from,
        period_to=wire.period_to,
        awarded_on=wire.awarded_on,
        called_on=wire.called_on,
        called_cents=wire.called_cents,
        proof_due=wire.proof_due,
        proof_sent_on=wire.proof_sent_on,
        closed_on=wire.closed_on,
        bound_until=wire.bound_until,
        keep_until=wire.keep_until,
    )


def _task(wire: WireTask, sender: UUID, place_id: UUID, project: UUID | None) -> Task:
    return Task(
        id=UUID(wire.id),
        source=sender,
        place_id=place_id,
        project_id=project,
        title=wire.title,
        due_on=wire.due_on,
        done_on=wire.done_on,
        shared=True,
    )
