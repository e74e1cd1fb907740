"""The network directory (Vernetzung): patrons who agreed to be found by patrons of other towns."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.patron_state import current_appointment
from klikks_desktop.domain.records import (
    Appointment,
    Consent,
    Locality,
    NetworkContact,
    Patron,
    Place,
    Project,
    ProjectPatron,
    Purpose,
)
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader


def network(workspace: Workspace) -> list[NetworkContact]:
    """Everybody in the directory, by name; ``source`` is the town's program that reported the person."""
    with workspace.store.read() as reader:
        return network_contacts(workspace, reader)


def network_contacts(workspace: Workspace, reader: Reader) -> list[NetworkContact]:
    """As ``network``, within a transaction.

    Somebody is in it with a consent to be found that is in force; e-mail and telephone as ticked there.
    Topics are the kinds of the projects that the person is responsible for.
    """
    consents = _grouped(reader.find(Consent, purpose=Purpose.NETWORK))
    patrons = [each for each in reader.find(Patron, id=list(consents)) if each.source is not None]
    ids = [each.id for each in patrons]
    terms: defaultdict[UUID, list[Appointment]] = defaultdict(list)
    for each in reader.find(Appointment, patron_id=ids):
        terms[each.patron_id].append(each)
    wanted = {each.place_id for each in patrons}
    places = {each.id: each.designation for each in reader.find(Place, id=wanted)}
    localities = {each.id: each.name for each in reader.find(Locality, place_id=wanted)}
    topics = _topics(reader, ids)
    found = []
    for patron in patrons:
        consent, _reason = consent_in_force(consents[patron.id], Purpose.NETWORK, workspace.today)
        if consent is None or patron.source is None:
            continue
        term = current_appointment(terms[patron.id], workspace.today)
        found.append(
            NetworkContact(
                id=patron.id,
                source=patron.source,
                name=patron.full_name,
                place_name=places.get(patron.place_id, ""),
                locality=localities.get(term.locality_id, "") if term and term.locality_id else "",
                topics=topics.get(patron.id, ""),
                email=patron.email if consent.with_email else "",
                phone=patron.phone if consent.with_phone else "",
            )
        )
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def _grouped(consents: list[Consent]) -> dict[UUID, list[Consent]]:
    grouped: defaultdict[UUID, list[Consent]] = defaultdict(list)
    for each in consents:
        grouped[each.patron_id].append(each)
    return dict(grouped)


def _topics(reader: Reader, patrons: list[UUID]) -> dict[UUID, str]:
    links = reader.find(ProjectPatron, patron_id=patrons)
    kinds = {
        each.id: each.kind.value for each in reader.find(Project, id=[each.project_id for each in links])
    }
    topics: defaultdict[UUID, set[str]] = defaultdict(set)
    for each in links:
        if each.project_id in kinds:
            topics[each.patron_id].add(kinds[each.project_id])
    return {patron: ", ".join(sorted(names)) for patron, names in topics.items()}
