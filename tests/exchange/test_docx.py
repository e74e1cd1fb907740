"""A report as a Word document: its own styles, every word of the sheet, nothing that runs."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from docx import Document

from klikks_desktop.exchange.docx import write_docx

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from report_samples import MARK, STREET, report

CREATED = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_every_word_of_the_sheet_stands_in_the_document() -> None:
    sheet = report()
    document = Document(io.BytesIO(write_docx(sheet, created=CREATED)))
    words = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for part in (
        MARK,
        "Stadt Auenbrück",
        sheet.kind,
        sheet.title,
        sheet.subtitle,
        "Dorfstraße",
        "Umsetzung",
        "11.340 EUR im Jahr",
        STREET,
        "Weniger Wartung",
        "84.000 EUR",
        "Photovoltaik",
        "Gebäude 12",
        "Summe",
        "Ort, Datum",
    ):
        assert part in words, part


def test_long_words_about_the_document_are_cut_and_the_text_is_not() -> None:
    long = "Überlanger Titel " * 17
    sheet = replace(report(), title=long, subtitle=long)
    document = Document(io.BytesIO(write_docx(sheet, created=CREATED)))
    about = document.core_properties
    assert 200 < len(about.title) <= 255
    assert about.title.startswith(f"{sheet.kind}: Überlanger")
    assert 200 < len(about.subject) <= 255
    assert long in [paragraph.text for paragraph in document.paragraphs]


def test_headings_lists_and_tables_are_those_of_word() -> None:
    document = Document(io.BytesIO(write_docx(report(), created=CREATED)))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == 3
    assert styles.count("Heading 3") == 1
    assert styles.count("List Bullet") == 3
    assert len(document.inline_shapes) == 1
    assert document.core_properties.language == "de-DE"
    assert document.core_properties.author == "Stadt Auenbrück"
    assert document.core_properties.created.date() == CREATED.date()
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_nothing_in_it_runs_or_leads_outside() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(report(), created=CREATED))) as package:
        names = package.namelist()
        related = b"".join(package.read(name) for name in names if name.endswith(".rels"))
    assert not any("vba" in name.lower() or "embeddings" in name for name in names)
    assert b'TargetMode="External"' not in related
