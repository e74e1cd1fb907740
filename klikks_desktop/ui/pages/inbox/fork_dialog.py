"""Two states of one town: asks in plain words, and does nothing unless told to."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.services.exchange.import_outcome import ImportOutcome
from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Label


class ForkDialog(Dialog):
    """``ask`` is True only when a person chose to take the file; Enter and Esc leave it."""

    def __init__(self, host: Host, outcome: ImportOutcome, parent: QWidget | None = None) -> None:
        title = self.tr("Zwei Stände: {name}").format(name=outcome.sender)
        subtitle = self.tr("{file}, geschrieben am {created}")
        super().__init__(
            host.theme,
            title,
            subtitle.format(file=outcome.file.name, created=outcome.created),
            icon="alert",
            icon_colour="warn",
            parent=parent,
        )
        theme = host.theme
        happened = self.tr(
            "Diese Datei schließt nicht an die zuletzt übernommene an. Das geschieht, wenn die Kommune eine "
            "ältere Sicherung zurückgeholt hat oder auf zwei Rechnern mit verschiedenen Ständen arbeitet."
        )
        advice = self.tr(
            "Rufen Sie die Kommune an und fragen Sie, welcher Stand der richtige ist. Übernehmen Sie diese "
            "Datei nur, wenn sie es ist: Sie ersetzt dann alles, was von dieser Kommune hier liegt."
        )
        self.body.addWidget(Label(theme, happened, wrap=True))
        self.body.addWidget(InfoBar(theme, "warn", advice))
        self.take = self.add_action(Button(theme, self.tr("Diesen Stand übernehmen")))
        self.leave = self.add_action(Button(theme, self.tr("Nicht übernehmen"), "primary"))
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.leave.setFocus()

    def ask(self) -> bool:
        """Show it and wait."""
        return self.exec() == QDialog.DialogCode.Accepted
