"""A button that narrows a list: says what is chosen, opens a menu of what can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button

ALL: Final = "all"


class FilterButton(Button):
    """``filtered`` carries the key that is chosen, ``ALL`` for everything.

    filters: pairs of key and words besides "Alle". name: of the menu.
    """

    filtered = Signal(str)

    def __init__(
        self, theme: Theme, name: str, filters: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Filter"), icon="filter", parent=parent)
        self._filters = {ALL: self.tr("Alle"), **dict(filters)}
        self.chosen = ALL
        self._menu = QMenu(self)
        self._menu.setAccessibleName(name)
        self._actions = QActionGroup(self)
        for key, words in self._filters.items():
            action = self._menu.addAction(words)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == ALL)
            self._actions.addAction(action)
        self._actions.triggered.connect(self._take)
        self.clicked.connect(self._open)

    def choose(self, key: str) -> None:
        """Choose a filter and tell."""
        self.chosen = key
        for action in self._actions.actions():
            action.setChecked(action.data() == key)
        name = self._filters[key]
        self.set_label(self.tr("Filter") if key == ALL else self.tr("Filter: {name}").format(name=name))
        self.filtered.emit(key)

    def _take(self) -> None:
        if (action := self._actions.checkedAction()) is not None:
            self.choose(action.data())

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
