"""The page Auswertung: sums of all municipalities, grouped, charted, taken along."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words, file_name
from klikks_desktop.domain.records import PlaceReport
from klikks_desktop.domain.region.totals import Grouping, Totals
from klikks_desktop.domain.region.totals_words import basis, notes
from klikks_desktop.services.region.totals import totals
from klikks_desktop.services.region.totals_export import export_totals, totals_file_name
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.factor_choice import choose_set, chosen_set
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.pages.evaluation.cards import ChartCard, EnergyCard, NotesCard, TableCard, Tiles
from klikks_desktop.ui.pages.evaluation.choice import Choice
from klikks_desktop.ui.tasks import MANY, Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.page import Page, ScrollPage
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.told_bar import ToldBar

KEY: Final = "evaluation"


class EvaluationPage(Page):
    """Tiles, chart, table, energy and notes; everything follows the three choices at once."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.report = Button(theme, "", icon="document")
        super().__init__(theme, PageHead(theme, "", "", self.report))
        self.report.set_label(self.tr("Bericht für das Ministerium"))
        self._host = host
        self._totals: Totals | None = None
        self._loader = Loader(host, self.tr("Die Summen entstehen"), self.tr("Kommunen"), self._take, self)
        self.written = ToldBar(theme)
        self.choice = Choice(theme)
        self.choice.restore(host.list_states.get(KEY))
        self.tiles = Tiles(theme)
        self.chart = ChartCard(host)
        self.table = TableCard(theme)
        self.energy = EnergyCard(theme)
        self.notes = NotesCard(theme)
        self.empty = EmptyState(
            theme,
            self.tr("Noch hat keine Kommune berichtet"),
            self.tr("Mit der ersten übernommenen Datei stehen hier die Summen aller Kommunen."),
            primary=Button(theme, self.tr("Zum Posteingang"), "big"),
        )
        self._scroll = ScrollPage(theme)
        for part in (self.tiles, self.chart, self.table, self.energy, self.notes):
            self._scroll.body.addWidget(part)
        self._scroll.body.addStretch(1)
        for widget in (self.written, self.choice):
            self.body.addWidget(widget)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.empty, 1)
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read everything again."""
        self.head.set_title(self.tr("Auswertung"), self._host.workspace.name)
        with self._host.workspace.store.read() as reader:
            beside = reader.count(PlaceReport) > MANY
        read = partial(_read, grouping=self.choice.grouping, wanted=chosen_set(self._host))
        self._loader.load(read, beside=beside)

    def open_record(self, record: object) -> None:
        """Nothing to open here."""

    def search_widget(self) -> QWidget | None:
        """Nothing to search here."""
        return None

    def print_page(self) -> None:
        """Strg+P: the report for the ministry."""
        self.show_report()

    # ------------------------------------------------------------------ deeds

    def show_report(self) -> None:
        """Make the report off the window's thread, then show it."""
        if self._totals is None or not self._totals.towns:
            return
        factor_set = self.choice.factor_set

        def job(workspace: Workspace, control: Control) -> bytes:
            from klikks_desktop.services.reports.ministry import ministry_report_pdf

            return ministry_report_pdf(workspace, factor_set=factor_set, progress=control.report)

        def show(data: bytes) -> None:
            from klikks_desktop.ui.dialogs.paper import PaperDialog

            workspace = self._host.workspace
            name = file_name("", workspace.name, workspace.today, "pdf", "Ministeriumsbericht")
            PaperDialog(self._host, self.tr("Bericht für das Ministerium"), data, name, self).open()

        self._host.run(self.tr("Der Bericht entsteht"), self.tr("Seiten"), job, show)

    def export(self, kind: str) -> None:
        """Ask where, then write the table that is shown. kind: "xlsx" or "csv"."""
        found, choice = self._totals, self.choice
        if found is None:
            return
        suggested = Path.home() / totals_file_name(self._host.workspace, choice.grouping, kind)
        kinds = {"xlsx": self.tr("Excel (*.xlsx)"), "csv": self.tr("CSV (*.csv)")}
        target = choose_target(self, self.tr("Auswertung speichern"), kinds[kind], suggested)
        if target is None:
            return
        chosen = (choice.grouping, choice.figure, choice.factor_set)
        write = partial(export_totals, found, *chosen, target, order=self.table.order)
        count = self._host.attempt(write)
        if count is not None:
            rows = count_words(count, self.tr("Zeile"), self.tr("Zeilen"))
            words = self.tr("{rows} geschrieben: {file}").format(rows=rows, file=target.name)
            self.written.tell(words, target)

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        self.report.clicked.connect(self.show_report)
        self.choice.changed.connect(self._follow_choice)
        self.choice.set_chosen.connect(partial(choose_set, self._host))
        self.table.export_wanted.connect(self.export)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(partial(self._host.go, Target.EXCHANGE))

    def _take(self, found: Totals) -> None:
        self._totals = found
        there = bool(found.towns)
        for widget in (self.choice, self._scroll, self.report):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        self.choice.offer(found, chosen_set(self._host))
        self._show()

    def _follow_choice(self) -> None:
        self._host.list_states[KEY] = self.choice.state
        self._show()

    def _show(self) -> None:
        found, choice = self._totals, self.choice
        if found is None or not found.towns:
            return
        rows, total = found.rows(choice.grouping, choice.factor_set), found.total(choice.factor_set)
        self.tiles.show_totals(found, choice.factor_set)
        self.chart.show_rows(rows, choice.grouping, choice.figure)
        self.table.show_rows(rows, total, choice.grouping, choice.figure)
        title = found.set_title(choice.factor_set)
        self.energy.show_years(found.energy[::-1], choice.factor_set, title)
        self.notes.show_notes(basis(found, choice.factor_set), notes(found, choice.factor_set))


def _read(workspace: Workspace, *, grouping: Grouping, wanted: str) -> Totals:
    """All that was reported, with what will be shown first already reckoned."""
    found = totals(workspace)
    factor_set = wanted if wanted in found.sets else found.factor_set
    found.rows(grouping, factor_set)
    found.total(factor_set)
    return found
