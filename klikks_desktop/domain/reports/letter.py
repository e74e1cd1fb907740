"""A letter after DIN 5008, ready to print."""

from __future__ import annotations

from dataclasses import dataclass

from klikks_desktop.domain.papers import Letterhead
from klikks_desktop.domain.reports.sheet import Arms, Bullets, Facts, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet:
    """A letter. sender: the line over the address. recipient: up to six lines of address.

    information: rows of the block on the right ("Datum", "22. November 2026"). signatory: office and
    name below the room for the hand. mark: said at the head, "" for none.
    """

    letterhead: Letterhead
    arms: Arms | None = None
    sender: str
    recipient: tuple[str, ...]
    information: tuple[tuple[str, str], ...]
    subject: str
    salutation: str
    body: tuple[Paragraph | Bullets | Facts, ...]
    closing: str
    signatory: tuple[str, ...]
    enclosures: tuple[str, ...] = ()
    mark: str = ""
