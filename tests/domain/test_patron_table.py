from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.patron_cells import NameOrder
from klikks_desktop.domain.patron_columns import STANDARD, Column, normal
from klikks_desktop.domain.patron_header import choose_sheet, find_layout
from klikks_desktop.domain.patron_row import FIELDS, PatronRow
from klikks_desktop.domain.patron_table import PatronTable, read_patrons
from klikks_desktop.domain.records import Address, ConsentForm
from klikks_desktop.domain.sheets import CellValue, Sheet, SheetRow, cell_address

ANNA = (
    "Frau", "Dr.", "Anna", "Muster", "anna@example.org", "05191 82-0", "Harber",
    date(2021, 11, 1), "31.10.2026",
    "30.9.21", "2021/17", "ja", 44470, "Papier",
)  # fmt: skip


def no_digits(name: str) -> str | None:
    return "Ein Name enthält keine Ziffern." if any(map(str.isdigit, name)) else None


def sheet_of(*rows: Sequence[CellValue], name: str = "Liste") -> Sheet:
    """Rows numbered from 1; an empty one is left out, as a reader does."""
    return Sheet(
        name,
        tuple(
            SheetRow(number, tuple(cells))
            for number, cells in enumerate(rows, start=1)
            if any(cell is not None for cell in cells)
        ),
    )


def read(*rows: Sequence[CellValue], order: NameOrder | None = None) -> PatronTable:
    return read_patrons([sheet_of(*rows)], no_digits, order)


def one(header: Sequence[CellValue], row: Sequence[CellValue], order: NameOrder | None = None) -> PatronRow:
    table = read(header, row, order=order)
    assert table.refusals == ()
    return table.rows[0]


def reason(
    header: Sequence[CellValue], row: Sequence[CellValue], order: NameOrder | None = None
) -> tuple[str, str, str]:
    table = read(header, row, order=order)
    assert table.rows == ()
    refusal = table.refusals[0]
    return refusal.address, refusal.column, refusal.reason


def test_the_documented_columns() -> None:
    row = one(STANDARD, ANNA)
    assert row == PatronRow(
        row=2,
        address=Address.FEMALE,
        degree="Dr.",
        given_name="Anna",
        family_name="Muster",
        email="anna@example.org",
        phone="05191 82-0",
        locality="Harber",
        begins_on=date(2021, 11, 1),
        ends_on=date(2026, 10, 31),
        resolution_on=date(2021, 9, 30),
        resolution_number="2021/17",
        consent=True,
        consent_on=date(2021, 10, 1),
        consent_form=ConsentForm.PAPER,
    )


def test_form_texts_hold_filled_cells_only() -> None:
    assert one(STANDARD, ANNA).form_texts() == {
        "address": "f",
        "degree": "Dr.",
        "given_name": "Anna",
        "family_name": "Muster",
        "email": "anna@example.org",
        "phone": "05191 82-0",
        "locality": "Harber",
        "begins_on": "01.11.2021",
        "ends_on": "31.10.2026",
        "resolution_on": "30.09.2021",
        "resolution_number": "2021/17",
        "weitergabe": "ja",
        "weitergabe_on": "01.10.2021",
        "weitergabe_form": "Papier",
    }
    assert one(STANDARD, ANNA).form_texts().keys() == FIELDS.keys()
    assert one(("Vorname", "Nachname"), ("Anna", "Muster")).form_texts() == {
        "given_name": "Anna",
        "family_name": "Muster",
    }


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("E-MAIL", Column.EMAIL),
        ("Mailadresse*", Column.EMAIL),
        ("Tel.-Nr.", Column.PHONE),
        ("Handy", Column.PHONE),
        ("Familien-\nname", Column.FAMILY_NAME),
        ("Ort / Ortsteil", Column.LOCALITY),
        ("Amtsende", Column.ENDS_ON),
        ("Amtszeit\nvon", Column.BEGINS_ON),
        ("Beschluß vom", Column.RESOLUTION_ON),
        ("Beschluss-Nr", Column.RESOLUTION_NUMBER),
        ("anrede (Frau, Herr, keine)", Column.ADDRESS),
        ("Akad. Titel", Column.DEGREE),
        ("Einverständnis Weitergabe", Column.CONSENT),
        ("Gemeindeschlüssel", Column.PLACE_KEY),
    ],
)
def test_other_titles(title: str, column: Column) -> None:
    header = ("Vorname",) if column is Column.FAMILY_NAME else ("Vorname", "Nachname")
    assert find_layout(sheet_of((*header, title))).columns[column] == (len(header),)


