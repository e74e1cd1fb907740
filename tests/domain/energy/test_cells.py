"""Cells of the consumption grid, and blocks from the clipboard."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.carriers import Unit
from klikks_desktop.domain.energy.cells import (
    Cell,
    CellKey,
    Figure,
    Grid,
    GridColumn,
    GridRow,
    read_cell,
    write_cell,
)
from klikks_desktop.domain.energy.paste import cells_of, parse_paste
from klikks_desktop.domain.values import ValueFormatError, format_number

AMOUNTS = st.integers(min_value=0, max_value=10**11)
METERS = (UUID(int=1), UUID(int=2))


def grid(rows: int = 3) -> Grid:
    years = [GridRow(str(2020 + row), 2020 + row) for row in range(rows)]
    columns = [GridColumn(meter, figure, "", "") for meter in METERS for figure in Figure]
    cells = [
        [Cell(CellKey(column.meter_id, row.year, 0, column.figure), "", None) for column in columns]
        for row in years
    ]
    return Grid(UUID(int=9), False, years, columns, cells, True)


@given(AMOUNTS, st.sampled_from(Figure), st.sampled_from(Unit))
def test_what_was_written_is_read_again(value: int, figure: Figure, unit: Unit) -> None:
    assert read_cell(write_cell(value, figure), figure, unit) == value


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\t"])
def test_empty_is_nothing_and_zero_is_a_value(text: str, figure: Figure) -> None:
    assert read_cell(text, figure, Unit.KWH) is None
    assert write_cell(None, figure) == ""
    assert read_cell("0", figure, Unit.KWH) == 0
    assert write_cell(0, figure) in {"0", "0,00"}


@pytest.mark.parametrize(
    ("text", "unit", "milli"),
    [
        ("12.345 kWh", Unit.KWH, 12_345_000),
        ("12.345kWh", Unit.KWH_HS, 12_345_000),
        ("1,5 MWh", Unit.MWH, 1_500),
        ("120,25 m3", Unit.CUBIC_METRE, 120_250),
        ("120,25 m³", Unit.CUBIC_METRE, 120_250),
        ("3.000 l", Unit.LITRE, 3_000_000),
        ("3000 Liter", Unit.LITRE, 3_000_000),
        ("1234.5", Unit.KWH, 1_234_500),
        ("1 234,5", Unit.KWH, 1_234_500),
        ("0,0005", Unit.KWH, 1),
        ("0,00049", Unit.KWH, 0),
    ],
)
def test_quantities(text: str, unit: Unit, milli: int) -> None:
    assert read_cell(text, Figure.QUANTITY, unit) == milli


@pytest.mark.parametrize(
    ("text", "cents"), [("1.234,50 €", 123_450), ("EUR 12", 1200), ("12 Euro", 1200), ("0,1", 10)]
)
def test_costs(text: str, cents: int) -> None:
    assert read_cell(text, Figure.COST, Unit.KWH) == cents


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("viel", Figure.QUANTITY, Unit.KWH),
        ("-5", Figure.QUANTITY, Unit.KWH),
        ("-5", Figure.COST, Unit.KWH),
        ("12,345", Figure.COST, Unit.KWH),
        ("12 MWh", Figure.QUANTITY, Unit.KWH),
        ("12 kWh Hs", Figure.QUANTITY, Unit.KWH),
        ("12 kWh", Figure.QUANTITY, Unit.LITRE),
        ("5 EUR", Figure.QUANTITY, Unit.KWH),
        ("1000000000001", Figure.QUANTITY, Unit.KWH),
        ("=A1", Figure.QUANTITY, Unit.KWH),
        ("#WERT!", Figure.COST, Unit.KWH),
    ],
)
def test_what_is_no_value_is_refused_with_a_sentence(text: str, figure: Figure, unit: Unit) -> None:
    with pytest.raises(ValueFormatError) as caught:
        read_cell(text, figure, unit)
    assert str(caught.value).endswith(".")


@given(st.text(max_size=30), st.sampled_from(Figure), st.sampled_from(Unit))
def test_any_text_is_a_value_or_refused(text: str, figure: Figure, unit: Unit) -> None:
    try:
        value = read_cell(text, figure, unit)
    except ValueFormatError:
        return
    assert value is None or value >= 0


# ---------------------------------------------------------------------- blocks


def test_a_block_from_excel_goes_where_it_belongs() -> None:
    paste = parse_paste("1.000\t100,50\r\n\t\r\n", (1, 2), grid())
    meter = METERS[1]
    assert [(change.key, change.text) for change in paste.changes] == [
        (CellKey(meter, 2021, 0, Figure.QUANTITY), "1.000"),
        (CellKey(meter, 2021, 0, Figure.COST), "100,50"),
        (CellKey(meter, 2022, 0, Figure.QUANTITY), ""),
        (CellKey(meter, 2022, 0, Figure.COST), ""),
    ]
    assert paste.left_out == 0


def test_what_lies_beyond_the_edge_is_counted() -> None:
    paste = parse_paste("1\t2\t3\n4\t5\t\n6\t7\t8", (1, 2), grid())
    assert len(paste.changes) == 4
    assert paste.left_out == 4


def test_quoted_cells_hold_tabs_line_ends_and_quotes() -> None:
    assert cells_of('"1\t2"\t"a\nb"\n"sie sagte ""5"""\t6') == [["1\t2", "a\nb"], ['sie sagte "5"', "6"]]
    assert cells_of("") == [[""]]
    assert cells_of("5") == [["5"]]
    assert cells_of("5\n\n6\n") == [["5"], [""], ["6"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234.50\t5,000", [["1.234,50", "5.000"]]),
        ("0.5 kWh\t1,000", [["0,5 kWh", "1.000"]]),
        ("1,000\t2,500,000", [["1.000", "2.500.000"]]),
        ("1.000\t2,5", [["1.000", "2,5"]]),
        ("1.000\t1.234,5\t0.5", [["1.000", "1.234,5", "0.5"]]),
        ("1.000\t2.000", [["1.000", "2.000"]]),
        ("1,000\t2,000", [["1,000", "2,000"]]),
        ("$ 1,234.50\ttext", [["$ 1.234,50", "text"]]),
    ],
)
def test_english_blocks_are_told_from_german_ones(text: str, expected: list[list[str]]) -> None:
    assert cells_of(text) == expected


