"""The page Urkunden: the register, one person's certificate, certificates for a ceremony."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import CertificateKind
from klikks_desktop.services.register.ceremony import Output
from klikks_desktop.services.register.issuing import patrons_without_certificate
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.batch import BatchIssue
from klikks_desktop.ui.pages.certificates.deeds import CertificateDeeds
from klikks_desktop.ui.pages.certificates.detail import CertificateDetail
from klikks_desktop.ui.pages.certificates.issue import PersonIssue
from klikks_desktop.ui.pages.certificates.lines import RegisterDeeds
from klikks_desktop.ui.pages.certificates.register import RegisterList
from klikks_desktop.ui.pages.certificates.words import place_words
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.page import Page, Panes
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.told_bar import ToldBar

DETAIL_WIDTH: Final = 110
"""Units: narrower than usual, for the table has two lines and a wide pill."""
View = Literal["register", "person", "batch"]


class CertificatesPage(Page):
    """Begins with the register; ``open_record`` leads to a person's certificate or to all that lack one."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        theme = host.theme
        self._verify = Button(theme, _tr("Datei prüfen …"), icon="shield")
        self._issue = Button(theme, _tr("Urkunden ausstellen"), "primary", "certificate")
        self._to_register = Button(theme, _tr("Zum Register"), icon="certificate")
        self._to_person = Button(theme, _tr("Zurück zur Person"), icon="chevron-left")
        actions = (self._verify, self._issue, self._to_register, self._to_person)
        super().__init__(theme, PageHead(theme, _tr("Urkunden"), "", *actions), parent)
        self._host = host
        self._view: View = "register"
        self._lacking: tuple[CertificateKind, int] = (CertificateKind.APPOINTMENT, 0)
        self._person: PersonIssue | None = None
        self._batch: BatchIssue | None = None
        self._width = (False, True)
        self.deeds = CertificateDeeds(host, self)
        self.line_deeds = RegisterDeeds(host, self)
        self.listing = RegisterList(host)
        self.detail = CertificateDetail(host)
        self.panes = Panes(theme, self.listing, self.detail, DETAIL_WIDTH)
        self.told = ToldBar(theme)
        self.empty = self._make_empty()
        self.body.addWidget(self.told)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.panes, 1)
        self._connect()
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read the register again, and the person shown."""
        self.listing.reload()
        self._count_lacking()
        record = self.detail.certificate.id if self.detail.certificate else None
        self._load(record if self.listing.line_of(record) else None)
        if self._view == "person" and self._person is not None and self._person.form is not None:
            self._show_person(self._person.form.id)
        elif self._view == "batch" and self._batch is not None:
            self._batch.reload()
        self._arrange()

    def open_record(self, record: UUID | None) -> None:
        """Show one person's certificate as it would be; ``None``: all that lack one."""
        self.told.hide()
        if record is None:
            self._show_batch()
        else:
            self._show_person(record)
        if self._view == "person" and self._person is not None:
            self._person.main.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._view == "batch" and self._batch is not None:
            self._batch.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_widget(self) -> QWidget:
        """The search field above the register."""
        self.show_register()
        self.panes.show_list()
        self._arrange()
        return self.listing.search

    def print_page(self) -> None:
        """Strg+P: the certificate shown."""
        if self._view == "person" and self._person is not None:
            if self._person.main.isEnabled():
                self._person.main.click()
        elif self._view == "batch" and self._batch is not None:
            self._batch.main.click()
        elif self.detail.print.isVisible():
            self.detail.print.click()

    def set_width_class(self, *, slim: bool, two_panes: bool) -> None:
        """One pane below 300 u; issuing keeps paper and choices side by side."""
        super().set_width_class(slim=slim, two_panes=two_panes)
        self._width = (slim, two_panes)
        self.panes.set_two_panes(two_panes)
        self.listing.set_slim(slim)
        self.detail.set_two_panes(two_panes)
        for frame in (self._person, self._batch):
            if frame is not None:
                frame.set_slim(slim)
        self._to_register.set_label(self.tr("Register") if slim else self.tr("Zum Register"))
        self._to_person.set_label(self.tr("Person") if slim else self.tr("Zurück zur Person"))
        self._arrange()

    # ------------------------------------------------------------------ views

    def show_register(self, record: UUID | None = None) -> None:
        """The register, with this line shown."""
        held = self.window().focusWidget()
        self._view = "register"
        if self._person is not None:
            self._person.forget()
        self.listing.reload()
        self._count_lacking()
        shown = self.detail.certificate.id if self.detail.certificate else None
        self._load(record or shown, reveal=record is not None)
        if record is not None:
            self.panes.show_record()
        self._arrange()
        if held is not None and self.isAncestorOf(held) and not held.isVisibleTo(self):
            # Qt would go on at the top of the window when the button that was pressed disappears.
            self.listing.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        self.told.hide()
        self.show_register()

    def _show_person(self, record: UUID) -> None:
        person = self._person or self._make_person()
        try:
            person.load(record)
        except UserError:
            # Gone meanwhile, for example taken back by undo.
            self.show_register()
            return
        self._view = "person"
        self._arrange()

    def _show_batch(self) -> None:
        batch = self._batch or self._make_batch()
        self._view = "batch"
        batch.begin(self._lacking[0])
        self._arrange()

    def _make_person(self) -> PersonIssue:
        person = self._person = PersonIssue(self._host)
        self.body.addWidget(person, 1)
        person.set_slim(self._width[0])
        person.print_wanted.connect(self._print_new)
        person.save_wanted.connect(self._save_new)
        person.record_wanted.connect(self.show_register)
        person.went_back.connect(self._go_to_person)
        person.person_wanted.connect(partial(self._host.go, Target.PATRON))
        person.settings_wanted.connect(partial(self._host.go, Target.SETTINGS))
        return person

    def _make_batch(self) -> BatchIssue:
        batch = self._batch = BatchIssue(self._host)
        self.body.addWidget(batch, 1)
        batch.set_slim(self._width[0])
        batch.wanted.connect(self._issue_many)
        batch.went_back.connect(self._leave)
        batch.person_wanted.connect(partial(self._host.go, Target.PATRON))
        batch.settings_wanted.connect(partial(self._host.go, Target.SETTINGS))
        self.deeds.blocked.connect(batch.show_obstacles)
        return batch

    def _arrange(self) -> None:
        """Show what belongs to the view; a record alone in a narrow window needs the room of the head."""
        in_register, any_line = self._view == "register", bool(self.listing.lines)
        self.empty.setVisible(in_register and not any_line)
        self.panes.setVisible(in_register and any_line)
        for frame, view in ((self._person, "person"), (self._batch, "batch")):
            if frame is not None:
                frame.setVisible(self._view == view)
        self._verify.setVisible(in_register)
        self._issue.setVisible(in_register and any_line and self._lacking[1] > 0)
        self._to_register.setVisible(not in_register)
        self._to_person.setVisible(self._view == "person")
        record_alone = in_register and any_line and not self.listing.isVisibleTo(self.panes)
        self.head.setVisible(not record_alone)
        self._show_title()

    def _show_title(self) -> None:
        if self._view == "person" and self._person is not None:
            self.head.set_title(*self._person.title())
        elif self._view == "batch":
            words = self.tr("Für alle, die noch keine gültige Urkunde haben")
            self.head.set_title(self.tr("Urkunden ausstellen"), words)
        else:
            own = self._host.workspace.own_places()
            chosen = [place for place in own if self._host.place_id in {None, place.id}]
            words = self.tr("Register {place}").format(place=place_words(chosen)) if chosen else ""
            self.head.set_title(self.tr("Urkunden"), words)

    # ------------------------------------------------------------------ register

    def _load(self, record: UUID | None, *, reveal: bool = False) -> None:
        """Show a line; without one the first, so that the record pane is never empty.

        reveal: search and filter give way when they hide it.
        """
        line = self.listing.line_of(record)
        if line is None and self.listing.lines:
            line = (self.listing.shown_lines or self.listing.lines)[0]
        if line is None:
            self.detail.forget()
        else:
            self.detail.show_certificate(line)
            self.listing.select(line.id, reveal=reveal)

    def _open(self, record: UUID) -> None:
        self._load(record)
        self.panes.show_record()
        self._arrange()

    def _go_back(self) -> None:
        self.panes.show_list()
        self._arrange()
        self.listing.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _count_lacking(self) -> None:
        """Who lacks a certificate: first of the appointment, then of thanks."""
        workspace, place = self._host.workspace, self._host.place_id
        counts = {
            kind: len(patrons_without_certificate(workspace, kind, place_id=place))
            for kind in CertificateKind
        }
        kind = next((kind for kind, count in counts.items() if count), CertificateKind.APPOINTMENT)
        self._lacking = (kind, counts[kind])
        words = self.tr("Urkunden ausstellen ({count})")
        if kind is CertificateKind.THANKS:
            words = self.tr("Dankurkunden ausstellen ({count})")
        self._issue.set_label(words.format(count=counts[kind]))
        first = self.tr("Erste Patin, ersten Paten eintragen")
        self.empty.primary.set_label(
            words.format(count=counts[kind]) if counts[kind] else first,
            "certificate" if counts[kind] else "add",
        )

    def _begin_from_empty(self) -> None:
        if self._lacking[1]:
            self._show_batch()
        else:
            self._host.go(Target.NEW_PATRON)

    # ------------------------------------------------------------------ deeds

    def _print_new(self) -> None:
        person = self._person
        options = person.options_form.options() if person else None
        if person is not None and person.form is not None and options is not None:
            is_fine = person.options_form.is_fine
            self.deeds.print_new(person.form.id, options, person.existing, fine=is_fine)

    def _save_new(self) -> None:
        person = self._person
        options = person.options_form.options() if person else None
        if person is not None and person.form is not None and options is not None:
            self.deeds.save_new(person.form.id, options, person.existing)

    def _issue_many(self, output: Output) -> None:
        batch = self._batch
        options = batch.options_form.options() if batch else None
        if batch is not None and options is not None:
            is_fine = batch.options_form.is_fine
            self.deeds.issue_many(batch.chosen(), options, output, fine=is_fine)

    def _go_to_person(self) -> None:
        if self._person is not None and (record := self._person.subject()) is not None:
            self._host.go(Target.PATRON, record)

    # ------------------------------------------------------------------ parts

    def _connect(self) -> None:
        host, detail, lines = self._host, self.detail, self.line_deeds
        self._verify.clicked.connect(lines.verify_file)
        self._issue.clicked.connect(self._show_batch)
        self._to_register.clicked.connect(self._leave)
        self._to_person.clicked.connect(self._go_to_person)
        self.listing.chosen.connect(self._load)
        self.listing.opened.connect(self._open)
        self.listing.export_wanted.connect(lambda: lines.export(self.listing.shown_lines))
        detail.went_back.connect(self._go_back)
        detail.person_wanted.connect(partial(host.go, Target.PATRON))
        for signal, deed in (
            (detail.print_wanted, self.deeds.print_again),
            (detail.save_wanted, self.deeds.save_again),
            (detail.hand_over_wanted, lines.hand_over),
            (detail.void_wanted, lines.void),
        ):
            signal.connect(lambda deed=deed: deed(detail.certificate))
        for source in (self.deeds, lines):
            source.told.connect(self.told.tell)
            source.done.connect(self.show_register)

    def _make_empty(self) -> EmptyState:
        primary = Button(self.theme, self.tr("Urkunden ausstellen"), "big", "certificate")
        primary.clicked.connect(self._begin_from_empty)
        steps = [
            (self.tr("Ausstellen"), self.tr("Sie sehen die Urkunde vorher, Wort für Wort.")),
            (self.tr("Überreichen"), self.tr("Drucken, unterschreiben, siegeln, den Tag eintragen.")),
            (self.tr("Nachweisen"), self.tr("Jede Nummer bleibt, auch einer ungültigen Urkunde.")),
        ]
        title = self.tr("Noch keine Urkunde ausgestellt")
        words = self.tr("Eine Urkunde mit Nummer und Siegel ist der Dank, den man an die Wand hängt.")
        return EmptyState(self.theme, title, words, primary=primary, steps=steps)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CertificatesPage", text)
