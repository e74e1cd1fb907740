from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue
from klikks_desktop.exchange.tables.cells import clean_cell, guard, unguard, writable
from klikks_desktop.exchange.tables.reader import read_table
from klikks_desktop.exchange.tables.writer import (
    Column,
    ColumnKind,
    SheetToWrite,
    free_path,
    write_csv,
    write_xlsx,
)

TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="=+-@'\"\t;,\n _x004DFä0", max_size=12),
    st.sampled_from(["03358021", "TRUE", "_x0041_", "=1+1", "'=1", "sep=,", "+49 5191 82"]),
).filter(lambda text: not text.startswith("#"))  # "#REF!" is an error of Excel, not a text
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 4)),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    TEXTS,
)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=6)
COLUMNS = (Column("Ä"), Column("B"), Column("C", ColumnKind.DATE))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def as_read(value: CellValue, *, typed: bool) -> CellValue:
    """What a reader must give back for a value that was written."""
    if isinstance(value, str):
        return clean_cell(writable(value))
    if typed and isinstance(value, date) and value < date(1900, 3, 1):
        return f"{value:%d.%m.%Y}"
    if typed or value is None:
        return int(value) if isinstance(value, float) and value.is_integer() else value
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    text = f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return "0" if text == "-0" and value == 0 and str(value) == "0" else text.replace(".", ",")


def read_rows(path: Path, width: int) -> list[tuple[CellValue, ...]]:
    return [row.cells + (None,) * (width - len(row.cells)) for row in read_table(path)[0].rows]


def expected(rows: list[tuple[CellValue, ...]], *, typed: bool) -> list[tuple[CellValue, ...]]:
    header: tuple[CellValue, ...] = tuple(column.title for column in COLUMNS)
    wanted = [header, *(tuple(as_read(value, typed=typed) for value in row) for row in rows)]
    return [row for row in wanted if any(value is not None for value in row)]


@QUICK
@given(ROWS)
def test_csv_round_trip(tmp_path: Path, rows: list[tuple[CellValue, ...]]) -> None:
    path = tmp_path / "liste.csv"
    write_csv(path, COLUMNS, rows)
    assert read_rows(path, 3) == expected(rows, typed=False)


@QUICK
@given(ROWS)
def test_xlsx_round_trip(tmp_path: Path, rows: list[tuple[CellValue, ...]]) -> None:
    path = tmp_path / "liste.xlsx"
    write_xlsx(path, [SheetToWrite("Liste", COLUMNS, rows)])
    back = read_rows(path, 3)
    assert back == expected(rows, typed=True)
    assert [list(map(type, row)) for row in back] == [
        list(map(type, row)) for row in expected(rows, typed=True)
    ]


@given(TEXTS)
def test_guard_is_reversible_and_leaves_no_formula(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_bytes_are_what_german_excel_expects(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    columns = [Column(title) for title in ("Name", "AGS", "Tonnen", "Am", "Ja", "Telefon")]
    write_csv(path, columns, [("Müller; Öl", "03358021", 1234.5, date(2026, 11, 22), True, "+49 5191 82")])
    assert (
        path.read_bytes()
        == (
            "\ufeffName;AGS;Tonnen;Am;Ja;Telefon\r\n"
            '"Müller; Öl";"03358021";1234,5;22.11.2026;ja;\'+49 5191 82\r\n'
        ).encode()
    )


def test_a_csv_file_has_the_decimals_that_excel_shows(tmp_path: Path) -> None:
    path = tmp_path / "zahlen.csv"
    kinds = (ColumnKind.GENERAL, ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.EURO)
    write_csv(path, [Column(kind.name, kind) for kind in kinds], [[1234.56789] * 4, [0.5, 7, 2.0, -0.125]])
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1:] == ["1234,56789;1235;1234,568;1234,57", "0,5;7;2;-0,12"]


def test_xlsx_as_openpyxl_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    columns = [
        Column("Gemeindeschlüssel", ColumnKind.TEXT),
        Column("Am", ColumnKind.DATE),
        Column("Euro", ColumnKind.EURO),
        Column("Formel"),
    ]
    sheets = [
        SheetToWrite("Liste: 2026/27", columns, [("03358021", date(2026, 11, 22), 1234.5, "=1+1")]),
        SheetToWrite("Liste- 2026-27", columns, []),
    ]
    write_xlsx(path, sheets)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Liste- 2026-27", "Liste- 2026-27 (2)"]
    sheet = book.worksheets[0]
    assert sheet["A2"].value == "03358021"
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].is_date
    assert sheet["B2"].number_format == "dd.mm.yyyy"
    assert sheet["C2"].value == 1234.5
    assert "€" in sheet["C2"].number_format
    assert sheet["D2"].data_type == "s"
    assert sheet["D2"].value == "=1+1"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width >= len("Gemeindeschlüssel")


def test_free_path_never_names_an_existing_file(tmp_path: Path) -> None:
    assert free_path(tmp_path, "Liste.csv") == tmp_path / "Liste.csv"
    (tmp_path / "Liste.csv").touch()
    (tmp_path / "Liste (2).csv").touch()
    assert free_path(tmp_path, "Liste.csv") == tmp_path / "Liste (3).csv"


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    target = tmp_path / "Liste.csv"
    target.mkdir()
    with pytest.raises(UserError) as refused:
        write_csv(target, [Column("A")], [("b",)])
    assert refused.value.code == "K-330"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Den Ordner gibt es nicht") as refused:
        write_xlsx(tmp_path / "weg" / "Liste.xlsx", [SheetToWrite("A", [Column("A")], [])])
    assert refused.value.code == "K-330"
