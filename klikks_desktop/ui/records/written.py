"""What was written and where, with the way into its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar


class WrittenBar(InfoBar):
    """Hidden until ``tell`` is called; stays until it is closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._target = Path()
        self.folder = Button(theme, _tr("Ordner öffnen"), "quiet", "folder")
        close = Button(theme, "", "quiet", "close", name=_tr("Meldung schließen"))
        super().__init__(theme, "ok", "", self.folder, close, parent=parent)
        self.hide()
        close.clicked.connect(self.hide)
        self.folder.clicked.connect(self._open_folder)

    def tell(self, words: str, target: Path | None = None) -> None:
        """Say it; the folder is offered where a file was written."""
        self._target = target or Path()
        self.folder.setVisible(target is not None)
        self.set_text(words)
        self.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("WrittenBar", text)
