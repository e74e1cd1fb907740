"""The page Patinnen und Paten: puts list and record together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.patrons.actions import PatronActions
from klikks_desktop.ui.pages.patrons.detail import PatronDetail
from klikks_desktop.ui.pages.patrons.listing import PatronList
from klikks_desktop.ui.pages.patrons.words import place_in_accusative
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead


class PatronsPage(Page):
    """Everyone who works for the climate in an honorary office, and the drafts."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        new = Button(host.theme, _tr("Neue Patin, neuer Pate"), "primary", "add")
        take = Button(host.theme, _tr("Aus Excel übernehmen"), icon="import")
        super().__init__(host.theme, PageHead(host.theme, _tr("Patinnen und Paten"), "", take, new), parent)
        self._host = host
        self._new, self._take = new, take
        self._started = False
        self._target = Path()
        self.listing = PatronList(host)
        self.detail = PatronDetail(host)
        self.deeds = PatronActions(host, self)
        self.panes = Panes(host.theme, self.listing, self.detail)
        self.written = self._make_written()
        self.empty = self._make_empty()
        self.body.addWidget(self.written)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.panes, 1)
        self.detail.build_form()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.listing.reload)
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read list and record again; what is being typed stays."""
        self._later.stop()
        self._show_places()
        self.listing.reload()
        known = {row.id for row in self.listing.rows}
        if self.detail.record in known:
            self.detail.refresh()
        elif not self._started or self.detail.record is not None:
            self._show_first()
        self._arrange()

    def open_record(self, record: UUID | None) -> None:
        """Show one person, or an empty form for a new one."""
        if record is None:
            self._with_place(self.begin)
            return
        if all(row.id != record for row in self.listing.rows):
            self.listing.reload()
        self._load(record)
        self.panes.show_record()
        self._arrange()

    def search_widget(self) -> QWidget:
        """The search field above the list."""
        self.panes.show_list()
        self._arrange()
        return self.listing.search

    def print_page(self) -> None:
        """Strg+P: offer what can be printed for this person."""
        from klikks_desktop.ui.pages.patrons.papers import offered

        self.settle()
        if self.detail.place is None or self.detail.is_foreign:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for paper, title in offered(self.detail.form_data).items():
            menu.addAction(title).triggered.connect(partial(self._print, paper))
        menu.popup(self.detail.mapToGlobal(QPoint(0, self.detail.head.height())))

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
        """An empty form for a new patron of ``place``; stored with the first entry."""
        self._started = True
        self.detail.settle()
        self.listing.select(None)
        self.panes.show_record()
        self._arrange()
        self.detail.begin(place)

    def _load(self, record: UUID) -> None:
        """Show a person in the record pane and select them in the list."""
        self._started = False
        try:
            self.detail.load(record)
        except UserError:
            # Gone meanwhile, for example taken back by undo.
            self._show_first()
            return
        self.listing.select(record)

    def _show_first(self) -> None:
        """Show the first of the list, so that the record pane is never empty."""
        self._started = False
        rows = self.listing.shown or self.listing.rows
        if rows:
            self.detail.load(rows[0].id)
            self.listing.select(rows[0].id)
        else:
            self.detail.forget()

    def _arrange(self) -> None:
        """Empty state or panes; a record alone in a narrow window needs the room of the head."""
        shown = bool(self.listing.rows) or self._started
        self.empty.setVisible(not shown)
        self.panes.setVisible(shown)
        self.head.setVisible(self.panes.two_panes or not shown or self.panes.listing.isVisibleTo(self.panes))

    def _show_places(self) -> None:
        """Subtitle and actions follow the place chosen in the window."""
        own = self._host.workspace.own_places()
        chosen = [place for place in own if self._host.place_id in {None, place.id}]
        words = self.tr("Wer für {place} ehrenamtlich im Klimaschutz wirkt")
        place = place_in_accusative(chosen[0]) if len(chosen) == 1 else self.tr("Ihre Kommunen")
        self.head.set_title(self.tr("Patinnen und Paten"), words.format(place=place))
        for button in (self._new, self._take):
            button.setVisible(bool(own) and not self._host.workspace.store.read_only)

    def _with_place(self, action: Callable[[Place], None]) -> None:
        """Call ``action`` with the place chosen in the window, or ask when there are several."""
        own = self._host.workspace.own_places()
        chosen = [place for place in own if self._host.place_id in {None, place.id}]
        if self._host.workspace.store.read_only:
            return
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
        self._new.clicked.connect(partial(self.open_record, None))
        self._take.clicked.connect(partial(self._with_place, actions.take_table))
        listing.chosen.connect(self._load)
        listing.opened.connect(self._open)
        listing.delete_wanted.connect(self._delete)
        listing.bin_wanted.connect(actions.open_bin)
        listing.export_wanted.connect(self._export)
        detail.saved.connect(self._follow_save)
        detail.went_back.connect(self._go_back)
        detail.wants_end.connect(partial(self._with_form, actions.end))
        detail.wants_reappointment.connect(partial(self._with_form, actions.reappoint))
        detail.wants_history.connect(self._show_history)
        detail.wants_deletion.connect(self._delete)
        detail.wants_paper.connect(self._print)
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
        self.detail.settle()
        self.panes.show_list()
        self._arrange()
        self.listing.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_save(self, record: UUID) -> None:
        """The list follows a moment later, so that a click already under way meets the row it aimed at."""
        self._started = False
        self.listing.remember(record)
        self._later.start(0)

    def _follow_action(self, record: UUID | None) -> None:
        self.listing.reload()
        if record is not None:
            self._load(record)
        elif self.detail.record not in {row.id for row in self.listing.rows}:
            self._show_first()
        self._arrange()

    def _with_form(self, action: Callable[..., None]) -> None:
        self.detail.settle()
        if self.detail.form_data is not None:
            action(self.detail.form_data)

    def _show_history(self) -> None:
        self.detail.settle()
        if self.detail.form_data is not None:
            self.deeds.show_history(self.detail.form_data, self.detail.name)

    def _delete(self) -> None:
        self.detail.settle()
        form = self.detail.form_data
        if form is not None and not self.detail.is_locked:
            self.deeds.delete(form, self.detail.name)

    def _export(self) -> None:
        self.detail.settle()
        own = {place.id: place for place in self._host.workspace.own_places()}
        places = {row.place_id for row in self.listing.shown}
        place = own.get(next(iter(places))) if len(places) == 1 else None
        self.deeds.export([row.id for row in self.listing.shown], place)

    def _print(self, paper: str) -> None:
        from klikks_desktop.ui.pages.patrons.papers import open_paper

        self.detail.settle()
        place = self.detail.place
        if place is not None:
            open_paper(self._host, paper, self.detail.form_data, place, self)

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
        primary = Button(theme, self.tr("Erste Patin, ersten Paten eintragen"), "big", "add")
        secondary = Button(theme, self.tr("Aus Excel übernehmen"), "big-secondary", "import")
        primary.clicked.connect(partial(self.open_record, None))
        secondary.clicked.connect(partial(self._with_place, self.deeds.take_table))
        return EmptyState(
            theme,
            self.tr("Noch keine Patin und kein Pate erfasst"),
            self.tr("Einmal eingetragen, entstehen Urkunde, Bericht und Erinnerungen von selbst."),
            primary=primary,
            secondary=secondary,
            steps=[
                (self.tr("Eintragen"), self.tr("Name, Wirkungsbereich und Beginn der Amtszeit.")),
                (
                    self.tr("Einwilligung festhalten"),
                    self.tr("Datum und Form, damit nichts ungefragt weitergeht."),
                ),
                (self.tr("Ernennen"), self.tr("Die Urkunde mit Nummer ist einen Klick entfernt.")),
            ],
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatronsPage", text)
