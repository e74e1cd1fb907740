"""Drawings as SVG files."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal

from klikks_desktop.domain.charts.bars import BarRow, three_step_bars
from klikks_desktop.domain.charts.lines import path_against_target
from klikks_desktop.domain.charts.shapes import Ink, MeasureText, Words
from klikks_desktop.domain.charts.svg import to_svg

COLOURS = {ink: f"#{number:06X}" for number, ink in enumerate(Ink)}
SVG = "{http://www.w3.org/2000/svg}"


def test_every_word_and_the_description_are_in_the_file(measure: MeasureText) -> None:
    rows = [BarRow('LED & "mehr" <Straße>', Decimal(3), Decimal(2), Decimal(1))]
    drawing = three_step_bars(rows, unit="t CO₂e im Jahr", width=400, measure=measure)
    root = ET.fromstring(to_svg(drawing, COLOURS))  # noqa: S314 - our own file
    assert [text.text for text in root.iter(f"{SVG}text")] == [
        shape.text for shape in drawing.shapes if isinstance(shape, Words)
    ]
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Wirkung nach Maßnahme"
    assert description is not None
    assert description.text == drawing.alt


def test_hatch_and_dashes_are_patterns_of_the_file(measure: MeasureText) -> None:
    rows = [BarRow("A", Decimal(3), Decimal(2), Decimal(1))]
    text = to_svg(three_step_bars(rows, unit="t", width=400, measure=measure), COLOURS)
    assert text.count('<pattern id="DECIDED"') == 1
    assert 'fill="url(#DECIDED)"' in text
    assert 'stroke-dasharray="3 2.5"' in text


def test_lines_and_dots(measure: MeasureText) -> None:
    known = {2024: Decimal(1), 2025: Decimal(2)}
    text = to_svg(path_against_target(known, known, unit="t", width=400, measure=measure), COLOURS)
    root = ET.fromstring(text)  # noqa: S314 - our own file
    assert len(list(root.iter(f"{SVG}circle"))) == 1 + 2 + 2
    assert 'stroke-dasharray="4 3"' in text
