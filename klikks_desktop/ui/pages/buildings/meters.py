"""Zähler: what counts the energy of a building, and the form of the one chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from klikks_desktop.domain.building_fields import METER_FIELDS
from klikks_desktop.domain.carriers import CARRIER_WORDS, Carrier
from klikks_desktop.domain.energy.plausibility import meter_title
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Meter
from klikks_desktop.services.records.record_forms import RecordForm
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, Row
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.part_table import PartTable
from klikks_desktop.ui.widgets.record_form import RecordFormView

FIRST_CARRIERS = (Carrier.ELECTRICITY, Carrier.NATURAL_GAS, Carrier.DISTRICT_HEAT, Carrier.HEATING_OIL)
"""Offered first when a meter is added."""


class MeterView(QWidget):
    """The meters of a building and the form of the chosen one.

    ``left`` carries the id and the texts that were changed; ``add_wanted`` the carrier of a new meter;
    ``delete_wanted`` the id.
    """

    left = Signal(object, object)
    add_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = self.theme = host.theme
        self._forms: dict[UUID, RecordForm[Meter]] = {}
        self._shown: UUID | None = None
        columns = [
            Column("meter", self.tr("Zähler")),
            Column("purpose", self.tr("Wofür")),
            Column("unit", self.tr("Einheit")),
        ]
        self.table = PartTable(theme, columns, self.tr("Zähler"))
        self.add = Button(theme, self.tr("Neuer Zähler"), "quiet", "add")
        self.delete = Button(theme, self.tr("Zähler löschen"), "quiet", "delete")
        self.form = RecordFormView(theme, METER_FIELDS, parent=self)
        self._none = Label(
            theme,
            self.tr("Noch kein Zähler. Mit dem ersten kann der Verbrauch eingetragen werden."),
            "body",
            "muted",
            wrap=True,
        )
        self._line = Separator(theme)
        self.table.add_foot_action(self.delete)
        self.table.add_foot_action(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._none)
        column.addWidget(self.table)
        column.addWidget(self._line)
        column.addWidget(self.form, 1)
        column.addStretch(0)
        self._make_menu()
        self.table.chosen.connect(self._choose)
        self.form.left.connect(self._tell_left)
        self.delete.clicked.connect(self._ask_deletion)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def shown(self) -> UUID | None:
        """The meter whose form is open."""
        return self._shown

    def show_meters(self, forms: Sequence[RecordForm[Meter]], saved: Mapping[str, str] | None = None) -> None:
        """Show these; the chosen one stays, what is typed and not in ``saved`` too."""
        self._forms = {form.record.id: form for form in forms}
        count = count_words(len(forms), self.tr("Zähler"), self.tr("Zähler"))
        self.table.set_rows([_row(form) for form in forms], count)
        if self._shown not in self._forms:
            self._shown = None
            if forms:
                self.table.select(forms[0].record.id)
        elif (shown := self._shown) is not None:
            self.form.refresh(self._forms[shown], saved or ())
        self._show_parts()

    def select(self, meter: UUID) -> None:
        """Open the form of a meter."""
        self.table.select(meter)

    def typed(self) -> dict[str, str]:
        """What was typed and not left yet."""
        return self.form.typed() if self._shown is not None else {}

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed."""
        self.form.set_read_only(read_only)
        self.add.setVisible(not read_only)
        self.delete.setVisible(not read_only and bool(self._forms))

    def problem_count(self) -> int:
        """Fields of all meters that are to be checked."""
        return sum(len(form.problems) for form in self._forms.values())

    def go_to_problem(self) -> None:
        """Open the first meter that is to be checked."""
        for key, form in self._forms.items():
            if form.problems:
                self.select(key)
                self.form.go_to_problem()
                return

    def _choose(self, key: object) -> None:
        if not isinstance(key, UUID) or key == self._shown:
            return
        self.settle()
        self._shown = key
        self.form.load(self._forms[key])
        self._show_parts()

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if (shown := self._shown) is not None and (typed := self.form.typed()):
            self.left.emit(shown, typed)

    def _tell_left(self, texts: Mapping[str, str]) -> None:
        if self._shown is not None:
            self.left.emit(self._shown, texts)

    def _ask_deletion(self) -> None:
        if self._shown is not None:
            self.delete_wanted.emit(self._shown)

    def _show_parts(self) -> None:
        there = self._shown is not None
        self._none.setVisible(not self._forms)
        self.form.setVisible(there)
        self._line.setVisible(there)
        self.delete.setVisible(there and not self.add.isHidden())

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Neuer Zähler"))
        for carrier in (*FIRST_CARRIERS, *(each for each in Carrier if each not in FIRST_CARRIERS)):
            action = self.menu.addAction(CARRIER_WORDS[carrier])
            action.triggered.connect(partial(self.add_wanted.emit, carrier))
        self.add.clicked.connect(self._open_menu)

    def _open_menu(self) -> None:
        self.menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _restyle(self) -> None:
        side = self.theme.px(4)
        self._none.setContentsMargins(side, self.theme.px(4), side, self.theme.px(2))


def _row(form: RecordForm[Meter]) -> Row:
    meter = form.record
    cells = (Cell(meter_title(meter)), Cell(meter.purpose.value), Cell(meter.unit.value))
    return Row(meter.id, cells, bold=form.has_draft)
