"""What the types of a sync file cannot say: ids stand once, references stay within their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from klikks_desktop.exchange.wire import Snapshot, WirePlace
    from klikks_desktop.exchange.wire_work import WireProject


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def check_snapshot(snapshot: Snapshot) -> None:
    """``ValueError`` with the path of what is wrong, as msgspec words it."""
    _check_unique("key", (place.key for place in snapshot.places))
    _check_unique("id", (each for place in snapshot.places for each in _ids(place)))
    for place in snapshot.places:
        _check_people(place)
        _check_work(place)


def _ids(place: WirePlace) -> Iterator[str]:
    yield from (locality.id for locality in place.localities)
    for patron in place.patrons:
        yield patron.id
        yield from (appointment.id for appointment in patron.appointments)
        yield from (consent.id for consent in patron.consents)
    for project in place.projects:
        yield project.id
        for part in _parts(project):
            yield from (each.id for each in part)
    for records in (place.potentials, place.tasks, place.remarks):
        yield from (each.id for each in records)


def _parts(project: WireProject) -> tuple[Iterable[_Identified], ...]:
    return (
        project.patrons,
        project.activities,
        project.indicators,
        project.achievements,
        project.funding,
        project.tasks,
    )


def _check_people(place: WirePlace) -> None:
    localities = {None, *(locality.id for locality in place.localities)}
    for patron in place.patrons:
        _check(bool(patron.given_name or patron.family_name), "patrons[...].family_name")
        for appointment in patron.appointments:
            _check(appointment.locality_id in localities, "patrons[...].appointments")


def _check_work(place: WirePlace) -> None:
    localities = {None, *(locality.id for locality in place.localities)}
    people = {patron.id for patron in place.patrons}
    projects = {None, *(project.id for project in place.projects)}
    potentials = {None, *(potential.id for potential in place.potentials)}
    for project in place.projects:
        _check(project.locality_id in localities, "projects[...].locality_id")
        responsible = [each.patron_id for each in project.patrons]
        _check(people.issuperset(responsible), "projects[...].patrons")
        _check(len(set(responsible)) == len(responsible), "projects[...].patrons")
    for potential in place.potentials:
        _check(potential.locality_id in localities, "potentials[...].locality_id")
        _check(potential.project_id in projects, "potentials[...].project_id")
        _check(potential.variant_of in potentials, "potentials[...].variant_of")
        _check(potential.variant_of != potential.id, "potentials[...].variant_of")
        _check(potential.effect is None or potential.variant_of is None, "potentials[...].effect")
    _check_unique("energy[...].year", (total.year for total in place.energy))
    for remark in place.remarks:
        _check(remark.place_key == place.key, "remarks[...].place_key")


def _check(is_right: bool, path: str) -> None:
    if not is_right:
        raise ValueError(f"not within the file - at `$.places[...].{path}`")


def _check_unique(path: str, values: Iterable[object]) -> None:
    if any(count > 1 for count in Counter(values).values()):
        raise ValueError(f"given twice - at `$.places[...].{path}`")
