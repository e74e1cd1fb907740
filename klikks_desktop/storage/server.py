"""The address of a PostgreSQL database (Datenbankserver) that an office shares.

Its password is kept in memory only: every text and file made of an address is without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NoReturn

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from klikks_desktop.domain.errors import UserError
from klikks_desktop.storage.files import SERVER, read_json, write_json
from klikks_desktop.storage.sqlite import explained_files

DRIVER: Final = "postgresql+psycopg"
_NAMES: Final = {"postgresql", "postgres", DRIVER}
_HERE: Final = {"localhost", "127.0.0.1", "::1"}
_SECRETS: Final[tuple[str, ...]] = ("password", "sslpassword")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the database is and as whom to log in. shown: the address as people may see it.

    secrets: what libpq wants to know and nobody else may; empty where a password file or the
    system's own login answers for it.
    """

    shown: str
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def parse(cls, text: str) -> ServerAddress:
        """From ``postgresql+psycopg://user@host/database?sslmode=verify-full``; K-250 when it is none.

        A password in ``text`` is taken out of it. Other computers are asked for a certificate
        (``verify-full``) unless the address says otherwise.
        """
        try:
            url = make_url(text.strip())
        except (ArgumentError, ValueError):
            refuse_address()
        query = dict(url.query)
        if url.drivername not in _NAMES or not url.database or not _is_plain(query):
            refuse_address()
        secrets = {name: str(query.pop(name)) for name in _SECRETS if name in query}
        if url.password:
            secrets["password"] = url.password
        if not _is_here(url) and "sslmode" not in query:
            query["sslmode"] = "verify-full"
        plain = URL.create(DRIVER, url.username, None, url.host, url.port, url.database, query)
        return cls(plain.render_as_string(), secrets)

    def with_password(self, password: str) -> ServerAddress:
        """The same address, with what a person typed."""
        return replace(self, secrets={**self.secrets, "password": password})

    @property
    def url(self) -> URL:
        """The address in its parts, without secrets."""
        return make_url(self.shown)

    @property
    def database(self) -> str:
        """The name of the database."""
        return self.url.database or ""

    @property
    def place(self) -> str:
        """What messages call the database: "„klikks“ auf db.amt.example"."""
        url = self.url
        host = url.host or str(url.query.get("host", "")) or "diesem Computer"
        return f"„{self.database}“ auf {host}{f':{url.port}' if url.port else ''}"

    @property
    def user(self) -> str:
        """As whom to log in; empty where the system's own name is meant."""
        return self.url.username or ""

    @property
    def parameters(self) -> dict[str, str]:
        """What libpq wants to know, with the secrets: only to be handed to it."""
        url = self.url
        named = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
        given = {name: str(value) for name, value in named.items() if value is not None}
        return {**given, **{name: str(value) for name, value in url.query.items()}, **self.secrets}


def server_of(folder: Path) -> ServerAddress | None:
    """The server that the workspace in ``folder`` was set to; ``None`` when its data lie there."""
    path = folder / SERVER
    with explained_files(path):
        if not path.exists():
            return None
        stored = read_json(path)
    address = stored.get("address") if isinstance(stored, dict) else None
    return ServerAddress.parse(str(address))


def set_server(folder: Path, server: ServerAddress | None) -> None:
    """Keep the address, never a password, for the next start; ``None`` goes back to the folder's own data."""
    path = folder / SERVER
    with explained_files(path):
        if server is None:
            path.unlink(missing_ok=True)
        else:
            write_json(path, {"address": server.shown})


def _is_here(url: URL) -> bool:
    host = url.host or str(url.query.get("host", ""))
    return not host or host.startswith("/") or host in _HERE


def _is_plain(query: Mapping[str, object]) -> bool:
    """Each parameter once, and none that would name a second address."""
    return all(isinstance(value, str) for value in query.values()) and "service" not in query


def refuse_address() -> NoReturn:
    """Say how an address looks (K-250)."""
    raise UserError("K-250", {"example": f"{DRIVER}://benutzer@server/datenbank?sslmode=verify-full"})
