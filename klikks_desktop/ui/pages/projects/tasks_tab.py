"""Tasks of a project, with a button that ticks the chosen one off, and its activities."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from klikks_desktop.services.projects import project_parts
from klikks_desktop.services.projects.projects import ProjectView
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.projects.kinds import activity_kind, task_kind
from klikks_desktop.ui.pages.projects.parts import PartsEditor
from klikks_desktop.ui.widgets.button import Button


class TasksTab(PartsEditor):
    """The tasks and the form of the chosen one."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self.done = Button(host.theme, "", "secondary", "check")
        super().__init__(host, task_kind(host.workspace.today), deeds=[self.done], parent=parent)
        self.done.clicked.connect(self._tick)
        self.chosen.connect(self._follow_choice)
        self._follow_choice()

    def show_project(self, data: ProjectView, *, locked: bool) -> None:
        """Show the tasks of a project; the same one keeps what is being typed."""
        self.show_parts(data.project.id, data.tasks, locked=locked)

    def _follow_choice(self) -> None:
        is_done = self.data is not None and self.data.record.done_on is not None
        if is_done:
            self.done.set_label(self.tr("Wieder öffnen"), "undo")
        else:
            self.done.set_label(self.tr("Erledigt"), "check")

    def _tick(self) -> None:
        workspace, data = self._host.workspace, self.data
        if data is not None:
            is_done = data.record.done_on is not None
            self.change(lambda: project_parts.complete_task(workspace, data.record.id, done=not is_done))


class ActivitiesTab(PartsEditor):
    """The activities and the form of the chosen one."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, activity_kind(), parent=parent)

    def show_project(self, data: ProjectView, *, locked: bool) -> None:
        """Show the activities of a project; the same one keeps what is being typed."""
        self.show_parts(data.project.id, data.activities, locked=locked)
