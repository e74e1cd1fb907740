"""The list of potentials, and what they amount to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.names import search_key, search_query
from klikks_desktop.services.savings.effects import effects
from klikks_desktop.services.savings.potentials import PotentialRow, list_potentials
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.potentials.sums import StageSums
from klikks_desktop.ui.pages.potentials.words import (
    count_sentence,
    euro_cell,
    filters,
    number_cell,
    passes,
    payback_cell,
    priority_cell,
    second_line,
    state_cell,
    tr,
)
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.record_list import Line, ListWords, RecordList

PRIORITY, EUROS, PAYBACK = 1, 3, 4
ROOM: Final = {PRIORITY: 190, PAYBACK: 160, EUROS: 95}
"""Width in units from which a column is shown beside the title; what goes first has the most."""
LOWEST: Final = 130
"""Height in units from which the sums are shown above the table."""


class PotentialList(RecordList):
    """All potentials of the place chosen in the window."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self._host = host
        self.rows: Sequence[PotentialRow] = ()
        self._with_payback = False
        self.sums = StageSums(host.theme)
        alphabet = host.workspace.shipped.alphabet
        self._alphabet = alphabet
        super().__init__(
            host.theme,
            [
                Column("title", tr("Potenzial")),
                Column("priority", tr("Priorität")),
                Column("tonnes", tr("t CO₂e/a"), "number"),
                Column("euros", tr("EUR/a"), "number"),
                Column("payback", tr("Amort. (a)"), "number"),
                Column("state", tr("Stand"), "pill"),
            ],
            ListWords(
                tr("Potenziale"),
                tr("Potenzial suchen"),
                tr("Filter"),
                tr("Zu Suche und Filter passt kein Potenzial."),
            ),
            filters(()),
            query=lambda text: search_query(text, alphabet),
            count=self._sentence,
            two_lines=True,
            parent=parent,
        )
        self.sums.hide()
        self.body.insertWidget(1, self.sums)

    def reload(self) -> None:
        """Read the list again; selection and scroll position stay."""
        self.rows = list_potentials(self._host.workspace, self._host.place_id)
        self.offer(filters(self.rows))
        self._show_rows()
        found = effects(self._host.workspace, self._host.place_id) if self.rows else None
        self.sums.show_effects(found)
        self.sums.setVisible(self.sums.is_told and self.height() >= self.theme.px(LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title keeps its room; further columns go where it gets narrow."""
        super().resizeEvent(event)
        view = self.table.view
        for column, units in ROOM.items():
            view.setColumnHidden(column, self.width() < self.theme.px(units))
        self.sums.setVisible(self.sums.is_told and self.height() >= self.theme.px(LOWEST))
        if self._with_payback != view.isColumnHidden(PAYBACK):
            self._with_payback = view.isColumnHidden(PAYBACK)
            self._show_rows()

    def _show_rows(self) -> None:
        several = len({row.place_id for row in self.rows}) > 1
        self.set_lines([self._line(row, several=several) for row in self.rows])

    def _line(self, row: PotentialRow, *, several: bool) -> Line:
        cells = (
            Cell(row.title or tr("Ohne Bezeichnung"), second_line(row, several=several)),
            priority_cell(row.priority),
            number_cell(row.result.co2e_t_per_year if row.result else None, 1),
            euro_cell(row, with_payback=self._with_payback),
            payback_cell(row),
            state_cell(row),
        )
        words = " ".join((row.title, row.measure_title, row.where, row.place))
        return Line(
            Row(row.id, cells, bold=row.is_own and row.result is None),
            search_key(words, self._alphabet),
            passes(row),
        )

    def _sentence(self, shown: Sequence[UUID], _total: int) -> str:
        return count_sentence(len(shown), self.rows)
