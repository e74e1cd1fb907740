"""Own places (Kommunen): set up, describe, change; their localities and participation dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.participation_fields import STEPS
from klikks_desktop.domain.patron_state import in_office
from klikks_desktop.domain.place_fields import PLACE_FIELDS
from klikks_desktop.domain.place_key import check_key, state_of
from klikks_desktop.domain.place_naming import grammatical_forms
from klikks_desktop.domain.records import (
    Appointment,
    Building,
    Locality,
    Participation,
    Patron,
    Peer,
    Place,
    PlaceReport,
    Potential,
    Project,
)
from klikks_desktop.domain.values import clean_text
from klikks_desktop.reference.directory import DirectoryPlace
from klikks_desktop.services.records.conflicts import laid_over
from klikks_desktop.services.workspace import Shipped, Workspace

LONGEST_LOCALITY: Final = 100
"""Characters of the name of an Ortsteil."""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place as it would be set up, and what the person should know before."""

    place: Place
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One line of the list of places."""

    id: UUID
    key: str
    name: str
    designation: str
    county: str
    state: str
    is_own: bool
    reporter: str
    in_office: int
    named: int
    reported_at: datetime | None


def search_places(shipped: Shipped, text: str, limit: int = 50) -> list[DirectoryPlace]:
    """Places of the official directory by name, key, postcode or county, best first."""
    return shipped.directory.search(text, limit)


def describe_place(shipped: Shipped, new_id: UUID, key: str, name: str = "") -> NewPlace:
    """A place with the key from the directory, its grammatical forms filled in.

    A key of the right form that the directory does not know is taken with a warning (mergers), and
    stands in for the name as long as none is given. A malformed key is refused.
    """
    key = check_key(key)
    name = clean_text(name)
    found = shipped.directory.find(key)
    if found is None:
        kind = "Samtgemeinde" if len(key) == 9 else "Gemeinde"
        warnings = [
            f"Der Schlüssel {key} steht nicht im amtlichen Verzeichnis ({shipped.directory.edition}). "
            "Bitte prüfen Sie ihn."
        ]
        if not name:
            name = key
            warnings.append("Der Name der Kommune ist nicht bekannt. Bitte tragen Sie ihn ein.")
        forms = grammatical_forms(kind, kind, name)
        place = Place(
            id=new_id,
            key=key,
            name=name,
            kind=kind,
            state=state_of(key),
            designation=forms.designation,
            nominative=forms.nominative,
            genitive=forms.genitive,
            locative=forms.locative,
            city=name,
        )
        return NewPlace(place, tuple(warnings))
    forms = grammatical_forms(found.kind, found.kind_class, name or found.name)
    place = Place(
        id=new_id,
        key=key,
        name=name or found.name,
        kind=found.kind,
        county=found.county,
        state=found.state,
        designation=forms.designation,
        nominative=forms.nominative,
        genitive=forms.genitive,
        locative=forms.locative,
        postcode=found.postcode,
        city=found.seat or found.name,
    )
    return NewPlace(place, ())


def add_place(workspace: Workspace, place: Place) -> Place:
    """Add an own place; K-135 when a place with this key is ours already."""
    with workspace.store.write(f"{place.designation} angelegt") as unit:
        if unit.find(Place, source=None, key=place.key):
            raise UserError("K-135", {"key": place.key})
        unit.add(place, Participation(id=place.id))
    return place


def update_place(workspace: Workspace, place: Place, seen: Place | None = None) -> Place:
    """Store a changed own place.

    seen: as it was shown; ``Conflict`` when a colleague changed the same field meanwhile.
    """
    for name, text in (("designation", place.designation), ("nominative", place.nominative)):
        if not text.strip():
            raise UserError("K-136", {"field": name})
    with workspace.store.write(f"{place.designation} geändert") as unit:
        titles = {field.name: field.label for field in PLACE_FIELDS}
        stored = laid_over(
            workspace,
            unit,
            place,
            seen=seen,
            title=place.designation,
            titles=titles,
            redo=partial(update_place, workspace),
        )
        unit.update(stored)
    return stored


def participation_of(workspace: Workspace, place_id: UUID) -> Participation:
    """How far a place has come in the programme."""
    with workspace.store.read() as reader:
        return reader.get(Participation, place_id) or Participation(id=place_id)


def save_participation(
    workspace: Workspace, participation: Participation, seen: Participation | None = None
) -> Participation:
    """Record how far the municipality has come in the programme; ``seen`` as ``update_place``."""
    record = replace(participation, resolution_number=participation.resolution_number.strip())
    with workspace.store.write("Teilnahme geändert") as unit:
        titles = {"resolution_number": "Nummer des Beschlusses"} | {step.name: step.title for step in STEPS}
        record = laid_over(
            workspace,
            unit,
            record,
            seen=seen,
            title="Teilnahme",
            titles=titles,
            redo=partial(save_participation, workspace),
        )
        unit.put(record)
    return record


def localities_of(workspace: Workspace, place_id: UUID) -> list[Locality]:
    """The parts of a place, by name."""
    with workspace.store.read() as reader:
        return reader.find(Locality, order=("name",), place_id=place_id)


def spots_of(workspace: Workspace, place_id: UUID) -> tuple[list[Building], list[Locality]]:
    """Where within a place something can lie: its buildings and its parts, by name."""
    with workspace.store.read() as reader:
        buildings = reader.find(Building, order=("name", "id"), place_id=place_id)
        return buildings, reader.find(Locality, order=("name", "id"), place_id=place_id)


def add_locality(workspace: Workspace, place_id: UUID, name: str, genitive: str = "") -> Locality:
    """Add a part of a municipality (Ortsteil); K-137 when it exists, K-138 and K-148 as its name is."""
    name = locality_name(name)
    record = Locality(
        id=workspace.new_id(),
        place_id=place_id,
        name=name,
        genitive=clean_text(genitive) or f"des Ortsteils {name}",
    )
    with workspace.store.write(f"Ortsteil {name} angelegt") as unit:
        if any(known.name.casefold() == name.casefold() for known in unit.find(Locality, place_id=place_id)):
            raise UserError("K-137", {"name": name})
        unit.add(record)
    return record


def locality_name(text: str) -> str:
    """The name of an Ortsteil as it is kept; K-138 without any, K-148 for one that no report would carry."""
    name = clean_text(text)
    if not name:
        raise UserError("K-138")
    if len(name) > LONGEST_LOCALITY:
        raise UserError("K-148", {"count": len(name), "limit": LONGEST_LOCALITY})
    return name


def update_locality(workspace: Workspace, locality: Locality, seen: Locality | None = None) -> Locality:
    """Store a changed Ortsteil; ``seen`` as ``update_place``. K-138 and K-148 as its name is."""
    name = locality_name(locality.name)
    locality = replace(locality, name=name, genitive=clean_text(locality.genitive))
    with workspace.store.write(f"Ortsteil {locality.name} geändert") as unit:
        stored = laid_over(
            workspace,
            unit,
            locality,
            seen=seen,
            title=locality.name,
            titles={"name": "Name", "genitive": "Genitiv"},
            redo=partial(update_locality, workspace),
        )
        unit.update(stored)
    return stored


def delete_locality(workspace: Workspace, locality_id: UUID) -> None:
    """Remove an Ortsteil that nothing points at; K-139 otherwise."""
    with workspace.store.write("Ortsteil gelöscht") as unit:
        pointing = (Appointment, Building, Project, Potential)
        used = sum(unit.count(kind, locality_id=locality_id) for kind in pointing)
        if used:
            raise UserError("K-139", {"count": used})
        unit.delete(Locality, locality_id)


def list_places(workspace: Workspace) -> list[PlaceRow]:
    """Own places and, at a region, the reported ones, by name."""
    today = workspace.today
    with workspace.store.read() as reader:
        reports = {report.id: report for report in reader.find(PlaceReport)}
        reporters = {peer.id: peer.name for peer in reader.find(Peer)}
        terms: dict[UUID, list[Appointment]] = {}
        for term in reader.find(Appointment):
            terms.setdefault(term.patron_id, []).append(term)
        active: dict[UUID, int] = {}
        for patron in reader.find(Patron):
            is_active = any(in_office(term, today) for term in terms.get(patron.id, []))
            active[patron.place_id] = active.get(patron.place_id, 0) + is_active
        places = reader.find(Place, order=("name", "key"))
    rows = []
    for place in places:
        report = reports.get(place.id)
        rows.append(
            PlaceRow(
                id=place.id,
                key=place.key,
                name=place.name,
                designation=place.designation,
                county=place.county,
                state=place.state,
                is_own=place.source is None,
                reporter=reporters.get(place.source, "") if place.source else "",
                in_office=report.in_office if report else active.get(place.id, 0),
                named=report.named if report else active.get(place.id, 0),
                reported_at=report.reported_at if report else None,
            )
        )
    return rows
