"""Patrons from the first letter typed to the last trace erased."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from klikks_desktop.domain.patron_form import FIELDS
from klikks_desktop.domain.patron_state import Standing
from klikks_desktop.domain.records import (
    Appointment,
    Certificate,
    Consent,
    Draft,
    EndReason,
    Patron,
)
from klikks_desktop.services.people import patron_list, patrons
from klikks_desktop.services.people.patron_export import export_patrons
from klikks_desktop.services.people.patron_forms import check_texts
from klikks_desktop.services.places import places
from klikks_desktop.services.records import history
from klikks_desktop.services.records.record_history import patron_history
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.storage.backup import backup_here

ERIKA = {
    "address": "Frau",
    "given_name": "Erika",
    "family_name": "Musterfrau",
    "begins_on": "1.12.2026",
    "ends_on": "30.11.2029",
    "resolution_on": "2026-11-02",
    "resolution_number": "2026/112",
}


@pytest.fixture
def place_id(town: Workspace) -> Any:
    return town.own_place().id


def field(texts: dict[str, str], problems: list[Any]) -> list[str]:
    return [problem.field for problem in problems]


@pytest.mark.both_databases
def test_from_draft_to_office(desk, town, place_id) -> None:
    draft = patrons.begin_draft(town, place_id, {"family_name": "Musterfrau", "unknown": "x"})
    assert draft.patron is None
    assert draft.state.standing is Standing.DRAFT
    assert draft.texts["family_name"] == "Musterfrau"
    assert "unknown" not in draft.texts
    with desk.refused("K-142"):
        patrons.appoint(town, draft.id)
    form = patrons.save_texts(town, draft.id, ERIKA)
    assert (form.patron, form.problems) == (None, ())
    form = patrons.appoint(town, draft.id)
    assert form.patron.full_name == "Erika Musterfrau"
    assert form.appointment.begins_on == date(2026, 12, 1)
    assert form.appointment.resolution_number == "2026/112"
    assert form.state.standing is Standing.UPCOMING
    assert not form.has_draft
    assert desk.records(town, Draft) == []
    assert patrons.appoint(town, draft.id).patron == form.patron, "twice appoints once"


def test_an_empty_draft_is_listed_and_found_again(town, place_id) -> None:
    draft_id = patrons.new_draft(town, place_id)
    row = next(row for row in patron_list.list_patrons(town) if row.id == draft_id)
    assert (row.name, row.state.standing) == ("Ohne Namen", Standing.DRAFT)
    patrons.save_texts(town, draft_id, {"family_name": "Özdemir-Łoś"})
    (found,) = patron_list.list_patrons(town, query="oezdemir los")
    assert found.id == draft_id


def test_a_draft_shows_the_end_that_was_typed(town, place_id) -> None:
    draft = patrons.begin_draft(town, place_id, {"family_name": "Musterfrau", "ends_on": "30.11.2029"})

    def end() -> date | None:
        return next(row.ends_on for row in patron_list.list_patrons(town) if row.id == draft.id)

    assert end() == date(2029, 11, 30)
    patrons.save_texts(town, draft.id, {"ends_on": "31.11.2029"})
    assert end() is None


def test_valid_text_goes_to_the_record(desk, town) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    form = patrons.save_texts(town, patron_id, {"phone": "05191 98765"})
    assert form.patron.phone == "05191 98765"
    assert form.saved_at == desk.clock()
    assert not form.has_draft


@pytest.mark.both_databases
def test_a_changed_name_is_found_by_its_search_form(desk, town) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    patrons.save_texts(town, patron_id, {"family_name": "Behrens-Ğüçlü"})
    assert [row.id for row in patron_list.list_patrons(town, query="gueclue")] == [patron_id]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("family_name", ""),
        ("family_name", "Meier☃"),
        ("given_name", "Eri\x00ka"),
        ("email", "keine Adresse"),
        ("phone", "nach 17 Uhr"),
        ("begins_on", "30.02.2026"),
        ("begins_on", ""),
        ("ends_on", "01.01.1999"),
        ("ends_on", "nächstes Jahr"),
        ("locality", "Atlantis"),
        ("address", "Frollein"),
        ("weitergabe_on", "23.11.2026"),
        ("weitergabe_form", "mündlich"),
    ],
)
def test_what_is_not_valid_waits_as_typed_and_the_record_stays(desk, town, name, text) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    before = desk.dump(town)
    form = patrons.save_texts(town, patron_id, {name: text})
    after = desk.dump(town)
    assert form.texts[name] == text
    assert form.has_draft
    assert any(problem.field == name for problem in form.problems), form.problems
    assert len(after.pop("draft")) == 1
    before.pop("draft")
    assert after == before
    again = desk.reopen(town)
    assert patrons.load_form(again, patron_id).texts[name] == text, "still there after a restart"


@pytest.mark.both_databases
def test_a_draft_that_became_right_is_stored_and_gone(desk, town) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    patrons.save_texts(town, patron_id, {"email": "frauke(at)behrens"})
    form = patrons.save_texts(town, patron_id, {"phone": "05191 4711"})
    assert form.patron.phone == "", "the whole form counts"
    form = patrons.save_texts(town, patron_id, {"email": "frauke@behrens.example"})
    assert (form.patron.phone, form.patron.email) == ("05191 4711", "frauke@behrens.example")
    assert not form.has_draft
    assert desk.records(town, Draft) == []


def test_saving_the_same_again_changes_nothing(desk, town) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    patrons.save_texts(town, patron_id, {"phone": "1234567"})
    before, label = desk.dump(town, without=set()), history.undo_label(town)
    patrons.save_texts(town, patron_id, patrons.load_form(town, patron_id).texts)
    assert desk.dump(town, without=set()) == before
    assert history.undo_label(town) == label


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "texts",
    [
        {"family_name": "Anders"},
        {"family_name": ""},
        {"weitergabe": ""},
        {"vernetzung": "ja", "vernetzung_on": "1.11.2026", "vernetzung_form": "Papier"},
        {"locality": "Brock", "ends_on": ""},
    ],
)
def test_undo_is_exact_and_redo_too(desk, town, texts) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    before = desk.dump(town)
    patrons.save_texts(town, patron_id, texts)
    after = desk.dump(town)
    assert after != before
    assert history.undo(town).label == "Angaben zur Person geändert"
    assert desk.dump(town) == before
    history.redo(town)
    assert desk.dump(town) == after


@pytest.mark.both_databases
def test_everything_can_be_undone_step_by_step(desk, town, place_id) -> None:
    start = desk.dump(town)
    draft = patrons.begin_draft(town, place_id, {"family_name": "Musterfrau"})
    patrons.save_texts(town, draft.id, ERIKA)
    patrons.appoint(town, draft.id)
    patrons.end_appointment(town, draft.id, on=date(2027, 1, 1), reason=EndReason.RESIGNED)
    patrons.delete_patron(town, draft.id)
    for _ in range(5):
        history.undo(town)
    assert desk.dump(town) == start


def test_nothing_to_undo_or_redo(desk) -> None:
    workspace = desk.create("leer")
    with desk.refused("K-170"):
        history.undo(workspace)
    with desk.refused("K-171"):
        history.redo(workspace)


def test_hints_do_not_stop(town, place_id) -> None:
    form = patrons.add_patron(town, place_id, {**ERIKA, "begins_on": "01.11.2026", "weitergabe": "ja"})
    assert form.problems == ()
    assert {hint.field for hint in form.hints} == {"begins_on", "weitergabe_on"}
    assert form.state.standing is Standing.CONSENT_MISSING


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"address": ""}, "address"),
        ({"ends_on": "30.11.2026"}, "ends_on"),
        ({"begins_on": "", "ends_on": "30.11.2029"}, "begins_on"),
        ({"family_name": "Muster\N{CYRILLIC SMALL LETTER A}"}, "family_name"),
    ],
)
def test_adding_in_one_go_is_refused_whole(desk, town, place_id, change, field) -> None:
    before = desk.dump(town)
    with desk.refused("K-142"):
        patrons.add_patron(town, place_id, {**ERIKA, **change})
    assert desk.dump(town) == before
    with town.store.read() as reader:
        problems = check_texts(town, reader, town.own_place(), {**ERIKA, **change})
    assert [problem.field for problem in problems] == [field]


def test_nobody_is_appointed_without_a_begin(desk, town, place_id) -> None:
    draft = patrons.begin_draft(town, place_id, {**ERIKA, "begins_on": "", "ends_on": ""})
    assert [problem.field for problem in draft.problems] == ["begins_on"]
    with desk.refused("K-142"):
        patrons.appoint(town, draft.id)


def test_ending_and_appointing_again(desk, town) -> None:
    patron_id = desk.patron(town, "Heinrich Lüdemann")
    first = patrons.load_form(town, patron_id).appointment
    with desk.refused("K-144"):
        patrons.end_appointment(
            town, patron_id, on=first.begins_on - timedelta(days=1), reason=EndReason.REVOKED
        )
    patrons.end_appointment(town, patron_id, on=desk.today, reason=EndReason.RESIGNED)
    with desk.refused("K-143"):
        patrons.end_appointment(town, patron_id, on=desk.today, reason=EndReason.RESIGNED)
    assert patrons.load_form(town, patron_id).state.is_active, "the last day still counts"
    desk.clock.move(days=1)
    assert patrons.load_form(town, patron_id).state.standing is Standing.FORMER
    with desk.refused("K-145"):
        patrons.reappoint(town, patron_id, begins_on=desk.today, ends_on=desk.today - timedelta(days=1))
    patrons.reappoint(town, patron_id, begins_on=desk.today, ends_on=None)
    form = patrons.load_form(town, patron_id)
    assert form.state.is_active
    assert form.terms[0].end_reason is EndReason.RESIGNED
    assert form.appointment.locality_id == first.locality_id


def test_a_term_that_is_over_does_not_end_later(desk, town) -> None:
    """The thanks would otherwise name days on which nobody was in office."""
    patron_id = desk.patron(town, "Wilfried Brammer")
    term = patrons.load_form(town, patron_id).appointment
    with desk.refused("K-147"):
        patrons.end_appointment(town, patron_id, on=desk.today, reason=EndReason.EXPIRED)
    patrons.end_appointment(town, patron_id, on=term.ends_on, reason=EndReason.EXPIRED)


def test_a_draft_cannot_be_appointed_again(desk, town, place_id) -> None:
    draft = patrons.new_draft(town, place_id)
    with desk.refused("K-140"):
        patrons.reappoint(town, draft, begins_on=desk.today, ends_on=None)


@pytest.mark.both_databases
def test_deleting_goes_to_the_bin_and_comes_back_exactly(desk, town) -> None:
    desk.issue(town, "Frauke Behrens")
    patron_id = desk.patron(town, "Frauke Behrens")
    patrons.save_texts(town, patron_id, {"email": "noch nicht fertig"})
    before = desk.dump(town)
    patrons.delete_patron(town, patron_id)
    assert desk.records(town, Patron, id=patron_id) == []
    assert desk.records(town, Appointment, patron_id=patron_id) == []
    assert desk.records(town, Consent, patron_id=patron_id) == []
    assert len(desk.records(town, Certificate)) == 1, "the register has no gap"
    (item,) = history.recycle_bin(town)
    assert item.record.full_name == "Frauke Behrens"
    desk.clock.move(days=29)
    history.restore_from_bin(town, item.change.id)
    assert desk.dump(town) == before
    assert history.recycle_bin(town) == []


def test_a_deleted_draft_comes_back_by_undo(desk, town, place_id) -> None:
    draft = patrons.begin_draft(town, place_id, {"family_name": "Musterfrau"})
    patrons.delete_patron(town, draft.id)
    assert desk.records(town, Draft) == []
    history.undo(town)
    assert patrons.load_form(town, draft.id).texts["family_name"] == "Musterfrau"


def test_nobody_is_refused_not_passed_over(desk, town) -> None:
    for act in (
        lambda: patrons.load_form(town, town.new_id()),
        lambda: patrons.save_texts(town, town.new_id(), {"phone": "12345"}),
        lambda: patrons.appoint(town, town.new_id()),
        lambda: patrons.delete_patron(town, town.new_id()),
        lambda: patrons.add_patron(town, town.new_id(), ERIKA),
        lambda: patron_list.find_patron(town, "Niemand"),
        lambda: patron_list.find_patron(town, str(town.new_id())),
        lambda: patron_list.find_patron(town, ""),
        lambda: patron_list.find_patron(town, "%"),
    ):
        with desk.refused("K-140"):
            act()


def test_a_name_that_fits_several_is_asked_again(desk, town, place_id) -> None:
    patrons.add_patron(town, place_id, {**ERIKA, "family_name": "Behrens"})
    with desk.refused("K-146"):
        patron_list.find_patron(town, "Behrens")
    assert patron_list.find_patron(town, "Erika Behrens")


def test_an_exact_name_is_that_person_though_others_contain_it(desk, town, place_id) -> None:
    """Otherwise Anna Berg could never be named beside Anna Bergmann."""
    short = patrons.add_patron(town, place_id, {**ERIKA, "given_name": "Anna", "family_name": "Berg"})
    patrons.add_patron(town, place_id, {**ERIKA, "given_name": "Anna", "family_name": "Bergmann"})
    assert patron_list.find_patron(town, "Anna Berg") == short.id
    assert patron_list.find_patron(town, "Berg, Anna") == short.id
    with desk.refused("K-146"):
        patron_list.find_patron(town, "Anna Ber")


@pytest.mark.parametrize("days", [29, 31])
def test_after_thirty_days_the_bin_is_emptied_for_good(desk, town, days) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    patrons.delete_patron(town, patron_id)
    desk.clock.move(days=days)
    assert history.empty_bin(town) == (days > 30)
    town.close()
    assert (b"frauke.behrens@posteo" in (town.folder / "klikks.db").read_bytes()) == (days < 30)


def test_erasing_leaves_no_trace_of_the_name(desk, town) -> None:
    patron_id = desk.patron(town, "Thị Ánh Nguyễn")
    desk.issue(town, "Thị Ánh Nguyễn")
    patrons.save_texts(town, patron_id, {"phone": "kaputt, Nguyễn fragen"})
    backup_here(town.store)
    history.erase_patron(town, patron_id)
    (line,) = desk.records(town, Certificate)
    assert (line.name, line.sheet, line.serial, line.file_hash) == ("", "", 1, None)
    desk.close(town)
    for file in town.folder.rglob("*"):
        if file.is_file():
            assert "Nguyễn".encode() not in file.read_bytes(), file
            assert b"anh.nguyen" not in file.read_bytes(), file
    again = desk.open(town.folder)
    with desk.refused("K-140"):
        patrons.load_form(again, patron_id)
    assert all("Nguyễn" not in str(entry) for entry in patron_history(again, patron_id))
    desk.issue(again, "Frauke Behrens")
    assert [c.serial for c in desk.records(again, Certificate, order=("serial",))] == [1, 2]


def test_what_a_town_reported_cannot_be_changed_at_the_region(desk, pair) -> None:
    from klikks_desktop.services.exchange import importing

    region, town = pair
    importing.import_files(region, [desk.report(town)])
    patron = desk.records(region, Patron)[0]
    before = desk.dump(region)
    for act in (
        lambda: patrons.save_texts(region, patron.id, {"phone": "12345"}),
        lambda: patrons.delete_patron(region, patron.id),
        lambda: patrons.end_appointment(region, patron.id, on=desk.today, reason=EndReason.REVOKED),
        lambda: patrons.reappoint(region, patron.id, begins_on=desk.today, ends_on=None),
    ):
        with desk.refused("K-141"):
            act()
    assert desk.dump(region) == before


def test_the_history_of_a_patron_in_words(desk, town, place_id) -> None:
    form = patrons.add_patron(town, place_id, ERIKA)
    desk.clock.move(hours=1)
    patrons.save_texts(town, form.id, {"family_name": "Musterfrau-Kölbl"})
    newest, oldest = patron_history(town, form.id)
    assert newest.lines == ("Nachname: Musterfrau → Musterfrau-Kölbl",)
    assert oldest.label == "Patin oder Pate aufgenommen"
    assert "Vorname: Erika" in oldest.lines


def test_the_exported_list_is_read_back_by_our_own_import(desk, town) -> None:
    from klikks_desktop.services.people import table_import

    everyone = [patron.id for patron in desk.records(town, Patron)]
    assert export_patrons(town, desk.folder / "liste.xlsx", everyone) == 10
    before = desk.dump(town)
    report = table_import.import_patrons(town, desk.folder / "liste.xlsx", place=town.own_place())
    assert (report.taken, report.known, report.refused) == (0, 10, 0)
    assert desk.dump(town) == before
    other = desk.create("andere")
    place = places.add_place(other, town.own_place())
    for locality in places.localities_of(town, place.id):
        places.add_locality(other, place.id, locality.name, locality.genitive)
    report = table_import.import_patrons(other, desk.folder / "liste.xlsx", place=place)
    assert (report.taken, report.refused) == (10, 0), report.rows
    assert {p.full_name for p in desk.records(other, Patron)} == {
        p.full_name for p in desk.records(town, Patron)
    }


def test_every_field_of_the_form_is_stored_and_read_back(town, place_id) -> None:
    texts = {
        **ERIKA,
        "degree": "Dr.",
        "email": "e@muster.example",
        "phone": "05191 1234",
        "locality": "Brock",
        "begins_on": "01.12.2026",
        "resolution_on": "02.11.2026",
        "agreed_on": "01.11.2026",
        "duty_notice_on": "20.11.2026",
    }
    for purpose in ("weitergabe", "vernetzung", "veroeffentlichung"):
        texts |= {
            purpose: "ja",
            f"{purpose}_on": "21.11.2026",
            f"{purpose}_form": "Papier",
            f"{purpose}_evidence": f"Ordner {purpose}",
            f"{purpose}_email": "ja",
            f"{purpose}_phone": "ja",
            f"{purpose}_photo": "ja",
        }
    assert set(texts) == set(FIELDS)
    form = patrons.add_patron(town, place_id, texts)
    assert patrons.load_form(town, form.id).texts == texts
