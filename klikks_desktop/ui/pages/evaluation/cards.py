"""The parts of the evaluation: tiles, chart, table, energy, and what is not in the sums."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.charts.shapes import Drawing
from klikks_desktop.domain.figures import NONE, rounded
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.records import ProjectState
from klikks_desktop.domain.region.totals import EnergyYear, Grouping, Row, Totals
from klikks_desktop.domain.region.totals_charts import TotalsChart
from klikks_desktop.domain.region.totals_table import Column as Figures
from klikks_desktop.domain.region.totals_table import Figure, columns
from klikks_desktop.domain.region.totals_words import people_words
from klikks_desktop.ui.dialogs.chart_saving import save_chart
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.evaluation.wide_table import WideTable
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column
from klikks_desktop.ui.widgets.cells import Row as TableRow
from klikks_desktop.ui.widgets.chart import ChartView, Room
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.steps import Steps
from klikks_desktop.ui.widgets.tile import Tile, TileRow

MOST_BARS = 15
"""More rows are added up in a last bar; the table below has them all."""


class Tiles(QWidget):
    """Six figures over all municipalities."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.towns = Tile(theme, "townhall", self.tr("Kommunen"))
        self.patrons = Tile(theme, "patrons", self.tr("Patinnen und Paten"))
        self.projects = Tile(theme, "project", self.tr("Projekte"))
        self.tonnes = Tile(theme, "emission", self.tr("Vermiedene Treibhausgase"))
        self.euros = Tile(theme, "euro", self.tr("Entlastung im Jahr"))
        self.kwh = Tile(theme, "potential", self.tr("Gesparte Energie je Kopf"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = (self.towns, self.patrons, self.projects, self.tonnes, self.euros, self.kwh)
        column.addWidget(TileRow(theme, row))

    def show_totals(self, totals: Totals, factor_set: str) -> None:
        """Fill the tiles."""
        total = totals.total(factor_set)
        towns, counted = len(totals.towns), total.counted_towns or 0
        people = people_words(total.inhabitants or 0)
        self.towns.show_figure(
            format_integer(towns), self.tr("mit einem Bericht"), Steps(counted, 0, towns - counted), people
        )
        named = sum(town.named for town in totals.towns)
        patrons = total.patrons or 0
        self.patrons.show_figure(
            format_integer(patrons),
            self.tr("im Amt"),
            Steps(named, 0, max(0, patrons - named)),
            self.tr("{n} mit Namen gemeldet").format(n=format_integer(named)),
        )
        self._show_projects(totals)
        for tile, figure in ((self.tonnes, Figure.TONNES), (self.euros, Figure.EUROS)):
            self._show_saved(tile, total, figure)
        self._show_saved(self.kwh, total, Figure.KWH)
        per_head = Figure.KWH.per_head(total)
        whole = rounded(total.saved.achieved.kwh, 0)
        self.kwh.show_figure(
            NONE if per_head is None else rounded(per_head, Figure.KWH.head_digits),
            self.tr("kWh/a"),
            _steps(total, Figure.KWH),
            self.tr("{kwh} kWh im Jahr erreicht").format(kwh=whole),
        )

    def _show_projects(self, totals: Totals) -> None:
        count = sum(totals.states.values())
        done = totals.states.get(ProjectState.DONE, 0)
        underway = sum(
            totals.states.get(each, 0) for each in (ProjectState.RESOLUTION, ProjectState.IMPLEMENTATION)
        )
        words = self.tr("{done} abgeschlossen · {underway} beschlossen oder in Umsetzung")
        self.projects.show_figure(
            format_integer(count),
            self.tr("gemeldet"),
            Steps(done, underway, count - done - underway),
            words.format(done=format_integer(done), underway=format_integer(underway)),
        )

    def _show_saved(self, tile: Tile, total: Row, figure: Figure) -> None:
        per_head = figure.per_head(total)
        each = NONE if per_head is None else rounded(per_head, figure.head_digits)
        words = self.tr("erreicht · {each} {unit} je Kopf").format(each=each, unit=figure.head_unit)
        tile.show_figure(
            rounded(figure.of(total.saved.achieved), figure.digits), figure.unit, _steps(total, figure), words
        )


class ChartCard(Card):
    """The rows as bars, or as columns year by year."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 5, parent=parent)
        self.heading = Label(host.theme, "", "section", wrap=True)
        self.chart = ChartView(host.theme, 44)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.chart, 1)
        self.chart.save_wanted.connect(partial(save_chart, host, self.chart, self))

    def show_rows(self, rows: Sequence[Row], grouping: Grouping, figure: Figure) -> None:
        """Show these rows."""
        chart = TotalsChart(rows, grouping, figure, MOST_BARS)
        self.heading.setText(self.tr("{title}, {unit}").format(title=chart.title, unit=figure.words))
        self.chart.show_chart(partial(_draw, chart))


class TableCard(Card):
    """Exactly what is exported: all rows, and the total below them."""

    export_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 0, parent=parent)
        self.table: WideTable | None = None
        self.heading = Label(theme, "", "section", wrap=True)
        self.total = Label(theme, "", wrap=True)
        self._head = QVBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addWidget(self.total)
        self.body.addLayout(self._head)
        theme.changed.connect(self._space)
        self._space()
        self.excel = Button(theme, self.tr("Nach Excel"), "quiet", "export", parent=self)
        self.csv = Button(theme, self.tr("Als CSV"), "quiet", "export", parent=self)
        self.excel.clicked.connect(partial(self.export_wanted.emit, "xlsx"))
        self.csv.clicked.connect(partial(self.export_wanted.emit, "csv"))
        for button in (self.excel, self.csv):
            button.hide()

    @property
    def order(self) -> list[Hashable]:
        """Key and name of each row from top to bottom, as they are sorted now."""
        model = self.table.model if self.table else None
        return [model.row(place).key for place in range(model.rowCount())] if model else []

    def show_rows(self, rows: Sequence[Row], total: Row, grouping: Grouping, figure: Figure) -> None:
        """Show these rows with the columns of their grouping."""
        known = columns(grouping, figure)
        table = self._other_table(grouping, known)
        made = [
            TableRow(
                (row.key, row.name),
                (
                    Cell(row.name, sort=place),
                    *(Cell(column.words(row), sort=_sort(column.number(row))) for column in known),
                ),
            )
            for place, row in enumerate(rows)
        ]
        words = self.tr("{title}, {unit}")
        self.heading.setText(words.format(title=table.view.accessibleName(), unit=figure.words))
        self.total.setText(_total_words(total, figure))
        table.set_rows(made, count_words(len(rows), self.tr("Zeile"), self.tr("Zeilen")))

    def _space(self) -> None:
        side = self.theme.px(5)
        self._head.setContentsMargins(side, side, side, self.theme.px(3))
        self._head.setSpacing(self.theme.px(1))

    def _other_table(self, grouping: Grouping, known: Sequence[Figures]) -> WideTable:
        for button in (self.excel, self.csv):
            button.setParent(self)
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        heads = [Column("name", grouping.heading)]
        heads += [Column(column.key, column.title, "number") for column in known]
        name = self.tr("Auswertung nach {what}").format(what=grouping.heading)
        self.table = WideTable(self.theme, heads, name)
        for button in (self.excel, self.csv):
            self.table.add_foot_action(button)
            button.show()
        self.body.addWidget(self.table)
        return self.table


class EnergyCard(Card):
    """Energy of municipal buildings, year by year; gases only of one factor set."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 0, parent=parent)
        self.table = WideTable(
            theme,
            [
                Column("year", self.tr("Verbrauch kommunaler Gebäude")),
                Column("towns", self.tr("Kommunen"), "number"),
                Column("heat", self.tr("Wärme kWh"), "number"),
                Column("power", self.tr("Strom kWh"), "number"),
                Column("cost", self.tr("Kosten EUR"), "number"),
                Column("gas", self.tr("t CO₂e"), "number"),
            ],
            self.tr("Verbrauch kommunaler Gebäude"),
        )
        self.table.sort_by("year", down=True)
        self.body.addWidget(self.table)

    def show_years(self, years: Sequence[EnergyYear], factor_set: str, title: str) -> None:
        """Show these years, the newest first. title: of the factor set."""
        self.setVisible(bool(years))
        count = count_words(len(years), self.tr("Jahr"), self.tr("Jahre"))
        words = self.tr("{years} · wie gezählt, nicht witterungsbereinigt").format(years=count)
        if any(each.co2e_kg.keys() - {factor_set} for each in years):
            words += self.tr(" · t CO₂e nur mit Faktorensatz {title}").format(title=title)
        self.table.set_rows([self._row(each, factor_set) for each in years], words)

    def _row(self, each: EnergyYear, factor_set: str) -> TableRow:
        kilograms = each.co2e_kg.get(factor_set)
        gas = Cell(NONE, muted=True)
        if kilograms is not None:
            gas = Cell(rounded(Decimal(kilograms) / 1000, 1), sort=kilograms)
        return TableRow(
            each.year,
            (
                Cell(str(each.year), sort=each.year),
                Cell(format_integer(each.towns), sort=each.towns),
                _told(each.heat_kwh, each.heat_towns),
                _told(each.power_kwh, each.power_towns),
                _told(round(each.cents / 100), each.cents_towns),
                gas,
            ),
        )


class NotesCard(Card):
    """How it was counted, and what is not in the sums."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 5, parent=parent)
        self.basis = Label(theme, "", "body", wrap=True)
        self.notes = Label(theme, "", "body", "muted", wrap=True)
        self.body.addWidget(Label(theme, self.tr("Wie gezählt wurde"), "section"))
        self.body.addWidget(self.basis)
        self.body.addWidget(self.notes)

    def show_notes(self, basis: str, notes: Sequence[str]) -> None:
        """Show these sentences."""
        self.basis.setText(basis)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))


def _draw(chart: TotalsChart, room: Room) -> Drawing:
    return chart.draw(room.width, room.measure, size=room.size, height=room.height)


def _steps(total: Row, figure: Figure) -> Steps:
    achieved, decided, possible = (max(0.0, float(figure.of(each))) for each in total.saved.stages)
    return Steps(achieved, decided, possible)


def _sort(value: Decimal | int | None) -> float | None:
    return None if value is None else float(value)


def _told(value: int, towns: int) -> Cell:
    """A sum that nobody told is unknown, not 0."""
    return Cell(format_integer(value), sort=value) if towns else Cell(NONE, muted=True)


def _total_words(total: Row, figure: Figure) -> str:
    achieved, decided, possible = (rounded(figure.of(each), figure.digits) for each in total.saved.stages)
    applied, granted = (
        format_integer(round((cents or 0) / 100)) for cents in (total.applied_cents, total.granted_cents)
    )
    return (
        f"Zusammen {achieved} erreicht, {decided} beschlossen, {possible} möglich. "
        f"Förderung: {applied} EUR beantragt, {granted} EUR bewilligt."
    )
