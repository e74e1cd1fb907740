"""Datenbank: for a region whose people work on the same data, on a server of their office."""

from __future__ import annotations

from PySide6.QtCore import Qt

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place
from klikks_desktop.services.office_database import Whence, look_at, use_server, whence
from klikks_desktop.services.workspace import ServerAddress
from klikks_desktop.ui.dialogs.password import PasswordDialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.form_field import FieldSpec, FormField
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label

LOGIN_REFUSED = "K-254"


class DatabaseSection(Section):
    """What was done is told in the bar above; it counts from the next start on."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self.told = InfoBar(theme, "ok", "")
        self.told.hide()
        self.where = Label(theme, "", "strong", wrap=True)
        self.address = FormField(
            theme,
            FieldSpec(
                "address",
                self.tr("Adresse der Datenbank"),
                help=self.tr(
                    "Von Ihrer IT, zum Beispiel postgresql+psycopg://name@server/klikks. Das Kennwort wird "
                    "beim Start gefragt und nie gespeichert."
                ),
            ),
        )
        self.use = Button(theme, self.tr("Prüfen und ab dem nächsten Start verwenden"), "primary", "check")
        self.back = Button(theme, self.tr("Wieder im eigenen Ordner arbeiten"), icon="folder")
        self.use.clicked.connect(self._use)
        self.back.clicked.connect(self._go_back)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        card = Card(theme, 4)
        card.body.addWidget(Label(theme, self.tr("Gemeinsame Daten"), "section"))
        words = self.tr(
            "Arbeiten mehrere in Ihrer Stelle mit denselben Daten, so liegen sie auf einem Server mit "
            "PostgreSQL. Jeder Computer behält seinen eigenen Ordner mit einer Abschrift der Schlüsseldatei."
        )
        card.body.addWidget(Label(theme, words, wrap=True))
        card.body.addWidget(self.where)
        card.body.addWidget(self.address)
        actions = FlowLayout(theme)
        actions.addWidget(self.use)
        actions.addWidget(self.back)
        card.body.addLayout(actions)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(self.told)
        self.column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addStretch(1)

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - of the whole workspace
        """Say where the data lie now."""
        store = self.host.workspace.store
        told_by = whence(self.host.workspace)
        words = {
            Whence.FOLDER: self.tr("Die Daten liegen auf diesem Computer: {where}"),
            Whence.SETTINGS: self.tr("Die Daten liegen auf dem Server: {where}"),
            Whence.ADMINISTRATOR: self.tr("Ihre IT hat einen Server eingestellt: {where}"),
        }[told_by]
        self.where.setText(words.format(where=store.shown))
        is_free = told_by is not Whence.ADMINISTRATOR and not store.read_only
        self.address.set_read_only(not is_free)
        self.use.setEnabled(is_free)
        self.back.setVisible(told_by is Whence.SETTINGS)
        self.back.setEnabled(is_free)

    def _use(self) -> None:
        self.address.set_problem("")
        text = str(self.address.input.value()).strip()
        try:
            server = ServerAddress.parse(text)
        except UserError as error:
            self.address.set_problem(error.text.advice)
            return
        found = self.host.attempt(lambda: self._look(server))
        if found is None:
            return
        use_server(self.host.workspace, server)
        # What was typed may hold a password: only the rest is shown again.
        self.address.set_value(server.shown)
        self._tell(
            self.tr("Ab dem nächsten Start arbeiten Sie dort mit.")
            if found
            else self.tr(
                "Die Datenbank ist noch leer. Beim nächsten Start richten Sie dort den Arbeitsbereich ein. "
                "Die Daten von hier bringt ein Gesamtabzug dorthin."
            )
        )

    def _look(self, server: ServerAddress) -> bool:
        """Whether there is a workspace; asks once for the password."""
        try:
            return look_at(server)
        except UserError as error:
            if error.code != LOGIN_REFUSED:
                raise
            dialog = PasswordDialog(self.theme, server, str(error.facts["reason"]), self)
            if not dialog.ask():
                raise
            return look_at(server.with_password(dialog.password))

    def _go_back(self) -> None:
        use_server(self.host.workspace, None)
        self._tell(self.tr("Ab dem nächsten Start liegen die Daten wieder im Ordner dieses Computers."))

    def _tell(self, words: str) -> None:
        self.told.set_text(words, "ok")
        self.told.show()
