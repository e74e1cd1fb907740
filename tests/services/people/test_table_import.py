"""Taking patrons from the tables that people really have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from klikks_desktop.domain.records import Address, Appointment, Consent, ConsentForm, Patron
from klikks_desktop.services.exchange.disclosing import preview_export
from klikks_desktop.services.people import patron_list, patrons
from klikks_desktop.services.people.table_import import import_patrons
from klikks_desktop.services.places import places
from klikks_desktop.services.records import history
from klikks_desktop.services.records.import_report import ImportReport, Outcome
from klikks_desktop.storage.backup import list_backups

HEAD = (
    "Anrede;Titel;Vorname;Nachname;E-Mail;Telefon;Ortsteil;Amtszeit von;Amtszeit bis;Beschluss vom;"
    "Beschluss Nr.;Einwilligung Weitergabe;Einwilligung am;Einwilligung Form"
)
ERIKA = (
    "Frau;Dr.;Erika;Musterfrau;e@muster.example;05191 1;Brock;1.12.2026;30.11.2029;2.11.2026;26/1;"
    "ja;20.11.2026;Papier"
)


@pytest.fixture
def take(desk, town) -> Any:
    def take_file(content: str | bytes | Path, **options: Any) -> ImportReport:
        if isinstance(content, Path):
            file = content
        else:
            file = desk.path("csv")
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_patrons(town, file, place=town.own_place(), **options)

    return take_file


def person(desk, town, name: str) -> Patron:
    (found,) = [p for p in desk.records(town, Patron) if p.family_name == name]
    return found


def outcomes(report: ImportReport) -> list[tuple[int, str]]:
    return [(row.number, row.outcome.value) for row in report.rows]


def test_every_documented_column_arrives(desk, town, take) -> None:
    assert outcomes(take(f"{HEAD}\n{ERIKA}\n")) == [(2, "übernommen")]
    erika = person(desk, town, "Musterfrau")
    assert (erika.address, erika.degree, erika.email, erika.phone) == (
        Address.FEMALE,
        "Dr.",
        "e@muster.example",
        "05191 1",
    )
    (term,) = desk.records(town, Appointment, patron_id=erika.id)
    assert (term.begins_on, term.ends_on) == (date(2026, 12, 1), date(2029, 11, 30))
    assert (term.resolution_on, term.resolution_number) == (date(2026, 11, 2), "26/1")
    assert patron_list.list_patrons(town, query="Musterfrau")[0].locality == "Brock"
    (consent,) = desk.records(town, Consent, patron_id=erika.id)
    assert (consent.given_on, consent.form) == (date(2026, 11, 20), ConsentForm.PAPER)


def test_the_same_person_never_comes_twice(desk, town, take) -> None:
    take(f"{HEAD}\n{ERIKA}\n")
    before = desk.dump(town)
    assert outcomes(take(f"{HEAD}\n{ERIKA}\n{ERIKA}\n")) == [(2, "schon vorhanden"), (3, "schon vorhanden")]
    spelled = ERIKA.replace("Erika;Musterfrau", "ERIKA;MUSTERFRAU").replace("e@muster", "E@MUSTER")
    assert take(f"{HEAD}\n{spelled}\n").known == 1
    assert desk.dump(town) == before


def test_two_rows_of_one_person_in_one_file_make_one_person(desk, town, take) -> None:
    report = take(
        f"{HEAD}\nFrau;;Eva;Neu;;;;1.1.2026;;;;;;\n;;Eva;Neu;eva@neu.example;;;;;;;;;\n"
        ";;Eva;Neu;;05191 7;;;;;;;;\n"
    )
    assert outcomes(report) == [(2, "übernommen"), (3, "ergänzt"), (4, "ergänzt")]
    assert (person(desk, town, "Neu").email, person(desk, town, "Neu").phone) == (
        "eva@neu.example",
        "05191 7",
    )


def test_two_people_of_one_name_stay_two(desk, town, take) -> None:
    rows = (
        "Frau;;Eva;Neu;;;;1.1.2026;;;;;;\n;;Eva;Neu;a@neu.example;;;;;;;;;\n"
        "Frau;;Eva;Neu;b@neu.example;;;2.2.2026;;;;;;\n"
    )
    report = take(f"{HEAD}\n{rows}")
    assert [row.outcome for row in report.rows] == [Outcome.TAKEN, Outcome.COMPLETED, Outcome.TAKEN]
    assert sorted(p.email for p in desk.records(town, Patron, family_name="Neu")) == [
        "a@neu.example",
        "b@neu.example",
    ]
    before = desk.dump(town)
    assert take(f"{HEAD}\n{rows.splitlines()[2]}\n").known == 1
    unclear = take(f"{HEAD}\n;;Eva;Neu;;05191 99;;;;;;;;\n")
    assert outcomes(unclear) == [(2, "abgelehnt")], "nobody can say which of both is meant"
    assert "E-Mail" in unclear.rows[0].text
    assert desk.dump(town) == before


def test_an_empty_cell_never_overwrites_and_a_full_one_only_fills(desk, town, take) -> None:
    take(f"{HEAD}\n{ERIKA}\n")
    before = desk.dump(town)
    report = take(f"{HEAD}\n;;Erika;Musterfrau;;;;;;;;;;\n")
    assert outcomes(report) == [(2, "schon vorhanden")]
    other = ERIKA.replace("05191 1", "05191 2").replace("Brock", "Harber")
    report = take(f"{HEAD}\n{other}\n")
    assert outcomes(report) == [(2, "schon vorhanden")]
    assert "Telefon" in report.rows[0].text, "what differs is told"
    assert "Ortsteil" in report.rows[0].text
    assert desk.dump(town) == before
    report = take(f"{HEAD}\n;;Frauke;Behrens;;05191 555;;;;;;nein;;\n")
    assert outcomes(report) == [(2, "ergänzt")]
    frauke = person(desk, town, "Behrens")
    assert (frauke.phone, frauke.email) == ("05191 555", "frauke.behrens@posteo.example")
    (consent,) = desk.records(town, Consent, patron_id=frauke.id)
    assert consent.withdrawn_on is None, "a nein in a list withdraws nothing"


def test_a_term_on_record_is_not_closed_by_a_list(desk, town, take) -> None:
    before = desk.dump(town)
    report = take(f"{HEAD}\n;;Thị Ánh;Nguyễn;;;;;31.12.2027;;;;;\n")
    assert outcomes(report) == [(2, "schon vorhanden")], "open-ended stays open-ended"
    assert desk.dump(town) == before


def test_an_open_draft_is_finished_first(desk, town, take) -> None:
    patron_id = desk.patron(town, "Frauke Behrens")
    patrons.save_texts(town, patron_id, {"email": "halb fertig@"})
    before = desk.dump(town)
    report = take(f"{HEAD}\n;;Frauke;Behrens;;05191 555;;;;;;;;\n")
    assert outcomes(report) == [(2, "abgelehnt")]
    assert "Entwurf" in report.rows[0].text
    assert desk.dump(town) == before


def test_a_consent_without_date_and_form_proves_nothing(desk, town, take) -> None:
    report = take(
        f"{HEAD}\nFrau;;Eva;Neu;;;;1.1.2026;;;;ja;;\nFrau;;Ida;Neu;;;;1.1.2026;;;;ja;1.1.2026;\n"
        "Frau;;Uta;Neu;;;;1.1.2026;;;;ja;1.1.2026;Papier\n"
    )
    assert report.taken == 3
    assert ["unbelegt" in row.text for row in report.rows] == [True, True, False]
    (place,) = preview_export(town).places
    leaving = {person.patron.given_name for person in place.patrons if person.leaves}
    assert leaving & {"Eva", "Ida", "Uta"} == {"Uta"}
    assert patron_list.list_patrons(town, query="Eva Neu")[0].state.word == "Einwilligung fehlt"


def test_refused_rows_name_row_column_and_reason_and_come_back_corrected(desk, town, take) -> None:
    rows = (
        f"{HEAD}\n{ERIKA}\n"
        "Frau;;Ina;Eins;;;Atlantis;1.1.2026;;;;;;\n"
        "Frau;;Ina;Zwei;;;;30.02.2026;;;;;;\n"
        "Frau;;Ina;Drei;;;;1.1.2026;1.1.2025;;;;;\n"
        ";;Ina;Vier;;;;1.1.2026;;;;;;\n"
        "Frau;;Ina;F☃nf;;;;1.1.2026;;;;;;\n"
        "Frau;;;Sechs;;;;1.1.2026;;;;;;\n"
        "Frau;;Ina;Sieben;keine Mail;;;1.1.2026;;;;;;\n"
        "Frau;;Ina;Acht;;;;1.1.2026;;;;ja;1.1.2030;Papier\n"
    )
    report = take(rows)
    assert report.taken == 1
    assert {(row.number, row.column) for row in report.rows if row.outcome is Outcome.REFUSED} == {
        (3, "Ortsteil"),
        (4, "Amtszeit von"),
        (5, "Amtszeit bis"),
        (6, "Anrede"),
        (7, "Nachname"),
        (8, "Vorname"),
        (9, "E-Mail"),
        (10, "Einwilligung am"),
    }
    assert all(row.text and row.cell for row in report.rows if row.outcome is Outcome.REFUSED)
    assert report.refused == 8
    assert report.refused_path.name.endswith("– abgelehnt.xlsx")
    book = openpyxl.load_workbook(report.refused_path)
    sheet = book.active
    titles = [cell.value for cell in sheet[1]]
    assert titles[-2:] == ["Zeile", "Grund"]
    assert sheet.max_row == 9
    corrected = dict.fromkeys(range(2, 10), None)
    for row, column, value in (
        (2, "Ortsteil", "Brock"),
        (3, "Amtszeit von", "28.02.2026"),
        (4, "Amtszeit bis", "1.1.2027"),
        (5, "Anrede", "keine"),
        (6, "Nachname", "Fünf"),
        (7, "Vorname", "Ina"),
        (8, "E-Mail", "ina@sieben.example"),
        (9, "Einwilligung am", "1.1.2026"),
    ):
        sheet.cell(row, titles.index(column) + 1).value = value
        corrected.pop(row)
    assert not corrected
    book.save(report.refused_path)
    again = take(report.refused_path)
    assert (again.taken, again.refused, again.refused_path) == (8, 0, None), again.rows
    assert again.remarks, "the columns Zeile and Grund were not read"


def test_a_dry_run_changes_nothing_and_writes_nothing(desk, town, take) -> None:
    before = {path: path.read_bytes() for path in town.folder.rglob("*") if path.is_file()}
    report = take(f"{HEAD}\n{ERIKA}\nFrau;;;Ohne;;;;;;;;;;\n", dry_run=True)
    assert (report.taken, report.refused, report.refused_path) == (1, 1, None)
    assert {path: path.read_bytes() for path in town.folder.rglob("*") if path.is_file()} == before
    assert not list(desk.folder.glob("*abgelehnt*"))


def test_one_undo_takes_a_whole_import_back(desk, town, take) -> None:
    before = desk.dump(town)
    take(f"{HEAD}\n{ERIKA}\n;;Frauke;Behrens;;05191 555;;;;;;;;\n")
    assert len(list_backups(town.folder)) == 1, "a backup comes first"
    history.undo(town)
    assert desk.dump(town) == before


def test_new_parts_of_the_town_only_on_request(desk, town, take) -> None:
    row = f"{HEAD}\nFrau;;Eva;Neu;;;Neudorf;1.1.2026;;;;;;\nFrau;;Ina;Neu;;;NEUDORF;1.1.2026;;;;;;\n"
    assert take(row).refused == 2
    report = take(row, add_localities=True)
    assert report.taken == 2
    assert [p.name for p in places.localities_of(town, town.own_place().id)].count("Neudorf") == 1


def test_a_refused_row_leaves_no_new_part_of_the_town(desk, town, take) -> None:
    before = desk.dump(town)
    take(f"{HEAD}\n;;Eva;Neu;;;Neudorf;1.1.2026;;;;;;\n", add_localities=True)
    assert desk.dump(town) == before


def test_a_row_of_another_place_is_refused_and_excel_may_eat_the_zero(desk, town, take) -> None:
    head = "AGS;Anrede;Vorname;Nachname;Amtszeit von"
    report = take(
        f"{head}\n3999888;Frau;Eva;Neu;1.1.2026\n03358021;Frau;Ina;Neu;1.1.2026\n17;Frau;Uta;Neu;1.1.2026\n"
    )
    assert outcomes(report) == [(2, "übernommen"), (3, "abgelehnt"), (4, "abgelehnt")]
    assert "03358021" in report.rows[1].text


def test_a_name_in_one_column_is_asked_about(desk, town, take) -> None:
    rows = "Anrede;Name;Amtszeit von\nFrau;Erika Muster von Berg;1.1.2026\n"
    with desk.refused("K-322"):
        take(rows)
    assert take(rows, split_names="vorname-zuerst").taken + 0 == 1
    rows = "Anrede;Name;Amtszeit von\nFrau;Muster, Erika;1.1.2026\n"
    assert take(rows, split_names="nachname-komma").taken == 1
    assert person(desk, town, "Muster").given_name == "Erika"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(desk, town, take, encoding, newline) -> None:
    text = "Anrede;Vorname;Nachname;Amtszeit von\nFrau;Jördis;Größchen-Äpfel;3.3.26\nHerr;Bo;Ñandú;3.3.26\n"
    if encoding in {"utf-16-le", "utf-16-be"}:
        text = "\ufeff" + text
    report = take(text.replace("\n", newline).encode(encoding))
    assert report.taken == 2, report.rows
    assert person(desk, town, "Größchen-Äpfel").given_name == "Jördis"


def test_a_grown_list(desk, town, take) -> None:
    """Preamble, header in row 5, multi-line titles, mixed line ends, U+0085, sums and footers."""
    text = (
        "Stadt Auenbrück;;;;\r\n"
        "Klimaschutzpatinnen und Klimaschutzpaten;;;;\n"
        ";;;;\r\n"
        "Stand: 1.11.2026;;;;\n"
        'Anrede;Vorname;"Nach-\nname";"Amtszeit\nvon";Einwilligung Weitergabe;Bemerkung\n'
        "Frau;Eva\u0085;Eins;3.3.26;ja;x\r\n"
        'Herr;Otto;"Zwei\n";46000;1;y\n'
        "keine;Kim;Drei;2026-03-03;x;z\r\n"
        "Frau;Uta;Vier;03.03.2026;TRUE;\n"
        "Anrede;Vorname;Nachname;Amtszeit von;Einwilligung Weitergabe;Bemerkung\n"
        "Frau;Ina;Fünf;3.3.2026;nein;\n"
        ";;;;;\n"
        "Summe;5;;;;\n"
        "Quelle: Ratsbüro, erstellt am 1.11.2026;;;;\n"
    )
    report = take(text)
    assert report.taken == 5, report.rows
    assert {row.outcome for row in report.rows} == {Outcome.TAKEN, Outcome.SKIPPED}, report.rows
    assert any("Bemerkung" in remark for remark in report.remarks)
    given = {p.family_name: p for p in desk.records(town, Patron)}
    assert given["Eins"].given_name == "Eva"
    begins = {
        name: desk.records(town, Appointment, patron_id=given[name].id)[0].begins_on
        for name in ("Eins", "Zwei", "Drei", "Vier", "Fünf")
    }
    assert begins.pop("Zwei") == date(2025, 12, 9)
    assert set(begins.values()) == {date(2026, 3, 3)}
    assert sum(bool(desk.records(town, Consent, patron_id=given[name].id)) for name in given) >= 4
    assert not desk.records(town, Consent, patron_id=given["Fünf"].id)


def test_a_workbook_as_people_have_it(desk, town, take) -> None:
    """Hidden sheet, merged title, real dates, formulas with cached values, 700 empty columns."""
    book = openpyxl.Workbook()
    hidden = book.active
    hidden.title = "Alt"
    hidden.append(["Anrede", "Vorname", "Nachname", "Amtszeit von"])
    hidden.append(["Frau", "Alte", "Daten", "1.1.2020"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Liste 2026")
    sheet.append(["Patinnen und Paten"])
    sheet.merge_cells("A1:E1")
    sheet.append([])
    sheet.append(["AGS", "Anrede", "Vorname", "Nachname", "Amtszeit von", "Telefon"])
    sheet.append([3999888, "Frau", "Eva", "Eins", date(2026, 3, 3), 51911234])
    sheet.append([3999888, "Herr", "Otto", "Zwei", 46000, "05191 4"])
    sheet.append(["=3999888", "Frau", "Uta", '="Dr"&"ei"', "3.3.26", None])
    sheet.cell(3, 706).value = " "
    path = desk.path("xlsx")
    book.save(path)
    report = take(path)
    assert [row.outcome for row in report.rows if row.number in {4, 5}] == [Outcome.TAKEN, Outcome.TAKEN]
    assert any(row.number == 6 and row.outcome is Outcome.REFUSED for row in report.rows), (
        "a formula without a stored value says nothing"
    )
    eva = person(desk, town, "Eins")
    assert eva.phone == "051911234"
    assert not [p for p in desk.records(town, Patron) if p.family_name == "Daten"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "K-308"),
        (b"%PDF-1.7 no table", "K-303"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "K-303"),
        (b"PK\x03\x04 no workbook" + bytes(50), "K-306"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "K-305"),
        (b"Anrede;Vorname\nFrau;Eva\n", "K-321"),
        (b"Wann;Wo\nheute;hier\n", "K-320"),
        (b'Anrede;Vorname;Nachname\nFrau;"Eva;Eins\nFrau;Ina;Zwei\n', "K-309"),
    ],
)
def test_what_is_no_table_changes_nothing(desk, town, take, content, code) -> None:
    before = desk.dump(town, without=set())
    with desk.refused(code):
        take(content)
    assert desk.dump(town, without=set()) == before
    assert list_backups(town.folder) == []


def test_a_missing_file(desk, take) -> None:
    with desk.refused("K-301"):
        take(desk.folder / "gibt es nicht.csv")
    with desk.refused("K-301"):
        take(desk.folder)


def test_refused_rows_go_where_they_shall(desk, town, take) -> None:
    bad = f"{HEAD}\nFrau;;;Ohne;;;;;;;;;;\n"
    csv = take(bad, refused_file=desk.folder / "neu.csv").refused_path
    assert csv.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Ohne" in csv.read_text("utf-8-sig")
    with desk.refused("K-544"):
        take(bad, refused_file=csv)


@pytest.mark.parametrize(
    ("name", "code"), [("liste.docx", "K-634"), ("gibt/es/nicht.xlsx", "K-330"), ("ohne", "K-634")]
)
def test_where_refused_rows_cannot_be_written_nothing_is_taken(desk, town, take, name, code) -> None:
    before = desk.dump(town)
    with desk.refused(code):
        take(f"{HEAD}\n{ERIKA}\nFrau;;;Ohne;;;;;;;;;;\n", refused_file=desk.folder / name)
    assert desk.dump(town) == before
