"""The keys that work on every page: Strg+N, F, S, P, Z, Y and F5."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from klikks_desktop.domain.changes import Change
from klikks_desktop.domain.records import Role
from klikks_desktop.services.records import history
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.host import Host, HostedPage
from klikks_desktop.ui.shell import Shell


class WindowKeys(QObject):
    """Does on the page shown what a key asks for; a page that cannot do it does nothing."""

    def __init__(self, host: Host, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._shell = shell
        for keys, action in (
            (QKeySequence(QKeySequence.StandardKey.New), self.begin_new),
            (QKeySequence(QKeySequence.StandardKey.Find), self.find),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence("Ctrl+Y"), self.redo),
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence(QKeySequence.StandardKey.Print), self.print),
            (QKeySequence("F5"), self.read_again),
        ):
            QShortcut(keys, window).activated.connect(action)

    @property
    def _page(self) -> QWidget:
        return self._shell.page(self._shell.current)

    @property
    def _hosted(self) -> HostedPage:
        return cast(HostedPage, self._page)

    def begin_new(self) -> None:
        """Begin what the page shown is about; elsewhere a new patron."""
        beginning = getattr(self._page, "begin_new", None)
        if callable(beginning):
            beginning()
        elif self._host.workspace.role is Role.MUNICIPALITY:
            self._host.go(Target.NEW_PATRON)

    def read_again(self) -> None:
        """Show what colleagues changed meanwhile; what is being typed stays."""
        self._host.changed()
        self._hosted.reload()

    def find(self) -> None:
        """Put the cursor where the page searches."""
        field = self._hosted.search_widget()
        if field is not None:
            field.setFocus()

    def save(self) -> None:
        """Everything is saved on leaving a field; this leaves it and comes back."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
            focused.setFocus()

    def print(self) -> None:
        """Print what the page shows."""
        printing = getattr(self._page, "print_page", None)
        if callable(printing):
            printing()

    def undo(self) -> None:
        """Take the last change back, with what is being typed saved before."""
        self.save()
        self._step_through(lambda: history.undo(self._host.workspace), self.tr("Zurückgenommen: {what}"))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step_through(lambda: history.redo(self._host.workspace), self.tr("Wiederholt: {what}"))

    def _step_through(self, action: Callable[[], Change], words: str) -> None:
        change = self._host.attempt(action)
        if change is not None:
            self._hosted.reload()
            self._host.changed()
            self._shell.status.show_saved(words.format(what=change.label.removeprefix("Rückgängig: ")))
