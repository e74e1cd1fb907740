"""The faces that stand on paper: shaping through HarfBuzz, coverage, and what a PDF embeds of them.

Glyphs are addressed by number (Identity-H), so a mark variant without a code point of its own is
drawn and read back like any other; reportlab's own fonts address characters and cannot do that.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import uharfbuzz  # type: ignore[import-untyped]  # ships no types

from klikks_desktop.documents.pdf_objects import number, text_string
from klikks_desktop.domain.errors import UserError

MM_PER_POINT = 25.4 / 72
NO_BREAK_SPACE = "\u00a0"

_FEATURES = {"kern": True, "liga": False, "dlig": False, "clig": False, "calt": False}
_WORD = re.compile("[^ ]+ ?")
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "OS/2", "name", "post", "cmap", "gasp")
_SUBSET_FLAGS = (
    uharfbuzz.SubsetFlags.RETAIN_GIDS
    | uharfbuzz.SubsetFlags.NO_HINTING
    | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
)


class Glyph(NamedTuple):
    """One glyph of a run, in 1/1000 em.

    code: its number in the font. text: what it stands for. ends: the last of a letter and its marks.
    spoken: what the word that begins here reads as, when its glyphs one by one would say something
    else; falls_silent: the last glyph of such a word.
    """

    code: int
    natural: int
    advance: int
    x_offset: int
    y_offset: int
    text: str
    ends: bool
    spoken: str
    falls_silent: bool


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A shaped line: ``text`` in NFC with plain spaces, ``advance`` in 1/1000 em.

    Runs come from ``Face.shape`` and compare by identity.
    """

    face: Face
    text: str
    advance: int
    glyphs: tuple[Glyph, ...]

    def width(self, size: float, tracking: float = 0) -> float:
        """Width in mm at ``size`` pt with ``tracking`` mm after each letter but the last."""
        width = self.advance * size * MM_PER_POINT / 1000
        if tracking:
            width += tracking * (sum(glyph.ends for glyph in self.glyphs) - 1)
        return width


