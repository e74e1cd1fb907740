"""A person's certificates, one line each, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from klikks_desktop.domain.dates import format_short
from klikks_desktop.domain.records import Certificate
from klikks_desktop.ui.pages.patrons.words import KINDS, certificate_state
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.pill import Pill


class CertificateLines(QWidget):
    """Number, kind, date and state of each certificate; ``wanted`` when another one is to be issued."""

    wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._shown: tuple[Certificate, ...] = ()
        self._none = Label(theme, "", "body", "muted", wrap=True)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._issue = Button(theme, self.tr("Urkunde ausstellen …"), icon="certificate")
        self._issue.clicked.connect(self.wanted)
        action = QHBoxLayout()
        action.addWidget(self._issue)
        action.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._none)
        self._column.addWidget(self._lines)
        self._column.addLayout(action)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._tell_none()

    def show_certificates(self, certificates: Sequence[Certificate]) -> None:
        """Show these."""
        self._none.setVisible(not certificates)
        self._lines.setVisible(bool(certificates))
        if self._shown == tuple(certificates):
            return
        self._shown = tuple(certificates)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, certificate in enumerate(certificates):
            words = f"{KINDS[certificate.kind]}, {format_short(certificate.issued_on)}"
            self._grid.addWidget(Label(self.theme, certificate.number), 2 * row, 0)
            self._grid.addWidget(Label(self.theme, words, "small", "muted", wrap=True), 2 * row + 1, 0)
            self._grid.addWidget(Pill(self.theme, *certificate_state(certificate)), 2 * row, 1, 2, 1)

    def offer(self, possible: bool) -> None:
        """Offer to issue one; before the appointment there is nothing to certify."""
        self._issue.setVisible(possible)
        self._tell_none()

    def _tell_none(self) -> None:
        waiting = self._issue.isHidden()
        self._none.setText(
            self.tr("Urkunden gibt es nach der Ernennung.") if waiting else self.tr("Noch keine Urkunde.")
        )

    def _restyle(self) -> None:
        self._grid.setVerticalSpacing(self.theme.px(0.5))
        self._grid.setHorizontalSpacing(self.theme.px(2))
        self._column.setSpacing(self.theme.px(3))
