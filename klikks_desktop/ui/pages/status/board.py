"""The board: four lanes from what is missing to what has arrived, or the same as one list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.services.region.status import StatusRow
from klikks_desktop.ui.pages.status.lane import LaneView
from klikks_desktop.ui.pages.status.reading import LanedRows
from klikks_desktop.ui.pages.status.words import PILLS, Lane, hint
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, LazyCells, Maker, Row
from klikks_desktop.ui.widgets.table import RecordTable

LANES_NEED = 240
"""Width in units below which four lanes do not fit and the list is shown."""
_COUNTY, _ON = 1, 3


class StatusBoard(QWidget):
    """``opened`` carries the key of a municipality; ``remind_wanted`` lanes, ``inbox_wanted`` nothing.

    ``arranged`` tells that order or columns of the list or the choice between lanes and list changed,
    ``fitted`` whether there is room for the lanes.
    """

    opened = Signal(object)
    remind_wanted = Signal(object)
    inbox_wanted = Signal()
    arranged = Signal()
    fitted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._as_list = self._slim = False
        self._waiting: tuple[Sequence[StatusRow], str] | None = None
        self.lanes = {lane: LaneView(theme, lane) for lane in Lane}
        self._lanes = QWidget()
        self._row = QHBoxLayout(self._lanes)
        self._row.setContentsMargins(0, 0, 0, 0)
        for view in self.lanes.values():
            self._row.addWidget(view, 1)
        self.table = RecordTable(theme, _columns(), _tr("Rückmeldestand"), two_lines=True, resizable=True)
        self._card = Card(theme, 0)
        self.reminders = {lane: Button(theme, "") for lane in (Lane.UNCLEAR, Lane.REMINDED, Lane.MISSING)}
        for lane, button in self.reminders.items():
            self.table.add_foot_action(button)
            button.clicked.connect(partial(self.remind_wanted.emit, (lane,)))
        self._card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._lanes, self._card):
            # Lanes that do not fit give way to the list; they must not hold the window open.
            part.setMinimumWidth(1)
            column.addWidget(part)
        self.table.activated.connect(self.opened)
        self.table.sorted.connect(self.arranged)
        self.table.resized.connect(self.arranged)
        for lane, view in self.lanes.items():
            view.opened.connect(self.opened)
            view.acted.connect(partial(self._act, lane))
        theme.changed.connect(self._space)
        self._space()

    @property
    def as_list(self) -> bool:
        """Whether a person wants the list, also where the lanes would fit."""
        return self._as_list

    @property
    def order(self) -> list[object]:
        """Keys of the municipalities in the order of the list."""
        self._fill_table()
        model = self.table.model
        return [model.row(place).key for place in range(model.rowCount())]

    def set_as_list(self, as_list: bool) -> None:
        """Show the list, or the lanes where they fit."""
        self._as_list = as_list
        self._choose()
        self.arranged.emit()

    def show_rows(self, found: LanedRows, count: str, *, may_write: bool) -> None:
        """Show these; ``count`` is the sentence below the list."""
        for lane, view in self.lanes.items():
            view.show_rows(found.lanes.get(lane, []))
        self._offer(found, may_write=may_write)
        self._waiting = (found.rows, count)
        if self._card.isVisibleTo(self):
            self._fill_table()

    def select(self, key: str) -> None:
        """Put the cursor on one municipality, in lanes and list."""
        self._fill_table()
        self.table.select(key)
        for view in self.lanes.values():
            view.view.go_to(key)

    def enter(self) -> None:
        """Go to the list, or to the first lane that holds anything."""
        view: QWidget = self.table.view
        if self._lanes.isVisible():
            filled = (each.view for each in self.lanes.values() if each.model.rowCount())
            view = next(filled, self.table.view)
        view.setFocus(Qt.FocusReason.TabFocusReason)

    def set_slim(self, slim: bool) -> None:
        """Leave out what there is no room for."""
        for column in (_COUNTY, _ON):
            self.table.view.setColumnHidden(column, slim)
        self._slim = slim
        self._label_reminders()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four lanes where they fit."""
        super().resizeEvent(event)
        self._choose()

    # ------------------------------------------------------------------ inside

    def _offer(self, found: LanedRows, *, may_write: bool) -> None:
        """Lanes and list offer the same: to remind those who still have to send something, lane by lane."""
        for lane, view in self.lanes.items():
            count = found.open[lane] if may_write else 0
            words, is_first = _remind_words(lane, count), lane is Lane.MISSING
            view.show_action(words, "mail", primary=is_first)
            if lane is Lane.UNCLEAR and found.count(lane) and not count:
                view.show_action(_tr("Zum Posteingang"), "import")
            if (button := self.reminders.get(lane)) is not None:
                button.setVisible(bool(words))
                button.set_kind("primary" if is_first else "secondary")
        self._label_reminders()

    def _label_reminders(self) -> None:
        """In the words of the lanes; where there is little room without icons and in short."""
        for lane, button in self.reminders.items():
            words = self.lanes[lane].button.text()
            if lane is Lane.UNCLEAR:
                words = _tr("Zu klären …") if self._slim else f"{lane.value}: {words}"
            if lane is Lane.REMINDED and self._slim:
                words = _tr("Noch einmal …")
            button.set_label(words, "" if self._slim else "mail")

    def _fill_table(self) -> None:
        """Only who looks at the list waits for it."""
        if self._waiting is not None:
            rows, count = self._waiting
            self._waiting = None
            self.table.set_rows([Row(row.town.key, LazyCells(row, 0, _MAKERS)) for row in rows], count)

    def _act(self, lane: Lane) -> None:
        if any(row.is_remindable for row in self.lanes[lane].model.rows):
            self.remind_wanted.emit((lane,))
        else:
            self.inbox_wanted.emit()

    def _choose(self) -> None:
        fits = self.width() >= self.theme.px(LANES_NEED)
        lanes = fits and not self._as_list
        self._lanes.setVisible(lanes)
        self._card.setVisible(not lanes)
        if not lanes:
            self._fill_table()
        self.fitted.emit(fits)

    def _space(self) -> None:
        self._row.setSpacing(self.theme.px(3))
        self._choose()


