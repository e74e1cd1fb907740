"""What a place (Kommune) reported: the detail of one, and the table of many for Excel."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_state import current_appointment
from klikks_desktop.domain.records import (
    Appointment,
    Locality,
    Participation,
    Patron,
    Peer,
    Place,
    PlaceReport,
)
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.places.places import list_places
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReportedPerson:
    """A person reported by name; contacts only where the person agreed, otherwise empty."""

    id: UUID
    name: str
    locality: str
    begins_on: date | None
    last_day: date | None
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """A place with all that its town reported. ended: people no longer in office."""

    place: Place
    participation: Participation
    localities: tuple[str, ...]
    people: tuple[ReportedPerson, ...]
    in_office: int
    ended: int
    reported_at: datetime | None
    reporter: str


def place_detail(workspace: Workspace, place_id: UUID) -> PlaceDetail:
    """All about one place; K-132 when it is gone."""
    with workspace.store.read() as reader:
        place = reader.get(Place, place_id)
        if place is None:
            raise UserError("K-132", {"key": place_id})
        report = reader.get(PlaceReport, place_id)
        peer = reader.get(Peer, place.source) if place.source else None
        localities = reader.find(Locality, order=("name",), place_id=place_id)
        patrons = reader.find(Patron, order=("search_key", "id"), place_id=place_id)
        terms: dict[UUID, list[Appointment]] = {patron.id: [] for patron in patrons}
        for term in reader.find(Appointment, patron_id=set(terms)):
            terms[term.patron_id].append(term)
        participation = reader.get(Participation, place_id) or Participation(id=place_id)
    names = {locality.id: locality.name for locality in localities}
    return PlaceDetail(
        place=place,
        participation=participation,
        localities=tuple(names.values()),
        people=tuple(_person(patron, terms[patron.id], names, workspace.today) for patron in patrons),
        in_office=report.in_office if report else 0,
        ended=report.ended if report else 0,
        reported_at=report.reported_at if report else None,
        reporter=peer.name if peer else "",
    )


def _person(
    patron: Patron, terms: list[Appointment], localities: dict[UUID, str], today: date
) -> ReportedPerson:
    term = current_appointment(terms, today)
    return ReportedPerson(
        id=patron.id,
        name=patron.sorting_name,
        locality=localities.get(term.locality_id, "") if term and term.locality_id else "",
        begins_on=term.begins_on if term else None,
        last_day=term.last_day if term else None,
        email=patron.email,
        phone=patron.phone,
    )


def export_places(workspace: Workspace, path: Path, ids: Collection[UUID]) -> int:
    """Write the places with these ids to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    columns = [
        Column("AGS", ColumnKind.TEXT),
        Column("Kommune", ColumnKind.TEXT),
        Column("Landkreis", ColumnKind.TEXT),
        Column("Land", ColumnKind.TEXT),
        Column("Im Amt", ColumnKind.INTEGER),
        Column("Mit Namen", ColumnKind.INTEGER),
        Column("Nicht mehr im Amt", ColumnKind.INTEGER),
        Column("Ratsbeschluss vom", ColumnKind.DATE),
        Column("Kooperationsvereinbarung vom", ColumnKind.DATE),
        Column("Bericht vom", ColumnKind.DATE),
    ]
    wanted = set(ids)
    rows: list[list[CellValue]] = []
    for row in list_places(workspace):
        if row.id in wanted:
            detail = place_detail(workspace, row.id)
            reported = row.reported_at.astimezone().date() if row.reported_at else None
            rows.append(
                [
                    row.key,
                    row.designation,
                    row.county,
                    row.state,
                    row.in_office,
                    row.named,
                    detail.ended,
                    detail.participation.resolution_on,
                    detail.participation.agreement_on,
                    reported,
                ]
            )
    return write_table(path, "Kommunen", columns, rows)
