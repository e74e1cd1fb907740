"""The workspace (Arbeitsbereich): store, folder, clock and what is shipped, handed to every service.

Built once in ``app.py`` or the command line; there is no global one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.names import Alphabet
from klikks_desktop.domain.records import Place, Role
from klikks_desktop.reference.alphabet import load_alphabet
from klikks_desktop.storage.database import is_unfinished
from klikks_desktop.storage.files import DATABASE
from klikks_desktop.storage.server import ServerAddress, server_of
from klikks_desktop.storage.store import Store

if TYPE_CHECKING:
    from klikks_desktop.exchange.keys import OwnKeys
    from klikks_desktop.reference.directory import Directory
    from klikks_desktop.reference.factors import FactorLibrary
    from klikks_desktop.reference.map_data import MapData
    from klikks_desktop.reference.texts import Texts

__all__ = [
    "KEY_FILE",
    "Clock",
    "Progress",
    "Rasterise",
    "ServerAddress",
    "Shipped",
    "Workspace",
    "create_workspace",
    "find_server",
    "make_keys",
    "open_workspace",
    "silent",
]

KEY_FILE = "keys.json"
"""The keys of this installation, in the folder of the workspace."""

Clock = Callable[[], datetime]
Rasterise = Callable[[bytes, int], bytes]
Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """A progress report that nobody watches."""


@dataclass(frozen=True)
class Shipped:
    """What comes with the program and is read only; loaded when first asked for."""

    folder: Path

    @cached_property
    def alphabet(self) -> Alphabet:
        """The letters of DIN 91379."""
        return load_alphabet(self.folder)

    @cached_property
    def directory(self) -> Directory:
        """The official directory of municipalities and associations."""
        from klikks_desktop.reference.directory import Directory

        return Directory.load(self.folder)

    @cached_property
    def map(self) -> MapData:
        """Länder, counties and municipalities as areas."""
        from klikks_desktop.reference.map_data import MapData

        return MapData.load(self.folder)

    @cached_property
    def texts(self) -> Texts:
        """Shipped texts with version and source."""
        from klikks_desktop.reference.texts import Texts

        return Texts.load(self.folder)

    @cached_property
    def factors(self) -> FactorLibrary:
        """Factor sets and the other figures that savings rest on, as shipped."""
        from klikks_desktop.reference.factors import FactorLibrary

        return FactorLibrary.load(self.folder)


@cache
def shipped_in(folder: Path) -> Shipped:
    """What comes with the program in ``folder``, the same for every workspace that is opened."""
    return Shipped(folder)


@dataclass(frozen=True)
class Workspace:
    """What every service works on.

    clock: aware UTC now. rasterise: SVG bytes and a width in pixels to PNG bytes, given by who
    has Qt; ``None`` refuses SVG pictures.
    """

    store: Store
    clock: Clock
    shipped: Shipped
    rasterise: Rasterise | None = None

    @property
    def folder(self) -> Path:
        """Where the workspace lies."""
        return self.store.folder

    @property
    def today(self) -> date:
        """Today's date on this computer."""
        return self.clock().astimezone().date()

    def new_id(self) -> UUID:
        """A fresh, time-ordered key."""
        return uuid7(int(self.clock().timestamp() * 1000), secrets.token_bytes(10))

    def again(self, checkpoint: Callable[[], None] = lambda: None) -> Workspace:
        """The same workspace with a connection of its own, for another thread.

        checkpoint: called before each question to the database; may raise to stop what is being read.
        """
        return Workspace(self.store.again(checkpoint), self.clock, self.shipped, self.rasterise)

    @cached_property
    def role(self) -> Role:
        """Kommune or Regionalmanagement."""
        with self.store.read() as reader:
            return Role(str(reader.setting("role", Role.MUNICIPALITY.value)))

    @cached_property
    def name(self) -> str:
        """What this workspace is called: the municipality's or the region's name."""
        with self.store.read() as reader:
            return str(reader.setting("name", "KlikKS"))

    @cached_property
    def is_practice(self) -> bool:
        """Practice mode (Übungsmodus): watermarked, and no real region takes its files."""
        with self.store.read() as reader:
            return bool(reader.setting("practice", False))

    @cached_property
    def keys(self) -> OwnKeys:
        """This installation's keys."""
        from klikks_desktop.exchange.keys import load_keys

        return load_keys(self.folder / KEY_FILE)

    def own_places(self) -> list[Place]:
        """The places this workspace works for, by name."""
        with self.store.read() as reader:
            return reader.find(Place, order=("name",), source=None)

    def own_place(self, key: str | None = None) -> Place:
        """The own place with ``key``, or the only one.

        Raises K-131 when there are several and none was named, K-132 when the named one is not
        ours, K-133 when there is none.
        """
        places = self.own_places()
        if key is not None:
            for place in places:
                if place.key == key:
                    return place
            raise UserError("K-132", {"key": key})
        if not places:
            raise UserError("K-133")
        if len(places) > 1:
            raise UserError("K-131", {"keys": ", ".join(place.key for place in places)})
        return places[0]

    def close(self) -> None:
        """Let go of the database and its lock."""
        self.store.close()


def find_server(folder: Path, url: str = "") -> ServerAddress | None:
    """Where the data of the workspace in ``folder`` lie: at ``url``, else where its settings say.

    ``None`` for the folder itself. K-250 when that is no address.
    """
    return ServerAddress.parse(url) if url else server_of(folder)


def open_workspace(
    folder: Path,
    *,
    clock: Clock,
    resources: Path,
    rasterise: Rasterise | None = None,
    read_only: bool = False,
    server: ServerAddress | None = None,
) -> Workspace:
    """Open the workspace in ``folder``; K-2xx when it is missing, damaged, newer or held by another.

    server: where an office keeps its data; K-265 when its keys do not lie in ``folder``.
    """
    from klikks_desktop.services.office_keys import expect_keys

    store = Store.open(
        folder, clock=clock, read_only=read_only, server=server, admit=partial(expect_keys, folder)
    )
    return Workspace(store, clock, shipped_in(resources), rasterise)


def create_workspace(
    folder: Path,
    *,
    role: Role,
    name: str,
    clock: Clock,
    resources: Path,
    rasterise: Rasterise | None = None,
    practice: bool = False,
    shared: bool = False,
    server: ServerAddress | None = None,
) -> Workspace:
    """Make a new workspace with keys of its own; K-2xx when there is one already.

    shared: it lies on an office share, so the rights follow the folder. server: where an office keeps
    its data; keys that lie in ``folder`` already stay those of the office.
    """
    from klikks_desktop.services.office_keys import note_keys

    with_keys = server is not None or is_unfinished(folder / DATABASE)
    store = Store.create(folder, clock=clock, shared=shared, server=server)
    try:
        make_keys(folder, practice=practice, shared=shared, keep=with_keys)
        with store.write("Arbeitsbereich angelegt", undoable=False) as unit:
            unit.put_setting("role", role.value)
            unit.put_setting("name", name)
            unit.put_setting("practice", practice)
        workspace = Workspace(store, clock, shipped_in(resources), rasterise)
        note_keys(workspace)
    except BaseException:
        store.discard()
        raise
    return workspace


def make_keys(folder: Path, *, practice: bool, shared: bool, keep: bool) -> None:
    """Make keys for a new workspace. keep: those that lie in ``folder`` stay; otherwise they are K-524."""
    from klikks_desktop.exchange.keys import create_keys, save_keys

    if not (keep and (folder / KEY_FILE).exists()):
        save_keys(folder / KEY_FILE, create_keys(practice=practice), shared=shared)
