"""Everything a measure brings, with its economics, what it rests on and how it was reckoned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.carriers import CARRIER_WORDS
from klikks_desktop.domain.figures import (
    euro_words,
    gas_words,
    kwh_words,
    per_tonne_words,
    rounded,
    tonnes_words,
    years_words,
)
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.measures.model import Economics, Result
from klikks_desktop.domain.potential_fields import GRADE_HELP
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.fold import Fold
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FormSection
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.part_table import PartTable
from klikks_desktop.ui.widgets.workings import Workings

Pairs = list[tuple[str, str, str]]
HINTS, ECONOMICS, GROUND = 1, 2, 3
"""Numbers of the sections below the effect."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a result rests on, in words. stale: a sentence when another factor set is chosen now."""

    factor_set: str
    calculated_on: str
    stale: str = ""


class ResultView(QWidget):
    """Warnings, effect of a year, economics without and with grant, ground; the Rechenweg to unfold."""

    def __init__(
        self, theme: Theme, source_words: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._result: Result | None = None
        self._bars = QWidget()
        self._bar_column = QVBoxLayout(self._bars)
        self._bar_column.setContentsMargins(0, 0, 0, 0)
        self.effect = KeyValues(theme)
        self.economics = PartTable(
            theme,
            [
                Column("what", self.tr("Kennzahl")),
                Column("without", self.tr("ohne Zuschuss"), "number"),
                Column("granted", self.tr("mit Zuschuss"), "number"),
            ],
            self.tr("Wirtschaftlichkeit"),
        )
        self.economics.view.setSortingEnabled(False)
        self.ground = KeyValues(theme)
        self.fold = Fold(theme, self.tr("Rechenweg"))
        self.workings = Workings(theme, source_words)
        self.fold.body.addWidget(self.workings)
        self._nothing = Label(theme, "", "body", "muted", wrap=True)
        self.form = FormView(
            theme,
            [
                FormSection(self.tr("Wirkung im Jahr"), "emission", [], lead=[self._nothing, self.effect]),
                FormSection(self.tr("Bitte prüfen"), "alert", [], lead=[self._bars]),
                FormSection(self.tr("Wirtschaftlichkeit"), "euro", [], lead=[self.economics]),
                FormSection(self.tr("Worauf es beruht"), "info", [], lead=[self.ground, self.fold]),
            ],
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.fold.toggled.connect(self._fill_workings)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_result(self, result: Result, ground: Ground) -> None:
        """Show a result."""
        self._result = result
        self.effect.set_pairs(self._effect(result))
        self.economics.set_rows(self._economics(result), self._count(result))
        self.economics.view.setColumnHidden(2, not result.grant_eur)
        self.ground.set_pairs(self._ground(result, ground))
        words = count_words(len(result.steps), "Schritt", "Schritte")
        self.fold.set_note(self.tr("{steps} mit Formel, Zahlen und Quelle jedes Faktors").format(steps=words))
        self._fill_workings()
        for section in (ECONOMICS, GROUND):
            self.form.show_section(section, True)
        self._nothing.hide()
        self.effect.show()
        self._show_bars(ground.stale, result.warnings)

    def show_waiting(self, text: str) -> None:
        """Say what is still needed for a result."""
        self._result = None
        self._nothing.setText(text)
        self._nothing.show()
        self.effect.hide()
        self._show_bars("", ())
        for section in (ECONOMICS, GROUND):
            self.form.show_section(section, False)

    # ------------------------------------------------------------------ inside

    def _fill_workings(self) -> None:
        """The steps are only written when somebody reads them."""
        if self.fold.is_open and self._result is not None:
            self.workings.show_steps(self._result.steps)

    def _show_bars(self, stale: str, warnings: Sequence[str]) -> None:
        while (item := self._bar_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if stale:
            self._bar_column.addWidget(InfoBar(self.theme, "info", stale))
        for sentence in warnings:
            self._bar_column.addWidget(InfoBar(self.theme, "warn", sentence))
        self.form.show_section(HINTS, bool(stale or warnings))

    def _effect(self, result: Result) -> Pairs:
        return [("", name, value) for name, value in self._effect_lines(result)]

    def _effect_lines(self, result: Result) -> Iterator[tuple[str, str]]:
        for carrier, kwh in result.energy_kwh_per_year.items():
            more = self.tr("{carrier} zusätzlich") if kwh < 0 else self.tr("{carrier} gespart")
            yield more.format(carrier=CARRIER_WORDS[carrier]), kwh_words(abs(kwh))
        if result.co2e_t_per_year is None:
            yield self.tr("Treibhausgase"), self.tr("keine Aussage")
        else:
            yield self.tr("Treibhausgase vermieden"), tonnes_words(result.co2e_t_per_year)
        if result.co2e_feed_in_t_per_year:
            words = tonnes_words(result.co2e_feed_in_t_per_year)
            yield self.tr("Getrennt: durch Einspeisung"), words
        if result.sink_t_per_year:
            yield self.tr("Getrennt: in Pflanzen gebunden"), tonnes_words(result.sink_t_per_year, "CO₂")
        for title, value in result.indicators.items():
            yield title, rounded(value, 0)
        euros = self.tr("Entlastung des Haushalts")
        outside = self.tr("Nutzen außerhalb des Haushalts")
        yield euros if result.budget_relevant else outside, euro_words(result.eur_per_year)

    def _economics(self, result: Result) -> list[Row]:
        lines: list[tuple[str, Callable[[Economics], str]]] = [
            (self.tr("Amortisation"), lambda each: years_words(each.payback_years)),
            (self.tr("Annuität im Jahr"), lambda each: euro_words(each.annuity_eur_per_year)),
            (self.tr("Kapitalwert"), lambda each: euro_words(each.npv_eur)),
            (self.tr("Vermeidungskosten"), lambda each: per_tonne_words(each.avoidance_cost_eur_per_t)),
        ]
        paid = result.investment_eur - result.grant_eur
        rows = [
            Row(
                "paid",
                (
                    Cell(self.tr("Investition"), sort=0),
                    euro_words(result.investment_eur),
                    euro_words(paid),
                ),
            )
        ]
        for place, (title, words) in enumerate(lines, start=1):
            cells = (Cell(title, sort=place), words(result.without_grant), words(result.with_grant))
            rows.append(Row(title, cells))
        return rows

    def _count(self, result: Result) -> str:
        if not result.grant_eur:
            return self.tr("Ohne Zuschuss gerechnet")
        return self.tr("Zuschuss: {euros}").format(euros=euro_words(result.grant_eur))

    def _ground(self, result: Result, ground: Ground) -> Pairs:
        guides = sum("M" in each.source.replace(",", " ").split() for each in result.assumed)
        assumed = self.tr("{count}, davon {guides} Richtwerte (bitte prüfen)")
        grade = f"{result.grade.value}: {GRADE_HELP[result.grade]}"
        return [
            ("", self.tr("Faktorensatz"), ground.factor_set),
            ("", self.tr("Grundlage"), gas_words(result.co2_basis)),
            ("", self.tr("Datengüte"), grade),
            ("", self.tr("Vorgaben"), assumed.format(count=len(result.assumed), guides=guides)),
            ("", self.tr("Gerechnet"), ground.calculated_on),
        ]

    def _restyle(self) -> None:
        self._bar_column.setSpacing(self.theme.px(2))
