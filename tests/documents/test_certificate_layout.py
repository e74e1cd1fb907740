"""No two things on a certificate meet, whatever stands on it, and every mark lies where it was computed."""

from __future__ import annotations

import itertools
import random
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from samples import (
    CREATED,
    DIFFICULT_NAMES,
    LEGAL,
    OPTIONS,
    QR,
    THANKS,
    TWO_SIGNERS,
    appointment,
    arms_kinds,
    in_association,
    names_of_the_standard,
    neutral,
    thanks,
)

from klikks_desktop.documents.certificate.fitting import break_lines
from klikks_desktop.documents.certificate.marks import Box, Layout, Line
from klikks_desktop.documents.certificate.press import CertificatePress
from klikks_desktop.documents.wrapping import glue
from klikks_desktop.domain.certificate_sheet import CertificateSheet, PartRole, SentencePart, Signer
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Design
from klikks_desktop.reference.alphabet import load_alphabet

ARMS = arms_kinds()
ALPHABET = load_alphabet(Path(__file__).resolve().parents[2] / "resources")


def sheets() -> list[tuple[str, CertificateSheet, bytes | None]]:
    """Names × arms × signers × options × kinds × designs; a fixed random choice of each."""
    chosen = random.Random(7)  # noqa: S311 - a fixed choice, not a secret
    extras = ({}, OPTIONS, {"legal": LEGAL}, {"qr": QR}, {"mark": "Übungsurkunde"})
    bodies = (
        appointment,
        thanks,
        lambda design: neutral(appointment(design)),
        lambda design: in_association(appointment(design)),
        lambda design: in_association(thanks(design)),
    )
    found = []
    for design, (degree, name), body in itertools.product(Design, DIFFICULT_NAMES, bodies):
        for arms, extra in chosen.sample(list(itertools.product(ARMS, extras)), 3):
            sheet = replace(body(design), degree=degree, name=name, **extra)
            if chosen.random() < 0.4:
                sheet = replace(sheet, signers=(sheet.signers[0], TWO_SIGNERS[1]))
            found.append((f"{design} {name} {arms} {sorted(extra)}", sheet, ARMS[arms]))
    return found


def collisions(layout: Layout, design: Design) -> list[tuple[str, ...]]:
    """Boxes that meet, or leave the page's inner room."""
    edge, bottom = (16.0, 281.5) if design is Design.CLASSIC else (8.0, 289.0)
    boxes = list(layout.boxes())
    bad: list[tuple[str, ...]] = [
        (box.name, "leaves the page")
        for box in boxes
        if box.left < edge or box.top < edge or box.right > 210 - edge or box.bottom > bottom
    ]
    for one, other in itertools.combinations(boxes, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        # Lines of one paragraph may stand a little into each other's ascent.
        same = one.name.rpartition(".")[0] == other.name.rpartition(".")[0] != ""
        if across > 0.05 and down > (0.9 if same else 0.05):
            bad.append((one.name, other.name, f"{across:.1f} × {down:.1f} mm"))
    return bad


def test_nothing_meets_on_any_combination(press: CertificatePress) -> None:
    bad = {}
    for name, sheet, arms in sheets():
        found = collisions(press.lay_out(sheet, arms), sheet.design)
        if found:
            bad[name] = found
    assert bad == {}


@given(
    name=names_of_the_standard(ALPHABET), design=st.sampled_from(Design), arms=st.sampled_from(sorted(ARMS))
)
@settings(max_examples=200)
def test_nothing_meets_whatever_letters_a_name_has(
    press: CertificatePress, name: str, design: Design, arms: str
) -> None:
    layout = press.lay_out(appointment(design, name=name), ARMS[arms])
    assert collisions(layout, design) == []


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("name", ["A t̛", "Ẫ t̛ t̛", "t̛ Å̋"])
def test_nothing_meets_a_letter_taller_than_two_marks(
    press: CertificatePress, name: str, design: Design
) -> None:
    assert collisions(press.lay_out(appointment(design, name=name), ARMS["normal"]), design) == []


def test_the_overlap_check_sees_an_overlap(press: CertificatePress) -> None:
    layout = press.lay_out(appointment(), None)
    covering = Box("covering", 100, 130, 110, 140)
    assert collisions(replace(layout, spaces=(*layout.spaces, covering)), Design.CLASSIC)


@pytest.mark.parametrize("design", Design)
def test_the_name_is_the_largest_text(press: CertificatePress, design: Design) -> None:
    for degree, name in DIFFICULT_NAMES:
        layout = press.lay_out(appointment(design, degree=degree, name=name), ARMS["normal"])
        lines = [mark for block in layout.blocks for mark in block.marks if isinstance(mark, Line)]
        largest = max(line.size for line in lines)
        names = [line.size for line in lines if line.name.startswith("name")]
        assert names
        assert set(names) == {largest}
        assert largest >= 26


def test_short_names_stand_in_the_largest_size(press: CertificatePress) -> None:
    assert press.lay_out(appointment(), ARMS["normal"]).name_size == 42


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Maximiliane Freifrau von Grünberg-Hohenstein zu Wolfenbüttel-Achterkamp",
            ["Maximiliane Freifrau", "von Grünberg-Hohenstein", "zu Wolfenbüttel-Achterkamp"],
        ),
        ("Anne-Sophie Müller-Lüdenscheidt", ["Anne-Sophie", "Müller-Lüdenscheidt"]),
    ],
)
def test_names_break_between_words_only_and_never_after_a_particle(
    press: CertificatePress, name: str, lines: list[str]
) -> None:
    layout = press.lay_out(appointment(name=name), ARMS["normal"])
    set_lines = [
        mark.run.text
        for block in layout.blocks
        for mark in block.marks
        if isinstance(mark, Line) and mark.name.startswith("name")
    ]
    assert set_lines == lines


