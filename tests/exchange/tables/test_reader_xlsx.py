import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.sheets import CellValue, Sheet
from klikks_desktop.exchange.tables.xlsx_safety import inspect

Read = Callable[..., list[Sheet]]
Cells = Callable[..., list[tuple[CellValue, ...]]]


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def book_of(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def with_parts(
    data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None
) -> bytes:
    """The workbook again with its parts changed, and more parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()


def refused(read: Read, data: bytes) -> str:
    with pytest.raises(UserError) as error:
        read(data, "liste.xlsx")
    assert "liste.xlsx" in error.value.line
    return error.value.code


def test_types_and_numbers_of_rows(read: Read) -> None:
    book = book_of(
        (
            "Text",
            3358021,
            1.5,
            2.0,
            True,
            date(2026, 3, 3),
            datetime.fromisoformat("2026-03-03T14:30"),
            clock(8, 15),
        ),
        (),
        ("\u00a0Anna\u00a0", None, "eins_x000D_\nzwei", "a\u0085b"),
    )
    sheet = read(saved(book), "liste.xlsx")[0]
    assert [row.number for row in sheet.rows] == [1, 3]
    assert sheet.rows[0].cells == (
        "Text", 3358021, 1.5, 2, True, date(2026, 3, 3), date(2026, 3, 3), "08:15:00",
    )  # fmt: skip
    assert sheet.rows[1].cells == ("Anna", None, "eins\nzwei", "a\nb")


def test_the_name_of_the_file_does_not_matter(cells: Cells) -> None:
    assert cells(saved(book_of(("a", "b"))), "liste.csv") == [("a", "b")]


def test_hidden_sheets_are_left_out_and_named(read: Read) -> None:
    book = book_of(("a",))
    for name, state in (("Alt", "hidden"), ("Geheim", "veryHidden")):
        book.create_sheet(name).append(["x"])
        book[name].sheet_state = state
    book.create_sheet("Leer")
    sheets = read(saved(book), "liste.xlsx")
    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert sheets[0].remarks == ("Ausgeblendet und deshalb nicht gelesen: „Alt“, „Geheim“.",)


def test_a_book_with_nothing_to_see(read: Read) -> None:
    assert refused(read, saved(openpyxl.Workbook())) == "K-308"


def test_formulas_with_and_without_results(read: Read) -> None:
    book = book_of(("Anna", "=1+1"), ("=A1", None), ("Berta", "Text"))
    data = saved(book)
    sheet = read(data, "liste.xlsx")[0]
    assert sheet.problems.keys() == {(1, 1), (2, 0)}
    assert "kein gespeichertes Ergebnis" in sheet.problems[1, 1]
    assert [row.number for row in sheet.rows] == [1, 2, 3]

    def answer(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        assert content.count(b"<v />") + content.count(b"<v></v>") == 2
        content = content.replace(b"<v />", b"<v></v>")
        content = content.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        return content.replace(b'<c r="A2"><f>A1</f>', b'<c r="A2" t="str"><f>A1</f>')

    answered = read(with_parts(data, answer), "liste.xlsx")[0]
    assert answered.problems == {}
    # A2 answered with an empty text, as WENN(…;"") does: that is a result, and an empty row.
    assert [row.cells for row in answered.rows] == [("Anna", 2), ("Berta", "Text")]


def test_excel_errors_are_problems(read: Read) -> None:
    book = book_of(("Anna", "#REF!"), ("#N/A",))
    book.active["B1"].data_type = "e"
    book.active["A2"].data_type = "e"
    sheet = read(saved(book), "liste.xlsx")[0]
    assert sheet.problems[1, 1] == "In dieser Zelle steht der Excel-Fehler #REF!."
    assert sheet.rows[1].cells == ()


def test_merged_cells_count_for_their_first_row(read: Read) -> None:
    book = book_of(("Titel", None), ("Anna", "Harber"), ("Berta", None))
    book.active.merge_cells("A1:B1")
    assert read(saved(book), "liste.xlsx")[0].remarks == ()
    book.active.merge_cells("B2:B3")
    sheet = read(saved(book), "liste.xlsx")[0]
    assert "oberste Zeile" in sheet.remarks[0]
    assert [row.cells for row in sheet.rows] == [("Titel",), ("Anna", "Harber"), ("Berta",)]


def test_700_empty_formatted_columns(cells: Cells) -> None:
    book = book_of(*((f"Anna {number}", "Muster") for number in range(80)))
    for row in book.active.iter_rows(min_row=1, max_row=80, min_col=3, max_col=700):
        for cell in row:
            cell.fill = PatternFill("solid", fgColor="FFFFFFFF")
    rows = cells(saved(book), "liste.xlsx")
    assert len(rows) == 80
    assert all(len(row) == 2 for row in rows)


def test_dates_of_the_mac_calendar(cells: Cells) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([date(2026, 3, 3)])
    assert cells(saved(book), "liste.xlsx") == [(date(2026, 3, 3),)]


def test_a_lying_dimension_is_not_believed(cells: Cells) -> None:
    data = with_parts(
        saved(book_of(("a", "b"))),
        lambda _name, content: content.replace(b'ref="A1:B1"', b'ref="A1:XFD1048576"'),
    )
    assert cells(data, "liste.xlsx") == [("a", "b")]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}, "K-305"),
        ({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}, "K-305"),
        ({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}, "K-303"),
        ({"bilder/eins.png": b"x"}, "K-303"),
        ({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}, "K-306"),
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "K-306"),
    ],
)
def test_other_archives(read: Read, parts: dict[str, bytes], code: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refused(read, buffer.getvalue()) == code


def test_an_encrypted_entry(read: Read) -> None:
    data = bytearray(saved(book_of(("a",))))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(signature)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(signature, position + 1)
    assert refused(read, bytes(data)) == "K-304"


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entity_bombs(read: Read, part: str, encoding: str) -> None:
    def plant(name: str, content: bytes) -> bytes:
        return (BOMB + content).decode().encode(encoding) if name == part else content

    assert refused(read, with_parts(saved(book_of(("a",))), plant)) == "K-307"


def test_zip_bombs(read: Read) -> None:
    plain = saved(book_of(("a",)))
    big = {"xl/media/bild.bin": bytes(200 << 20)}
    assert refused(read, with_parts(plain, lambda _name, content: content, big)) == "K-307"
    dense = {"xl/media/bild.bin": bytes(40 << 20)}
    assert refused(read, with_parts(plain, lambda _name, content: content, dense)) == "K-307"
    many = {f"xl/media/{number}": b"" for number in range(3000)}
    assert refused(read, with_parts(plain, lambda _name, content: content, many)) == "K-307"


def sheet_with(rows: bytes) -> bytes:
    """A workbook whose only sheet holds ``rows``."""

    def plant(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        head, _, tail = content.partition(b"<sheetData>")
        return head + b"<sheetData>" + rows + tail[tail.index(b"</sheetData>") :]

    return with_parts(saved(book_of(("a",))), plant)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (b'<row r="999999999999"><c r="A1"><v>1</v></c></row>', "K-302"),
        (b'<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', "K-306"),
        (b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>', "K-306"),
        (b'<row r="1"><c r="A1" t="s"><v>x</v></c></row>', "K-306"),
        (b'<row r="x"><c r="A1"><v>1</v></c></row>', "K-306"),
        (b'<row r="1"><c r="A1"><v>' + b"9" * 5000 + b"</v></c></row>", "K-306"),
        (b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"x" * 40_000 + b"</t></is></c></row>", "K-302"),
        (b'<row r="1"><c r="A1"><v>1</v></c>', "K-306"),
        (b"<x/>" * 5_000_001, "K-307"),
        (b"".join(b'<row r="%d"><c r="ZZZ%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400)), "K-302"),
    ],
)
def test_hostile_sheets(read: Read, rows: bytes, code: str) -> None:
    assert refused(read, sheet_with(rows)) == code


def test_dates_beyond_the_calendar_are_cell_errors(read: Read) -> None:
    book = book_of(("a", date(2026, 1, 1)))
    data = with_parts(
        saved(book), lambda _name, content: content.replace(b"<v>46023</v>", b"<v>99999999999</v>")
    )
    assert read(data, "liste.xlsx")[0].problems.keys() == {(1, 1)}


def test_damaged_workbooks_are_refused_or_read(read: Read) -> None:
    whole = saved(book_of(("Anna", "Muster", 1), ("Berta", "Beispiel", 2)))
    dice = random.Random(20261122)  # noqa: S311  repeatable damage, no secret
    codes = set()
    for _ in range(150):
        data = bytearray(whole)
        if dice.random() < 0.3:
            del data[dice.randrange(4, len(data)) :]
        for _ in range(dice.randrange(1, 6)):
            if len(data) > 5:
                data[dice.randrange(4, len(data))] = dice.randrange(256)
        try:
            read(bytes(data), "liste.xlsx")
        except UserError as error:
            codes.add(error.code)
    assert "K-306" in codes
    assert all(code.startswith("K-3") for code in codes)


def test_damaged_parts_are_refused_or_read(read: Read) -> None:
    whole = saved(book_of(("Anna", "Muster", 1, date(2026, 1, 1)), ("=A1", "Beispiel", 2)))
    dice = random.Random(7)  # noqa: S311  repeatable damage, no secret
    for _ in range(150):

        def damage(_name: str, content: bytes) -> bytes:
            changed = bytearray(content)
            if changed and dice.random() < 0.4:
                position = dice.randrange(len(changed))
                changed[position : position + dice.randrange(1, 8)] = dice.randbytes(dice.randrange(3))
            return bytes(changed)

        try:
            read(with_parts(whole, damage), "liste.xlsx")
        except UserError as error:
            assert error.code.startswith("K-3")


def test_a_sheet_of_100_000_rows_is_within_bounds() -> None:
    cell = b'<c r="A100000" t="inlineStr"><is><t>Grundschule</t></is></c>'
    sheet = b"<sheetData>" + (b'<row r="1">' + cell * 9 + b"</row>") * 100_000 + b"</sheetData>"
    # Packing takes a second longer and changes nothing: sizes are counted unpacked.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("[Content_Types].xml", b"<Types/>")
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    assert not inspect(buffer.getvalue(), "liste.xlsx").has_tall_merges


def test_a_workbook_made_of_cell_formats_is_refused(read: Read) -> None:
    formats = b"".join(
        b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0"/>' % number for number in range(160_000)
    )
    data = with_parts(
        saved(book_of(("a",))), lambda _name, content: content.replace(b"</cellXfs>", formats + b"</cellXfs>")
    )
    assert refused(read, data) == "K-302"


@pytest.mark.parametrize(
    "part",
    [
        (b"<c><f>" + b" " * 3000 + b"</f>" + b" " * 3000) * 3000,
        b"<mergeCell " * 1_500_000,
        (b"<c " + b"x" * 2000) * 8000,
    ],
    ids=["formulas", "merges", "attributes"],
)
def test_the_safety_check_itself_cannot_be_slowed_down(read: Read, part: bytes) -> None:
    """Before its repetitions had bounds this took minutes; stored, so that the ratio says nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", part)
    assert refused(read, buffer.getvalue()) == "K-306"
