"""Reading what a page shows: beside the window's thread where it is much, and the last wish counts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final, Generic, TypeVar

from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.tasks import Control

T = TypeVar("T")

_MUCH: Final = 50_000
"""Objects that are worth to be left out of later searches for garbage."""


class Loader(Generic[T]):
    """Reads for one page.

    title: what is being read; unit: what is counted, both for the progress. show: gets what was read, in
    the window's thread.
    """

    def __init__(self, host: Host, title: str, unit: str, show: Callable[[T], None]) -> None:
        self._host, self._title, self._unit, self._show = host, title, unit, show
        self._wishes = 0
        self._is_reading = False

    @property
    def is_reading(self) -> bool:
        """Whether what was last wished for is not shown yet."""
        return self._is_reading

    def load(self, read: Callable[[Workspace], T], *, beside: bool) -> None:
        """Read and show; of several wishes only the last is shown.

        read: called in any thread. beside: on a connection of its own, beside the window's thread.
        """
        self._wishes += 1
        if not beside:
            self._is_reading = False
            self._show(read(self._host.workspace))
            return
        self._is_reading = True
        self._host.run(self._title, self._unit, partial(_read, read), partial(self._take, self._wishes))

    def _take(self, wish: int, found: T) -> None:
        if wish == self._wishes:
            self._is_reading = False
            self._show(found)


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
