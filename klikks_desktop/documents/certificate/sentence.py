"""The sentence and the paragraphs after it: measured first, then placed in the slot that is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from klikks_desktop.documents.certificate.fitting import (
    break_lines,
    fit_name,
    set_smallest,
    width,
)
from klikks_desktop.documents.certificate.marks import Block, Line
from klikks_desktop.documents.certificate.style import Style
from klikks_desktop.documents.colour import BLACK, Colour
from klikks_desktop.documents.fonts import MM_PER_POINT, NO_BREAK_SPACE, Face, Run
from klikks_desktop.documents.wrapping import glue
from klikks_desktop.domain.certificate_sheet import CertificateSheet, PartRole
from klikks_desktop.domain.errors import UserError

# How far the breathing gaps may shrink at each level of the head.
_LEAST_BREATH = (0.88, 0.84, 0.76, 0.66)
_MOST_BREATH, _GROWTH, _SHRINKAGE = 1.4, 0.05, 0.03
_ENOUGH_WHITE = 12.0

_INTRO_SIZES = (14, 12, 11)
_TEXT_LEADING, _PARAGRAPH_LEADING, _FUNCTION_LEADING = 6.0, 5.5, 9.0
_BEFORE_NAME = {42: 18.0, 36: 16.5, 32: 15.0, 28: 13.5, 26: 12.75}
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


class Sentence:
    """The measured sentence of a sheet; ``place`` sets it between two heights if it fits."""

    def __init__(self, sheet: CertificateSheet, style: Style) -> None:
        self._sheet, self._style = sheet, style
        self.name = fit_name(sheet.degree, sheet.name, style.name, style.name_measure)

    def place(self, slot_top: float, slot_bottom: float, level: int) -> list[Block] | None:
        """The blocks, or None when they do not fit at this level of the head."""
        style = self._style
        if level > 1 and len(self.name.lines) > 2:
            self.name = set_smallest(self._sheet.name, self.name, style.name, style.name_measure)
        groups = [*self._sentence(), *self._paragraphs(tight=level > 2)]
        slot = slot_bottom - slot_top
        breath = _breath(groups, slot, _LEAST_BREATH[level])
        free = slot - _height(groups, breath)
        if free < -0.01:
            return None
        return self._blocks(groups, slot_top + max(0.0, free) * style.white_above, breath)

    def _sentence(self) -> Iterator[_Group]:
        style, sheet = self._style, self._sheet
        previous: PartRole | None = None
        for part in sheet.sentence:
            if part.role is PartRole.INTRO:
                yield self._intro(part.text)
                yield from self._name()
            elif part.role is PartRole.FUNCTION:
                lines = _broken(style.function, part.text, 20, style.measure)
                colour = style.function_colour
                gap = _BEFORE_FUNCTION
                yield _Group("function", lines, style.function, 20, _FUNCTION_LEADING, gap, colour=colour)
            else:
                lines = _broken(style.text, part.text, 12, style.measure)
                after_name = previous is PartRole.INTRO
                gap = {
                    PartRole.INTRO: _AFTER_NAME.get(self.name.size, _AFTER_SMALL_NAME),
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

    def _intro(self, text: str) -> _Group:
        style = self._style
        glued = glue(text)
        for size in _INTRO_SIZES:
            if width(style.text, glued, size) <= style.intro_measure:
                return _Group("intro", (glued,), style.text, size, _TEXT_LEADING, 0)
        lines = _broken(style.text, text, 12, style.measure)
        return _Group("intro", lines, style.text, 12, _TEXT_LEADING, 0)

    def _name(self) -> Iterator[_Group]:
        style, name = self._style, self.name
        address = NO_BREAK_SPACE.join(part for part in (self._sheet.form_of_address, name.degree) if part)
        if address:
            lines = _broken(style.text, address, 14, style.measure)
            yield _Group("address", lines, style.text, 14, 7.5, _BEFORE_ADDRESS, breathes=True)
        gap = _BEFORE_NAME[name.size] + (0 if address else 1.5)
        yield _Group("name", name.lines, style.name, name.size, _NAME_LEADING[name.size], gap)

    def _paragraphs(self, *, tight: bool) -> Iterator[_Group]:
        style = self._style
        for index, text in enumerate(self._sheet.paragraphs):
            lines = _broken(style.text, text, 11, style.measure, tight=tight)
            gap = _BEFORE_PARAGRAPH if index else _BEFORE_FIRST_PARAGRAPH
            yield _Group(f"paragraph {index}", lines, style.text, 11, _PARAGRAPH_LEADING, gap, breathes=True)

    def _blocks(self, groups: list[_Group], top: float, breath: float) -> list[Block]:
        y = top + _ascent(groups[0])
        elements: list[list[Line]] = []
        for index, group in enumerate(groups):
            y += group.gap_at(breath) if index else 0
            begins = index == 0 or group.role.startswith("paragraph")
            ends = index + 1 == len(groups) or groups[index + 1].role.startswith("paragraph")
            if begins:
                elements.append([])
            elements[-1].extend(self._lines(group, y, ends=ends))
            y += (len(group.lines) - 1) * group.leading
        return [Block("P", tuple(lines)) for lines in elements]

    def _lines(self, group: _Group, y: float, *, ends: bool) -> Iterator[Line]:
        for index, text in enumerate(group.lines):
            run = group.face.shape(text)
            rises, falls = _reach(group, run)
            yield Line(
                f"{group.role}.{index}",
                run,
                self._style.start(run.width(group.size)),
                y + index * group.leading,
                group.size,
                colour=group.colour,
                joins=not (ends and index + 1 == len(group.lines)),
                rises=rises,
                falls=falls,
            )


def _broken(face: Face, text: str, size: float, measure: float, *, tight: bool = False) -> tuple[str, ...]:
    lines = break_lines(face, glue(text), size, measure, tight=tight)
    if lines is None:
        raise UserError("K-421", {"part": "Der Wortlaut"})
    return lines


def _reach(group: _Group, run: Run) -> tuple[float, float]:
    """How far a line may rise and fall, in em; names with two marks on a letter are taller than others."""
    if group.role != "name":
        return 0.80, 0.25
    highest, lowest = group.face.ink(run)
    return max(0.95, highest), max(0.28, lowest)


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
