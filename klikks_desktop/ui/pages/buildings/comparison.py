"""Vergleich: what the building needs beside what others need, and what could be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.energy.benchmark import CLASS_NOTE, POWER_NOTE, Rating
from klikks_desktop.domain.energy.suggestion import SuggestedMeasure, Suggestion
from klikks_desktop.domain.values import format_number
from klikks_desktop.services.energy.buildings import BuildingView
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.buildings.words import class_state, per_area_words
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.widgets.pill import Pill

MOST_MEASURES = 3
"""So many measures are offered for one suggestion; the catalogue has them all."""


class ComparisonView(ScrollPage):
    """Values, comparison values, class and explanation; ``measure_wanted`` carries a suggested measure."""

    measure_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, parent)
        self._content_parts: list[QWidget] = []
        self.body.addStretch(1)
        host.theme.changed.connect(self._pad)
        self._pad()

    def show_building(
        self, view: BuildingView, suggestions: Sequence[Suggestion], measures: Mapping[str, str]
    ) -> None:
        """Show the ratings of a building. measures: titles by id."""
        for part in self._content_parts:
            part.hide()
            part.deleteLater()
        self._content_parts = []
        for finding in view.findings:
            self._add(InfoBar(self.theme, "warn", finding.message))
        self._rating(_tr("Wärme"), view.benchmark.heat, _heat_basis(view))
        self._add(Separator(self.theme))
        self._rating(_tr("Strom"), view.benchmark.power, _power_basis(view))
        notes = [view.benchmark.note or CLASS_NOTE]
        notes += [POWER_NOTE] if view.benchmark.power.comparison is not None else []
        for note in notes:
            self._add(Label(self.theme, note, "small", "muted", wrap=True))
        for suggestion in suggestions:
            self._add(Separator(self.theme))
            self._suggest(suggestion, measures)

    def _rating(self, title: str, rating: Rating, basis: str) -> None:
        theme = self.theme
        head = QWidget()
        row = FlowLayout(theme, head, gap=3)
        row.addWidget(Label(theme, title, "section"))
        if rating.energy_class is not None:
            words = _tr("Klasse {letter}: {words}").format(
                letter=rating.energy_class.letter, words=rating.energy_class.words
            )
            row.addWidget(Pill(theme, words, class_state(rating.energy_class)))
        self._add(head)
        self._add(KeyValues(theme, _pairs(rating, basis)))

    def _suggest(self, suggestion: Suggestion, measures: Mapping[str, str]) -> None:
        theme = self.theme
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(Label(theme, _tr("Was hier möglich ist"), "section"))
        words = _tr(
            "{purpose}: {actual} statt {target} kWh/m² ({title}). Bis zur Hälfte des Abstands gilt als "
            "erreichbar: {saving} kWh im Jahr (Richtwert, bitte prüfen)."
        ).format(
            purpose=suggestion.purpose.value,
            actual=format_number(suggestion.actual, 0),
            target=format_number(suggestion.target, 0),
            title=suggestion.target_title,
            saving=format_number(suggestion.saving_kwh, 0),
        )
        column.addWidget(Label(theme, words, wrap=True))
        buttons = FlowLayout(theme)
        for measure in suggestion.measures[:MOST_MEASURES]:
            buttons.addWidget(self._button(measure, measures.get(measure.measure, measure.measure)))
        column.addLayout(buttons)
        self._add(holder)

    def _button(self, measure: SuggestedMeasure, title: str) -> Button:
        button = Button(self.theme, title, icon="add")
        button.setAccessibleDescription(_tr("Als Potenzial anlegen"))
        button.setToolTip(_tr("Als Potenzial anlegen"))
        button.clicked.connect(partial(self.measure_wanted.emit, measure))
        return button

    def _add(self, part: QWidget) -> None:
        self._content_parts.append(part)
        self.body.insertWidget(self.body.count() - 1, part)

    def _pad(self) -> None:
        side, top = self.theme.px(5), self.theme.px(4)
        self.body.setContentsMargins(side, top, side, top)
        self.body.setSpacing(self.theme.px(3))


def _pairs(rating: Rating, basis: str) -> list[tuple[str, str, str]]:
    pairs = [("", basis, per_area_words(rating.actual))]
    for title, value in (
        (_tr("Vergleichswert 2021 (Bekanntmachung nach GEG)"), rating.comparison),
        (_tr("Mittelwert nach VDI 3807"), rating.mean),
        (_tr("Zielwert nach VDI 3807"), rating.target),
    ):
        if value is not None:
            pairs.append(("", title, per_area_words(value)))
    if rating.ratio is not None:
        percent = format_number(rating.ratio * 100, 0)
        pairs.append(("", _tr("Gegenüber dem Vergleichswert"), f"{percent} %"))
    return pairs


def _heat_basis(view: BuildingView) -> str:
    year = next((each for each in reversed(view.years) if each.corrected is not None), None)
    if year is None:
        return _tr("Dieses Gebäude")
    basis = _tr("witterungsbereinigt") if year.is_corrected else _tr("nicht witterungsbereinigt")
    return _tr("Dieses Gebäude {year}, {basis}").format(year=year.year, basis=basis)


def _power_basis(view: BuildingView) -> str:
    year = next((each for each in reversed(view.years) if each.power.is_complete), None)
    return _tr("Dieses Gebäude {year}").format(year=year.year) if year else _tr("Dieses Gebäude")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ComparisonView", text)
