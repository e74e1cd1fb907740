"""Returns (Rücksendungen): what the region shares with each town, looked at first, then written.

A return is the whole state of what the region shares with that town: what is missing from it is gone
there. It is numbered for each receiver as reports are, so that any order of arrival ends the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.news import current
from klikks_desktop.domain.records import (
    Announcement,
    Delivery,
    DeliveryKind,
    Direction,
    GoodExample,
    NetworkContact,
    Peer,
    Period,
    Remark,
    RemarkKind,
    Role,
)
from klikks_desktop.services.exchange.delivery import PROGRAM
from klikks_desktop.services.exchange.numbering import next_number
from klikks_desktop.services.exchange.receipts import name_for
from klikks_desktop.services.files import write_new
from klikks_desktop.services.ideas.shared import shared_examples
from klikks_desktop.services.region.network import network_contacts
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.exchange.return_file import Return

TOGETHER: Final = 50
"""Returns in one transaction; cancelling waits for it."""
GROUPS: Final = ("remarks", "announcements", "periods", "contacts", "examples")


@dataclass(frozen=True, slots=True)
class TownReturn:
    """What the next return to one town holds. remarks: those that are shared with it."""

    peer: Peer
    remarks: tuple[Remark, ...]
    contacts: int
    announcements: int
    periods: int
    examples: int
    last: Delivery | None


@dataclass(frozen=True, slots=True)
class _ForAll:
    """What is shared at all.

    remarks: by place key, for that town alone. Of the contacts a town gets those of the others, of all
    else everything.
    """

    remarks: Mapping[str, Sequence[Remark]]
    announcements: tuple[Announcement, ...]
    periods: tuple[Period, ...]
    contacts: tuple[NetworkContact, ...]
    examples: tuple[GoodExample, ...]

    def remarks_for(self, peer: Peer) -> tuple[Remark, ...]:
        """Those on the places that ``peer`` reports."""
        return tuple(each for key in peer.place_keys.split() for each in self.remarks.get(key, ()))


def receivers(workspace: Workspace) -> list[Peer]:
    """Every town's program that a return can be written for, by name."""
    with workspace.store.read() as reader:
        return _receivers(reader)


def receivers_of(workspace: Workspace, key: str) -> list[Peer]:
    """Those that report the place with this key; K-568 when there is none."""
    found = [peer for peer in receivers(workspace) if key in peer.place_keys.split()]
    if not found:
        raise UserError("K-568", {"key": key})
    return found


def preview_returns(workspace: Workspace) -> list[TownReturn]:
    """What would go to whom ("Das geht an die Kommunen"); nothing is written."""
    with workspace.store.read() as reader:
        everything = _for_all(workspace, reader)
        last: dict[UUID, Delivery] = {}
        for each in reader.find(Delivery, direction=Direction.SENT, kind=DeliveryKind.RETURN):
            before = last.get(each.peer_id)
            if before is None or before.sequence < each.sequence:
                last[each.peer_id] = each
        own = Counter(each.source for each in everything.contacts)
        return [
            TownReturn(
                peer=peer,
                remarks=everything.remarks_for(peer),
                contacts=len(everything.contacts) - own[peer.id],
                announcements=len(everything.announcements),
                periods=len(everything.periods),
                examples=len(everything.examples),
                last=last.get(peer.id),
            )
            for peer in _receivers(reader)
        ]


