"""Übersicht: what is there, what it brings, what is due, what the next step is."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_long, weekday
from klikks_desktop.domain.formatting import file_name
from klikks_desktop.domain.records import Place, PlaceReport, Role
from klikks_desktop.services.overview import overview
from klikks_desktop.services.overview_parts import Overview
from klikks_desktop.services.overview_parts import Tile as Figure
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.factor_choice import chosen_set
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.pages.overview.cards import DueCard, StepCard
from klikks_desktop.ui.pages.overview.charts import BeginCard, MeasureCard, PathCard
from klikks_desktop.ui.pages.overview.empty import make_empty
from klikks_desktop.ui.tasks import MANY, Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.page import Page, ScrollPage
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.steps import Steps
from klikks_desktop.ui.widgets.tile import Tile, TileRow


class OverviewPage(Page):
    """Tiles, charts, the next step and what is due; a new workspace gets the first step instead."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._is_region = host.workspace.role is Role.REGION
        self.report = Button(host.theme, "", icon="document")
        self._new = Button(host.theme, "", "primary", "add")
        super().__init__(host.theme, PageHead(host.theme, "", "", self.report, self._new))
        self.report.set_label(self.tr("Bericht für den Rat"))
        self._new.set_label(
            self.tr("Kommune anmelden") if self._is_region else self.tr("Neue Patin, neuer Pate"), "add"
        )
        self._loader = Loader(host, self.tr("Die Übersicht entsteht"), self.tr("Kommunen"), self._take, self)
        self._tiles: dict[str, Tile] = {}
        self._tile_row: TileRow | None = None
        self.due = DueCard(host)
        self.step = StepCard(host)
        self.measures = MeasureCard(host)
        self.years = PathCard(host)
        self.begin = BeginCard(host)
        self._scroll = ScrollPage(host.theme)
        self.body.addWidget(self._scroll, 1)
        self._content = QWidget()
        self._scroll.body.addWidget(self._content)
        self._fill_frame()
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read the data again; those of many towns beside the window's thread."""
        workspace, place_id = self._host.workspace, self._host.place_id
        with workspace.store.read() as reader:
            beside = self._is_region and reader.count(PlaceReport) > MANY
        self._show_title()
        if beside:
            self._empty.hide()
        read = partial(overview, place_id=place_id, factor_set=chosen_set(self._host))
        self._loader.load(read, beside=beside)

    def _take(self, found: Overview) -> None:
        """Show what was read."""
        workspace = self._host.workspace
        # The empty state of a region has the same way in.
        self._new.setVisible(not (workspace.store.read_only or (self._is_region and found.is_empty)))
        self.report.setVisible(found.effects is not None and bool(self._places()))
        self._empty.setVisible(found.is_empty)
        self._full.setVisible(not found.is_empty)
        self._show_tiles(found.tiles)
        self.step.show_step(found.next_step)
        self.due.show_due(found.due, workspace.today)
        self._show_effects(found)

    def _show_title(self) -> None:
        today, chosen = self._host.workspace.today, self._places()
        name = chosen[0].designation if len(chosen) == 1 else self._host.workspace.name
        self.head.set_title(self.tr("Übersicht"), f"{name} · {weekday(today)}, {format_long(today)}")

    def open_record(self, record: UUID | None) -> None:
        """Nothing to open here."""

    def search_widget(self) -> QWidget | None:
        """Nothing to search here."""
        return None

    def print_page(self) -> None:
        """Strg+P: the report for the council."""
        if self.report.isVisible():
            self.show_report()

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """Cards side by side or one below the other."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(beside if two_panes else below)
        self.measures.set_narrow(slim)

    # ------------------------------------------------------------------ deeds

    def show_report(self) -> None:
        """Make the one page for the council off the window's thread, then show it."""
        chosen = self._places()
        if not chosen:
            return
        place = chosen[0]

        def job(workspace: Workspace, control: Control) -> bytes:
            from klikks_desktop.services.reports.climate import climate_report_pdf

            return climate_report_pdf(workspace, place, progress=control.report)

        def show(data: bytes) -> None:
            from klikks_desktop.ui.dialogs.paper import PaperDialog

            title = self.tr("Bericht für den Rat")
            day = self._host.workspace.today
            name = file_name(place.key, place.name, day, "pdf", "Klimaschutz-Bericht")
            PaperDialog(self._host, title, data, name, self).open()

        self._host.run(self.tr("Der Bericht entsteht"), self.tr("Seiten"), job, show)

    def set_target(self) -> None:
        """Ask for the target path of the place shown."""
        from klikks_desktop.ui.pages.overview.target_dialog import TargetDialog

        chosen = self._places()
        if len(chosen) != 1:
            return
        dialog = TargetDialog(self._host, chosen[0], self)
        dialog.exec()
        dialog.deleteLater()
        if dialog.is_changed:
            self._host.changed()
            self.reload()

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        self._new.clicked.connect(self._go_to_first)
        self.report.clicked.connect(self.show_report)
        self.step.wanted.connect(self._host.go)
        self.years.target_wanted.connect(self.set_target)

    def _places(self) -> list[Place]:
        own = self._host.workspace.own_places()
        return [place for place in own if self._host.place_id in {None, place.id}]

    def _fill_frame(self) -> None:
        theme = self._host.theme
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        self._empty = make_empty(self._host)
        self._full = QWidget()
        column.addWidget(self._empty, 1)
        column.addWidget(self._full, 1)
        self._inner = QVBoxLayout(self._full)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._cards = QHBoxLayout()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(self.measures, 1)
        self._left.addWidget(self.years, 1)
        self._right.addWidget(self.step)
        self._right.addWidget(self.begin)
        self._cards.addLayout(self._left, 8)
        self._cards.addLayout(self._right, 5)
        self._inner.addLayout(self._cards, 1)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        for layout in (self._inner, self._cards, self._left, self._right):
            layout.setSpacing(self.theme.px(4))

    def _show_tiles(self, figures: tuple[Figure, ...]) -> None:
        """Fill the tiles; others are made when another set of figures is told."""
        if [figure.title for figure in figures] != list(self._tiles):
            if self._tile_row is not None:
                self._tile_row.hide()
                self._tile_row.deleteLater()
            self._tiles = {
                figure.title: Tile(self.theme, figure.icon, figure.title, dots=figure.are_things)
                for figure in figures
            }
            self._tile_row = TileRow(self.theme, list(self._tiles.values()))
            self._inner.insertWidget(0, self._tile_row)
        for figure in figures:
            steps = Steps(float(figure.achieved), float(figure.decided), float(figure.possible))
            self._tiles[figure.title].show_figure(figure.figure, figure.unit, steps, figure.line)

    def _show_effects(self, found: Overview) -> None:
        """Charts where there is something to tell; the way to begin where there is not.

        What is due stands beside the charts, or in their place.
        """
        there = found.measures is not None
        (self._right if there else self._left).addWidget(self.due, 1)
        self.begin.setVisible(not there and not self._is_region)
        self.measures.setVisible(there)
        self.years.setVisible(found.effects is not None)
        if found.measures is not None:
            self.measures.show_measures(found.measures)
        if found.effects is not None:
            may_set = len(self._places()) == 1 and not self._host.workspace.store.read_only
            self.years.show_years(found.effects.by_year, may_set=may_set)

    def _go_to_first(self) -> None:
        self._host.go(Target.EXCHANGE if self._is_region else Target.NEW_PATRON)
