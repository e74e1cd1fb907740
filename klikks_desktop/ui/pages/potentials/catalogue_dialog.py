"""Choosing a measure from the catalogue, with the building where it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from klikks_desktop.domain.measures.catalogue import catalogue
from klikks_desktop.domain.measures.model import Measure
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.domain.records import Place
from klikks_desktop.services.places.places import spots_of
from klikks_desktop.services.savings.factors import library
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.potentials.words import GROUPS
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.table import RecordTable

WIDE: Final = 160
"""Width in units from which the group of each measure has a column."""


class CatalogueDialog(Dialog):
    """18 measures with a sentence each, in groups; ``measure_id`` and ``building_id`` are the choice."""

    def __init__(self, host: Host, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(
            host.theme,
            self.tr("Neues Potenzial"),
            self.tr("Welche Maßnahme möchten Sie rechnen?"),
            icon="potential",
            parent=parent,
        )
        theme = host.theme
        self._alphabet = host.workspace.shipped.alphabet
        known = {each.id: each for each in catalogue(library(host.workspace).assumptions)}
        self._rows = [
            (row, search_key(" ".join((row.cell(0).text, row.cell(0).second, group)), self._alphabet))
            for group, ids in GROUPS.items()
            for row in (_row(known[each], group) for each in ids if each in known)
        ]
        self.search = SearchField(
            theme, self.tr("Maßnahme suchen"), self.tr("Zum Beispiel: LED, Heizung, Auto")
        )
        columns = [Column("measure", self.tr("Maßnahme")), Column("group", self.tr("Bereich"))]
        self.table = RecordTable(theme, columns, self.tr("Maßnahmen"), two_lines=True)
        self.table.view.setSortingEnabled(False)
        self.table.setMinimumSize(
            min(theme.px(186), self.screen().availableGeometry().width() - theme.px(24)), theme.px(80)
        )
        card = Card(theme, 0)
        card.body.addWidget(self.table)
        self.building = self._make_building(host, place)
        self._none = Label(
            theme, self.tr("Dazu gibt es keine Maßnahme im Katalog."), "body", "muted", wrap=True
        )
        self.body.addWidget(self.search)
        self.body.addWidget(card, 1)
        self.body.addWidget(self._none)
        self.body.addWidget(self.building)
        cancel = self.add_action(Button(theme, self.tr("Abbrechen")))
        self.begin = self.add_action(Button(theme, self.tr("Potenzial rechnen"), "primary", "check"))
        cancel.clicked.connect(self.reject)
        self.begin.clicked.connect(self.accept)
        self.search.searched.connect(self._fill)
        self.search.left_downwards.connect(self.table.enter)
        self.table.chosen.connect(self._follow_choice)
        self.table.activated.connect(self.accept)
        self._fill("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def measure_id(self) -> str:
        """The chosen measure, "" without one."""
        key = self.table.selected_key()
        return key if isinstance(key, str) else ""

    @property
    def building_id(self) -> UUID | None:
        """The chosen building."""
        text = str(self.building.input.value())
        return UUID(text) if text else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it gets narrow, the measures stand in their groups without saying so."""
        super().resizeEvent(event)
        self.table.view.setColumnHidden(1, self.width() < self.theme.px(WIDE))

    def ask(self) -> bool:
        """Show it and wait; True when a measure was chosen."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return chosen and bool(self.measure_id)

    def _make_building(self, host: Host, place: Place) -> FormField:
        buildings = [(str(row.id), row.name) for row in spots_of(host.workspace, place.id)[0]]
        field = FormField(
            host.theme,
            FieldSpec(
                "building",
                self.tr("Gebäude"),
                "choice",
                self.tr("Wenn Sie es erfasst haben: Sein Verbrauch steht dann als Vorschlag bereit."),
                choices=[("", self.tr("ohne Gebäude")), *buildings],
            ),
        )
        field.set_value("")
        # Its help takes one line here; by its own wish the dialog would have to scroll.
        field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        field.setVisible(bool(buildings))
        return field

    def _fill(self, text: str) -> None:
        wanted = search_query(text.strip(), self._alphabet) if text.strip() else ""
        rows = [row for row, key in self._rows if not wanted or matches(wanted, key)]
        self.table.set_rows(_in_order(rows), self.tr("{count} Maßnahmen").format(count=len(rows)))
        if rows and not self.measure_id:
            self.table.view.selectRow(0)
        self._none.setVisible(not rows)
        self._follow_choice()

    def _follow_choice(self) -> None:
        self.begin.setEnabled(bool(self.measure_id))


def _row(measure: Measure, group: str) -> Row:
    return Row(measure.id, (Cell(measure.title, measure.sentence, bold=True), Cell(group, muted=True)))


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """The rows in the order given, whatever their texts."""
    return [
        Row(row.key, (_placed(row.cell(0), place), row.cell(1)), row.bold) for place, row in enumerate(rows)
    ]


def _placed(cell: Cell, place: int) -> Cell:
    return Cell(cell.text, cell.second, bold=cell.bold, sort=place)
