"""The record of one project: head, tabs, foot. Saves when a field is left."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.projects.projects import ProjectView, load_project
from klikks_desktop.services.records.record_forms import RecordForm
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import saved_sentence
from klikks_desktop.ui.pages.projects.effect_tab import INDICATORS, MEASURED, EffectTab
from klikks_desktop.ui.pages.projects.funding_tab import FundingTab
from klikks_desktop.ui.pages.projects.kinds import activity_kind
from klikks_desktop.ui.pages.projects.papers_tab import PapersTab
from klikks_desktop.ui.pages.projects.parts import PartsEditor
from klikks_desktop.ui.pages.projects.tasks_tab import TasksTab
from klikks_desktop.ui.pages.projects.what_tab import WhatTab
from klikks_desktop.ui.pages.projects.words import PILLS
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.card import Card
from klikks_desktop.ui.widgets.info_bar import InfoBar
from klikks_desktop.ui.widgets.label import Separator
from klikks_desktop.ui.widgets.record_parts import FormFoot, RecordHead
from klikks_desktop.ui.widgets.tabs import Tabs

WHAT, EFFECT, FUNDING, TASKS, ACTIVITIES, PAPERS = range(6)
"""Numbers of the tabs."""

# Any: parts of every kind, each with its own record.
Forms = tuple[RecordForm[Any], ...]
WIDTH: Final = 128
"""Units: six tabs side by side."""


class ProjectDetail(Card):
    """Shows a project. ``saved`` carries its id after every change; ``went_back`` leads to the list."""

    saved = Signal(object)
    went_back = Signal()
    wants_history = Signal()
    wants_deletion = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.theme, 0, parent=parent)
        self._host = host
        self.data: ProjectView | None = None
        self._saved_at: datetime | None = None
        theme = host.theme
        self.history = Button(theme, "", "quiet", "history", name=self.tr("Verlauf zeigen"))
        self.delete = Button(theme, "", "quiet", "delete", name=self.tr("In den Papierkorb legen"))
        self.head = RecordHead(theme, self.tr("Alle Projekte"), self.history, self.delete)
        self.notice = InfoBar(theme, "info", "")
        self.what = WhatTab(host)
        self.effect = EffectTab(host)
        self.funding = FundingTab(host)
        self.tasks = TasksTab(host)
        self.activities = PartsEditor(host, activity_kind())
        self.papers = PapersTab(host)
        parts: list[tuple[str, QWidget]] = [
            (self.tr("Was"), self.what),
            (self.tr("Wirkung"), self.effect),
            (self.tr("Förderung"), self.funding),
            (self.tr("Aufgaben"), self.tasks),
            (self.tr("Aktivitäten"), self.activities),
            (self.tr("Papiere"), self.papers),
        ]
        self.tabs = Tabs(theme, self.tr("Teile des Projekts"), parts)
        self.sheet = Button(theme, self.tr("Steckbrief"), icon="document")
        self.foot = FormFoot(theme, more=self.sheet)
        for widget in (self.head, Separator(theme), self.notice):
            self.body.addWidget(widget)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(Separator(theme))
        self.body.addWidget(self.foot)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._follow_save)
        self._connect()

    @property
    def record(self) -> UUID | None:
        """Id of the project shown."""
        return self.data.project.id if self.data else None

    @property
    def place(self) -> Place | None:
        """The place of the project shown."""
        return self.data.place if self.data else None

    @property
    def is_foreign(self) -> bool:
        """Whether another town reported this project."""
        return self.data is not None and not self.data.is_own

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed here: another town's project, or somebody else writes."""
        return self.is_foreign or self._host.workspace.store.read_only

    @property
    def name(self) -> str:
        """The title as typed."""
        title = self.data.form.texts["title"].strip() if self.data else ""
        return title or self.tr("Ohne Titel")

    # ------------------------------------------------------------------ showing

    def load(self, record: UUID, *, fresh: bool = False) -> None:
        """Show a project; ``UserError`` K-750 when gone."""
        self.settle()
        self._saved_at = None
        self._show(load_project(self._host.workspace, record), fresh=fresh)

    def refresh(self) -> None:
        """Read the same project again, keeping what is being typed; K-750 when gone."""
        self._later.stop()
        if self.data is not None:
            self._show(load_project(self._host.workspace, self.data.project.id))

    def forget(self) -> None:
        """Show none."""
        self._later.stop()
        self.data = None

    def begin(self) -> None:
        """Put the cursor into the title of a new project."""
        self.tabs.choose(WHAT)
        self.what.view.go_to()

    def enter(self) -> None:
        """Put the cursor into the first field, or on the tabs."""
        if self.tabs.current == WHAT:
            self.what.view.go_to()
        else:
            self.tabs.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        for part in (self.what, self.effect, self.funding, self.tasks, self.activities, self.papers):
            part.settle()

    def set_two_panes(self, two: bool) -> None:
        """In one pane the head shows the way back."""
        self.head.show_way_back(not two)

    def go_to_problem(self) -> None:
        """Lead to the first point that is to be checked, in whatever tab it is."""
        self.settle()
        data = self.data
        if data is None:
            return
        if data.form.problems:
            self.tabs.choose(WHAT)
            self.what.view.go_to_problem()
            return
        for forms, tab, editor in self._editors(data):
            wrong = next((form for form in forms if form.problems), None)
            if wrong is not None:
                self.tabs.choose(tab)
                if tab == EFFECT:
                    self.effect.choose(MEASURED if editor is self.effect.measured else INDICATORS)
                editor.open_part(wrong.record.id)
                editor.view.go_to_problem()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; Strg+Bild auf and ab go between the tabs."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif step and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tabs.choose((self.tabs.current + step) % self.tabs.row.count())
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ inside

    def _connect(self) -> None:
        self.head.went_back.connect(self.went_back)
        self.history.clicked.connect(self.wants_history)
        self.delete.clicked.connect(self.wants_deletion)
        for part in (self.what, self.effect, self.funding, self.tasks, self.activities, self.papers):
            part.saved.connect(self._note_save)
        self.tabs.changed.connect(self.settle)
        self.foot.wants_problem.connect(self.go_to_problem)
        self.sheet.clicked.connect(self._show_sheet)

    def _note_save(self) -> None:
        """Follow a moment later, so that a click already under way meets what it aimed at."""
        self._saved_at = self._host.workspace.clock()
        self._later.start(0)

    def _follow_save(self) -> None:
        if self.data is not None:
            self.refresh()
            self.saved.emit(self.record)

    def _show_sheet(self) -> None:
        self.settle()
        self.papers.show_sheet()

    def _show(self, data: ProjectView, *, fresh: bool = False) -> None:
        self.data = data
        locked = self.is_locked
        self.what.show_project(data, locked=locked, fresh=fresh)
        self.effect.show_project(data, locked=locked)
        self.funding.show_project(data, locked=locked)
        self.tasks.show_project(data, locked=locked)
        self.activities.show_parts(data.project.id, data.activities, locked=locked)
        self.papers.show_project(data, locked=locked)
        self._show_frame(data, locked)

    def _show_frame(self, data: ProjectView, locked: bool) -> None:
        state = data.project.state
        if data.form.has_draft:
            self.head.show_record(self.name, self.tr("Änderung offen"), "draft")
        else:
            self.head.show_record(self.name, state.value, PILLS[state])
        self.notice.setVisible(locked)
        if self.is_foreign:
            words = self.tr("Gemeldet von: {place}. Nur dort können diese Angaben geändert werden.")
            self.notice.set_text(words.format(place=data.place.designation))
        elif locked:
            self.notice.set_text(self.tr("Nur lesen: Ein anderer Platz hat diesen Arbeitsbereich geöffnet."))
        self.history.setVisible(not self.is_foreign)
        self.delete.setVisible(not locked)
        forms: Forms = (data.form, *(form for each, _, _ in self._editors(data) for form in each))
        saved = saved_sentence(self._saved_at, self._host.workspace.today)
        self.foot.show_saved("" if locked else saved)
        open_points = sum(len({problem.field for problem in form.problems}) for form in forms)
        self.foot.show_open(0 if locked else open_points)

    def _editors(self, data: ProjectView) -> list[tuple[Forms, int, PartsEditor]]:
        """Forms of the parts, the tab they stand in, and who edits them."""
        return [
            (data.achievements, EFFECT, self.effect.measured),
            (data.indicators, EFFECT, self.effect.indicators),
            (data.fundings, FUNDING, self.funding.editor),
            (data.tasks, TASKS, self.tasks),
            (data.activities, ACTIVITIES, self.activities),
        ]
