"""Variants of a potential: which one counts, what they differ in, and taking another one."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.records import Potential
from klikks_desktop.services.savings.potential_results import read_result
from klikks_desktop.services.savings.potentials import PotentialForm
from klikks_desktop.ui.pages.potentials.words import number_cell, short_title, tr
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form import FormView
from klikks_desktop.ui.widgets.form_field import FormSection
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.part_table import PartTable

FEWEST: Final = 2


class VariantsTab(QWidget):
    """``wants_new``, ``wants_comparison`` and ``wants_this`` ask the page; ``opened`` carries a variant."""

    wants_new = Signal()
    wants_comparison = Signal()
    wants_this = Signal()
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label(
            theme,
            tr(
                "Eine Variante ist eine Kopie zum Vergleichen, zum Beispiel mit anderem Preis oder ohne "
                "Zuschuss. In Summen zählt immer nur eine."
            ),
            "body",
            "muted",
            wrap=True,
        )
        self.table = PartTable(
            theme,
            [
                Column("title", tr("Variante")),
                Column("tonnes", tr("t CO₂e/a"), "number"),
                Column("euros", tr("EUR/a"), "number"),
                Column("state", tr("Zählt"), "pill"),
            ],
            tr("Varianten"),
        )
        self.add = Button(theme, tr("Variante anlegen"), icon="add")
        self.compare = Button(theme, tr("Nebeneinander vergleichen"), icon="board")
        self.take = Button(theme, tr("Diese Variante nehmen"), icon="check")
        buttons = QWidget()
        row = FlowLayout(theme, buttons)
        for button in (self.add, self.compare, self.take):
            row.addWidget(button)
        section = FormSection("", "", [], lead=[self._words, self.table, buttons])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FormView(theme, [section]))
        self.add.clicked.connect(self.wants_new)
        self.compare.clicked.connect(self.wants_comparison)
        self.take.clicked.connect(self.wants_this)
        self.table.activated.connect(self._open)

    def show_variants(self, form: PotentialForm, *, locked: bool) -> None:
        """Show the family of a potential; the shown one is selected."""
        main = form.variants[0].title
        rows = [_row(each, main, place) for place, each in enumerate(form.variants)]
        several = len(rows) >= FEWEST
        self.table.blockSignals(True)
        self.table.set_rows(rows, tr("Enter öffnet die gewählte Variante"))
        self.table.select(form.potential.id)
        self.table.blockSignals(False)
        self.table.setVisible(several)
        self.compare.setVisible(several)
        self.add.setVisible(not locked)
        self.take.setVisible(form.potential.variant_of is not None and not locked)

    def _open(self, key: UUID) -> None:
        self.opened.emit(key)


def _row(potential: Potential, main: str, place: int) -> Row:
    result = read_result(potential.result)
    counts = potential.variant_of is None
    return Row(
        potential.id,
        (
            Cell(short_title(potential.title, main), sort=place),
            number_cell(result.co2e_t_per_year if result else None, 1),
            number_cell(result.eur_per_year if result else None, 0),
            Cell(tr("zählt") if counts else tr("Variante"), state="ok" if counts else "draft"),
        ),
    )
