"""Making the rows of one sender equal to its file, and what follows from that for rows of our own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.good_examples import without_name
from klikks_desktop.domain.records import (
    Appointment,
    Consent,
    GoodExample,
    Participation,
    Patron,
    Peer,
    Place,
    PlaceReport,
    Project,
    Remark,
)
from klikks_desktop.services.exchange.difference import NAMES, Key, Rows
from klikks_desktop.services.exchange.imported import IMPORTED, POINTED_AT, ImportedRecord
from klikks_desktop.storage.erasure import erase_reported
from klikks_desktop.storage.store import Reader, Unit

_BY_PATRON: Final = (Appointment, Consent)
_BY_ID: Final = (Place, Participation, PlaceReport)


def check_ids(reader: Reader, peer: Peer, rows: Rows) -> None:
    """Foresee that ``apply`` would refuse: K-545 when an id is somebody else's."""
    going = _taken_over(reader, peer)
    for kind, keys in _by_kind(key for key in rows.added if key not in going):
        if reader.count(kind, id=[record_id for _, record_id in keys]):
            raise UserError("K-545", {"sender": peer.name})


def apply(unit: Unit, peer: Peer, rows: Rows, now: datetime) -> dict[str, list[str]]:
    """Make the sender's rows equal to the file; what is equal already is not written again.

    Returns the ids of what was deleted, by kind. Raises K-545 when an id is somebody else's.
    """
    taken_over, gone = _taken_over(unit, peer), rows.gone
    lost = [key for key in {**taken_over, **dict.fromkeys(gone)} if key not in rows.new]
    # Before the remarks of towns go that own words answer.
    erase_reported(unit, [UUID(record_id) for kind, record_id in lost if kind is Patron], now)
    _delete(unit, taken_over)
    # First what nothing points at, so that its place is free; last what rows that stay may have pointed at.
    _delete(unit, (key for key in gone if key[0] not in POINTED_AT))
    for kind, keys in _by_kind(rows.added):
        if unit.add_stored(kind, [rows.forms[key] for key in keys]) != len(keys):
            raise UserError("K-545", {"sender": peer.name})
    changed = rows.changed
    for kind, keys in _by_kind(changed):
        unit.update_stored(kind, [(rows.old[key], rows.forms[key]) for key in keys])
    _delete(unit, (key for key in gone if key[0] in POINTED_AT))
    # A project that moved to another program is new here, though a good example may tell of it.
    moved = [key for key in rows.added if key in taken_over]
    _hide_examples(unit, [rows.new[key] for key in [*changed, *moved]], lost)
    erased: defaultdict[str, list[str]] = defaultdict(list)
    for kind, record_id in lost:
        if kind in NAMES:
            erased[NAMES[kind]].append(record_id)
    return dict(erased)


def _delete(unit: Unit, keys: Iterable[Key]) -> None:
    for kind, found in reversed(_by_kind(keys)):
        unit.delete(kind, *(record_id for _, record_id in found))


def _by_kind(keys: Iterable[Key]) -> list[tuple[type[ImportedRecord], list[Key]]]:
    """Keys of each kind; kinds come after those they point at."""
    grouped: defaultdict[type[ImportedRecord], list[Key]] = defaultdict(list)
    for key in keys:
        grouped[key[0]].append(key)
    return [(kind, grouped[kind]) for kind in reversed(IMPORTED) if kind in grouped]


def _taken_over(reader: Reader, peer: Peer) -> dict[Key, None]:
    """What somebody else reported for places that moved to ``peer`` by a confirmed enrolment.

    A place of the region's own (no source) was reported by nobody and stays.
    """
    keys = peer.place_keys.split()
    found = reader.find(Place, key=keys)
    places = [place for place in found if place.source not in {None, peer.id}]
    return dict.fromkeys(_rows_of_places(reader, places)) if places else {}


def _rows_of_places(reader: Reader, places: Sequence[Place]) -> Iterator[Key]:
    """Every imported row that hangs on these places."""
    ids = [place.id for place in places]
    patrons = [patron.id for patron in reader.find(Patron, place_id=ids)]
    projects = [project.id for project in reader.find(Project, place_id=ids)]
    sources = [place.source for place in places]
    found: Sequence[ImportedRecord]
    for kind in IMPORTED:
        if kind in _BY_ID:
            found = reader.find(kind, id=ids)
        elif kind in _BY_PATRON:
            found = reader.find(kind, patron_id=patrons)
        elif kind is Remark:
            found = reader.find(kind, place_key=[place.key for place in places], source=sources)
        elif hasattr(kind, "place_id"):
            found = reader.find(kind, place_id=ids)
        else:
            found = reader.find(kind, project_id=projects)
        yield from ((kind, str(record.id)) for record in found)


def _hide_examples(unit: Unit, changed: Iterable[ImportedRecord], lost: Iterable[Key]) -> None:
    """A good example names its town only as long as the town's project says that it may."""
    projects = {UUID(record_id) for kind, record_id in lost if kind is Project}
    projects |= {each.id for each in changed if isinstance(each, Project) and not each.contact_shared}
    if projects:
        named = unit.find(GoodExample, source=None, named=True, project_id=projects)
        unit.update(*(without_name(example) for example in named))
