from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue, Sheet
from klikks_desktop.exchange.tables.limits import MAX_FILE_BYTES
from klikks_desktop.exchange.tables.reader import read_table

Read = Callable[..., list[Sheet]]
Cells = Callable[..., list[tuple[CellValue, ...]]]
PEOPLE = "Vorname;Nachname;Ort\nJürgen;Müßig;Köln\nÄnne;Öztürk;Süd\n"
READ = [("Vorname", "Nachname", "Ort"), ("Jürgen", "Müßig", "Köln"), ("Änne", "Öztürk", "Süd")]
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "cp850", "mac_roman"],
)
def test_encodings(cells: Cells, encoding: str) -> None:
    assert cells(PEOPLE.encode(encoding)) == READ


def test_windows_1252_quotes_and_dashes_are_not_taken_for_dos_umlauts(cells: Cells) -> None:
    text = "Vorname;Bemerkung\nJosé;„gut“ – sagt sie…\n"
    assert cells(text.encode("cp1252"))[1] == ("José", "„gut“ – sagt sie…")


def test_the_person_is_told_which_old_encoding_was_read(read: Read) -> None:
    assert read(PEOPLE.encode("cp1252"))[0].remarks == ("Die Datei wurde als Windows-1252 gelesen.",)
    assert read(PEOPLE.encode())[0].remarks == ()


def test_undecipherable_bytes_are_counted(read: Read) -> None:
    sheet = read("Vorname;Nachname\nJürgen;M".encode("cp1252") + b"\x81\x8dller\n")[0]
    assert "2 Zeichen ließen sich nicht entziffern" in sheet.remarks[1]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiters(cells: Cells, delimiter: str) -> None:
    assert cells(PEOPLE.replace(";", delimiter).encode()) == READ


def test_semicolon_wins_over_decimal_commas(cells: Cells) -> None:
    assert cells(b"a;b\n1,5;2,5\n1,7;2,8\n")[1] == ("1,5", "2,5")


def test_comma_wins_where_semicolons_stand_inside_few_cells(cells: Cells) -> None:
    rows = cells(b"a,b,c\n1,x;y,3\n4,5,6\n7,8,9\n")
    assert rows[1] == ("1", "x;y", "3")


def test_a_preamble_with_commas_does_not_decide(cells: Cells) -> None:
    data = "Gemeinde Soltau, Der Bürgermeister\n\nListe, Stand 1.11.2026\n" + PEOPLE
    assert cells(data.encode())[2:] == READ


def test_sep_line_is_tolerated_and_not_a_row(read: Read) -> None:
    sheet = read(b"\xef\xbb\xbfsep=|\r\na|b;c\r\n")[0]
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("a", "b;c"))]


def test_mixed_line_ends_and_breaks_inside_cells(read: Read) -> None:
    text = 'a;b\r\n"eins\r\nzwei";x\r"drei\nvier";y\n\nfünf\u0085sechs;\u2028z\u2029\r\n'
    sheet = read(text.encode())[0]
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("a", "b")),
        (2, ("eins\nzwei", "x")),
        (3, ("drei\nvier", "y")),
        (5, ("fünf\nsechs", "z")),
    ]


def test_quotes(cells: Cells) -> None:
    assert cells(b'a;b\n"x ""y"" z";5" Rohr\n"p;q";r\n')[1:] == [('x "y" z', '5" Rohr'), ("p;q", "r")]


def test_an_unclosed_quote_is_refused_with_its_row(read: Read) -> None:
    with pytest.raises(UserError, match="Zeile 3") as refused:
        read(b'a;b\n1;2\n"Anna;Muster\n3;4\n5;6\n')
    assert refused.value.code == "K-309"
    with pytest.raises(UserError) as refused:
        read(b'a;b\n1;2\n"Anna;Muster\n' + b"3;4\n" * 100_000)
    assert refused.value.code == "K-309"


def test_guarding_apostrophe_is_taken_away_others_stay(cells: Cells) -> None:
    assert cells(b"'+49 5191;'=1;'s Gravenhage;''=x\n") == [("+49 5191", "=1", "'s Gravenhage", "'=x")]


def test_blanks_and_no_break_spaces_are_trimmed(cells: Cells) -> None:
    assert cells("\u00a0 Anna\u202f;\u00a0;x\n".encode()) == [("Anna", None, "x")]


@pytest.mark.parametrize("data", [b"", b"\n\n", b";;;\n;;\n", b"\xef\xbb\xbf", "\u00a0\n".encode()])
def test_nothing_in_it(read: Read, data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read(data)
    assert refused.value.code == "K-308"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n...", "K-303"),
        (b"\x89PNG\r\n\x1a\n", "K-303"),
        (b"SQLite format 3\0...", "K-303"),
        (b"age-encryption.org/v1\n-> X25519 ...", "K-303"),
        (bytes(range(256)) * 20, "K-303"),
        (b"<html><table><tr><td>Anna</td></tr></table></html>", "K-305"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "K-305"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "K-305"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "K-304"),
    ],
)
def test_what_is_no_table_is_named(read: Read, data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        read(data)
    assert refused.value.code == code
    assert "liste.csv" in refused.value.line


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "weg.csv", tmp_path, tmp_path / "a\0b.csv"):
        with pytest.raises(UserError) as refused:
            read_table(path)
        assert refused.value.code == "K-301"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "riesig.csv"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(UserError) as refused:
        read_table(path)
    assert refused.value.code == "K-302"


def test_a_list_of_100_000_rows_is_read(read: Read) -> None:
    data = b"a;b;c;d;e;f;g;h;i\n" + b"1;2;3;4;5;6;7;8;9\n" * 100_000
    (sheet,) = read(data)
    assert len(sheet.rows) == 100_001


def test_too_many_rows_and_cells(read: Read) -> None:
    for data in (b"x;y\n" * 120_001, b";" * 2_000_001 + b"x"):
        with pytest.raises(UserError) as refused:
            read(data)
        assert refused.value.code == "K-302"


@QUICK
@given(
    st.one_of(st.binary(max_size=400), st.text(alphabet='ab;,\t"\r\n\0\x85ä', max_size=80).map(str.encode))
)
def test_any_bytes_are_a_table_or_a_refusal(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "zufall"
    path.write_bytes(data)
    try:
        sheets = read_table(path)
    except UserError as error:
        assert error.code.startswith("K-3")
    else:
        assert all(sheet.rows for sheet in sheets)
