"""The list beside the map: which areas are shown, found by name or key, each with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout

from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.domain.map.content import MapContent
from klikks_desktop.domain.map.values import AreaValue, Level, ReportState, Subject
from klikks_desktop.domain.names import matches, search_key, search_query
from klikks_desktop.domain.place_key import STATES
from klikks_desktop.domain.place_naming import short_county
from klikks_desktop.services.workspace import Shipped
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Cell, Column, LazyCells, Maker, Row
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.segments import SegmentedChoice
from klikks_desktop.ui.widgets.table import RecordTable

WIDTH: Final = 94
"""Of the card, in units."""
_SHORT: Final = {
    ReportState.REPORTED: "berichtet",
    ReportState.OLDER: "älter",
    ReportState.MISSING: "fehlt",
}
"""The state of one municipality, in the width of a column."""
_COMPANION: Final = {Subject.PROJECTS: Subject.TONNES}
"""What stands beside the subject's column; elsewhere the projects."""
_LEAST_TYPED, _MOST_PLACES = 3, 5
_NO_VALUE, _LAST = -1e300, float("-inf")
"""Sorted down, who has not reported comes after every value, who takes no part last."""
_NOTHING: Final = tuple(Cell("–", muted=True, sort=_LAST) for _ in Subject)
QWIDGETSIZE_MAX: Final = 16_777_215


