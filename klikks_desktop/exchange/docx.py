"""A report as a Word document (DOCX) to go on editing: the words of the sheet, in real styles.

Headings, lists and tables are Word's own, so that the office's template, navigation and screen
readers know them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table

from klikks_desktop.domain.papers import Column
from klikks_desktop.domain.reports.sheet import (
    Block,
    Bullets,
    Chart,
    Facts,
    Figures,
    Heading,
    Paragraph,
    Photo,
    ReportSheet,
    Signatures,
    TableBlock,
)

_FACE, _SERIF = "Arial", "Cambria"  # on every Windows and Mac with Office
_PETROL: Final = RGBColor(0x0B, 0x66, 0x70)
_MUTED: Final = RGBColor(0x52, 0x60, 0x5D)
_LANGUAGE: Final = "de-DE"
_LINE: Final = "_" * 34
_CHART_WIDTH: Final = 460.0
_LONGEST_PROPERTY: Final = 255
"""Characters of a property of the document (ECMA-376); the text itself has no such bound."""


def write_docx(sheet: ReportSheet, *, created: datetime) -> bytes:
    """The document. Of charts it has the figures; pictures of them stand in the PDF."""
    document = Document()
    _set_up(document, sheet, created)
    if sheet.mark:
        document.add_paragraph().add_run(sheet.mark).bold = True
    _letterhead(document, sheet)
    if sheet.kind:
        run = document.add_paragraph().add_run(sheet.kind)
        run.bold, run.font.color.rgb = True, _PETROL
    document.add_heading(sheet.title, level=1)
    if sheet.subtitle:
        document.add_paragraph().add_run(sheet.subtitle).font.color.rgb = _MUTED
    for block in sheet.blocks:
        _add(document, block)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_up(document: WordDocument, sheet: ReportSheet, created: datetime) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(25)
    sizes = {"Normal": 10.5, "Heading 1": 19, "Heading 2": 12, "Heading 3": 10.5}
    for name, size in sizes.items():
        style = document.styles[name]
        face = _SERIF if name == "Heading 1" else _FACE
        style.font.name, style.font.size = face, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), face)
        # The template's headings name a theme font, which would win over the face.
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
    language = document.styles["Normal"].element.get_or_add_rPr().makeelement(qn("w:lang"), {})
    language.set(qn("w:val"), _LANGUAGE)
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    about = document.core_properties
    title = f"{sheet.kind}: {sheet.title}" if sheet.kind else sheet.title
    about.title, about.subject = title[:_LONGEST_PROPERTY], sheet.subtitle[:_LONGEST_PROPERTY]
    about.author = sheet.letterhead.municipality[:_LONGEST_PROPERTY]
    about.language, about.comments = _LANGUAGE, ""
    about.created = about.modified = created.replace(tzinfo=None)
    section.footer.paragraphs[0].text = sheet.footer


def _letterhead(document: WordDocument, sheet: ReportSheet) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(sheet.letterhead.municipality).bold = True
    if sheet.letterhead.address:
        paragraph.add_run(f"\n{sheet.letterhead.address}").font.size = Pt(8)


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level)
        case Paragraph():
            run = document.add_paragraph().add_run(block.text)
            if block.small:
                run.font.size, run.font.color.rgb = Pt(8.5), _MUTED
        case Bullets():
            for point in block.points:
                document.add_paragraph(point, style="List Bullet")
        case Facts():
            _facts(document, block.rows)
        case Figures():
            rows = [(each.label, f"{each.figure} {each.unit}".strip()) for each in block.figures]
            _facts(document, rows)
        case TableBlock():
            _table(document, block)
        case Chart():
            _chart(document, block)
        case Photo():
            _photo(document, block)
        case Signatures():
            for line in block.lines:
                document.add_paragraph(f"\n{line.written or _LINE}\n{line.label}")


def _chart(document: WordDocument, chart: Chart) -> None:
    """The figures of a chart; Word gets no picture that nobody could edit."""
    figures = chart.make(_CHART_WIDTH, _nearly).table
    if chart.with_table and figures.rows:
        first, *others = figures.head
        columns = (Column(first), *(Column(title, right=True) for title in others))
        _table(document, TableBlock(columns, figures.rows))


def _nearly(text: str, size: float, bold: bool) -> float:  # noqa: ARG001 - as the layouts ask
    """A width for layouts of which only the table is wanted."""
    return len(text) * size / 2


def _photo(document: WordDocument, photo: Photo) -> None:
    document.add_picture(io.BytesIO(photo.data), width=Mm(98))
    if photo.caption:
        document.add_paragraph(photo.caption, style="Caption")
    _facts(document, photo.facts)


def _facts(document: WordDocument, rows: Sequence[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2)
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
        cells[0].width, cells[1].width = Mm(50), Mm(115)
    document.add_paragraph()


def _table(document: WordDocument, block: TableBlock) -> None:
    table = document.add_table(rows=1, cols=len(block.columns))
    table.style = "Table Grid"
    _fill(table, 0, [column.title for column in block.columns], block.columns, bold=True)
    for index, row in enumerate(block.rows):
        table.add_row()
        bold = index >= len(block.rows) - block.totals
        _fill(table, index + 1, row, block.columns, bold=bold)
    document.add_paragraph()


def _fill(table: Table, row: int, texts: Sequence[str], columns: Sequence[Column], *, bold: bool) -> None:
    for cell, text, column in zip(table.rows[row].cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = bold
        if column.right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
