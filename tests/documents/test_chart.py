"""Charts on paper: vector, tagged as figures, readable in grey."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HEAD, bars, columns
from samples import CREATED
from self_check import findings

from klikks_desktop.documents.canvas import POINTS_PER_MM, Supplies
from klikks_desktop.documents.chart import hatch_lines, load_inks, text_measure
from klikks_desktop.documents.colour import contrast_on_white
from klikks_desktop.documents.reports.press import ReportPress
from klikks_desktop.domain.charts.bars import three_step_bars
from klikks_desktop.domain.charts.shapes import Box, ChartTable, Dot, Drawing, Fill, Ink, Words
from klikks_desktop.domain.charts.shapes import Path as Line
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.reports.sheet import Chart, Heading, ReportSheet


@pytest.fixture(scope="session")
def reports(resources: Path) -> ReportPress:
    """A press for reports."""
    return ReportPress(resources)


def printed(press: ReportPress, *blocks: Chart | Heading) -> bytes:
    sheet = ReportSheet(letterhead=HEAD, title="Klimaschutz", blocks=blocks)
    return press.report(sheet, created=CREATED)


def figures(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [each for each in pdf.Root.StructTreeRoot.K.K if str(each.S) == "/Figure"]


def test_a_chart_is_a_figure_with_what_it_says_and_where_it_is(reports: ReportPress) -> None:
    data = printed(reports, Chart(bars), Chart(columns))
    assert findings(data) == []
    drawing = bars(165 * POINTS_PER_MM, lambda text, size, _bold: len(text) * size / 2)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first, second = figures(pdf)
        assert str(first.Alt) == f"{drawing.title}. {drawing.alt}"
        assert "2023" in str(second.Alt)
        left, bottom, right, top = (float(each) for each in first.A.BBox)
        assert right - left == pytest.approx(165 * POINTS_PER_MM, abs=0.01)
        assert 100 < top - bottom < 400
        assert left == pytest.approx(25 * POINTS_PER_MM, abs=0.01)


def test_the_figures_follow_as_a_table(reports: ReportPress) -> None:
    data = printed(reports, Heading("Wirkung"), Chart(bars))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = [str(each.S) for each in pdf.Root.StructTreeRoot.K.K]
        assert tags[-3:] == ["/H2", "/Figure", "/Table"]
        rows = pdf.Root.StructTreeRoot.K.K[-1].K
        assert [str(cell.S) for cell in rows[0].K] == ["/TH"] * 5
        assert len(rows) == 4
    without = printed(reports, Chart(bars, with_table=False))
    with pikepdf.open(io.BytesIO(without)) as pdf:
        assert [str(each.S) for each in pdf.Root.StructTreeRoot.K.K][-1] == "/Figure"


def test_a_chart_is_vector_and_all_its_words_are_text(reports: ReportPress) -> None:
    data = printed(reports, Chart(bars, with_table=False))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.pages[0].Resources.XObject
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    words = read.stdout.decode()
    for text in ("erreicht", "beschlossen", "möglich", "Photovoltaik", "43,0"):
        assert text in words


def test_an_empty_chart_says_so(reports: ReportPress) -> None:
    def nothing(width: float, measure: object) -> Drawing:
        return three_step_bars([], unit="t", width=width, measure=measure)

    data = printed(reports, Chart(nothing))
    assert findings(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "Noch keine" in str(figures(pdf)[0].Alt)
        assert not [each for each in pdf.Root.StructTreeRoot.K.K if str(each.S) == "/Table"]


def test_every_shape_is_painted_and_none_that_has_no_size(reports: ReportPress) -> None:
    shapes = (
        Box(0, 0, 40, 10, Ink.ACHIEVED),
        Box(40, 0, 40, 10, Ink.DECIDED, Fill.HATCHED),
        Box(80, 0, 40, 10, Ink.POSSIBLE_LINE, Fill.DASHED),
        Box(120, 0, 0, 10, Ink.ACHIEVED),
        Line(((0, 20), (50, 30), (90, 25)), Ink.CAT2, 1.5, dashed=True),
        Line(((0, 0),), Ink.CAT1),
        Dot(50, 30, 3, Ink.CAT1),
        Words(10, 45, "Ende", 9),
    )
    plain = Drawing(200, 60, shapes, "Probe", "Eine Probe.", ChartTable((), ()))
    data = printed(reports, Chart(lambda _width, _measure: plain))
    assert findings(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        operators = [str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])]
        dashes = [
            [float(part) for part in operands[0]]
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "d"
        ]
    assert operators.count("c") == 4  # the dot
    assert dashes == [[4, 3], [], [4, 3], []]


def test_a_letter_that_no_face_has_is_refused(reports: ReportPress) -> None:
    odd = Drawing(100, 20, (Words(0, 10, "☂", 9),), "Probe", "", ChartTable((), ()))
    with pytest.raises(UserError) as error:
        printed(reports, Chart(lambda _width, _measure: odd))
    assert error.value.code == "K-401"


def test_the_inks_are_those_of_the_look_and_text_is_black(resources: Path) -> None:
    inks = load_inks(resources)
    light = json.loads((resources / "theme" / "tokens.json").read_text("utf-8"))["colour"]["light"]
    assert set(inks) == set(Ink)
    assert inks[Ink.ACHIEVED] == (0x0B, 0x66, 0x70)
    assert light["chart2"] == "#{:02X}{:02X}{:02X}".format(*inks[Ink.DECIDED])
    assert inks[Ink.TEXT] == (0, 0, 0)


def test_a_grey_copy_still_shows_every_edge(resources: Path) -> None:
    inks = load_inks(resources)
    for ink in (
        Ink.ACHIEVED,
        Ink.DECIDED,
        Ink.POSSIBLE_LINE,
        *(Ink(f"cat{number}") for number in range(1, 7)),
    ):
        red, green, blue = inks[ink]
        grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert contrast_on_white((grey, grey, grey)) >= 2.7, ink


def test_text_is_measured_as_it_is_printed(supplies: Supplies) -> None:
    measure = text_measure(supplies.fonts)
    run = supplies.fonts.sans.shape("Straße 12")
    assert measure("Straße 12", 9, False) == pytest.approx(run.width(9) * POINTS_PER_MM)
    assert measure("Straße 12", 9, True) > measure("Straße 12", 9, False)


@given(st.floats(0, 400), st.floats(0, 400), st.floats(0.5, 300), st.floats(0.5, 80))
def test_hatching_stays_in_its_box(x: float, y: float, width: float, height: float) -> None:
    lines = list(hatch_lines(Box(x, y, width, height, Ink.DECIDED, Fill.HATCHED)))
    for x1, y1, x2, y2 in lines:
        for at, low, size in ((x1, x, width), (x2, x, width), (y1, y, height), (y2, y, height)):
            assert low - 1e-6 <= at <= low + size + 1e-6
        assert (x2 - x1) == pytest.approx(y1 - y2)  # 45 degrees, rising
    if width + height > 10:
        assert lines
