"""Taking towns' sync files at the region: look first, then one transaction per file.

A file is the whole state of its sender: what is missing from it is gone. Rows are kept as they
came and never edited here; a refused file changes nothing of any town's data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import (
    Delivery,
    Direction,
    Locality,
    Patron,
    Peer,
    Place,
    PlaceReport,
    Role,
    Verdict,
)
from klikks_desktop.domain.sync import Head, check_places, decide
from klikks_desktop.services.exchange.imported import IMPORTED, ImportedRecord, records_of
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.backup import backup_here
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.exchange.envelope import Opened, Peeked
    from klikks_desktop.exchange.wire import Snapshot


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change, in records: new, changed, gone."""

    added: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One file: whose it is and what became (or would become) of it; ``problem`` when refused."""

    file: Path
    sender: str = ""
    created: str = ""
    verdict: Verdict | None = None
    difference: Difference = Difference()
    named: int = 0
    in_office: int = 0
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that passed every check of its container and content."""

    opened: Opened
    snapshot: Snapshot
    peer: Peer


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one sender by kind and id: as they are here, and as the file has them."""

    old: Mapping[tuple[type[ImportedRecord], UUID], ImportedRecord]
    new: Mapping[tuple[type[ImportedRecord], UUID], ImportedRecord]


def preview_import(workspace: Workspace, files: Iterable[Path]) -> list[ImportOutcome]:
    """What taking these files would do; nothing is changed."""
    outcomes = []
    for file in files:
        try:
            read = _read(workspace, file)
            with workspace.store.read() as reader:
                verdict = _verdict(reader, read, False)
                rows = _rows(workspace, reader, read, verdict)
                outcomes.append(_outcome(file, read, verdict, rows))
        except UserError as problem:
            outcomes.append(ImportOutcome(file, problem=problem))
    return outcomes


def import_files(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    confirm_fork: bool = False,
    progress: Progress = silent,
    checkpoint: Callable[[], None] = lambda: None,
) -> list[ImportOutcome]:
    """Take files one by one, each in a transaction of its own, after a backup; K-540 at a town.

    ``checkpoint`` may raise to stop between two files.
    """
    if workspace.role is not Role.REGION:
        raise UserError("K-540")
    backup_here(workspace.store)
    outcomes = []
    for done, file in enumerate(files):
        checkpoint()
        progress(done, len(files))
        try:
            outcomes.append(_import(workspace, file, confirm_fork))
        except UserError as problem:
            outcomes.append(ImportOutcome(file, problem=problem))
    progress(len(files), len(files))
    return outcomes


def inspect(workspace: Workspace, file: Path) -> Peeked:
    """Describe a sync file without trusting or taking it."""
    from klikks_desktop.exchange.envelope import MAX_FILE, peek

    data = read_bytes(file, MAX_FILE)
    with workspace.store.read() as reader:
        trusted = _trusted(reader)
    return peek(data, keys=workspace.keys, trusted=trusted, now=workspace.clock())


# ------------------------------------------------------------------ one file


def _import(workspace: Workspace, file: Path, confirm_fork: bool) -> ImportOutcome:
    read = _read(workspace, file)
    with workspace.store.write(f"Datei von {read.peer.name}", undoable=False) as unit:
        verdict = _verdict(unit, read, confirm_fork)
        rows = _rows(workspace, unit, read, verdict)
        outcome = _outcome(file, read, verdict, rows)
        if verdict is Verdict.DUPLICATE:
            return outcome
        if verdict is Verdict.APPLIED:
            _apply(unit, read.peer, rows)
        _record(workspace, unit, read, outcome, verdict)
    return outcome


def _read(workspace: Workspace, file: Path) -> _Read:
    from klikks_desktop.exchange.envelope import MAX_FILE, open_sealed
    from klikks_desktop.exchange.wire import decode_snapshot

    data = read_bytes(file, MAX_FILE)
    with workspace.store.read() as reader:
        trusted = _trusted(reader)
        opened = open_sealed(data, keys=workspace.keys, trusted=trusted, now=workspace.clock())
        peer = reader.get(Peer, opened.header.sender)
    if peer is None:
        raise UserError("K-507", {"sender": opened.header.sender})
    snapshot = decode_snapshot(opened.payload)
    check_places([place.key for place in snapshot.places], peer.place_keys.split())
    return _Read(opened, snapshot, peer)


def _trusted(reader: Reader) -> dict[UUID, str]:
    return {peer.id: peer.sign_key for peer in reader.find(Peer) if peer.confirmed_at is not None}


def _verdict(reader: Reader, read: _Read, confirm_fork: bool) -> Verdict:
    header, peer = read.opened.header, read.peer
    handled = reader.find(Delivery, peer_id=peer.id, direction=Direction.RECEIVED)
    seen = {delivery.digest for delivery in handled if delivery.verdict is not Verdict.FORK}
    forks = {delivery.digest for delivery in handled} - seen
    head = Head(peer.head_sequence, peer.head_digest) if peer.head_digest else None
    return decide(
        head,
        seen,
        header.sequence,
        header.previous,
        read.opened.digest,
        forks=forks,
        fork_confirmed=confirm_fork,
    )


def _outcome(file: Path, read: _Read, verdict: Verdict, rows: _Rows) -> ImportOutcome:
    return ImportOutcome(
        file,
        sender=read.peer.name,
        created=read.opened.header.created.astimezone().strftime("%d.%m.%Y %H:%M"),
        verdict=verdict,
        difference=_difference(rows),
        named=sum(len(place.patrons) for place in read.snapshot.places),
        in_office=sum(place.counts.in_office for place in read.snapshot.places),
    )


def _rows(workspace: Workspace, reader: Reader, read: _Read, verdict: Verdict) -> _Rows:
    """What to compare; nothing when the file is not applied."""
    if verdict is not Verdict.APPLIED:
        return _Rows({}, {})
    sender = read.peer.id
    records = records_of(
        read.snapshot,
        sender=sender,
        reported_at=read.opened.header.created,
        alphabet=workspace.shipped.alphabet,
    )
    return _Rows(
        old={(kind, record.id): record for kind in IMPORTED for record in reader.find(kind, source=sender)},
        new={(type(record), record.id): record for record in records},
    )


def _difference(rows: _Rows) -> Difference:
    old, new = rows.old, rows.new
    # The report row carries the time of the report and so differs in every file.
    both = new.keys() & old.keys()
    changed = sum(new[key] != old[key] for key in both if key[0] is not PlaceReport)
    return Difference(len(new.keys() - old.keys()), changed, len(old.keys() - new.keys()))


def _apply(unit: Unit, peer: Peer, rows: _Rows) -> None:
    """Make the sender's rows equal to the snapshot; what is equal already is not written again."""
    _drop_taken_over(unit, peer)
    old, new = rows.old, rows.new
    for kind in IMPORTED:
        added = [key[1] for key in new if key[0] is kind and key not in old]
        if unit.count(kind, id=added):
            raise UserError("K-545", {"sender": peer.name})
    # First what is there, then what is gone: a row that stays may have pointed at one that goes.
    unit.put(*(record for key, record in new.items() if old.get(key) != record))
    for kind in IMPORTED:
        unit.delete(kind, *(key[1] for key in old if key[0] is kind and key not in new))


