"""A picture with what there is to know beside it."""

from __future__ import annotations

from functools import lru_cache

from klikks_desktop.documents.canvas import Picture, figure_attributes
from klikks_desktop.documents.paper import LEFT, RIGHT, Paper
from klikks_desktop.documents.photo import read_photo
from klikks_desktop.documents.reports.style import Styles
from klikks_desktop.domain.reports.sheet import Photo

_WIDEST, _BETWEEN = 98.0, 7.0


class PhotoBlock:
    """Draws photos: the picture on the left, facts on the right, the caption below."""

    def __init__(self, paper: Paper, style: Styles) -> None:
        self._paper, self._style = paper, style

    def height(self, photo: Photo) -> float:
        """How much room it takes, mm."""
        _picture, width, height = self._fitted(photo)
        return max(height + self._caption_height(photo, width), self._facts_height(photo, width)) + 4

    def draw(self, photo: Photo) -> None:
        """Draw it in one piece."""
        paper = self._paper
        picture, width, height = self._fitted(photo)
        room = self.height(photo)
        paper.need(room)
        top = paper.y
        with paper.canvas.tag("Figure", figure_attributes(photo.alt, LEFT, top, width, height)):
            paper.canvas.picture(picture, LEFT, top, width, height)
        if photo.caption:
            paper.y = top + height + 1
            paper.text(photo.caption, self._style.label, tag="Caption", width=width)
        self._facts(photo, width, top)
        paper.y = top + room

    def _facts(self, photo: Photo, width: float, top: float) -> None:
        label, body = self._style.label, self._style.body
        left, y = LEFT + width + _BETWEEN, top
        for name, value in photo.facts:
            with self._paper.canvas.tag("P"):
                y = self._paper.column(name, label, left, y, RIGHT - left)
                y = self._paper.column(value, body, left, y, RIGHT - left)
            y += 1.6 * self._style.scale

    def _facts_height(self, photo: Photo, width: float) -> float:
        label, body = self._style.label, self._style.body
        room = RIGHT - LEFT - width - _BETWEEN
        lines = self._paper.lines
        return sum(
            lines(name, label, room) * label.leading
            + lines(value, body, room) * body.leading
            + 1.6 * self._style.scale
            for name, value in photo.facts
        )

    def _caption_height(self, photo: Photo, width: float) -> float:
        label = self._style.label
        return (self._paper.lines(photo.caption, label, width) * label.leading + 1) if photo.caption else 0

    def _fitted(self, photo: Photo) -> tuple[Picture, float, float]:
        return _read(photo.data, _WIDEST, photo.height * self._style.scale**2, photo.alt)


@lru_cache(maxsize=8)
def _read(data: bytes, width: float, height: float, name: str) -> tuple[Picture, float, float]:
    return read_photo(data, width, height, name)
