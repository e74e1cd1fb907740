"""The bar that tells what was done, with the way to the file."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar, State


class ToldBar(InfoBar):
    """Stays until it is closed or the next thing begins."""

    def __init__(self, theme: Theme) -> None:
        self._folder = Button(theme, _tr("Ordner öffnen"), "quiet", "folder")
        close = Button(theme, "", "quiet", "close", name=_tr("Meldung schließen"))
        super().__init__(theme, "ok", "", self._folder, close)
        self._target = Path()
        self.hide()
        close.clicked.connect(self.hide)
        self._folder.clicked.connect(self._open_folder)

    def tell(self, state: str, words: str, target: Path | None) -> None:
        """state: ``ok``, ``info``, ``warn`` or ``error``. target: file or folder written."""
        self.set_text(words, cast(State, state))
        self._target = target or Path()
        self._folder.setVisible(target is not None)
        self.show()

    def _open_folder(self) -> None:
        folder = self._target if self._target.is_dir() else self._target.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ToldBar", text)
