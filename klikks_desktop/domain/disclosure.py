"""What may leave the house for the report to the region ("Das verlässt Ihr Haus").

A person leaves only with a proven consent ``weitergabe`` that is in force; e-mail and telephone only
when ticked there. Everybody else is counted and nothing more: no id, no date, no number. What leaves of
the work stands in ``disclosure_work`` and ``disclosure_savings``. The sync file is built from these
records alone, so that page, print and file cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from klikks_desktop.domain.consent_rules import consent_age, consent_in_force, why_not_in_force
from klikks_desktop.domain.disclosure_items import (
    APPOINTMENT,
    APPOINTMENT_STAYS,
    CONSENT,
    CONSENT_STAYS,
    COUNTS,
    LOCALITY,
    PARTICIPATION,
    PATRON,
    PLACE,
    PLACE_STAYS,
    PURPOSES,
    Disclosure,
    Entry,
    Reason,
    Value,
    item,
    items_of,
    text_of,
)
from klikks_desktop.domain.disclosure_savings import Potentials, Savings, disclose_energy, disclose_sums
from klikks_desktop.domain.disclosure_work import Around, Projects, Work, remark_entry, task_entry
from klikks_desktop.domain.names import Alphabet
from klikks_desktop.domain.patron_state import Standing, state_of
from klikks_desktop.domain.records import (
    Appointment,
    Consent,
    Locality,
    Participation,
    Patron,
    Place,
    Potential,
    Project,
    Purpose,
    Remark,
    Task,
)

_NO_SUMS: Final = Disclosure("", ())
_OfPatron = TypeVar("_OfPatron", Appointment, Consent)


@dataclass(frozen=True, slots=True)
class PatronDisclosure:
    """A patron with appointments and consents; reason: why the person leaves or stays."""

    patron: Patron
    leaves: bool
    reason: Reason
    person: Disclosure
    appointments: tuple[Disclosure, ...]
    consents: tuple[Disclosure, ...]


@dataclass(frozen=True, slots=True)
class WorkDisclosure:
    """Projects, potentials, tasks of the municipality and remarks as rows; energy and sums told in full."""

    projects: tuple[Entry, ...] = ()
    potentials: tuple[Entry, ...] = ()
    tasks: tuple[Entry, ...] = ()
    remarks: tuple[Entry, ...] = ()
    energy: tuple[Disclosure, ...] = ()
    sums: Disclosure = _NO_SUMS

    @property
    def entries(self) -> Iterator[Entry]:
        """All rows, in the order of the page."""
        for group in (self.projects, self.potentials, self.tasks, self.remarks):
            yield from group


@dataclass(frozen=True, slots=True)
class PlaceDisclosure:
    """All of one place. counts: in_office, named (leaves by name), ended; heads, not terms."""

    place: Place
    office: Disclosure
    counts: Disclosure
    localities: tuple[Disclosure, ...]
    patrons: tuple[PatronDisclosure, ...]
    work: WorkDisclosure = WorkDisclosure()


def disclose(
    place: Place,
    *,
    participation: Participation | None,
    localities: Iterable[Locality],
    patrons: Iterable[Patron],
    appointments: Iterable[Appointment],
    consents: Iterable[Consent],
    today: date,
) -> PlaceDisclosure:
    """Everything that a report of ``place`` on ``today`` contains and withholds.

    The other records may include those of further places and senders; they are passed over.
    """
    parts = sorted(
        (part for part in localities if _belongs(part, place)), key=lambda part: (part.name, part.id)
    )
    names: dict[UUID, str] = {part.id: part.name for part in parts}
    terms = _by_patron(appointments)
    given = _by_patron(consents)
    people = sorted(
        (p for p in patrons if _belongs(p, place)), key=lambda p: (p.search_key, p.sorting_name, p.id)
    )
    disclosed = tuple(
        _disclose_patron(patron, terms.get(patron.id, []), given.get(patron.id, []), names, today)
        for patron in people
    )
    standings = [state_of(terms.get(p.id, []), given.get(p.id, []), today) for p in people]
    ended = {Standing.FORMER, Standing.EXPIRED}
    counts: dict[str, Value] = {
        "in_office": sum(state.is_active for state in standings),
        "named": sum(person.leaves for person in disclosed),
        "ended": sum(state.standing in ended for state in standings),
    }
    return PlaceDisclosure(
        place=place,
        office=_disclose_place(place, participation),
        counts=Disclosure(
            "Anzahl", tuple(item(f, label, counts[f], Reason.COUNT, {}) for f, label in COUNTS.items())
        ),
        localities=tuple(
            Disclosure(part.name, items_of(part, LOCALITY, Reason.OFFICIAL, names)) for part in parts
        ),
        patrons=disclosed,
    )


def disclose_work(
    page: PlaceDisclosure,
    work: Work,
    savings: Savings,
    *,
    localities: Iterable[Locality],
    remarks: Iterable[Remark],
    alphabet: Alphabet,
) -> WorkDisclosure:
    """What a report of the place of ``page`` contains and withholds of its work.

    remarks: also those of the receiver, which may be answered. The records may include those of further
    places and senders; they are passed over.
    """
    place, every = page.place, list(remarks)
    names = {part.id: part.name for part in localities if _belongs(part, place)}
    around = Around.of(names, ((each.patron, each.reason) for each in page.patrons), alphabet)
    own = [project for project in work.projects if _belongs(project, place)]
    potentials = [potential for potential in savings.potentials if _belongs(potential, place)]
    told = Potentials(savings, around, {project.id: project.title for project in own})
    projects = Projects(work, around, told.effect)
    shown = {each.patron.id for each in page.patrons if each.leaves}
    shown |= {each.id for each in own} | {each.id for each in potentials} | {each.id for each in every}
    return WorkDisclosure(
        projects=tuple(projects.entry(project) for project in own),
        potentials=tuple(told.entry(potential) for potential in potentials),
        tasks=tuple(
            task_entry(task, around)
            for task in work.tasks
            if task.project_id is None and _belongs(task, place)
        ),
        remarks=tuple(
            remark_entry(remark, around, frozenset(shown))
            for remark in every
            if remark.source is None and remark.place_key == place.key
        ),
        energy=tuple(disclose_energy(total) for total in savings.energy),
        sums=disclose_sums(savings),
    )


def _disclose_place(place: Place, participation: Participation | None) -> Disclosure:
    items = items_of(place, PLACE, Reason.OFFICIAL, {})
    if participation is not None:
        items += items_of(participation, PARTICIPATION, Reason.OFFICIAL, {})
        items += items_of(participation, {"resolution_number": "Ratsbeschluss Nr."}, Reason.NOT_NEEDED, {})
    return Disclosure(place.designation, items + items_of(place, PLACE_STAYS, Reason.STAFF, {}))


def _disclose_patron(
    patron: Patron,
    appointments: Sequence[Appointment],
    consents: Sequence[Consent],
    localities: Mapping[UUID, str],
    today: date,
) -> PatronDisclosure:
    reporting, reason = consent_in_force(consents, Purpose.REPORTING, today)
    withheld = {}
    if reporting is not None:
        withheld = {
            field: Reason.NOT_TICKED
            for field, ticked in (("email", reporting.with_email), ("phone", reporting.with_phone))
            if not ticked
        }
    return PatronDisclosure(
        patron=patron,
        leaves=reporting is not None,
        reason=reason,
        person=Disclosure(
            patron.sorting_name,
            tuple(
                item(field, label, getattr(patron, field), withheld.get(field, reason), {})
                for field, label in PATRON.items()
            ),
        ),
        appointments=tuple(
            _disclose_appointment(term, reason, localities)
            for term in sorted(appointments, key=lambda term: (term.begins_on, term.id))
        ),
        consents=tuple(
            _disclose_consent(consent, consents, reason, today)
            for consent in sorted(consents, key=consent_age)
        ),
    )


def _disclose_appointment(term: Appointment, reason: Reason, localities: Mapping[UUID, str]) -> Disclosure:
    items = items_of(term, APPOINTMENT, reason, localities)
    stays = Reason.NOT_NEEDED if reason is Reason.CONSENTED else reason
    return Disclosure(
        f"Amtszeit ab {text_of(term.begins_on, {})}", items + items_of(term, APPOINTMENT_STAYS, stays, {})
    )


def _disclose_consent(
    consent: Consent, consents: Sequence[Consent], reason: Reason, today: date
) -> Disclosure:
    """Only the consent in force of each purpose goes along, and only with the person."""
    own: Reason = reason
    if reason is Reason.CONSENTED and consent != consent_in_force(consents, consent.purpose, today)[0]:
        of_purpose = [other for other in consents if other.purpose is consent.purpose]
        own = why_not_in_force(consent, of_purpose, today) or Reason.SUPERSEDED
    stays = Reason.NOT_NEEDED if own is Reason.CONSENTED else own
    return Disclosure(
        f"Einwilligung {PURPOSES[consent.purpose]}",
        items_of(consent, CONSENT, own, {}) + items_of(consent, CONSENT_STAYS, stays, {}),
    )


def _belongs(record: Patron | Locality | Project | Potential | Task, place: Place) -> bool:
    return record.place_id == place.id and record.source is None


def _by_patron(records: Iterable[_OfPatron]) -> dict[UUID, list[_OfPatron]]:
    grouped: dict[UUID, list[_OfPatron]] = {}
    for record in records:
        if record.source is None:
            grouped.setdefault(record.patron_id, []).append(record)
    return grouped