def test_every_official_title_means_its_column() -> None:
    columns = find_layout(sheet_of(STANDARD)).columns
    assert columns == {column: (index,) for index, column in enumerate(STANDARD)}


def test_name_beside_vorname_is_the_family_name() -> None:
    row = one(("Name", "Vorname"), ("Muster", "Anna"))
    assert (row.given_name, row.family_name) == ("Anna", "Muster")


def test_einwilligung_alone_does_not_say_to_what() -> None:
    table = read(("Vorname", "Nachname", "Einwilligung"), ("Anna", "Muster", "ja"))
    assert table.rows[0].consent is None
    assert any("sagt nicht, wofür" in remark for remark in table.remarks)


def test_header_below_a_preamble() -> None:
    table = read(
        ("Gemeinde Soltau",),
        ("Unsere Klimaschutzpatinnen und Klimaschutzpaten",),
        (),
        ("Stand:", date(2026, 11, 1)),
        ("Nr.", *STANDARD),
        (1, *ANNA),
    )
    assert [row.row for row in table.rows] == [6]
    assert table.layout.first_row == 6
    assert table.layout.ignored == ("Nr.",)


def test_header_of_two_rows_with_merged_titles() -> None:
    table = read(
        ("Liste der Patinnen und Paten",),
        ("Anrede", "Vorname", "Nachname", "Amtszeit", None, "Beschluss", None, "Einwilligung", None, None),
        (None, None, None, "von", "bis", "vom", "Nr.", "Weitergabe", "am", "Form"),
        ("Herr", "Bert", "Beispiel", "1.1.24", "31.12.28", "1.12.23", 7, "x", "1.12.23", "E-Mail"),
    )
    row = table.rows[0]
    assert (row.begins_on, row.ends_on) == (date(2024, 1, 1), date(2028, 12, 31))
    assert (row.resolution_on, row.resolution_number) == (date(2023, 12, 1), "7")
    assert (row.consent, row.consent_on, row.consent_form) == (True, date(2023, 12, 1), ConsentForm.EMAIL)
    assert table.refusals == ()


def test_an_empty_column_under_a_title_is_not_that_title() -> None:
    layout = find_layout(sheet_of(("Vorname", "Nachname", None), (None, None, None, "von")))
    assert layout.columns[Column.FAMILY_NAME] == (1,)


def test_missing_header_in_the_documented_order() -> None:
    table = read(ANNA, ("Herr", None, "Bert", "Beispiel"))
    assert [row.given_name for row in table.rows] == ["Anna", "Bert"]
    assert "keine Kopfzeile" in table.remarks[0]
    assert read(ANNA[:4]).rows[0].family_name == "Muster"


@pytest.mark.parametrize(
    "rows",
    [
        [("Muster", "Anna", "anna@example.org", "05191 82")],
        [("Anna", "Muster")],
        [("Frau", "Anna", "Muster", "anna@example.org")],
        [("x",)],
        [(1, 2, 3, 4)],
    ],
)
def test_without_header_in_another_order_it_is_refused(rows: list[tuple[CellValue, ...]]) -> None:
    with pytest.raises(UserError, match="Vorname") as refused:
        read(*rows)
    assert refused.value.code == "K-320"


def test_a_list_without_names_says_which_column_is_missing() -> None:
    with pytest.raises(UserError, match=r"„Nachname“.*Anrede, Vorname") as refused:
        read(("Anrede", "Vorname"), ("Frau", "Anna"))
    assert refused.value.code == "K-321"
    with pytest.raises(UserError, match="„Vorname“"):
        read(("Nachname", "Mail"), ("Muster", "a@example.org"))


def test_the_sheet_that_knows_most_columns_is_read() -> None:
    notes = sheet_of(("Notizen",), ("Anna anrufen",), name="Notizen")
    short = sheet_of(("Vorname", "Nachname"), ("Alt", "Liste"), name="Alt")
    full = sheet_of(STANDARD, ANNA, name="Paten 2026")
    assert choose_sheet([notes, short, full])[0].name == "Paten 2026"
    with pytest.raises(UserError, match="Notizen"):
        choose_sheet([notes])


