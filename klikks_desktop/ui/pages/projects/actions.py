"""What is asked in a dialog of its own: delete, bring back, history, import, export."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.records import Place, Project
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.projects import projects
from klikks_desktop.ui.records.deeds import RecordDeeds


class ProjectActions(RecordDeeds):
    """The deeds of the page Projekte."""

    def delete(self, record: UUID, name: str) -> None:
        """Ask, then move to the recycle bin with all its parts."""
        words = self.tr(
            "„{name}“ kommt mit Aufgaben, Aktivitäten, Förderungen, Messwerten und Dateien in den "
            "Papierkorb; verknüpfte Potenziale bleiben. Mit Strg+Z oder aus dem Papierkorb holen Sie alles "
            "zurück, 30 Tage lang."
        )
        delete = partial(projects.delete_project, self._host.workspace, record)
        self.ask_deletion(words.format(name=name), delete)

    def show_history(self, record: UUID, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.projects.work_history import project_history

        self.tell_history(name, project_history(self._host.workspace, record))

    def open_bin(self) -> None:
        """Show the recycle bin; a project brought back, or the one whose part was, is shown."""
        from klikks_desktop.services.projects.work_history import PROJECT_PARTS

        self.show_bin((Project, *PROJECT_PARTS))

    def take_table(self, place: Place) -> None:
        """Ask for a table and show what would be taken from it."""
        file = self.ask_table(self.tr("Tabelle mit Projekten"))
        if file is not None:
            self.preview_table(file, place)

    def preview_table(self, file: Path, place: Place) -> None:
        """Show what would be taken from ``file``."""
        self.show_preview(ListKind.PROJECTS, file, place)

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Ask where, then write these projects as an Excel file."""
        from klikks_desktop.services.projects.project_export import export_name, export_projects

        workspace = self._host.workspace
        self.write_table(
            export_name(workspace, place),
            lambda target: export_projects(workspace, target, ids),
            self.tr("Projekt"),
            self.tr("Projekte"),
        )