def test_degree_moves_to_the_form_of_address_when_the_name_needs_the_line(press: CertificatePress) -> None:
    sheet = appointment(degree="Dipl.-Ing. (FH)", name="Anne-Sophie Müller-Lüdenscheidt")
    texts = [
        mark.run.text
        for block in press.lay_out(sheet, None).blocks
        for mark in block.marks
        if isinstance(mark, Line)
    ]
    assert "Frau Dipl.-Ing. (FH)" in texts


def test_dates_and_phrases_stay_on_one_line() -> None:
    text = "mit Wirkung vom 1. Dezember 2026 bis zum 30. November 2031"
    assert glue(text).split(" ") == [
        "mit",
        "Wirkung",
        "vom\u00a01.\u00a0Dezember\u00a02026",
        "bis\u00a0zum\u00a030.\u00a0November\u00a02031",
    ]
    assert glue("Dank und Anerkennung aus.") == "Dank\u00a0und\u00a0Anerkennung aus."


def test_no_line_ends_in_a_weak_word_where_another_break_exists(press: CertificatePress) -> None:
    layout = press.lay_out(appointment(paragraphs=(THANKS,)), None)
    ends = [
        mark.run.text.split(" ")[-1]
        for block in layout.blocks
        for mark in block.marks
        if isinstance(mark, Line) and mark.name.startswith("paragraph")
    ]
    assert not set(ends) & {"für", "die", "den", "in", "und", "wir", "sich"}


