"""Prints reports and letters. Their words come with the sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from klikks_desktop.documents.canvas import load_supplies
from klikks_desktop.documents.chart import load_inks
from klikks_desktop.documents.metadata import About
from klikks_desktop.documents.paper import TOP, Paper
from klikks_desktop.documents.reports.blocks import BlockWriter
from klikks_desktop.documents.reports.drawable import drawable
from klikks_desktop.documents.reports.head import ARMS_HEIGHT, draw_letterhead, draw_mark
from klikks_desktop.documents.reports.letter import draw_letter
from klikks_desktop.documents.reports.style import BODY_SIZE, PULLED_IN_SIZES, SMALLER_SIZES, Styles, styles
from klikks_desktop.domain.reports.letter import LetterSheet
from klikks_desktop.domain.reports.sheet import ReportSheet, TableBlock

Progress = Callable[[int, int], None]

_HEAD_FOOT = TOP + ARMS_HEIGHT - 9
_LITTLE = 45.0
"""mm of a last page that are too few for a page of their own."""
_EVERY = 20
"""So many steps between two calls of ``progress``."""


class ReportPress:
    """Prints reports. resources: the folder with ``fonts``, ``icc`` and ``theme``.

    created is the instant written into the file; the same sheet and instant give the same bytes.
    A character without glyph is refused with ``K-401``, a photo that cannot be read with ``K-441``.
    """

    def __init__(self, resources: Path) -> None:
        self._supplies = load_supplies(resources)
        self._inks = load_inks(resources)

    def report_of_others(
        self, sheet: ReportSheet, *, created: datetime, progress: Progress | None = None
    ) -> bytes:
        """The report with texts that others wrote: characters without glyph are left out of it."""
        plain = drawable(sheet, self._supplies.fonts.sans)
        return self.report(plain, created=created, progress=progress)

    def report(self, sheet: ReportSheet, *, created: datetime, progress: Progress | None = None) -> bytes:
        """The report; ``progress`` may raise to give it up."""
        about = _about(sheet, created)
        counter = _Counter(sheet, progress)
        size, pages = BODY_SIZE, 0
        for size in SMALLER_SIZES if sheet.one_page else (BODY_SIZE,):
            counter.begin_pass()
            paper = self._drawn(sheet, about, size, 1, counter)
            pages = paper.page
            if pages == 1:
                break
        if pages > 1:
            # Drawn again, now that "Seite 1 von n" is known.
            size = BODY_SIZE if sheet.one_page else size
            if not sheet.one_page and paper.y < TOP + _LITTLE:
                size, pages = self._pulled_in(sheet, about, pages, counter)
            counter.begin_pass()
            paper = self._drawn(sheet, about, size, pages, counter)
        data = paper.finish()
        counter.finish()
        return data

    def _pulled_in(
        self, sheet: ReportSheet, about: About, pages: int, counter: _Counter
    ) -> tuple[float, int]:
        """Size and pages without the few lines of a last page, where slightly smaller type takes them in."""
        for size in PULLED_IN_SIZES:
            counter.begin_pass()
            smaller = self._drawn(sheet, about, size, pages, counter).page
            if smaller < pages:
                return size, smaller
        return BODY_SIZE, pages

    def shortest(
        self, sheets: Sequence[ReportSheet], *, created: datetime, progress: Progress | None = None
    ) -> bytes:
        """The first of ``sheets`` that fits on one page; the last, on several, where none does."""
        for sheet in sheets:
            counter = _Counter(sheet, None)
            for size in SMALLER_SIZES:
                counter.begin_pass()
                paper = self._drawn(sheet, _about(sheet, created), size, 1, counter)
                if paper.page == 1:
                    return paper.finish()
        return self.report(sheets[-1], created=created, progress=progress)

    def _drawn(self, sheet: ReportSheet, about: About, size: float, pages: int, counter: _Counter) -> Paper:
        paper = Paper(self._supplies, about, sheet.footer, size, pages)
        style = styles(self._supplies.fonts, self._inks, size)
        self._head(paper, sheet, style)
        BlockWriter(paper, self._supplies, self._inks, style, counter.step).draw(sheet.blocks)
        return paper

    def _head(self, paper: Paper, sheet: ReportSheet, style: Styles) -> None:
        fonts = self._supplies.fonts
        draw_mark(paper, fonts, sheet.mark)
        draw_letterhead(paper, fonts, sheet.letterhead, sheet.arms, sheet.logo, foot=_HEAD_FOOT)
        paper.hairline(_HEAD_FOOT + 2)
        paper.y = _HEAD_FOOT + 2 + 8 * style.scale
        if sheet.kind:
            paper.text(sheet.kind, style.kind)
        paper.text(sheet.title, style.title, tag="H1")
        if sheet.subtitle:
            paper.text(sheet.subtitle, style.subtitle)
        paper.y += 5 * style.scale

    def letters(
        self, sheets: Sequence[LetterSheet], *, created: datetime, progress: Progress | None = None
    ) -> bytes:
        """All letters in one file, each beginning on a page of its own."""
        first = sheets[0]
        about = About(
            title=first.subject, author=first.letterhead.municipality, subject=first.subject, created=created
        )
        paper = Paper(self._supplies, about, "", BODY_SIZE, 1)
        style = styles(self._supplies.fonts, self._inks, 11)
        for index, sheet in enumerate(sheets):
            if progress is not None:
                progress(index, len(sheets))
            if index:
                paper.new_page()
            draw_letter(paper, self._supplies, self._inks, style, sheet)
        data = paper.finish()
        if progress is not None:
            progress(len(sheets), len(sheets))
        return data


class _Counter:
    """Counts blocks and rows over all passes and tells how far the report is, never going back."""

    def __init__(self, sheet: ReportSheet, progress: Progress | None) -> None:
        self._progress = progress
        rows = sum(len(block.rows) for block in sheet.blocks if isinstance(block, TableBlock))
        self._pass_total = len(sheet.blocks) + rows
        self._passes = len(SMALLER_SIZES) + 1 if sheet.one_page else len(PULLED_IN_SIZES) + 2
        self._pass, self._done = -1, 0

    @property
    def total(self) -> int:
        """All steps, were every pass needed."""
        return max(1, self._pass_total * self._passes)

    def begin_pass(self) -> None:
        """A new drawing of the whole sheet begins."""
        self._pass += 1
        self._done = 0
        self._tell()

    def step(self) -> None:
        """One block or row was drawn."""
        self._done += 1
        if self._done % _EVERY == 0:
            self._tell()

    def finish(self) -> None:
        """The file is there."""
        if self._progress is not None:
            self._progress(self.total, self.total)

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(min(self._pass * self._pass_total + self._done, self.total), self.total)


def _about(sheet: ReportSheet, created: datetime) -> About:
    title = f"{sheet.kind}: {sheet.title}" if sheet.kind else sheet.title
    author = sheet.letterhead.municipality
    return About(title=title, author=author, subject=sheet.subtitle or title, created=created)
