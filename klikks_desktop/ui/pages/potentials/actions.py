"""What is asked in a dialog of its own: measure, comparison, delete, bring back, history, import, export."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Place, Potential
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.savings import potentials
from klikks_desktop.services.savings.potentials import PotentialForm
from klikks_desktop.services.targets import Target
from klikks_desktop.services.workspace import Workspace
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.host import Host

T = TypeVar("T")


class PotentialActions(QObject):
    """Asks, calls the service, tells the window.

    ``done`` carries the potential to show, ``None`` for any; ``begun`` a new one; ``written`` a sentence
    and the file that was written.
    """

    done = Signal(object)
    begun = Signal(object)
    written = Signal(str, object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._window = window

    def begin(self, place: Place) -> None:
        """Ask for the measure and begin a potential."""
        from klikks_desktop.ui.pages.potentials.catalogue_dialog import CatalogueDialog

        dialog = CatalogueDialog(self._host, place, self._window)
        if not dialog.ask():
            return
        workspace, measure, building = self._host.workspace, dialog.measure_id, dialog.building_id
        made = self._attempt(lambda: potentials.new_potential(workspace, place.id, measure, building))
        if made is not None:
            self.begun.emit(made)

    def make_project(self, form: PotentialForm) -> None:
        """Make a project of it, or lead to the one that was made."""
        project = form.project.id if form.project else None
        if project is None:
            workspace = self._host.workspace
            project = self._attempt(lambda: potentials.make_project(workspace, form.potential.id))
        if project is not None:
            self._host.go(Target.PROJECT, project)

    def make_variant(self, potential: UUID) -> None:
        """Lay a copy beside it and show that."""
        workspace = self._host.workspace
        made = self._attempt(lambda: potentials.make_variant(workspace, potential))
        if made is not None:
            self.done.emit(made)

    def adopt(self, variant: UUID) -> None:
        """Let this variant count."""
        workspace = self._host.workspace
        if self._attempt(partial(_done, potentials.adopt_variant, workspace, variant)):
            self.done.emit(variant)

    def compare(self, form: PotentialForm, *, locked: bool) -> None:
        """Show the variants side by side; one of them may be taken."""
        from klikks_desktop.ui.pages.potentials.compare_dialog import CompareDialog

        taken = CompareDialog(self._host, form.variants, locked=locked, parent=self._window).ask()
        if taken is not None:
            self.adopt(taken)

    def delete(self, form: PotentialForm, name: str) -> None:
        """Ask, then move to the recycle bin, with its variants where it is the one that counts."""
        words = self.tr(
            "{name} kommt in den Papierkorb, Varianten davon auch; ein Projekt, das daraus wurde, bleibt. "
            "Mit Strg+Z oder aus dem Papierkorb holen Sie alles zurück, 30 Tage lang."
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
        workspace, record = self._host.workspace, form.potential.id
        if question.ask() and self._attempt(partial(_done, potentials.delete_potential, workspace, record)):
            self.done.emit(form.potential.variant_of)

    def show_history(self, potential: UUID, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.projects.work_history import potential_history
        from klikks_desktop.ui.dialogs.history import HistoryDialog

        entries = potential_history(self._host.workspace, potential)
        dialog = HistoryDialog(self._host, name, entries, self._window)
        dialog.exec()
        dialog.deleteLater()

    def open_bin(self) -> None:
        """Show the recycle bin; a potential brought back is shown."""
        from klikks_desktop.ui.dialogs.work_bin import WorkBinDialog

        dialog = WorkBinDialog(self._host, (Potential,), self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.restored is not None:
            self.done.emit(dialog.restored.record_id)

    def take_table(self, place: Place) -> None:
        """Ask for a table and show what would be taken from it."""
        file = choose_file(
            self._window,
            self.tr("Tabelle mit Potenzialen"),
            self.tr("Tabellen (*.xlsx *.csv *.txt);;Alle Dateien (*)"),
        )
        if file is not None:
            self.preview_table(file, place)

    def preview_table(self, file: Path, place: Place) -> None:
        """Show what would be taken from ``file``."""
        from klikks_desktop.ui.dialogs.list_import import ListImportDialog

        dialog = ListImportDialog(self._host, ListKind.POTENTIALS, file, place, self._window)
        dialog.taken.connect(lambda: self.done.emit(None))
        dialog.preview()

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Ask where, then write these potentials as an Excel file."""
        from klikks_desktop.services.savings.potential_export import export_name, export_potentials

        workspace = self._host.workspace
        suggested = Path.home() / export_name(workspace, place)
        target = choose_target(
            self._window, self.tr("Nach Excel schreiben"), self.tr("Excel (*.xlsx)"), suggested
        )
        if target is None:
            return
        count = self._host.attempt(lambda: export_potentials(workspace, target, ids))
        if count is not None:
            what = count_words(count, "Potenzial", "Potenziale")
            words = self.tr("{what} geschrieben: {file}").format(what=what, file=target.name)
            self.written.emit(words, target)

    def _attempt(self, action: Callable[[], T]) -> T | None:
        """Do something that changes what is stored."""
        found = self._host.attempt(action)
        if found is not None:
            self._host.changed()
        return found


def _done(change: Callable[[Workspace, UUID], None], workspace: Workspace, record: UUID) -> bool:
    change(workspace, record)
    return True
