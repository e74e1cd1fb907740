"""The chart of the evaluation, to be laid out for the window or the paper it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from klikks_desktop.domain.charts.bars import three_step_bars
from klikks_desktop.domain.charts.columns import ColumnSeries, yearly_columns
from klikks_desktop.domain.charts.shapes import Drawing, Ink, MeasureText
from klikks_desktop.domain.region.totals import Grouping, Row
from klikks_desktop.domain.region.totals_table import Figure, bars

_PAPER_SIZE, _YEARS_HEIGHT = 9.0, 130.0  # points


@dataclass(frozen=True, slots=True)
class TotalsChart:
    """Bars in three steps, or what was achieved year by year. most: bars, the others added up in the last."""

    rows: Sequence[Row]
    grouping: Grouping
    figure: Figure
    most: int = 0

    @property
    def title(self) -> str:
        """What is shown."""
        return f"Wirkung nach {self.grouping.heading}"

    def __call__(self, width: float, measure: MeasureText) -> Drawing:
        """The chart on paper, for a width in points."""
        height = _YEARS_HEIGHT if self.grouping is Grouping.YEAR else 0
        return self.draw(width, measure, size=_PAPER_SIZE, height=height)

    def draw(self, width: float, measure: MeasureText, *, size: float, height: float = 0) -> Drawing:
        """The chart with text of this size, at least so high."""
        if self.grouping is Grouping.YEAR:
            years = {int(row.key): self.figure.of(row.saved.achieved) for row in self.rows if row.key}
            return yearly_columns(
                [ColumnSeries("erreicht", years, Ink.ACHIEVED)],
                unit=self.figure.words,
                width=width,
                measure=measure,
                title=self.title,
                size=size,
                height=height,
                digits=self.figure.digits,
            )
        return three_step_bars(
            bars(self.rows, self.figure),
            unit=self.figure.words,
            width=width,
            measure=measure,
            title=self.title,
            subject=self.grouping.heading,
            size=size,
            height=height,
            most=self.most,
            digits=self.figure.digits,
        )
