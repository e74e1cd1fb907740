"""Verbrauch: the sheet of a building, by years or by months."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.energy.cells import CellChange
from klikks_desktop.services.energy.consumption import Saved, grid, save_cells
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.segments import SegmentedChoice
from klikks_desktop.ui.widgets.sheet_grid import SheetGrid

YEARS, MONTHS = "years", "months"


class ConsumptionView(QWidget):
    """Saves each edit and each paste as one change, and then tells ``saved``.

    ``meter_wanted`` asks for a first meter, ``factors_wanted`` for the climate factors.
    """

    saved = Signal()
    meter_wanted = Signal()
    factors_wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._building: UUID | None = None
        theme = self.theme = host.theme
        spans = [(YEARS, self.tr("Nach Jahren")), (MONTHS, self.tr("Nach Monaten"))]
        self.span = SegmentedChoice(theme, spans, self.tr("Zeilen der Tabelle"))
        self.span.set_value(YEARS)
        self.factors = Button(theme, self.tr("Klimafaktoren"), "quiet", "settings")
        self.sheet = SheetGrid(theme, self.tr("Verbrauch und Kosten"))
        self.note = InfoBar(theme, "warn", "")
        self.note.hide()
        self._none = self._make_none()
        self._head = QHBoxLayout()
        self._head.addWidget(self.span)
        self._head.addStretch(1)
        self._head.addWidget(self.factors)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.note)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._none, 1)
        self.span.chosen.connect(self._show)
        self.sheet.changed.connect(self._save)
        self.sheet.left_out.connect(self._tell_left_out)
        self.factors.clicked.connect(self.factors_wanted)
        theme.changed.connect(self._restyle)
        self._restyle()

    def load(self, building: UUID, *, read_only: bool) -> None:
        """Show the sheet of a building."""
        self._building = building
        self.sheet.set_read_only(read_only)
        self.note.hide()
        self._show()

    def refresh(self) -> None:
        """Read the sheet again; the chosen cell stays, and so does all of it while somebody types."""
        if not self.sheet.is_typing:
            self._show()

    def settle(self) -> None:
        """Take over what is being typed."""
        self.sheet.settle()

    def _show(self) -> None:
        if self._building is None:
            return
        monthly = self.span.value() == MONTHS
        found = grid(self._host.workspace, self._building, monthly=monthly)
        self.sheet.set_grid(found)
        self.sheet.setVisible(bool(found.columns))
        self.span.setVisible(bool(found.columns))
        self._none.setVisible(not found.columns)

    def _save(self, changes: Sequence[CellChange]) -> None:
        seen = self.sheet.texts()
        result: Saved | None = self._host.attempt(lambda: save_cells(self._host.workspace, changes, seen))
        if result is None:
            # Of a pasted block the clipboard still has all.
            if len(changes) == 1:
                QTimer.singleShot(0, self, lambda: self.sheet.type_again(changes[0]))
            return
        self._show()
        refused = len(result.problems)
        self.note.setVisible(refused > 0 and len(changes) > 1)
        if refused:
            words = (
                self.tr("1 Zelle war keine Zahl; sie ist markiert.")
                if refused == 1
                else self.tr("{count} Zellen waren keine Zahlen; sie sind markiert.")
            )
            self.note.set_text(words.format(count=refused))
        self.saved.emit()

    def _tell_left_out(self, count: int) -> None:
        words = (
            self.tr("1 Zelle des Blocks passte nicht in die Tabelle und blieb weg.")
            if count == 1
            else self.tr("{count} Zellen des Blocks passten nicht in die Tabelle und blieben weg.")
        )
        self.note.set_text(words.format(count=count))
        self.note.show()

    def _make_none(self) -> QWidget:
        holder = QWidget()
        words = self.tr("Verbrauch gehört zu einem Zähler. Legen Sie zuerst einen an, zum Beispiel Strom.")
        text = Label(self.theme, words, "body", "muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = Button(self.theme, self.tr("Zähler anlegen"), icon="add")
        button.clicked.connect(self.meter_wanted)
        column = QVBoxLayout(holder)
        column.addStretch(1)
        column.addWidget(text)
        column.addSpacing(self.theme.px(3))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return holder

    def _restyle(self) -> None:
        side, top = self.theme.px(4), self.theme.px(2)
        self._head.setContentsMargins(side, top, side, top)
