"""Taking towns' sync files at the region: look first, then one transaction per file.

A file is the whole state of its sender: what is missing from it is gone. Rows are kept as they
came and never edited here; a refused file changes nothing of any town's data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Delivery, Direction, Peer, Place, Role, Verdict
from klikks_desktop.domain.sync import Head, check_places, decide, places_of_region
from klikks_desktop.services.exchange.applying import apply, check_ids
from klikks_desktop.services.exchange.difference import Rows, differences, rows_of
from klikks_desktop.services.exchange.import_outcome import ImportOutcome, ImportStopped
from klikks_desktop.services.exchange.imported import records_of
from klikks_desktop.services.files import read_bytes
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.backup import Occasion, backup_here
from klikks_desktop.storage.erasure import remembering
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.exchange.envelope import Opened, Peeked
    from klikks_desktop.exchange.wire import Snapshot


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file that passed every check of its container: its sender here, what becomes of it.

    known: its own delivery, when it was handled before.
    """

    opened: Opened
    peer: Peer
    verdict: Verdict
    known: Delivery | None


def preview_import(
    workspace: Workspace, files: Sequence[Path], progress: Progress = silent
) -> list[ImportOutcome]:
    """What taking these files would do; nothing is changed. ``progress`` may raise to give up.

    Raises what is wrong with disk, server or keys: no file can be looked at then.
    """
    outcomes = []
    trusted = _trusted(workspace)
    for done, file in enumerate(files):
        progress(done, len(files))
        try:
            outcomes.append(_preview(workspace, file, trusted))
        except UserError as problem:
            if problem.is_of_workspace:
                raise
            outcomes.append(ImportOutcome(file, problem=problem))
    progress(len(files), len(files))
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

    K-546 (``ImportStopped``) when disk, server or keys fail among several files. ``checkpoint`` may raise
    to stop between two files.
    """
    if workspace.role is not Role.REGION:
        raise UserError("K-540")
    backup_here(workspace.store, Occasion.BEFORE_IMPORT)
    outcomes: list[ImportOutcome] = []
    trusted = _trusted(workspace)
    with remembering(workspace.store):
        for done, file in enumerate(files):
            checkpoint()
            progress(done, len(files))
            try:
                outcomes.append(_import(workspace, file, trusted, confirm_fork))
            except UserError as problem:
                if problem.is_of_workspace:
                    if len(files) == 1:
                        raise
                    raise ImportStopped(outcomes, files[done:], problem) from problem
                outcomes.append(ImportOutcome(file, problem=problem))
    progress(len(files), len(files))
    return outcomes


def inspect(workspace: Workspace, file: Path) -> Peeked:
    """Describe a sync file of anybody, without trusting or taking it."""
    from klikks_desktop.exchange.envelope import MAX_FILE, peek

    data = read_bytes(file, MAX_FILE)
    with workspace.store.read() as reader:
        known = {peer.id: peer.sign_key for peer in reader.find(Peer) if peer.confirmed_at is not None}
    return peek(data, keys=workspace.keys, trusted=known, now=workspace.clock())


# ------------------------------------------------------------------ one file


def _preview(workspace: Workspace, file: Path, trusted: Mapping[UUID, str]) -> ImportOutcome:
    opened = _open(workspace, file, trusted)
    with workspace.store.read() as reader:
        seen = _look(reader, opened, confirm_fork=False)
        if seen.known is not None:
            return _known_outcome(file, seen)
        snapshot = _admitted(reader, seen.peer, _content(seen))
        rows = _rows(workspace, reader, seen, snapshot)
        check_ids(reader, seen.peer, rows)
        return _outcome(file, seen, snapshot, rows)


def _import(
    workspace: Workspace, file: Path, trusted: Mapping[UUID, str], confirm_fork: bool
) -> ImportOutcome:
    opened = _open(workspace, file, trusted)
    with workspace.store.read() as reader:
        seen = _look(reader, opened, confirm_fork=confirm_fork)
    if seen.verdict is Verdict.DUPLICATE:
        return _known_outcome(file, seen)
    snapshot = _content(seen)
    with workspace.store.write(f"Datei von {seen.peer.name}", undoable=False) as unit:
        if workspace.store.is_shared:
            # A colleague may have been faster, or the enrolment may have ended.
            seen = _look(unit, opened, confirm_fork=confirm_fork)
            if seen.verdict is Verdict.DUPLICATE:
                return _known_outcome(file, seen)
        snapshot = _admitted(unit, seen.peer, snapshot)
        rows = _rows(workspace, unit, seen, snapshot)
        outcome = _outcome(file, seen, snapshot, rows)
        is_applied = seen.verdict is Verdict.APPLIED
        erased = apply(unit, seen.peer, rows, workspace.clock()) if is_applied else {}
        _record(workspace, unit, seen, outcome, erased)
    return outcome


def _open(workspace: Workspace, file: Path, trusted: Mapping[UUID, str]) -> Opened:
    from klikks_desktop.exchange.envelope import MAX_FILE, open_sealed

    data = read_bytes(file, MAX_FILE)
    return open_sealed(data, keys=workspace.keys, trusted=trusted, now=workspace.clock())


def _trusted(workspace: Workspace) -> dict[UUID, str]:
    with workspace.store.read() as reader:
        below = reader.find(Peer, upward=False)
        return {peer.id: peer.sign_key for peer in below if peer.confirmed_at is not None}


def _content(seen: _Seen) -> Snapshot:
    from klikks_desktop.exchange.wire import decode_snapshot

    return decode_snapshot(seen.opened.payload)


def _admitted(reader: Reader, peer: Peer, snapshot: Snapshot) -> Snapshot:
    """What the file says of the places that count from its sender; K-512, K-597, K-599."""
    from klikks_desktop.exchange.wire import Snapshot

    keys = [place.key for place in snapshot.places]
    if peer.role is Role.MUNICIPALITY:
        check_places(keys, peer.place_keys.split())
        return snapshot
    if any(place.patrons for place in snapshot.places):
        raise UserError("K-599", {"name": peer.name})
    taken = set(_taken_of_region(reader, peer, keys))
    places = [place for place in snapshot.places if place.key in taken]
    return Snapshot(program=snapshot.program, created=snapshot.created, places=places)


def _taken_of_region(reader: Reader, region: Peer, keys: Sequence[str]) -> list[str]:
    senders = {peer.id: peer for peer in reader.find(Peer)}
    reported: dict[Role, dict[str, str]] = {role: {} for role in Role}
    for place in reader.find(Place, key=keys):
        if place.source in senders and place.source != region.id:
            sender = senders[place.source]
            reported[sender.role][place.key] = sender.name
    return places_of_region(keys, direct=reported[Role.MUNICIPALITY], elsewhere=reported[Role.REGION])


def _look(reader: Reader, opened: Opened, *, confirm_fork: bool) -> _Seen:
    """Who sent the file and what becomes of it; K-507 when the sender is gone meanwhile."""
    header, digest = opened.header, opened.digest
    peer = reader.get(Peer, header.sender)
    if peer is None or peer.sign_key != header.sender_key:
        raise UserError("K-507")
    handled = {
        each.digest: each
        for each in reader.find(
            Delivery, peer_id=peer.id, direction=Direction.RECEIVED, digest=[digest, header.previous]
        )
    }
    forks = {each.digest for each in handled.values() if each.verdict is Verdict.FORK}
    head = Head(peer.head_sequence, peer.head_digest) if peer.head_digest else None
    verdict = decide(
        head,
        handled.keys() - forks,
        header.sequence,
        header.previous,
        digest,
        forks=forks,
        fork_confirmed=confirm_fork,
    )
    return _Seen(opened, peer, verdict, handled.get(digest))


def _rows(workspace: Workspace, reader: Reader, seen: _Seen, snapshot: Snapshot) -> Rows:
    """What to compare; nothing when the file is not applied."""
    if seen.verdict is not Verdict.APPLIED:
        return Rows()
    sender = seen.peer.id
    records = records_of(
        snapshot,
        sender=sender,
        reported_at=seen.opened.header.created,
        alphabet=workspace.shipped.alphabet,
    )
    return rows_of(reader, sender, records, is_first=not seen.peer.head_digest)


def _outcome(file: Path, seen: _Seen, snapshot: Snapshot, rows: Rows) -> ImportOutcome:
    difference, kinds = differences(rows)
    return replace(
        _known_outcome(file, seen),
        difference=difference,
        kinds=kinds,
        named=sum(len(place.patrons) for place in snapshot.places),
        in_office=sum(place.counts.in_office for place in snapshot.places),
        places=tuple(place.key for place in snapshot.places),
    )


def _known_outcome(file: Path, seen: _Seen) -> ImportOutcome:
    """What is known of a file without looking into it: of one handled before, what its delivery says."""
    counts = json.loads(seen.known.counts) if seen.known else {}
    return ImportOutcome(
        file,
        sender=seen.peer.name,
        created=seen.opened.header.created.astimezone().strftime("%d.%m.%Y %H:%M"),
        verdict=seen.verdict,
        named=counts.get("named", 0),
        in_office=counts.get("in_office", 0),
        digest=seen.opened.digest,
    )


def _record(
    workspace: Workspace,
    unit: Unit,
    seen: _Seen,
    outcome: ImportOutcome,
    erased: Mapping[str, Sequence[str]],
) -> None:
    header, difference = seen.opened.header, outcome.difference
    counts = {
        "named": outcome.named,
        "in_office": outcome.in_office,
        "added": difference.added,
        "changed": difference.changed,
        "gone": difference.gone,
        "erased": erased,
        # For the Rückmeldestand: in which form it was written, and for whom.
        "schema": header.schema,
        "places": outcome.places,
    }
    unit.put(
        Delivery(
            id=seen.known.id if seen.known else workspace.new_id(),
            peer_id=seen.peer.id,
            direction=Direction.RECEIVED,
            sequence=header.sequence,
            digest=seen.opened.digest,
            previous=header.previous,
            created_at=header.created,
            handled_at=workspace.clock(),
            file_name=outcome.file.name,
            verdict=seen.verdict,
            counts=json.dumps(counts),
        )
    )
    if seen.verdict is Verdict.APPLIED:
        unit.update(replace(seen.peer, head_sequence=header.sequence, head_digest=seen.opened.digest))