def test_sums_footers_repeated_headers_and_numbered_empty_rows_are_skipped() -> None:
    header = ("Nr.", "Anrede", "Vorname", "Nachname", "E-Mail")
    table = read(
        header,
        (1, "Frau", "Anna", "Muster", None),
        header,
        (2, "Herr", "Gesamt", "Summe", None),
        (3, None, None, None, None),
        (None, "Summe:", 2, None, None),
        (None, None, "Anzahl der Patinnen und Paten", 2, None),
        ("Stand: 01.11.2026",),
        (None, None, "Quelle: Meldungen der Ortsteile", None, None),
        ("Diese Liste ist nur für den Dienstgebrauch im Rathaus bestimmt.",),
    )
    assert [row.row for row in table.rows] == [2, 4]
    assert table.refusals == ()
    assert [(skipped.row, skipped.reason) for skipped in table.skipped] == [
        (3, "Wiederholte Kopfzeile"),
        (5, "Zeile ohne Namen"),
        (6, "Summenzeile"),
        (7, "Summenzeile"),
        (8, "Fußzeile"),
        (9, "Fußzeile"),
        (10, "Fußzeile"),
    ]


def test_a_person_with_half_a_name_is_refused_not_skipped() -> None:
    table = read(("Vorname", "Nachname"), ("Anna", None), (None, "Muster"))
    assert table.skipped == ()
    assert [(r.row, r.column, r.reason) for r in table.refusals] == [
        (2, "Nachname", "Der Nachname fehlt."),
        (3, "Vorname", "Der Vorname fehlt."),
    ]


def test_all_that_is_wrong_with_a_row_is_told_with_its_cell() -> None:
    table = read(
        ("Anrede", "Vorname", "Nachname", "Mail", "Amtszeit von", "Amtszeit bis"),
        ("Fam.", "Anna1", "Muster", "anna", "30.02.2026", "bald"),
    )
    assert [(refusal.address, refusal.column) for refusal in table.refusals] == [
        ("D2", "Mail"),
        ("A2", "Anrede"),
        ("B2", "Vorname"),
        ("E2", "Amtszeit von"),
        ("F2", "Amtszeit bis"),
    ]
    assert table.refusals[3].reason == "Den 30.02.2026 gibt es nicht: Der Februar 2026 hat 28 Tage."


NAMES = ("Vorname", "Nachname")


@pytest.mark.parametrize(
    ("title", "value", "address", "said"),
    [
        ("Anrede", "Familie", "C2", "ist keine Anrede"),
        ("Telefon", "siehe Akte", "C2", "keine Telefonnummer"),
        ("Beschluss Nr.", date(2026, 3, 1), "C2", "Excel hat aus der Beschlussnummer ein Datum gemacht"),
        ("Einwilligung Weitergabe", "vielleicht", "C2", "weder ja noch nein"),
        ("Einwilligung Form", "mündlich", "C2", "keine bekannte Form"),
        ("Ortsteil", "x" * 300, "C2", "300 Zeichen"),
        ("Amtszeit von", 17, "C2", "ist kein Datum"),
        ("Amtszeit von", True, "C2", "ist kein Datum"),
        ("Amtszeit", "2021-2026", "C2", "ist kein Datum"),
        ("Amtszeit", "31.12.2026 - 1.1.2021", "C2", "liegt vor dem Beginn"),
        ("AGS", "33580210", "C2", ""),
        ("AGS", "Soltau", "C2", "kein Gemeindeschlüssel"),
        ("AGS", 123, "C2", "kein Gemeindeschlüssel"),
    ],
)
def test_cells_that_refuse_their_row(title: str, value: CellValue, address: str, said: str) -> None:
    if said:
        found_address, column, text = reason((*NAMES, title), ("Anna", "Muster", value))
        assert (found_address, column) == (address, title)
        assert said in text
        assert text.endswith(".")
    else:
        assert one((*NAMES, title), ("Anna", "Muster", value)).place_key == "033580210"


