"""The page Datenaustausch of a town: puts enrolment, list, record and file together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.exchange.delivery import Exported
from klikks_desktop.services.exchange.disclosing import ExportPreview, preview_export
from klikks_desktop.services.exchange.enrolment import has_other_keys
from klikks_desktop.services.exchange.inbox import waiting_peer
from klikks_desktop.services.exchange.outgoing import Staying, staying
from klikks_desktop.services.exchange.upward import is_enrolment
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.dialogs.enrolling import Enrolling
from klikks_desktop.ui.dialogs.post_file import PostFiles
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.delivery.empty import make_start, make_unset, make_waiting
from klikks_desktop.ui.pages.delivery.frame import FileFoot, ReceiverCard
from klikks_desktop.ui.pages.delivery.listing import describe, first_key, tree_rows
from klikks_desktop.ui.pages.delivery.record_card import RecordCard
from klikks_desktop.ui.pages.delivery.sent_dialog import SentDialog
from klikks_desktop.ui.pages.delivery.writing import Writing
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.cells import Column
from klikks_desktop.ui.widgets.drop import FileDrop
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.told_bar import ToldBar
from klikks_desktop.ui.widgets.tree import RecordTree

RECORD_WIDTH = 80
MOST_OPEN = 25
"""A longer group begins closed."""
COLUMN_WIDTH = 29
TERM_COLUMN = 4
"""Left out where room is short; the record tells it too."""


class DeliveryPage(Page):
    """What leaves the house, record by record, and the file that carries it."""

    def __init__(self, host: Host) -> None:
        theme = host.theme
        self.renew = Button(theme, _tr("Neu anmelden …"), "quiet", "key")
        self.earlier = Button(theme, _tr("Frühere Dateien"), icon="history")
        self.receipt = Button(theme, _tr("Quittung öffnen …"), icon="import")
        buttons = (self.renew, self.earlier, self.receipt)
        super().__init__(theme, PageHead(theme, _tr("Das verlässt Ihr Haus"), "", *buttons))
        self._host = host
        self._preview = ExportPreview(None, ())
        self._staying = Staying(0, 0, 0)
        self._shown = False
        self.enrolling = Enrolling(host, self)
        self.writing = Writing(host, self)
        self.files = PostFiles(host, self)
        self.unset, self.start, self.waiting = make_unset(theme), make_start(theme), make_waiting(theme)
        self.told = ToldBar(theme)
        self.pending, self.unknown = self._make_pending(), self._make_unknown()
        self.locked = InfoBar(theme, "info", _tr("Nur lesen: Hier lässt sich gerade keine Datei schreiben."))
        self.receiver = ReceiverCard(theme)
        self.tree = RecordTree(theme, _columns(), _tr("Das verlässt Ihr Haus"))
        self.record = RecordCard(theme)
        self._listing = listing = Card(theme, 0)
        listing.body.addWidget(self.tree)
        self.panes = Panes(theme, listing, self.record, RECORD_WIDTH)
        self.foot = FileFoot(theme)
        for bar in (self.told, self.pending, self.unknown, self.locked, self.receiver):
            self.body.addWidget(bar)
        for part in (self.unset, self.start, self.waiting, self.panes):
            self.body.addWidget(part, 1)
        self.body.addWidget(self.foot)
        FileDrop(self, self.take_files)
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read again what leaves and what stays."""
        workspace = self._host.workspace
        self._preview, self._staying = preview_export(workspace), staying(workspace)
        waiting, read_only = waiting_peer(workspace), workspace.store.read_only
        trusted, is_set = self._preview.receiver is not None, bool(self._preview.places)
        self.unset.setVisible(not is_set)
        self.start.setVisible(is_set and not trusted and waiting is None)
        self.waiting.setVisible(is_set and not trusted and waiting is not None)
        self.pending.setVisible(is_set and trusted and waiting is not None)
        self.unknown.setVisible(is_set and trusted and waiting is None and has_other_keys(workspace))
        self.locked.setVisible(read_only and is_set)
        self._shown = is_set and trusted
        self._arrange()
        self.renew.setVisible(trusted and not read_only)
        self.earlier.setVisible(trusted)
        self.receipt.setVisible(trusted and not read_only)
        self._title(trusted=trusted)
        for button in (self.start.primary, self.waiting.primary, self.foot.change, self.foot.write):
            button.setEnabled(not read_only)
        if is_set and trusted:
            self._fill()

    def open_record(self, record: UUID | None) -> None:
        """Show one person in the list."""
        if record is not None and self.tree.select(record):
            self._enter()

    def search_widget(self) -> QWidget | None:
        """The list: typing a name goes to it."""
        return self.tree.view if self.tree.isVisible() else None

    def print_page(self) -> None:
        """Strg+P: the list on paper."""
        if self._shown:
            self.writing.show_list()

    def take_files(self, files: Sequence[Path]) -> None:
        """An enrolment file was dropped, or receipts and returns."""
        if not files or not self._preview.places or self._host.workspace.store.read_only:
            return
        if any(map(is_enrolment, files)):
            self.enrolling.take(next(filter(is_enrolment, files)))
        else:
            self.files.take(files)

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """One pane below 300 u."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self.panes.set_two_panes(two_panes)
        self.record.show_way_back(not two_panes)
        self.receiver.set_slim(slim)
        self._listing.setMinimumHeight(self.theme.px(45))
        self._arrange()
        self.tree.view.setColumnHidden(TERM_COLUMN, slim)

    # ------------------------------------------------------------------ inside

    def _title(self, *, trusted: bool) -> None:
        if trusted:
            words = self.tr("Nur „geht mit“ kommt in die Datei. Alles andere bleibt hier.")
            self.head.set_title(self.tr("Das verlässt Ihr Haus"), words)
        else:
            words = self.tr("Einmal anmelden, danach genügt ein Klick für jeden Bericht.")
            self.head.set_title(self.tr("Mit dem Regionalmanagement verbinden"), words)

    def _fill(self) -> None:
        self.receiver.show_receiver(self._preview, self._host.workspace)
        self.tree.set_groups(tree_rows(self._preview, self._staying), MOST_OPEN)
        if self.tree.selected_key() is None:
            self.tree.select(first_key(self._preview))
        self._show_record(self.tree.selected_key())
        self._show_target()

    def _show_record(self, key: Hashable | None) -> None:
        shown = describe(self._preview, self._staying, key)
        if shown is not None:
            self.record.show_record(shown, read_only=self._host.workspace.store.read_only)

    def _show_target(self) -> None:
        self.foot.show_target(self.writing.target())

    def _connect(self) -> None:
        host = self._host
        self.unset.primary.clicked.connect(self._go_to_settings)
        self.start.primary.clicked.connect(self.enrolling.begin)
        self.waiting.primary.clicked.connect(self._compare)
        if self.waiting.secondary is not None:
            self.waiting.secondary.clicked.connect(self.enrolling.begin)
        self.renew.clicked.connect(self.enrolling.begin)
        self.earlier.clicked.connect(self._show_earlier)
        self.receipt.clicked.connect(self.files.choose)
        self.files.opened.connect(self._tell_opened)
        self.enrolling.changed.connect(self.reload)
        self.tree.chosen.connect(self._show_record)
        self.tree.view.clicked.connect(self._enter)
        self.tree.view.activated.connect(self._enter)
        self.record.went_back.connect(self._go_back)
        self.record.person_wanted.connect(partial(host.go, Target.PATRON))
        self.record.record_wanted.connect(host.go)
        self.record.form_wanted.connect(self.writing.print_form)
        self.foot.change.clicked.connect(self.writing.change_folder)
        self.foot.print.clicked.connect(self.writing.show_list)
        self.foot.write.clicked.connect(self._write)
        self.writing.folder_changed.connect(self._show_target)
        self.writing.written.connect(self._tell_written)

    def _go_to_settings(self) -> None:
        self._host.go(Target.SETTINGS)

    def _compare(self) -> None:
        self.enrolling.compare()

    def _write(self) -> None:
        self.told.hide()
        self.writing.write()

    def _arrange(self) -> None:
        """A record alone in a narrow window needs the room of receiver and file."""
        is_listing = self.panes.two_panes or self._listing.isVisibleTo(self.panes)
        self.panes.setVisible(self._shown)
        for widget in (self.receiver, self.foot):
            widget.setVisible(self._shown and is_listing)

    def _enter(self) -> None:
        self.panes.show_record()
        self._arrange()

    def _go_back(self) -> None:
        self.panes.show_list()
        self._arrange()
        self.tree.view.setFocus()

    def _show_earlier(self) -> None:
        SentDialog(self._host, self).open()

    def _tell_written(self, exported: Exported) -> None:
        self.reload()
        words = self.tr(
            "Geschrieben: {file} in {folder}. Schicken Sie sie mit einer gewöhnlichen E-Mail oder auf einem "
            "Stick an {name}; nur dort lässt sie sich öffnen."
        )
        name = self._preview.receiver.name if self._preview.receiver else ""
        path = exported.path
        self.told.tell(words.format(file=path.name, folder=path.parent, name=name), path)

    def _tell_opened(self, words: str) -> None:
        self.reload()
        self.told.tell(words)

    def _make_unknown(self) -> InfoBar:
        renew = Button(self.theme, self.tr("Neu anmelden …"), icon="key")
        renew.clicked.connect(self.enrolling.begin)
        words = self.tr(
            "Ihr Regionalmanagement kennt Ihre jetzigen Schlüssel noch nicht und kann Ihre Berichte nicht "
            "annehmen. Melden Sie sich neu an."
        )
        return InfoBar(self.theme, "warn", words, renew)

    def _make_pending(self) -> InfoBar:
        compare = Button(self.theme, self.tr("Nummer vergleichen …"), icon="key")
        compare.clicked.connect(self._compare)
        words = self.tr(
            "Ein neuer Schlüssel wartet auf den Vergleich am Telefon. Bis dahin gilt nur der alte: Berichte "
            "gehen weiter an den bestätigten Empfänger."
        )
        return InfoBar(self.theme, "warn", words, compare)


def _columns() -> list[Column]:
    fields = {"name": _tr("Name"), "email": _tr("E-Mail"), "phone": _tr("Telefon"), "term": _tr("Amtszeit")}
    return [Column("what", _tr("Was")), *(Column(key, fields[key], width=COLUMN_WIDTH) for key in fields)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeliveryPage", text)