@given(st.lists(st.lists(AMOUNTS, min_size=4, max_size=4), min_size=1, max_size=3), st.booleans())
def test_blocks_of_numbers_arrive_whole(block: list[list[int]], quoted: bool) -> None:
    def text(value: int) -> str:
        written = format_number(Decimal(value) / 100, 2)
        return f'"{written}"' if quoted else written

    pasted = "\r\n".join("\t".join(text(value) for value in row) for row in block)
    paste = parse_paste(pasted, (0, 0), grid())
    found = [read_cell(change.text, Figure.COST, Unit.KWH) for change in paste.changes]
    assert found == [value for row in block for value in row]


@given(
    st.lists(
        st.decimals(min_value=0, max_value=10**8, places=2).map(lambda number: f"{number:,.2f}"),
        min_size=1,
        max_size=4,
    )
)
def test_english_numbers_arrive_whole(numbers: list[str]) -> None:
    paste = parse_paste("\t".join(numbers), (0, 0), grid())
    found = [read_cell(change.text, Figure.COST, Unit.KWH) for change in paste.changes]
    assert found == [int(number.replace(",", "").replace(".", "")) for number in numbers]


@given(st.text(alphabet=st.sampled_from('ab1,.\t\n\r"\0 '), max_size=60))
def test_any_text_can_be_pasted(text: str) -> None:
    paste = parse_paste(text, (0, 0), grid())
    keys = [change.key for change in paste.changes]
    assert len(keys) == len(set(keys)) <= 12
