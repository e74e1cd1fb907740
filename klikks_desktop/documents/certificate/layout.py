"""From a sheet to marks: pure, so that a sheet which cannot fit is refused before it is numbered."""

from __future__ import annotations

from klikks_desktop.documents.canvas import Picture
from klikks_desktop.documents.certificate.foot import date_baseline, foot_blocks, hand_spaces
from klikks_desktop.documents.certificate.head import LEVELS, head_blocks, place_head
from klikks_desktop.documents.certificate.marks import Block, Layout
from klikks_desktop.documents.certificate.ornament import bar, frame
from klikks_desktop.documents.certificate.sentence import Sentence
from klikks_desktop.documents.certificate.style import Style, style_of
from klikks_desktop.documents.fonts import Fonts, refuse_missing_glyphs
from klikks_desktop.domain.certificate_sheet import CertificateSheet
from klikks_desktop.domain.errors import UserError

# The last baseline of the sentence stands at least this far above the date.
_ABOVE_DATE = 13.5


def lay_out(sheet: CertificateSheet, arms: Picture | None, fonts: Fonts) -> Layout:
    """The certificate in marks; ``K-401`` for a missing glyph, ``K-421`` when it does not fit."""
    refuse_missing_glyphs(fonts.serif, _texts(sheet))
    style = style_of(sheet.design, fonts, sheet.accent)
    foot = foot_blocks(sheet, style)
    slot_bottom = date_baseline(sheet, style) - _ABOVE_DATE
    sentence = Sentence(sheet, style)
    for level in range(LEVELS):
        head = place_head(style, arms, level)
        placed = sentence.place(head.slot_top, slot_bottom, level)
        if placed is not None:
            blocks = (
                _furniture(style),
                *head_blocks(sheet, style, arms, level),
                *placed,
                *foot,
            )
            return Layout(blocks, hand_spaces(sheet, style), sentence.name.size, level)
    raise UserError("K-421", {"part": "Der Wortlaut zusammen mit diesem Namen"})


def _furniture(style: Style) -> Block:
    return Block("", frame(style.ornament) if style.centred else (bar(style.ornament),))


def _texts(sheet: CertificateSheet) -> list[str]:
    signers = (text for signer in sheet.signers for text in (*signer.office.split("\n"), signer.name))
    return [
        sheet.degree,
        sheet.name,
        sheet.municipality,
        sheet.title,
        sheet.form_of_address,
        *(part.text for part in sheet.sentence),
        *sheet.paragraphs,
        sheet.city,
        sheet.issued_on,
        *signers,
        sheet.number,
        sheet.mark,
        sheet.legal,
        sheet.programme,
    ]
