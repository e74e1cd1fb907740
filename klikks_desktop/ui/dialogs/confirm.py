"""A question whose answers are named by what they do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.label import Label


class ConfirmDialog(Dialog):
    """Title, what follows from it, and two named verbs.

    verb: what is done ("In den Papierkorb legen"). stay: the harmless way out ("Behalten"). Enter does what
    the verb says; where it cannot be taken back (``final``) Enter and Esc are harmless both.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        *,
        verb: str,
        stay: str = "",
        icon: str = "info",
        final: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, icon=icon, parent=parent)
        self.body.addWidget(Label(theme, text, wrap=True))
        keep = Button(theme, stay or self.tr("Abbrechen"), "primary" if final else "secondary")
        keep.clicked.connect(self.reject)
        do = Button(theme, verb, "secondary" if final else "primary")
        do.clicked.connect(self.accept)
        for button in (do, keep) if final else (keep, do):
            self.add_action(button)

    def ask(self) -> bool:
        """Show it and wait; True when the verb was chosen."""
        chosen = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return chosen
