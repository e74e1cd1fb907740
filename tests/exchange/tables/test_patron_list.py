"""Whole files as towns send them, from bytes to patrons and back to the file of refused rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

from klikks_desktop.domain.patron_columns import STANDARD
from klikks_desktop.domain.patron_table import read_patrons
from klikks_desktop.domain.records import Address
from klikks_desktop.domain.sheets import Sheet
from klikks_desktop.exchange.tables.reader import read_table
from klikks_desktop.exchange.tables.writer import Column, SheetToWrite, write_csv, write_xlsx

Read = Callable[..., list[Sheet]]


def accept(_name: str) -> None:
    return None


def test_a_grown_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Notizen"
    notes.append(["Bitte zurück bis 1.12."])
    old = book.create_sheet("Stand 2019")
    old.append(list(STANDARD))
    old.append(["Frau", None, "Alte", "Liste"])
    old.sheet_state = "hidden"
    sheet = book.create_sheet("Paten")
    sheet.append(["Klimaschutzpatinnen und Klimaschutzpaten der Gemeinde"])
    sheet.merge_cells("A1:H1")
    sheet.append([])
    sheet.append(
        ["Gemeindeschlüssel", "Anrede", "Name", "Vorname", "Amtszeit", None, "Einwilligung", None, None]
    )
    sheet.append([None, None, None, None, "von", "bis", "Weiter-\ngabe", "am", "Form"])
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:I3"):
        sheet.merge_cells(area)
    sheet.append(
        [
            3358021,
            "Frau",
            "Müller\u00a0",
            "Ann-\u00adKathrin",
            date(2021, 11, 1),
            46326,
            "x",
            "3.3.26",
            "Papier",
        ]
    )
    sheet.append([3358021, "Herr", "O\u2019Neil", "Seán", "1.11.21", None, True, None, None])
    sheet.append([3358021, "Herr", "Muster", "Max", "30.02.2026", None, "nein", None, None])
    sheet.append([None, "=B7", "Beispiel", "Bert"])
    sheet.append([None, "Summe", "=COUNTA(C5:C8)"])
    sheet.append(["Stand: November 2026"])
    book.save(tmp_path / "liste.xlsx")

    table = read_patrons(read_table(tmp_path / "liste.xlsx"), accept)

    assert table.sheet.name == "Paten"
    first, second = table.rows
    assert (first.row, first.place_key, first.address) == (5, "03358021", Address.FEMALE)
    assert (first.given_name, first.family_name) == ("Ann-Kathrin", "Müller")
    assert (first.begins_on, first.ends_on) == (date(2021, 11, 1), date(2026, 10, 31))
    assert (first.consent, first.consent_on) == (True, date(2026, 3, 3))
    assert second.consent is True
    assert "unbelegt" in second.remarks[0]
    assert [(refusal.address, refusal.column) for refusal in table.refusals] == [
        ("E7", "Amtszeit von"),
        ("B8", "Anrede"),
    ]
    assert [(skipped.row, skipped.reason) for skipped in table.skipped] == [
        (9, "Summenzeile"),
        (10, "Fußzeile"),
    ]
    assert any("Stand 2019" in remark for remark in table.remarks)


def test_refused_rows_come_back_as_a_workbook_that_reads_once_mended(read: Read, tmp_path: Path) -> None:
    data = "Anrede;Vorname;Nachname;Telefon;Amtszeit von\r\nFrau;Anna;Muster;+49 5191 82;31.02.2026\r\n"
    table = read_patrons(read(data.encode("cp1252")), accept)
    titles, rows = table.rejected(table.refusals)
    write_xlsx(
        tmp_path / "Abgelehnt.xlsx", [SheetToWrite("Abgelehnt", [Column(title) for title in titles], rows)]
    )

    book = openpyxl.load_workbook(tmp_path / "Abgelehnt.xlsx")
    assert [cell.value for cell in book.active[2]] == [
        "Frau", "Anna", "Muster", "+49 5191 82", "31.02.2026", 2,
        "Amtszeit von: Den 31.02.2026 gibt es nicht: Der Februar 2026 hat 28 Tage.",
    ]  # fmt: skip
    book.active["E2"] = date(2026, 2, 28)
    book.save(tmp_path / "Abgelehnt.xlsx")

    mended = read_patrons(read_table(tmp_path / "Abgelehnt.xlsx"), accept)
    assert mended.refusals == ()
    assert (mended.rows[0].phone, mended.rows[0].begins_on) == ("+49 5191 82", date(2026, 2, 28))


def test_many_rows_both_ways(tmp_path: Path) -> None:
    columns = [Column(title) for title in STANDARD]
    rows = [
        (
            "Frau", "Dr.", f"Anna{chr(97 + number % 26)}", "Muster", f"a{number}@example.org", "05191 82-0",
            "Harber", date(2021, 11, 1), date(2026, 10, 31), date(2021, 9, 30), f"2021/{number}", "ja",
            date(2021, 10, 1), "Papier",
        )
        for number in range(20_000)
    ]  # fmt: skip
    write_csv(tmp_path / "liste.csv", columns, rows)
    write_xlsx(tmp_path / "liste.xlsx", [SheetToWrite("Liste", columns, rows[:4_000])])
    from_csv, from_xlsx = (
        read_patrons(read_table(tmp_path / name), accept) for name in ("liste.csv", "liste.xlsx")
    )
    assert from_csv.refusals == from_xlsx.refusals == ()
    assert from_csv.rows[:4_000] == from_xlsx.rows
    assert len(from_csv.rows) == 20_000