@pytest.mark.parametrize(
    ("title", "value", "field", "expected"),
    [
        ("Anrede", "Hr.", "address", Address.MALE),
        ("Anrede", "FRAU", "address", Address.FEMALE),
        ("Anrede", "keine", "address", Address.NONE),
        ("Anrede", None, "address", None),
        ("Telefon", 5191820, "phone", "05191820"),
        ("Telefon", 4951918200012, "phone", "+4951918200012"),
        ("E-Mail", "mailto:anna@example.org", "email", "anna@example.org"),
        ("Amtszeit von", "2026-03-03 00:00:00", "begins_on", date(2026, 3, 3)),
        ("Amtszeit von", "46084", "begins_on", date(2026, 3, 3)),
        ("Amtszeit von", 46084.5, "begins_on", date(2026, 3, 3)),
        ("Amtszeit bis", "unbefristet", "open_ended", True),
        ("Amtszeit", "seit 3.3.26", "begins_on", date(2026, 3, 3)),
        ("Amtszeit", "2026-03-03 bis 2027-03-02", "ends_on", date(2027, 3, 2)),
        ("Amtszeit", "3.3.2026–offen", "open_ended", True),
        ("Beschluss Nr.", 17.0, "resolution_number", "17"),
        ("AGS", 3358021, "place_key", "03358021"),
        ("AGS", "03358021", "place_key", "03358021"),
        ("AGS", 33580021021, "place_key", "03358021"),
        ("Einwilligung Weitergabe", 1, "consent", True),
        ("Einwilligung Weitergabe", True, "consent", True),
        ("Einwilligung Weitergabe", "nein", "consent", False),
        ("Einwilligung Weitergabe", date(2026, 3, 3), "consent_on", date(2026, 3, 3)),
        ("Ortsteil", "Harber\nSüd", "locality", "Harber Süd"),
    ],
)
def test_cells_as_people_write_them(title: str, value: CellValue, field: str, expected: object) -> None:
    assert getattr(one((*NAMES, title), ("Anna", "Muster", value)), field) == expected


def test_degree_beside_the_form_of_address() -> None:
    row = one(("Anrede", *NAMES), ("Frau Dr. med.", "Anna", "Muster"))
    assert (row.address, row.degree) == (Address.FEMALE, "Dr. med.")


def test_consent_without_date_and_form_is_taken_as_unproven() -> None:
    row = one((*NAMES, "Einwilligung Weitergabe"), ("Anna", "Muster", "ja"))
    assert row.consent is True
    assert "unbelegt" in row.remarks[0]
    dated = one((*NAMES, "Einwilligung am"), ("Anna", "Muster", "3.3.26"))
    assert dated.consent is None
    assert dated.form_texts().keys() == {"given_name", "family_name"}
    assert "nicht erteilt" in dated.remarks[0]


def test_a_no_withdraws_nothing() -> None:
    row = one((*NAMES, "Einwilligung Weitergabe"), ("Anna", "Muster", "nein"))
    assert "weitergabe" not in row.form_texts()


def test_duplicate_columns() -> None:
    header = (*NAMES, "Telefon", "Mobil", "Ortsteil", "Ortsteil")
    table = read(
        header,
        ("Anna", "Muster", None, "0171 1234567", "Harber", "Harber"),
        ("Bert", "Beispiel", "05191 82", "0171 1234567", None, "Süd"),
        ("Cora", "Probe", None, None, "Harber", "Süd"),
    )
    assert table.rows[0].phone == "0171 1234567"
    assert table.rows[1].phone == "05191 82"
    assert table.rows[1].locality == "Süd"
    assert "nur die erste" in table.rows[1].remarks[0]
    assert [(refusal.row, refusal.address) for refusal in table.refusals] == [(4, "F4")]
    assert any("mehrere Spalten" in remark for remark in table.remarks)


def test_a_cell_without_value_refuses_its_row_with_the_reason_of_the_file() -> None:
    sheet = Sheet(
        "Liste",
        (SheetRow(1, NAMES), SheetRow(2, ("Anna",)), SheetRow(3, ())),
        problems={(2, 1): "Kein Ergebnis.", (3, 0): "Kein Ergebnis.", (3, 1): "Kein Ergebnis."},
    )
    table = read_patrons([sheet], no_digits)
    assert [(refusal.address, refusal.reason) for refusal in table.refusals] == [
        ("B2", "Kein Ergebnis."),
        ("A3", "Kein Ergebnis."),
        ("B3", "Kein Ergebnis."),
    ]


def test_whole_names_in_one_column_ask() -> None:
    rows = (("Anrede", "Name", "Mail"), ("Frau", "Anna Muster", None))
    assert find_layout(sheet_of(*rows)).needs_name_order
    with pytest.raises(UserError, match="--split-names nachname-komma") as refused:
        read(*rows)
    assert refused.value.code == "K-322"
    assert "Anna" not in refused.value.line


