"""One idea: what another town did, and making it one's own."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from klikks_desktop.domain.errors import UserError
from klikks_desktop.services.ideas.pool import Idea, ideas
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.records.idea_view import IdeaView
from klikks_desktop.ui.records.pane import RecordPane
from klikks_desktop.ui.widgets.button import Button
from klikks_desktop.ui.widgets.flow import FlowLayout


class IdeaPane(RecordPane):
    """``adopt_wanted`` and ``project_wanted`` ask the page for the one or the other."""

    adopt_wanted = Signal()
    project_wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, _tr("Alle Ideen"), parent)
        theme = host.theme
        self.idea: Idea | None = None
        self.view = IdeaView(theme)
        self.adopt = Button(theme, _tr("Für uns übernehmen"), "primary", "add")
        self.project = Button(theme, _tr("Nur als Projekt beginnen"), icon="project")
        self.fill(self.view, self._foot())
        self.notice.hide()
        self.history.hide()
        self.delete.hide()
        self.adopt.clicked.connect(self.adopt_wanted)
        self.project.clicked.connect(self.project_wanted)

    @property
    def record(self) -> UUID | None:
        """Id of the example shown."""
        return self.idea.example.id if self.idea else None

    @property
    def name(self) -> str:
        """Its title."""
        return self.idea.example.title if self.idea else ""

    @property
    def is_foreign(self) -> bool:
        """Always: the region wrote it."""
        return True

    def load(self, record: UUID, *, fresh: bool = False) -> None:  # noqa: ARG002 - nothing is entered here
        """Show an idea; K-865 when it was withdrawn."""
        found = {each.example.id: each for each in ideas(self._host.workspace)}
        if record not in found:
            raise UserError("K-865")
        self.idea = idea = found[record]
        self.head.show_record(self.name)
        self.view.show_idea(idea)
        self.project.setVisible(idea.can_be_reckoned)
        for button in (self.adopt, self.project):
            button.setEnabled(not self._host.workspace.store.read_only)

    def refresh(self) -> None:
        """Read the same idea again."""
        if self.record is not None:
            self.load(self.record)

    def forget(self) -> None:
        """Show none."""
        self.idea = None

    def enter(self) -> None:
        """Put the cursor on the deed."""
        self.adopt.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = FlowLayout(self.theme, align="right")
        row.addWidget(self.project)
        row.addWidget(self.adopt)
        column = QVBoxLayout(foot)
        side, top = self.theme.px(4), self.theme.px(2.5)
        column.setContentsMargins(side, top, side, top)
        column.addLayout(row)
        return foot


def _tr(text: str) -> str:
    return QCoreApplication.translate("IdeaPane", text)
