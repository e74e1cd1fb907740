"""The page Rücksendung: what the towns asked, what goes to them, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Peer, Remark
from klikks_desktop.services.exchange.from_above import news_shown
from klikks_desktop.services.exchange.receipts import post_folder, remember_post_folder
from klikks_desktop.services.region.network import network
from klikks_desktop.services.region.returns import preview_returns, receivers, write_returns
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.files import choose_folder
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.pages.network.news_part import NewsPart
from klikks_desktop.ui.pages.network.preview_part import PreviewPart
from klikks_desktop.ui.pages.network.work_part import Work, WorkPart, read_work
from klikks_desktop.ui.tasks import MANY, Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.network_table import NetworkTable, network_lines
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.record_list import Line
from klikks_desktop.ui.widgets.tabs import Tabs
from klikks_desktop.ui.widgets.told_bar import ToldBar

WORK, NEWS, PREVIEW, NETWORK = range(4)
"""Numbers of the tabs."""


class NetworkPage(Page):
    """Work list, news, preview and directory, each in a tab; one button writes the files."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.write = Button(theme, _tr("Rücksendungen schreiben …"), "primary", "export")
        super().__init__(theme, PageHead(theme, _tr("Rücksendung"), "", self.write))
        self._host = host
        self._stale: set[int] = set()
        self._is_much = self._has_towns = False
        self.told = ToldBar(theme)
        self.work, self.news, self.preview = WorkPart(host), NewsPart(host), PreviewPart(host)
        words = _tr("Wer eingewilligt hat, von Patinnen und Paten anderer Kommunen gefunden zu werden.")
        self.network = NetworkTable(theme, host.workspace.shipped.alphabet, words)
        parts: list[tuple[str, QWidget | Callable[[QWidget], QWidget]]] = [
            (_tr("Arbeitsliste"), self.work),
            (_tr("Nachrichten"), self.news),
            (_tr("Das geht an die Kommunen"), self.preview),
            (_tr("Vernetzung"), self.network),
        ]
        self.tabs = Tabs(theme, _tr("Rücksendung"), parts)
        self.card = Card(theme, 0)
        self.card.body.addWidget(self.tabs, 1)
        self.empty = self._make_empty()
        self.body.addWidget(self.told)
        self.body.addWidget(self.card, 1)
        self.body.addWidget(self.empty, 1)
        self._make_loaders()
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read again what is shown; the other tabs follow when they are."""
        with self._host.workspace.store.read() as reader:
            self._is_much = reader.count(Peer) + reader.count(Remark) > MANY
        self._stale = {WORK, NEWS, PREVIEW, NETWORK}
        self._read(WORK)
        self._read(self.tabs.current)
        self._show_state()

    def open_record(self, record: UUID | None) -> None:
        """Show news, or a thread of the work list."""
        if record is not None and self.news.shows(record):
            self.tabs.choose(NEWS)
            return
        self.tabs.choose(WORK)
        if record is not None:
            self.work.table.select(record)

    def begin_new(self) -> None:
        """Strg+N: news of the programme."""
        if self.card.isVisible() and not self._host.workspace.store.read_only:
            self.tabs.choose(NEWS)
            self.news.begin_new()

    def search_widget(self) -> QWidget | None:
        """The search of the tab that is shown."""
        fields = (self.work.search, self.network.search)
        return next((field for field in fields if field.isVisible()), None)

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """Details beside their lists, or one at a time."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.work.set_two_panes(two_panes)
        self.preview.set_two_panes(two_panes)
        self.network.set_slim(slim)

    def write_into(self, folder: Path, towns: Sequence[UUID]) -> None:
        """Write the returns for these towns into ``folder``."""

        def job(workspace: Workspace, control: Control) -> list[Path] | None:
            try:
                return write_returns(
                    workspace, towns, folder, progress=control.report, checkpoint=control.checkpoint
                )
            except CancelledError:
                return None

        def done(result: list[Path] | None) -> None:
            self._host.changed()
            self.reload()
            if result is None:
                self.told.tell(self.tr("Abgebrochen. Was schon geschrieben war, liegt im Ordner."), folder)
            else:
                files = count_words(len(result), self.tr("Rücksendung"), self.tr("Rücksendungen"))
                words = self.tr("{files} geschrieben nach {folder}. Schicken Sie jede an ihre Kommune.")
                self.told.tell(words.format(files=files, folder=folder), folder)

        self._host.run(self.tr("Die Rücksendungen werden geschrieben"), self.tr("Dateien"), job, done)

    # ------------------------------------------------------------------ inside

    def _read(self, tab: int) -> None:
        """Read what a tab shows, unless it was since the last change."""
        if tab not in self._stale:
            return
        self._stale.discard(tab)
        if tab == WORK:
            self._work.load(_read_work, beside=self._is_much)
        elif tab == NEWS:
            self.news.reload()
        elif tab == PREVIEW:
            self._preview.load(preview_returns, beside=self._is_much)
        else:
            self._network.load(_read_network, beside=self._is_much)

    def _make_loaders(self) -> None:
        host = self._host
        title, unit = _tr("Die Rücksendung wird gelesen"), _tr("Kommunen")
        self._work = Loader(host, title, unit, self._show_work, self)
        self._preview = Loader(host, title, unit, self.preview.show_towns, self)
        self._network = Loader(host, title, unit, self.network.set_lines, self)

    def _show_work(self, found: tuple[Work, bool]) -> None:
        work, self._has_towns = found
        self.work.show_work(work)
        waiting = self.work.waiting
        title = self.tr("Arbeitsliste")
        self.tabs.row.setTabText(WORK, f"{title} ({waiting})" if waiting else title)
        self._show_state()

    def _show_state(self) -> None:
        """Tabs, or where to begin as long as there is no town; reads nothing."""
        shown = self._has_towns or self._work.is_unknown
        self.card.setVisible(shown)
        self.empty.setVisible(not shown)
        self.write.setVisible(shown)
        self.write.setEnabled(not self._host.workspace.store.read_only)
        self.head.set_title(
            self.tr("Rücksendung"), self.tr("Antworten, Aufgaben und Nachrichten für die Kommunen")
        )

    def _connect(self) -> None:
        self.tabs.changed.connect(self._read)
        self.write.clicked.connect(self._write_all)
        self.preview.write_wanted.connect(self._write)
        self.work.changed.connect(self.reload)
        self.news.changed.connect(self.reload)
        self.news.deleted.connect(self._tell_deleted)
        self.empty.primary.clicked.connect(self._go_to_inbox)

    def _go_to_inbox(self) -> None:
        self._host.go(Target.EXCHANGE)

    def _write_all(self) -> None:
        self._write([peer.id for peer in receivers(self._host.workspace)])

    def _write(self, towns: Sequence[UUID]) -> None:
        workspace = self._host.workspace
        folder = choose_folder(self, self.tr("Ordner für Rücksendungen"), post_folder(workspace, Path.home()))
        if folder is None:
            return
        chosen = folder

        def remember() -> bool:
            remember_post_folder(workspace, chosen)
            return True

        if self._host.attempt(remember):
            self.write_into(folder, towns)

    def _tell_deleted(self) -> None:
        self.reload()
        self.told.tell(self.tr("Die Nachricht ist gelöscht. Mit Strg+Z holen Sie sie zurück."))

    def _make_empty(self) -> EmptyState:
        theme = self.theme
        return EmptyState(
            theme,
            _tr("Noch ist keine Kommune angemeldet"),
            _tr("Antworten, Fristen und gute Beispiele kommen hier gesammelt zu jeder Kommune zurück."),
            primary=Button(theme, _tr("Zum Posteingang"), "big", "import"),
            steps=[
                (_tr("Kommunen anmelden"), _tr("Einmal je Kommune, mit einem Anruf.")),
                (_tr("Vermerke und Nachrichten"), _tr("Fragen, Aufgaben, Termine sammeln sich hier.")),
                (_tr("Rücksendungen schreiben"), _tr("Eine Datei je Kommune, alle in einem Zug.")),
            ],
        )


def _read_work(workspace: Workspace) -> tuple[Work, bool]:
    """The work list, and whether there is a town to write to or something to read."""
    return read_work(workspace), bool(receivers(workspace) or news_shown(workspace))


def _read_network(workspace: Workspace) -> list[Line]:
    return network_lines(network(workspace), workspace.shipped.alphabet)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NetworkPage", text)
