"""The papers beside the certificate as PDF/A-3a and PDF/UA-1. Their words come with the sheets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from klikks_desktop.documents.canvas import load_supplies
from klikks_desktop.documents.code_table import CodeTable
from klikks_desktop.documents.metadata import About
from klikks_desktop.documents.paper import Paper, print_paper
from klikks_desktop.documents.table import Table
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.papers import CodeSheet, ConsentFormSheet, DutyNotice, InformationSheet, ListSheet

_ONE_PAGE_SIZES = (10.5, 10.0, 9.5, 9.0)


class FormPress:
    """Prints papers. resources: the folder with ``fonts`` and ``icc``.

    created is the instant written into the file; the same sheet and instant give the same bytes.
    A character without glyph is refused with ``K-401``.
    """

    def __init__(self, resources: Path) -> None:
        self._supplies = load_supplies(resources)

    def duty_notice(self, sheet: DutyNotice, *, created: datetime) -> bytes:
        """Record of the instruction on duties, to be signed by both sides."""

        def draw(paper: Paper) -> None:
            paper.letterhead(sheet.letterhead)
            paper.title(sheet.title)
            paper.facts(sheet.facts)
            paper.paragraph(sheet.statement)
            paper.signatures(sheet.signatures)
            if sheet.note:
                paper.note(sheet.note)

        return print_paper(self._supplies, _about(sheet, created), draw, footer=_version(sheet.version))[0]

    def consent_form(self, sheet: ConsentFormSheet, *, created: datetime) -> bytes:
        """Consent form with empty boxes."""

        def draw(paper: Paper) -> None:
            paper.letterhead(sheet.letterhead)
            paper.title(sheet.title)
            paper.facts(sheet.facts)
            paper.paragraph(sheet.intro)
            for choice in sheet.choices:
                paper.tick_box(choice.text)
                for text in choice.boxes:
                    paper.tick_box(text, indent=7)
            paper.paragraph(sheet.contacts_label)
            for text in sheet.contacts:
                paper.tick_box(text)
            paper.paragraph(sheet.tail)
            paper.signatures(sheet.signatures)

        return print_paper(self._supplies, _about(sheet, created), draw, footer=_version(sheet.version))[0]

    def information(self, sheet: InformationSheet, *, created: datetime) -> bytes:
        """Information after Art. 13 DSGVO; ``K-430`` when it does not fit on one page."""

        def draw(paper: Paper) -> None:
            paper.letterhead(sheet.letterhead)
            paper.title(sheet.title)
            paper.paragraph(sheet.intro)
            for heading, text in sheet.sections:
                paper.heading(heading)
                paper.paragraph(text)

        about, footer = _about(sheet, created), _version(sheet.version)
        for size in _ONE_PAGE_SIZES:
            data, pages = print_paper(self._supplies, about, draw, footer=footer, size=size)
            if pages == 1:
                return data
        raise UserError("K-430")

    def code(self, sheet: CodeSheet, *, created: datetime) -> bytes:
        """Letters to be typed off, on one page or more."""

        def draw(paper: Paper) -> None:
            paper.letterhead(sheet.letterhead)
            paper.title(sheet.title)
            paper.paragraph(sheet.subtitle)
            CodeTable(paper, self._supplies.fonts, sheet.heads).draw(sheet.lines)
            for note in sheet.notes:
                paper.paragraph(note)

        footer = f"{sheet.letterhead.municipality} · {sheet.title}"
        return print_paper(self._supplies, _about(sheet, created), draw, footer=footer)[0]

    def listing(self, sheet: ListSheet, *, created: datetime) -> bytes:
        """A list with a table, on as many pages as it takes."""

        def draw(paper: Paper) -> None:
            paper.letterhead(sheet.letterhead)
            paper.title(sheet.title)
            if sheet.subtitle:
                paper.paragraph(sheet.subtitle)
            Table(paper, self._supplies.fonts, sheet.columns).draw(sheet.rows)
            for note in sheet.notes:
                paper.paragraph(note)

        footer = f"{sheet.letterhead.municipality} · {sheet.title}"
        return print_paper(self._supplies, _about(sheet, created), draw, footer=footer)[0]


def _about(
    sheet: DutyNotice | ConsentFormSheet | InformationSheet | CodeSheet | ListSheet, created: datetime
) -> About:
    return About(
        title=sheet.title, author=sheet.letterhead.municipality, subject=sheet.title, created=created
    )


def _version(version: str) -> str:
    return f"Fassung {version}" if version else ""
