from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout


def test_items_that_qt_let_go_of_need_no_room(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(theme, holder)
    stays, goes = Button(theme, "Antworten"), Button(theme, "Erledigt")
    row.addWidget(stays)
    row.addWidget(goes)
    alone = stays.sizeHint()
    assert row.sizeHint().width() > alone.width()
    item = row.itemAt(1)
    assert item is not None
    shiboken6.invalidate(item)
    assert row.sizeHint() == alone
    assert row.heightForWidth(alone.width()) == alone.height()
