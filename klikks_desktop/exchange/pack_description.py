"""A programme pack as somebody writes it down: JSON with German names, pictures and factor files by path.

Stricter than the pack itself: an unknown field is a typing error here, not something newer.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from klikks_desktop.domain.errors import UserError
from klikks_desktop.exchange.wire import where
from klikks_desktop.exchange.wire_types import Line, Name, Text

MAX_FILE = 1 << 20


class News(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """News with or without a deadline (``frist``), shown until ``bis``."""

    title: Name = msgspec.field(name="titel")
    text: Text = ""
    due_on: date | None = msgspec.field(name="frist", default=None)
    until: date | None = msgspec.field(name="bis", default=None)


class ReportPeriod(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reporting period."""

    title: Name = msgspec.field(name="titel")
    opens_on: date = msgspec.field(name="beginn")
    due_on: date = msgspec.field(name="frist")


class Description(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the pack shall set. logo, factors: paths, from the folder of the description."""

    title: Name = msgspec.field(name="titel")
    programme: Line = msgspec.field(name="programmzeile", default="")
    agency: Line = msgspec.field(name="stelle", default="")
    logo: str = ""
    texts: dict[str, str] = msgspec.field(name="texte", default_factory=dict)
    factors: Annotated[list[str], Meta(max_length=20)] = msgspec.field(name="faktoren", default_factory=list)
    factor_set: str = msgspec.field(name="faktorensatz", default="")
    news: list[News] = msgspec.field(name="nachrichten", default_factory=list)
    periods: list[ReportPeriod] = msgspec.field(name="zeitraeume", default_factory=list)
    signup_deadline: date | None = msgspec.field(name="anmeldeschluss", default=None)


def read_description(data: bytes) -> Description:
    """K-588 says where it is wrong."""
    try:
        return msgspec.json.decode(data, type=Description)
    except (ValueError, RecursionError) as error:
        reason = f"Die Beschreibung ist so nicht lesbar (Stelle: {where(error)})."
        raise UserError("K-588", {"reason": reason}) from error
