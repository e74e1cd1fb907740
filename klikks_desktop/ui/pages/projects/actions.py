"""What is asked in a dialog of its own: delete, bring back, history, import, export."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place, Project
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.projects import projects
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.host import Host


class ProjectActions(QObject):
    """Asks, calls the service, tells the window. ``done`` carries the project to show, ``None`` for any.

    ``written`` carries a sentence and the file that was written.
    """

    done = Signal(object)
    written = Signal(str, object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._window = window

    def delete(self, project: UUID, name: str) -> None:
        """Ask, then move to the recycle bin with all its parts."""
        words = self.tr(
            "{name} kommt mit Aufgaben, Aktivitäten, Förderungen, Messwerten und Dateien in den Papierkorb; "
            "verknüpfte Potenziale bleiben. Mit Strg+Z oder aus dem Papierkorb holen Sie alles zurück, "
            "30 Tage lang."
        )
        question = ConfirmDialog(
            self._host.theme,
            self.tr("In den Papierkorb legen?"),
            words.format(name=f"„{name}“"),
            verb=self.tr("In den Papierkorb legen"),
            stay=self.tr("Behalten"),
            icon="delete",
            parent=self._window,
        )
        if question.ask() and self._host.attempt(lambda: self._deleted(project)):
            self._host.changed()
            self.done.emit(None)

    def show_history(self, project: UUID, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.projects.work_history import project_history
        from klikks_desktop.ui.dialogs.history import HistoryDialog

        dialog = HistoryDialog(self._host, name, project_history(self._host.workspace, project), self._window)
        dialog.exec()
        dialog.deleteLater()

    def open_bin(self) -> None:
        """Show the recycle bin; a project brought back, or the one whose part was, is shown."""
        from klikks_desktop.services.projects.work_history import PROJECT_PARTS
        from klikks_desktop.ui.dialogs.work_bin import WorkBinDialog

        dialog = WorkBinDialog(self._host, (Project, *PROJECT_PARTS), self._window)
        dialog.exec()
        dialog.deleteLater()
        restored = dialog.restored
        if restored is not None:
            self.done.emit(restored.owner_id or restored.record_id)

    def take_table(self, place: Place) -> None:
        """Ask for a table and show what would be taken from it."""
        file = choose_file(
            self._window,
            self.tr("Tabelle mit Projekten"),
            self.tr("Tabellen (*.xlsx *.csv *.txt);;Alle Dateien (*)"),
        )
        if file is not None:
            self.preview_table(file, place)

    def preview_table(self, file: Path, place: Place) -> None:
        """Show what would be taken from ``file``."""
        from klikks_desktop.ui.dialogs.list_import import ListImportDialog

        dialog = ListImportDialog(self._host, ListKind.PROJECTS, file, place, self._window)
        dialog.taken.connect(lambda: self.done.emit(None))
        dialog.preview()

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Ask where, then write these projects as an Excel file."""
        from klikks_desktop.services.projects.project_export import export_name, export_projects

        workspace = self._host.workspace
        suggested = Path.home() / export_name(workspace, place)
        target = choose_target(
            self._window, self.tr("Nach Excel schreiben"), self.tr("Excel (*.xlsx)"), suggested
        )
        if target is None:
            return
        count = self._host.attempt(lambda: export_projects(workspace, target, ids))
        if count is not None:
            what = count_words(count, "Projekt", "Projekte")
            words = self.tr("{what} geschrieben: {file}").format(what=what, file=target.name)
            self.written.emit(words, target)

    def _deleted(self, project: UUID) -> bool:
        projects.delete_project(self._host.workspace, project)
        return True
