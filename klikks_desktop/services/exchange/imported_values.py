"""Texts of a sync file as values of records."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

_Word = TypeVar("_Word", bound=StrEnum)
_Other = TypeVar("_Other", bound=StrEnum | None)


def id_of(text: str | None) -> UUID | None:
    """An id, or none."""
    return UUID(text) if text else None


def number(text: str | None) -> Decimal | None:
    """A number, or none."""
    return None if text is None else Decimal(text)


def known(words: type[_Word], text: str, other: _Other) -> _Word | _Other:
    """The word, or ``other`` where it is none of ours."""
    try:
        return words(text)
    except ValueError:
        return other
