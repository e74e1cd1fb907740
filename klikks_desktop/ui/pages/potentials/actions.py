"""What is asked in a dialog of its own: measure, comparison, delete, bring back, history, import, export."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal

from klikks_desktop.domain.records import Place, Potential
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.savings import potentials
from klikks_desktop.services.savings.potentials import PotentialForm
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.records.deeds import RecordDeeds


class PotentialActions(RecordDeeds):
    """The deeds of the page Potenziale; ``begun`` carries a new potential."""

    begun = Signal(object)

    def begin(self, place: Place) -> None:
        """Ask for the measure and begin a potential."""
        from klikks_desktop.ui.pages.potentials.catalogue_dialog import CatalogueDialog

        dialog = CatalogueDialog(self._host, place, self._window)
        if not dialog.ask():
            return
        workspace, measure, building = self._host.workspace, dialog.measure_id, dialog.building_id
        made = self.attempt(lambda: potentials.new_potential(workspace, place.id, measure, building))
        if made is not None:
            self.begun.emit(made)

    def make_project(self, form: PotentialForm) -> None:
        """Make a project of it, or lead to the one that was made."""
        project = form.project.id if form.project else None
        if project is None:
            workspace = self._host.workspace
            project = self.attempt(lambda: potentials.make_project(workspace, form.potential.id))
        if project is not None:
            self._host.go(Target.PROJECT, project)

    def make_variant(self, potential: UUID) -> None:
        """Lay a copy beside it and show that."""
        workspace = self._host.workspace
        made = self.attempt(lambda: potentials.make_variant(workspace, potential))
        if made is not None:
            self.done.emit(made)

    def adopt(self, variant: UUID) -> None:
        """Let this variant count."""
        workspace = self._host.workspace
        if self.carry_out(partial(potentials.adopt_variant, workspace, variant)):
            self.done.emit(variant)

    def compare(self, form: PotentialForm, *, locked: bool) -> None:
        """Show the variants side by side; one of them may be taken."""
        from klikks_desktop.ui.pages.potentials.compare_dialog import CompareDialog

        taken = CompareDialog(self._host, form.variants, locked=locked, parent=self._window).ask()
        if taken is not None:
            self.adopt(taken)

    def delete(self, record: UUID, name: str) -> None:
        """Ask, then move to the recycle bin, with its variants where it is the one that counts."""
        words = self.tr(
            "„{name}“ kommt in den Papierkorb, Varianten davon auch; ein Projekt, das daraus wurde, bleibt. "
            "Mit Strg+Z oder aus dem Papierkorb holen Sie alles zurück, 30 Tage lang."
        )
        workspace = self._host.workspace
        main = potentials.load_potential(workspace, record).potential.variant_of
        delete = partial(potentials.delete_potential, workspace, record)
        self.ask_deletion(words.format(name=name), delete, then=main)

    def show_history(self, record: UUID, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.projects.work_history import potential_history

        self.tell_history(name, potential_history(self._host.workspace, record))

    def open_bin(self) -> None:
        """Show the recycle bin; a potential brought back is shown."""
        self.show_bin((Potential,))

    def take_table(self, place: Place) -> None:
        """Ask for a table and show what would be taken from it."""
        file = self.ask_table(self.tr("Tabelle mit Potenzialen"))
        if file is not None:
            self.preview_table(file, place)

    def preview_table(self, file: Path, place: Place) -> None:
        """Show what would be taken from ``file``."""
        self.show_preview(ListKind.POTENTIALS, file, place)

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Ask where, then write these potentials as an Excel file."""
        from klikks_desktop.services.savings.potential_export import export_name, export_potentials

        workspace = self._host.workspace
        self.write_table(
            export_name(workspace, place),
            lambda target: export_potentials(workspace, target, ids),
            self.tr("Potenzial"),
            self.tr("Potenziale"),
        )
