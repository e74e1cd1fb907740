"""A hand for dialogs that wait for a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

D = TypeVar("D", bound=QWidget)


@pytest.fixture
def when_shown(qtbot: QtBot) -> Callable[..., None]:
    """Call an action on the next modal dialog of a class, as soon as it waits for a person."""

    def arm(kind: type[D], action: Callable[[D], None], tries: int = 400) -> None:
        def look() -> None:
            found = QApplication.activeModalWidget()
            if isinstance(found, kind) and found.isVisible():
                action(found)
            elif tries:
                arm(kind, action, tries - 1)

        QTimer.singleShot(10, look)

    return arm
