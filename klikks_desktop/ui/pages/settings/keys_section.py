"""Schlüssel: a sheet of paper for the day this computer is gone, and new keys after a loss."""

from __future__ import annotations

from PySide6.QtCore import Qt

from klikks_desktop.domain.records import Place, Role
from klikks_desktop.services.exchange import enrolment, recovery
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.paper import PaperDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.keys_dialogs import SheetDialog, TypeSheetDialog
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label


class KeysSection(Section):
    """What was done is told in the bar above."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self.told = InfoBar(theme, "ok", "")
        self.told.hide()
        self.state = Label(theme, "", "strong", wrap=True)
        self.sheet = Button(theme, self.tr("Wiederherstellungsblatt drucken …"), "primary", "print")
        self.back = Button(theme, self.tr("Schlüssel aus dem Blatt zurückholen …"), icon="undo")
        self.renew = Button(theme, self.tr("Neue Schlüssel anlegen …"), icon="key")
        self.sheet.clicked.connect(self._print)
        self.back.clicked.connect(self._take_back)
        self.renew.clicked.connect(self._renew)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(self.told)
        self._add_card(
            self.tr("Wiederherstellungsblatt"),
            self.tr(
                "Mit seinen Schlüsseln unterschreibt dieses Programm, was Sie weitergeben, und öffnet, was "
                "für Sie bestimmt ist. Das Blatt hält sie auf Papier fest, durch ein Kennwort geschützt. "
                "Geht der Rechner verloren, geht es mit Blatt und Kennwort weiter, ohne neue Anmeldung."
            ),
            self.state,
            self.sheet,
            self.back,
        )
        self._add_card(
            self.tr("Schlüssel verloren oder in fremden Händen"),
            self._loss_words(),
            None,
            self.renew,
        )
        self.column.addStretch(1)

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - keys belong to the whole workspace
        """Say whether there is a sheet."""
        workspace = self.host.workspace
        self.state.setText(recovery.sheet_words(workspace))
        writable = not workspace.store.read_only
        self.sheet.setEnabled(writable and not recovery.missing_keys(workspace))
        for button in (self.back, self.renew):
            button.setEnabled(writable)

    def _add_card(self, title: str, text: str, state: Label | None, *buttons: Button) -> None:
        card = Card(self.theme, 4)
        card.body.addWidget(Label(self.theme, title, "section"))
        card.body.addWidget(Label(self.theme, text, wrap=True))
        if state is not None:
            card.body.addWidget(state)
        row = FlowLayout(self.theme)
        for button in buttons:
            row.addWidget(button)
        card.body.addLayout(row)
        self.column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)

    def _loss_words(self) -> str:
        if self.host.workspace.role is Role.REGION:
            return self.tr(
                "Mit neuen Schlüsseln müssen sich alle Kommunen neu anmelden. Dateien, die für die "
                "bisherigen geschrieben wurden, lassen sich dann nicht mehr öffnen; die nächste Datei jeder "
                "Kommune bringt aber wieder alles mit."
            )
        return self.tr(
            "Mit neuen Schlüsseln melden Sie sich beim Regionalmanagement neu an und vergleichen am Telefon "
            "eine neue gemeinsame Nummer. Von Ihren Daten geht nichts verloren."
        )

    def _print(self) -> None:
        dialog = SheetDialog(self.host, self)
        if dialog.ask():
            self.reload(None)
            name = recovery.sheet_name(self.host.workspace)
            PaperDialog(self.host, self.tr("Wiederherstellungsblatt"), dialog.pdf, name, self).open()

    def _take_back(self) -> None:
        dialog = TypeSheetDialog(self.host, self)
        if dialog.ask():
            self._tell(" ".join((self.tr("Die Schlüssel des Blattes gelten wieder."), dialog.words)).strip())

    def _renew(self) -> None:
        question = ConfirmDialog(
            self.theme,
            self.tr("Neue Schlüssel anlegen?"),
            f"{self._loss_words()}\n\n"
            + self.tr("Die bisherige Schlüsseldatei bleibt im Arbeitsbereich liegen, gilt aber nicht mehr."),
            verb=self.tr("Neue Schlüssel anlegen"),
            stay=self.tr("Bisherige behalten"),
            icon="key",
            final=True,
            parent=self,
        )
        if not question.ask():
            return
        if self.host.attempt(lambda: enrolment.renew_keys(self.host.workspace)) is not None:
            words = self.tr("Neue Schlüssel sind angelegt. Bitte melden Sie sich neu an.")
            if self.host.workspace.role is Role.REGION:
                words = self.tr(
                    "Neue Schlüssel sind angelegt. Schreiben Sie im Posteingang eine neue Anmeldedatei "
                    "für Ihre Kommunen."
                )
            self._tell(words)

    def _tell(self, words: str) -> None:
        self.told.set_text(words)
        self.told.show()
        self.reload(None)
        self.host.changed()
