"""The faces that stand on paper: shaping through HarfBuzz, coverage, and what a PDF embeds of them.

Glyphs are addressed by number (Identity-H), so a mark variant without a code point of its own is
drawn and read back like any other; reportlab's own fonts address characters and cannot do that.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import uharfbuzz  # type: ignore[import-untyped]  # ships no types

from klikks_desktop.domain.errors import UserError

MM_PER_POINT = 25.4 / 72
NO_BREAK_SPACE = "\u00a0"

_FEATURES = {"kern": True, "liga": False, "dlig": False, "clig": False, "calt": False}
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "OS/2", "name", "post", "cmap", "gasp")
_SUBSET_FLAGS = (
    uharfbuzz.SubsetFlags.RETAIN_GIDS
    | uharfbuzz.SubsetFlags.NO_HINTING
    | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a run, in 1/1000 em; ``text`` is what it stands for, ``ends`` closes a cluster."""

    index: int
    natural: int
    advance: int
    x_offset: int
    y_offset: int
    text: str
    ends: bool


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A shaped line: ``text`` in NFC with plain spaces, ``advance`` in 1/1000 em.

    Runs come from ``Face.shape`` and compare by identity.
    faithful: reading the glyphs one by one gives ``text``; otherwise it needs an ActualText.
    """

    face: Face
    text: str
    advance: int
    glyphs: tuple[Glyph, ...]
    faithful: bool

    def width(self, size: float, tracking: float = 0) -> float:
        """Width in mm at ``size`` pt with ``tracking`` mm after each letter but the last."""
        gaps = sum(glyph.ends for glyph in self.glyphs) - 1
        return self.advance * size * MM_PER_POINT / 1000 + tracking * max(0, gaps)


class Face:
    """One font file (1000 units per em)."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._face = uharfbuzz.Face(uharfbuzz.Blob(data))
        self._font = uharfbuzz.Font(self._face)
        self._read_as: dict[int, str] = {}
        self._coverage: frozenset[str] = frozenset(map(chr, self._face.unicodes))
        for character in sorted(self._coverage):
            index = self._font.get_nominal_glyph(ord(character))
            if index is not None:
                self._read_as.setdefault(index, character)
        self.shape = lru_cache(maxsize=8192)(self._shape)
        self.subset = lru_cache(maxsize=256)(self._subset)
        self.show = lru_cache(maxsize=8192)(self._show)
        head = bytes(self._face.reference_table("head").data)
        self.bounds: tuple[int, int, int, int] = struct.unpack_from(">4h", head, 36)
        extents = self._font.get_font_extents("ltr")
        self.ascent, self.descent = int(extents.ascender), int(extents.descender)

    def _shape(self, text: str) -> Run:
        """The text in NFC, with no-break spaces as plain ones, kerned, marks placed."""
        plain = unicodedata.normalize("NFC", text).replace(NO_BREAK_SPACE, " ")
        buffer = uharfbuzz.Buffer()
        buffer.add_str(plain)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        infos, positions = buffer.glyph_infos or [], buffer.glyph_positions or []
        starts = [*sorted({info.cluster for info in infos}), len(plain)]
        following = dict(pairwise(starts))
        glyphs = []
        for number, (info, place) in enumerate(zip(infos, positions, strict=True)):
            ends = number + 1 == len(infos) or infos[number + 1].cluster != info.cluster
            index = info.codepoint
            own = self._read_as.get(index) or plain[info.cluster : following[info.cluster]]
            natural = self.natural_width(index)
            glyphs.append(
                Glyph(index, natural, place.x_advance, place.x_offset, place.y_offset, own, ends),
            )
        marks = any(map(unicodedata.combining, plain))
        faithful = not marks and "".join(glyph.text for glyph in glyphs) == plain
        return Run(self, plain, sum(glyph.advance for glyph in glyphs), tuple(glyphs), faithful)

    def natural_width(self, index: int) -> int:
        """Unkerned advance of a glyph, in 1/1000 em."""
        return int(self._font.get_glyph_h_advance(index))

    def _show(self, run: Run, size: float, tracking: float) -> str:
        """The operators that show ``run`` at ``size`` pt; tracking in 1/1000 em."""
        parts: list[str] = []
        codes: list[str] = []
        line: list[str] = []
        rise = 0

        def adjust(units: float) -> None:
            """Move the pen on by ``units``; TJ counts backwards."""
            if abs(units) > 0.0005:
                if codes:
                    line.append(f"<{''.join(codes)}>")
                    codes.clear()
                line.append(f"{-units:.3f}".rstrip("0").rstrip("."))

        def flush() -> None:
            if codes:
                line.append(f"<{''.join(codes)}>")
                codes.clear()
            if line:
                parts.append(f"{line[0]} Tj" if len(line) == 1 else f"[{''.join(line)}] TJ")
                line.clear()

        for glyph in run.glyphs:
            if glyph.y_offset != rise:
                flush()
                rise = glyph.y_offset
                parts.append(f"{rise * size / 1000:.3f} Ts")
            adjust(glyph.x_offset)
            codes.append(f"{glyph.index:04X}")
            after = glyph.advance - glyph.x_offset - glyph.natural
            adjust(after + (tracking if glyph.ends else 0))
        flush()
        if rise:
            parts.append("0 Ts")
        return " ".join(parts)

    def ink(self, run: Run) -> tuple[float, float]:
        """How far the letters of ``run`` rise above and fall below the baseline, in em."""
        rises = falls = 0.0
        for glyph in run.glyphs:
            extents = self._font.get_glyph_extents(glyph.index)
            if extents is not None:
                top = extents.y_bearing + glyph.y_offset
                rises, falls = max(rises, top), max(falls, -(top + extents.height))
        return rises / 1000, falls / 1000

    def missing(self, text: str) -> str:
        """The characters of ``text`` that this face cannot draw, each once, in order."""
        plain = unicodedata.normalize("NFC", text).replace(NO_BREAK_SPACE, " ")
        return "".join(dict.fromkeys(c for c in plain if c not in self._coverage))

    def _subset(self, glyphs: frozenset[int]) -> tuple[bytes, int]:
        """The outlines of ``glyphs`` as a compressed font program, and its length before that."""
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = _SUBSET_FLAGS
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED_TABLES)
        program = bytes(uharfbuzz.subset(self._face, wanted).blob.data)
        return zlib.compress(program), len(program)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The five faces of the program."""

    serif: Face
    serif_bold: Face
    display: Face
    sans: Face
    sans_bold: Face


FACE_NAMES = (
    "NotoSerif-Regular",
    "NotoSerif-Bold",
    "NotoSerifDisplay-Regular",
    "NotoSans-Regular",
    "NotoSans-Bold",
)


def load_fonts(folder: Path) -> Fonts:
    """The faces from ``resources/fonts``; ``K-402`` when one is missing or damaged."""
    faces = []
    for name in FACE_NAMES:
        path = folder / f"{name}.ttf"
        try:
            faces.append(Face(name, path.read_bytes()))
        except (OSError, struct.error) as error:
            raise UserError("K-402", {"file": path.name}) from error
    return Fonts(*faces)


def refuse_missing_glyphs(face: Face, texts: Iterable[str]) -> None:
    """``K-401``, naming the first character of ``texts`` that ``face`` cannot draw."""
    for text in texts:
        missing = face.missing(text)
        if missing:
            character = missing[0]
            shown = character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"
            facts = {"character": shown, "code_point": f"U+{ord(character):04X}", "text": text}
            raise UserError("K-401", facts)
