"""Bars in three steps: order, figures, and nothing runs into anything."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.charts.bars import BarRow, three_step_bars
from klikks_desktop.domain.charts.shapes import Anchor, Box, Drawing, Fill, MeasureText, Words

values = st.one_of(
    st.just(Decimal(0)),
    st.decimals(-100, 1000, allow_nan=False, places=1),
    st.decimals(-(10**12), 10**12, allow_nan=False, places=2),
)
labels = st.text(st.characters(categories=("L", "N", "Zs", "Pd")), max_size=80)
rows = st.lists(st.builds(BarRow, labels, values, values, values), max_size=40)


@given(
    rows=rows,
    width=st.floats(40, 900),
    height=st.sampled_from([0.0, 50.0, 600.0]),
    size=st.sampled_from([7.0, 10.0, 26.0]),
)
def test_nothing_lies_outside_and_no_text_on_a_bar(
    measure: MeasureText,
    check_inside: Callable[[Drawing], None],
    check_apart: Callable[[Drawing], None],
    *,
    rows: list[BarRow],
    width: float,
    height: float,
    size: float,
) -> None:
    drawing = three_step_bars(
        rows, unit="t CO₂e im Jahr", width=width, measure=measure, size=size, height=height
    )
    check_inside(drawing)
    check_apart(drawing)
    assert len(drawing.table.rows) == len(rows)
    assert drawing.width >= width


def test_the_largest_comes_first_with_its_total_in_bold(measure: MeasureText) -> None:
    rows = [
        BarRow("Klein", Decimal(1)),
        BarRow("Groß", Decimal("14.1"), Decimal(0), Decimal("5.2")),
        BarRow("Mittel", Decimal("9.8"), Decimal("8.4")),
    ]
    drawing = three_step_bars(rows, unit="t", width=400, measure=measure)
    bold = [shape.text for shape in drawing.shapes if isinstance(shape, Words) and shape.bold]
    assert bold == ["19,3", "18,2", "1,0"]
    assert drawing.table.rows[0] == ("Groß", "14,1", "0,0", "5,2", "19,3")
    assert "Groß 19,3; Mittel 18,2; Klein 1,0" in drawing.alt


def test_parts_keep_their_proportions_and_their_look(measure: MeasureText) -> None:
    drawing = three_step_bars(
        [BarRow("A", Decimal(10), Decimal(20), Decimal(10))], unit="t", width=400, measure=measure
    )
    parts = [shape for shape in drawing.shapes if isinstance(shape, Box)][3:]
    assert [part.fill for part in parts] == [Fill.SOLID, Fill.HATCHED, Fill.DASHED]
    whole = parts[-1].x + parts[-1].width - parts[0].x
    assert abs((parts[1].x - parts[0].x) / whole - 0.25) < 1e-9
    assert abs((parts[2].x - parts[0].x) / whole - 0.75) < 1e-9


def test_negative_parts_go_to_the_left_of_zero(measure: MeasureText) -> None:
    drawing = three_step_bars([BarRow("A", Decimal(-5), Decimal(10))], unit="EUR", width=400, measure=measure)
    positive, negative = [shape for shape in drawing.shapes if isinstance(shape, Box)][3:]
    assert abs(negative.x + negative.width - positive.x) < 1e-9
    assert abs(positive.width / negative.width - 2) < 1e-9


def test_the_smallest_are_added_up_where_only_some_are_wanted(measure: MeasureText) -> None:
    rows = [BarRow(str(number), Decimal(number), Decimal(1), Decimal(0)) for number in range(1, 11)]
    drawing = three_step_bars(rows, unit="t", width=400, measure=measure, most=4)
    assert [row[0] for row in drawing.table.rows] == ["10", "9", "8", "7 weitere"]
    assert drawing.table.rows[-1] == ("7 weitere", "28,0", "7,0", "0,0", "35,0")


def test_rows_spread_to_the_height_that_is_there(measure: MeasureText) -> None:
    rows = [BarRow(str(number), Decimal(number)) for number in range(1, 9)]
    low = three_step_bars(rows, unit="t", width=400, measure=measure)
    high = three_step_bars(rows, unit="t", width=400, measure=measure, height=low.height + 40)
    assert abs(high.height - low.height - 40) < 1e-6


def test_rows_draw_together_where_the_height_is_short(
    measure: MeasureText, check_apart: Callable[[Drawing], None]
) -> None:
    label = "Hydraulischer Abgleich und Regelung"
    rows = [BarRow(f"{label} {number}", Decimal(number)) for number in range(1, 9)]
    free = three_step_bars(rows, unit="t", width=400, measure=measure)
    short = three_step_bars(rows, unit="t", width=400, measure=measure, height=free.height - 40)
    assert abs(free.height - short.height - 40) < 1e-6
    check_apart(three_step_bars(rows, unit="t", width=400, measure=measure, height=1))


def test_no_rows_say_so(measure: MeasureText) -> None:
    drawing = three_step_bars([], unit="t", width=300, measure=measure)
    assert [shape.text for shape in drawing.shapes if isinstance(shape, Words)] == ["Noch keine Angaben."]
    assert drawing.table.rows == ()
    assert drawing.table.head[0] == "Maßnahme"


def test_a_long_label_breaks_between_words_and_is_shortened(measure: MeasureText) -> None:
    label = "Wärmeschutz Turnhalle und noch ein sehr langer Name, der nicht mehr auf zwei Zeilen passt"
    drawing = three_step_bars([BarRow(label, Decimal(1))], unit="t", width=400, measure=measure)
    lines = [s.text for s in drawing.shapes if isinstance(s, Words) and s.anchor is Anchor.END][1:]
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert drawing.table.rows[0][0] == label
