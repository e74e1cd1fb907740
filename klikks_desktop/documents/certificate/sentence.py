"""The sentence and the paragraphs after it: measured first, then placed in the slot that is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from klikks_desktop.documents.certificate.fitting import (
    break_lines,
    fit_name,
    set_smallest,
    width,
)
from klikks_desktop.documents.certificate.marks import Block, Line
from klikks_desktop.documents.certificate.style import Style
from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import MM_PER_POINT, NO_BREAK_SPACE, Face
from klikks_desktop.documents.wrapping import glue
from klikks_desktop.domain.certificate_sheet import CertificateSheet, PartRole, SentencePart
from klikks_desktop.domain.errors import UserError

# How far the breathing gaps may shrink at each level of the head.
_LEAST_BREATH = (0.88, 0.84, 0.76, 0.66)
_MOST_BREATH, _GROWTH, _SHRINKAGE = 1.4, 0.05, 0.03
_ENOUGH_WHITE = 12.0

_INTRO_SIZES = (14, 12, 11)
_TEXT_LEADING, _PARAGRAPH_LEADING, _FUNCTION_LEADING = 6.0, 5.5, 9.0
_BEFORE_NAME = {42: 18.0, 36: 16.5, 32: 15.0, 28: 13.5, 26: 12.75}
_TALLEST = 1.12
"""What the gaps before a name have room for, in em: two marks on a capital, as in Vietnamese."""
_NAME_LEADING = {42: 16.5, 36: 16.5, 32: 15.0, 28: 13.5, 26: 12.0}
_AFTER_NAME = {42: 15.0, 36: 13.5}
_AFTER_SMALL_NAME = 12.0
_BEFORE_ADDRESS, _BEFORE_FUNCTION, _AFTER_FUNCTION = 10.5, 10.5, 7.5
_BEFORE_FIRST_PARAGRAPH, _BEFORE_PARAGRAPH = 13.5, 9.0


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines of one role. gap: from the baseline above; it breathes with q, or only when q grows."""

    role: str
    lines: tuple[str, ...]
    face: Face
    size: float
    leading: float
    gap: float
    breathes: bool = False
    grows_only: bool = False
    colour: Colour = BLACK

    def gap_at(self, breath: float) -> float:
        if self.breathes and not (self.grows_only and breath < 1):
            return self.gap * breath
        return self.gap


class _Frame(NamedTuple):
    """Everything that decides where the sentence stands, but for the letters of the name.

    more: room in mm that a name needs above when a letter of its first line is taller than ``_TALLEST``.
    """

    style: Style
    sentence: tuple[SentencePart, ...]
    paragraphs: tuple[str, ...]
    address: str
    name_size: int
    name_lines: int
    more: float
    slot_top: float
    slot_bottom: float
    level: int


class _Arrangement(NamedTuple):
    """Lines before and after the name, the name's first baseline, and the later paragraphs."""

    before: tuple[Line, ...]
    name_y: float
    after: tuple[Line, ...]
    paragraphs: tuple[Block, ...]


class Sentence:
    """The sentence of a sheet; ``place`` sets it between two heights if it fits."""

    def __init__(self, sheet: CertificateSheet, style: Style) -> None:
        self._sheet, self._style = sheet, style
        self.name = fit_name(sheet.degree, sheet.name, style.name, style.name_measure)

    def place(self, slot_top: float, slot_bottom: float, level: int) -> list[Block] | None:
        """The blocks, or None when they do not fit at this level of the head."""
        sheet, style = self._sheet, self._style
        if level > 1 and len(self.name.lines) > 2:
            self.name = set_smallest(sheet.name, self.name, style.name, style.name_measure)
        name = self.name
        address = NO_BREAK_SPACE.join(part for part in (sheet.form_of_address, name.degree) if part)
        arranged = _arranged(
            _Frame(
                style,
                sheet.sentence,
                sheet.paragraphs,
                address,
                name.size,
                len(name.lines),
                self._more_above(),
                slot_top,
                slot_bottom,
                level,
            )
        )
        if arranged is None:
            return None
        lines = self._name_lines(arranged.name_y)
        return [Block("P", (*arranged.before, *lines, *arranged.after)), *arranged.paragraphs]

    def _more_above(self) -> float:
        highest, _ = self._style.name.ink(self._style.name.shape(self.name.lines[0]))
        return max(0.0, highest - _TALLEST) * self.name.size * MM_PER_POINT

    def _name_lines(self, y: float) -> Iterator[Line]:
        size, style = self.name.size, self._style
        for index, text in enumerate(self.name.lines):
            run = style.name.shape(text)
            # Names with two marks on a letter, as in Vietnamese, are taller than others.
            highest, lowest = style.name.ink(run)
            x, baseline = style.start(run.width(size)), y + index * _NAME_LEADING[size]
            rises, falls = max(0.95, highest), max(0.28, lowest)
            yield Line(f"name.{index}", run, x, baseline, size, joins=True, rises=rises, falls=falls)


