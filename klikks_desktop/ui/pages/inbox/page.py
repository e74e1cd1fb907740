"""The page Posteingang of a region: puts enrolment, files and towns together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Delivery, Peer
from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.exchange.exchange_log import export_log, log_name
from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.ui.dialogs.files import choose_file, choose_files, choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.loading import Loader
from klikks_desktop.ui.pages.inbox.answering import Answering
from klikks_desktop.ui.pages.inbox.files_card import FilesCard
from klikks_desktop.ui.pages.inbox.reading import Inbox, read_inbox
from klikks_desktop.ui.pages.inbox.taking import Taking
from klikks_desktop.ui.pages.inbox.towns_card import TownsCard
from klikks_desktop.ui.pages.inbox.words import outcome_sentence, outcome_state
from klikks_desktop.ui.tasks import MANY
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.drop import DropZone, FileDrop
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.inputs import SearchField
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.told_bar import ToldBar

FILES = "KlikKS (*.klikks);;Alle Dateien (*)"
TOWNS_WIDTH = 100


class InboxPage(Page):
    """Files of the towns: dropped anywhere on the page, looked at, taken."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.invite = Button(theme, _tr("Anmeldedatei schreiben …"), icon="export")
        self.read = Button(theme, _tr("Antwort einlesen …"), icon="key")
        super().__init__(theme, PageHead(theme, _tr("Posteingang"), "", self.invite, self.read))
        self._host = host
        self._loader = Loader(host, _tr("Der Posteingang wird gelesen"), _tr("Dateien"), self._show, self)
        self.taking, self.answering = Taking(host, self), Answering(host, self)
        self.choose = Button(theme, _tr("Dateien übernehmen …"), "primary", "folder")
        self.zone = DropZone(
            theme,
            _tr("Dateien hier ablegen"),
            _tr("Berichte und Antworten, einzeln, viele auf einmal oder ein ganzer Ordner."),
            self.choose,
        )
        self.told = ToldBar(theme)
        self.dig = Button(theme, _tr("Unterordner durchsuchen"), "quiet", "folder")
        self.deeper = InfoBar(theme, "info", "", self.dig)
        self.deeper.hide()
        self._folders: Sequence[Path] = ()
        self._has_towns = False
        self.locked = InfoBar(theme, "info", _tr("Nur lesen: Hier lässt sich gerade nichts übernehmen."))
        self.search = SearchField(theme, _tr("Kommune oder Datei suchen"))
        self.search.setAcceptDrops(False)
        self.files, self.towns = FilesCard(host), TownsCard(host)
        self.empty = self._make_empty()
        self._full = QWidget()
        self._arrange()
        FileDrop(self, self.take_files, self.zone.set_over)
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read towns and log again; files being looked at stay."""
        with self._host.workspace.store.read() as reader:
            is_much = reader.count(Peer) + reader.count(Delivery) > MANY
        self._loader.load(read_inbox, beside=is_much)
        self._show_state()

    def open_record(self, record: UUID | None) -> None:
        """Show one town in the list."""
        if record is not None:
            self.towns.table.select(record)

    def search_widget(self) -> QWidget | None:
        """The search field above both lists."""
        return self.search if self.search.isVisible() else None

    def take_files(self, files: Sequence[Path]) -> None:
        """Look at files that were dropped or chosen: of towns, and of the office above."""
        if files and not self._host.workspace.store.read_only:
            self._begin()
            self.search.clear()
            self.taking.look(files)

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """Files beside the towns, or above them."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if two_panes else directions.TopToBottom)
        self.towns.setMaximumWidth(self.theme.px(TOWNS_WIDTH) if two_panes else 16_777_215)
        self.towns.setMinimumHeight(0 if two_panes else self.theme.px(60))
        self.files.set_slim(slim)

    # ------------------------------------------------------------------ inside

    def _arrange(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self.files, 2)
        self._columns.addWidget(self.towns, 1)
        inner = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._full)
        inner.setContentsMargins(0, 0, 0, 0)
        for layout in (inner, self._columns):
            layout.setSpacing(self.theme.px(4))
        inner.addWidget(self.zone)
        inner.addWidget(self.search)
        inner.addLayout(self._columns, 1)
        for widget in (self.told, self.deeper, self.locked):
            self.body.addWidget(widget)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._full, 1)

    def _connect(self) -> None:
        self.invite.clicked.connect(self._write_invitation)
        self.read.clicked.connect(self._choose_answer)
        self.choose.clicked.connect(self._choose_files)
        self.search.searched.connect(self._search)
        self.search.left_downwards.connect(self._go_down)
        self.empty.primary.clicked.connect(self._write_invitation)
        if self.empty.secondary is not None:
            self.empty.secondary.clicked.connect(self._choose_answer)
        self.taking.previewed.connect(self._show_preview)
        self.taking.taken.connect(self._show_taken)
        self.taking.not_settled.connect(self._tell_not_settled)
        self.taking.stopped.connect(self._show_stopped)
        self.taking.enrolled.connect(self.reload)
        self.taking.deeper.connect(self._offer_subfolders)
        self.dig.clicked.connect(self._look_deeper)
        self.taking.trusted.connect(self._tell_trusted)
        self.files.take_wanted.connect(self._begin)
        self.files.take_wanted.connect(self.taking.take)
        self.files.put_aside.connect(self._put_aside)
        self.files.export_wanted.connect(self._export)
        self.files.receipts_wanted.connect(self.answering.ask)
        self.answering.written.connect(self._tell_answered)
        self.answering.stopped.connect(self._tell_stopped)
        self.taking.post.opened.connect(self._tell_opened)
        self.towns.compare_wanted.connect(self._begin)
        self.towns.compare_wanted.connect(self.taking.compare)

    def _show(self, found: Inbox) -> None:
        self._has_towns = bool(found.towns)
        self.towns.take_towns(found.towns, found.waiting)
        self.files.take_log(found.log, found.unanswered)
        self._search()
        self._show_state()

    def _show_state(self) -> None:
        """What is offered, as files are looked at or not; reads nothing."""
        read_only, previewing = self._host.workspace.store.read_only, self.files.is_previewing
        shown = self._has_towns or previewing or self._loader.is_unknown
        self.empty.setVisible(not shown)
        self._full.setVisible(shown)
        for button in (self.invite, self.read):
            button.setVisible(shown)
            button.setEnabled(not read_only)
        self.zone.setVisible(not previewing and not read_only)
        self.locked.setVisible(read_only)
        self.empty.primary.setEnabled(not read_only)
        words = self.tr("Dateien der Kommunen übernehmen, Kommunen anmelden")
        self.head.set_title(self.tr("Posteingang"), words)

    def _search(self) -> None:
        self.towns.show_towns(self.search.text())
        self.files.narrow(self.search.text())

    def _begin(self) -> None:
        """What was told before is over."""
        self.told.hide()
        self.deeper.hide()

    def _go_down(self) -> None:
        table = self.files.now if self.files.is_previewing else self.files.log
        table.enter()

    def _write_invitation(self) -> None:
        workspace = self._host.workspace
        name = enrolment.suggested_enrolment_name(workspace)
        kinds = self.tr("Anmeldedatei (*.json)")
        out = choose_target(self, self.tr("Anmeldedatei schreiben"), kinds, Path.home() / name)
        if out is None:
            return
        target = out
        if self._host.attempt(lambda: enrolment.create_enrolment_file(workspace, target)) is not None:
            words = self.tr("Geschrieben: {file}. Geben Sie die Datei an Ihre Kommunen, eine für alle.")
            self.told.tell(words.format(file=target))

    def _choose_answer(self) -> None:
        file = choose_file(self, self.tr("Antwort einlesen"), FILES)
        if file is not None:
            self._begin()
            self.taking.read_answers([file])

    def _choose_files(self) -> None:
        self.take_files(choose_files(self, self.tr("Dateien übernehmen"), FILES))

    def _show_preview(self, outcomes: list[ImportOutcome]) -> None:
        if outcomes:
            self.files.show_outcomes(outcomes, done=False)
        self._show_state()
        if outcomes and self.files.take.isVisible():
            self.files.take.setFocus()

    def _show_taken(self, outcomes: list[ImportOutcome]) -> None:
        self.files.show_outcomes(outcomes, done=True)
        self.reload()
        self.told.tell(f"{outcome_sentence(outcomes)}.", state=outcome_state(outcomes))

    def _tell_not_settled(self, outcome: ImportOutcome) -> None:
        words = self.tr(
            "{file} trägt dieselbe Nummer wie der übernommene Stand und lässt sich nicht übernehmen. Bitten "
            "Sie die Kommune, einen neuen Bericht zu schreiben."
        )
        self.told.tell(words.format(file=outcome.file.name), state="warn")

    def _show_stopped(self, outcomes: list[ImportOutcome]) -> None:
        """Show what became of the files; what else is here is read again when they are put aside."""
        self.files.show_outcomes(outcomes, done=True)
        self.told.tell(f"{outcome_sentence(outcomes)}.", state="warn")

    def _tell_opened(self, words: str) -> None:
        self.reload()
        self.told.tell(words)

    def _tell_trusted(self, town: Peer) -> None:
        words = self.tr(
            "Die Nummer stimmt. Sobald auch dort „Nummer stimmt“ gedrückt ist, kann {name} Berichte "
            "schreiben; die Dateien übernehmen Sie hier."
        )
        self.told.tell(words.format(name=town.name))

    def _offer_subfolders(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        names = ", ".join(f"„{folder.name}“" for folder in folders)
        self.deeper.set_text(
            self.tr("Die Unterordner von {names} wurden nicht durchsucht.").format(names=names)
        )
        self.deeper.setVisible(bool(folders))

    def _look_deeper(self) -> None:
        self.deeper.hide()
        self.taking.look(self._folders, deep=True)

    def _put_aside(self) -> None:
        self.taking.forget()
        self.files.show_earlier()
        self.told.hide()
        self.reload()

    def _export(self, suffix: str) -> None:
        workspace = self._host.workspace
        kinds = self.tr("Excel (*.xlsx)") if suffix == "xlsx" else self.tr("CSV (*.csv)")
        suggested = Path.home() / log_name(workspace, suffix)
        target = choose_target(self, self.tr("Verlauf speichern"), kinds, suggested)
        if target is None:
            return
        out = target
        count = self._host.attempt(lambda: export_log(workspace, out))
        if count is not None:
            words = self.tr("{files} geschrieben: {file}")
            self.told.tell(words.format(files=count_words(count, "Zeile", "Zeilen"), file=out))

    def _tell_answered(self, count: int, folder: Path) -> None:
        self.reload()
        files = count_words(count, self.tr("Quittung"), self.tr("Quittungen"))
        words = self.tr("{files} geschrieben nach {folder}. Schicken Sie jede an ihre Kommune.")
        self.told.tell(words.format(files=files, folder=folder))

    def _tell_stopped(self, folder: Path) -> None:
        self.reload()
        words = self.tr("Abgebrochen. Was schon geschrieben war, liegt in {folder}.")
        self.told.tell(words.format(folder=folder))

    def _make_empty(self) -> EmptyState:
        theme = self.theme
        return EmptyState(
            theme,
            self.tr("Noch ist keine Kommune angemeldet"),
            self.tr("Eine Datei, eine Antwort, ein Anruf je Kommune: Danach kommen Berichte verschlüsselt."),
            primary=Button(theme, self.tr("Anmeldedatei schreiben …"), "big", "export"),
            secondary=Button(theme, self.tr("Antwort einlesen …"), "big-secondary", "key"),
            steps=[
                (self.tr("Anmeldedatei weitergeben"), self.tr("Eine Datei für alle Ihre Kommunen.")),
                (self.tr("Antwort einlesen"), self.tr("Jede Kommune schickt eine; hierher ziehen genügt.")),
                (self.tr("Am Telefon vergleichen"), self.tr("Beide Seiten sehen dieselbe Nummer.")),
            ],
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("InboxPage", text)
