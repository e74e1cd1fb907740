"""Certificates as PDF: one, or a ceremony's worth in one file.

The same sheet, arms and instant give the same bytes, alone or in a batch of files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from klikks_desktop.documents.arms import ArmsPicture
from klikks_desktop.documents.canvas import Picture, TaggedCanvas, load_supplies
from klikks_desktop.documents.certificate.layout import lay_out
from klikks_desktop.documents.certificate.marks import Layout, Line, Shape
from klikks_desktop.documents.metadata import About
from klikks_desktop.documents.pdf_document import Attachment
from klikks_desktop.domain.certificate_sheet import CertificateSheet

Progress = Callable[[int, int], None]

_FACTS_FILE = "urkunde.json"


def _no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


class CertificatePress:
    """Prints certificates; keeps fonts and coats of arms between them.

    resources: the folder with ``fonts`` and ``icc``. Arms are the PNG bytes of ``read_arms`` or None.
    """

    def __init__(self, resources: Path) -> None:
        self._supplies = load_supplies(resources)
        self._picture = lru_cache(maxsize=64)(_picture)

    def lay_out(self, sheet: CertificateSheet, arms: bytes | None) -> Layout:
        """Where everything stands; ``K-401``, ``K-421`` or ``K-422`` when it cannot."""
        return lay_out(sheet, self._picture(arms) if arms else None, self._supplies.fonts)

    def check_fit(self, sheet: CertificateSheet, arms: bytes | None) -> None:
        """Raise what ``render`` would raise, before a number is drawn."""
        self.lay_out(sheet, arms)

    def render(self, sheet: CertificateSheet, arms: bytes | None, *, created: datetime) -> bytes:
        """One certificate as PDF/A-3a and PDF/UA-1, its facts embedded as JSON.

        created: the instant stored with the sheet.
        """
        about = About(
            title=sheet.document_title,
            author=sheet.municipality,
            subject=sheet.title,
            created=created,
            identifier=sheet.number,
        )
        canvas = TaggedCanvas(self._supplies, about, [_facts_attachment(dict(sheet.facts))])
        _draw(canvas, self.lay_out(sheet, arms))
        canvas.showPage()
        return canvas.finish()

    def render_many(
        self,
        sheets: Sequence[tuple[CertificateSheet, bytes | None]],
        *,
        created: datetime,
        progress: Progress = _no_progress,
    ) -> bytes:
        """One file with a page for each sheet and its arms, for printing; it has no number of its own.

        progress(done, total) is called after each page and may raise to stop.
        """
        first = sheets[0][0]
        about = About(
            title=f"{len(sheets)} Urkunden: {first.municipality}",
            author=first.municipality,
            subject="Urkunden",
            created=created,
        )
        facts = [dict(sheet.facts) for sheet, _arms in sheets]
        canvas = TaggedCanvas(self._supplies, about, [_facts_attachment(facts)])
        for done, (sheet, arms) in enumerate(sheets, start=1):
            layout = self.lay_out(sheet, arms)
            with canvas.group("Sect"):
                _draw(canvas, layout)
            canvas.showPage()
            progress(done, len(sheets))
        return canvas.finish()


def _picture(arms: bytes) -> Picture:
    return ArmsPicture(arms).picture


def _facts_attachment(facts: object) -> Attachment:
    data = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return Attachment(_FACTS_FILE, "application/json", "Angaben der Urkunde", data)


def _draw(canvas: TaggedCanvas, layout: Layout) -> None:
    for block in layout.blocks:
        with canvas.tag(block.tag, block.attributes) if block.tag else canvas.artifact():
            for mark in block.marks:
                if isinstance(mark, Line):
                    canvas.text(
                        mark.run,
                        mark.x,
                        mark.y,
                        mark.size,
                        tracking=mark.tracking,
                        colour=mark.colour,
                        joins=mark.joins,
                        actual=mark.actual,
                    )
                elif isinstance(mark, Shape):
                    canvas.path(
                        mark.steps,
                        fill=mark.fill,
                        stroke=mark.stroke,
                        line_width=mark.line_width,
                        dots=mark.dots,
                    )
                else:
                    box = mark.box
                    canvas.picture(
                        mark.picture, box.left, box.top, box.right - box.left, box.bottom - box.top
                    )