@pytest.mark.parametrize(
    ("text", "order", "given_name", "family_name", "degree"),
    [
        ("Anna Muster", NameOrder.GIVEN_FIRST, "Anna", "Muster", ""),
        ("Anna Lena von der Heide", NameOrder.GIVEN_FIRST, "Anna Lena", "von der Heide", ""),
        ("Dr. med. Anna Muster-Beispiel", NameOrder.GIVEN_FIRST, "Anna", "Muster-Beispiel", "Dr. med."),
        ("J. Robert Muster", NameOrder.GIVEN_FIRST, "J. Robert", "Muster", ""),
        ("Muster, Anna Lena", NameOrder.FAMILY_COMMA, "Anna Lena", "Muster", ""),
        ("von der Heide, Dr. Anna", NameOrder.FAMILY_COMMA, "Anna", "von der Heide", "Dr."),
        ("Prof. Dr. Summe, Erika", NameOrder.FAMILY_COMMA, "Erika", "Summe", "Prof. Dr."),
        ("Summe, Erika", NameOrder.FAMILY_COMMA, "Erika", "Summe", ""),
    ],
)
def test_split_names(text: str, order: NameOrder, given_name: str, family_name: str, degree: str) -> None:
    row = one(("Name", "Mail"), (text, None), order)
    assert (row.given_name, row.family_name, row.degree) == (given_name, family_name, degree)


def test_form_of_address_before_a_whole_name() -> None:
    row = one(("Patin / Pate", "Mail"), ("Herrn Bert Beispiel", None), NameOrder.GIVEN_FIRST)
    assert (row.address, row.given_name, row.family_name) == (Address.MALE, "Bert", "Beispiel")


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Anna Muster", NameOrder.FAMILY_COMMA),
        ("Muster, Anna, Dr.", NameOrder.FAMILY_COMMA),
        ("Muster,", NameOrder.FAMILY_COMMA),
        ("Muster, Anna", NameOrder.GIVEN_FIRST),
        ("Anna", NameOrder.GIVEN_FIRST),
    ],
)
def test_names_not_written_as_said_are_refused(text: str, order: NameOrder) -> None:
    assert reason(("Name", "Mail"), (text, "a@example.org"), order)[:2] == ("A2", "Name")


def test_rejected_rows_keep_their_cells_and_can_be_read_again() -> None:
    table = read(
        ("Nr.", *NAMES, "Telefon", "Telefon", "Mail"),
        (1, "Anna", "Muster", None, None, "anna"),
        (2, "Bert", "Beispiel", None, "05191 82", None, None, "Randnotiz"),
        (3, "Cora", "Probe"),
    )
    refusals = [*table.refusals, table.refusal(3, Column.ADDRESS, "Die Anrede fehlt.")]
    titles, rows = table.rejected(refusals)
    assert titles == [
        "Nr.",
        *NAMES,
        "Telefon",
        "Telefon (2)",
        "Mail",
        "Spalte G",
        "Spalte H",
        "Zeile",
        "Grund",
    ]
    assert rows == [
        [1, "Anna", "Muster", None, None, "anna", None, None, 2, "Mail: In „anna“ fehlt das @-Zeichen."],
        [2, "Bert", "Beispiel", None, "05191 82", None, None, "Randnotiz", 3, "Anrede: Die Anrede fehlt."],
    ]
    again = read(titles, *rows)
    assert [row.phone for row in again.rows] == ["05191 82"]
    assert [(refusal.row, refusal.column) for refusal in again.refusals] == [(2, "Mail")]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [*Column, "Frau", "Anna", "Muster, Anna", "Summe", "ja", "3.3.26", "a@example.org", "Stand"]
    ),
    st.text(max_size=8),
    st.integers(-5, 60_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
)


@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8), st.sampled_from([None, *NameOrder]))
def test_any_table_is_read_or_refused_and_no_row_is_lost(
    rows: list[list[CellValue]], order: NameOrder | None
) -> None:
    sheet = sheet_of(*rows)
    if not sheet.rows:
        return
    try:
        table = read_patrons([sheet], no_digits, order)
    except UserError as error:
        assert error.code in {"K-320", "K-321", "K-322"}
        return
    told = [row.row for row in table.rows] + [row.row for row in table.skipped]
    told += {refusal.row for refusal in table.refusals}
    assert sorted(told) == [row.number for row in sheet.rows if row.number >= table.layout.first_row]


def test_normal_titles_and_addresses_of_cells() -> None:
    assert normal("E-Mail-\nAdresse (privat)*") == "emailadresse"
    assert normal("(Anrede)") == "anrede"
    assert [cell_address(index, 7) for index in (0, 25, 26, 701, 702)] == ["A7", "Z7", "AA7", "ZZ7", "AAA7"]
