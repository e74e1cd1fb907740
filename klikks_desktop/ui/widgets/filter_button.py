"""Buttons that narrow a list: they say what is chosen and open a menu of what can be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.button import Button

ALL: Final = "all"


class FilterButton(Button):
    """One choice at a time. ``filtered`` when another one is chosen.

    filters: pairs of key and words besides "Alle". name: of the menu.
    """

    filtered = Signal()

    def __init__(
        self, theme: Theme, name: str, filters: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Filter"), icon="filter", parent=parent)
        self._filters = {ALL: self.tr("Alle"), **dict(filters)}
        self._chosen = ALL
        self._menu = QMenu(self)
        self._menu.setAccessibleName(name)
        self._actions = QActionGroup(self)
        for key, words in self._filters.items():
            self._actions.addAction(_choice(self._menu, key, words))
        self._actions.triggered.connect(self._take)
        self.clicked.connect(self._open)
        self.choose(ALL)

    @property
    def chosen(self) -> list[str]:
        """Keys of what is chosen, none for everything."""
        return [] if self._chosen == ALL else [self._chosen]

    @property
    def words(self) -> str:
        """What is chosen, where the button itself does not say it."""
        return ""

    def passes(self, filters: Collection[str]) -> bool:
        """Whether a record that passes these is shown."""
        return self._chosen in {ALL, *filters}

    def choose(self, *keys: str) -> None:
        """Choose a filter, ``ALL`` for none, and tell; what is not known is left out."""
        self._chosen = next((key for key in keys if key in self._filters), ALL)
        for action in self._actions.actions():
            action.setChecked(action.data() == self._chosen)
        name = self._filters[self._chosen]
        words = self.tr("Filter: {name}").format(name=name)
        self.set_label(self.tr("Filter") if self._chosen == ALL else words)
        self.filtered.emit()

    def _take(self) -> None:
        if (action := self._actions.checkedAction()) is not None:
            self.choose(action.data())

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Choices of one kind: a record passes with any of those chosen, with ``every`` only with all."""

    title: str
    choices: Sequence[tuple[str, str]]
    every: bool = False


class GroupFilterButton(Button):
    """Several choices in groups, all of which must be passed; the menu stays open while one chooses.

    A choice that is not offered at present waits until it is offered again. Choices are put into the menu
    when somebody opens it: a region has hundreds of counties. name: of the menu.
    """

    filtered = Signal()

    def __init__(
        self, theme: Theme, name: str, groups: Sequence[FilterGroup], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Filter"), icon="filter", parent=parent)
        self._groups: Sequence[FilterGroup] = ()
        self._chosen: list[str] = []
        self._wanted: list[tuple[set[str], bool]] = []
        self._menu = QMenu(self)
        self._menu.setAccessibleName(name)
        self.clicked.connect(self._open)
        self.offer(groups)

    @property
    def chosen(self) -> list[str]:
        """Keys of what is chosen, none for everything."""
        return list(self._chosen)

    @property
    def words(self) -> str:
        """What is chosen, for example "Geprüft oder Beschlossen · Harber"."""
        parts = []
        for group in self._groups:
            names = [words for key, words in group.choices if key in self._chosen]
            parts.append((self.tr(" und ") if group.every else self.tr(" oder ")).join(names))
        return " · ".join(filter(None, parts))

    def offer(self, groups: Sequence[FilterGroup]) -> None:
        """Set what can be chosen; what is chosen stays."""
        if groups == self._groups:
            return
        self._groups = groups
        for menu in self._menu.findChildren(QMenu):
            menu.deleteLater()
        self._menu.clear()
        for group in groups:
            menu = _StayingMenu(group.title, self._menu)
            menu.aboutToShow.connect(partial(self._fill, menu, group))
            self._menu.addMenu(menu).setEnabled(bool(group.choices))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Filter aufheben")).triggered.connect(partial(self.choose, ALL))
        self._show()

    def passes(self, filters: Collection[str]) -> bool:
        """Whether a record that passes these is shown."""
        return all(
            wanted.issubset(filters) if every else not wanted.isdisjoint(filters)
            for wanted, every in self._wanted
        )

    def choose(self, *keys: str) -> None:
        """Choose exactly these, ``ALL`` for everything, and tell."""
        self._chosen = [] if ALL in keys else list(keys)
        self._show()
        self.filtered.emit()

    def _fill(self, menu: QMenu, group: FilterGroup) -> None:
        if menu.isEmpty():
            for key, words in group.choices:
                choice = _choice(menu, key, words)
                choice.setChecked(key in self._chosen)
                choice.triggered.connect(partial(self._take, key))

    def _take(self, key: str) -> None:
        others = [each for each in self._chosen if each != key]
        self.choose(*others, *([] if key in self._chosen else [key]))

    def _show(self) -> None:
        """Tick what is chosen and say how many there are."""
        offered = [({key for key, _ in group.choices}, group.every) for group in self._groups]
        wanted = [(keys.intersection(self._chosen), every) for keys, every in offered]
        self._wanted = [(keys, every) for keys, every in wanted if keys]
        for menu in self._menu.findChildren(QMenu):
            for action in menu.actions():
                action.setChecked(action.data() in self._chosen)
        count = sum(len(keys) for keys, _ in self._wanted)
        words = self.tr("Filter ({count})").format(count=count)
        self.set_label(words if count else self.tr("Filter"))

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class _StayingMenu(QMenu):
    """Click and space tick a choice and leave the menu open; Enter ticks it and closes."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isEnabled():
            return False
        action.trigger()
        return True


def _choice(menu: QMenu, key: str, words: str) -> QAction:
    action = menu.addAction(words)
    action.setData(key)
    action.setCheckable(True)
    return action
