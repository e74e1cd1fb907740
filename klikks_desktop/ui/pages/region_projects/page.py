"""The page Projekte of a region: what all towns do, to read, compare and take along."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.records import Place
from klikks_desktop.services.region.project_rows import export_region_projects, region_projects_name
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.pages.region_projects.detail import RegionProjectPane
from klikks_desktop.ui.pages.region_projects.listing import RegionProjectList
from klikks_desktop.ui.records.deeds import RecordDeeds
from klikks_desktop.ui.records.reported_page import ReportedPage


class RegionProjectDeeds(RecordDeeds):
    """Takes the list along."""

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Write the projects shown as an Excel file."""
        del place
        workspace = self._host.workspace
        write = partial(export_region_projects, workspace, ids=ids)
        self.write_table(region_projects_name(workspace), write, _tr("Projekt"), _tr("Projekte"))


class RegionProjectsPage(ReportedPage[RegionProjectList, RegionProjectPane, RegionProjectDeeds]):
    """All towns' projects."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "region_projects",
            _tr("Projekte"),
            nothing=_tr("Noch ist kein Projekt gemeldet"),
            why=_tr("Mit dem ersten Bericht einer Kommune stehen ihre Projekte hier, mit Wirkung und Geld."),
            listing=RegionProjectList,
            pane=RegionProjectPane,
            deeds=RegionProjectDeeds,
            parent=parent,
        )

    def subtitle(self) -> str:
        """Whose they are."""
        return _tr("Wie die Kommunen sie gemeldet haben")


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionProjectsPage", text)
