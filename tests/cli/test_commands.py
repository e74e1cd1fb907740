"""Every command: what it does, what it says, and how it refuses."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from klikks_desktop.services.places.demo_data import ARMS_SVG

TODAY = date.today().strftime("%d.%m.%Y")  # noqa: DTZ011 - as the clerk reads it
YEAR = date.today().year  # noqa: DTZ011
NUMBER = f"KSP-03358021-{YEAR}-001"


def issue(cli, *more: object):
    return cli("certificate", "issue", "--all", "--out", cli.path("u"), *more)


# ------------------------------------------------------------------ init, place, search-place


def test_init_for_a_town_a_region_and_practice(empty) -> None:
    said = empty("init", "--role", "kommune", "--key", "03358021", "--mayor", "Olaf Klang").done().out
    assert "Stadt Soltau (03358021)" in said
    assert "die Stadt Soltau" in said
    empty("init", "--role", "region", "--name", "Heide", at="r").done()
    empty("init", "--role", "kommune", "--key", "03358021", "--practice", at="ü b").done()
    assert empty("list", "places", "--json").rows[0]["key"] == "03358021"
    assert empty("list", "places", "--json", at="r").rows == []


def test_init_is_done_once(cli) -> None:
    before = cli.path("stadt/klikks.db").read_bytes()
    cli("init", "--role", "kommune", "--key", "03358021").refused("K-202")
    assert cli.path("stadt/klikks.db").read_bytes() == before


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("3358021", "K-103"),
        ("0335802", "K-103"),
        ("03358O21", "K-102"),
        ("99358021", "K-104"),
        ("1234567890", "K-103"),
        ("", "K-101"),
        ("’’", "K-102"),
    ],
)
def test_a_malformed_key_makes_nothing(empty, key, code) -> None:
    empty("init", "--role", "kommune", "--key", key).refused(code)
    assert not empty.path("stadt").exists()


def test_an_unknown_key_is_taken_with_a_warning(empty) -> None:
    done = empty("init", "--role", "kommune", "--key", "03358999", "--name", "Neustadt-Fusion").done()
    assert "steht nicht im amtlichen Verzeichnis" in done.err
    assert len(done.err.splitlines()) == 1
    assert empty("list", "places", "--json").rows[0]["name"] == "Neustadt-Fusion"


def test_arms_that_are_none_leave_no_workspace(empty) -> None:
    bad = empty.write("wappen.png", b"MZ no image")
    empty("init", "--role", "kommune", "--key", "03358021", "--arms", bad).refused("K-410")
    assert not empty.path("stadt").exists()
    empty("init", "--role", "kommune", "--key", "03358021", "--arms", empty.path("fehlt.png")).refused(
        "K-632"
    )
    assert not empty.path("stadt").exists()
    good = empty.write("wappen.svg", ARMS_SVG)
    empty("init", "--role", "kommune", "--key", "03358021", "--arms", good).done()


def test_several_places_are_told_apart(cli) -> None:
    cli("place", "add", "--key", "03351006", "--mayor", "Jörg Celle").done()
    cli("place", "add", "--key", "03351006").refused("K-135")
    name = ("--address", "Frau", "--given-name", "Ada", "--family-name", "Celle", "--from", "1.1.2026")
    cli("patron", "add", *name).refused("K-131")
    cli("patron", "add", *name, "--place", "03351006").done()
    cli("patron", "add", *name, "--place", "03999999").refused("K-132")
    rows = cli("list", "patrons", "--json", "--place", "03351006").rows
    assert [row["name"] for row in rows] == ["Celle, Ada"]
    assert len(cli("list", "places", "--json").rows) == 2
    issued = issue(cli, "--place", "03351006").done().out
    assert "KSP-03351006-" in issued
    assert "KSP-03358021-" not in issued


def test_place_set_and_add_locality(cli) -> None:
    cli("place", "set", "signatory_title=Bürgermeisterin", "signatory_address=Frau").done()
    cli("place", "set", "months_contact=24", "--arms", cli.write("w.svg", ARMS_SVG)).done()
    for wrong in ("unbekannt=x", "ohne-gleich", "postcode=12", "months_contact=viele", "designation="):
        cli("place", "set", wrong).refused("K-130")
    cli("place", "add-locality", "Brock", "--genitive", "der Ortschaft Brock").done()
    cli("place", "add-locality", "brock").refused("K-137")
    cli("place", "add-locality", "  ").refused("K-138")


def test_search_place_needs_no_workspace(empty) -> None:
    rows = empty("search-place", "Koeln", "--json").rows
    assert rows[0]["key"] == "05315000"
    assert empty("search-place", "gibtesnicht", "--json").rows == []
    said = empty("search-place", "29614").done().out
    assert "Soltau" in said
    assert "Gebietsstand" in said
    assert not empty.path("stadt").exists()


# ------------------------------------------------------------------ patrons and consents


def test_patron_add_end_delete_undo_erase(cli) -> None:
    assert cli.patrons() == ["Größchen-Łoś, Jörg", "Musterfrau, Erika", "Nguyễn, Kim"]
    cli("patron", "end", "Kim Nguyen", "--on", "2025-01-31", "--reason", "niederlegung").done()
    states = {row["name"]: row["state"] for row in cli("list", "patrons", "--json").rows}
    assert states["Nguyễn, Kim"] == "Verabschiedet"
    cli("patron", "end", "Kim Nguyen", "--on", "2025-01-31").refused("K-143")
    cli("patron", "end", "Musterfrau", "--on", "31.10.2024").refused("K-144")
    cli("patron", "end", "Musterfrau", "--on", "1.11.2034").refused("K-147")
    cli("patron", "delete", "groesschen los").done()
    assert len(cli.patrons()) == 2
    assert "In den Papierkorb gelegt" in cli("undo").done().out
    assert len(cli.patrons()) == 3
    cli("patron", "erase", "Musterfrau").done()
    cli("patron", "erase", "Musterfrau").refused("K-140")
    assert b"Musterfrau" not in cli.path("stadt/klikks.db").read_bytes()


@pytest.mark.parametrize(
    ("option", "text", "word"),
    [
        ("--family-name", "Mei☃er", "☃"),
        ("--family-name", "\N{CYRILLIC CAPITAL LETTER EM}eier", "Personennamen"),
        ("--from", "30.02.2026", "30.02.2026"),
        ("--from", "gestern", "gestern"),
        ("--until", "01.01.1999", "vor dem Beginn"),
        ("--locality", "Atlantis", "Atlantis"),
        ("--email", "kein at", "@"),
        ("--phone", "abends", "Telefon"),
        ("--resolution-on", "31.04.2026", "31.04.2026"),
        ("--given-name", "", "Vornamen"),
        ("--family-name", "x" * 500, "Zeichen"),
        ("--family-name", "a\x00b", "Personennamen"),
        ("--family-name", "{name}", "Personennamen"),
    ],
)
def test_bad_patron_is_refused_in_one_line(cli, option, text, word) -> None:
    words = {"--address": "Frau", "--given-name": "Ida", "--family-name": "Neu", "--from": "1.1.2026"}
    refused = cli("patron", "add", *[x for pair in {**words, option: text}.items() for x in pair])
    assert word in refused.refused("K-142").err
    assert len(cli.patrons()) == 3


def test_two_of_a_name(cli) -> None:
    cli("patron", "delete", "u").refused("K-146")
    cli("patron", "delete", "Niemand").refused("K-140")
    cli("patron", "delete", "").refused("K-140")
    cli("patron", "delete", "01a2027b-d680-7000-8000-000000000000").refused("K-140")


def test_consents(cli) -> None:
    assert "unbelegt" in cli("consent", "give", "Nguyen").done().out
    cli("consent", "give", "Nguyen", "--on", "1.1.2026", "--form", "zur Niederschrift").done()
    cli("consent", "give", "Nguyen", "--on", "1.1.2099", "--form", "Papier").refused("K-150")
    cli("consent", "give", "Nguyen", "--on", "1.1.26", "--form", "E-Mail", "--purpose", "vernetzung").done()
    cli("consent", "withdraw", "Nguyen", "--on", TODAY).done()
    cli("consent", "withdraw", "Nguyen").refused("K-151")
    cli("consent", "withdraw", "Nguyen", "--purpose", "vernetzung").done()


def test_undo_without_anything_to_undo(empty) -> None:
    empty("init", "--role", "region").done()
    empty("undo").refused("K-170")


def test_lists_for_people_and_programs(cli) -> None:
    issue(cli).done()
    for name in ("patrons", "certificates", "places", "deliveries"):
        assert isinstance(cli("list", name, "--json").done().rows, list)
        assert cli("list", name).done().out.splitlines()
    row = cli("list", "patrons", "--json").rows[1]
    assert (row["begins_on"], row["ends_on"], row["active"]) == ("2024-11-01", "2034-10-31", True)
    assert "31.10.2034" in cli("list", "patrons").out


# ------------------------------------------------------------------ import-table


def test_import_table(cli) -> None:
    table = cli.write(
        "liste.csv",
        "Anrede;Vorname;Nachname;Ortsteil;Amtszeit von\n"
        "Frau;Ida;Eins;Harber;1.1.2026\nHerr;Bo;Zwei;;2026-01-01\nHerr;Bo;Drei;Atlantis;1.1.2026\n",
    )
    before = cli.patrons()
    dry = cli("import-table", "patrons", table, "--dry-run").done().out
    assert "würden übernommen: 2, schon vorhanden: 0, abgelehnt: 1" in dry
    assert cli.patrons() == before
    done = cli("import-table", "patrons", table).done().out
    assert "übernommen: 2" in done
    assert "Zeile 4, Ortsteil (D4): abgelehnt – " in done
    assert cli.path("liste – abgelehnt.xlsx").is_file()
    rows = cli("import-table", "patrons", table, "--json").done().rows
    assert [row["outcome"] for row in rows] == ["schon vorhanden", "schon vorhanden", "abgelehnt"]
    assert (rows[2]["number"], rows[2]["column"], rows[2]["cell"]) == (4, "Ortsteil", "D4")
    assert len(cli.patrons()) == 5
    cli("undo").done()
    assert cli.patrons() == before


def test_refused_rows_say_column_and_cell_to_people_too(cli) -> None:
    table = cli.write("l.csv", "Anrede;Vorname;Nachname;Amtszeit von\nFrau;Ida;Eins;30.02.2026\n")
    said = cli("import-table", "patrons", table).done().out
    assert "Amtszeit von" in said
    assert "D2" in said


# ------------------------------------------------------------------ certificates


def test_certificates_from_issue_to_void(cli) -> None:
    issued = issue(cli).done().out.splitlines()
    assert [line.split()[0] for line in issued] == [f"KSP-03358021-{YEAR}-{n:03d}" for n in (1, 2, 3)]
    assert "Es wurde keine ausgestellt" in issue(cli).done().out
    file = Path(issued[0].split(maxsplit=1)[1])
    (seen,) = cli("certificate", "verify", file, "--json").done().rows
    assert (seen["finding"], seen["number"]) == ("echt", NUMBER)
    assert "Original" in cli("certificate", "copy", NUMBER, "--out", cli.path("k")).done().out
    cli("certificate", "handed-over", NUMBER, "--on", TODAY).done()
    copied = cli("certificate", "copy", NUMBER, "--out", cli.path("k")).done().out
    assert "Zweitschrift" in copied
    copy = Path(copied.split(": ", 1)[1].strip())
    assert cli("certificate", "verify", copy, "--json").done().rows[0]["finding"] == "zweitschrift"
    cli("certificate", "void", NUMBER, "--reason", "Name falsch").done()
    assert "ungültig" in cli("certificate", "verify", file).refused("K-172").err
    cli("certificate", "copy", NUMBER, "--out", cli.path("k")).refused("K-163")
    cli("certificate", "handed-over", NUMBER, "--on", TODAY).refused("K-163")
    row = next(row for row in cli("list", "certificates", "--json").rows if row["number"] == NUMBER)
    assert row["void_reason"] == "Name falsch"
    assert issue(cli).done().out.startswith(f"KSP-03358021-{YEAR}-004")


def test_issue_to_one_by_name_with_choices(cli) -> None:
    words = ("--design", "modern", "--title", "Ernennungsurkunde", "--date", "2025-12-31")
    done = cli("certificate", "issue", "--patron", "Kim Nguyen", *words, "--out", cli.path("u")).done()
    assert done.out.startswith("KSP-03358021-2025-001")
    words = ("--kind", "dank", "--out", cli.path("u"))
    cli("certificate", "issue", "--patron", "Niemand", *words).refused("K-140")
    cli("certificate", "issue", "--patron", "Kim Nguyen", "--deputy", "--out", cli.path("u")).refused("K-166")
    cli("patron", "end", "Kim Nguyen", "--on", "1.6.2026").done()
    assert "Urkunde-001" in cli("certificate", "issue", "--all", *words, "--together").done().out


def test_refusals_of_certificates(cli) -> None:
    for words in (
        ("copy", "--out", cli.path("k")),
        ("handed-over", "--on", TODAY),
        ("void", "--reason", "x"),
    ):
        cli("certificate", words[0], "KSP-03358021-2026-999", *words[1:]).refused("K-160")
        cli("certificate", words[0], "17", *words[1:]).refused("K-160")
    issue(cli).done()
    cli("certificate", "handed-over", NUMBER, "--on", "01.01.2020").refused("K-164")
    cli("certificate", "void", NUMBER, "--reason", " ").refused("K-165")
    cli("certificate", "verify", cli.path("fehlt.pdf")).refused("K-632")
    cli("certificate", "verify", cli.write("x.pdf", b"%PDF-1.7")).refused("K-172")
    unknown = cli("certificate", "verify", cli.path("x.pdf"), "--json")
    assert (unknown.code, unknown.rows[0]["finding"]) == (1, "unbekannt")
    blocked = cli.write("datei", "kein Ordner")
    cli("certificate", "issue", "--patron", "Musterfrau", "--out", blocked).refused("K-630")
    cli("undo").refused("K-216")


def test_papers(cli) -> None:
    for paper in ("consent", "information", "duty-notice"):
        path = Path(cli("paper", paper, "--patron", "Musterfrau", "--out", cli.path("v")).done().out.strip())
        assert path.read_bytes().startswith(b"%PDF")
        cli("paper", paper, "--out", cli.path("v")).done()
    cli("paper", "consent", "--patron", "Niemand", "--out", cli.path("v")).refused("K-140")


# ------------------------------------------------------------------ exchange


def test_enrolment_needs_the_right_number_and_the_right_side(cli) -> None:
    cli.region()
    invitation, answer = cli.path("e.json"), cli.path("a.klikks")
    cli("enrol", "create", "--out", invitation).refused("K-540")
    cli("enrol", "create", "--out", invitation, at="region").done()
    cli("enrol", "create", "--out", invitation, at="region").refused("K-544")
    cli("enrol", "accept", invitation, "--out", answer, at="region").refused("K-533")
    cli("enrol", "accept", cli.write("x.json", "{}"), "--out", answer).refused("K-530")
    cli("enrol", "confirm", "--number", "1" * 30).refused("K-542")
    cli("export", "--out", cli.path("b.klikks")).refused("K-543")
    shown = cli("enrol", "accept", invitation, "--out", answer).done().out
    assert "Gemeinsame Nummer: " in shown
    cli("enrol", "accept", invitation, "--out", answer).refused("K-544")
    cli("enrol", "confirm", "--number", "123").refused("K-535")
    cli("enrol", "confirm", "--number", "1" * 30).refused("K-536")
    cli("enrol", "confirm", answer, "--number", "1" * 30, at="region").refused("K-536")
    cli("enrol", "confirm", answer, "--number", "1" * 30).refused("K-540")
    cli("export", "--out", cli.path("b.klikks")).refused("K-543")


def test_report_from_town_to_region(pair) -> None:
    report = pair.path("b.klikks")
    rows = pair("export", "--out", report, "--dry-run", "--json").done().rows
    assert not report.exists()
    assert {row["value"] for row in rows if row["leaves"] and row["field"] == "family_name"} == {"Musterfrau"}
    said = pair("export", "--out", report).done().out
    assert "1 namentlich von 3 im Amt" in said
    pair("export", "--out", report).refused("K-544")
    assert pair("import", report, "--dry-run", "--json", at="region").done().rows[0]["added"] > 0
    assert pair.patrons(at="region") == []
    (row,) = pair("import", report, "--json", at="region").done().rows
    assert (row["verdict"], row["named"], row["in_office"], row["problem"]) == ("uebernommen", 1, 3, None)
    assert row["kinds"]["Personen"] == {"added": 1, "changed": 0, "gone": 0}
    again = pair("import", report, at="region").done().out
    assert "schon übernommen, nichts geändert" in again
    assert pair.patrons(at="region") == ["Musterfrau, Erika"]
    assert pair("list", "places", "--json", at="region").rows[0]["in_office"] == 3
    assert len(pair("list", "deliveries", "--json", at="region").rows) == 1
    pair("import", report).refused("K-540")
    (facts,) = pair("inspect", report, "--json", at="region").done().rows
    assert (facts["signature_valid"], facts["for_me"], facts["standing"]) == (True, True, "angemeldet")
    assert "K-517" in pair("inspect", report).out
    told = pair("inspect", report, at="region").done().out.splitlines()
    assert told[0].startswith("Datei: b.klikks (")
    assert told[1] == "Art: Bericht"
    assert re.fullmatch(r"Geschrieben: \d\d\.\d\d\.\d{4} \d\d:\d\d Uhr", told[2])
    assert told[3].startswith("Absender: angemeldet (Kennung ")
    assert told[4:] == [
        "Unterschrift: gültig",
        "Für diesen Arbeitsbereich: ja",
        "Hindernis: keines, die Datei kann übernommen werden.",
    ]


def test_the_format_of_all_files_is_written_down(empty) -> None:
    file = empty.path("schema.json")
    empty("schema", "--out", file).done()
    schema = json.loads(file.read_bytes())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "watt-hours" in schema["$defs"]["WireEffect"]["description"]
    assert {each["$ref"] for each in schema["oneOf"]} >= {
        f"#/$defs/{name}" for name in ("Snapshot", "WireReceipt", "Return", "PackFile", "EnrolmentFile")
    }
    empty("schema", "--out", file).refused("K-544")


def test_older_files_are_done_and_bad_ones_refused_beside_good_ones(pair) -> None:
    first, second = pair.path("1.klikks"), pair.path("2.klikks")
    pair("export", "--out", first).done()
    pair("export", "--out", second).done()
    pair("import", second, at="region").done()
    assert "älter" in pair("import", first, at="region").done().out
    bad = pair.write("x.klikks", second.read_bytes()[:-9])
    mixed = pair("import", second, bad, pair.path("fehlt.klikks"), "--json", at="region")
    assert mixed.code == 1
    assert [row["problem"] for row in mixed.rows] == [None, "K-502", "K-632"]
    assert [line.split(": ")[1][:5] for line in mixed.err.splitlines()] == ["K-502", "K-632"]


def test_a_clock_is_confirmed_by_a_word(pair) -> None:
    marks = pair.path("stadt/marks.json")
    marks.write_text(json.dumps({"certificates": {}, "delivery": 4_000_000_000_000}))
    pair("export", "--out", pair.path("b.klikks")).refused("K-519")
    pair("export", "--out", pair.path("b.klikks"), "--confirm-clock").done()
    pair("import", pair.path("b.klikks"), at="region").done()


# ------------------------------------------------------------------ care


def test_check_backup_restore(cli) -> None:
    assert "Alles in Ordnung" in cli("check").done().out
    assert cli("check", "--json").done().rows == []
    backup = cli.path("s.klikksdb")
    cli("backup", "--out", backup).done()
    cli("backup", "--out", backup).refused("K-232")
    cli("backup").done()
    cli("backup", "--out", cli.path("fehlt/s.klikksdb")).refused("K-231")
    cli("patron", "delete", "Musterfrau").done()
    before = cli.path("stadt/klikks.db").read_bytes()
    said = cli("restore", backup, "--dry-run").done().out
    assert "In den Papierkorb gelegt" in said
    assert cli.path("stadt/klikks.db").read_bytes() == before
    assert "Zurückgeholt" in cli("restore", backup).done().out
    assert len(cli.patrons()) == 3
    for wrong, code in (
        (cli.path("fehlt"), "K-632"),
        (cli.path("stadt"), "K-234"),
        (cli.write("x.klikksdb", "k" * 5000), "K-235"),
    ):
        cli("restore", wrong).refused(code)
        cli("restore", wrong, "--dry-run").refused(code)
    assert len(cli.patrons()) == 3
    cli("restore", backup, at="neu").done()
    assert len(cli.patrons(at="neu")) == 3


def test_explain(empty) -> None:
    assert "Was Sie tun können" in empty("explain", "k-203").done().out
    empty("explain", "K-000").refused("K-199")
