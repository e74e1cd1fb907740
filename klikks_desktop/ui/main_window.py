"""The main window: navigates between pages, shows problems, runs long work. It holds no data of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from uuid import UUID

from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from klikks_desktop.domain.changes import Change
from klikks_desktop.domain.conflict import Conflict
from klikks_desktop.domain.errors import UserError
from klikks_desktop.domain.records import Place, Role
from klikks_desktop.services.exchange.upward import is_enrolment
from klikks_desktop.services.records import history
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.message import MessageDialog
from klikks_desktop.ui.dialogs.progress import ProgressDialog
from klikks_desktop.ui.host import Host, HostedPage
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.shell import Shell
from klikks_desktop.ui.sidebar import NavItem, PlaceItem
from klikks_desktop.ui.tasks import Control, Task, TaskRunner
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.drop import FileDrop
from klikks_desktop.ui.widgets.focus_ring import FocusRing

T = TypeVar("T")

ALL_PLACES = "alle"
_TARGETS = {
    Target.PATRON: "patrons",
    Target.NEW_PATRON: "patrons",
    Target.CERTIFICATES: "certificates",
    Target.EXCHANGE: "exchange",
    Target.SETTINGS: "settings",
    Target.PROJECT: "projects",
    Target.NEW_PROJECT: "projects",
    Target.POTENTIAL: "potentials",
    Target.BUILDING: "buildings",
    Target.DEADLINES: "deadlines",
    Target.POST: "post",
    Target.IDEA: "ideas",
    Target.PLACE: "places",
    Target.STATUS: "status",
    Target.EVALUATION: "evaluation",
}
_REGION_TARGETS = {Target.PATRON: "region_people", Target.PROJECT: "region_projects"}
"""What a region has a page of its own for."""
_BEGINNINGS = {Target.NEW_PATRON, Target.NEW_PROJECT}


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
        self._stale: set[str] = set()
        self._place_id: UUID | None = None
        self._ring = FocusRing(theme, cast(QApplication, QApplication.instance()))
        items = self._items()
        self.shell = Shell(theme, items, self)
        for item in items:
            self.shell.add_maker(item.key, partial(self._make_page, item.key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shell)
        if workspace.is_practice:
            self.shell.status.show_practice()
        self.shell.page_shown.connect(self._refresh)
        self.shell.help_wanted.connect(self.show_help)
        self.shell.place_chosen.connect(self._choose_place)
        self._add_shortcuts()
        FileDrop(self, self._take_files)
        self._show_places()
        self._show_title()
        keys = [item.key for item in items]
        self.shell.show_page(first_page if first_page in keys else keys[0])
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
        own = _REGION_TARGETS if self._workspace.role is Role.REGION else {}
        key = own.get(target, _TARGETS[target])
        self.shell.show_page(key)
        if record is not None or target in _BEGINNINGS:
            self._hosted(key).open_record(record)
        opening = getattr(self.shell.page(key), "open_part", None)
        if part is not None and callable(opening):
            opening(part)

    def changed(self) -> None:
        """Other pages reload when next shown; status line, places and title follow."""
        self._stale = {item.key for item in self._items()} - {self.shell.current}
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
    ) -> None:
        """Run long work on a connection of its own, with progress after 600 ms and cancel."""
        task: Task[T] = Task(partial(self._on_own_connection, job), self)
        task.succeeded.connect(done)
        task.failed.connect(self._tell_failure)
        ProgressDialog(self._theme, title, unit, task, self)
        self._runner.start(task)

    def _on_own_connection(self, job: Callable[[Workspace, Control], T], control: Control) -> T:
        own = self._workspace.again()
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

    @property
    def page_keys(self) -> list[str]:
        """Keys of all pages, in the order of the sidebar."""
        return [item.key for item in self._items()]

    def _items(self) -> list[NavItem]:
        region = self._workspace.role is Role.REGION
        items = [NavItem("overview", self.tr("Übersicht"), "overview")]
        if region:
            items += [
                NavItem("exchange", self.tr("Posteingang"), "import"),
                NavItem("status", self.tr("Rückmeldestand"), "board"),
                NavItem("map", self.tr("Karte"), "map"),
                NavItem("places", self.tr("Kommunen"), "townhall"),
                NavItem("region_people", self.tr("Patinnen und Paten"), "patrons"),
                NavItem("region_projects", self.tr("Projekte"), "project"),
                NavItem("ideas", self.tr("Ideenpool"), "idea"),
                NavItem("evaluation", self.tr("Auswertung"), "potential"),
            ]
        else:
            items += [
                NavItem("patrons", self.tr("Patinnen und Paten"), "patrons"),
                NavItem("projects", self.tr("Projekte"), "project"),
                NavItem("potentials", self.tr("Potenziale"), "potential"),
                NavItem("buildings", self.tr("Gebäude und Verbrauch"), "townhall"),
                NavItem("certificates", self.tr("Urkunden"), "certificate"),
                NavItem("deadlines", self.tr("Termine"), "calendar"),
                NavItem("exchange", self.tr("Datenaustausch"), "exchange"),
                NavItem("post", self.tr("Post"), "mail"),
                NavItem("ideas", self.tr("Ideenpool"), "idea"),
            ]
        if region:
            items.append(NavItem("network", self.tr("Rücksendung"), "mail"))
        return [
            *items,
            NavItem("settings", self.tr("Einstellungen"), "settings", low=True),
            NavItem("help", self.tr("Hilfe"), "help", low=True),
        ]

    def _make_page(self, key: str) -> QWidget:
        from klikks_desktop.ui.pages import make_page

        return make_page(key, cast(Host, self))

    def _hosted(self, key: str) -> HostedPage:
        return cast(HostedPage, self.shell.page(key))

    def _refresh(self, key: str) -> None:
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
        self._stale = {item.key for item in self._items()} - {self.shell.current}
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
            from klikks_desktop.services.exchange.mailbox import new_things
            from klikks_desktop.services.ideas.seen import new_ideas

            self.shell.sidebar.set_badge("post", new_things(self._workspace))
            self.shell.sidebar.set_badge("ideas", new_ideas(self._workspace))

    def _show_backup(self) -> None:
        from klikks_desktop.services.care import backup_words

        words, is_late = backup_words(self._workspace)
        self.shell.status.show_backup(words, warn=is_late)

    # ------------------------------------------------------------------ keys

    def _add_shortcuts(self) -> None:
        for keys, action in (
            (QKeySequence(QKeySequence.StandardKey.New), self._new),
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence(QKeySequence.StandardKey.Undo), self._undo),
            (QKeySequence("Ctrl+Y"), self._redo),
            (QKeySequence(QKeySequence.StandardKey.Save), self._save),
            (QKeySequence(QKeySequence.StandardKey.Print), self._print),
            (QKeySequence("F5"), self._read_again),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(action)

    def _new(self) -> None:
        """Begin what the page shown is about; elsewhere a new patron."""
        beginning = getattr(self.shell.page(self.shell.current), "begin_new", None)
        if callable(beginning):
            beginning()
        elif self._workspace.role is Role.MUNICIPALITY:
            self.go(Target.NEW_PATRON)

    def _read_again(self) -> None:
        """Show what colleagues changed meanwhile; what is being typed stays."""
        self.changed()
        self._hosted(self.shell.current).reload()

    def _find(self) -> None:
        field = self._hosted(self.shell.current).search_widget()
        if field is not None:
            field.setFocus()

    def _save(self) -> None:
        """Everything is saved on leaving a field; Strg+S leaves it."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
            focused.setFocus()

    def _print(self) -> None:
        printing = getattr(self.shell.page(self.shell.current), "print_page", None)
        if callable(printing):
            printing()

    def _undo(self) -> None:
        self._save()
        self._step_through(lambda: history.undo(self._workspace), self.tr("Zurückgenommen: {what}"))

    def _redo(self) -> None:
        self._step_through(lambda: history.redo(self._workspace), self.tr("Wiederholt: {what}"))

    def _step_through(self, action: Callable[[], Change], words: str) -> None:
        change = self.attempt(action)
        if change is not None:
            self._hosted(self.shell.current).reload()
            self.changed()
            self.shell.status.show_saved(words.format(what=change.label.removeprefix("Rückgängig: ")))

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
        self._save()
        self._runner.close()
        super().closeEvent(event)
