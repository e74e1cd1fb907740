"""The page Rückmeldestand: who of the expected municipalities has reported in a period."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.formatting import count_words, format_integer
from klikks_desktop.domain.records import Period
from klikks_desktop.services.region import periods
from klikks_desktop.services.region.partners import count_expected
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.pages.status.board import StatusBoard
from klikks_desktop.ui.pages.status.deeds import StatusDeeds
from klikks_desktop.ui.pages.status.empty import StatusEmpty
from klikks_desktop.ui.pages.status.reading import StatusReading, in_lanes, read_status
from klikks_desktop.ui.pages.status.summary import SummaryCard
from klikks_desktop.ui.pages.status.tools import StatusTools
from klikks_desktop.ui.pages.status.words import Lane, lane_of
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.tasks import MANY
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.drop import DropZone
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.told_bar import ToldBar

KEY = "status"
_LIST = "ansicht:liste"


class StatusPage(Page):
    """Summary above, lanes or list below; search, filters, period and view stay."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.partners = Button(theme, _tr("Partnerkommunen …"), icon="townhall")
        self.view = Button(theme, "", icon="document")
        self.excel = Button(theme, _tr("Nach Excel …"), icon="export")
        head = PageHead(theme, _tr("Rückmeldestand"), "", self.partners, self.view, self.excel)
        super().__init__(theme, head)
        self._host = host
        self._loader = Loader(host, _tr("Der Rückmeldestand wird gelesen"), _tr("Kommunen"), self._take, self)
        self._found = self._shown = in_lanes(())
        self.told = ToldBar(theme)
        self.summary = SummaryCard(theme)
        self.inbox = Button(theme, _tr("Zum Posteingang"), icon="import")
        self.zone = DropZone(theme, _tr("Dateien hier ablegen"), _tr("auch ein ganzer Ordner"), self.inbox)
        self.tools = StatusTools(host)
        self.board = StatusBoard(theme)
        self.empty = StatusEmpty(theme)
        self.deeds = StatusDeeds(host, self)
        for button in (self.partners, self.view, self.excel):
            # Until it is known whether there is anything.
            button.hide()
        self._full = QWidget()
        self._fits = True
        self._arrange()
        self._restore()
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read periods, partners and files again; search and filter stay.

        Hundreds of municipalities are read off the window's thread.
        """
        workspace = self._host.workspace
        known = periods.periods(workspace)
        self.tools.offer_periods(known, periods.current_period(workspace, known))
        read = partial(read_status, period=self.tools.period)
        expected = count_expected(workspace)
        self._loader.load(read, beside=expected > MANY, count=expected)

    def open_record(self, record: UUID | None) -> None:
        """Municipalities have no id here; ``open_town`` goes by their key."""

    def open_town(self, key: str) -> None:
        """Put the cursor on one municipality; what hides it is taken away."""
        if key not in {row.town.key for row in self._shown.rows}:
            self.tools.show_all()
        self.board.select(key)

    def search_widget(self) -> QWidget | None:
        """The search field above the board."""
        return self.tools.search if self.tools.search.isVisible() else None

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """In a narrow window files are dropped without a place that says so."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.zone.setVisible(two_panes)
        self.tools.set_slim(not two_panes)
        self.board.set_slim(slim)
        self._show_view()

    # ------------------------------------------------------------------ inside

    def _arrange(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self.summary, 4)
        self._top.addWidget(self.zone, 3)
        self._column = QVBoxLayout(self._full)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._top)
        self._column.addWidget(self.tools)
        self._column.addWidget(self.board, 1)
        for part, stretch in ((self.told, 0), (self.empty, 1), (self._full, 1)):
            self.body.addWidget(part, stretch)
        self.theme.changed.connect(self._space)
        self._space()

    def _connect(self) -> None:
        self.partners.clicked.connect(self.deeds.edit_partners)
        self.view.clicked.connect(self._turn)
        self.excel.clicked.connect(self._export)
        self.tools.search.left_downwards.connect(self.board.enter)
        self.tools.narrowed.connect(self._narrow)
        self.tools.period_chosen.connect(self._choose_period)
        self.tools.edit_wanted.connect(self.deeds.edit_period)
        self.board.arranged.connect(self._keep)
        self.board.fitted.connect(self._offer_view)
        self.board.opened.connect(self._open)
        self.board.remind_wanted.connect(self._remind)
        self.deeds.changed.connect(self._follow_deed)
        self.deeds.period_made.connect(self.tools.want)
        self.deeds.told.connect(self.told.tell)
        self.empty.period_wanted.connect(lambda: self.deeds.edit_period(None))
        self.empty.partners_wanted.connect(self.deeds.edit_partners)
        for source in (self.inbox.clicked, self.board.inbox_wanted, self.empty.inbox_wanted):
            source.connect(self._go_to_inbox)

    def _restore(self) -> None:
        state = self._host.list_states.get(KEY)
        if state is not None:
            self.board.table.set_widths(state.widths)
            self.board.table.sort_by(state.sort, down=state.down)
            self.board.set_as_list(_LIST in state.filters)
            self.tools.restore([key for key in state.filters if key != _LIST])

    def _keep(self) -> None:
        listed = [_LIST] if self.board.as_list else []
        table = self.board.table
        self._host.list_states[KEY] = ListState((*self.tools.kept, *listed), *table.order, table.widths)

    def _turn(self) -> None:
        self.board.set_as_list(not self.board.as_list)
        self._show_view()

    def _narrow(self) -> None:
        self._keep()
        self._show()

    def _choose_period(self) -> None:
        self._keep()
        self.reload()

    def _follow_deed(self) -> None:
        self._host.changed()
        self.reload()

    def _take(self, reading: StatusReading) -> None:
        self._found = reading.found
        self.tools.offer_filters(reading.groups, reading.folded)
        self._show()

    def _show(self) -> None:
        period, may_write = self.tools.period, not self._host.workspace.store.read_only
        has_all = period is not None and bool(self._found.rows)
        self.empty.show_step(has_period=period is not None, may_write=may_write)
        self.empty.setVisible(not has_all)
        self._full.setVisible(has_all)
        for button in (self.excel, self.partners):
            button.setVisible(has_all)
        self.view.setVisible(has_all and self._fits)
        self.tools.set_may_write(may_write)
        towns = count_words(len(self._found.rows), "Kommune", "Kommunen")
        self.head.set_title(self.tr("Rückmeldestand"), f"{period.title} · {towns}" if period else "")
        if period is not None:
            self._show_rows(period, may_write=may_write)

    def _show_rows(self, period: Period, *, may_write: bool) -> None:
        self._shown = self.tools.narrow(self._found)
        counts = {lane: self._found.count(lane) for lane in Lane}
        self.summary.show_counts(counts, self._found.count(None), period, self._host.workspace.today)
        self.board.show_rows(self._shown, self._count(), may_write=may_write)
        self._show_view()

    def _count(self) -> str:
        if not self._shown.rows:
            return self.tr("Nichts gefunden.")
        if len(self._shown.rows) == len(self._found.rows):
            return count_words(len(self._found.rows), "Kommune", "Kommunen")
        shown, all_towns = format_integer(len(self._shown.rows)), format_integer(len(self._found.rows))
        return self.tr("{n} von {all} Kommunen").format(n=shown, all=all_towns)

    def _show_view(self) -> None:
        """The button names the other view."""
        as_list = self.board.as_list
        words = self.tr("Als Tafel") if as_list else self.tr("Als Liste")
        self.view.set_label(words, "board" if as_list else "document")

    def _offer_view(self, fits: bool) -> None:
        """Where the lanes do not fit there is only the list."""
        self._fits = fits
        self.view.setVisible(fits and self._full.isVisibleTo(self))

    def _open(self, key: str) -> None:
        self.deeds.open_town(next(row for row in self._found.rows if row.town.key == key))

    def _remind(self, lanes: Collection[Lane]) -> None:
        rows = [row for row in self._shown.rows if lane_of(row) in lanes and row.is_remindable]
        if self.tools.period is not None and rows:
            self.deeds.remind(self.tools.period, rows)

    def _export(self) -> None:
        if self.tools.period is not None:
            places = {key: n for n, key in enumerate(self.board.order)}
            rows = sorted(self._shown.rows, key=lambda row: places[row.town.key])
            self.deeds.export(self.tools.period, rows)

    def _go_to_inbox(self) -> None:
        self._host.go(Target.EXCHANGE)

    def _space(self) -> None:
        for layout in (self._top, self._column):
            layout.setSpacing(self.theme.px(4))


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatusPage", text)
