"""Connections that break: nothing is lost, nothing is there twice, and the next try goes on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from postgres_server import Server

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.storage.server import ServerAddress
from klikks_desktop.storage.store import Store

SOCKET = ".s.PGSQL.5432"


class Line:
    """A line to the server that can be cut at a word of the client, before or after the server got it."""

    def __init__(self, server: Path, folder: Path) -> None:
        self._server = server
        self._at, self._after, self._stays = b"", False, True
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / SOCKET))
        self._listener.listen()
        Thread(target=self._accept, daemon=True).start()

    def cut(self, at: bytes, *, after: bool = False, stays: bool = True) -> None:
        """The next time the client says ``at``. stays: there is a new line afterwards."""
        self._at, self._after, self._stays = at, after, stays

    def close(self) -> None:
        # Wakes whoever waits for the next caller.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client = self._listener.accept()[0]
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._server / SOCKET))
                Thread(target=self._answer, args=(server, client), daemon=True).start()
                Thread(target=self._ask, args=(client, server), daemon=True).start()

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        with server, client, suppress(OSError):
            while data := server.recv(65536):
                client.sendall(data)

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, suppress(OSError):
            while data := client.recv(65536):
                if self._at and self._at in data:
                    self._at = b""
                    if not self._stays:
                        self.close()
                    # First nothing comes back any more, then the server may get it.
                    client.shutdown(socket.SHUT_RDWR)
                    if self._after:
                        server.sendall(data)
                        server.shutdown(socket.SHUT_WR)
                        return
                    server.shutdown(socket.SHUT_RDWR)
                    return
                server.sendall(data)


@pytest.fixture
def address(postgres: Server, template: str) -> ServerAddress:
    return postgres.database(template)


@pytest.fixture
def line(postgres: Server) -> Iterator[Line]:
    folder = postgres.folder / "leitung"
    folder.mkdir()
    line = Line(postgres.folder, folder)
    yield line
    line.close()
    (folder / SOCKET).unlink()
    folder.rmdir()


@pytest.fixture
def store(folder: Path, clock: Any, postgres: Server, address: ServerAddress, line: Line) -> Iterator[Store]:
    """A workspace whose database is at the other end of ``line``."""
    by_line = ServerAddress.parse(
        f"postgresql://{address.user}@/{address.database}?host={postgres.folder / 'leitung'}"
    )
    with closing(Store.open(folder, clock=clock, server=by_line)) as store:
        yield store


def cut_all(postgres: Server, address: ServerAddress) -> None:
    """What an administrator does who restarts things."""
    sessions = f"SELECT pid FROM pg_stat_activity WHERE datname = '{address.database}'"  # noqa: S608
    postgres.sql(f"SELECT pg_terminate_backend(pid, 5000) FROM ({sessions}) AS sessions")  # noqa: S608


def names(store: Store) -> list[str]:
    with store.read() as reader:
        return [place.name for place in reader.find(Place, order=("name",))]


def test_in_the_middle_of_a_transaction(
    store: Store, postgres: Server, address: ServerAddress, invented: Any
) -> None:
    with store.write("Vorher") as unit:
        unit.add(invented.place(name="Vorher"))
    with pytest.raises(UserError, match="K-252"), store.write("Verloren") as unit:
        unit.add(invented.place(name="Verloren", key="03999002"))
        cut_all(postgres, address)
        unit.count(Place)
    assert names(store) == ["Vorher"]
    with store.write("Noch einmal") as unit:
        unit.add(invented.place(name="Verloren", key="03999002"))
    assert names(store) == ["Verloren", "Vorher"]
    with store.read() as reader:
        assert reader.undo_candidate() is not None


def test_while_reading(store: Store, postgres: Server, address: ServerAddress) -> None:
    with pytest.raises(UserError, match="K-252"), store.read() as reader:
        reader.count(Place)
        cut_all(postgres, address)
        reader.count(Place)
    assert names(store) == []


def test_while_nobody_was_working(
    store: Store, postgres: Server, address: ServerAddress, invented: Any
) -> None:
    cut_all(postgres, address)
    assert names(store) == []
    cut_all(postgres, address)
    with store.write("Nach der Pause") as unit:
        unit.add(invented.place(name="Danach"))
    assert names(store) == ["Danach"]


def test_before_the_server_heard_of_saving(store: Store, line: Line, invented: Any) -> None:
    with pytest.raises(UserError, match="K-252"), store.write("Verloren") as unit:
        unit.add(invented.place())
        line.cut(b"COMMIT")
    assert names(store) == []
    with store.write("Noch einmal") as unit:
        unit.add(invented.place(name="Da"))
    assert names(store) == ["Da"]


def test_when_only_the_answer_got_lost(store: Store, line: Line, invented: Any) -> None:
    with store.write("Gespeichert") as unit:
        unit.add(invented.place(name="Da"))
        line.cut(b"COMMIT", after=True)
    assert names(store) == ["Da"]
    with store.read() as reader:
        candidate = reader.undo_candidate()
    assert candidate is not None
    assert candidate.label == "Gespeichert"


def test_when_nobody_can_be_asked(store: Store, line: Line, invented: Any) -> None:
    with pytest.raises(UserError, match="K-253"), store.write("Unklar") as unit:
        unit.add(invented.place())
        line.cut(b"COMMIT", after=True, stays=False)
    with pytest.raises(UserError, match="K-251"):
        names(store)


def test_a_killed_and_a_restarted_server(
    folder: Path, clock: Any, postgres: Server, address: ServerAddress, invented: Any
) -> None:
    with closing(Store.open(folder, clock=clock, server=address)) as store:
        with store.write("Vorher") as unit:
            unit.add(invented.place(name="Vorher"))
        with pytest.raises(UserError, match="K-252"), store.write("Verloren") as unit:
            unit.add(invented.place(name="Verloren", key="03999002"))
            postgres.stop()
            unit.count(Place)
        try:
            for _ in range(2):
                with pytest.raises(UserError, match="K-251"):
                    names(store)
            with pytest.raises(UserError, match="K-251"), store.write("Nichts"):
                pass
        finally:
            postgres.start()
        assert names(store) == ["Vorher"]
        postgres.stop("fast")
        postgres.start()
        with store.write("Danach") as unit:
            unit.add(invented.place(name="Danach", key="03999003"))
        assert names(store) == ["Danach", "Vorher"]
