"""Real results of measures, for tests of what they amount to together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from klikks_desktop.domain.interaction import Saving
from klikks_desktop.domain.measures.calculate import calculate
from klikks_desktop.domain.measures.catalogue import find_measure
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.domain.records import Stage
from klikks_desktop.reference.factors import FactorLibrary

HOUSE = UUID(int=7)


@pytest.fixture(scope="session")
def result_of() -> Callable[..., Result]:
    """``result_of("LED_STREET", n="100")``: the result with the shipped figures."""
    known = FactorLibrary.load(Path(__file__).parents[2] / "resources")

    def run(measure: str, factor_set: str = "geg-2020", **inputs: str) -> Result:
        return calculate(
            find_measure(known.assumptions, measure),
            inputs,
            factors=known.sets[factor_set],
            assumptions=known.assumptions,
            today=date(2026, 11, 22),
        )

    return run


@pytest.fixture(scope="session")
def saving(result_of: Callable[..., Result]) -> Callable[..., Saving]:
    """A potential that counts, at the town hall where nothing else is said."""

    def make(
        measure: str,
        *,
        stage: Stage = Stage.POSSIBLE,
        at: UUID | None = HOUSE,
        title: str = "",
        **inputs: str,
    ) -> Saving:
        return Saving(
            id=uuid4(),
            title=title or measure,
            stage=stage,
            result=result_of(measure, **inputs),
            building_id=at,
            building="Rathaus" if at else "",
        )

    return make
