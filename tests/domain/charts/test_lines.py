"""The line over the years against the target path."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.domain.charts.lines import path_against_target
from klikks_desktop.domain.charts.shapes import Dot, Drawing, Ink, MeasureText, Path, Words

series = st.dictionaries(st.integers(1950, 2100), st.decimals(-(10**9), 10**9, places=1), max_size=40)


@given(
    achieved=series,
    target=series,
    width=st.floats(40, 900),
    height=st.sampled_from([0.0, 50.0, 400.0]),
    size=st.sampled_from([7.0, 26.0]),
)
def test_nothing_lies_outside(
    measure: MeasureText,
    check_inside: Callable[[Drawing], None],
    *,
    achieved: dict[int, Decimal],
    target: dict[int, Decimal],
    width: float,
    height: float,
    size: float,
) -> None:
    drawing = path_against_target(
        achieved, target, unit="t CO₂e im Jahr", width=width, measure=measure, size=size, height=height
    )
    check_inside(drawing)
    assert len(drawing.table.rows) == len({*achieved, *target})


def test_dots_years_and_values_at_the_ends(measure: MeasureText) -> None:
    achieved = {2024: Decimal("31.2"), 2025: Decimal(47), 2026: Decimal("61.8")}
    target = {2024: Decimal(40), 2030: Decimal(180)}
    drawing = path_against_target(achieved, target, unit="t", width=500, measure=measure)
    words = [shape.text for shape in drawing.shapes if isinstance(shape, Words)]
    assert {"61,8", "180,0", "2024", "2026", "2030", "erreicht", "Zielpfad"} <= set(words)
    plotted = [s for s in drawing.shapes if isinstance(s, Dot) and s.ink is Ink.ACHIEVED]
    assert len(plotted) == 1 + 3
    dashed = [s for s in drawing.shapes if isinstance(s, Path) and s.dashed and len(s.points) > 1]
    assert [(len(path.points)) for path in dashed] == [2, 2]
    assert drawing.table.rows == (
        ("2024", "31,2", "40,0"),
        ("2025", "47,0", ""),
        ("2026", "61,8", ""),
        ("2030", "", "180,0"),
    )


def test_says_whether_the_path_is_kept(measure: MeasureText) -> None:
    def alt(achieved: int) -> str:
        known = {2025: Decimal(achieved)}
        return path_against_target(known, {2025: Decimal(50)}, unit="t", width=500, measure=measure).alt

    assert "2025 liegt das Erreichte unter dem Zielpfad." in alt(49)
    assert "2025 liegt das Erreichte auf oder über dem Zielpfad." in alt(50)


def test_values_that_meet_at_the_end_stand_one_above_the_other(measure: MeasureText) -> None:
    drawing = path_against_target(
        {2024: Decimal(1), 2026: Decimal(60)},
        {2024: Decimal(0), 2026: Decimal(61)},
        unit="t",
        width=500,
        measure=measure,
    )
    ends = {shape.text: shape for shape in drawing.shapes if isinstance(shape, Words)}
    assert ends["60,0"].y - ends["61,0"].y >= 12


def test_one_year_alone_has_no_line(measure: MeasureText, check_inside: Callable[[Drawing], None]) -> None:
    drawing = path_against_target({2026: Decimal(5)}, {}, unit="t", width=300, measure=measure)
    assert "Zielpfad" not in {shape.text for shape in drawing.shapes if isinstance(shape, Words)}
    check_inside(drawing)


def test_no_years_say_so(measure: MeasureText) -> None:
    drawing = path_against_target({}, {}, unit="t", width=300, measure=measure)
    assert drawing.alt.endswith("Noch keine Angaben.")
