"""The charts of the climate report, to be laid out for the paper they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from klikks_desktop.domain.charts.bars import BarRow, three_step_bars
from klikks_desktop.domain.charts.lines import path_against_target
from klikks_desktop.domain.charts.shapes import Drawing, MeasureText
from klikks_desktop.domain.effects import Stages

_SIZE = 9.0
_PATH_HEIGHT = 170.0  # points


@dataclass(frozen=True, slots=True)
class MeasureBars:
    """Bars of measures in three steps. most: rows at most, the smallest added up; 0 shows all."""

    rows: tuple[tuple[str, Stages], ...]
    unit: str
    most: int = 0

    def __call__(self, width: float, measure: MeasureText) -> Drawing:
        """The chart for a width in points."""
        bars = [BarRow(title, each.achieved, each.decided, each.possible) for title, each in self.rows]
        return three_step_bars(bars, unit=self.unit, width=width, measure=measure, size=_SIZE, most=self.most)


@dataclass(frozen=True, slots=True)
class TargetPath:
    """What was achieved by each year, in t, against the target path."""

    achieved: Mapping[int, Decimal]
    target: Mapping[int, Decimal]

    def __call__(self, width: float, measure: MeasureText) -> Drawing:
        """The chart for a width in points."""
        return path_against_target(
            self.achieved,
            self.target,
            unit="t CO₂e im Jahr",
            width=width,
            measure=measure,
            size=_SIZE,
            height=_PATH_HEIGHT,
        )
