"""Everything that leaves with the next report and everything that stays ("Das verlässt Ihr Haus")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from klikks_desktop.domain.disclosure import PlaceDisclosure, disclose, disclose_work
from klikks_desktop.domain.disclosure_items import Disclosure, Fate
from klikks_desktop.domain.disclosure_work import Work
from klikks_desktop.domain.records import (
    Achievement,
    Activity,
    Appointment,
    Consent,
    Funding,
    Indicator,
    Locality,
    Participation,
    Patron,
    Peer,
    Place,
    Project,
    ProjectPatron,
    Remark,
    Role,
    Task,
)
from klikks_desktop.services.exchange.enrolment import trusted_region
from klikks_desktop.services.exchange.reported_sums import savings_of
from klikks_desktop.services.exchange.upward_report import upward_disclosures
from klikks_desktop.services.savings.factors import library_within
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """Everything that leaves and everything that stays, place by place, and who would get it."""

    receiver: Peer | None
    places: tuple[PlaceDisclosure, ...]

    @property
    def named(self) -> int:
        """How many people leave by name."""
        return sum(person.leaves for place in self.places for person in place.patrons)


def preview_export(workspace: Workspace) -> ExportPreview:
    """What the next sync file would contain."""
    with workspace.store.read() as reader:
        places = disclosures(workspace, reader)
    return ExportPreview(trusted_region(workspace), places)


def disclosures(workspace: Workspace, reader: Reader) -> tuple[PlaceDisclosure, ...]:
    """Each own place with what leaves of it, by key; at a region each town that reported."""
    if workspace.role is Role.REGION:
        return upward_disclosures(workspace, reader)
    localities = reader.find(Locality, source=None)
    patrons = reader.find(Patron, source=None)
    appointments = reader.find(Appointment, source=None)
    consents = reader.find(Consent, source=None)
    remarks = reader.find(Remark, order=("made_on", "id"))
    factors = library_within(workspace, reader)
    work = _work(reader, {each.id: each.title for each in factors.programmes.values()})
    pages = []
    for place in reader.find(Place, order=("key",), source=None):
        page = disclose(
            place,
            participation=reader.get(Participation, place.id),
            localities=localities,
            patrons=patrons,
            appointments=appointments,
            consents=consents,
            today=workspace.today,
        )
        told = disclose_work(
            page,
            work,
            savings_of(workspace, reader, place.id, factors),
            localities=localities,
            remarks=remarks,
            alphabet=workspace.shipped.alphabet,
        )
        pages.append(replace(page, work=told))
    return tuple(pages)


def _work(reader: Reader, programmes: dict[str, str]) -> Work:
    return Work(
        projects=reader.find(Project, order=("title", "id"), source=None),
        project_patrons=reader.find(ProjectPatron, order=("id",), source=None),
        activities=reader.find(Activity, order=("held_on", "id"), source=None),
        indicators=reader.find(Indicator, order=("title", "id"), source=None),
        achievements=reader.find(Achievement, order=("year", "carrier", "id"), source=None),
        funding=reader.find(Funding, order=("title", "id"), source=None),
        tasks=reader.find(Task, order=("title", "id"), source=None),
        programmes=programmes,
    )


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One field of one record in the list "Das verlässt Ihr Haus"."""

    place: str
    record: str
    field: str
    label: str
    leaves: bool
    value: str
    reason: str


def disclosure_rows(preview: ExportPreview) -> list[DisclosureRow]:
    """The whole list, field by field, in the order of the page."""
    return [
        DisclosureRow(
            place.place.designation,
            record.title,
            item.field,
            item.label,
            item.fate is Fate.LEAVES,
            item.text,
            item.reason.value,
        )
        for place in preview.places
        for record in _records(place)
        for item in record.items
        if item.fate is not Fate.EMPTY
    ]


def _records(place: PlaceDisclosure) -> Iterator[Disclosure]:
    yield from (place.office, place.counts, *place.localities)
    for person in place.patrons:
        yield from (person.person, *person.appointments, *person.consents)
    for entry in place.work.entries:
        yield from flattened([entry.make()])
    yield from place.work.energy
    yield place.work.sums


def flattened(records: Iterable[Disclosure]) -> Iterator[Disclosure]:
    """Records with their parts and groups, each after what it belongs to and titled by it."""
    for record in records:
        yield record
        for part in record.children:
            yield from flattened([replace(part, title=f"{record.title}: {part.title}")])
