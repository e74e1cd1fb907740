"""The page Projekte: puts list and record together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.services.projects import projects
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.projects.actions import ProjectActions
from klikks_desktop.ui.pages.projects.detail import WIDTH, ProjectDetail
from klikks_desktop.ui.pages.projects.listing import ProjectList
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead


class ProjectsPage(Page):
    """What the town does for the climate, from the idea to the measured saving."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        new = Button(host.theme, _tr("Neues Projekt"), "primary", "add")
        take = Button(host.theme, _tr("Aus Excel übernehmen"), icon="import")
        super().__init__(host.theme, PageHead(host.theme, _tr("Projekte"), "", take, new), parent)
        self._host = host
        self._new, self._take = new, take
        self._target = Path()
        self._writable = False
        self.listing = ProjectList(host)
        self.detail = ProjectDetail(host)
        self.deeds = ProjectActions(host, self)
        self.panes = Panes(host.theme, self.listing, self.detail, WIDTH)
        self.written = self._make_written()
        self.empty = self._make_empty()
        self.body.addWidget(self.written)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.panes, 1)
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read list and record again; what is being typed stays."""
        self._show_places()
        self.listing.reload()
        if self.detail.record in self.listing.keys:
            self.detail.refresh()
        else:
            self._show_first()
        self._arrange()

    def open_record(self, record: UUID | None) -> None:
        """Show one project, or begin a new one."""
        if record is None:
            self._with_place(self.begin)
            return
        if record not in self.listing.keys:
            self.listing.reload()
        self._load(record)
        self.panes.show_record()
        self._arrange()

    def begin_new(self) -> None:
        """Strg+N: a new project."""
        self.open_record(None)

    def search_widget(self) -> QWidget:
        """The search field above the list."""
        self.panes.show_list()
        self._arrange()
        return self.listing.search

    def print_page(self) -> None:
        """Strg+P: the project sheet."""
        self.settle()
        if self.detail.data is not None:
            self.detail.papers.show_sheet()

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        self.detail.settle()

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """One pane below 300 u."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.panes.set_two_panes(two_panes)
        self._arrange()
        self.detail.set_two_panes(two_panes)

    def hideEvent(self, event: QHideEvent) -> None:
        """Going to another page leaves the field too."""
        super().hideEvent(event)
        self.settle()

    # ------------------------------------------------------------------ showing

    def begin(self, place: Place) -> None:
        """A new project of ``place``, with the cursor in its title."""
        self.settle()
        workspace = self._host.workspace
        made = self._host.attempt(lambda: projects.new_project(workspace, place.id))
        if made is None:
            return
        self._host.changed()
        self.listing.reload()
        self.detail.load(made, fresh=True)
        self.listing.select(made)
        self.panes.show_record()
        self._arrange()
        self.detail.begin()

    def _load(self, record: UUID) -> None:
        """Show a project in the record pane and select it in the list."""
        try:
            self.detail.load(record)
        except UserError:
            # Gone meanwhile, for example taken back by undo.
            self._show_first()
            return
        self.listing.select(record)

    def _show_first(self) -> None:
        """Show the first of the list, so that the record pane is never empty."""
        keys = self.listing.shown or self.listing.keys
        if keys and isinstance(keys[0], UUID):
            self.detail.load(keys[0])
            self.listing.select(keys[0])
        else:
            self.detail.forget()

    def _arrange(self) -> None:
        """Empty state or panes; a record alone in a narrow window needs the room of the head."""
        shown = bool(self.listing.keys)
        self.empty.setVisible(not shown)
        self.panes.setVisible(shown)
        self.head.setVisible(self.panes.two_panes or not shown or self.panes.listing.isVisibleTo(self.panes))
        for button in (self._new, self._take):
            button.setVisible(shown and self._writable)

    def _own_places(self) -> list[Place]:
        own = self._host.workspace.own_places()
        return [place for place in own if self._host.place_id in {None, place.id}]

    def _show_places(self) -> None:
        """Subtitle follows the place chosen in the window."""
        chosen = self._own_places()
        place = chosen[0].designation if len(chosen) == 1 else self.tr("Ihre Kommunen")
        self.head.set_title(self.tr("Projekte"), place)
        self._writable = bool(chosen) and not self._host.workspace.store.read_only

    def _with_place(self, action: Callable[[Place], None]) -> None:
        """Call ``action`` with the place chosen in the window, or ask when there are several."""
        chosen = self._own_places()
        if self._host.workspace.store.read_only:
            return
        if len(chosen) == 1:
            action(chosen[0])
        elif chosen:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for place in chosen:
                menu.addAction(place.designation).triggered.connect(partial(action, place))
            menu.popup(self.mapToGlobal(QPoint(self.width() // 2, self.head.height())))

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        listing, detail, actions = self.listing, self.detail, self.deeds
        self._new.clicked.connect(partial(self.open_record, None))
        self._take.clicked.connect(partial(self._with_place, actions.take_table))
        listing.chosen.connect(self._load)
        listing.opened.connect(self._open)
        listing.delete_wanted.connect(self._delete)
        listing.bin_wanted.connect(actions.open_bin)
        listing.export_wanted.connect(self._export)
        detail.saved.connect(self._follow_save)
        detail.went_back.connect(self._go_back)
        detail.wants_history.connect(self._show_history)
        detail.wants_deletion.connect(self._delete)
        actions.done.connect(self._follow_action)
        actions.written.connect(self._tell_written)

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
        self.settle()
        self.panes.show_list()
        self._arrange()
        self.listing.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_save(self, record: UUID) -> None:
        """The list follows; the record told this when no click was under way any more."""
        self.listing.remember(record)
        self.listing.reload()

    def _follow_action(self, record: UUID | None) -> None:
        self.listing.reload()
        if record is not None:
            self._load(record)
        elif self.detail.record not in self.listing.keys:
            self._show_first()
        self._arrange()

    def _show_history(self) -> None:
        self.settle()
        if self.detail.record is not None:
            self.deeds.show_history(self.detail.record, self.detail.name)

    def _delete(self) -> None:
        self.settle()
        if self.detail.record is not None and not self.detail.is_locked:
            self.deeds.delete(self.detail.record, self.detail.name)

    def _export(self) -> None:
        self.settle()
        shown = {key for key in self.listing.shown if isinstance(key, UUID)}
        places = {row.place_id for row in self.listing.rows if row.id in shown}
        own = {place.id: place for place in self._host.workspace.own_places()}
        place = own.get(next(iter(places))) if len(places) == 1 else None
        self.deeds.export(shown, place)

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
        primary = Button(theme, self.tr("Erstes Projekt erfassen"), "big", "add")
        secondary = Button(theme, self.tr("Aus Excel übernehmen"), "big-secondary", "import")
        primary.clicked.connect(partial(self.open_record, None))
        secondary.clicked.connect(partial(self._with_place, self.deeds.take_table))
        return EmptyState(
            theme,
            self.tr("Noch kein Projekt erfasst"),
            self.tr("Ein Projekt zeigt, was eine Patenschaft bewirkt: in Euro, Kilowattstunden und Tonnen."),
            primary=primary,
            secondary=secondary,
            steps=[
                (
                    self.tr("Maßnahme wählen"),
                    self.tr("18 Maßnahmen, von LED bis Baumpflanzung. Aus dem Potenzial wird das Projekt."),
                ),
                (
                    self.tr("Zahlen eintragen"),
                    self.tr("Die Sie haben; für die anderen stehen Richtwerte mit Quelle."),
                ),
                (
                    self.tr("Ergebnis sehen"),
                    self.tr("kWh, Tonnen und Euro, mit Rechenweg und Quelle jedes Faktors."),
                ),
            ],
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProjectsPage", text)
