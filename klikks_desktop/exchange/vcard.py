"""Address cards (vCard 4.0, RFC 6350) of people and offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from klikks_desktop.domain.contact_card import CardKind, ContactCard
from klikks_desktop.exchange.content_lines import escaped, folded

PRODUCT: Final = "-//KlikKS Desktop//Adresskarten//DE"


def write_cards(cards: Iterable[ContactCard], *, now: datetime) -> bytes:
    """The cards, one after the other. now: aware, when they were written."""
    return b"".join(folded(line) for card in cards for line in _card(card, now))


def _card(card: ContactCard, now: datetime) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"PRODID:{PRODUCT}"
    yield f"UID:urn:uuid:{card.id}"
    yield f"REV:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"KIND:{card.kind.value}"
    yield f"FN:{escaped(card.name)}"
    if card.kind is CardKind.PERSON:
        yield f"N:{_parts(card.family_name, card.given_name, '', card.degree, '')}"
    if organisation := [part for part in card.organisation if part]:
        yield f"ORG:{_parts(*organisation)}"
    for name, value in (("TITLE", card.title), ("EMAIL", card.email), ("TEL", card.phone)):
        if value:
            yield f"{name}:{escaped(value)}"
    if card.street or card.postcode or card.city:
        yield f"ADR:{_parts('', '', card.street, card.city, '', card.postcode, '')}"
    yield "END:VCARD"


def _parts(*parts: str) -> str:
    """A structured value: the parts with a semicolon between them."""
    return ";".join(escaped(part) for part in parts)
