"""Address cards (vCard) for the office's own address book: people, and the offices one writes to.

A town's own patrons are there with what the town has of them. Of people whom towns reported, a region
gets a card while their consent to be named is in force, with e-mail and telephone as ticked there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from klikks_desktop.domain.consent_rules import consent_in_force
from klikks_desktop.domain.contact_card import CardKind, ContactCard
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.good_examples import contact_parts
from klikks_desktop.domain.records import (
    Address,
    Consent,
    GoodExample,
    Partner,
    Patron,
    Place,
    Purpose,
    Role,
)
from klikks_desktop.services.files import replace_file
from klikks_desktop.services.region.sender import sender
from klikks_desktop.services.workspace import Workspace

TITLES: Final = {
    Address.FEMALE: "Klimaschutzpatin",
    Address.MALE: "Klimaschutzpate",
    Address.NONE: "Klimaschutzpat:in",
}
_OFFICES: Final = UUID("4b6c696b-4b53-5043-a172-64204f666669")
"""An office has no id of its own: its key makes one, the same on every computer."""


def cards_name(workspace: Workspace, place: Place | None, who: str = "Patinnen-und-Paten") -> str:
    """The name offered for the file. place: ``None`` when people of several are in it; who: or one name."""
    key, name = (place.key, place.name) if place else ("", "")
    return file_name(key, name, workspace.today, "vcf", who)


def export_people(workspace: Workspace, path: Path, ids: Collection[UUID]) -> int:
    """Write the cards of these people to ``path``; how many there were. K-631; K-815 when nobody has one.

    Drafts have none.
    """
    return _write(workspace, path, people_cards(workspace, ids))


def export_offices(workspace: Workspace, path: Path, keys: Collection[str] | None = None) -> int:
    """Write the cards of the offices to ``path``; how many there were. K-631; K-815 when there is none."""
    return _write(workspace, path, office_cards(workspace, keys))


def export_card(workspace: Workspace, path: Path, card: ContactCard | None) -> int:
    """Write one card to ``path``; K-631; K-815 when there is none."""
    return _write(workspace, path, [] if card is None else [card])


def _write(workspace: Workspace, path: Path, cards: Sequence[ContactCard]) -> int:
    from klikks_desktop.exchange.vcard import write_cards

    if not cards:
        raise UserError("K-815")
    replace_file(path, write_cards(cards, now=workspace.clock()))
    return len(cards)


def people_cards(workspace: Workspace, ids: Collection[UUID]) -> list[ContactCard]:
    """A card for each of these people who may have one, by name."""
    consents: defaultdict[UUID, list[Consent]] = defaultdict(list)
    with workspace.store.read() as reader:
        places = {place.id: place for place in reader.find(Place)}
        people = reader.find(Patron, order=("search_key", "id"), id=set(ids))
        for consent in reader.find(Consent, patron_id=[each.id for each in people]):
            consents[consent.patron_id].append(consent)
    return [
        _of_person(patron, places[patron.place_id], *agreed)
        for patron in people
        if (agreed := _agreed(patron, consents[patron.id], workspace.today)) is not None
    ]


def _agreed(patron: Patron, consents: Iterable[Consent], today: date) -> tuple[bool, bool] | None:
    """Whether a card may have e-mail and telephone; ``None`` when there must be no card."""
    if patron.source is None:
        return True, True
    consent, _ = consent_in_force(consents, Purpose.REPORTING, today)
    return None if consent is None else (consent.with_email, consent.with_phone)


def _of_person(patron: Patron, place: Place, with_email: bool, with_phone: bool) -> ContactCard:
    return ContactCard(
        id=patron.id,
        kind=CardKind.PERSON,
        name=" ".join(part for part in (patron.degree, patron.full_name) if part),
        family_name=patron.family_name,
        given_name=patron.given_name,
        degree=patron.degree,
        organisation=(place.designation,),
        title=TITLES[patron.address],
        email=patron.email if with_email else "",
        phone=patron.phone if with_phone else "",
    )


def office_cards(workspace: Workspace, keys: Collection[str] | None = None) -> list[ContactCard]:
    """The own offices and, at a region, its own and those of the towns; by name.

    keys: only these places. A town that is entered as a partner is written to as entered, another one as
    it reported.
    """
    today = workspace.today
    with workspace.store.read() as reader:
        places = reader.find(Place)
        partners = [each for each in reader.find(Partner) if (each.until or today) >= today]
    cards = {place.key: _of_place(place) for place in places}
    cards |= {partner.place_key: _of_partner(partner) for partner in partners}
    found = [card for key, card in cards.items() if keys is None or key in keys]
    if keys is None and workspace.role is Role.REGION:
        found.append(_of_region(workspace))
    reachable = [card for card in found if card.email or card.phone]
    return sorted(reachable, key=lambda card: (card.name, card.id))


def office_card(example: GoodExample) -> ContactCard | None:
    """The office of a good example; ``None`` when its town is not named or gave no mailbox."""
    office, mailbox = contact_parts(example.contact)
    if not example.named or not mailbox:
        return None
    return _office(example.place_key, (example.place_name, office), email=mailbox)


def _of_place(place: Place) -> ContactCard:
    return _office(
        place.key,
        (place.designation, place.office),
        email=place.contact_email,
        phone=place.contact_phone,
        street=place.street,
        postcode=place.postcode,
        city=place.city,
    )


def _of_partner(partner: Partner) -> ContactCard:
    return _office(
        partner.place_key,
        (partner.designation, partner.office),
        email=partner.email,
        phone=partner.phone,
        street=partner.street,
        postcode=partner.postcode,
        city=partner.city,
    )


def _of_region(workspace: Workspace) -> ContactCard:
    office = sender(workspace)
    return _office(
        workspace.name,
        (workspace.name,),
        email=office.email,
        phone=office.phone,
        street=office.street,
        postcode=office.postcode,
        city=office.city,
    )


# The rest are texts of the address, named as in the card.
def _office(key: str, organisation: tuple[str, ...], **address: str) -> ContactCard:
    return ContactCard(
        id=uuid5(_OFFICES, key),
        kind=CardKind.OFFICE,
        name=organisation[0],
        organisation=organisation,
        **address,
    )
