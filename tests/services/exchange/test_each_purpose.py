"""Each purpose of a consent stands alone: what leaves with every combination, and after one withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from uuid import UUID

import pytest

from klikks_desktop.domain.records import Consent, ConsentForm, Patron, PlaceReport, Purpose
from klikks_desktop.services.exchange import importing
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.region.network import network
from klikks_desktop.services.workspace import Workspace

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def combined() -> Iterator[tuple[tuple[Purpose, ...], bool]]:
    """Every combination of purposes, with and without contacts."""
    for size in range(len(Purpose) + 1):
        for purposes in combinations(Purpose, size):
            yield from ((purposes, True), (purposes, False))


def appointed(town: Workspace, letter: str, purposes: tuple[Purpose, ...], contacts: bool) -> UUID:
    texts = {
        "address": "keine",
        "given_name": "Kim",
        "family_name": f"Zweck{letter}",
        "begins_on": "1.1.2026",
    }
    texts |= {"email": f"{letter}@example.org", "phone": "0555 1"}
    person = patrons.add_patron(town, town.own_place().id, texts).id
    for purpose in purposes:
        consents.give_consent(
            town, person, purpose, given_on=town.today, form=ConsentForm.PAPER,
            with_email=contacts, with_phone=contacts,
        )  # fmt: skip
    return person


@pytest.mark.both_databases
def test_what_leaves_follows_each_purpose_alone(desk, pair) -> None:
    region, town = pair
    people = {
        appointed(town, letter, purposes, contacts): (purposes, contacts)
        for letter, (purposes, contacts) in zip(LETTERS, combined(), strict=False)
    }
    assert len(people) == 16
    importing.import_files(region, [desk.report(town)])
    named = {each.id: each for each in desk.records(region, Patron)}
    found = {each.id: each for each in network(region)}
    (report,) = desk.records(region, PlaceReport)
    assert (report.named, report.in_office) == (len(named), len(people) + 8), "everybody is counted"
    for person, (purposes, contacts) in people.items():
        leaves = Purpose.REPORTING in purposes
        assert (person in named) == leaves
        assert (person in found) == (leaves and Purpose.NETWORK in purposes)
        told = {each.purpose for each in desk.records(region, Consent, patron_id=person)}
        assert told == (set(purposes) if leaves else set())
        for shown in (named.get(person), found.get(person)):
            assert shown is None or (bool(shown.email), bool(shown.phone)) == (contacts, contacts)


@pytest.mark.both_databases
@pytest.mark.parametrize("withdrawn", list(Purpose))
def test_one_withdrawal_takes_nothing_else_along(desk, pair, withdrawn: Purpose) -> None:
    region, town = pair
    person = appointed(town, "a", tuple(Purpose), True)
    importing.import_files(region, [desk.report(town)])
    consents.withdraw_consent(town, person, withdrawn, on=town.today)
    importing.import_files(region, [desk.report(town)])
    stays = withdrawn is not Purpose.REPORTING
    assert bool(desk.records(region, Patron, id=person)) == stays
    told = {each.purpose for each in desk.records(region, Consent, patron_id=person)}
    assert told == ((set(Purpose) - {withdrawn}) if stays else set())
    assert (person in {each.id for each in network(region)}) == (withdrawn is Purpose.PUBLICITY)
