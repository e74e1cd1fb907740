"""The region's inbox: who is registered, and which of some files are reports, which are answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Direction, Peer, Role
from klikks_desktop.services.exchange.delivery import deliveries
from klikks_desktop.services.exchange.enrolment import peers
from klikks_desktop.services.exchange.importing import ImportOutcome, inspect, preview_import
from klikks_desktop.services.workspace import Progress, Workspace, silent


class PeerState(StrEnum):
    """How far the other side is with its enrolment, in German as shown."""

    CONFIRMED = "bestätigt"
    WAITING = "wartet auf Anruf"
    CHANGED = "Schlüssel geändert"
    REPLACED = "abgelöst"


@dataclass(frozen=True, slots=True)
class Registered:
    """A town's program as the region knows it. last_file: when the last of its files was handled."""

    peer: Peer
    state: PeerState
    last_file: datetime | None


@dataclass(frozen=True, slots=True)
class Sorted:
    """Files that were given: reports with what taking them would do, and answers to an enrolment."""

    reports: tuple[ImportOutcome, ...]
    answers: tuple[Path, ...]


def peer_state(peer: Peer) -> PeerState:
    """Confirmed, waiting for the call (with its first or a changed key), or replaced by another program."""
    if peer.pending_sign_key:
        is_change = bool(peer.sign_key) and peer.sign_key != peer.pending_sign_key
        return PeerState.CHANGED if is_change else PeerState.WAITING
    if peer.role is Role.MUNICIPALITY and not peer.place_keys:
        return PeerState.REPLACED
    return PeerState.CONFIRMED


def waiting_peer(workspace: Workspace) -> Peer | None:
    """The peer whose number was not compared yet; the latest of several."""
    waiting = [peer for peer in peers(workspace) if peer.pending_sign_key]
    return max(waiting, key=lambda peer: peer.id, default=None)


def registered_towns(workspace: Workspace) -> list[Registered]:
    """Every town's program that answered an enrolment, by name."""
    handled: dict[UUID, datetime] = {}
    for found in deliveries(workspace):
        if found.direction is Direction.RECEIVED:
            handled.setdefault(found.peer_id, found.handled_at)
    return [
        Registered(peer, peer_state(peer), handled.get(peer.id))
        for peer in peers(workspace)
        if peer.role is Role.MUNICIPALITY
    ]


def sort_files(workspace: Workspace, files: Sequence[Path], progress: Progress = silent) -> Sorted:
    """Look at files that were dropped; nothing is changed. A file given twice counts once."""
    reports: list[ImportOutcome] = []
    answers: list[Path] = []
    wanted = list(dict.fromkeys(files))
    for done, file in enumerate(wanted):
        progress(done, len(wanted))
        if _is_answer(workspace, file):
            answers.append(file)
        else:
            reports += preview_import(workspace, [file])
    progress(len(wanted), len(wanted))
    return Sorted(tuple(reports), tuple(answers))


def _is_answer(workspace: Workspace, file: Path) -> bool:
    from klikks_desktop.exchange.envelope import ENROLMENT_ANSWER

    try:
        header = inspect(workspace, file).header
    except UserError:
        return False
    return header is not None and header.kind == ENROLMENT_ANSWER
