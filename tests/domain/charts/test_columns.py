"""Columns per year, beside each other or one upon the other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.charts.columns import ColumnSeries, yearly_columns
from klikks_desktop.domain.charts.shapes import Box, Drawing, Fill, Ink, MeasureText, Words

years = st.dictionaries(st.integers(1990, 2060), st.decimals(-(10**6), 10**9, places=1), max_size=40)
two = st.lists(st.builds(ColumnSeries, st.text("Wärme ", max_size=30), years), min_size=1, max_size=2)


@given(
    series=two, stacked=st.booleans(), width=st.floats(40, 900), height=st.sampled_from([0.0, 50.0, 400.0])
)
def test_nothing_lies_outside(
    measure: MeasureText,
    check_inside: Callable[[Drawing], None],
    *,
    series: list[ColumnSeries],
    stacked: bool,
    width: float,
    height: float,
) -> None:
    drawing = yearly_columns(
        series,
        unit="kWh",
        width=width,
        measure=measure,
        title="Verbrauch",
        stacked=stacked,
        height=height,
    )
    check_inside(drawing)


@given(values=st.dictionaries(st.integers(2000, 2030), st.decimals(0, 10**7, places=1), max_size=30))
def test_no_value_lies_on_a_column(
    measure: MeasureText, check_apart: Callable[..., None], values: dict[int, Decimal]
) -> None:
    series = [ColumnSeries("gemessen", values), ColumnSeries("bereinigt", values, Ink.DECIDED, Fill.HATCHED)]
    drawing = yearly_columns(series, unit="kWh", width=600, measure=measure, title="Verbrauch")
    check_apart(drawing, texts_too=False)


def test_a_year_without_value_is_unknown_and_never_zero(measure: MeasureText) -> None:
    series = [ColumnSeries("Strom", {2022: Decimal(100), 2024: Decimal(80)})]
    drawing = yearly_columns(series, unit="MWh", width=400, measure=measure, title="Strom")
    assert drawing.table.rows == (("2022", "100,0"), ("2023", ""), ("2024", "80,0"))
    assert "Ohne Angabe: 2023." in drawing.alt
    assert "–" in {shape.text for shape in drawing.shapes if isinstance(shape, Words)}
    assert len([shape for shape in drawing.shapes if isinstance(shape, Box)]) == 1 + 2


def test_stacked_columns_tell_their_sum(measure: MeasureText) -> None:
    series = [
        ColumnSeries("Wärme", {2024: Decimal(100), 2025: Decimal(90)}),
        ColumnSeries("Strom", {2024: Decimal(20)}, Ink.CAT2),
    ]
    drawing = yearly_columns(series, unit="MWh", width=400, measure=measure, title="Energie", stacked=True)
    bold = {shape.text for shape in drawing.shapes if isinstance(shape, Words) and shape.bold}
    assert bold == {"120,0", "90,0"}
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)][2:]
    assert abs(boxes[0].y - (boxes[1].y + boxes[1].height)) < 1e-9
    assert abs(boxes[0].height / boxes[1].height - 5) < 1e-9


def test_a_century_of_years_shows_only_those_with_values(measure: MeasureText) -> None:
    series = [ColumnSeries("Strom", {1900: Decimal(1), 2025: Decimal(2)})]
    drawing = yearly_columns(series, unit="MWh", width=400, measure=measure, title="Strom")
    assert [row[0] for row in drawing.table.rows] == ["1900", "2025"]
