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
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.errors import UserError
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
from klikks_desktop.services.region.announcements import current
from klikks_desktop.services.region.network import network_contacts
from klikks_desktop.services.workspace import Progress, Workspace, silent
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.exchange.return_content import Returning


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
    K-630, K-631. ``checkpoint`` may raise to stop between two; what was written until then counts.
    """
    if workspace.role is not Role.REGION:
        raise UserError("K-571")
    chosen = set(peers)
    wanted = [peer for peer in receivers(workspace) if peer.id in chosen]
    with workspace.store.read() as reader:
        everything = _for_all(workspace, reader)
    written = []
    for done, peer in enumerate(wanted):
        checkpoint()
        progress(done, len(wanted))
        written.append(_write(workspace, peer, everything, folder, clock_confirmed=clock_confirmed))
    progress(len(wanted), len(wanted))
    return written


def _write(
    workspace: Workspace, peer: Peer, everything: _ForAll, folder: Path, *, clock_confirmed: bool
) -> Path:
    from klikks_desktop.exchange.envelope import RETURN, seal
    from klikks_desktop.exchange.return_content import build_return
    from klikks_desktop.exchange.return_file import SCHEMA, encode_return

    now = workspace.clock()
    with workspace.store.write("Rücksendung geschrieben", undoable=False) as unit:
        kind = DeliveryKind.RETURN
        number = next_number(unit, workspace.folder, peer.id, kind, now, clock_confirmed=clock_confirmed)
        content = _content(peer, everything)
        sealed = seal(
            encode_return(build_return(content, program=PROGRAM, created=now)),
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
        name = name_for(workspace, unit, peer, "Ruecksendung")
        delivery = Delivery(
            id=workspace.new_id(),
            peer_id=peer.id,
            direction=Direction.SENT,
            sequence=number.sequence,
            digest=sealed.digest,
            previous=number.previous,
            created_at=now,
            handled_at=now,
            file_name=name,
            counts=json.dumps(_counts(content)),
            kind=kind,
        )
        unit.add(delivery)
    # After the commit, as with reports: a file without a record would look like a second copy of this
    # database, a record without a file is healed by the next one.
    try:
        return write_new(folder, name, sealed.data)
    except UserError:
        with workspace.store.write("Rücksendung nicht geschrieben", undoable=False) as unit:
            unit.delete(Delivery, delivery.id)
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
        examples=tuple(reader.find(GoodExample, order=("made_on", "id"), source=None)),
    )


def _by_place(reader: Reader) -> dict[str, list[Remark]]:
    """What is shared, by the key of the municipality; never a note."""
    found: defaultdict[str, list[Remark]] = defaultdict(list)
    for each in reader.find(Remark, order=("made_on", "id"), source=None, shared=True):
        if each.kind is not RemarkKind.NOTE:
            found[each.place_key].append(each)
    return dict(found)


def _content(peer: Peer, everything: _ForAll) -> Returning:
    from klikks_desktop.exchange.return_content import Returning

    return Returning(
        remarks=everything.remarks_for(peer),
        announcements=everything.announcements,
        periods=everything.periods,
        contacts=tuple(each for each in everything.contacts if each.source != peer.id),
        examples=everything.examples,
    )


def _counts(content: Returning) -> dict[str, int]:
    groups: Sequence[str] = ("remarks", "announcements", "periods", "contacts", "examples")
    return {name: len(getattr(content, name)) for name in groups}
