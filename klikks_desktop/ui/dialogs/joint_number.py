"""Comparing the joint number by phone: only the number heard makes the other side's key trusted."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Peer, Role
from klikks_desktop.services.exchange.enrolment import confirm, taken_over
from klikks_desktop.services.exchange.inbox import PeerState, peer_state
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.joint_number import JointNumberPanel
from klikks_desktop.ui.widgets.label import Label

TYPED_WRONG = ("K-535", "K-536")


class JointNumberDialog(Dialog):
    """Shows the number of one waiting peer; open it with ``open``, ``accepted`` when it is trusted.

    note: what happened just before, for example where the answer lies.
    """

    def __init__(self, host: Host, peer: Peer, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(host.theme, _title(peer), peer.name, icon="key", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._host, self._peer = host, peer
        theme = host.theme
        if peer_state(peer) is PeerState.CHANGED:
            words = self.tr("Bis die Nummer verglichen ist, gilt weiter nur der alte Schlüssel.")
            self.body.addWidget(InfoBar(theme, "warn", words))
        words = self.tr(
            "Rufen Sie unter einer Nummer an, die Sie schon kennen, und lesen Sie sich gegenseitig vor, was "
            "hier steht."
        )
        self.body.addWidget(Label(theme, words, wrap=True))
        if peer.role is Role.REGION and not peer.upward:
            words = self.tr("Diese Stelle meldet als Regionalmanagement für viele Kommunen, nicht für eine.")
            self.body.addWidget(InfoBar(theme, "info", words))
        if others := taken_over(host.workspace, peer):
            words = self.tr("Bisher meldet diese Orte: {names}. Mit der Bestätigung gehen sie über.")
            self.body.addWidget(InfoBar(theme, "warn", words.format(names=", ".join(others))))
        self.panel = JointNumberPanel(theme, peer.joint_number)
        self.body.addWidget(self.panel)
        if note:
            self.body.addWidget(InfoBar(theme, "ok", note))
        self.later = self.add_action(Button(theme, self.tr("Später vergleichen")))
        self.right = self.add_action(Button(theme, self.tr("Nummer stimmt"), "primary", "check"))
        self.later.clicked.connect(self.reject)
        self.right.clicked.connect(self._confirm)
        self.panel.setFocus()

    def _confirm(self) -> None:
        typed = self.panel.typed()
        try:
            trusted = confirm(self._host.workspace, self._peer.id, typed)
        except UserError as error:
            if error.code not in TYPED_WRONG:
                raise
            text = error.text
            self.panel.set_problem(f"{error.code}: {text.happened} {text.kept} {text.advice}")
            # The layout learns of the longer text with the next event.
            QTimer.singleShot(0, self, self._fit_height)
            return
        self._peer = trusted
        self._host.changed()
        self.accept()


def _title(peer: Peer) -> str:
    changed = peer_state(peer) is PeerState.CHANGED
    return "Neuen Schlüssel am Telefon vergleichen" if changed else "Am Telefon vergleichen"
