"""What was done and, where a file was written, the way into its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar, State


class ToldBar(InfoBar):
    """Hidden until ``tell`` is called; stays until it is closed or the next thing begins."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._target = Path()
        self.folder = Button(theme, _tr("Ordner öffnen"), "quiet", "folder")
        close = Button(theme, "", "quiet", "close", name=_tr("Meldung schließen"))
        super().__init__(theme, "ok", "", self.folder, close, parent=parent)
        self.hide()
        close.clicked.connect(self.hide)
        self.folder.clicked.connect(self._open_folder)

    def tell(self, words: str, target: Path | None = None, state: State = "ok") -> None:
        """Say it. target: the file or folder that was written, when one was."""
        self._target = target or Path()
        self.folder.setVisible(target is not None)
        self.set_text(words, state)
        self.show()

    def _open_folder(self) -> None:
        folder = self._target if self._target.is_dir() else self._target.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ToldBar", text)
