"""The page Gebäude und Verbrauch: puts list and record together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.energy.suggestion import SuggestedMeasure
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.services.energy.buildings import new_building
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.buildings.actions import BuildingActions
from klikks_desktop.ui.pages.buildings.detail import BuildingDetail
from klikks_desktop.ui.pages.buildings.listing import BuildingList
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead

DETAIL = 132
"""Width of the record in units: a sheet with two meters fits."""


class BuildingsPage(Page):
    """All buildings of the municipality, what they need and how they compare."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self._report = Button(host.theme, _tr("Energiebericht § 17"), icon="document")
        self._take = Button(host.theme, _tr("Aus Excel übernehmen"), icon="import")
        self._new = Button(host.theme, _tr("Neues Gebäude"), "primary", "add")
        head = PageHead(host.theme, _tr("Gebäude und Verbrauch"), "", self._report, self._take, self._new)
        super().__init__(host.theme, head, parent)
        self._host = host
        self._target = Path()
        self._allowed: dict[Button, bool] = {}
        self.listing = BuildingList(host)
        self.detail = BuildingDetail(host)
        self.deeds = BuildingActions(host, self)
        self.panes = Panes(host.theme, self.listing, self.detail, DETAIL)
        self.written = self._make_written()
        self.empty = self._make_empty()
        self.body.addWidget(self.written)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.panes, 1)
        self.detail.build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.listing.reload)
        self._make_menu()
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read list and record again; what is being typed stays."""
        self._later.stop()
        self._show_places()
        self.listing.reload()
        if self.detail.record in self.listing.keys:
            self._refresh()
        else:
            self._show_first()
        self._arrange()

    def open_record(self, record: UUID | None) -> None:
        """Show one building, or begin a new one."""
        if record is None:
            self.begin_new()
            return
        if record not in self.listing.keys:
            self.listing.reload()
        self._load(record)
        self.panes.show_record()
        self._arrange()

    def begin_new(self) -> None:
        """Strg+N: a new building, its name to be typed."""
        self._with_place(self._begin)

    def search_widget(self) -> QWidget:
        """The search field above the list."""
        self.panes.show_list()
        self._arrange()
        return self.listing.search

    def print_page(self) -> None:
        """Strg+P: the energy report."""
        self._with_place(self.deeds.open_report)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        self.detail.settle()

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """One pane below 300 u."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.panes.set_two_panes(two_panes)
        self.detail.set_two_panes(two_panes)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Going to another page leaves the field too."""
        super().hideEvent(event)
        self.settle()

    # ------------------------------------------------------------------ showing

    def _begin(self, place: Place) -> None:
        self.detail.settle()
        made = self._host.attempt(lambda: new_building(self._host.workspace, place.id))
        if made is None:
            return
        self._host.changed()
        self.listing.reload()
        self.detail.load(made, fresh=True)
        self.listing.select(made)
        self.panes.show_record()
        self._arrange()

    def _load(self, record: UUID) -> None:
        try:
            self.detail.load(record)
        except UserError:
            # Gone meanwhile, for example taken back by undo.
            self._show_first()
            return
        self.listing.select(record)

    def _refresh(self) -> None:
        try:
            self.detail.refresh()
        except UserError:
            self._show_first()

    def _show_first(self) -> None:
        """Show the first of the list, so that the record pane is never empty."""
        found = self.listing.shown_ids or [row.id for row in self.listing.rows]
        if found:
            self.detail.load(found[0])
            self.listing.select(found[0])
        else:
            self.detail.forget()

    def _arrange(self) -> None:
        """Empty state or panes; a record alone in a narrow window needs the room of the head."""
        shown = bool(self.listing.rows)
        self.empty.setVisible(not shown)
        self.panes.setVisible(shown)
        for button, allowed in self._allowed.items():
            # The empty state has the same ways in; one main action is enough.
            button.setVisible(shown and allowed)
        self.head.setVisible(self.panes.two_panes or not shown or self.panes.listing.isVisibleTo(self.panes))

    def _show_places(self) -> None:
        chosen = self._places()
        words = chosen[0].designation if len(chosen) == 1 else self.tr("Ihre Kommunen")
        self.head.set_title(self.tr("Gebäude und Verbrauch"), words)
        may_write = bool(chosen) and not self._host.workspace.store.read_only
        self._allowed = {self._new: may_write, self._take: may_write, self._report: bool(chosen)}

    def _places(self) -> list[Place]:
        own = self._host.workspace.own_places()
        return [place for place in own if self._host.place_id in {None, place.id}]

    def _with_place(self, action: Callable[[Place], None]) -> None:
        """Call ``action`` with the place chosen in the window, or ask when there are several."""
        chosen = self._places()
        if len(chosen) == 1:
            action(chosen[0])
        elif chosen:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for place in chosen:
                menu.addAction(place.designation).triggered.connect(partial(action, place))
            menu.popup(self._new.mapToGlobal(QPoint(0, self._new.height())))

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        listing, detail, actions = self.listing, self.detail, self.deeds
        self._new.clicked.connect(self.begin_new)
        self._take.clicked.connect(self._open_menu)
        self._report.clicked.connect(self.print_page)
        listing.chosen.connect(self._load)
        listing.opened.connect(self._open)
        listing.delete_wanted.connect(self._delete)
        listing.export_wanted.connect(self._export)
        detail.saved.connect(self._follow_save)
        detail.went_back.connect(self._go_back)
        detail.wants_history.connect(self._show_history)
        detail.wants_deletion.connect(self._delete)
        detail.wants_factors.connect(self._open_factors)
        detail.wants_measure.connect(self._begin_potential)
        actions.done.connect(self._follow_action)
        actions.written.connect(self._tell_written)

    def _make_menu(self) -> None:
        """What a table may hold; used by the button of the head and of the empty state."""
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Aus Excel übernehmen"))
        for kind, words in (
            (ListKind.BUILDINGS, self.tr("Gebäude …")),
            (ListKind.CONSUMPTION, self.tr("Verbrauch und Kosten …")),
        ):
            self.menu.addAction(words).triggered.connect(partial(self._take_table, kind))

    def _open_menu(self) -> None:
        self.menu.popup(self._take.mapToGlobal(QPoint(0, self._take.height())))

    def _take_table(self, kind: ListKind) -> None:
        self.settle()
        self._with_place(partial(self.deeds.take_table, kind))

    def _open(self, record: UUID) -> None:
        """Enter or click on a row: on to the record."""
        if self.detail.record != record:
            self._load(record)
        one_pane = not self.panes.two_panes
        self.panes.show_record()
        self._arrange()
        if one_pane or self.listing.table.view.hasFocus():
            self.detail.enter()

    def _go_back(self) -> None:
        self.detail.settle()
        self.panes.show_list()
        self._arrange()
        self.listing.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_save(self, record: UUID) -> None:
        """The list follows a moment later, so that a click already under way meets the row it aimed at."""
        self.listing.remember(record)
        self._later.start(0)

    def _follow_action(self, record: UUID | None) -> None:
        self.listing.reload()
        if record is not None:
            self._load(record)
        elif self.detail.record in self.listing.keys:
            self._refresh()
        else:
            self._show_first()
        self._arrange()

    def _show_history(self) -> None:
        self.settle()
        if self.detail.view is not None:
            self.deeds.show_history(self.detail.view)

    def _delete(self) -> None:
        self.settle()
        if self.detail.view is not None and not self.detail.is_locked:
            self.deeds.delete(self.detail.view)

    def _open_factors(self) -> None:
        if self.detail.view is not None:
            self.deeds.open_factors(self.detail.view.place)

    def _begin_potential(self, measure: SuggestedMeasure) -> None:
        if self.detail.view is not None:
            self.deeds.begin_potential(self.detail.view, measure)

    def _export(self) -> None:
        self.settle()
        chosen = self._places()
        self.deeds.export(self.listing.shown_ids, chosen[0] if len(chosen) == 1 else None)

    def _make_written(self) -> InfoBar:
        self._folder = Button(self.theme, self.tr("Ordner öffnen"), "quiet", "folder")
        close = Button(self.theme, "", "quiet", "close", name=self.tr("Meldung schließen"))
        bar = InfoBar(self.theme, "ok", "", self._folder, close)
        bar.hide()
        close.clicked.connect(bar.hide)
        self._folder.clicked.connect(self._open_folder)
        return bar

    def _tell_written(self, words: str, target: Path) -> None:
        self._target = target
        self.written.set_text(words)
        self.written.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))

    def _make_empty(self) -> EmptyState:
        theme = self.theme
        primary = Button(theme, self.tr("Erstes Gebäude erfassen"), "big", "add")
        secondary = Button(theme, self.tr("Aus Excel übernehmen"), "big-secondary", "import")
        primary.clicked.connect(self.begin_new)
        secondary.clicked.connect(partial(self._take_table, ListKind.BUILDINGS))
        return EmptyState(
            theme,
            self.tr("Noch kein Gebäude erfasst"),
            self.tr("Wer den Verbrauch kennt, sieht, wo es sich lohnt, und hat den Energiebericht fertig."),
            primary=primary,
            secondary=secondary,
            steps=[
                (self.tr("Gebäude eintragen"), self.tr("Art, Fläche und womit geheizt wird.")),
                (self.tr("Verbrauch einfügen"), self.tr("Jahreszahlen der Rechnung, auch aus Excel.")),
                (self.tr("Vergleichen"), self.tr("Wärme und Strom je m², mit Vorschlägen.")),
            ],
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildingsPage", text)
