"""The page Termine: what is due, with tasks of the municipality and the calendar file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words, file_name
from klikks_desktop.domain.records import Place
from klikks_desktop.services.deadline_export import export_deadlines, export_name
from klikks_desktop.services.deadlines import Deadline, deadlines, export_calendar
from klikks_desktop.services.projects.project_parts import complete_task
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.dialogs.files import choose_target
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.deadlines.listing import DeadlineList
from klikks_desktop.ui.pages.deadlines.task_dialog import TaskDialog
from klikks_desktop.ui.preferences import ListState
from klikks_desktop.ui.records.places import chosen_places, may_write, places_words, with_place
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.empty_state import EmptyState
from klikks_desktop.ui.widgets.page import Page
from klikks_desktop.ui.widgets.page_head import PageHead
from klikks_desktop.ui.widgets.told_bar import ToldBar

KEY: Final = "deadlines"
"""Of the page, under which its filter is kept."""


class DeadlinesPage(Page):
    """Everything with a day, and what waits for one."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self.calendar = Button(host.theme, _tr("Kalender speichern …"), icon="calendar")
        self.new = Button(host.theme, _tr("Neue Aufgabe"), "primary", "add")
        super().__init__(
            host.theme, PageHead(host.theme, _tr("Termine"), "", self.calendar, self.new), parent
        )
        self._host = host
        self.told = ToldBar(host.theme)
        self.listing = DeadlineList(host)
        self.empty = self._make_empty()
        self.body.addWidget(self.told)
        self.body.addWidget(self.listing, 1)
        self.body.addWidget(self.empty, 1)
        self.new.clicked.connect(self.begin_new)
        self.calendar.clicked.connect(self._save_calendar)
        self.listing.filter.choose(*host.list_states.get(KEY, ListState()).filters)
        self.listing.filter.filtered.connect(self._keep_filter)
        self.listing.activated.connect(self._open)
        self.listing.settled.connect(self._settle)
        self.listing.export_wanted.connect(self._export)
        self.reload()

    # ------------------------------------------------------------------ for the window

    def reload(self) -> None:
        """Read what is due again; search and filter stay."""
        found = deadlines(self._host.workspace, place_id=self._host.place_id)
        self.listing.show_deadlines(found)
        self.listing.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.head.set_title(self.tr("Termine"), places_words(self._host))
        self.new.setVisible(bool(found) and may_write(self._host))
        self.calendar.setVisible(any(each.on is not None for each in found))

    def open_record(self, record: UUID | None) -> None:
        """Go to the line of one record."""
        if record is not None:
            self.listing.go_to(record)

    def begin_new(self) -> None:
        """Strg+N: a new task of the municipality."""
        if may_write(self._host):
            with_place(
                self._host, self.new if self.new.isVisible() else self.head, partial(self.ask_task, None)
            )

    def search_widget(self) -> QWidget | None:
        """The search field above the list."""
        return self.listing.search if self.listing.isVisible() else None

    # ------------------------------------------------------------------ deeds

    def ask_task(self, task: UUID | None, place: Place) -> None:
        """Ask for a new task, or change one."""
        dialog = TaskDialog(self._host, place, task, self)
        if not dialog.ask():
            return
        self._host.changed()
        self.reload()
        if dialog.is_deleted:
            self.told.tell(self.tr("Die Aufgabe ist gelöscht. Mit Strg+Z holen Sie sie zurück."))

    def _open(self, deadline: Deadline) -> None:
        """On to where it is settled; a task of the municipality opens here."""
        if deadline.target is not Target.DEADLINES:
            self._host.go(deadline.target, deadline.record, deadline.item)
            return
        place = next((each for each in chosen_places(self._host) if each.id == deadline.place_id), None)
        if place is not None and may_write(self._host):
            self.ask_task(deadline.item, place)

    def _keep_filter(self) -> None:
        self._host.list_states[KEY] = ListState(tuple(self.listing.filter.chosen))

    def _settle(self, deadline: Deadline) -> None:
        workspace, task = self._host.workspace, deadline.item
        if task is None or self._host.attempt(lambda: complete_task(workspace, task)) is None:
            return
        self._host.changed()
        self.reload()
        words = self.tr("Erledigt: {title}. Mit Strg+Z öffnen Sie die Aufgabe wieder.")
        self.told.tell(words.format(title=deadline.title))

    def _save_calendar(self) -> None:
        workspace, own = self._host.workspace, chosen_places(self._host)
        key, name = (own[0].key, own[0].name) if len(own) == 1 else ("", "")
        suggested = Path.home() / file_name(key, name, workspace.today, "ics", "Termine")
        target = choose_target(self, self.tr("Kalender speichern"), self.tr("Kalender (*.ics)"), suggested)
        if target is None:
            return
        place = self._host.place_id
        if self._host.attempt(lambda: export_calendar(workspace, target, place_id=place)) is not None:
            words = self.tr("{file} geschrieben. Öffnen Sie die Datei mit Ihrem Kalenderprogramm.")
            self.told.tell(words.format(file=target.name), target)

    def _export(self) -> None:
        workspace, own = self._host.workspace, chosen_places(self._host)
        suggested = Path.home() / export_name(workspace, own[0] if len(own) == 1 else None)
        target = choose_target(self, self.tr("Nach Excel schreiben"), self.tr("Excel (*.xlsx)"), suggested)
        if target is None:
            return
        shown = self.listing.shown
        count = self._host.attempt(lambda: export_deadlines(workspace, target, shown))
        if count is not None:
            found = count_words(count, self.tr("Termin"), self.tr("Termine"))
            words = self.tr("{found} geschrieben: {file}").format(found=found, file=target.name)
            self.told.tell(words, target)

    # ------------------------------------------------------------------ inside

    def _make_empty(self) -> EmptyState:
        primary = Button(self.theme, self.tr("Erste Aufgabe eintragen"), "big", "add")
        primary.clicked.connect(self.begin_new)
        return EmptyState(
            self.theme,
            self.tr("Nichts steht an"),
            self.tr("Was einen Tag hat, erscheint hier von selbst, und im Kalender, den Sie speichern."),
            primary=primary,
            steps=[
                (self.tr("Aufgaben"), self.tr("Von Ihnen hier oder bei einem Projekt eingetragen.")),
                (self.tr("Fristen der Förderung"), self.tr("So, wie sie im Bescheid stehen.")),
                (self.tr("Amtszeiten und Berichte"), self.tr("Aus den Stammdaten und dem Gesetz.")),
            ],
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeadlinesPage", text)
