"""The result of a measure in three figures, always in sight while somebody types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.domain.figures import NEVER, NONE, euro_words, rounded, tonnes_words
from klikks_desktop.domain.measures.model import Result
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label

SHARES: Final = (4, 4, 5)
"""How the figures share the width: a payback may say "rechnet sich nicht"."""


class ResultBand(QWidget):
    """Tonnes, euros and payback of a result, or a sentence on what is still needed for one.

    ``hints``: the button that tells how many warnings there are; whoever owns the band leads to them.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._figures = [_Figure(theme) for _ in range(3)]
        self._waiting = Label(theme, "", "body", "muted", wrap=True)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout()
        for figure, share in zip(self._figures, SHARES, strict=True):
            self._row.addWidget(figure, share, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._waiting, 1)
        self.hints = Button(theme, "", "quiet", "alert")
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.hints, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_waiting("")

    def show_result(self, result: Result) -> None:
        """Show these figures."""
        climate, euros, payback = self._figures
        climate.show_figure(*self._climate(result))
        outside = self.tr("im Jahr, außerhalb des Haushalts")
        euros.show_figure(
            euro_words(result.eur_per_year), self.tr("im Jahr") if result.budget_relevant else outside
        )
        payback.show_figure(*self._payback(result))
        self._show(figures=True)
        count = len(result.warnings)
        self.hints.setVisible(bool(count))
        one, many = self.tr("1 Hinweis: bitte prüfen"), self.tr("{count} Hinweise: bitte prüfen")
        self.hints.set_label(one if count == 1 else many.format(count=count))
        self.setAccessibleName(
            self.tr("Ergebnis: {what}").format(what="; ".join(each.words for each in self._figures))
        )

    def show_waiting(self, text: str) -> None:
        """Say what is still needed."""
        self._waiting.setText(text)
        self.setAccessibleName(text)
        self._show(figures=False)
        self.hints.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A band on raised ground, closed by a hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("raised"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.colour("border"))
        painter.end()

    def _climate(self, result: Result) -> tuple[str, str]:
        """Tonnes avoided; where there is no claim, the sink or the first figure of adaptation."""
        gas = "CO₂" if result.co2_basis.startswith("CO2,") else "CO₂e"
        if result.sink_t_per_year and not result.co2e_t_per_year:
            return tonnes_words(result.sink_t_per_year, "CO₂"), self.tr("im Jahr gebunden")
        if result.co2e_t_per_year is not None:
            return tonnes_words(result.co2e_t_per_year, gas), self.tr("im Jahr vermieden")
        figures = [(title, value) for title, value in result.indicators.items() if value]
        if figures:
            title, value = figures[0]
            return rounded(value, 0), title
        return NONE, self.tr("keine Aussage zu CO₂")

    def _payback(self, result: Result) -> tuple[str, str]:
        granted = bool(result.grant_eur)
        years = (result.with_grant if granted else result.without_grant).payback_years
        note = self.tr("Amortisation mit Zuschuss") if granted else self.tr("Amortisation")
        if years is None:
            return NEVER, note
        return self.tr("{years} Jahre").format(years=rounded(years, 1)), note

    def _show(self, *, figures: bool) -> None:
        for figure in self._figures:
            figure.setVisible(figures)
        self._waiting.setVisible(not figures)

    def _restyle(self) -> None:
        side, top = self.theme.px(5), self.theme.px(2.5)
        self._column.setContentsMargins(side, top, side, top)
        self._column.setSpacing(self.theme.px(1))
        self._row.setSpacing(self.theme.px(3))
        self.setMinimumHeight(self.theme.px(16))


class _Figure(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._value = Label(theme, "", "record", "text", wrap=True)
        self._note = Label(theme, "", "small", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._value)
        column.addWidget(self._note)

    @property
    def words(self) -> str:
        """Both lines for the ear."""
        return f"{self._value.text()} {self._note.text()}"

    def show_figure(self, value: str, note: str) -> None:
        self._value.setText(value)
        self._note.setText(note)
