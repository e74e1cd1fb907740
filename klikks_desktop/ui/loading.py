"""Reading what a page shows: beside the window's thread where it is much, and the last wish counts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar

T = TypeVar("T")

_MUCH: Final = 50_000
"""Objects that are worth to be left out of later searches for garbage."""


class Loader(Generic[T]):
    """Reads for one page.

    title: what is being read; unit: what is counted, both for the progress. show: gets what was read, in
    the window's thread. put: gives the bar a place that says that reading failed and reads again.
    """

    def __init__(
        self,
        host: Host,
        title: str,
        unit: str,
        show: Callable[[T], None],
        put: Callable[[QWidget], None],
    ) -> None:
        self._host, self._title, self._unit, self._show, self._put = host, title, unit, show, put
        self._wishes = 0
        self._is_reading = self._has_failed = False
        self._again: Callable[[], None] = lambda: None
        self._bar: InfoBar | None = None

    @property
    def is_reading(self) -> bool:
        """Whether what was last wished for is on its way."""
        return self._is_reading

    @property
    def is_unknown(self) -> bool:
        """Whether what was last wished for is not shown: it is on its way, or could not be read."""
        return self._is_reading or self._has_failed

    def load(self, read: Callable[[Workspace], T], *, beside: bool) -> None:
        """Read and show; of several wishes only the last is shown.

        read: called in any thread. beside: on a connection of its own, beside the window's thread.
        """
        self._wishes += 1
        self._again = partial(self.load, read, beside=beside)
        wish, take = self._wishes, partial(self._take, self._wishes)
        self._is_reading = True
        if beside:
            fail = partial(self._fail, wish)
            self._host.run(self._title, self._unit, partial(_read, read), take, fail)
            return
        try:
            found = read(self._host.workspace)
        except BaseException:
            self._fail(wish)
            raise
        take(found)

    def _take(self, wish: int, found: T) -> None:
        if wish == self._wishes:
            self._end(has_failed=False)
            self._show(found)

    def _fail(self, wish: int) -> None:
        if wish == self._wishes:
            self._end(has_failed=True)

    def _end(self, *, has_failed: bool) -> None:
        self._is_reading, self._has_failed = False, has_failed
        if has_failed and self._bar is None:
            self._bar = self._make_bar()
        if self._bar is not None:
            self._bar.setVisible(has_failed)

    def _make_bar(self) -> InfoBar:
        theme = self._host.theme
        again = Button(theme, _tr("Noch einmal lesen"))
        again.clicked.connect(self._try_again)
        words = _tr("Die Daten wurden nicht gelesen. Was hier steht, kann fehlen oder veraltet sein.")
        bar = InfoBar(theme, "warn", words, again)
        self._put(bar)
        return bar

    def _try_again(self) -> None:
        self._host.attempt(self._again)


def _read(read: Callable[[Workspace], T], workspace: Workspace, _control: Control) -> T:
    with _without_search_for_garbage():
        return read(workspace)


@contextmanager
def _without_search_for_garbage() -> Iterator[None]:
    """What is read is there to stay, and every search through it would stop the window too."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MUCH:
            gc.freeze()
        if was_on:
            gc.enable()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Loader", text)
