"""The help as a dialog, where there is no main window yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from klikks_desktop.ui.dialogs.base import Dialog
from klikks_desktop.ui.help import HelpView
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button


class HelpDialog(Dialog):
    """The help opened at one page (file name without ending, or a code K-nnn)."""

    def __init__(
        self, theme: Theme, title: str, folder: Path, page: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, icon="help", parent=parent)
        view = HelpView(theme, folder)
        view.setMinimumHeight(theme.px(90))
        view.show_page(page)
        self.body.addWidget(view, 1)
        close = self.add_action(Button(theme, self.tr("Schließen"), "primary"))
        close.clicked.connect(self.reject)
