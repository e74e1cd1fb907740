"""The page Projekte."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.projects import projects
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.projects.actions import ProjectActions
from klikks_desktop.ui.pages.projects.detail import WIDTH, ProjectDetail
from klikks_desktop.ui.pages.projects.listing import ProjectList
from klikks_desktop.ui.records.page import RecordPage
from klikks_desktop.ui.records.parts import PageWords


class ProjectsPage(RecordPage[ProjectList, ProjectDetail, ProjectActions]):
    """What the town does for the climate, from the idea to the measured saving."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "projects",
            _words(),
            listing=ProjectList,
            pane=ProjectDetail,
            deeds=ProjectActions,
            width=WIDTH,
            parent=parent,
        )

    def begin(self, place: Place) -> None:
        """A new project of ``place``, with the cursor in its title."""
        self.begin_with(lambda: projects.new_project(self._host.workspace, place.id))

    def print_page(self) -> None:
        """Strg+P: the project sheet."""
        self.settle()
        if self.detail.data is not None:
            self.detail.papers.show_sheet()


def _words() -> PageWords:
    return PageWords(
        title=_tr("Projekte"),
        new=_tr("Neues Projekt"),
        take=_tr("Aus Excel übernehmen"),
        nothing=_tr("Noch kein Projekt erfasst"),
        why=_tr("Ein Projekt zeigt, was eine Patenschaft bewirkt: in Euro, Kilowattstunden und Tonnen."),
        first=_tr("Erstes Projekt erfassen"),
        steps=[
            (
                _tr("Maßnahme wählen"),
                _tr("18 Maßnahmen, von LED bis Baumpflanzung. Aus dem Potenzial wird das Projekt."),
            ),
            (_tr("Zahlen eintragen"), _tr("Die Sie haben; für die anderen stehen Richtwerte mit Quelle.")),
            (_tr("Ergebnis sehen"), _tr("kWh, Tonnen und Euro, mit Rechenweg und Quelle jedes Faktors.")),
        ],
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProjectsPage", text)
