"""One line of the register: what stands on the certificate, and what can be done with it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_long, format_short
from klikks_desktop.domain.records import Certificate
from klikks_desktop.services.register.certificates import copies_of, sheet_of
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.certificates.words import (
    DESIGNS,
    KINDS,
    certificate_state,
    output_sentence,
    signature,
    spoken_name,
    wording_snapshot,
)
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label, Separator
from klikks_desktop.ui.widgets.page import ScrollPage
from klikks_desktop.ui.widgets.record_parts import RecordHead


class CertificateDetail(Card):
    """Shows one certificate; the signals ask the page for the deed."""

    went_back = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    hand_over_wanted = Signal()
    void_wanted = Signal()
    person_wanted = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self.certificate: Certificate | None = None
        theme = host.theme
        self.head = RecordHead(theme, self.tr("Alle Urkunden"))
        self.content = ScrollPage(theme)
        self._facts = KeyValues(theme)
        self._heading = Label(theme, self.tr("Wortlaut"), "section")
        self._wording = Label(theme, "", wrap=True)
        self._person = Button(theme, self.tr("Zur Person"), "quiet", "person")
        self._said = Label(theme, "", "small", "muted", wrap=True)
        self._make_buttons()
        person = FlowLayout(theme)
        person.addWidget(self._person)
        for part in (self._facts, Separator(theme), self._heading, self._wording):
            self.content.body.addWidget(part)
        self.content.body.addLayout(person)
        self.content.body.addStretch(1)
        for widget in (self.head, Separator(theme), self.content, Separator(theme), self._foot):
            self.body.addWidget(widget)
        self.body.setStretchFactor(self.content, 1)
        self._connect()
        self._space()

    def show_certificate(self, certificate: Certificate) -> None:
        """Show this line."""
        self.certificate = certificate
        name = spoken_name(certificate)
        word, state = certificate_state(certificate)
        # The day stands among the facts below.
        self.head.show_record(name or certificate.number, word.split(" am ")[0], state)
        sheet = sheet_of(certificate)
        self._facts.set_pairs(self._pairs(certificate))
        self._heading.setVisible(sheet is not None)
        self._wording.setVisible(sheet is not None)
        self._wording.setText(wording_snapshot(sheet) if sheet else "")
        self._person.setVisible(certificate.patron_id is not None)
        self._show_foot(certificate)

    def forget(self) -> None:
        """Show nothing."""
        self.certificate = None

    def set_two_panes(self, two: bool) -> None:
        """In one pane the head shows the way back."""
        self.head.show_way_back(not two)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def _pairs(self, line: Certificate) -> list[tuple[str, str, str]]:
        sheet = sheet_of(line)
        pairs = [("certificate", self.tr("Nummer"), line.number), ("", self.tr("Art"), KINDS[line.kind])]
        if sheet is not None:
            pairs += [
                ("", self.tr("Titel"), sheet.title),
                ("", self.tr("Gestaltung"), DESIGNS[sheet.design]),
                ("", self.tr("Unterschrift"), signature(sheet)),
            ]
        pairs.append(("calendar", self.tr("Datum"), format_long(line.issued_on)))
        handed = format_long(line.handed_over_on) if line.handed_over_on else self.tr("noch nicht")
        if line.voided_on is None or line.handed_over_on is not None:
            pairs.append(("", self.tr("Ausgehändigt"), handed))
        if line.voided_on is not None:
            pairs += [
                ("alert:error", self.tr("Ungültig seit"), format_long(line.voided_on)),
                ("", self.tr("Grund"), line.void_reason),
            ]
        if copies := copies_of(self._host.workspace, line.id):
            days = ", ".join(format_short(copy.made_on) for copy in copies)
            pairs.append(("document", self.tr("Zweitschriften"), days))
        return pairs

    def _make_buttons(self) -> None:
        theme = self._host.theme
        self.print = Button(theme, "", icon="print")
        self.save = Button(theme, "", icon="document")
        self.hand_over = Button(theme, "")
        self.void = Button(theme, self.tr("Ungültig machen …"))
        self._foot = QWidget()
        self._column = QVBoxLayout(self._foot)
        self._column.addWidget(self._said)
        buttons = FlowLayout(theme, gap=2, stretch=True)
        for button in (self.print, self.save, self.hand_over, self.void):
            buttons.addWidget(button)
        self._column.addLayout(buttons)

    def _show_foot(self, line: Certificate) -> None:
        locked = self._host.workspace.store.read_only
        valid = line.voided_on is None
        has_paper = valid and bool(line.sheet)
        makes_copy = line.handed_over_on is not None
        said = output_sentence(line)
        if locked:
            said += self.tr(
                " Der Arbeitsbereich ist nur zum Lesen geöffnet: Eintragen ist hier nicht möglich."
            )
        self._said.setText(said)
        for button in (self.print, self.save):
            button.setVisible(has_paper)
            button.setEnabled(not (locked and makes_copy))
        for button in (self.hand_over, self.void):
            button.setVisible(valid)
            button.setEnabled(not locked)
        copy = (
            self.tr("Zweitschrift drucken"),
            self.tr("Zweitschrift als PDF …"),
            self.tr("Aushändigung ändern …"),
        )
        original = (self.tr("Drucken"), self.tr("Als PDF speichern …"), self.tr("Ausgehändigt am …"))
        labels = copy if makes_copy else original
        for button, words in zip((self.print, self.save, self.hand_over), labels, strict=True):
            button.set_label(words)

    def _connect(self) -> None:
        self.head.went_back.connect(self.went_back)
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.hand_over.clicked.connect(self.hand_over_wanted)
        self.void.clicked.connect(self.void_wanted)
        self._person.clicked.connect(self._tell_person)
        self.theme.changed.connect(self._space)

    def _tell_person(self) -> None:
        patron: UUID | None = self.certificate.patron_id if self.certificate else None
        if patron is not None:
            self.person_wanted.emit(patron)

    def _space(self) -> None:
        side, top = self.theme.px(5), self.theme.px(3)
        self.content.body.setContentsMargins(side, top, side, top)
        self.content.body.setSpacing(self.theme.px(3))
        self._column.setContentsMargins(side, top, side, top)
        self._column.setSpacing(self.theme.px(2.5))
