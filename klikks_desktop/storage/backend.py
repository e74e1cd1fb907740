"""What differs between the databases behind a store: SQLite's file or a PostgreSQL server."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection


class Backend(Protocol):
    """One database. It makes connections, holds none, and may be used from several threads."""

    @property
    def is_shared(self) -> bool:
        """Whether several people may write, each from a workspace folder of their own."""
        ...

    @property
    def shown(self) -> str:
        """Where the data lie, as people may see it."""
        ...

    def connect(self, *, read_only: bool) -> Connection:
        """A new connection outside any transaction."""
        ...

    def is_within(self, connection: Connection) -> bool:
        """Whether a transaction is open."""
        ...

    def begin_reading(self, connection: Connection) -> None:
        """Open a transaction that sees one state from its first to its last question."""
        ...

    def begin_writing(self, connection: Connection, change: UUID) -> None:
        """Open the transaction that writes, the only one; its history goes by ``change``."""
        ...

    def commit(self, connection: Connection) -> None:
        """Save what the transaction did."""
        ...

    def roll_back(self, connection: Connection) -> None:
        """Take back whatever is open; a lost connection is made anew by the next transaction."""
        ...

    def explained(self) -> AbstractContextManager[None]:
        """Turn what the environment did to the database into a ``UserError``; bugs pass unchanged."""
        ...

    def discard(self) -> None:
        """Take away what a first start made outside the workspace folder and did not finish."""
        ...

    def shrink(self, connection: Connection) -> None:
        """Let go of the bytes of what was deleted; outside a transaction."""
        ...

    def defects(self, connection: Connection) -> tuple[list[str], list[str]]:
        """What the database itself says is damaged, and tables with rows that lost their parent."""
        ...
