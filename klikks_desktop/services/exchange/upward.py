"""Files from above: whose they may be, for a town its region, for a region its coordinating office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.records import Peer
from klikks_desktop.services.files import read_bytes
from klikks_desktop.storage.store import Reader

if TYPE_CHECKING:
    from klikks_desktop.exchange.envelope import Opened
    from klikks_desktop.services.workspace import Workspace


def open_from_above(workspace: Workspace, reader: Reader, data: bytes, kind: str) -> Opened:
    """Open a file that must come from the office above, with its confirmed key; K-501 to K-517."""
    from klikks_desktop.exchange.envelope import open_sealed

    trusted: dict[UUID, str] = {
        peer.id: peer.sign_key for peer in reader.find(Peer, upward=True) if peer.confirmed_at is not None
    }
    return open_sealed(data, keys=workspace.keys, trusted=trusted, now=workspace.clock(), kind=kind)


def read_post(file: Path) -> bytes:
    """The bytes of a file that came; K-632, K-633."""
    from klikks_desktop.exchange.envelope import MAX_FILE

    return read_bytes(file, MAX_FILE)