class Face:
    """One font file (1000 units per em)."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._face = uharfbuzz.Face(uharfbuzz.Blob(data))
        self._font = uharfbuzz.Font(self._face)
        self._read_as: dict[int, str] = {}
        self._widths: dict[int, int] = {}
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
        clusters = [info.cluster for info in infos]
        ends = dict(pairwise([*sorted(set(clusters)), len(plain)]))
        codes = [info.codepoint for info in infos]
        reads = [
            self._read_as.get(code) or plain[cluster : ends[cluster]]
            for code, cluster in zip(codes, clusters, strict=True)
        ]
        spoken, silent = _spans(plain, clusters, reads)
        last = [*(one != other for one, other in pairwise(clusters)), True]
        glyphs = tuple(
            Glyph(
                code,
                self.natural_width(code),
                place.x_advance,
                place.x_offset,
                place.y_offset,
                reads[at],
                last[at],
                spoken.get(at, ""),
                at in silent,
            )
            for at, (code, place) in enumerate(zip(codes, positions, strict=True))
        )
        return Run(self, plain, sum(glyph.advance for glyph in glyphs), glyphs)

    def natural_width(self, index: int) -> int:
        """Unkerned advance of a glyph, in 1/1000 em."""
        width = self._widths.get(index)
        if width is None:
            width = self._widths[index] = int(self._font.get_glyph_h_advance(index))
        return width

    def _show(self, run: Run, size: float, tracking: float) -> str:
        """The operators that show ``run`` at ``size`` pt; tracking in 1/1000 em."""
        operators = _Operators(size)
        for glyph in run.glyphs:
            if glyph.spoken:
                operators.begin_span(glyph.spoken)
            operators.rise(glyph.y_offset)
            operators.move(glyph.x_offset)
            operators.show(glyph.code)
            operators.move(glyph.advance - glyph.x_offset - glyph.natural + (tracking if glyph.ends else 0))
            if glyph.falls_silent:
                operators.end_span()
        operators.rise(0)
        operators.flush()
        return " ".join(operators.parts)

    def ink(self, run: Run) -> tuple[float, float]:
        """How far the letters of ``run`` rise above and fall below the baseline, in em."""
        rises = falls = 0.0
        for glyph in run.glyphs:
            extents = self._font.get_glyph_extents(glyph.code)
            if extents is not None:
                top = extents.y_bearing + glyph.y_offset
                rises, falls = max(rises, top), max(falls, -(top + extents.height))
        return rises / 1000, falls / 1000

    def missing(self, text: str) -> str:
        """The characters of ``text`` that this face cannot draw, each once, in order."""
        plain = unicodedata.normalize("NFC", text).replace(NO_BREAK_SPACE, " ")
        if self._coverage.issuperset(plain):
            return ""
        return "".join(dict.fromkeys(c for c in plain if c not in self._coverage))

    def _subset(self, glyphs: frozenset[int]) -> tuple[bytes, int]:
        """The outlines of ``glyphs`` as a compressed font program, and its length before that."""
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = _SUBSET_FLAGS
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED_TABLES)
        program = bytes(uharfbuzz.subset(self._face, wanted).blob.data)
        return zlib.compress(program), len(program)


def _spans(plain: str, clusters: list[int], reads: list[str]) -> tuple[dict[int, str], set[int]]:
    """The words that do not read as their glyphs: first glyph to word, and the last glyphs.

    Whole words with the blank behind them, not single letters: readers measure the gap after a span
    from its last glyph, and would see a blank behind a mark that is none, or miss one.
    """
    spoken: dict[int, str] = {}
    silent: set[int] = set()
    if "".join(reads) == plain and not any(map(unicodedata.combining, plain)):
        return spoken, silent
    for word in _WORD.finditer(plain):
        glyphs = [at for at, cluster in enumerate(clusters) if word.start() <= cluster < word.end()]
        marked = any(map(unicodedata.combining, word.group()))
        if marked or "".join(reads[at] for at in glyphs) != word.group():
            spoken[glyphs[0]] = word.group()
            silent.add(glyphs[-1])
    return spoken, silent


class _Operators:
    """Text operators in the making: glyphs and kerning gather in one TJ until something else comes."""

    def __init__(self, size: float) -> None:
        self.parts: list[str] = []
        self._size = size
        self._rise = 0
        self._line: list[str] = []
        self._codes: list[str] = []
        self._in_span = False
        self._gap = 0.0

    def show(self, code: int) -> None:
        """Show a glyph."""
        self._close_gap()
        self._codes.append(f"{code:04X}")

    def move(self, units: float) -> None:
        """Move the pen on by 1/1000 em."""
        self._gap += units

    def rise(self, units: int) -> None:
        """Raise what follows by 1/1000 em."""
        if units != self._rise:
            self.flush()
            self._rise = units
            self.parts.append(f"{number(units * self._size / 1000)} Ts")

    def begin_span(self, spoken: str) -> None:
        """What follows reads as ``spoken``."""
        self.rise(0)
        self.flush()
        self.parts.append(f"/Span <</ActualText {text_string(spoken)}>> BDC")
        self._in_span = True

    def end_span(self) -> None:
        """Back to reading glyph by glyph."""
        if self._in_span:
            self.flush()
            self.parts.append("EMC")
            self._in_span = False

    def flush(self) -> None:
        """Write out what has gathered."""
        self._close_gap()
        self._close_codes()
        if self._line:
            alone = len(self._line) == 1 and self._line[0].startswith("<")
            self.parts.append(f"{self._line[0]} Tj" if alone else f"[{''.join(self._line)}] TJ")
            self._line.clear()

    def _close_gap(self) -> None:
        if abs(self._gap) > 0.0005:
            self._close_codes()
            # TJ counts backwards.
            self._line.append(number(-self._gap))
        self._gap = 0.0

    def _close_codes(self) -> None:
        if self._codes:
            self._line.append(f"<{''.join(self._codes)}>")
            self._codes.clear()


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


def spaced_evenly(run: Run, advance: int) -> Run:
    """Each letter of ``run`` in the middle of a field ``advance`` wide (1/1000 em), as if typed."""
    glyphs = tuple(
        each._replace(advance=advance, x_offset=(advance - each.natural) // 2) for each in run.glyphs
    )
    return Run(run.face, run.text, advance * len(glyphs), glyphs)


def refuse_missing_glyphs(face: Face, texts: Iterable[str]) -> None:
    """``K-401``, naming the first character of ``texts`` that ``face`` cannot draw."""
    for text in texts:
        missing = face.missing(text)
        if missing:
            character = missing[0]
            shown = character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"
            facts = {"character": shown, "code_point": f"U+{ord(character):04X}", "text": text}
            raise UserError("K-401", facts)
