"""The window of the desktop: it stands before anything is read, and then holds what was opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from klikks_desktop.ui.theme import Theme

LONGEST_WAIT_MS: Final = 100


class Frame(QMainWindow):
    """Empty it shows the ground of the shell, so that nothing jumps when sidebar and page follow."""

    _painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle("KlikKS")

    def appear(self) -> None:
        """Show the frame and come back once it is painted; a frame that nobody can see is not waited for."""
        loop = QEventLoop()
        self._painted.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(LONGEST_WAIT_MS, loop.quit)
        self.show()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the sidebar; the rest is the window's own."""
        if self.centralWidget() is not None:
            return
        painter = QPainter(self)
        painter.fillRect(0, 0, self._theme.width("sidebar"), self.height(), self._theme.colour("side"))
        painter.end()
        self._painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is shown decides, and puts its things away."""
        content = self.centralWidget()
        event.setAccepted(content is None or content.close())
