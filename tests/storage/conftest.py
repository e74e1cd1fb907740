"""An invented town in a real store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.ids import uuid7
from klikks_desktop.domain.records import (
    Address,
    Appointment,
    Certificate,
    CertificateKind,
    Consent,
    Delivery,
    Direction,
    Patron,
    Peer,
    Place,
    Purpose,
    Role,
)
from klikks_desktop.storage.store import Store

if TYPE_CHECKING:
    from postgres_server import Server


@dataclass
class Clock:
    """A clock that moves one second at every look."""

    now: datetime = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Invented:
    """Makes invented records."""

    clock: Callable[[], datetime] = field(default_factory=Clock)

    def id(self) -> UUID:
        return uuid7(int(self.clock().timestamp() * 1000), os.urandom(10))

    def place(self, **values: object) -> Place:
        base: dict[str, object] = {
            "id": self.id(),
            "key": "03999001",
            "name": "Musterstadt",
            "kind": "Stadt",
            "designation": "Stadt Musterstadt",
            "nominative": "die Stadt Musterstadt",
            "genitive": "der Stadt Musterstadt",
            "locative": "in der Stadt Musterstadt",
        }
        return Place(**(base | values))

    def patron(self, place: Place, **values: object) -> Patron:
        base: dict[str, object] = {
            "id": self.id(),
            "place_id": place.id,
            "address": Address.FEMALE,
            "given_name": "Änne",
            "family_name": "Müßig",
            "search_key": "MUESSIG AENNE",
        }
        return Patron(**(base | values))

    def appointment(self, patron: Patron, **values: object) -> Appointment:
        base: dict[str, object] = {
            "id": self.id(),
            "patron_id": patron.id,
            "begins_on": date(2026, 1, 1),
            "source": patron.source,
        }
        return Appointment(**(base | values))

    def consent(self, patron: Patron, **values: object) -> Consent:
        base: dict[str, object] = {
            "id": self.id(),
            "patron_id": patron.id,
            "purpose": Purpose.REPORTING,
            "text_version": "2026-11",
        }
        return Consent(**(base | values))

    def certificate(
        self, place: Place, serial: int, patron: Patron | None = None, **values: object
    ) -> Certificate:
        base: dict[str, object] = {
            "id": self.id(),
            "place_id": place.id,
            "patron_id": patron.id if patron else None,
            "appointment_id": None,
            "kind": CertificateKind.APPOINTMENT,
            "number": f"KSP-{place.key}-2026-{serial:03d}",
            "year": 2026,
            "serial": serial,
            "issued_on": date(2026, 3, 1),
            "name": patron.full_name if patron else "Erika Muster",
            "sheet": '{"name": "' + (patron.full_name if patron else "Erika Muster") + '"}',
            "program": "1.0",
        }
        return Certificate(**(base | values))

    def peer(self) -> Peer:
        return Peer(id=self.id(), role=Role.REGION, name="Musterregion", sign_key="aa", age_key="age1x")

    def delivery(self, peer: Peer, sequence: int) -> Delivery:
        return Delivery(
            id=self.id(),
            peer_id=peer.id,
            direction=Direction.SENT,
            sequence=sequence,
            digest=f"d{sequence}",
            previous="",
            created_at=self.clock(),
            handled_at=self.clock(),
            file_name="x.klikks",
        )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def invented(clock: Clock) -> Invented:
    return Invented(clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Büro #1 100%" / "Arbeitsbereich"


@pytest.fixture(scope="session")
def template(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with our schema, to be copied."""
    made = postgres_server.database()
    Store.create(tmp_path_factory.mktemp("vorlage") / "a", clock=Clock(), server=made).close()
    postgres_server.keep(made, "vorlage")
    return "vorlage"


@pytest.fixture
def new_store(
    tmp_path: Path, clock: Clock, database_kind: str, request: pytest.FixtureRequest
) -> Callable[..., Store]:
    """Makes an empty workspace, in its folder or with a new database on the private server."""

    def make(folder: Path | None = None) -> Store:
        folder = folder or tmp_path / uuid4().hex
        if database_kind == "sqlite":
            return Store.create(folder, clock=clock)
        server: Server = request.getfixturevalue("postgres")
        return Store.open(folder, clock=clock, server=server.database(request.getfixturevalue("template")))

    return make


@pytest.fixture
def store(folder: Path, new_store: Callable[..., Store]) -> Iterator[Store]:
    store = new_store(folder)
    yield store
    store.close()


@pytest.fixture
def place(store: Store, invented: Invented) -> Place:
    place = invented.place()
    with store.write("Kommune eingerichtet", undoable=False) as unit:
        unit.add(place)
    return place
