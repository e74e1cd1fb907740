"""The record of one project: head, tabs, foot. Saves when a field is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Final, Protocol, cast
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from klikks_desktop.services.projects.projects import ProjectView, load_project
from klikks_desktop.services.records.record_forms import RecordForm
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.moments import saved_sentence
from klikks_desktop.ui.pages.projects.effect_tab import INDICATORS, MEASURED, EffectTab
from klikks_desktop.ui.pages.projects.funding_tab import FundingTab
from klikks_desktop.ui.pages.projects.papers_tab import PapersTab
from klikks_desktop.ui.pages.projects.parts import PartsEditor
from klikks_desktop.ui.pages.projects.tasks_tab import ActivitiesTab, TasksTab
from klikks_desktop.ui.pages.projects.what_tab import WhatTab
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.records.pills import PROJECT_PILLS
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.record_parts import FormFoot
from klikks_desktop.ui.widgets.tabs import TabOf, Tabs

WHAT, EFFECT, FUNDING, TASKS, ACTIVITIES, PAPERS = range(6)
"""Numbers of the tabs."""

# Any: parts of every kind, each with its own record.
Forms = tuple[RecordForm[Any], ...]
WIDTH: Final = 128
"""Units: six tabs side by side."""


class ProjectTab(Protocol):
    """What each tab does."""

    @property
    def saved(self) -> SignalInstance:
        """Tells of every change."""
        ...

    def show_project(self, data: ProjectView, *, locked: bool) -> None:
        """Show a project; the same one keeps what is being typed."""
        ...

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        ...


class ProjectDetail(RecordPane):
    """Shows a project; each tab is made when it is first shown or asked for."""

    what = TabOf(WHAT, WhatTab)
    effect = TabOf(EFFECT, EffectTab)
    funding = TabOf(FUNDING, FundingTab)
    tasks = TabOf(TASKS, TasksTab)
    activities = TabOf(ACTIVITIES, ActivitiesTab)
    papers = TabOf(PAPERS, PapersTab)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, _tr("Alle Projekte"), parent)
        self.data: ProjectView | None = None
        self._saved_at: datetime | None = None
        self._made: list[ProjectTab] = []
        kinds: list[tuple[str, Callable[[Host, QWidget], QWidget]]] = [
            (_tr("Was"), WhatTab),
            (_tr("Wirkung"), EffectTab),
            (_tr("Förderung"), FundingTab),
            (_tr("Aufgaben"), TasksTab),
            (_tr("Aktivitäten"), ActivitiesTab),
            (_tr("Papiere"), PapersTab),
        ]
        parts = [(title, partial(self._make, kind)) for title, kind in kinds]
        self.tabs = Tabs(host.theme, _tr("Teile des Projekts"), parts)
        self.sheet = Button(host.theme, _tr("Steckbrief"), icon="document")
        self.foot = FormFoot(host.theme, more=self.sheet)
        self.fill(self.tabs, self.foot)
        self.tabs.changed.connect(self.settle)
        self.foot.wants_problem.connect(self.go_to_problem)
        self.sheet.clicked.connect(self._show_sheet)

    @property
    def record(self) -> UUID | None:
        """Id of the project shown."""
        return self.data.project.id if self.data else None

    @property
    def is_foreign(self) -> bool:
        """Whether another town reported this project."""
        return self.data is not None and not self.data.is_own

    @property
    def name(self) -> str:
        """The title as typed."""
        title = self.data.form.texts["title"].strip() if self.data else ""
        return title or _tr("Ohne Titel")

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
        for tab in self._made:
            tab.settle()

    def open_part(self, part: UUID) -> None:
        """Show a task, a grant, a measured value or an activity of this project."""
        for forms, tab, editor in self._parts():
            if any(form.record.id == part for form in forms):
                self._show_part(part, tab, editor())

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
        for forms, tab, editor in self._parts():
            wrong = next((form for form in forms if form.problems), None)
            if wrong is not None:
                self._show_part(wrong.record.id, tab, editor())
                editor().view.go_to_problem()
                return

    # ------------------------------------------------------------------ inside

    def _make(self, kind: Callable[[Host, QWidget], QWidget], parent: QWidget) -> QWidget:
        made = kind(self._host, parent)
        tab = cast(ProjectTab, made)
        tab.saved.connect(self._note_save)
        if self.data is not None:
            tab.show_project(self.data, locked=self.is_locked)
        self._made.append(tab)
        return made

    def _note_save(self) -> None:
        self._saved_at = self._host.workspace.clock()
        self.follow_save()

    def _show_sheet(self) -> None:
        self.settle()
        self.papers.show_sheet()

    def _show(self, data: ProjectView, *, fresh: bool = False) -> None:
        self.data = data
        locked = self.is_locked
        self.what.show_project(data, locked=locked, fresh=fresh)
        for tab in self._made:
            if tab is not self.what:
                tab.show_project(data, locked=locked)
        self._show_frame(data, locked)

    def _show_frame(self, data: ProjectView, locked: bool) -> None:
        state = data.project.state
        if data.form.has_draft:
            self.head.show_record(self.name, _tr("Änderung offen"), "draft")
        else:
            self.head.show_record(self.name, state.value, PROJECT_PILLS[state])
        self.show_bars(data.place)
        forms: Forms = (data.form, *(form for each, _, _ in self._parts() for form in each))
        saved = saved_sentence(self._saved_at, self._host.workspace.today)
        self.foot.show_saved("" if locked else saved)
        open_points = sum(len({problem.field for problem in form.problems}) for form in forms)
        self.foot.show_open(0 if locked else open_points)

    def _parts(self) -> list[tuple[Forms, int, Callable[[], PartsEditor]]]:
        """Forms of the parts, the tab they stand in, and who edits them."""
        data = self.data
        if data is None:
            return []
        return [
            (data.achievements, EFFECT, lambda: self.effect.measured),
            (data.indicators, EFFECT, lambda: self.effect.indicators),
            (data.fundings, FUNDING, lambda: self.funding.editor),
            (data.tasks, TASKS, lambda: self.tasks),
            (data.activities, ACTIVITIES, lambda: self.activities),
        ]

    def _show_part(self, part: UUID, tab: int, editor: PartsEditor) -> None:
        self.tabs.choose(tab)
        if tab == EFFECT:
            self.effect.choose(MEASURED if editor is self.effect.measured else INDICATORS)
        editor.open_part(part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProjectDetail", text)
