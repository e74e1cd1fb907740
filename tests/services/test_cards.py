"""Who gets an address card, and what stands on it."""

from __future__ import annotations

from pathlib import Path

from klikks_desktop.domain.contact_card import CardKind
from klikks_desktop.domain.records import Partner, Patron, Place
from klikks_desktop.services.cards import export_offices, export_people, office_cards, people_cards
from klikks_desktop.services.exchange.importing import import_files
from klikks_desktop.services.people.consents import withdraw_consent
from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.region.sender import Sender, set_sender
from klikks_desktop.services.workspace import Workspace
from tests.services.conftest import Desk


def everyone(workspace: Workspace) -> list[Patron]:
    with workspace.store.read() as reader:
        return reader.find(Patron)


def test_a_town_has_cards_of_its_own_people(desk: Desk, town: Workspace) -> None:
    cards = people_cards(town, [row.id for row in list_patrons(town)])
    assert {card.id for card in cards} == {patron.id for patron in everyone(town)}
    (card,) = [card for card in cards if card.family_name == "Größchen"]
    assert card.name == "Dr. Maximiliane Dorothea Größchen"
    assert (card.title, card.phone) == ("Klimaschutzpatin", "05191 555-104")
    assert card.organisation == ("Stadt Auenbrück",)
    titles = {card.family_name: card.title for card in cards}
    assert titles["Lüdemann"] == "Klimaschutzpate"
    assert titles["Çelik"] == "Klimaschutzpat:in"


def test_a_region_has_cards_of_who_agreed_with_what_they_agreed_to(
    desk: Desk, pair: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    region, town = pair
    import_files(region, [desk.report(town)])
    reported = {patron.family_name: patron for patron in everyone(region)}
    cards = {card.family_name: card for card in people_cards(region, [p.id for p in reported.values()])}
    assert cards.keys() == reported.keys()
    assert cards["Ķauliņš"].email == "z.kaulins@mail.example"
    assert cards["Ķauliņš"].phone == "0171 5550105"
    assert cards["Größchen"].phone == ""
    withdraw_consent(town, desk.patron(town, "Ķauliņš"), "weitergabe", on=desk.today)
    import_files(region, [desk.report(town)])
    assert (
        export_people(region, tmp_path / "alle.vcf", [p.id for p in reported.values()]) == len(reported) - 1
    )
    assert "Ķauliņš" not in (tmp_path / "alle.vcf").read_text("utf-8")


def test_offices_that_can_be_reached_have_a_card(
    desk: Desk, pair: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    region, town = pair
    import_files(region, [desk.report(town)])
    set_sender(region, Sender(email="region@heide.example", city="Celle"))
    place = desk.records(region, Place)[0]
    partner = Partner(
        id=region.new_id(), place_key="03351006", designation="Stadt Celle", email="klima@celle.example"
    )
    silent = Partner(id=region.new_id(), place_key="03351007", designation="Eschede")
    former = Partner(
        id=region.new_id(), place_key="03351010", designation="Faßberg", email="a@b.example", until=desk.today
    )
    with region.store.write("Test") as unit:
        unit.add(partner, silent, former)
    desk.clock.move(days=1)
    cards = office_cards(region)
    assert [card.name for card in cards] == sorted([place.designation, "Stadt Celle", region.name])
    assert {card.kind for card in cards} == {CardKind.OFFICE}
    known = next(card for card in cards if card.name == place.designation)
    with region.store.write("Test") as unit:
        unit.add(
            Partner(
                id=region.new_id(),
                place_key=place.key,
                designation=place.designation,
                email=partner.email,
            )
        )
    now = next(card for card in office_cards(region) if card.id == known.id)
    assert (known.email, now.email) == (place.contact_email, partner.email)
    assert export_offices(region, tmp_path / "stellen.vcf") == 3
    assert [card.organisation[0] for card in office_cards(town)] == ["Stadt Auenbrück"]
