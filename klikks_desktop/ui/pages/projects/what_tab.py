"""What a project is: its form and who is responsible."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from klikks_desktop.services.people.patron_list import list_patrons
from klikks_desktop.services.places.places import spots_of
from klikks_desktop.services.projects import projects
from klikks_desktop.services.projects.projects import PROJECT_FORM, ProjectView
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.theme import Theme
from klikks_desktop.ui.widgets.check_list import CheckLine, CheckList
from klikks_desktop.ui.widgets.label import Label
from klikks_desktop.ui.widgets.record_form import RecordFormView, RecordSection

MOST_LINES = 6
"""People in sight at once; more scroll."""


class WhatTab(QWidget):
    """The form of the project. ``saved`` carries the form after every change, ``None`` for the people."""

    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._project: UUID | None = None
        self._locked = False
        self._seen: list[UUID] = []
        theme = host.theme
        self.people = _People(theme, self.tr("Verantwortliche Patinnen und Paten"))
        self._nobody = Label(theme, "", "body", "muted", wrap=True)
        self.view = RecordFormView(theme, PROJECT_FORM.fields, self._sections(), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.left.connect(self._save)
        self.people.ticked.connect(self._save_people)

    def show_project(self, data: ProjectView, *, locked: bool, fresh: bool = False) -> None:
        """Show a project; the same one keeps what is being typed, unless it is fresh."""
        project = data.project
        self._locked = locked
        self._offer(data)
        if project.id == self._project and not fresh:
            self.view.refresh(data.form)
        else:
            self.view.load(data.form, fresh=fresh)
        self._project = project.id
        self._show_people(data)
        self.view.set_read_only(locked)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        if self._project is not None and (typed := self.view.typed()):
            self._save(typed)

    # ------------------------------------------------------------------ inside

    def _sections(self) -> list[RecordSection]:
        return [
            RecordSection(
                _tr("Projekt"), "project", ["title", ("kind", "state"), "description", "next_step"]
            ),
            RecordSection(_tr("Verantwortlich"), "patrons", lead=[self._nobody, self.people]),
            RecordSection(
                _tr("Zeit und Kosten"),
                "calendar",
                [
                    ("begins_on", "ends_on"),
                    ("resolution_on", "resolution_number"),
                    "contract_on",
                    ("planned_cents", "actual_cents"),
                ],
            ),
            RecordSection(_tr("Ort"), "place", [("building_id", "locality_id"), ("latitude", "longitude")]),
            RecordSection(_tr("Weitergabe"), "export", ["contact_shared"]),
            RecordSection(_tr("Für Sie selbst"), "lock", ["note"]),
        ]

    def _offer(self, data: ProjectView) -> None:
        """Buildings and localities of the project's place."""
        buildings, localities = spots_of(self._host.workspace, data.place.id)
        self.view.offer("building_id", [(str(each.id), each.name) for each in buildings])
        self.view.offer("locality_id", [(str(each.id), each.name) for each in localities])

    def _show_people(self, data: ProjectView) -> None:
        """Those in office and those who are responsible already."""
        self._seen = chosen = [patron.id for patron in data.patrons]
        rows = list_patrons(self._host.workspace, place_id=data.place.id)
        shown = [row for row in rows if row.id in chosen or (row.state.is_active and row.is_own)]
        lines = [CheckLine(row.id, row.full_name, row.locality or row.place) for row in shown]
        self.people.set_lines(lines, chosen)
        self.people.setEnabled(not self._locked)
        self.people.setVisible(bool(lines))
        self._nobody.setText(self.tr("Hier stehen alle, die im Amt sind. Noch ist niemand ernannt."))
        self._nobody.setVisible(not lines)

    def _save(self, texts: Mapping[str, str]) -> None:
        project, workspace = self._project, self._host.workspace
        if project is None or self._locked:
            return
        seen = self.view.seen()
        form = self._host.attempt(lambda: projects.save_project(workspace, project, texts, seen))
        if form is not None:
            self.view.refresh(form, texts)
            self._host.changed()
            self.saved.emit(form)

    def _save_people(self) -> None:
        project, workspace = self._project, self._host.workspace
        chosen = [key for key in self.people.ticked_keys() if isinstance(key, UUID)]
        if project is None or self._locked:
            return
        seen = self._seen
        self._host.attempt(lambda: projects.set_patrons(workspace, project, chosen, seen))
        self._host.changed()
        self.saved.emit(None)


class _People(CheckList):
    """As high as its lines, up to a few."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lines = min(max(1, self.count()), MOST_LINES)
        return QSize(self.theme.px(30), lines * self.theme.px(7.5) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _tr(text: str) -> str:
    return QCoreApplication.translate("WhatTab", text)
