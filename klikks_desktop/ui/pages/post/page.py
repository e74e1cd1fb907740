"""The page Post vom Regionalmanagement: what came, and what the town answers and asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.exchange.mailbox import Mailbox, mailbox, own_projects, target_of
from klikks_desktop.services.exchange.post_seen import mark_seen
from klikks_desktop.ui.dialogs.post_file import PostFiles
from klikks_desktop.ui.dialogs.remark import RemarkDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.post.news_part import NewsPart
from klikks_desktop.ui.pages.post.receipts_part import ReceiptsPart
from klikks_desktop.ui.records.places import chosen_places, may_write, with_place
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.info_bar import State
from klikks_desktop.ui.widgets.network_table import NetworkTable
from klikks_desktop.ui.widgets.page import Page, ScrollPage
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.remark_list import RemarkList
from klikks_desktop.ui.widgets.tabs import Tabs
from klikks_desktop.ui.widgets.told_bar import ToldBar

REMARKS, NEWS, NETWORK, RECEIPTS = range(4)
"""Numbers of the tabs."""


class PostPage(Page):
    """Remarks, news, network directory and receipts, each in a tab."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.open = Button(theme, _tr("Datei öffnen …"), icon="folder")
        self.ask = Button(theme, _tr("Unterstützung anfragen …"), "primary", "mail")
        super().__init__(theme, PageHead(theme, _tr("Post vom Regionalmanagement"), "", self.open, self.ask))
        self._host = host
        self._box = Mailbox("", (), (), (), ())
        self.files = PostFiles(host, self)
        self.told = ToldBar(theme)
        self.remarks = RemarkList(host)
        self.news = NewsPart(theme)
        alphabet = host.workspace.shipped.alphabet
        words = _tr("Patinnen und Paten anderer Kommunen, die von Ihren gefunden werden möchten.")
        self.network = NetworkTable(theme, alphabet, words)
        self.receipts = ReceiptsPart(host)
        self.empty = self._make_empty()
        self._arrange()
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read everything again."""
        workspace = self._host.workspace
        self._box = mailbox(workspace, [place.key for place in chosen_places(self._host)])
        box, shown = self._box, not self._box.is_empty
        self.head.set_title(self.tr("Post vom Regionalmanagement"), box.office)
        heading = self.tr("Fragen, Aufgaben und Anfragen")
        self.remarks.show_threads(lambda: self._box.threads, heading)
        self.news.show_news(box.news, workspace.today)
        self.network.set_contacts(box.contacts)
        self.receipts.show_receipts(box.receipts)
        self._show_counts()
        self.card.setVisible(shown)
        self.empty.setVisible(not shown)
        for button in (self.open, self.ask):
            button.setVisible(shown)
            button.setEnabled(may_write(self._host))
        self.empty.primary.setEnabled(not workspace.store.read_only)
        if self.isVisible():
            self._mark_seen()

    def open_record(self, record: UUID | None) -> None:
        """Show the tab where a remark or news stands, and a remark with the cursor at it."""
        if any(each.id == record for each in self._box.news):
            self.tabs.choose(NEWS)
            return
        self.tabs.choose(REMARKS)
        item = self.remarks.enter(record) if record is not None else None
        if item is not None:
            # A list that was just made has no places yet.
            QTimer.singleShot(0, item, lambda: self._scroll.ensureWidgetVisible(item, 0, self.theme.px(3)))

    def search_widget(self) -> QWidget | None:
        """The search of the network directory, while it is shown."""
        return self.network.search if self.network.isVisible() else None

    def take_files(self, files: Sequence[Path]) -> None:
        """Open files that were dropped or chosen."""
        self.told.hide()
        self.files.take(files)

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """Receipts beside their list, or one at a time."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.receipts.set_two_panes(two_panes)
        self.network.set_slim(slim)

    def showEvent(self, event: QShowEvent) -> None:
        """What is looked at is not new any more."""
        super().showEvent(event)
        self._mark_seen()

    # ------------------------------------------------------------------ inside

    def _arrange(self) -> None:
        self._scroll = ScrollPage(self.theme)
        self._scroll.body.addWidget(self.remarks)
        self._scroll.body.addStretch(1)
        self.card = Card(self.theme, 0)
        parts: list[tuple[str, QWidget | Callable[[QWidget], QWidget]]] = [
            (self.tr("Fragen und Aufgaben"), self._scroll),
            (self.tr("Nachrichten"), self.news),
            (self.tr("Vernetzung"), self.network),
            (self.tr("Quittungen"), self.receipts),
        ]
        self.tabs = Tabs(self.theme, self.tr("Post"), parts)
        self.card.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.card, 1)
        self.body.addWidget(self.empty, 1)
        self.theme.changed.connect(self._pad)
        self._pad()

    def _connect(self) -> None:
        self.open.clicked.connect(self.files.choose)
        self.empty.primary.clicked.connect(self.files.choose)
        self.ask.clicked.connect(self._ask)
        if self.empty.secondary is not None:
            self.empty.secondary.clicked.connect(self._ask)
        self.files.opened.connect(self._tell)
        self.files.filed.connect(self._show_receipt)
        self.remarks.changed.connect(self.reload)
        self.remarks.record_wanted.connect(self._go)

    def _show_counts(self) -> None:
        waiting = sum(each.is_open and not each.is_own for each in self._box.threads)
        titles = (
            (REMARKS, self.tr("Fragen und Aufgaben"), waiting),
            (NEWS, self.tr("Nachrichten"), len(self._box.news)),
            (NETWORK, self.tr("Vernetzung"), len(self._box.contacts)),
            (RECEIPTS, self.tr("Quittungen"), len(self._box.receipts)),
        )
        for index, title, count in titles:
            self.tabs.row.setTabText(index, f"{title} ({count})" if count else title)

    def _go(self, record: UUID) -> None:
        found = target_of(self._host.workspace, record)
        if found is None:
            self._tell(self.tr("Den Eintrag dazu gibt es hier nicht mehr."), "info")
        else:
            self._host.go(*found)

    def _show_receipt(self, receipt: UUID) -> None:
        self.tabs.choose(RECEIPTS)
        self.receipts.show_receipt(receipt)

    def _ask(self) -> None:
        with_place(self._host, self.ask, self._ask_for)

    def _ask_for(self, place: Place) -> None:
        choices = own_projects(self._host.workspace, place.id)
        dialog = RemarkDialog(self._host, place.key, place.designation, choices=choices, parent=self)
        if dialog.ask():
            self._host.changed()
            self.reload()
            self._tell(self.tr("Die Anfrage geht mit Ihrem nächsten Bericht an das Regionalmanagement."))

    def _mark_seen(self) -> None:
        workspace = self._host.workspace
        if not workspace.store.read_only and mark_seen(workspace):
            self._host.changed()

    def _tell(self, words: str, state: State = "ok") -> None:
        self.reload()
        self.told.tell(words, state=state)

    def _make_empty(self) -> EmptyState:
        theme = self.theme
        return EmptyState(
            theme,
            self.tr("Noch keine Post"),
            self.tr("Fragen, Termine und Quittungen kommen als Datei von Ihrem Regionalmanagement."),
            primary=Button(theme, self.tr("Datei öffnen …"), "big", "folder"),
            secondary=Button(theme, self.tr("Unterstützung anfragen …"), "big-secondary", "mail"),
            steps=[
                (self.tr("Bericht schicken"), self.tr("Unter Datenaustausch, einmal im Halbjahr genügt.")),
                (self.tr("Quittung öffnen"), self.tr("Dann wissen Sie, dass er angekommen ist.")),
                (self.tr("Rücksendung öffnen"), self.tr("Die Datei ins Fenster ziehen genügt.")),
            ],
        )

    def _pad(self) -> None:
        side = self.theme.px(5)
        self._scroll.body.setContentsMargins(side, self.theme.px(4), side, self.theme.px(4))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PostPage", text)
