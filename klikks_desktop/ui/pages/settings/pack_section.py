"""Programmpaket: which one holds, from whom, what it set; another one, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from klikks_desktop.domain.records import Place, Role
from klikks_desktop.services.exchange import enrolment
from klikks_desktop.services.pack.accepted import AcceptedPack, accepted, logo_of
from klikks_desktop.services.pack.accepting import PackAccepted, remove_pack
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.dialogs.joint_number import JointNumberDialog
from klikks_desktop.ui.dialogs.pack import PackFiles
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.settings.section import Section
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.flow import FlowLayout
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.key_values import KeyValues
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.logo_picture import LogoPicture


class PackSection(Section):
    """The program works without any pack; what was done is told in the bar above."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        theme = host.theme
        self._pack: AcceptedPack | None = None
        self.told = InfoBar(theme, "ok", "")
        self.told.hide()
        self.state = Label(theme, "", "section", wrap=True)
        self.logo = LogoPicture(theme, self.tr("Logo des Programms"))
        self.facts = KeyValues(theme)
        self.files = PackFiles(host, self)
        self.open = Button(theme, self.tr("Paket öffnen …"), "primary", "folder")
        self.join = Button(theme, self.tr("Bei dieser Stelle anmelden …"), icon="key")
        self.remove = Button(theme, self.tr("Paket entfernen …"), "quiet", "delete")
        self.more = Button(theme, self.tr("Was ist ein Programmpaket?"), "quiet", "help")
        self.open.clicked.connect(self.files.choose)
        self.files.opened.connect(self._tell)
        self.join.clicked.connect(self._join)
        self.remove.clicked.connect(self._ask_to_remove)
        self.more.clicked.connect(lambda: host.show_help("programmpaket"))
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        card = Card(theme, 4)
        card.body.addWidget(self.state)
        self._words = Label(
            theme,
            self.tr(
                "Ein Programmpaket bringt Name, Logo, Wortlaute, Faktoren und Termine des Programms in einer "
                "Datei. Sie sehen jede Änderung, bevor sie gilt. Ohne Paket arbeitet das Programm mit seinen "
                "eigenen Texten und Werten."
            ),
            wrap=True,
        )
        card.body.addWidget(self._words)
        card.body.addWidget(self.logo)
        card.body.addWidget(self.facts)
        actions = FlowLayout(theme)
        for button in (self.open, self.join, self.remove, self.more):
            actions.addWidget(button)
        card.body.addLayout(actions)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(self.told)
        self.column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addStretch(1)

    def reload(self, place: Place | None) -> None:  # noqa: ARG002 - a pack holds for all places
        """Read the pack that holds."""
        workspace = self.host.workspace
        self._pack = pack = accepted(workspace)
        self.state.setText(pack.row.title if pack else self.tr("Kein Programmpaket angenommen"))
        self._words.setVisible(pack is None)
        logo = logo_of(workspace)
        self.logo.set_png(logo.png if logo else None)
        self.facts.setVisible(pack is not None)
        self.facts.set_pairs(self._pairs(pack) if pack else [])
        writable = not workspace.store.read_only
        self.open.setEnabled(writable)
        self.remove.setVisible(pack is not None)
        self.remove.setEnabled(writable)
        self.join.setVisible(pack is not None and self._can_join(pack))
        self.join.setEnabled(writable)

    def _pairs(self, pack: AcceptedPack) -> list[tuple[str, str, str]]:
        accepted_at = pack.row.accepted_at
        since = f"{accepted_at.astimezone():%d.%m.%Y}" if accepted_at else ""
        return [
            ("", self.tr("Von"), pack.data.issuer_name),
            ("", self.tr("Geschrieben am"), f"{pack.row.created_at.astimezone():%d.%m.%Y}"),
            ("", self.tr("Gilt hier seit"), since),
            ("", self.tr("Setzt"), "; ".join(pack.contents()) or self.tr("nichts")),
        ]

    def _can_join(self, pack: AcceptedPack) -> bool:
        """A town that has set itself up and does not report to the issuer yet."""
        workspace = self.host.workspace
        if workspace.role is Role.REGION or not pack.data.enrolment or not workspace.own_places():
            return False
        region = enrolment.trusted_region(workspace)
        return region is None or region.id != pack.data.issuer

    def _join(self) -> None:
        """Answer the enrolment that came with the pack, then compare the number."""
        workspace, pack = self.host.workspace, self._pack
        suggested = self.host.attempt(lambda: enrolment.suggested_answer_name(workspace))
        if pack is None or suggested is None:
            return
        title, kinds = self.tr("Antwort speichern und zurückschicken"), self.tr("Antwort (*.klikks)")
        answer = choose_target(self, title, kinds, Path.home() / suggested)
        if answer is None:
            return
        data = pack.data.enrolment.encode()
        awaited = self.host.attempt(lambda: enrolment.accept_enrolment(workspace, data, answer))
        if awaited is not None:
            self.host.changed()
            note = self.tr(
                "Die Antwort liegt hier: {file}. Schicken Sie sie an {name} und rufen Sie dann an."
            )
            words = note.format(file=answer, name=awaited.peer.name)
            dialog = JointNumberDialog(self.host, awaited.peer, words, self)
            dialog.accepted.connect(lambda: self.reload(None))
            dialog.open()

    def _ask_to_remove(self) -> None:
        words = self.tr(
            "Danach gelten wieder die Texte und Werte des Programms und Ihre eigenen Eintragungen. Was Sie "
            "seit der Annahme selbst geändert haben, bleibt. Strg+Z nimmt es zurück."
        )
        title = self.tr("Programmpaket entfernen?")
        question = ConfirmDialog(self.theme, title, words, verb=self.tr("Paket entfernen"), parent=self)
        if question.ask():

            def job(workspace: Workspace, control: Control) -> PackAccepted:
                control.checkpoint()
                return remove_pack(workspace)

            self.host.run(
                self.tr("Das Programmpaket wird entfernt"), self.tr("Potenzialen"), job, self._tell_removed
            )

    def _tell_removed(self, done: PackAccepted) -> None:
        self.host.changed()
        self._tell(self.tr("Programmpaket entfernt: {title}.").format(title=done.title))

    def _tell(self, words: str) -> None:
        self.told.set_text(words)
        self.told.show()
        self.reload(None)
