"""What a project brings: its potentials, expected against achieved, measured savings, indicators."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from klikks_desktop.domain.figures import gas_words, rounded
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.projects import projects
from klikks_desktop.services.projects.project_savings import Compared, ProjectSavings
from klikks_desktop.services.projects.projects import ProjectView
from klikks_desktop.services.savings.potentials import PotentialRow
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.projects.kinds import achievement_kind, indicator_kind
from klikks_desktop.ui.pages.projects.link_dialog import LinkDialog
from klikks_desktop.ui.pages.projects.parts import PartsEditor
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FormSection
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.part_table import PartTable
from klikks_desktop.ui.widgets.segments import SegmentedChoice

OVERVIEW, MEASURED, INDICATORS = "overview", "measured", "indicators"


class EffectTab(QWidget):
    """Three parts, chosen above. ``saved`` after every change."""

    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = host.theme
        self.theme = theme
        names = [
            (OVERVIEW, self.tr("Überblick")),
            (MEASURED, self.tr("Messwerte")),
            (INDICATORS, self.tr("Kennzahlen")),
        ]
        self.choice = SegmentedChoice(theme, names, self.tr("Teil der Wirkung"), stretch=True)
        self.overview = EffectOverview(host)
        self.measured = PartsEditor(host, achievement_kind())
        self.indicators = PartsEditor(host, indicator_kind())
        self._parts = {OVERVIEW: self.overview, MEASURED: self.measured, INDICATORS: self.indicators}
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        self._above = QVBoxLayout()
        self._above.addWidget(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self._stack, 1)
        self.choice.set_value(OVERVIEW)
        self.choice.chosen.connect(self._show)
        self.overview.saved.connect(self.saved)
        self.measured.saved.connect(self.saved)
        self.indicators.saved.connect(self.saved)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def editor(self) -> PartsEditor | None:
        """The editor that is shown, if one is."""
        part = self._parts[self.choice.value()]
        return part if isinstance(part, PartsEditor) else None

    def choose(self, part: str) -> None:
        """Show a part."""
        self.choice.set_value(part)
        self._show(part)

    def show_project(self, data: ProjectView, *, locked: bool) -> None:
        """Show a project; the same one keeps what is being typed."""
        self.overview.show_project(data, locked=locked)
        self.measured.show_parts(data.project.id, data.achievements, locked=locked)
        self.indicators.show_parts(data.project.id, data.indicators, locked=locked)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        self.measured.settle()
        self.indicators.settle()

    def _show(self, part: str) -> None:
        self._stack.setCurrentWidget(self._parts[part])

    def _restyle(self) -> None:
        side = self.theme.px(5)
        self._above.setContentsMargins(side, self.theme.px(3), side, 0)


class EffectOverview(QWidget):
    """The potentials that the project makes real, and what was expected of it and achieved."""

    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data: ProjectView | None = None
        theme = host.theme
        self.potentials = PartTable(
            theme,
            [
                Column("title", _tr("Potenzial")),
                Column("tonnes", _tr("t CO₂e/a"), "number"),
                Column("euros", _tr("EUR/a"), "number"),
            ],
            _tr("Potenziale"),
            two_lines=True,
        )
        self.link = Button(theme, _tr("Potenziale verknüpfen …"), "quiet", "potential")
        self.potentials.add_foot_action(self.link)
        self.savings = PartTable(
            theme,
            [
                Column("title", _tr("Im Jahr")),
                Column("expected", _tr("erwartet"), "number"),
                Column("achieved", _tr("erreicht"), "number"),
            ],
            _tr("Erwartet und erreicht"),
        )
        self.notes = Label(theme, "", "small", "muted", wrap=True)
        sections = [
            FormSection(_tr("Potenziale"), "potential", [], lead=[self.potentials]),
            FormSection(_tr("Erwartet und erreicht"), "emission", [], lead=[self.savings, self.notes]),
        ]
        self.form = FormView(theme, sections)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.potentials.activated.connect(partial(host.go, Target.POTENTIAL))
        self.link.clicked.connect(self._ask_links)

    def show_project(self, data: ProjectView, *, locked: bool) -> None:
        """Show the potentials and sums of a project."""
        self._data = data
        count = len(data.potentials)
        words = (
            count_words(count, "Potenzial", "Potenziale") if count else self.tr("Kein Potenzial verknüpft")
        )
        self.potentials.set_rows([_potential(row) for row in data.potentials], words)
        self.link.setVisible(not locked)
        savings = data.savings
        year = savings.year
        measured = (
            self.tr("erreicht in {year}").format(year=year) if year else self.tr("Noch nichts gemessen")
        )
        self.savings.set_rows(_compared(savings.rows), measured)
        self.notes.setText("\n".join([*savings.notes, *_outside(savings)]))
        self.notes.setVisible(bool(self.notes.text()))

    def _ask_links(self) -> None:
        data = self._data
        if data is None:
            return
        dialog = LinkDialog(self._host, data, self)
        chosen = dialog.ticked if dialog.ask() else None
        if chosen is None:
            return
        done = self._host.attempt(lambda: _linked(self._host, data, chosen))
        if done:
            self._host.changed()
            self.saved.emit(None)


def _linked(host: Host, data: ProjectView, chosen: Sequence[UUID]) -> bool:
    seen = [row.id for row in data.potentials]
    projects.link_potentials(host.workspace, data.project.id, chosen, seen)
    return True


def _potential(row: PotentialRow) -> Row:
    result = row.result
    tonnes = result.co2e_t_per_year if result else None
    second = row.state.value if row.title == row.measure_title else f"{row.measure_title} · {row.state.value}"
    return Row(
        row.id,
        (
            Cell(row.title, second),
            _number(tonnes, 1),
            _number(result.eur_per_year if result else None, 0),
        ),
    )


def _compared(rows: Sequence[Compared]) -> list[Row]:
    """In the order they come: energy by carrier, tonnes, euros."""
    lines = []
    for place, row in enumerate(rows):
        digits = 1 if row.unit == "t" else 0
        name = gas_words(row.title)
        title = Cell(f"{name} ({row.unit})", bold=row.unit != "kWh", sort=place)
        lines.append(Row(row.title, (title, _number(row.expected, digits), _number(row.achieved, digits))))
    return lines


def _outside(savings: ProjectSavings) -> list[str]:
    if not savings.outside_eur:
        return []
    words = _tr("{euros} EUR im Jahr sparen andere; sie zählen nicht als Entlastung des Haushalts.")
    return [words.format(euros=rounded(savings.outside_eur, 0))]


def _number(value: Decimal | None, digits: int) -> Cell:
    if value is None:
        return Cell("–", muted=True)
    return Cell(rounded(value, digits), sort=float(value))


def _tr(text: str) -> str:
    return QCoreApplication.translate("EffectTab", text)