def write_returns(
    workspace: Workspace,
    peers: Collection[UUID],
    folder: Path,
    *,
    clock_confirmed: bool = False,
    progress: Progress = silent,
    checkpoint: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Write a return for each of these towns into ``folder``, replacing nothing.

    K-571 at a town, K-519 when this computer's clock is wrong, K-567 when something does not fit,
    K-630, K-631. ``checkpoint`` may raise to stop between groups of files; what was written by then
    counts.
    """
    if workspace.role is not Role.REGION:
        raise UserError("K-571")
    chosen = set(peers)
    wanted = [peer for peer in receivers(workspace) if peer.id in chosen]
    with workspace.store.read() as reader:
        everything = _for_all(workspace, reader)
    shared = _shared(workspace, everything)
    written: list[Path] = []
    for start in range(0, len(wanted), TOGETHER):
        checkpoint()
        progress(start, len(wanted))
        peers_now = wanted[start : start + TOGETHER]
        sealed = _seal(workspace, peers_now, everything, shared, clock_confirmed=clock_confirmed)
        written += [_write(workspace, each, sealed, folder) for each in sealed]
    progress(len(wanted), len(wanted))
    return written


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A return that is on record, not yet in the folder."""

    delivery: Delivery
    data: bytes


def _seal(
    workspace: Workspace,
    peers: Sequence[Peer],
    everything: _ForAll,
    shared: Return,
    *,
    clock_confirmed: bool,
) -> list[_Sealed]:
    """Number, sign and record the returns for some towns in one transaction."""
    from klikks_desktop.exchange.envelope import RETURN, seal
    from klikks_desktop.exchange.return_content import for_town
    from klikks_desktop.exchange.return_file import SCHEMA, encode_return

    kind, made = DeliveryKind.RETURN, []
    with workspace.store.write("Rücksendungen geschrieben", undoable=False) as unit:
        for peer in peers:
            now = workspace.clock()
            number = next_number(unit, workspace.folder, peer.id, kind, now, clock_confirmed=clock_confirmed)
            content = for_town(
                shared,
                created=now,
                remarks=everything.remarks_for(peer),
                own=[each.id for each in everything.contacts if each.source == peer.id],
            )
            sealed = seal(
                encode_return(content),
                kind=RETURN,
                keys=workspace.keys,
                receiver=peer.id,
                receiver_age=peer.age_key,
                sequence=number.sequence,
                previous=number.previous,
                created=now,
                program=PROGRAM,
                schema=SCHEMA,
            )
            delivery = Delivery(
                id=workspace.new_id(),
                peer_id=peer.id,
                direction=Direction.SENT,
                sequence=number.sequence,
                digest=sealed.digest,
                previous=number.previous,
                created_at=now,
                handled_at=now,
                file_name=name_for(workspace, unit, peer, "Ruecksendung"),
                counts=json.dumps({name: len(getattr(content, name)) for name in GROUPS}),
                kind=kind,
            )
            unit.add(delivery)
            made.append(_Sealed(delivery, sealed.data))
    return made


def _write(workspace: Workspace, sealed: _Sealed, group: Sequence[_Sealed], folder: Path) -> Path:
    """Write one of a ``group``; when that fails it and those after it were never written.

    After the commit, as with reports: a file without a record would look like a second copy of this
    database, a record without a file is healed by the next one.
    """
    try:
        return write_new(folder, sealed.delivery.file_name, sealed.data)
    except UserError:
        missing = group[group.index(sealed) :]
        with workspace.store.write("Rücksendungen nicht geschrieben", undoable=False) as unit:
            unit.delete(Delivery, *(each.delivery.id for each in missing))
        raise


def _receivers(reader: Reader) -> list[Peer]:
    found = reader.find(Peer, order=("name", "id"), upward=False)
    return [
        peer
        for peer in found
        if peer.confirmed_at is not None and (peer.place_keys or peer.role is Role.REGION)
    ]


def _for_all(workspace: Workspace, reader: Reader) -> _ForAll:
    news = reader.find(Announcement, order=("made_on", "id"), source=None)
    return _ForAll(
        remarks=_by_place(reader),
        announcements=tuple(current(news, workspace.today)),
        periods=tuple(reader.find(Period, order=("opens_on", "id"), source=None)),
        contacts=tuple(network_contacts(workspace, reader)),
        examples=tuple(shared_examples(reader)),
    )


def _by_place(reader: Reader) -> dict[str, list[Remark]]:
    """What is shared, by the key of the municipality; never a note."""
    found: defaultdict[str, list[Remark]] = defaultdict(list)
    for each in reader.find(Remark, order=("made_on", "id"), source=None, shared=True):
        if each.kind is not RemarkKind.NOTE:
            found[each.place_key].append(each)
    return dict(found)


def _shared(workspace: Workspace, everything: _ForAll) -> Return:
    """What every town gets, built once; K-567 when something in it does not fit."""
    from klikks_desktop.exchange.return_content import Returning, build_return

    content = Returning(
        announcements=everything.announcements,
        periods=everything.periods,
        contacts=everything.contacts,
        examples=everything.examples,
    )
    return build_return(content, program=PROGRAM, created=workspace.clock())
