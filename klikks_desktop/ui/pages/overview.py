"""Übersicht: what is there, what is due, what the next step is."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_long, weekday
from klikks_desktop.domain.records import Role
from klikks_desktop.services.overview import Due, NextStep, Overview, Target, overview
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.due_list import DueItem, DueList
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.label import IconLabel, Label
from klikks_desktop.ui.widgets.page import Page, ScrollPage
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.steps import Steps
from klikks_desktop.ui.widgets.tile import Tile

SHOWN = 30
"""So many lines of what is due are shown; the count of the others stands below."""


class OverviewPage(Page):
    """Tiles, the next step and what is due; a new workspace gets the first step instead."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._new = Button(host.theme, "", "primary", "add")
        super().__init__(host.theme, PageHead(host.theme, "", "", self._new))
        self._new.clicked.connect(self._go_to_first)
        self._due: dict[str, Due] = {}
        self._tiles: list[Tile] = []
        self._step = Target.SETTINGS
        self._scroll = ScrollPage(host.theme)
        self.body.addWidget(self._scroll, 1)
        self._content = QWidget()
        self._scroll.body.addWidget(self._content)
        self._fill_frame()
        self.reload()

    def reload(self) -> None:
        """Read the data again."""
        found = overview(self._host.workspace)
        is_region = self._host.workspace.role is Role.REGION
        today = self._host.workspace.today
        self.head.set_title(
            self.tr("Übersicht"),
            f"{self._host.workspace.name} · {weekday(today)}, {format_long(today)}",
        )
        self._new.set_label(
            self.tr("Kommune anmelden") if is_region else self.tr("Neue Patin, neuer Pate"), "add"
        )
        self._new.setVisible(not self._host.workspace.store.read_only)
        self._empty.setVisible(found.is_empty)
        self._full.setVisible(not found.is_empty)
        self._show_tiles(found)
        self._show_step(found.next_step)
        self._show_due(found.due, today)

    def open_record(self, record: UUID | None) -> None:
        """Nothing to open here."""

    def search_widget(self) -> QWidget | None:
        """Nothing to search here."""
        return None

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """Cards side by side or one below the other."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._tile_row.setDirection(below if slim else beside)
        self._cards.setDirection(beside if two_panes else below)

    def _fill_frame(self) -> None:
        theme = self._host.theme
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        self._empty = self._make_empty()
        self._full = QWidget()
        column.addWidget(self._empty, 1)
        column.addWidget(self._full, 1)
        inner = QVBoxLayout(self._full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(4))
        self._tile_row = QHBoxLayout()
        self._tile_row.setSpacing(theme.px(4))
        self._cards = QHBoxLayout()
        self._cards.setSpacing(theme.px(4))
        inner.addLayout(self._tile_row)
        inner.addLayout(self._cards, 1)
        self._cards.addWidget(self._make_due_card(), 3)
        self._cards.addWidget(self._make_step_card(), 2)

    def _make_empty(self) -> EmptyState:
        theme = self._host.theme
        if self._host.workspace.role is Role.REGION:
            primary = Button(theme, self.tr("Anmeldedatei schreiben"), "big", "export")
            primary.clicked.connect(partial(self._host.go, Target.EXCHANGE))
            return EmptyState(
                theme,
                self.tr("Noch hat keine Kommune berichtet"),
                self.tr("Mit der ersten Datei füllt sich diese Übersicht."),
                primary=primary,
                steps=(
                    (self.tr("Anmeldedatei weitergeben"), self.tr("Eine Datei für alle Kommunen.")),
                    (self.tr("Am Telefon vergleichen"), self.tr("Beide Seiten sehen dieselbe Nummer.")),
                    (self.tr("Dateien übernehmen"), self.tr("Auf das Fenster ziehen genügt.")),
                ),
            )
        primary = Button(theme, self.tr("Erste Patin, ersten Paten aufnehmen"), "big", "add")
        primary.clicked.connect(partial(self._host.go, Target.NEW_PATRON))
        secondary = Button(theme, self.tr("Aus Excel übernehmen"), "secondary", "import")
        secondary.clicked.connect(partial(self._host.go, Target.PATRON))
        return EmptyState(
            theme,
            self.tr("Willkommen"),
            self.tr("Wer sich ehrenamtlich für den Klimaschutz einsetzt, verdient eine würdige Urkunde."),
            primary=primary,
            secondary=secondary,
            steps=(
                (self.tr("Person eintragen"), self.tr("Name, Anrede und Beginn genügen.")),
                (self.tr("Urkunde drucken"), self.tr("Mit Wappen, Nummer und Platz für das Siegel.")),
                (self.tr("Bericht schreiben"), self.tr("Sie sehen vorher, was Ihr Haus verlässt.")),
            ),
        )

    def _make_due_card(self) -> Card:
        theme = self._host.theme
        card = Card(theme, 5)
        card.body.addWidget(Label(theme, self.tr("Was ansteht"), "section"))
        self._list = DueList(theme, self.tr("Was ansteht"))
        self._list.activated.connect(self._follow)
        self._none = Label(theme, self.tr("Im Augenblick steht nichts an."), "body", "muted", wrap=True)
        self._more = Label(theme, "", "small", "muted")
        card.body.addWidget(self._none)
        card.body.addWidget(self._list)
        card.body.addWidget(self._more)
        card.body.addStretch(1)
        return card

    def _make_step_card(self) -> Card:
        theme = self._host.theme
        self._step_card = Card(theme, 5)
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addWidget(IconLabel(theme, "idea"))
        head.addWidget(Label(theme, self.tr("Nächster Schritt"), "section"), 1)
        self._step_title = Label(theme, "", "record", wrap=True)
        self._step_text = Label(theme, "", "body", "muted", wrap=True)
        self._step_button = Button(theme, "", "secondary", "chevron-right")
        self._step_button.clicked.connect(self._take_step)
        self._step_card.body.addLayout(head)
        self._step_card.body.addWidget(self._step_title)
        self._step_card.body.addWidget(self._step_text)
        row = QHBoxLayout()
        row.addWidget(self._step_button)
        row.addStretch(1)
        self._step_card.body.addLayout(row)
        self._step_card.body.addStretch(1)
        return self._step_card

    def _show_tiles(self, found: Overview) -> None:
        for tile in found.tiles[len(self._tiles) :]:
            made = Tile(self._host.theme, tile.icon, tile.title, dots=tile.achieved + tile.decided <= 10)
            self._tile_row.addWidget(made, 1)
            self._tiles.append(made)
        for made, tile in zip(self._tiles, found.tiles, strict=True):
            made.show_figure(
                str(tile.figure), tile.unit, Steps(tile.achieved, tile.decided, tile.possible), tile.line
            )

    def _show_step(self, step: NextStep | None) -> None:
        self._step_card.setVisible(step is not None)
        if step is not None:
            self._step = step.target
            self._step_title.setText(step.title)
            self._step_text.setText(step.text)
            self._step_button.set_label(step.action, "chevron-right")

    def _show_due(self, due: tuple[Due, ...], today: date) -> None:
        self._due = {str(number): item for number, item in enumerate(due[:SHOWN])}
        self._list.set_items(
            [DueItem(key, item.on, item.title, item.who, today, item.icon) for key, item in self._due.items()]
        )
        self._none.setVisible(not due)
        rest = len(due) - SHOWN
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("und {count} weitere").format(count=rest))

    def _follow(self, key: str) -> None:
        item = self._due[key]
        self._host.go(item.target, item.patron_id)

    def _take_step(self) -> None:
        self._host.go(self._step)

    def _go_to_first(self) -> None:
        is_region = self._host.workspace.role is Role.REGION
        self._host.go(Target.EXCHANGE if is_region else Target.NEW_PATRON)
