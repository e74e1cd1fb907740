"""Returns (Rücksendungen) at a town: opened in the order of their numbers, whole, never over own rows.

A return is the whole state of what its sender shares with us. Its rows carry the sender as ``source``;
what the town adds (answers, requests for support) are rows of its own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Delivery, DeliveryKind, Direction, Peer, Remark, Verdict
from klikks_desktop.domain.sync import Head, decide
from klikks_desktop.services.exchange.upward import open_from_above, read_post
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.store import Reader, Unit

if TYPE_CHECKING:
    from klikks_desktop.exchange.envelope import Opened
    from klikks_desktop.exchange.return_content import ReturnedRecord

    Key = tuple[type[ReturnedRecord], UUID]


@dataclass(frozen=True, slots=True)
class ReturnOutcome:
    """A return: whose, and what becomes (or became) of it. added, changed, gone: records."""

    file: Path
    sender: str
    created: datetime
    verdict: Verdict
    added: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """A return that passed every check of its container and content, and the rows of its sender here."""

    opened: Opened
    peer: Peer
    verdict: Verdict
    old: Mapping[Key, ReturnedRecord]
    new: Mapping[Key, ReturnedRecord]


def preview_return(workspace: Workspace, file: Path) -> ReturnOutcome:
    """What opening a return would do; nothing is stored. Raises as ``open_return``."""
    data = read_post(file)
    with workspace.store.read() as reader:
        return _outcome(file, _read(workspace, reader, data, confirm_fork=False))


def open_return(workspace: Workspace, file: Path, *, confirm_fork: bool = False) -> ReturnOutcome:
    """Take a return, whole or not at all.

    K-501 to K-517 for the container, K-562 for its content, K-563 when it holds rows of others.
    confirm_fork: a person decided that this file is the true continuation.
    """
    data = read_post(file)
    with workspace.store.write("Rücksendung geöffnet", undoable=False) as unit:
        read = _read(workspace, unit, data, confirm_fork=confirm_fork)
        outcome = _outcome(file, read)
        if read.verdict is Verdict.APPLIED:
            _apply(unit, read)
        if read.verdict is not Verdict.DUPLICATE:
            _record(workspace, unit, read, outcome)
    return outcome


def _read(workspace: Workspace, reader: Reader, data: bytes, *, confirm_fork: bool) -> _Read:
    from klikks_desktop.exchange.envelope import RETURN
    from klikks_desktop.exchange.return_content import RETURNED, returned_records
    from klikks_desktop.exchange.return_file import decode_return

    opened = open_from_above(workspace, reader, data, RETURN)
    content = decode_return(opened.payload)
    sender = opened.header.sender
    peer = reader.get(Peer, sender)
    if peer is None:
        raise UserError("K-507")
    verdict = _verdict(reader, opened, peer, confirm_fork=confirm_fork)
    if verdict is not Verdict.APPLIED:
        return _Read(opened, peer, verdict, {}, {})
    own = {place.key for place in workspace.own_places()}
    records = [
        each
        for each in returned_records(content, source=sender)
        # A remark on a place that was given up since, or was never ours, has nowhere to be shown.
        if not isinstance(each, Remark) or each.place_key in own
    ]
    old = {(kind, each.id): each for kind in RETURNED for each in reader.find(kind, source=sender)}
    new = {(type(each), each.id): each for each in records}
    _check_ids(reader, peer, new.keys() - old.keys())
    return _Read(opened, peer, verdict, old, new)


def _check_ids(reader: Reader, peer: Peer, added: Collection[Key]) -> None:
    """K-563 when an id is somebody else's; rows of an office that ``peer`` replaces are about to go."""
    former = _replaced_by(reader, peer)
    for kind in {kind for kind, _ in added}:
        known = reader.fields(kind, ("source",), id=[key for of, key in added if of is kind])
        if any(source not in former for (source,) in known):
            raise UserError("K-563", {"sender": peer.name})


def _verdict(reader: Reader, opened: Opened, peer: Peer, *, confirm_fork: bool) -> Verdict:
    handled = reader.find(Delivery, peer_id=peer.id, direction=Direction.RECEIVED, kind=DeliveryKind.RETURN)
    seen = {each.digest for each in handled if each.verdict is not Verdict.FORK}
    forks = {each.digest for each in handled} - seen
    head = Head(peer.head_sequence, peer.head_digest) if peer.head_digest else None
    header = opened.header
    return decide(
        head,
        seen,
        header.sequence,
        header.previous,
        opened.digest,
        forks=forks,
        fork_confirmed=confirm_fork,
    )


def _outcome(file: Path, read: _Read) -> ReturnOutcome:
    old, new = read.old, read.new
    return ReturnOutcome(
        file,
        sender=read.peer.name,
        created=read.opened.header.created,
        verdict=read.verdict,
        added=len(new.keys() - old.keys()),
        changed=sum(new[key] != old[key] for key in new.keys() & old.keys()),
        gone=len(old.keys() - new.keys()),
    )


def _apply(unit: Unit, read: _Read) -> None:
    """Make the sender's rows equal to the return; what is equal already is not written again."""
    from klikks_desktop.exchange.return_content import RETURNED

    old, new = read.old, read.new
    for former in _replaced_by(unit, read.peer):
        for kind in RETURNED:
            unit.delete_where(kind, source=former)
    for kind in RETURNED:
        unit.delete(kind, *(key[1] for key in old if key[0] is kind and key not in new))
    unit.put(*(record for key, record in new.items() if old.get(key) != record))


def _replaced_by(reader: Reader, peer: Peer) -> list[UUID]:
    """Offices above that ``peer`` has taken the place of: of all the one confirmed last counts."""
    above = [each for each in reader.find(Peer, upward=True) if each.confirmed_at is not None]
    last = max(above, key=lambda each: (each.confirmed_at, each.id))
    return [each.id for each in above if each != peer] if last == peer else []


def _record(workspace: Workspace, unit: Unit, read: _Read, outcome: ReturnOutcome) -> None:
    header, digest = read.opened.header, read.opened.digest
    known = unit.find(Delivery, peer_id=read.peer.id, digest=digest, direction=Direction.RECEIVED)
    unit.put(
        Delivery(
            id=known[0].id if known else workspace.new_id(),
            peer_id=read.peer.id,
            direction=Direction.RECEIVED,
            sequence=header.sequence,
            digest=digest,
            previous=header.previous,
            created_at=header.created,
            handled_at=workspace.clock(),
            file_name=outcome.file.name,
            verdict=read.verdict,
            counts=json.dumps({"added": outcome.added, "changed": outcome.changed, "gone": outcome.gone}),
            kind=DeliveryKind.RETURN,
        )
    )
    if read.verdict is Verdict.APPLIED:
        unit.update(replace(read.peer, head_sequence=header.sequence, head_digest=digest))
