"""Files from above: whose they may be, for a town its region, for a region its coordinating office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.records import DeliveryKind, Peer
from klikks_desktop.services.files import read_bytes
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.exchange.envelope import Opened
    from klikks_desktop.services.workspace import Workspace


def open_from_above(workspace: Workspace, reader: Reader, data: bytes, kind: str) -> Opened:
    """Open a file that must come from the office above, with its confirmed key; K-501 to K-517."""
    from klikks_desktop.exchange.envelope import open_sealed

    trusted = _trusted(reader)
    return open_sealed(data, keys=workspace.keys, trusted=trusted, now=workspace.clock(), kind=kind)


def _trusted(reader: Reader) -> dict[UUID, str]:
    above = reader.find(Peer, upward=True)
    return {peer.id: peer.sign_key for peer in above if peer.confirmed_at is not None}


def is_enrolment(file: Path) -> bool:
    """Whether a file is a region's enrolment file, by its name: nothing else that comes is JSON."""
    return file.suffix.casefold() == ".json"


def read_post(file: Path) -> bytes:
    """The bytes of a file that came; K-632, K-633."""
    from klikks_desktop.exchange.envelope import MAX_FILE

    return read_bytes(file, MAX_FILE)


def post_kind(workspace: Workspace, file: Path) -> DeliveryKind:
    """Whether a file is a receipt or a return; K-501 to K-517 when it is neither or cannot be read."""
    from klikks_desktop.exchange.envelope import RECEIPT, RETURN, peek

    data = read_post(file)
    with workspace.store.read() as reader:
        seen = peek(data, keys=workspace.keys, trusted=_trusted(reader), now=workspace.clock())
        if seen.header is not None and seen.header.kind == RECEIPT:
            return DeliveryKind.RECEIPT
        # Whatever else it is: opening it as a return says what is wrong with it.
        open_from_above(workspace, reader, data, RETURN)
    return DeliveryKind.RETURN
