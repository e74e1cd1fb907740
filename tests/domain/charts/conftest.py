"""A face for charts: every letter of one width, bold a tenth wider."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest

from klikks_desktop.domain.charts.shapes import Anchor, Box, Dot, Drawing, MeasureText, Shape, Words
from klikks_desktop.domain.charts.text import ASCENT, DESCENT


class CheckApart(Protocol):
    def __call__(self, drawing: Drawing, *, texts_too: bool = True) -> None: ...


Area = tuple[float, float, float, float]
HAIR = 1e-6


def _measure(text: str, size: float, bold: bool) -> float:
    """Width of a text in a typewriter's face."""
    return len(text) * size * (0.66 if bold else 0.6)


def _area_of(shape: Shape) -> Area:
    """Left, top, right, bottom of what a shape covers."""
    match shape:
        case Box():
            return (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
        case Dot():
            return (
                shape.x - shape.radius,
                shape.y - shape.radius,
                shape.x + shape.radius,
                shape.y + shape.radius,
            )
        case Words():
            width = _measure(shape.text, shape.size, shape.bold)
            left = shape.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
            return (left, shape.y - ASCENT * shape.size, left + width, shape.y + DESCENT * shape.size)
    xs, ys = zip(*shape.points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _crosses(one: Area, other: Area) -> bool:
    """Whether two areas share more than an edge."""
    return (
        one[0] < other[2] - HAIR
        and other[0] < one[2] - HAIR
        and one[1] < other[3] - HAIR
        and other[1] < one[3] - HAIR
    )


def _inside(drawing: Drawing) -> None:
    """Nothing lies outside the drawing, and no box has a negative side."""
    for shape in drawing.shapes:
        left, top, right, bottom = _area_of(shape)
        assert left >= -HAIR, shape
        assert top >= -HAIR, shape
        assert right <= drawing.width + HAIR, (shape, drawing.width)
        assert bottom <= drawing.height + HAIR, (shape, drawing.height)
        if isinstance(shape, Box):
            assert shape.width >= 0
            assert shape.height >= 0


def _apart(drawing: Drawing, *, texts_too: bool = True) -> None:
    """No text lies on a box or (with ``texts_too``) on another text."""
    texts = [shape for shape in drawing.shapes if isinstance(shape, Words) and shape.text]
    boxes = [_area_of(shape) for shape in drawing.shapes if isinstance(shape, Box)]
    for place, text in enumerate(texts):
        area = _body(text)
        for box in boxes:
            assert not _crosses(area, box), (text, box)
        for other in texts[place + 1 :] if texts_too else ():
            assert not _crosses(area, _body(other)), (text, other)


def _body(text: Words) -> Area:
    """Where the letters are, without the marks above and below that hardly any has."""
    left, _top, right, _bottom = _area_of(text)
    return (left, text.y - 0.75 * text.size, right, text.y + 0.05 * text.size)


@pytest.fixture(scope="session")
def measure() -> MeasureText:
    """Width of a text in a typewriter's face."""
    return _measure


@pytest.fixture(scope="session")
def check_inside() -> Callable[[Drawing], None]:
    """Asserts that nothing lies outside a drawing."""
    return _inside


@pytest.fixture(scope="session")
def check_apart() -> CheckApart:
    """Asserts that no text lies on a box or on another text."""
    return _apart