def _remind_words(lane: Lane, count: int) -> str:
    """What the button for so many of a lane says; nothing without any."""
    if not count:
        return ""
    if lane is Lane.REMINDED:
        return _tr("Noch einmal erinnern …")
    return (
        _tr("1 Kommune erinnern …")
        if count == 1
        else _tr("Alle {n} erinnern …").format(n=format_integer(count))
    )


def _town(row: StatusRow, _place: int) -> Cell:
    return Cell(row.town.designation, row.town.key)


def _county(row: StatusRow, _place: int) -> Cell:
    return Cell(row.town.county or "–", row.town.state)


def _standing(row: StatusRow, _place: int) -> Cell:
    return Cell(row.status.standing.value, state=PILLS[row.status.standing])


def _day(row: StatusRow, _place: int) -> Cell:
    words = hint(row.status)
    if row.status.on is None:
        return Cell("", words) if words else Cell("–", muted=True)
    return Cell(format_short(row.status.on), words)


def _reminded(row: StatusRow, _place: int) -> Cell:
    return Cell(format_short(row.reminded[-1]), _times(row)) if row.reminded else Cell("–", muted=True)


_MAKERS: Final = (
    Maker(_town, lambda row, _place: row.town.name),
    Maker(_county, lambda row, _place: row.town.county),
    Maker(_standing, lambda row, _place: row.status.standing.value),
    Maker(_day, lambda row, _place: row.status.on.toordinal() if row.status.on else None),
    Maker(_reminded, lambda row, _place: row.reminded[-1].toordinal() if row.reminded else None),
)


def _times(row: StatusRow) -> str:
    return count_words(len(row.reminded), "Erinnerung", "Erinnerungen") if len(row.reminded) > 1 else ""


def _columns() -> list[Column]:
    return [
        Column("town", _tr("Kommune")),
        Column("county", _tr("Landkreis")),
        Column("standing", _tr("Stand"), "pill"),
        Column("on", _tr("Datei vom"), "date"),
        Column("reminded", _tr("Erinnert"), "date"),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatusBoard", text)
