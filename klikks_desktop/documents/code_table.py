"""Letters to be typed off a paper: large, each in a field of the same width, with a check a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from klikks_desktop.documents.fonts import MM_PER_POINT, Fonts, refuse_missing_glyphs, spaced_evenly
from klikks_desktop.documents.paper import LEFT, Paper
from klikks_desktop.documents.wrapping import TextStyle

SIZE: Final = 14.0
"""pt of the letters; numbers of lines and heads are as large as text elsewhere."""
_FIELD: Final = 850
"""Width of a letter, in 1/1000 em."""
_GAP, _HEIGHT, _NUMBER = 4.5, 9.0, 12.0
_SCOPE: Final = "/A<</O/Table/Scope/Column>>"


class CodeTable:
    """Draws numbered lines; a line never breaks, and none is without its check. heads: of the columns."""

    def __init__(self, paper: Paper, fonts: Fonts, heads: tuple[str, str, str]) -> None:
        self._paper, self._canvas, self._heads = paper, paper.canvas, heads
        self._letters, self._bold = fonts.sans_bold, TextStyle(fonts.sans_bold, 9)
        self._number = TextStyle(fonts.sans, 11)

    def draw(self, lines: Sequence[Sequence[str]]) -> None:
        """Draw the lines, each with its number."""
        refuse_missing_glyphs(self._bold.face, self._heads)
        refuse_missing_glyphs(self._letters, (group for line in lines for group in line))
        check = max(self._right_of(line[:-1]) for line in lines)
        self._paper.need(_HEIGHT * (len(lines) + 1))
        with self._canvas.group("Table"):
            self._head((LEFT, LEFT + _NUMBER, check))
            for number, line in enumerate(lines, start=1):
                self._paper.need(_HEIGHT)
                self._line(number, line, check)
        self._paper.y += 5

    def _head(self, places: Sequence[float]) -> None:
        with self._canvas.group("TR"):
            for x, text in zip(places, self._heads, strict=True):
                with self._canvas.tag("TH", _SCOPE):
                    run = self._bold.face.shape(text)
                    self._canvas.text(run, x, self._paper.y + 4.5, self._bold.size)
        self._end_row(6.5)

    def _line(self, number: int, line: Sequence[str], check: float) -> None:
        baseline = self._paper.y + 6.4
        with self._canvas.group("TR"):
            with self._canvas.tag("TD"):
                run = self._number.face.shape(str(number))
                self._canvas.text(run, LEFT, baseline, self._number.size)
            with self._canvas.tag("TD"):
                x = LEFT + _NUMBER
                for index, group in enumerate(line[:-1]):
                    x = self._group(group, x, baseline, joins=index < len(line) - 2)
            with self._canvas.tag("TD"):
                self._group(line[-1], check, baseline)
        self._end_row(_HEIGHT)

    def _group(self, text: str, x: float, baseline: float, *, joins: bool = False) -> float:
        """One group from ``x``, read as one word; where the next begins."""
        run = spaced_evenly(self._letters.shape(text), _FIELD)
        self._canvas.text(run, x, baseline, SIZE, joins=joins, actual=text)
        return x + run.width(SIZE) + _GAP

    def _end_row(self, height: float) -> None:
        self._paper.y += height
        self._paper.hairline(self._paper.y)

    @staticmethod
    def _right_of(groups: Sequence[str]) -> float:
        letters = sum(map(len, groups)) * _FIELD * SIZE * MM_PER_POINT / 1000
        return LEFT + _NUMBER + letters + _GAP * len(groups) + _GAP
