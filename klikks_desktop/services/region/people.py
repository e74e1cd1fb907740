"""Patrons whom towns report by name, because they agreed; all others are only counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.names import search_key
from klikks_desktop.domain.patron_state import PatronState, state_of
from klikks_desktop.domain.place_key import state_of as land_of
from klikks_desktop.domain.records import (
    Appointment,
    Consent,
    Locality,
    Patron,
    Place,
    PlaceReport,
    Project,
    ProjectPatron,
    Purpose,
)
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.services.table_files import write_table
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader

OfPatron = TypeVar("OfPatron", Appointment, Consent)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPerson:
    """One person. email, phone: "" unless the person agreed. for_network: may be found by peers."""

    id: UUID
    name: str
    spoken_name: str
    place_key: str
    place: str
    county: str
    land: str
    locality: str
    state: PatronState
    email: str
    phone: str
    for_network: bool
    search: str

    @property
    def begins_on(self) -> date | None:
        """First day of the term that matters today."""
        return self.state.appointment.begins_on if self.state.appointment else None

    @property
    def last_day(self) -> date | None:
        """Its last day; ``None`` when open."""
        return self.state.appointment.last_day if self.state.appointment else None


@dataclass(frozen=True, slots=True)
class RegionPeople:
    """All people by name. in_office: of all towns together, named or not."""

    rows: tuple[RegionPerson, ...]
    in_office: int

    @property
    def unnamed(self) -> int:
        """People in office whom no town may name."""
        return max(0, self.in_office - sum(row.state.is_active for row in self.rows))


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """One person with the terms, newest first, the consents in force and the projects."""

    person: RegionPerson
    place: Place
    terms: tuple[Appointment, ...]
    consents: tuple[Consent, ...]
    projects: tuple[tuple[UUID, str], ...]


def region_people(workspace: Workspace) -> RegionPeople:
    """Everybody who is reported by name and whose consent is in force."""
    with workspace.store.read() as reader:
        reported = [row[0] for row in reader.fields(PlaceReport, ("in_office",))]
        rows = _people(workspace, reader, {})
    return RegionPeople(tuple(sorted(rows, key=lambda row: (row.search, row.id))), sum(reported))


def person_detail(workspace: Workspace, patron_id: UUID) -> PersonDetail:
    """All about one person; K-852 when nobody may be named by this id any more."""
    with workspace.store.read() as reader:
        found = list(_people(workspace, reader, {"id": patron_id}))
        patron = reader.get(Patron, patron_id)
        place = reader.get(Place, patron.place_id) if patron else None
        if not found or place is None:
            raise UserError("K-852")
        links = [each.project_id for each in reader.find(ProjectPatron, patron_id=patron_id)]
        consents = reader.find(Consent, patron_id=patron_id)
        in_force = (consent_in_force(consents, purpose, workspace.today)[0] for purpose in Purpose)
        return PersonDetail(
            person=found[0],
            place=place,
            terms=tuple(reader.find(Appointment, order=("-begins_on", "-id"), patron_id=patron_id)),
            consents=tuple(filter(None, in_force)),
            projects=tuple(reader.fields(Project, ("id", "title"), order=("title", "id"), id=links)),
        )


def region_people_name(workspace: Workspace) -> str:
    """The name offered for the table."""
    return file_name("", workspace.name, workspace.today, "xlsx", "Patinnen-und-Paten")


def export_region_people(workspace: Workspace, path: Path, ids: Collection[UUID] | None = None) -> int:
    """Write all people, or those with these ids, to ``path``; how many there were. K-634, K-330."""
    from klikks_desktop.exchange.tables.writer import Column, ColumnKind

    titles = ("Name", "Kommune", "AGS", "Landkreis", "Land", "Ortsteil", "Stand")
    columns = [
        *(Column(title, ColumnKind.TEXT) for title in titles),
        Column("Amtszeit ab", ColumnKind.DATE),
        Column("Amtszeit bis", ColumnKind.DATE),
        *(Column(title, ColumnKind.TEXT) for title in ("E-Mail", "Telefon", "Vernetzung")),
    ]
    wanted = None if ids is None else set(ids)
    rows = [_cells(row) for row in region_people(workspace).rows if wanted is None or row.id in wanted]
    return write_table(path, "Patinnen und Paten", columns, rows)


def _people(workspace: Workspace, reader: Reader, where: Mapping[str, object]) -> Iterator[RegionPerson]:
    patrons = [each for each in reader.find(Patron, order=("id",), **where) if each.source is not None]
    of_them: dict[str, object] = {"patron_id": [each.id for each in patrons]} if where else {}
    theirs = {each.place_id for each in patrons}
    here: dict[str, object] = {"id": theirs} if where else {}
    around: dict[str, object] = {"place_id": theirs} if where else {}
    terms = _by_patron(reader.find(Appointment, order=("id",), **of_them))
    consents = _by_patron(reader.find(Consent, order=("id",), **of_them))
    known = reader.fields(Place, ("id", "key", "designation", "county"), order=(), **here)
    places = {row[0]: row[1:] for row in known}
    localities = dict(reader.fields(Locality, ("id", "name"), order=(), **around))
    today, alphabet = workspace.today, workspace.shipped.alphabet
    folded: dict[str, str] = {}
    for patron in patrons:
        agreed, _ = consent_in_force(consents[patron.id], Purpose.REPORTING, today)
        if agreed is None:
            continue
        network, _ = consent_in_force(consents[patron.id], Purpose.NETWORK, today)
        state = state_of(terms[patron.id], consents[patron.id], today)
        lives_in = state.appointment.locality_id if state.appointment else None
        key, place, county = places[patron.place_id]
        locality = localities.get(lives_in, "") if lives_in else ""
        where_from = f"{place} {locality} {county}"
        if where_from not in folded:
            folded[where_from] = search_key(where_from, alphabet)
        yield RegionPerson(
            id=patron.id,
            name=patron.sorting_name,
            spoken_name=" ".join(filter(None, (patron.degree, patron.full_name))),
            place_key=key,
            place=place,
            county=county,
            land=land_of(key),
            locality=locality,
            state=state,
            email=patron.email if agreed.with_email else "",
            phone=patron.phone if agreed.with_phone else "",
            for_network=network is not None,
            search=f"{patron.search_key} {folded[where_from]}",
        )


def _by_patron(records: Iterable[OfPatron]) -> defaultdict[UUID, list[OfPatron]]:
    """Records by the person they belong to."""
    grouped: defaultdict[UUID, list[OfPatron]] = defaultdict(list)
    for record in records:
        grouped[record.patron_id].append(record)
    return grouped


def _cells(row: RegionPerson) -> list[CellValue]:
    return [
        row.name,
        row.place,
        row.place_key,
        row.county,
        row.land,
        row.locality,
        row.state.word,
        row.begins_on,
        row.last_day,
        row.email,
        row.phone,
        "ja" if row.for_network else "nein",
    ]
