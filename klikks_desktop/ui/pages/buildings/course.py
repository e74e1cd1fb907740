"""Entwicklung: heat, power or costs of a building through the years, as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.charts.columns import ColumnSeries, yearly_columns
from klikks_desktop.domain.charts.shapes import Drawing, Fill, Ink
from klikks_desktop.domain.energy.building_year import BuildingYear
from klikks_desktop.ui.dialogs.chart_saving import save_chart
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.chart import ChartView, Room
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.widgets.segments import SegmentedChoice

HEAT, POWER, COST = "heat", "power", "cost"
LARGE: Final = Decimal(10_000)
"""From so many kWh on the chart counts in MWh."""


class CourseView(ScrollPage):
    """The chart of a building's years; the heat as counted and weather-corrected beside it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, parent)
        theme = host.theme
        self._years: Sequence[BuildingYear] = ()
        self._name = ""
        kinds = [(HEAT, self.tr("Wärme")), (POWER, self.tr("Strom")), (COST, self.tr("Kosten"))]
        self.kind = SegmentedChoice(theme, kinds, self.tr("Was das Diagramm zeigt"))
        self.kind.set_value(HEAT)
        self.chart = ChartView(theme, 60)
        self._note = Label(theme, "", "small", "muted", wrap=True)
        self.body.addWidget(self.kind)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self._note)
        self.kind.chosen.connect(self._show)
        self.chart.save_wanted.connect(partial(save_chart, host, self.chart, self))
        theme.changed.connect(self._pad)
        self._pad()

    def show_years(self, years: Sequence[BuildingYear], name: str) -> None:
        """Show the years of a building."""
        self._years, self._name = years, name
        if self.kind.value() == HEAT and not any(year.heat.kwh for year in years):
            self.kind.set_value(POWER if any(year.power.kwh for year in years) else HEAT)
        self._show()

    def _show(self) -> None:
        kind, years = self.kind.value(), self._years
        self.chart.show_chart(_MAKERS[kind](years, self._name))
        self._note.setText(self._words(kind))
        self._note.setVisible(bool(self._note.text()))

    def _words(self, kind: str) -> str:
        if kind != HEAT:
            return ""
        missing = [str(year.year) for year in self._years if year.corrected and not year.is_corrected]
        if not missing:
            return ""
        words = self.tr("Ohne Klimafaktor, daher nicht bereinigt: {years}.")
        return words.format(years=", ".join(missing))

    def _pad(self) -> None:
        side, top = self.theme.px(4), self.theme.px(3)
        self.body.setContentsMargins(side, top, side, top)
        self.body.setSpacing(self.theme.px(3))


def heat_series(years: Sequence[BuildingYear]) -> list[ColumnSeries]:
    """Heat as counted, and weather-corrected where the factor is known, in kWh."""
    counted = {year.year: year.heat.kwh for year in years if year.heat.kwh is not None}
    corrected = {year.year: year.corrected.kwh for year in years if year.corrected and year.is_corrected}
    series = [ColumnSeries("gemessen", counted, Ink.ACHIEVED)]
    if corrected:
        series.append(ColumnSeries("witterungsbereinigt", corrected, Ink.DECIDED, Fill.HATCHED))
    return series


def power_series(years: Sequence[BuildingYear]) -> list[ColumnSeries]:
    """Electricity as counted, in kWh."""
    counted = {year.year: year.power.kwh for year in years if year.power.kwh is not None}
    return [ColumnSeries("Strom", counted, Ink.CAT2)]


def cost_series(years: Sequence[BuildingYear]) -> list[ColumnSeries]:
    """Costs of heat and of electricity, in euros."""
    heat = {year.year: Decimal(year.heat.cents) / 100 for year in years if year.heat.cents is not None}
    power = {year.year: Decimal(year.power.cents) / 100 for year in years if year.power.cents is not None}
    return [ColumnSeries("Wärme", heat, Ink.CAT1), ColumnSeries("Strom", power, Ink.CAT2)]


def _energy(series: Sequence[ColumnSeries], title: str, room: Room) -> Drawing:
    values = [value for each in series for value in each.values.values()]
    large = max(values, default=Decimal(0)) >= LARGE
    if large:
        series = [
            ColumnSeries(each.name, {y: v / 1000 for y, v in each.values.items()}, each.ink, each.fill)
            for each in series
        ]
    return _columns(series, title, "MWh" if large else "kWh", room)


def _columns(
    series: Sequence[ColumnSeries], title: str, unit: str, room: Room, *, stacked: bool = False
) -> Drawing:
    return yearly_columns(
        series,
        unit=unit,
        width=room.width,
        height=room.height,
        size=room.size,
        measure=room.measure,
        title=title,
        stacked=stacked,
    )


def _heat(years: Sequence[BuildingYear], name: str) -> Callable[[Room], Drawing]:
    return partial(_energy, heat_series(years), f"Wärme {name}")


def _power(years: Sequence[BuildingYear], name: str) -> Callable[[Room], Drawing]:
    return partial(_energy, power_series(years), f"Strom {name}")


def _cost(years: Sequence[BuildingYear], name: str) -> Callable[[Room], Drawing]:
    series = cost_series(years)
    return lambda room: _columns(series, f"Energiekosten {name}", "EUR", room, stacked=True)


_MAKERS: Final = {HEAT: _heat, POWER: _power, COST: _cost}
