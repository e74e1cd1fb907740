"""The frame stands first, holds what was opened, and asks it before it closes."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.ui.frame import Frame
from klikks_desktop.ui.theme import Theme


class Content(QWidget):
    """Lets the window go only when it is ready."""

    ready = False

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.setAccepted(self.ready)


def test_empty_frame_is_painted_with_the_ground_of_the_sidebar(theme: Theme, qtbot: QtBot) -> None:
    frame = Frame(theme)
    qtbot.addWidget(frame)
    frame.resize(1000, 700)
    frame.appear()
    assert frame.isVisible()
    picture = frame.grab().toImage()
    ratio = picture.devicePixelRatio()
    assert picture.pixelColor(int(10 * ratio), int(300 * ratio)) == theme.colour("side")
    assert picture.pixelColor(int(900 * ratio), int(300 * ratio)) == frame.palette().window().color()


def test_frame_without_content_closes(theme: Theme, qtbot: QtBot) -> None:
    frame = Frame(theme)
    qtbot.addWidget(frame)
    frame.appear()
    assert frame.close()


def test_content_decides_whether_the_frame_closes(theme: Theme, qtbot: QtBot) -> None:
    frame = Frame(theme)
    qtbot.addWidget(frame)
    content = Content(frame)
    frame.setCentralWidget(content)
    frame.show()
    assert not frame.close()
    assert frame.isVisible()
    content.ready = True
    assert frame.close()
