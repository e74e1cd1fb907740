"""Measures reckoned with the figures that are shipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from klikks_desktop.domain.measures.calculate import calculate
from klikks_desktop.domain.measures.catalogue import find_measure
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.reference.factors import FactorLibrary

TODAY = date(2026, 5, 4)
GEG = "geg-2020"
SOLTAU = "03358021"

Reckon = Callable[..., Result]
Near = Callable[[Decimal | None, object], bool]


@pytest.fixture(scope="session")
def library() -> FactorLibrary:
    return FactorLibrary.load(Path(__file__).parents[3] / "resources")


@pytest.fixture(scope="session")
def reckon(library: FactorLibrary) -> Reckon:
    """``reckon("LED_STREET", n=100, …)``: inputs as texts or numbers; further words as of ``calculate``."""

    def run(
        measure: str, factors: str = GEG, more: dict[str, object] | None = None, **given: object
    ) -> Result:
        words: dict[str, object] = {"place_key": SOLTAU, "today": TODAY, **(more or {})}
        return calculate(
            find_measure(library.assumptions, measure),
            {key: str(value) for key, value in given.items()},
            factors=library.sets[factors],
            assumptions=library.assumptions,
            **words,  # type: ignore[arg-type]  # tests say what they mean
        )

    return run


@pytest.fixture(scope="session")
def near() -> Near:
    """Whether a result is a figure computed another way, to ten places."""

    def same(actual: Decimal | None, expected: object) -> bool:
        assert actual is not None
        return abs(Fraction(actual) - Fraction(str(expected))) < Fraction(1, 10**10)

    return same
