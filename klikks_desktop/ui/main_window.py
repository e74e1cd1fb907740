"""The main window: navigates between pages, shows problems, runs long work. It holds no data of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from uuid import UUID

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place, Role
from klikks_desktop.services.exchange.upward import is_enrolment
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.progress import ProgressDialog
from klikks_desktop.ui.host import HostedPage
from klikks_desktop.ui.navigation import BEGINNINGS, help_of, nav_items, page_of
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.readings import Readings
from klikks_desktop.ui.shell import Shell
from klikks_desktop.ui.sidebar import PlaceItem
from klikks_desktop.ui.tasks import Control, Task, TaskRunner
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.drop import FileDrop
from klikks_desktop.ui.widgets.focus_ring import FocusRing
from klikks_desktop.ui.window_keys import WindowKeys

T = TypeVar("T")

ALL_PLACES = "alle"


class MainWindow(QWidget):
    """Puts pages into the shell and is the host that they know; fills the frame of the desktop."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        first_page: str = "",
        parent: QWidget | None = None,
        *,
        list_states: Mapping[str, ListState] | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._list_states = dict(list_states or {})
        self._runner = TaskRunner()
        self._readings = Readings(self._runner)
        self._page_made = ""
        self._stale: set[str] = set()
        self._place_id: UUID | None = None
        self._ring = FocusRing(theme, cast(QApplication, QApplication.instance()))
        items = nav_items(workspace.role)
        self.page_keys = [item.key for item in items]
        """Keys of all pages, in the order of the sidebar."""
        self.shell = Shell(theme, items, self)
        for key in self.page_keys:
            self.shell.add_maker(key, partial(self._make_page, key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shell)
        if workspace.is_practice:
            self.shell.status.show_practice()
        self.shell.page_shown.connect(self._refresh)
        self.shell.help_wanted.connect(lambda page: self.show_help(help_of(page, workspace.role)))
        self.shell.place_chosen.connect(self._choose_place)
        self.keys = WindowKeys(self, self.shell, self)
        """What the keys do that work on every page."""
        FileDrop(self, self._take_files)
        self._show_places()
        self._show_title()
        self.shell.show_page(first_page if first_page in self.page_keys else self.page_keys[0])
        self._show_state()

    # ------------------------------------------------------------------ host

    @property
    def workspace(self) -> Workspace:
        """The workspace; belongs to this thread."""
        return self._workspace

    @property
    def theme(self) -> Theme:
        """The look."""
        return self._theme

    @property
    def place_id(self) -> UUID | None:
        """The own place chosen in the sidebar; ``None`` shows all."""
        return self._place_id

    @property
    def list_states(self) -> MutableMapping[str, ListState]:
        """How the list of each page was left."""
        return self._list_states

    def go(self, target: Target, record: UUID | None = None, part: UUID | None = None) -> None:
        """Show another page with this record opened, and in it what has the id ``part``."""
        key = page_of(target, self._workspace.role)
        self.shell.show_page(key)
        if record is not None or target in BEGINNINGS:
            self._hosted(key).open_record(record)
        opening = getattr(self.shell.page(key), "open_part", None)
        if part is not None and callable(opening):
            opening(part)

    def changed(self) -> None:
        """Other pages reload when next shown; status line, places and title follow."""
        self._stale = set(self.page_keys) - {self.shell.current}
        self._show_places()
        self._show_title()
        self._show_state()

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Run ``action``; show a ``UserError`` as a message and give ``None`` then.

        Where a colleague changed the same it is settled.
        """
        try:
            return action()
        except Conflict as conflict:
            return cast("T | None", self.settle(conflict))
        except UserError as error:
            self.tell(error)
            return None

    def settle(self, conflict: Conflict) -> object | None:
        """Ask whose version counts and store that; ``None`` when nothing was stored."""
        from klikks_desktop.ui.dialogs.conflict import ConflictDialog

        mine = ConflictDialog(self._theme, conflict, self).ask()
        return None if mine is None else self.attempt(partial(conflict.redo, mine))

    def tell(self, error: UserError) -> None:
        """Show a known error."""
        dialog = MessageDialog.for_error(self._theme, error, self)
        dialog.help_wanted.connect(dialog.reject)
        dialog.help_wanted.connect(self.show_help)
        dialog.exec()
        dialog.deleteLater()

    def run(
        self,
        title: str,
        unit: str,
        job: Callable[[Workspace, Control], T],
        done: Callable[[T], None],
        given_up: Callable[[], None] = lambda: None,
    ) -> None:
        """Run long work on a connection of its own, with progress after 600 ms and cancel."""
        task = self._task(partial(self._on_own_connection, job), done, given_up)
        ProgressDialog(self._theme, title, unit, task, self)
        self._runner.start(task)

    def read(
        self, job: Callable[[Workspace], T], done: Callable[[T], None], given_up: Callable[[], None]
    ) -> Task[T]:
        """Read for the page that is shown, beside this thread; who leaves it cancels that."""
        task = self._task(partial(self._on_own_connection, lambda own, _control: job(own)), done, given_up)
        self._readings.begin(task, self._page_made or self.shell.current)
        return task

    def _task(
        self, job: Callable[[Control], T], done: Callable[[T], None], given_up: Callable[[], None]
    ) -> Task[T]:
        task: Task[T] = Task(job, self)
        task.succeeded.connect(done)
        task.cancelled.connect(given_up)
        task.failed.connect(self._tell_failure)
        task.failed.connect(lambda _error: given_up())
        return task

    def _on_own_connection(self, job: Callable[[Workspace, Control], T], control: Control) -> T:
        control.checkpoint()
        own = self._workspace.again(control.checkpoint)
        try:
            return job(own, control)
        finally:
            own.close()

    def _tell_failure(self, error: object) -> None:
        if isinstance(error, UserError):
            self.tell(error)
        elif isinstance(error, BaseException):
            raise error

    def show_help(self, page: str) -> None:
        """Open the help at ``page``."""
        self.shell.show_page("help")
        self.shell.page("help").show_page(page)  # type: ignore[attr-defined]  # the help page is a HelpPage

    # ------------------------------------------------------------------ pages

    @property
    def is_busy(self) -> bool:
        """Whether long work is going on."""
        return self._runner.is_busy

    def _make_page(self, key: str) -> QWidget:
        from klikks_desktop.ui.pages import make_page

        self._page_made = key
        try:
            return make_page(key, self)
        finally:
            self._page_made = ""

    def _hosted(self, key: str) -> HostedPage:
        return cast(HostedPage, self.shell.page(key))

    def _refresh(self, key: str) -> None:
        self._stale |= self._readings.keep_only(key)
        if key in self._stale or self._workspace.store.is_shared:
            self._stale.discard(key)
            self._hosted(key).reload()

    def _take_files(self, files: Sequence[Path]) -> None:
        """Files of the other side may be dropped on any page."""
        is_post = self._workspace.role is Role.MUNICIPALITY and not any(map(is_enrolment, files))
        key = "post" if is_post else "exchange"
        self.shell.show_page(key)
        self.shell.page(key).take_files(files)  # type: ignore[attr-defined]  # all three have it

    # ------------------------------------------------------------------ state

    def _show_places(self) -> None:
        places = self._workspace.own_places()
        items = [PlaceItem(place.key, place.designation, self._detail(place)) for place in places]
        if len(items) > 1:
            items.insert(
                0,
                PlaceItem(
                    ALL_PLACES, self.tr("Alle Kommunen"), self.tr("{n} Kommunen").format(n=len(places))
                ),
            )
        if not items:
            items = [PlaceItem("", self._workspace.name, self._role_words())]
        current = next((place.key for place in places if place.id == self._place_id), items[0].key)
        self.shell.set_places(items, current)

    def _detail(self, place: Place) -> str:
        return " · ".join(part for part in (place.county, place.key) if part)

    def _role_words(self) -> str:
        return self.tr("Regionalmanagement") if self._workspace.role is Role.REGION else self.tr("Kommune")

    def _choose_place(self, key: str) -> None:
        self._place_id = next((place.id for place in self._workspace.own_places() if place.key == key), None)
        self._stale = set(self.page_keys) - {self.shell.current}
        self._hosted(self.shell.current).reload()

    def _show_title(self) -> None:
        places = self._workspace.own_places()
        name = places[0].designation if len(places) == 1 else self._workspace.name
        title = f"KlikKS – {name}"
        if self._workspace.is_practice:
            title += self.tr(" (Übung)")
        if self._workspace.store.read_only:
            title += self.tr(" (nur lesen)")
        self.window().setWindowTitle(title)

    def _show_state(self) -> None:
        now = datetime.now().astimezone()
        if self._workspace.store.read_only:
            self.shell.status.show_saved(self.tr("Nur lesen: ein anderer Platz schreibt gerade."))
        else:
            self.shell.status.show_saved(
                self.tr("Alle Angaben gespeichert · {time} Uhr").format(time=f"{now:%H:%M}")
            )
        self._show_backup()
        self._show_post()

    def _show_post(self) -> None:
        if self._workspace.role is Role.MUNICIPALITY:
            from klikks_desktop.services.exchange.post_seen import new_things
            from klikks_desktop.services.ideas.seen import new_ideas

            self.shell.sidebar.set_badge("post", new_things(self._workspace))
            self.shell.sidebar.set_badge("ideas", new_ideas(self._workspace))

    def _show_backup(self) -> None:
        from klikks_desktop.services.care import backup_words

        words, is_late = backup_words(self._workspace)
        self.shell.status.show_backup(words, warn=is_late)

    # ------------------------------------------------------------------ beginning and end

    def start_up(self) -> None:
        """Once the window stands: get pages ready, finish certificates, back up, empty the recycle bin."""
        self._warm_up()
        if self._workspace.store.read_only:
            return
        from klikks_desktop.services.care import daily_care

        def care(workspace: Workspace, control: Control) -> bool:
            done = daily_care(workspace, control.report)
            return bool(done.finished or done.emptied or done.backup)

        self.run(self.tr("Tägliche Sicherung"), self.tr("Seiten"), care, self._after_care)

    def _warm_up(self) -> None:
        from klikks_desktop.ui.pages import warm

        keys, role = self.page_keys, self._workspace.role
        self._runner.start(Task(lambda control: warm(keys, role, control.checkpoint), self))

    def _after_care(self, something_done: bool) -> None:
        if something_done:
            self.changed()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, stop long work where nothing is half done, free the workspace."""
        self.keys.save()
        self._runner.close()
        super().closeEvent(event)
