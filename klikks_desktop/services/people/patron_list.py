"""The list of patrons and drafts, searchable, with the standing of each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from klikks_desktop.domain.dates import DateError, parse_date
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.domain.patron_state import PatronState, Standing, state_of
from klikks_desktop.domain.records import Appointment, Consent, Draft, Locality, Patron, Place
from klikks_desktop.services.workspace import Workspace

PATRON_DRAFT = "patron"
_OfPatron = TypeVar("_OfPatron", Appointment, Consent)


@dataclass(frozen=True, slots=True)
class PatronRow:
    """One line of the table: a patron or a draft."""

    id: UUID
    name: str
    full_name: str
    place: str
    place_id: UUID
    locality: str
    begins_on: date | None
    ends_on: date | None
    is_open_ended: bool
    state: PatronState
    has_draft: bool
    is_own: bool
    search: str


def list_patrons(workspace: Workspace, *, place_id: UUID | None = None, query: str = "") -> list[PatronRow]:
    """Patrons and drafts by name; ``query`` finds names, localities and places however typed."""
    today, alphabet = workspace.today, workspace.shipped.alphabet
    with workspace.store.read() as reader:
        places = {place.id: place for place in reader.find(Place)}
        localities = {locality.id: locality for locality in reader.find(Locality)}
        appointments = _by_patron(reader.find(Appointment))
        consents = _by_patron(reader.find(Consent))
        drafts = {draft.id: draft for draft in reader.find(Draft, entity=PATRON_DRAFT)}
        patrons = [p for p in reader.find(Patron) if place_id in {None, p.place_id}]
    rows = [
        _row(
            patron,
            places[patron.place_id],
            # A region sees who agreed; the proof stays with the town.
            state_of(appointments[patron.id], consents[patron.id] if patron.source is None else [], today),
            localities,
            has_draft=patron.id in drafts,
        )
        for patron in patrons
    ]
    known = {patron.id for patron in patrons}
    for draft in drafts.values():
        place = places.get(draft.place_id) if draft.place_id else None
        if draft.id in known or place is None or (place_id is not None and place.id != place_id):
            continue
        rows.append(_draft_row(draft, place, search_key(_draft_name(draft), alphabet)))
    rows = sorted(rows, key=lambda row: (row.search, row.id))
    return search_rows(workspace, rows, query) if query.strip() else rows


def search_rows(workspace: Workspace, rows: Iterable[PatronRow], query: str) -> list[PatronRow]:
    """Those of ``rows`` whose name, locality or place holds every word of ``query``, however typed."""
    alphabet = workspace.shipped.alphabet
    wanted = search_query(query, alphabet)
    areas: dict[tuple[str, str], str] = {}
    found = []
    for row in rows:
        area = (row.place, row.locality)
        if area not in areas:
            areas[area] = search_key(f"{row.place} {row.locality}", alphabet)
        if matches(wanted, f"{row.search} {areas[area]}"):
            found.append(row)
    return found


def _by_patron(records: Iterable[_OfPatron]) -> dict[UUID, list[_OfPatron]]:
    grouped: dict[UUID, list[_OfPatron]] = defaultdict(list)
    for record in records:
        grouped[record.patron_id].append(record)
    return grouped


def _row(
    patron: Patron,
    place: Place,
    state: PatronState,
    localities: Mapping[UUID, Locality],
    *,
    has_draft: bool,
) -> PatronRow:
    appointment = state.appointment
    locality = localities.get(appointment.locality_id) if appointment and appointment.locality_id else None
    return PatronRow(
        id=patron.id,
        name=patron.sorting_name,
        full_name=patron.full_name,
        place=place.name,
        place_id=place.id,
        locality=locality.name if locality else "",
        begins_on=appointment.begins_on if appointment else None,
        ends_on=appointment.last_day if appointment else None,
        is_open_ended=appointment is not None and appointment.last_day is None,
        state=state,
        has_draft=has_draft,
        is_own=patron.source is None,
        search=patron.search_key,
    )


def _draft_row(draft: Draft, place: Place, search: str) -> PatronRow:
    texts = json.loads(draft.texts)
    return PatronRow(
        id=draft.id,
        name=_draft_name(draft) or "Ohne Namen",
        full_name=f"{texts.get('given_name', '')} {texts.get('family_name', '')}".strip() or "Ohne Namen",
        place=place.name,
        place_id=place.id,
        locality=texts.get("locality", ""),
        begins_on=None,
        ends_on=_typed_date(texts.get("ends_on", "")),
        is_open_ended=False,
        state=PatronState(Standing.DRAFT, None),
        has_draft=True,
        is_own=True,
        search=search,
    )


def _typed_date(text: str) -> date | None:
    try:
        return parse_date(text)
    except DateError:
        return None


def _draft_name(draft: Draft) -> str:
    texts = json.loads(draft.texts)
    return ", ".join(part for part in (texts.get("family_name", ""), texts.get("given_name", "")) if part)


def find_patron(workspace: Workspace, wanted: str) -> UUID:
    """The patron with this id or name; K-140, or K-146 when several fit.

    A part of a name is enough when it fits only one; a whole name goes before parts of others.
    """
    try:
        patron_id = UUID(wanted)
    except ValueError:
        return _find_by_name(workspace, wanted)
    with workspace.store.read() as reader:
        if reader.get(Patron, patron_id) is None:
            raise UserError("K-140")
    return patron_id


def _find_by_name(workspace: Workspace, wanted: str) -> UUID:
    words = sorted(search_key(wanted, workspace.shipped.alphabet).split())
    rows = [row for row in list_patrons(workspace, query=wanted) if row.is_own and words]
    whole = [row for row in rows if sorted(row.search.split()) == words]
    found = whole or rows
    if not found:
        raise UserError("K-140")
    if len(found) > 1:
        raise UserError("K-146", {"count": len(found), "name": wanted})
    return found[0].id
