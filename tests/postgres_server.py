"""A private PostgreSQL for one test process: on a Unix socket in a folder of its own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from klikks_desktop.storage.server import ServerAddress

USER = "klikks"
# Whether the disk has it when the power fails is not what is tested here.
SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off")
SETTINGS += ("shared_buffers=16MB", "max_connections=40", "autovacuum=off", "logging_collector=off")


def find_tool(name: str) -> str:
    """A program of the server; Debian keeps them out of the way. Without it the test is skipped or fails."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = shutil.which(name, path=os.pathsep.join([*map(str, places), os.environ["PATH"]]))
    if path is None or not hasattr(os, "geteuid"):
        if os.environ.get("KLIKKS_REQUIRE_TOOLS") == "1":
            pytest.fail(f"PostgreSQL ({name}) is missing, and KLIKKS_REQUIRE_TOOLS=1")
        pytest.skip(f"PostgreSQL ({name}) is not installed")
    return path


class Server:
    """A running server; ``klikks`` is its administrator and needs no password."""

    def __init__(self) -> None:
        self._initdb, self._pg_ctl = find_tool("initdb"), find_tool("pg_ctl")
        self.folder = Path(tempfile.mkdtemp(prefix="klikks-pg-"))
        self.data = self.folder / "data"
        # PostgreSQL refuses to run as root.
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self._as = {"user": "postgres", "group": "postgres", "extra_groups": []}
        self._names = (f"k{number}" for number in count())
        self._made: list[str] = []
        options = ("--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run(self._initdb, "--pgdata", str(self.data), *options)
        self.start()

    def start(self, *settings: str) -> None:
        given = " ".join(f"-c {setting}" for setting in (*SETTINGS, *settings))
        options = ("--wait", "--log", str(self.folder / "log"), "--options", f"-k {self.folder} {given}")
        self._run(self._pg_ctl, "start", "--pgdata", str(self.data), *options)

    def stop(self, mode: str = "immediate") -> None:
        """immediate: as if it was killed."""
        self._run(self._pg_ctl, "stop", "--pgdata", str(self.data), "--wait", "--mode", mode)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def database(self, template: str = "template1", options: str = "") -> ServerAddress:
        """A new database, empty or as ``template``."""
        name = next(self._names)
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template} {options}")
        self._made.append(name)
        return self.address(name)

    def tidy_up(self) -> None:
        """Drop what ``database`` made: each takes room on the disk."""
        while self._made:
            self.sql(f"DROP DATABASE IF EXISTS {self._made.pop()} WITH (FORCE)")

    def keep(self, address: ServerAddress, template: str) -> None:
        """Copy a database that nobody is using, to be a template."""
        self.sql(f"CREATE DATABASE {template} TEMPLATE {address.database}")

    def address(self, database: str, user: str = USER) -> ServerAddress:
        from klikks_desktop.storage.server import ServerAddress  # not for tests without a database

        return ServerAddress.parse(f"postgresql+psycopg://{user}@/{database}?host={self.folder}")

    def sql(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """What an administrator does; the rows of the last statement."""
        with psycopg.connect(
            host=str(self.folder), user=USER, dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def asking(self, address: ServerAddress, name: str, password: str) -> Iterator[ServerAddress]:
        """The address for a colleague of this name, whom the server asks for a password meanwhile."""
        self.sql(f"CREATE ROLE {name} LOGIN IN ROLE {USER} PASSWORD '{password}'")
        rules = self.data / "pg_hba.conf"
        before = rules.read_text()
        rules.write_text(f"local all {name} scram-sha-256\n{before}")
        self.sql("SELECT pg_reload_conf()")
        yield self.address(address.database, name)
        rules.write_text(before)
        self.sql("SELECT pg_reload_conf()", f"DROP ROLE {name}")

    def dump(self, address: ServerAddress) -> str:
        """A backup as an administrator makes it."""
        command = [find_tool("pg_dump"), "--host", str(self.folder), "--username", USER, address.database]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def load(self, address: ServerAddress, dumped: str) -> None:
        """Bring a backup into an empty database."""
        options = ("--quiet", "--set", "ON_ERROR_STOP=1", "--host", str(self.folder), "--username", USER)
        command = [find_tool("psql"), *options, address.database]
        subprocess.run(command, input=dumped, capture_output=True, text=True, check=True)

    def _run(self, *command: str) -> None:
        # Its own output would keep the pipe open for as long as the server lives.
        with (self.folder / "commands").open("ab") as log:
            done = subprocess.run(command, stdout=log, stderr=log, cwd="/", check=False, **self._as)
        assert done.returncode == 0, (self.folder / "commands").read_text()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server of this test process."""
    server = Server()
    yield server
    server.remove()


@pytest.fixture
def postgres(postgres_server: Server) -> Iterator[Server]:
    """The server; databases are gone after the test, but for those that are kept as templates."""
    yield postgres_server
    postgres_server.tidy_up()