class AreaList(Card):
    """``area_chosen`` carries the key of the row now chosen ("" none), ``area_opened`` of one entered.

    A row may also be a municipality that was searched for while counties or Länder are shown.
    """

    area_chosen = Signal(str)
    area_opened = Signal(str)

    def __init__(self, theme: Theme, shipped: Shipped) -> None:
        super().__init__(theme, 0)
        self._shipped = shipped
        self._content: MapContent | None = None
        self._subjects: set[Subject] = set()
        self._narrow = True
        self.levels = SegmentedChoice(
            theme, [(level.name, level.name_of_many) for level in Level], _tr("Flächen"), stretch=True
        )
        self.states = ChoiceField(theme, [("", _tr("Deutschland")), *STATES.items()], _tr("Land"))
        self.sets = ChoiceField(theme, (), _tr("Faktorensatz"))
        self.sets.hide()
        self.search = SearchField(theme, _tr("Kreis, Kommune oder Schlüssel suchen"))
        columns = [Column("name", _tr("Gebiet"))]
        columns += [Column(subject.value, _title(subject), "number", 22) for subject in Subject]
        self.table = RecordTable(theme, columns, _tr("Gebiete der Karte"))
        self.excel = Button(theme, _tr("Nach Excel"), "quiet", "export")
        self.table.add_foot_action(self.excel)
        self._controls = QVBoxLayout()
        for widget in (self.states, self.levels, self.sets, self.search):
            self._controls.addWidget(widget)
        self.body.addLayout(self._controls)
        self.body.addWidget(self.table, 1)
        self.search.searched.connect(self._fill)
        self.search.left_downwards.connect(self.table.enter)
        self.table.chosen.connect(self._tell_chosen)
        self.table.activated.connect(self._tell_opened)
        theme.changed.connect(self._resize)
        self._resize()

    def offer_sets(self, sets: Mapping[str, str], shown: str) -> None:
        """Offer the factor sets in use, by title, where there are several."""
        words = _tr("Faktorensatz {title}")
        self.sets.set_choices([(each, words.format(title=title)) for each, title in sets.items()])
        self.sets.set_value(shown)
        self.sets.setVisible(len(sets) > 1)

    def show_content(self, content: MapContent) -> None:
        """Show the areas of this map, by the value that the colours show."""
        before = self._content
        self._content = content
        self.levels.set_value(content.level.name)
        self.states.set_value("" if len(content.states) > 1 else content.states[0])
        self._subjects = {content.subject, _COMPANION.get(content.subject, Subject.PROJECTS)}
        for place, subject in enumerate(Subject, start=1):
            self.table.view.setColumnHidden(place, subject not in self._subjects)
        if before is None or before.subject is not content.subject:
            self.table.sort_by(content.subject.value, down=True)
        self._fill(self.search.text())
        self.table.view.scrollToTop()

    def choose(self, key: str) -> None:
        """Mark the row of an area, "" none."""
        if not key:
            self.table.clear_selection()
        elif not self.table.select(key):
            self.search.clear()
            self.table.select(key)

    @property
    def shown(self) -> list[str]:
        """Keys of the areas listed, in their order."""
        rows = (str(self.table.model.row(place).key) for place in range(self.table.model.rowCount()))
        return [key for key in rows if self._content is not None and key in self._content.names]

    def _fill(self, text: str) -> None:
        content = self._content
        if content is None:
            return
        keys, makers = self._found(text, content), self._makers(content)
        rows = [Row(key, LazyCells(key, place, makers)) for place, key in enumerate(keys)]
        self.table.set_rows([*rows, *self._places(text)], self._count(keys))

    def _found(self, text: str, content: MapContent) -> list[str]:
        """Keys of the areas that a text finds by name or key, all for no text."""
        alphabet = self._shipped.alphabet
        query = search_query(text, alphabet)
        if not query:
            return list(content.names)

        def words(key: str) -> str:
            value = content.values.get(key)
            return f"{content.names[key] if value is None else value.name} {key}"

        return [key for key in content.names if matches(query, search_key(words(key), alphabet))]

    def _makers(self, content: MapContent) -> list[Maker[str]]:
        def name(key: str, _place: int) -> Cell:
            value = content.values.get(key)
            full = content.names[key] if value is None else value.name
            shown = short_county(full) if content.level is Level.COUNTY else full
            return Cell(shown, muted=value is None)

        def order(key: str, _place: int) -> str:
            return name(key, 0).text

        figures = [
            Maker(partial(_cell, content, subject), partial(_order, content, subject))
            if subject in self._subjects
            else Maker(_no_cell, _no_order)
            for subject in Subject
        ]
        return [Maker(name, order), *figures]

    def _places(self, text: str) -> Iterator[Row]:
        """Municipalities of that name, where areas are larger: entering one shows it on the map."""
        content = self._content
        if content is None or content.level is Level.MUNICIPALITY or len(text.strip()) < _LEAST_TYPED:
            return
        hits = self._shipped.directory.search(text, 4 * _MOST_PLACES)
        wanted = [hit for hit in hits if not hit.is_association and hit.key[:2] in content.states]
        for hit in wanted[:_MOST_PLACES]:
            name = Cell(f"{hit.name} ({short_county(hit.county)})", icon="place")
            yield Row(hit.key, [name, *_NOTHING])

    def _count(self, keys: list[str]) -> str:
        content = self._content
        if content is None or not keys:
            return _tr("Nichts gefunden.")
        taking_part = sum(key in content.values for key in keys)
        areas = content.level.name_of_one if len(keys) == 1 else content.level.name_of_many
        return _tr("{count} {areas} · {n} dabei").format(
            count=format_integer(len(keys)), areas=areas, n=format_integer(taking_part)
        )

    def _tell_chosen(self, key: object) -> None:
        self.area_chosen.emit(key if isinstance(key, str) else "")

    def _tell_opened(self, key: object) -> None:
        if isinstance(key, str):
            self.area_opened.emit(key)

    def set_narrow(self, narrow: bool) -> None:
        """Beside the map, or in all the width there is."""
        self._narrow = narrow
        self._resize()

    def _resize(self) -> None:
        theme = self.theme
        self.setMinimumWidth(theme.px(WIDTH))
        self.setMaximumWidth(theme.px(WIDTH) if self._narrow else QWIDGETSIZE_MAX)
        margin = theme.px(3)
        self._controls.setContentsMargins(margin, margin, margin, margin)
        self._controls.setSpacing(theme.px(2))


def _cell(content: MapContent, subject: Subject, key: str, _place: int) -> Cell:
    value = content.values.get(key)
    if value is None:
        return _NOTHING[0]
    if subject is Subject.REPORTS:
        return Cell(_reports(value))
    return Cell("–", muted=True) if value.figure(subject) is None else Cell(value.words(subject))


def _order(content: MapContent, subject: Subject, key: str, _place: int) -> float:
    value = content.values.get(key)
    if value is None:
        return _LAST
    if subject is Subject.REPORTS:
        return value.reported / value.places
    figure = value.figure(subject)
    return _NO_VALUE if figure is None else float(figure)


def _no_cell(_key: str, _place: int) -> Cell:
    return _NOTHING[0]


def _no_order(_key: str, _place: int) -> float:
    return _LAST


def _reports(value: AreaValue) -> str:
    return value.reports if value.places > 1 else _SHORT[value.report_state]


def _title(subject: Subject) -> str:
    return {Subject.REPORTS: _tr("Berichtet"), Subject.TONNES: "t CO₂e/a", Subject.EUROS: "Euro/a"}.get(
        subject, subject.label
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionMapPage", text)
