"""Reading what a page shows: beside the window's thread where it is much, and the last wish counts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import format_integer
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Task
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.reading_line import ReadingLine

T = TypeVar("T")

_MUCH: Final = 50_000
"""Objects that are worth to be left out of later searches for garbage."""


class ReadingPlace(Protocol):
    """A page, or a part of one that reads by itself."""

    def put_on_top(self, widget: QWidget) -> None:
        """Show a widget above the content."""
        ...

    def put_at_foot(self, widget: QWidget) -> None:
        """Show a widget below the content, which does not move for it."""
        ...

    def wait(self, *, waiting: bool) -> None:
        """Show, or no longer, that it is not known yet what there is."""
        ...


class Loader(Generic[T]):
    """Reads for one page.

    title: what is being read; unit: what is counted, both for the line that says so. show: gets what was
    read, in the window's thread. page: where that line stands, and the bar that says that reading failed.
    """

    def __init__(
        self,
        host: Host,
        title: str,
        unit: str,
        show: Callable[[T], None],
        page: ReadingPlace,
    ) -> None:
        self._host, self._title, self._unit, self._show, self._page = host, title, unit, show, page
        self._wishes = 0
        self._is_reading = self._has_failed = False
        self._has_shown = self._is_waiting = False
        self._again: Callable[[], None] = lambda: None
        self._bar: InfoBar | None = None
        self._line: ReadingLine | None = None
        self._task: Task[T] | None = None

    @property
    def is_reading(self) -> bool:
        """Whether what was last wished for is on its way."""
        return self._is_reading

    @property
    def is_unknown(self) -> bool:
        """Whether what was last wished for is not shown: it is on its way, or could not be read."""
        return self._is_reading or self._has_failed

    def load(self, read: Callable[[Workspace], T], *, beside: bool, count: int = 0) -> None:
        """Read and show; of several wishes only the last is shown.

        read: called in any thread. beside: on a connection of its own, beside the window's thread.
        count: how many are read, where that is known.
        """
        self._wishes += 1
        self._again = partial(self.load, read, beside=beside, count=count)
        wish, take = self._wishes, partial(self._take, self._wishes)
        self.cancel()
        self._is_reading = True
        if beside:
            if not self._has_shown and not self._is_waiting:
                self._is_waiting = True
                self._page.wait(waiting=True)
            self._say(count)
            self._task = self._host.read(partial(_read, read), take, partial(self._fail, wish))
            return
        try:
            found = read(self._host.workspace)
        except BaseException:
            self._fail(wish)
            raise
        take(found)

    def cancel(self) -> None:
        """Give up what is on its way."""
        if self._task is not None:
            self._task.cancel()

    def _say(self, count: int) -> None:
        if self._line is None:
            self._line = ReadingLine(self._host.theme)
            self._line.stopped.connect(self.cancel)
            self._page.put_at_foot(self._line)
        counted = f": {format_integer(count)} {self._unit}" if count else ""
        self._line.begin(f"{self._title}{counted} …")

    def _take(self, wish: int, found: T) -> None:
        if wish == self._wishes:
            self._end(has_failed=False)
            if self._is_waiting:
                self._is_waiting = False
                self._page.wait(waiting=False)
            self._has_shown = True
            self._show(found)

    def _fail(self, wish: int) -> None:
        if wish == self._wishes:
            self._end(has_failed=True)

    def _end(self, *, has_failed: bool) -> None:
        self._is_reading, self._has_failed, self._task = False, has_failed, None
        if self._line is not None:
            self._line.end()
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
        self._page.put_on_top(bar)
        return bar

    def _try_again(self) -> None:
        self._host.attempt(self._again)


def _read(read: Callable[[Workspace], T], workspace: Workspace) -> T:
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