def _drop_taken_over(unit: Unit, peer: Peer) -> None:
    """Drop what somebody else reported for places that moved to ``peer`` by a confirmed enrolment.

    A place of the region's own (no source) was reported by nobody and stays.
    """
    found = unit.find(Place, key=peer.place_keys.split())
    places = [place.id for place in found if place.source not in {None, peer.id}]
    patrons = [patron.id for patron in unit.find(Patron, place_id=places)]
    unit.delete(Patron, *patrons)
    unit.delete_where(Locality, place_id=places)
    unit.delete(Place, *places)


def _record(workspace: Workspace, unit: Unit, read: _Read, outcome: ImportOutcome, verdict: Verdict) -> None:
    header = read.opened.header
    known = unit.find(Delivery, peer_id=read.peer.id, digest=read.opened.digest, direction=Direction.RECEIVED)
    unit.put(
        Delivery(
            id=known[0].id if known else workspace.new_id(),
            peer_id=read.peer.id,
            direction=Direction.RECEIVED,
            sequence=header.sequence,
            digest=read.opened.digest,
            previous=header.previous,
            created_at=header.created,
            handled_at=workspace.clock(),
            file_name=outcome.file.name,
            verdict=verdict,
            counts=json.dumps(
                {
                    "named": outcome.named,
                    "in_office": outcome.in_office,
                    # For the Rückmeldestand: in which form it was written, and for whom.
                    "schema": read.snapshot.schema,
                    "places": [place.key for place in read.snapshot.places],
                }
            ),
        )
    )
    if verdict is Verdict.APPLIED:
        unit.update(replace(read.peer, head_sequence=header.sequence, head_digest=read.opened.digest))
