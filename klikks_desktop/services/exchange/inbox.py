"""The region's inbox: who is registered, and which of some files come in which way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, StrEnum, auto
from pathlib import Path
from typing import Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Direction, Peer, Role
from klikks_desktop.services.exchange.delivery import deliveries
from klikks_desktop.services.exchange.enrolment import peers
from klikks_desktop.services.exchange.given_files import given_files
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.services.exchange.importing import inspect, preview_import
from klikks_desktop.services.workspace import Progress, Workspace, silent

_OTHER_KIND: Final = "K-516"


class _Way(Enum):
    """How a file comes in: taken as a report, compared by phone, or opened as post of the office above."""

    REPORT = auto()
    ANSWER = auto()
    POST = auto()


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
    """Files that were given, each in one place.

    reports: what taking them would do, and what is refused. answers: to an enrolment. post: receipts and
    returns of the office above. packs: programme packs. deeper: folders with subfolders that were left out.
    """

    reports: tuple[ImportOutcome, ...]
    answers: tuple[Path, ...] = ()
    post: tuple[Path, ...] = ()
    packs: tuple[Path, ...] = ()
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
    workspace: Workspace, paths: Sequence[Path], progress: Progress = silent, *, deep: bool = False
) -> Sorted:
    """Look at files and folders that were dropped; nothing is changed. A file given twice counts once.

    Of folders and errors as ``given_files``. ``progress`` may raise to give up.
    """
    given = given_files(paths, progress, deep=deep)
    found = sort_outcomes(workspace, preview_import(workspace, given.files, progress))
    return replace(found, packs=given.packs, deeper=given.deeper)


def sort_outcomes(workspace: Workspace, outcomes: Iterable[ImportOutcome]) -> Sorted:
    """Which of the files that are no reports come in another way: answers, and post from above."""
    with workspace.store.read() as reader:
        above = {peer.id for peer in reader.find(Peer, upward=True) if peer.confirmed_at is not None}
    reports: list[ImportOutcome] = []
    answers: list[Path] = []
    post: list[Path] = []
    for each in outcomes:
        # Only a file that is no report is looked into again: no report is decrypted twice.
        way, problem = _way_in(workspace, each, above)
        if way is _Way.ANSWER:
            answers.append(each.file)
        elif way is _Way.POST:
            post.append(each.file)
        else:
            reports.append(replace(each, problem=problem))
    return Sorted(tuple(reports), tuple(answers), tuple(post))


def _way_in(
    workspace: Workspace, outcome: ImportOutcome, above: Collection[UUID]
) -> tuple[_Way, UserError | None]:
    """How a file comes in, and what is wrong with it."""
    from klikks_desktop.exchange.envelope import ENROLMENT_ANSWER, RECEIPT, RETURN

    problem = outcome.problem
    if problem is None or problem.code != _OTHER_KIND:
        return _Way.REPORT, problem
    try:
        seen = inspect(workspace, outcome.file)
    except UserError as error:
        return _Way.REPORT, error
    header = seen.header
    if header is not None and header.kind == ENROLMENT_ANSWER:
        return _Way.ANSWER, None
    if header is not None and header.kind in {RECEIPT, RETURN} and header.sender in above:
        return (_Way.REPORT, seen.problem) if seen.problem else (_Way.POST, None)
    return _Way.REPORT, problem
