"""The shipped fonts can write every name that the program accepts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from klikks_desktop.documents.canvas import Supplies
from klikks_desktop.documents.fonts import FACE_NAMES, Face, refuse_missing_glyphs
from klikks_desktop.domain.errors import UserError
from klikks_desktop.reference.alphabet import load_alphabet

OFFICE_SIGNS = "„“‚‘’»«–—…·§©№°²³₂€%½¼¾&/()[]+*#@!?;:<=>|_{}~^\\\"'$£×÷±‰•†"


def faces(supplies: Supplies) -> list[Face]:
    fonts = supplies.fonts
    return [fonts.serif, fonts.serif_bold, fonts.display, fonts.sans, fonts.sans_bold]


def test_every_letter_and_sequence_of_the_standard_has_glyphs(supplies: Supplies, resources: Path) -> None:
    alphabet = load_alphabet(resources)
    assert len(alphabet.letters) > 480
    assert len(alphabet.sequences) > 140
    for face in faces(supplies):
        for text in (*alphabet.letters, *alphabet.sequences, *alphabet.others):
            assert face.missing(text) == "", (face.name, text)
            assert all(glyph.code for glyph in face.shape(text).glyphs), (face.name, text)


def test_marks_of_sequences_stand_on_their_letter(supplies: Supplies, resources: Path) -> None:
    """A mark takes no room of its own; without mark positioning it would stand beside the letter."""
    for face in faces(supplies):
        for sequence in load_alphabet(resources).sequences:
            base = unicodedata.normalize("NFC", sequence)[0]
            letters = [c for c in unicodedata.normalize("NFC", sequence) if not unicodedata.combining(c)]
            widest = sum(face.shape(letter).advance for letter in letters)
            assert face.shape(sequence).advance <= widest + 1, (face.name, sequence, base)


def test_signs_of_office_texts_have_glyphs(supplies: Supplies) -> None:
    for face in faces(supplies):
        assert face.missing(OFFICE_SIGNS) == "", face.name


def test_a_missing_glyph_is_refused_by_name(supplies: Supplies) -> None:
    with pytest.raises(UserError) as refused:
        refuse_missing_glyphs(supplies.fonts.serif, ["Ida", "Ott\u4e2d"])
    assert refused.value.code == "K-401"
    assert refused.value.facts == {"character": "中", "code_point": "U+4E2D", "text": "Ott中"}


def test_control_characters_are_missing_glyphs(supplies: Supplies) -> None:
    assert supplies.fonts.sans.missing("a\tb\nc\u200d") == "\t\n\u200d"


def test_text_is_composed_kerned_and_without_ligatures(supplies: Supplies) -> None:
    serif = supplies.fonts.serif
    assert serif.shape("A\u0308rger").text == "Ärger"
    assert len(serif.shape("Schifffahrt").glyphs) == len("Schifffahrt")
    kerned = serif.shape("AV").advance
    assert kerned < serif.shape("A").advance + serif.shape("V").advance


def test_the_font_folder_carries_its_licence(resources: Path) -> None:
    assert "SIL Open Font License" in (resources / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    names = {path.stem for path in (resources / "fonts").glob("*.ttf")}
    assert names == set(FACE_NAMES)
    assert sum(path.stat().st_size for path in (resources / "fonts").glob("*.ttf")) < 400_000