@lru_cache(maxsize=512)
def _arranged(frame: _Frame) -> _Arrangement | None:
    """The sentence around the name, or None when it does not fit; the same for many names of a batch."""
    groups = [*_sentence(frame), *_paragraphs(frame)]
    slot = frame.slot_bottom - frame.slot_top
    breath = _breath(groups, slot, _LEAST_BREATH[frame.level])
    free = slot - _height(groups, breath)
    if free < -0.01:
        return None
    y = frame.slot_top + max(0.0, free) * frame.style.white_above + _ascent(groups[0])
    name_y = y
    before: list[Line] = []
    after: list[Line] = []
    blocks = []
    target = before
    for index, group in enumerate(groups):
        y += group.gap_at(breath) if index else 0
        if group.role == "name":
            name_y, target = y, after
        elif group.role.startswith("paragraph"):
            blocks.append(Block("P", tuple(_lines(group, frame.style, y, ends=True))))
        else:
            ends = index + 1 == len(groups) or groups[index + 1].role.startswith("paragraph")
            target.extend(_lines(group, frame.style, y, ends=ends))
        y += (len(group.lines) - 1) * group.leading
    return _Arrangement(tuple(before), name_y, tuple(after), tuple(blocks))


def _sentence(frame: _Frame) -> Iterator[_Group]:
    style = frame.style
    previous: PartRole | None = None
    for part in frame.sentence:
        if part.role is PartRole.INTRO:
            yield _intro(part.text, style)
            yield from _name(frame)
        elif part.role is PartRole.FUNCTION:
            lines = _broken(style.function, part.text, 20, style.measure)
            colour = style.function_colour
            gap = _BEFORE_FUNCTION
            yield _Group("function", lines, style.function, 20, _FUNCTION_LEADING, gap, colour=colour)
        else:
            lines = _broken(style.text, part.text, 12, style.measure)
            after_name = previous is PartRole.INTRO
            gap = {
                PartRole.INTRO: _AFTER_NAME.get(frame.name_size, _AFTER_SMALL_NAME),
                PartRole.FUNCTION: _AFTER_FUNCTION,
            }.get(previous or part.role, _TEXT_LEADING)
            yield _Group(
                "text",
                lines,
                style.text,
                12,
                _TEXT_LEADING,
                gap,
                breathes=after_name,
                grows_only=after_name,
            )
        previous = part.role


def _intro(text: str, style: Style) -> _Group:
    glued = glue(text)
    for size in _INTRO_SIZES:
        if width(style.text, glued, size) <= style.intro_measure:
            return _Group("intro", (glued,), style.text, size, _TEXT_LEADING, 0)
    lines = _broken(style.text, text, 12, style.measure)
    return _Group("intro", lines, style.text, 12, _TEXT_LEADING, 0)


def _name(frame: _Frame) -> Iterator[_Group]:
    """The line of the form of address, and the room of the name."""
    style, size = frame.style, frame.name_size
    if frame.address:
        lines = _broken(style.text, frame.address, 14, style.measure)
        yield _Group("address", lines, style.text, 14, 7.5, _BEFORE_ADDRESS, breathes=True)
    gap = _BEFORE_NAME[size] + (0 if frame.address else 1.5) + frame.more
    yield _Group("name", ("",) * frame.name_lines, style.name, size, _NAME_LEADING[size], gap)


def _paragraphs(frame: _Frame) -> Iterator[_Group]:
    style = frame.style
    for index, text in enumerate(frame.paragraphs):
        lines = _broken(style.text, text, 11, style.measure, tight=frame.level > 2)
        gap = _BEFORE_PARAGRAPH if index else _BEFORE_FIRST_PARAGRAPH
        yield _Group(f"paragraph {index}", lines, style.text, 11, _PARAGRAPH_LEADING, gap, breathes=True)


def _lines(group: _Group, style: Style, y: float, *, ends: bool) -> Iterator[Line]:
    for index, text in enumerate(group.lines):
        run = group.face.shape(text)
        yield Line(
            f"{group.role}.{index}",
            run,
            style.start(run.width(group.size)),
            y + index * group.leading,
            group.size,
            colour=group.colour,
            joins=not (ends and index + 1 == len(group.lines)),
        )


def _broken(face: Face, text: str, size: float, measure: float, *, tight: bool = False) -> tuple[str, ...]:
    lines = break_lines(face, glue(text), size, measure, tight=tight)
    if lines is None:
        raise UserError("K-421", {"part": "Der Wortlaut"})
    return lines


def _ascent(group: _Group) -> float:
    """From the top of the slot to the first baseline."""
    return group.size * 0.75 * MM_PER_POINT


def _height(groups: list[_Group], breath: float) -> float:
    gaps = sum(group.gap_at(breath) for group in groups[1:])
    return _ascent(groups[0]) + gaps + sum((len(group.lines) - 1) * group.leading for group in groups)


def _breath(groups: list[_Group], slot: float, least: float) -> float:
    """The factor of the breathing gaps: down until it fits, or up while much white remains."""
    breath = 1.0
    while _height(groups, breath) > slot and breath > least:
        breath -= _SHRINKAGE
    while slot - _height(groups, breath) > _ENOUGH_WHITE and breath < _MOST_BREATH:
        breath += _GROWTH
    return breath
