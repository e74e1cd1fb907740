"""The region's inbox: who is registered, and which of some files are reports, which are answers."""

from __future__ import annotations

import os
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
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.exchange.importing import inspect, preview_import
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
    """Files that were given: reports with what taking them would do, and answers to an enrolment.

    deeper: folders that have subfolders which were not looked into.
    """

    reports: tuple[ImportOutcome, ...]
    answers: tuple[Path, ...]
    deeper: tuple[Path, ...] = ()


def peer_state(peer: Peer) -> PeerState:
    """Confirmed, waiting for the call (with its first or a changed key), or replaced by another program."""
    if peer.pending_sign_key:
        is_change = bool(peer.sign_key) and peer.sign_key != peer.pending_sign_key
        return PeerState.CHANGED if is_change else PeerState.WAITING
    if peer.role is Role.MUNICIPALITY and not peer.place_keys:
        return PeerState.REPLACED
    return PeerState.CONFIRMED


def waiting_peer(workspace: Workspace) -> Peer | None:
    """The office above whose number was not compared yet; the latest of several."""
    waiting = [peer for peer in peers(workspace) if peer.pending_sign_key and peer.upward]
    return max(waiting, key=lambda peer: peer.id, default=None)


def registered_towns(workspace: Workspace) -> list[Registered]:
    """Every program of a town, or of a region that reports here, that answered an enrolment, by name."""
    handled: dict[UUID, datetime] = {}
    for found in deliveries(workspace):
        if found.direction is Direction.RECEIVED:
            handled.setdefault(found.peer_id, found.handled_at)
    return [
        Registered(peer, peer_state(peer), handled.get(peer.id))
        for peer in peers(workspace)
        if not peer.upward
    ]


def sort_files(
    workspace: Workspace, files: Sequence[Path], progress: Progress = silent, *, deep: bool = False
) -> Sorted:
    """Look at files and folders that were dropped; nothing is changed. A file given twice counts once.

    Of a folder its ``.klikks`` files, with ``deep`` also those of its subfolders. ``progress`` may raise to
    give up. K-847 when there is none anywhere, K-632 when a folder cannot be read.
    """
    wanted, deeper = sync_files(files, progress, deep=deep)
    outcomes = preview_import(workspace, wanted, progress)
    # Only a file that is no report can be an answer: nothing is decrypted twice.
    answers = {
        each.file for each in outcomes if each.problem is not None and _is_answer(workspace, each.file)
    }
    reports = (each for each in outcomes if each.file not in answers)
    return Sorted(tuple(reports), tuple(each for each in wanted if each in answers), tuple(deeper))


def sync_files(
    files: Sequence[Path], progress: Progress = silent, *, deep: bool = False
) -> tuple[list[Path], list[Path]]:
    """Files, with those of folders, and the folders whose subfolders were left out; as ``sort_files``."""
    found: dict[Path, None] = {}
    deeper = []
    for given in files:
        if not given.is_dir():
            found[given] = None
            continue
        for folder, subfolders, names in os.walk(given, onerror=_unreadable):
            progress(0, 1)
            found |= dict.fromkeys(Path(folder, name) for name in sorted(names) if _is_sync_name(name))
            if subfolders and not deep:
                deeper.append(given)
                break
            subfolders.sort()
    if files and not found and not deeper:
        raise UserError("K-847", {"folder": files[0].name})
    return list(found), deeper


def _is_sync_name(name: str) -> bool:
    return name.casefold().endswith(".klikks")


def _unreadable(error: OSError) -> None:
    raise UserError("K-632", {"file": Path(error.filename).name, "reason": error.strerror or ""}) from error


def _is_answer(workspace: Workspace, file: Path) -> bool:
    from klikks_desktop.exchange.envelope import ENROLMENT_ANSWER

    try:
        header = inspect(workspace, file).header
    except UserError:
        return False
    return header is not None and header.kind == ENROLMENT_ANSWER
