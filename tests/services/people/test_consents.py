"""Consents: given, unproven, withdrawn, given anew; proof stays."""

from __future__ import annotations

from datetime import date, timedelta

from klikks_desktop.domain.records import Consent, ConsentForm, Purpose
from klikks_desktop.services.exchange import disclosing
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.people.patron_list import list_patrons


def leaves(workspace, patron_id) -> bool:
    (place,) = disclosing.preview_export(workspace).places
    return next(person.leaves for person in place.patrons if person.patron.id == patron_id)


def test_each_purpose_stands_for_itself(desk, town) -> None:
    jorg = desk.patron(town, "Jörg Ahrens")
    for purpose in (Purpose.NETWORK, Purpose.PUBLICITY):
        consents.give_consent(town, jorg, purpose, given_on=desk.today, form=ConsentForm.PAPER)
        assert not leaves(town, jorg)
    consents.give_consent(town, jorg, Purpose.REPORTING, given_on=desk.today, form=ConsentForm.EMAIL)
    assert leaves(town, jorg)
    assert len(desk.records(town, Consent, patron_id=jorg)) == 3


def test_a_second_one_for_the_same_purpose_replaces_the_first(desk, town) -> None:
    jorg = desk.patron(town, "Jörg Ahrens")
    consents.give_consent(town, jorg, Purpose.REPORTING, given_on=None, form=None)
    assert not leaves(town, jorg)
    assert list_patrons(town, query="Ahrens")[0].state.word == "Einwilligung fehlt"
    consents.give_consent(
        town, jorg, Purpose.REPORTING, given_on=desk.today, form=ConsentForm.PAPER, evidence=" Ordner 3 "
    )
    (consent,) = desk.records(town, Consent, patron_id=jorg)
    assert (consent.evidence, consent.is_proven) == ("Ordner 3", True)


def test_a_withdrawal_stays_on_record_and_a_new_consent_counts(desk, town) -> None:
    frauke = desk.patron(town, "Frauke Behrens")
    assert leaves(town, frauke)
    consents.withdraw_consent(town, frauke, Purpose.REPORTING, on=desk.today)
    assert not leaves(town, frauke)
    with desk.refused("K-151"):
        consents.withdraw_consent(town, frauke, Purpose.REPORTING, on=desk.today)
    desk.clock.move(days=1)
    consents.give_consent(town, frauke, Purpose.REPORTING, given_on=desk.today, form=ConsentForm.PAPER)
    assert leaves(town, frauke)
    assert len(desk.records(town, Consent, patron_id=frauke)) == 2


def test_a_consent_given_before_a_withdrawal_does_not_count_again(desk, town) -> None:
    frauke = desk.patron(town, "Frauke Behrens")
    consents.withdraw_consent(town, frauke, Purpose.REPORTING, on=desk.today)
    desk.clock.move(minutes=1)
    earlier = desk.today - timedelta(days=30)
    consents.give_consent(town, frauke, Purpose.REPORTING, given_on=earlier, form=ConsentForm.PAPER)
    assert not leaves(town, frauke)


def test_what_is_refused(desk, town) -> None:
    frauke = desk.patron(town, "Frauke Behrens")
    before = desk.dump(town)
    with desk.refused("K-150"):
        consents.give_consent(town, frauke, Purpose.REPORTING, given_on=date(2026, 11, 23), form=None)
    with desk.refused("K-140"):
        consents.give_consent(town, town.new_id(), Purpose.REPORTING, given_on=None, form=None)
    with desk.refused("K-151"):
        consents.withdraw_consent(town, frauke, Purpose.NETWORK, on=desk.today)
    assert desk.dump(town) == before


def test_a_tick_taken_away_withdraws_what_was_proven_and_forgets_what_was_not(desk, town) -> None:
    frauke, jorg = desk.patron(town, "Frauke Behrens"), desk.patron(town, "Jörg Ahrens")
    assert consents.take_back(town, frauke, Purpose.REPORTING, on=desk.today) == 1
    assert desk.records(town, Consent, patron_id=frauke)[0].withdrawn_on == desk.today
    consents.give_consent(town, jorg, Purpose.REPORTING, given_on=None, form=None)
    assert consents.take_back(town, jorg, Purpose.REPORTING, on=desk.today) == 1
    assert desk.records(town, Consent, patron_id=jorg) == []
    assert consents.take_back(town, jorg, Purpose.REPORTING, on=desk.today) == 0


def test_the_form_and_the_consents_are_one(desk, town) -> None:
    frauke = desk.patron(town, "Frauke Behrens")
    patrons.save_texts(town, frauke, {"weitergabe": ""})
    assert not leaves(town, frauke)
    assert desk.records(town, Consent, patron_id=frauke)[0].withdrawn_on == desk.today
    desk.clock.move(days=1)
    texts = {"weitergabe": "ja", "weitergabe_on": "23.11.2026", "weitergabe_form": "Papier"}
    patrons.save_texts(town, frauke, texts)
    assert leaves(town, frauke)
