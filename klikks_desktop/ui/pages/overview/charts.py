"""What projects and potentials bring: bars by measure, and the years against the target path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from klikks_desktop.domain.charts.bars import BarRow, three_step_bars
from klikks_desktop.domain.charts.lines import path_against_target
from klikks_desktop.domain.charts.shapes import Drawing
from klikks_desktop.domain.effects import Stages
from klikks_desktop.domain.figures import rounded
from klikks_desktop.domain.target_path import YearPoint
from klikks_desktop.services.overview_parts import MeasureSums
from klikks_desktop.services.savings.effects import MeasureRow
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.dialogs.chart_saving import save_chart
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.chart import ChartView, Room
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.segments import SegmentedChoice

TONNES, EUR, KWH = "t", "eur", "kwh"
MOST_BARS: Final = 8
"""More measures are added up in a last bar; the table of the climate report has them all."""


class MeasureCard(Card):
    """Bars by measure in t CO₂e, EUR or kWh, with notes on what is left out or stands apart."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 5, parent=parent)
        theme = host.theme
        self._found: MeasureSums | None = None
        figures = [(TONNES, self.tr("t CO₂e")), (EUR, self.tr("EUR")), (KWH, self.tr("kWh"))]
        self.figure = SegmentedChoice(theme, figures, self.tr("Wirkung in"))
        self.figure.set_value(TONNES)
        self.chart = ChartView(theme, 44)
        self._notes = Label(theme, "", "small", "muted", wrap=True)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(Label(theme, self.tr("Wirkung nach Maßnahme"), "section"), 1)
        self._head.addWidget(self.figure)
        self.body.addLayout(self._head)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self._notes)
        self.figure.chosen.connect(self._show)
        self.chart.save_wanted.connect(partial(save_chart, host, self.chart, self))

    def show_measures(self, found: MeasureSums) -> None:
        """Show the measures of a place, or of all."""
        self._found = found
        self._show()

    def set_narrow(self, narrow: bool) -> None:
        """Stand the choice below the title."""
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(below if narrow else beside)

    def _show(self) -> None:
        if self._found is None:
            return
        figure = self.figure.value()
        self.chart.show_chart(bars_of(self._found.by_measure, figure))
        notes = " ".join(self._found.notes)
        if figure == EUR and self._found.outside_eur.total:
            notes = f"{self._outside(self._found.outside_eur)} {notes}".strip()
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))

    def _outside(self, outside: Stages) -> str:
        words = self.tr(
            "Nicht enthalten, weil sie nicht den Haushalt entlasten: {achieved} EUR im Jahr erreicht, "
            "{open} EUR beschlossen oder möglich."
        )
        return words.format(
            achieved=rounded(outside.achieved, 0), open=rounded(outside.decided + outside.possible, 0)
        )


class PathCard(Card):
    """What was achieved over the years against the target path; ``target_wanted`` asks to set it."""

    target_wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 5, parent=parent)
        theme = host.theme
        self.chart = ChartView(theme, 60)
        self.target = Button(theme, self.tr("Zielpfad"), "quiet", "potential")
        head = QHBoxLayout()
        head.addWidget(Label(theme, self.tr("Erreichtes gegen den Zielpfad"), "section"), 1)
        head.addWidget(self.target)
        self.body.addLayout(head)
        self.body.addWidget(self.chart, 1)
        self.chart.save_wanted.connect(partial(save_chart, host, self.chart, self))
        self.target.clicked.connect(self.target_wanted)

    def show_years(self, points: Sequence[YearPoint], *, may_set: bool) -> None:
        """Show the years; may_set: the target path of one own place can be set here."""
        has_target = any(point.target_t is not None for point in points)
        words = self.tr("Zielpfad ändern") if has_target else self.tr("Zielpfad festlegen")
        self.target.set_label(words)
        self.target.setVisible(may_set)
        self.chart.show_chart(path_of(points))


class BeginCard(Card):
    """While there is no project and no potential: why it is worth it, and two ways to begin."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 5, parent=parent)
        theme = host.theme
        project = Button(theme, self.tr("Erstes Projekt erfassen"), icon="add")
        potential = Button(theme, self.tr("Potenzial berechnen"), icon="potential")
        buildings = Button(theme, self.tr("Gebäude und Verbrauch eintragen"), icon="townhall")
        words = self.tr(
            "Sobald ein Projekt oder ein Einsparpotenzial eingetragen ist, steht hier, was es bringt: in "
            "Tonnen, Euro und Kilowattstunden, mit der Quelle jedes Faktors."
        )
        buttons = FlowLayout(theme)
        for button in (project, potential, buildings):
            buttons.addWidget(button)
        self.body.addWidget(Label(theme, self.tr("Was der Klimaschutz bringt"), "section"))
        self.body.addWidget(Label(theme, words, "body", "muted", wrap=True))
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        project.clicked.connect(partial(host.go, Target.NEW_PROJECT))
        potential.clicked.connect(partial(host.go, Target.POTENTIAL))
        buildings.clicked.connect(partial(host.go, Target.BUILDING))


def bars_of(rows: Sequence[MeasureRow], figure: str) -> Callable[[Room], Drawing]:
    """The maker of the bars; euros only of measures that relieve the budget."""
    stages, unit, digits = _FIGURES[figure]
    shown = [row for row in rows if figure != EUR or row.budget_relevant]
    known = [(row.title, stages(row)) for row in shown]
    bars = [
        BarRow(title, each.achieved, each.decided, each.possible)
        for title, each in known
        if each.achieved or each.decided or each.possible
    ]

    def make(room: Room) -> Drawing:
        return three_step_bars(
            bars,
            unit=unit,
            width=room.width,
            height=room.height,
            size=room.size,
            measure=room.measure,
            most=MOST_BARS,
            digits=digits,
        )

    return make


def path_of(points: Sequence[YearPoint]) -> Callable[[Room], Drawing]:
    """The maker of the line over the years."""
    achieved: dict[int, Decimal] = {p.year: p.achieved_t for p in points if p.achieved_t is not None}
    target: dict[int, Decimal] = {p.year: p.target_t for p in points if p.target_t is not None}

    def make(room: Room) -> Drawing:
        return path_against_target(
            achieved,
            target,
            unit="t CO₂e im Jahr",
            width=room.width,
            height=room.height,
            size=room.size,
            measure=room.measure,
            digits=1,
        )

    return make


_FIGURES: Final[dict[str, tuple[Callable[[MeasureRow], Stages], str, int]]] = {
    TONNES: (lambda row: row.tonnes, "t CO₂e im Jahr", 1),
    EUR: (lambda row: row.eur, "EUR im Jahr", 0),
    KWH: (lambda row: row.kwh, "kWh im Jahr", 0),
}