@given(words=st.lists(st.text("abcdefghij-", min_size=1, max_size=14), min_size=1, max_size=14))
@settings(max_examples=60)
def test_line_breaks_keep_every_word_in_order(supplies, words: list[str]) -> None:
    text = " ".join(words)
    lines = break_lines(supplies.fonts.serif, text, 12, 60)
    assert lines is not None
    assert " ".join(lines) == text
    assert all(supplies.fonts.serif.shape(line).width(12) <= 60.5 for line in lines)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "Wolfeschlegelsteinhausenbergerdorff" * 3}, "K-421"),
        ({"name": "漢字"}, "K-401"),
        ({"degree": "Dr.\n"}, "K-401"),
        ({"paragraphs": ("Ein sehr langer Absatz über vieles. " * 40,)}, "K-421"),
        ({"municipality": "Gemeinde " + "Langenhagendorf-" * 12}, "K-421"),
        ({"title": "Urkunde über die Berufung in eine ehrenamtliche Tätigkeit"}, "K-421"),
        ({"signers": (Signer("Die Bürgermeisterin der Samtgemeinde " * 4, "Ott"),)}, "K-421"),
        ({"legal": "Hinweis zu vielem. " * 40}, "K-421"),
        ({"city": "Hohenauen-Wiesenbrück an der Oberen Lindenaue-Süd, Ortsteil Klein"}, "K-421"),
        ({"qr": "x" * 400}, "K-422"),
        ({"sentence": (SentencePart(PartRole.INTRO, "Donaudampfschiff" * 20),)}, "K-421"),
    ],
)
def test_what_does_not_fit_is_refused_before_drawing(
    press: CertificatePress, change: dict[str, object], code: str
) -> None:
    for design in Design:
        with pytest.raises(UserError) as refused:
            press.check_fit(appointment(design, **change), None)
        assert refused.value.code == code
        assert refused.value.line.startswith(code)


def test_the_refusal_names_the_character(press: CertificatePress) -> None:
    with pytest.raises(UserError) as refused:
        press.check_fit(appointment(name="Ida 漢"), None)
    assert refused.value.facts["character"] == "漢"
    assert refused.value.facts["code_point"] == "U+6F22"


def stray_pixels(pdf: Path, layout: Layout, design: Design) -> int:
    """Dark pixels of a 100 dpi picture outside every box and outside the frame."""
    subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", "-png", "-singlefile", pdf, pdf.with_suffix("")], check=True
    )
    picture = Image.open(pdf.with_suffix(".png")).convert("L").point([255] * 160 + [0] * 96)
    scale = 100 / 25.4
    draw = ImageDraw.Draw(picture)
    if design is Design.CLASSIC:
        inside = Image.new("L", picture.size, 0)
        inner = [edge * scale for edge in (14.6, 14.6, 210 - 14.6, 297 - 14.6)]
        ImageDraw.Draw(inside).rectangle(inner, fill=255)
        corner = 20.5
        for x in (0, 210 - corner):
            for y in (0, 297 - corner):
                square = [edge * scale for edge in (x, y, x + corner, y + corner)]
                ImageDraw.Draw(inside).rectangle(square, fill=0)
        picture.paste(0, mask=inside.point([255] + [0] * 255))
    for box in layout.boxes():
        edges = (box.left - 0.4, box.top - 0.4, box.right + 0.4, box.bottom + 0.4)
        draw.rectangle([edge * scale for edge in edges], fill=0)
    return sum(picture.histogram()[1:])


@pytest.mark.parametrize("design", Design)
def test_every_dark_pixel_lies_in_a_box(press: CertificatePress, design: Design, tmp_path: Path) -> None:
    cases = [
        (appointment(design), "normal"),
        (in_association(appointment(design, signers=TWO_SIGNERS, mark="Übungsurkunde", **OPTIONS)), "wide"),
        (appointment(design, name="Ễ Q̣", degree="Dr."), "tall"),
        (thanks(design, name="G̀wẹ́ndolin N̈ghĩa r̥amā Ẑul"), "none"),
    ]
    for number, (sheet, arms) in enumerate(cases):
        pdf = tmp_path / f"{number}.pdf"
        pdf.write_bytes(press.render(sheet, ARMS[arms], created=CREATED))
        assert stray_pixels(pdf, press.lay_out(sheet, ARMS[arms]), design) == 0


def test_a_mark_outside_its_box_is_seen(press: CertificatePress, tmp_path: Path) -> None:
    sheet = appointment()
    layout = press.lay_out(sheet, None)
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(press.render(sheet, None, created=CREATED))
    blocks = tuple(block for block in layout.blocks if block.tag != "H1")
    assert stray_pixels(pdf, replace(layout, blocks=blocks), Design.CLASSIC) > 100
