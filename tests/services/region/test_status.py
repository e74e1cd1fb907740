"""Partners, periods and the Rückmeldestand from files that really came in."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from klikks_desktop.domain.records import Delivery, Partner, Peer, Period, Verdict
from klikks_desktop.domain.region.status import Standing, Why
from klikks_desktop.exchange.wire import SCHEMA
from klikks_desktop.services.exchange.importing import import_files
from klikks_desktop.services.records import history
from klikks_desktop.services.records.import_report import Outcome
from klikks_desktop.services.region import partner_import, partners, periods, status

pytestmark = pytest.mark.both_databases

TEXTS = {"title": "2026", "opens_on": "1.1.2026", "due_on": "31.03.2026"}


@pytest.fixture
def period(region) -> Period:
    return periods.add_period(region, TEXTS)


def row_of(region, period, key):
    return next(row for row in status.status_rows(region, period) if row.town.key == key)


# -- periods ------------------------------------------------------------------------------------------


def test_period_is_kept_changed_deleted_and_brought_back(region, desk, period) -> None:
    assert periods.find_period(region, "2026") == period
    changed = periods.change_period(region, period, {**TEXTS, "due_on": "15.04.2026"})
    assert periods.periods(region) == [changed]
    periods.delete_period(region, changed)
    assert periods.periods(region) == []
    history.undo(region)
    history.undo(region)
    assert periods.periods(region) == [period]
    with desk.refused("K-840"):
        periods.find_period(region, "1999")


@pytest.mark.both_databases("sqlite")
@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"due_on": "31.12.2025"}, {"opens_on": "morgen"}, {"opens_on": ""}]
)
def test_wrong_periods_are_refused(region, desk, wrong) -> None:
    with desk.refused("K-841"):
        periods.add_period(region, {**TEXTS, **wrong})
    assert periods.periods(region) == []


def test_a_title_means_one_period(region, desk, period) -> None:
    with desk.refused("K-841"):
        periods.add_period(region, TEXTS)
    periods.change_period(region, period, TEXTS)


def test_the_next_period_follows_from_the_last(region, period) -> None:
    suggested = periods.suggested_period(region)
    assert suggested == {"title": "2027", "opens_on": "01.01.2027", "due_on": "31.03.2027"}
    later = periods.add_period(region, suggested)
    desk_day = region.today
    assert desk_day < later.opens_on
    assert periods.find_period(region) == period


def test_without_a_period_it_asks(region, desk) -> None:
    assert periods.suggested_period(region) == {}
    with desk.refused("K-840"):
        periods.find_period(region)


# -- partners -----------------------------------------------------------------------------------------


def test_a_partner_comes_from_the_directory_and_is_there_once(region, desk) -> None:
    added = partners.add_partner(region, "03358021")
    assert (added.designation, added.city) == ("Stadt Soltau", "Soltau")
    with desk.refused("K-842"):
        partners.add_partner(region, "03358021")
    with desk.refused("K-846"):
        partners.add_partner(region, "03358019", {"designation": "Stadt Munster", "email": "kein Postfach"})
    (town,) = partners.expected_towns(region)
    assert (town.name, town.county, town.state) == ("Soltau", "Heidekreis", "Niedersachsen")
    assert not town.is_enrolled


def test_the_own_entry_wins_and_the_report_fills_the_rest(pair, desk) -> None:
    region, town = pair
    import_files(region, [desk.report(town)])
    (known,) = partners.expected_towns(region)
    assert known.is_enrolled
    assert not known.is_stored
    assert known.partner.email
    partners.change_partner(region, known, {**partners.partner_texts(known), "office": "Bauamt"})
    (stored,) = desk.records(region, Partner)
    assert (stored.office, stored.email) == ("Bauamt", ""), "what the town reports is not copied"
    (after,) = partners.expected_towns(region)
    assert (after.partner.office, after.partner.email) == ("Bauamt", known.partner.email)
    partners.delete_partners(region, [after])
    assert partners.expected_towns(region) == [known]


LIST = """Gemeinde;Kreis;AGS;E-Mail
Soltau;;;rathaus@soltau.example
Munster;;3358016;
Neuenkirchen;;;
Neuenkirchen;Heidekreis;;
Atlantis;;;
;;12345678;
Stadt Walsrode;;;falsch
"""


@pytest.mark.both_databases("sqlite")
def test_a_table_is_taken_by_key_or_name(region, tmp_path, desk) -> None:
    file = tmp_path / "partner.csv"
    file.write_text(LIST, "utf-8")
    preview = partner_import.import_partners(region, file, dry_run=True)
    assert desk.records(region, Partner) == []
    report = partner_import.import_partners(region, file)
    assert [row.outcome for row in report.rows] == [row.outcome for row in preview.rows]
    outcomes = {row.number: (row.outcome, row.text) for row in report.rows}
    assert outcomes[2] == (Outcome.TAKEN, "")
    assert outcomes[3] == (Outcome.TAKEN, "Als 03358016 gelesen.")
    assert outcomes[4][0] is Outcome.REFUSED
    assert "03358017" in outcomes[4][1]
    assert outcomes[5][0] is Outcome.TAKEN
    assert [outcomes[number][0] for number in (6, 7, 8)] == [Outcome.REFUSED] * 3
    keys = {each.place_key for each in desk.records(region, Partner)}
    assert keys == {"03358021", "03358016", "03358017"}
    assert report.refused_path is not None
    again = partner_import.import_partners(region, file)
    assert (again.taken, again.known) == (0, 3)
    history.undo(region)
    assert desk.records(region, Partner) == []


@pytest.mark.both_databases("sqlite")
@pytest.mark.parametrize(
    "text",
    [
        "Soltau\nsamtgemeinde  rosche\n",
        "AGS\n03358021\n033605404 Rosche\n",
        "Soltau, Stadt\nRosche, Samtgemeinde\n",
        "Kommune\nSoltau, Stadt\nRosche, Samtgemeinde\n",
        "Kommune, Landkreis\nSoltau, Heidekreis\nSamtgemeinde Rosche, Uelzen\n",
    ],
)
def test_pasted_lines_are_names_or_keys(region, desk, text) -> None:
    report = partner_import.import_partners(region, text)
    assert report.refused == 0, report.rows
    assert {each.designation for each in desk.records(region, Partner)} == {
        "Stadt Soltau",
        "Samtgemeinde Rosche",
    }


@pytest.mark.both_databases("sqlite")
def test_a_file_with_one_column_may_have_commas_in_its_names(region, desk, tmp_path) -> None:
    file = tmp_path / "partner.csv"
    file.write_text("Kommune\nSoltau, Stadt\nBispingen\n", encoding="utf-8")
    report = partner_import.import_partners(region, file)
    assert report.refused == 0, report.rows
    assert {each.designation for each in desk.records(region, Partner)} == {
        "Stadt Soltau",
        "Gemeinde Bispingen",
    }


def test_a_pasted_line_is_told_by_its_number_for_it_has_no_cell(region) -> None:
    report = partner_import.import_partners(region, "Soltau\nNirgendheim\n")
    refused = report.rows[-1]
    assert (refused.outcome, refused.number, refused.cell) == (Outcome.REFUSED, 2, "")


def test_munster_is_not_muenster(region, desk) -> None:
    partner_import.import_partners(region, "Munster\nBad Münstereifel\nbad muenstereifel\n")
    assert {each.place_key for each in desk.records(region, Partner)} == {"03358016", "05366004"}


@pytest.mark.both_databases("sqlite")
@pytest.mark.parametrize("text", ["Telefon;E-Mail\n05191 82-0;a@b.example\n", "Farbe;Form\nrot;rund\n"])
def test_a_list_of_something_else_is_refused(region, desk, text) -> None:
    with desk.refused("K-321"):
        partner_import.import_partners(region, text)


# -- standing -----------------------------------------------------------------------------------------


def test_a_town_is_missing_until_its_file_is_taken(pair, desk) -> None:
    region, town = pair
    period = periods.add_period(region, TEXTS)
    partners.add_partner(region, "03358021")
    key = town.own_place().key
    assert row_of(region, period, key).status.standing is Standing.MISSING
    assert row_of(region, period, "03358021").status.standing is Standing.NOT_ENROLLED
    import_files(region, [desk.report(town)])
    found = row_of(region, period, key)
    assert found.status.standing is Standing.ARRIVED
    assert found.status.why is Why.LATE
    assert found.status.on == found.last_on == region.today
    (came,) = desk.records(region, Delivery)
    counts = json.loads(came.counts)
    assert (counts["schema"], counts["places"]) == (SCHEMA, [key])
    counts = status.summary(status.status_rows(region, period))
    assert (counts.arrived, counts.expected) == (1, 2)


def test_the_file_of_last_year_is_an_older_version(pair, desk) -> None:
    region, town = pair
    import_files(region, [desk.report(town)])
    desk.clock.move(days=300)
    later = periods.add_period(region, {"title": "neu", "opens_on": "1.6.2027", "due_on": "1.12.2027"})
    found = row_of(region, later, town.own_place().key)
    assert (found.status.standing, found.status.why) == (Standing.OLDER, Why.BEFORE)


def test_a_file_of_an_older_form_counts_as_an_older_version(pair, desk) -> None:
    region, town = pair
    period = periods.add_period(region, TEXTS)
    import_files(region, [desk.report(town)])
    (came,) = desk.records(region, Delivery)
    with region.store.write("Datei eines älteren Programms", undoable=False) as unit:
        unit.update(replace(came, counts=json.dumps({**json.loads(came.counts), "schema": 0})))
    found = row_of(region, period, town.own_place().key)
    assert (found.status.standing, found.status.why) == (Standing.OLDER, Why.PROGRAM)


def test_one_association_answers_for_each_of_its_places(pair, desk) -> None:
    region, town = pair
    period = periods.add_period(region, TEXTS)
    import_files(region, [desk.report(town)])
    (peer,) = desk.records(region, Peer)
    (came,) = desk.records(region, Delivery)
    keys = ("03358021", "03358019")
    with region.store.write("Verband", undoable=False) as unit:
        unit.update(replace(peer, place_keys=" ".join(keys)))
        unit.update(replace(came, counts=json.dumps({"places": list(keys)})))
    rows = status.status_rows(region, period)
    assert {row.town.key: row.status.standing for row in rows} == dict.fromkeys(keys, Standing.ARRIVED)


@pytest.mark.both_databases("sqlite")
def test_a_town_has_no_board(town, desk) -> None:
    with desk.refused("K-540"):
        status.status_rows(town, Period(id=town.new_id(), title="x", opens_on=date.min, due_on=date.max))


@pytest.mark.both_databases("sqlite")
def test_the_table_is_what_is_shown(pair, desk, tmp_path) -> None:
    region, town = pair
    period = periods.add_period(region, TEXTS)
    partners.add_partner(region, "03358021", {"designation": "Stadt Soltau", "email": "a@b.example"})
    import_files(region, [desk.report(town)])
    rows = status.status_rows(region, period)[::-1]
    book, text = tmp_path / "stand.xlsx", tmp_path / "stand.csv"
    assert status.export_status(book, rows) == status.export_status(text, rows) == 2
    sheet = list(openpyxl.load_workbook(book).active.values)
    assert [line[0] for line in sheet[1:]] == [row.town.key for row in rows]
    assert sheet[1][0] == "03358021"
    lines = list(csv.reader(text.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0][:5] == ["AGS", "Kommune", "Landkreis", "Land", "Stand"]
    assert lines[1][:5] == ["03358021", "Stadt Soltau", "Heidekreis", "Niedersachsen", "nicht angemeldet"]
    with desk.refused("K-634"):
        status.export_status(tmp_path / "stand.pdf", rows)


def test_verdict_older_and_fork_are_seen(pair, desk) -> None:
    region, town = pair
    period = periods.add_period(region, TEXTS)
    first, second = desk.report(town), desk.report(town)
    import_files(region, [second])
    import_files(region, [first])
    assert {each.verdict for each in desk.records(region, Delivery)} == {Verdict.APPLIED, Verdict.OLDER}
    key = town.own_place().key
    assert row_of(region, period, key).status.standing is Standing.ARRIVED
    (late, *_) = (each for each in desk.records(region, Delivery) if each.verdict is Verdict.OLDER)
    desk.clock.move(hours=1)
    fork = replace(late, id=region.new_id(), digest="f" * 64, verdict=Verdict.FORK, handled_at=desk.clock())
    with region.store.write("Abzweigung", undoable=False) as unit:
        unit.add(fork)
    assert row_of(region, period, key).status.standing is Standing.FORK
    import_files(region, [desk.report(town)])
    assert row_of(region, period, key).status.standing is Standing.ARRIVED
