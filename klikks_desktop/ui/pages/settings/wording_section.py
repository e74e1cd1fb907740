"""The wording of certificates: edited at the left, seen at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Address, CertificateKind, Place
from klikks_desktop.domain.wording import THANKS_TITLE, TITLES
from klikks_desktop.services.register.certificate_sheets import edit_template
from klikks_desktop.services.register.wording_preview import WordingChoice, preview_wording, wording_parts
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.pages.settings.wording_parts import WordingParts
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.choice_field import ChoiceField
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.pdf_preview import PdfPreview
from klikks_desktop.ui.widgets.segments import SegmentedChoice

DRAW_AFTER_MS: Final = 350
SIDE_BY_SIDE: Final = 170
"""Width in units from which on editor and preview stand side by side."""


class WordingSection(Section):
    """Kind and form of address above, texts and preview below."""

    about_place = True

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self._place: Place | None = None
        titles = [(title, title) for title in (*TITLES, THANKS_TITLE)]
        self.title = ChoiceField(theme, titles, self.tr("Urkunde"))
        self.title.set_value(TITLES[0])
        addresses = [
            (Address.FEMALE.value, self.tr("Frau")),
            (Address.MALE.value, self.tr("Herr")),
            (Address.NONE.value, self.tr("ohne Anrede")),
        ]
        self.address = SegmentedChoice(theme, addresses, self.tr("Anrede"))
        self.address.set_value(Address.FEMALE.value)
        self.parts = WordingParts(theme)
        self.preview = PdfPreview(theme, self.tr("Vorschau mit erfundenem Namen"))
        self.trouble = InfoBar(theme, "error", "")
        self.trouble.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAW_AFTER_MS)
        self._timer.timeout.connect(self._draw)
        self.title.edited.connect(self._choose)
        self.address.edited.connect(self._choose)
        self.parts.edited.connect(self._timer.start)
        self.parts.left.connect(self._save)
        self._lay_out()

    @property
    def choice(self) -> WordingChoice:
        """Which certificate is edited."""
        title = self.title.value()
        kind = CertificateKind.THANKS if title == THANKS_TITLE else CertificateKind.APPOINTMENT
        return WordingChoice(kind, title, Address(self.address.value()))

    def reload(self, place: Place | None) -> None:
        """Show what is stored."""
        self._place = place
        read_only = self.host.workspace.store.read_only
        self.parts.show_parts(wording_parts(self.host.workspace, self.choice), read_only=read_only)
        if self.isVisible():
            self._draw()
        else:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand one below the other where it gets narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        theme = self.theme
        card = Card(theme, 4)
        head = QHBoxLayout()
        head.setSpacing(theme.px(3))
        head.addWidget(self.title, 1)
        head.addWidget(self.address)
        card.body.addLayout(head)
        card.body.addWidget(self.parts, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(4))
        self._row.addWidget(card, 6)
        self._row.addWidget(self.preview, 5)
        self.column.setSpacing(theme.px(3))
        self.column.addWidget(self.trouble)
        self.column.addLayout(self._row, 1)
        self.theme.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= self.theme.px(SIDE_BY_SIDE)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(across if wide else down)
        self.preview.setMinimumHeight(0 if wide else self.theme.px(60))
        self.parts.setMinimumHeight(0 if wide else self.theme.px(50))

    def _choose(self) -> None:
        self.reload(self._place)
        self._draw()

    def _save(self, key: str) -> None:
        """Keep a text that may stand; a refused one stays typed and says why."""
        editor = self.parts.editors[key]
        if editor.field.problem or editor.text == editor.part.text:
            return
        workspace, seen = self.host.workspace, editor.part.text
        if self.host.attempt(lambda: edit_template(workspace, key, editor.text, seen)) is not None:
            self.reload(self._place)
            self.host.changed()

    def _draw(self) -> None:
        self._timer.stop()
        if self._place is None:
            return
        try:
            data = preview_wording(self.host.workspace, self._place, self.choice, self.parts.typed())
        except UserError as error:
            self.trouble.set_text(error.line)
            self.trouble.show()
            return
        self.trouble.hide()
        self.preview.set_pdf(data, self.tr("Urkunde mit dem Wortlaut, der gerade bearbeitet wird"))
