"""What a page may ask of the window it lies in: go elsewhere, show a problem, run long work.

Pages know the host and never each other.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Protocol, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.tasks import Control, Task
from klikks_desktop.ui.theme import Theme

T = TypeVar("T")


class Host(Protocol):
    """The window, as a page sees it."""

    @property
    def workspace(self) -> Workspace:
        """The workspace; belongs to the window's thread."""
        ...

    @property
    def theme(self) -> Theme:
        """The look."""
        ...

    @property
    def place_id(self) -> UUID | None:
        """The own place chosen in the sidebar; ``None`` shows all."""
        ...

    @property
    def list_states(self) -> MutableMapping[str, ListState]:
        """How the list of each page was left; kept until the next start."""
        ...

    def go(self, target: Target, record: UUID | None = None, part: UUID | None = None) -> None:
        """Show another page with this record opened, and what belongs to it and has the id ``part``."""
        ...

    def changed(self) -> None:
        """Something was saved: status line and undo follow, other pages reload when next shown."""
        ...

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Run ``action``; show a ``UserError`` as a message and give ``None`` then.

        A ``Conflict`` is settled instead.
        """
        ...

    def settle(self, conflict: Conflict) -> object | None:
        """Ask whose version counts and store that; ``None`` when nothing was stored."""
        ...

    def tell(self, error: UserError) -> None:
        """Show a known error as a message."""
        ...

    def run(
        self,
        title: str,
        unit: str,
        job: Callable[[Workspace, Control], T],
        done: Callable[[T], None],
        given_up: Callable[[], None] = lambda: None,
    ) -> None:
        """Run long work on a connection of its own, with progress after 600 ms and cancel.

        title: what is being done; unit: what is counted ("Urkunden"). ``done`` gets the result in
        the window's thread; a ``UserError`` is shown as a message. ``given_up`` is called when there is no
        result, because it failed (once that was told) or was cancelled.
        """
        ...

    def read(
        self,
        job: Callable[[Workspace], T],
        done: Callable[[T], None],
        given_up: Callable[[], None],
    ) -> Task[T]:
        """Read for the page that is shown, as ``run``, but without a dialog: the page says that it reads.

        Who leaves the page cancels it; the page reloads when it is shown again.
        """
        ...

    def show_help(self, page: str) -> None:
        """Open the help at ``page`` (file name without ending, or a code K-nnn)."""
        ...


class HostedPage(Protocol):
    """What the window asks of a page."""

    def reload(self) -> None:
        """Read the data again; called before the page is shown after something changed."""
        ...

    def open_record(self, record: UUID | None) -> None:
        """Show one record, or begin a new one with ``None``."""
        ...

    def search_widget(self) -> QWidget | None:
        """Where Strg+F leads."""
        ...
