"""How values of records lie in columns: TEXT and INTEGER only, the same on every database.

STRICT tables of SQLite know no type of their own for UUID, date, time or truth; ISO texts sort
as the values do and are still readable without this program. PostgreSQL compares texts by code
point and takes integers of 64 bits, as SQLite does by itself.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

Value = TypeVar("Value")
Stored = TypeVar("Stored", str, int)

COLLATION = "C"
"""How PostgreSQL compares texts, whatever language the database was made for."""

PLAIN_TEXT = Text().with_variant(Text(collation=COLLATION), "postgresql")
PLAIN_INTEGER = Integer().with_variant(BigInteger(), "postgresql")


class Converted(TypeDecorator[Value], Generic[Value, Stored]):
    """A type given by two conversions; ``None`` stays ``None``.

    Each kind says ``cache_ok`` itself: SQLAlchemy does not inherit it.
    """

    impl: TypeEngine[Any] = PLAIN_TEXT  # Any: SQLAlchemy's own signature

    @abstractmethod
    def to_column(self, value: Value) -> Stored:
        """What is stored for ``value``."""

    @abstractmethod
    def from_column(self, stored: Stored) -> Value:
        """The value that was stored."""

    # Every value passes the next two, so without detours. Any and unused arguments: SQLAlchemy's signature.
    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:  # noqa: ARG002
        """As SQLAlchemy asks for it on the way in."""
        convert = self.to_column
        return lambda value: None if value is None else convert(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:  # noqa: ARG002
        """As SQLAlchemy asks for it on the way out."""
        convert = self.from_column
        return lambda stored: None if stored is None else convert(stored)


class Words(Converted[str, str]):
    """Text. NUL is refused: SQLite would take it, PostgreSQL and ``json_object`` do not."""

    cache_ok = True

    def to_column(self, value: str) -> str:
        """Text as it is."""
        if "\0" in value:
            raise ValueError("NUL in a text")
        return value

    def from_column(self, stored: str) -> str:
        """Text as it is."""
        return stored

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Nothing to convert."""


class Key(Converted[UUID, str]):
    """UUID as 36 characters."""

    cache_ok = True

    def to_column(self, value: UUID) -> str:
        """``01890a5d-ac96-774b-bcce-b302099a8057``."""
        return str(value)

    def from_column(self, stored: str) -> UUID:
        """UUID from 36 characters."""
        return UUID(stored)


class Day(Converted[date, str]):
    """Date as ``2026-11-22``."""

    cache_ok = True

    def to_column(self, value: date) -> str:
        """ISO 8601."""
        return value.isoformat()

    def from_column(self, stored: str) -> date:
        """From ISO 8601."""
        return date.fromisoformat(stored)


class Moment(Converted[datetime, str]):
    """Point in time as UTC with microseconds, ``2026-11-22T14:30:00.000000+00:00``."""

    cache_ok = True

    def to_column(self, value: datetime) -> str:
        """ISO 8601 in UTC; ``ValueError`` for a datetime without time zone."""
        if value.tzinfo is None:
            raise ValueError("a datetime without time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def from_column(self, stored: str) -> datetime:
        """Aware UTC."""
        return datetime.fromisoformat(stored)


class Truth(Converted[bool, int]):
    """Truth as 0 or 1."""

    cache_ok = True
    impl = PLAIN_INTEGER

    def to_column(self, value: bool) -> int:
        """0 or 1."""
        return int(value)

    def from_column(self, stored: int) -> bool:
        """From 0 or 1."""
        return bool(stored)


class Exact(Converted[Decimal, str]):
    """Decimal number as its plain digits: ``-12.50``."""

    cache_ok = True

    def to_column(self, value: Decimal) -> str:
        """Digits without exponent; ``ValueError`` for what is no finite number."""
        if not value.is_finite():
            raise ValueError("not a finite number")
        return f"{value:f}"

    def from_column(self, stored: str) -> Decimal:
        """From digits."""
        return Decimal(stored)


class Choice(Converted[StrEnum, str]):
    """Member of a ``StrEnum`` as its value."""

    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def to_column(self, value: StrEnum) -> str:
        """The value of the member; ``ValueError`` when it is none of ours."""
        return self.members(value).value

    def from_column(self, stored: str) -> StrEnum:
        """The member with this value."""
        return self.members(stored)
