"""What leaves the house: only what the clerk saw, only with consent, only with a right clock."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from klikks_desktop.domain.records import (
    Appointment,
    Consent,
    ConsentForm,
    Direction,
    Patron,
    Purpose,
)
from klikks_desktop.exchange.envelope import open_sealed
from klikks_desktop.services.exchange import delivery, disclosing, importing
from klikks_desktop.services.people import consents, patrons
from klikks_desktop.services.workspace import Workspace


def payload(desk, region: Workspace, town: Workspace, file: Path) -> Any:
    """What the region's key opens, beside the program's import."""
    trusted = {town.keys.installation: town.keys.public.sign_key}
    opened = open_sealed(file.read_bytes(), keys=region.keys, trusted=trusted, now=desk.clock())
    return json.loads(opened.payload)


def give(desk, town: Workspace, name: str, **changes: Any) -> Consent:
    options = {"given_on": desk.today, "form": ConsentForm.PAPER, **changes}
    return consents.give_consent(town, desk.patron(town, name), Purpose.REPORTING, **options)


def test_nothing_of_a_person_without_consent_is_in_the_file(desk, pair) -> None:
    region, town = pair
    content = payload(desk, region, town, desk.report(town))
    text = json.dumps(content, ensure_ascii=False)
    (place,) = content["places"]
    leaving = {patron["id"] for patron in place["patrons"]}
    with_consent = {consent.patron_id for consent in desk.records(town, Consent)}
    assert leaving == {str(each) for each in with_consent}
    staying = [patron for patron in desk.records(town, Patron) if patron.id not in with_consent]
    assert len(staying) == 4
    for patron in staying:
        terms = desk.records(town, Appointment, patron_id=patron.id)
        secrets = [patron.id, patron.family_name, patron.given_name, patron.email, patron.phone]
        secrets += [value for term in terms for value in (term.id, term.resolution_number)]
        for secret in filter(None, secrets):
            assert str(secret) not in text, secret
    dates = {term.begins_on for p in staying for term in desk.records(town, Appointment, patron_id=p.id)}
    shared = {t.begins_on for i in with_consent for t in desk.records(town, Appointment, patron_id=i)}
    assert not [day for day in dates - shared if day.isoformat() in text]
    assert place["counts"] == {"in_office": 8, "named": 6, "ended": 1}


def test_no_contact_leaves_that_was_not_consented_to(desk, pair) -> None:
    region, town = pair
    text = json.dumps(payload(desk, region, town, desk.report(town)), ensure_ascii=False)
    assert "frauke.behrens@posteo.example" in text
    assert "05191 555-104" not in text, "the telephone of Größchen, who allowed neither"
    assert "2025/011" not in text
    assert "resolution_number" not in text


@pytest.mark.parametrize(
    ("given_on", "form", "leaves"),
    [
        (date(2026, 11, 22), ConsentForm.PAPER, True),
        (date(2026, 11, 22), None, False),
        (None, ConsentForm.PAPER, False),
        (None, None, False),
    ],
)
def test_a_consent_counts_with_date_and_form_only(desk, pair, given_on, form, leaves) -> None:
    region, town = pair
    give(desk, town, "Jörg Ahrens", given_on=given_on, form=form)
    text = json.dumps(payload(desk, region, town, desk.report(town)), ensure_ascii=False)
    assert ("Wiechmann" in text) == leaves


def test_a_withdrawal_takes_the_person_out_of_the_next_file(desk, pair) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    assert desk.records(region, Patron, family_name="Behrens")
    consents.withdraw_consent(town, desk.patron(town, "Frauke Behrens"), Purpose.REPORTING, on=desk.today)
    file = desk.report(town)
    assert "Behrens" not in json.dumps(payload(desk, region, town, file), ensure_ascii=False)
    (outcome,) = importing.import_files(region, [file])
    assert outcome.difference.gone == 3, "person, term and consent"
    assert not desk.records(region, Patron, family_name="Behrens")


def test_the_preview_says_exactly_what_the_file_holds(desk, pair) -> None:
    region, town = pair
    preview = disclosing.preview_export(town)
    rows = disclosing.disclosure_rows(preview)
    assert preview.receiver.name == "region"
    content = payload(desk, region, town, desk.report(town))

    def values(part: Any) -> list[str]:
        if isinstance(part, dict):
            return [value for each in part.values() for value in values(each)]
        if isinstance(part, list):
            return [value for each in part for value in values(each)]
        return [str(part)]

    sent = values(content["places"])
    texts = {"name", "given_name", "family_name", "designation", "email", "phone", "contact_email"}
    for row in rows:
        if row.leaves and row.field in texts:
            assert row.value in sent, row
        assert row.reason
        if not row.leaves and row.field in {"given_name", "family_name"}:
            assert row.value not in sent or row.value == "", row
    assert preview.named == len(content["places"][0]["patrons"])
    assert {row.record for row in rows if not row.leaves and row.field == "family_name"}


def test_each_file_is_logged_with_its_counts(desk, pair) -> None:
    _, town = pair
    files = [desk.report(town), desk.report(town)]
    newest, oldest = delivery.deliveries(town)
    assert [oldest.file_name, newest.file_name] == [file.name for file in files]
    assert (oldest.direction, newest.previous) == (Direction.SENT, oldest.digest)
    assert json.loads(newest.counts) == {
        "places": 1,
        "named": 6,
        "in_office": 8,
        "projects": 0,
        "potentials": 0,
    }


def test_nothing_is_overwritten(desk, pair) -> None:
    _, town = pair
    there = desk.folder / "bericht.klikks"
    there.write_bytes(b"wichtig")
    with desk.refused("K-544"):
        delivery.export_sync_file(town, there)
    assert there.read_bytes() == b"wichtig"
    assert delivery.deliveries(town) == []


def test_a_file_that_cannot_be_written_leaves_no_delivery(desk, pair) -> None:
    region, town = pair
    with desk.refused("K-631"):
        delivery.export_sync_file(town, desk.folder / "gibt es nicht" / "x.klikks")
    assert delivery.deliveries(town) == []
    assert importing.import_files(region, [desk.report(town)])[0].problem is None


def test_a_file_that_was_lost_before_it_was_sent_does_no_harm(desk, pair) -> None:
    region, town = pair
    desk.report(town).unlink()
    outcome = importing.import_files(region, [desk.report(town)])[0]
    assert outcome.verdict == "uebernommen"


def test_a_clock_that_went_back_is_told_before_anything_leaves(desk, pair) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    desk.clock.move(days=-3)
    out = desk.path("klikks")
    before = desk.dump(town, without=set())
    with desk.refused("K-519"):
        delivery.export_sync_file(town, out)
    assert not out.exists()
    assert desk.dump(town, without=set()) == before


def test_a_clock_that_was_a_year_ahead_is_healed_by_confirming_the_date(desk, pair) -> None:
    region, town = pair
    importing.import_files(region, [desk.report(town)])
    desk.clock.move(days=365)
    wrong = desk.report(town)
    desk.clock.move(days=-365)
    assert importing.import_files(region, [wrong])[0].problem.code == "K-511"
    with desk.refused("K-519"):
        desk.report(town)
    healed = desk.report(town, clock_confirmed=True)
    assert importing.import_files(region, [healed])[0].verdict == "uebernommen"
    town = desk.reopen(town)
    again = desk.report(town)
    assert importing.import_files(region, [again])[0].verdict == "uebernommen", "asked about only once"
    newest = min(delivery.deliveries(town), key=lambda each: abs(each.handled_at - desk.clock()))
    assert abs(newest.sequence / 1000 - desk.clock().timestamp()) < 1
    desk.clock.move(days=-30)
    with desk.refused("K-519"):
        desk.report(town)


def test_a_small_step_back_is_nothing(desk, pair) -> None:
    region, town = pair
    first = desk.report(town)
    desk.clock.move(hours=-1)
    second = desk.report(town)
    outcomes = importing.import_files(region, [first, second])
    assert [outcome.verdict for outcome in outcomes] == ["uebernommen", "uebernommen"]


def test_an_older_database_uses_no_sequence_twice(desk, pair) -> None:
    _, town = pair
    old = (town.folder / "klikks.db").read_bytes()
    desk.report(town)
    (last,) = delivery.deliveries(town)
    desk.close(town)
    (town.folder / "klikks.db").write_bytes(old)
    again = desk.open(town.folder)
    desk.clock.move(minutes=-1)
    delivery.export_sync_file(again, desk.path("klikks"))
    (new,) = delivery.deliveries(again)
    assert new.sequence > last.sequence


def test_who_may_not_report(desk, region, town) -> None:
    with desk.refused("K-541"):
        delivery.export_sync_file(region, desk.path("klikks"))
    with desk.refused("K-543"):
        delivery.export_sync_file(town, desk.path("klikks"))
    with desk.refused("K-133"):
        delivery.suggested_export_name(desk.create("leer"))
    assert delivery.suggested_export_name(town) == "KlikKS_03999888_Auenbrück_2026-11-22.klikks"


def test_a_draft_never_leaves(desk, pair) -> None:
    region, town = pair
    texts = {"address": "Frau", "given_name": "Geheime", "family_name": "Vorbereitung", "weitergabe": "ja"}
    patrons.begin_draft(town, town.own_place().id, texts)
    patrons.save_texts(town, desk.patron(town, "Frauke Behrens"), {"family_name": "Heimlich☃"})
    text = json.dumps(payload(desk, region, town, desk.report(town)), ensure_ascii=False)
    assert "Geheime" not in text
    assert "Heimlich" not in text
    assert "Behrens" in text, "the last valid state"
