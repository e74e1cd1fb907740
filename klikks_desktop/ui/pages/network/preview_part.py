"""What goes to whom (Das geht an die Kommunen): a town in each row, its remarks beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.dates import age_words, format_short
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.services.region.returns import TownReturn
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.cells import Cell, Column, LazyCells, Maker, Row
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import Panes, ScrollPage
from klikks_desktop.ui.widgets.table import RecordTable

DETAIL_WIDTH = 100


class PreviewPart(QWidget):
    """``write_wanted`` carries the ids of the towns that a return is wanted for."""

    write_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._towns: Mapping[UUID, TownReturn] = {}
        self._parts: list[QWidget] = []
        theme = host.theme
        columns = [
            Column("town", _tr("Kommune")),
            Column("remarks", _tr("Vermerke"), "number"),
            Column("last", _tr("Zuletzt geschrieben")),
        ]
        self.table = RecordTable(theme, columns, _tr("Das geht an die Kommunen"))
        self.one = Button(theme, _tr("Nur für diese Kommune schreiben …"), "quiet", "export")
        self.table.add_foot_action(self.one)
        self.back = Button(theme, _tr("Zur Liste"), "quiet", "chevron-left")
        self._detail = ScrollPage(theme)
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._detail.body.addWidget(self.back)
        self._detail.body.addWidget(self._holder)
        self._detail.body.addStretch(1)
        self.back.hide()
        self._panes = Panes(theme, self.table, self._detail, DETAIL_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panes)
        self.table.chosen.connect(self._show_chosen)
        self.table.activated.connect(self._panes.show_record)
        self.back.clicked.connect(self._panes.show_list)
        self.one.clicked.connect(self._want_one)
        theme.changed.connect(self._pad)
        self._pad()

    def show_towns(self, found: Sequence[TownReturn]) -> None:
        """Show what was read; what is chosen stays."""
        self._towns = {each.peer.id: each for each in found}
        today = self._host.workspace.today
        makers = (
            Maker(_name, lambda town, _place: town.peer.name),
            Maker(_remarks, lambda town, _place: len(town.remarks)),
            Maker(partial(_last, today=today), _last_order),
        )
        rows = [Row(each.peer.id, LazyCells(each, place, makers)) for place, each in enumerate(found)]
        count = count_words(len(rows), _tr("Kommune"), _tr("Kommunen"))
        self.table.set_rows(rows, count if rows else _tr("Noch ist keine Kommune angemeldet."))
        if self.table.selected_key() is None and found:
            self.table.select(found[0].peer.id)
        self._show_chosen()

    def set_two_panes(self, two: bool) -> None:
        """List and content side by side, or one at a time."""
        self._panes.set_two_panes(two)
        self.back.setVisible(not two)
        # In a tab that is not shown Qt would keep the former width.
        self._panes.updateGeometry()

    # ------------------------------------------------------------------ inside

    def _show_chosen(self) -> None:
        town = self._chosen()
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = self._describe(town) if town else []
        for part in self._parts:
            self._column.addWidget(part)
        self.one.setVisible(town is not None and not self._host.workspace.store.read_only)

    def _describe(self, town: TownReturn) -> list[QWidget]:
        theme = self._host.theme
        parts: list[QWidget] = [Label(theme, town.peer.name, "record", wrap=True)]
        for count, one, many in (
            (town.announcements, _tr("Nachricht"), _tr("Nachrichten")),
            (town.periods, _tr("Berichtszeitraum"), _tr("Berichtszeiträume")),
            (town.contacts, _tr("Person zur Vernetzung"), _tr("Personen zur Vernetzung")),
            (town.examples, _tr("gutes Beispiel"), _tr("gute Beispiele")),
        ):
            parts.append(Label(theme, count_words(count, one, many), wrap=True))
        parts.append(Separator(theme))
        title = _tr("Vermerke zu dieser Kommune") if town.remarks else _tr("Keine Vermerke zu dieser Kommune")
        parts.append(Label(theme, title, "strong", wrap=True))
        for each in town.remarks:
            about = f" · {each.about_title}" if each.about_title else ""
            parts.append(Label(theme, f"{each.kind.value}{about}", "small", "muted", wrap=True))
            parts.append(Label(theme, each.text, wrap=True))
        return parts

    def _chosen(self) -> TownReturn | None:
        key = self.table.selected_key()
        return self._towns.get(key) if isinstance(key, UUID) else None

    def _want_one(self) -> None:
        town = self._chosen()
        if town is not None:
            self.write_wanted.emit([town.peer.id])

    def _pad(self) -> None:
        theme = self._host.theme
        side = theme.px(5)
        self._detail.body.setContentsMargins(side, theme.px(4), side, theme.px(4))
        self._column.setSpacing(theme.px(1.5))


def _name(town: TownReturn, _place: int) -> Cell:
    return Cell(town.peer.name)


def _remarks(town: TownReturn, _place: int) -> Cell:
    return Cell(str(len(town.remarks)))


def _last(town: TownReturn, _place: int, *, today: date) -> Cell:
    if town.last is None:
        return Cell("–", muted=True)
    day = town.last.created_at.astimezone().date()
    return Cell(f"{format_short(day)}, {age_words(day, today)}")


def _last_order(town: TownReturn, _place: int) -> float | None:
    return town.last.created_at.timestamp() if town.last else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("NetworkPage", text)
