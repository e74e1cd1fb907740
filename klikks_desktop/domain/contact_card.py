"""A card in an address book, as it is handed to other programs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class CardKind(StrEnum):
    """Whose card it is; the value is the word of vCard."""

    PERSON = "individual"
    OFFICE = "org"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """One card. id: stays the same from export to export, so that nobody is there twice.

    name: as it is spoken; a person's parts beside it. organisation: from the whole to the part.
    """

    id: UUID
    kind: CardKind
    name: str
    family_name: str = ""
    given_name: str = ""
    degree: str = ""
    organisation: tuple[str, ...] = ()
    title: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
