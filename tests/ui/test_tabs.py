"""Tabs: each part is made when it is first shown or asked for, and met by Tab in reading order."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.tabs import TabOf, Tabs


class Part(QWidget):
    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        for number in (1, 2):
            column.addWidget(Button(theme, f"{name} {number}"))


class Record(QWidget):
    """Three tabs, of which the last is a widget at hand, above a button."""

    second = TabOf(1, Part)
    third = TabOf(2, Part)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.made: list[str] = []
        ready = Button(theme, "Fertig")
        parts = [(name, partial(self._make, theme, name)) for name in ("Eins", "Zwei")]
        self.tabs = Tabs(theme, "Teile", [*parts, ("Drei", ready)])
        column = QVBoxLayout(self)
        column.addWidget(self.tabs)
        column.addWidget(Button(theme, "Fuß"))

    def _make(self, theme: Theme, name: str, parent: QWidget) -> Part:
        self.made.append(name)
        return Part(theme, name, parent)


@pytest.fixture
def record(qtbot: QtBot, theme: Theme) -> Record:
    record = Record(theme)
    qtbot.addWidget(record)
    record.show()
    record.activateWindow()
    qtbot.waitExposed(record)
    return record


def test_a_part_is_made_once_when_it_is_first_shown(record: Record) -> None:
    assert record.made == ["Eins"]
    assert not record.tabs.is_made(1)
    assert record.tabs.is_made(2)
    record.tabs.choose(1)
    assert record.made == ["Eins", "Zwei"]
    assert record.second.isVisible()
    record.tabs.choose(0)
    record.tabs.choose(1)
    assert record.made == ["Eins", "Zwei"]


def test_a_part_that_is_asked_for_is_made_and_not_shown(record: Record) -> None:
    part = record.second
    assert record.made == ["Eins", "Zwei"]
    assert part is record.second
    assert not part.isVisible()
    assert record.tabs.current == 0
    with pytest.raises(TypeError):
        _ = record.third


def test_tab_meets_a_part_made_later_before_what_stands_below(record: Record, qtbot: QtBot) -> None:
    record.tabs.choose(1)
    record.tabs.row.setFocus()
    met = []
    for _ in range(5):
        widget = QApplication.focusWidget()
        met.append(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert met == ["Teile", "Zwei 1", "Zwei 2", "Fuß", "Teile"]
