"""What is asked in a dialog of its own: import, export, climate factors, report, delete, bring back."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from uuid import UUID

from klikks_desktop.domain.energy.suggestion import SuggestedMeasure
from klikks_desktop.domain.records import Building, Meter, Place
from klikks_desktop.services.energy import buildings
from klikks_desktop.services.energy.buildings import BuildingView
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.records.deeds import RecordDeeds


class BuildingActions(RecordDeeds):
    """The deeds of the page Gebäude und Verbrauch."""

    def delete(self, record: UUID, name: str) -> None:
        """Ask, then move to the recycle bin with meters and consumption."""
        words = self.tr(
            "„{name}“ kommt mit Zählern und Verbrauch in den Papierkorb. Potenziale und Projekte bleiben. "
            "Mit Strg+Z oder aus dem Papierkorb holen Sie alles zurück, 30 Tage lang."
        )
        delete = partial(buildings.delete_building, self._host.workspace, record)
        self.ask_deletion(words.format(name=name), delete)

    def show_history(self, record: UUID, name: str) -> None:
        """Show what changed when."""
        from klikks_desktop.services.projects.work_history import building_history

        self.tell_history(name, building_history(self._host.workspace, record))

    def open_bin(self) -> None:
        """Show the recycle bin; a building brought back, or the one whose meter was, is shown."""
        self.show_bin((Building, Meter))

    def take_kind(self, kind: ListKind, place: Place) -> None:
        """Ask for a table of buildings or of consumption and show what would be taken from it."""
        titles = {
            ListKind.BUILDINGS: self.tr("Tabelle mit Gebäuden"),
            ListKind.CONSUMPTION: self.tr("Tabelle mit Verbrauch"),
        }
        file = self.ask_table(titles[kind])
        if file is not None:
            self.preview_table(kind, file, place)

    def preview_table(self, kind: ListKind, file: Path, place: Place) -> None:
        """Show what would be taken from ``file``."""
        self.show_preview(kind, file, place)

    def export(self, ids: Collection[UUID], place: Place | None) -> None:
        """Ask where, then write these buildings as an Excel file."""
        from klikks_desktop.services.energy.building_export import export_buildings, export_name

        workspace = self._host.workspace
        self.write_table(
            export_name(workspace, place),
            lambda target: export_buildings(workspace, target, ids),
            self.tr("Gebäude"),
            self.tr("Gebäude"),
        )

    def open_factors(self, place: Place) -> None:
        """Show the climate factors of a place; figures follow when one changed."""
        from klikks_desktop.ui.pages.buildings.factors_dialog import FactorsDialog

        dialog = FactorsDialog(self._host, place, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.is_changed:
            self._host.changed()
            self.done.emit(None)

    def open_report(self, place: Place) -> None:
        """Ask for the years, then show the energy report."""
        from klikks_desktop.ui.pages.buildings.report_dialog import ReportDialog

        dialog = ReportDialog(self._host, place, self._window)
        if dialog.ask():
            self._show_report(place, dialog.years)

    def begin_potential(self, view: BuildingView, measure: SuggestedMeasure) -> UUID | None:
        """Begin a potential of this building with what the account knows, and lead there."""
        from klikks_desktop.services.savings.potentials import new_potential, save_inputs

        workspace, record = self._host.workspace, view.form.record

        def begun() -> UUID:
            made = new_potential(workspace, record.place_id, measure.measure, record.id)
            if measure.inputs:
                save_inputs(workspace, made, measure.inputs)
            return made

        made = self.attempt(begun)
        if made is not None:
            self._host.go(Target.POTENTIAL, made)
        return made

    def _show_report(self, place: Place, years: range) -> None:
        """Make the report off the window's thread, then offer it for looking, printing and saving."""
        from klikks_desktop.services.reports.energy import energy_report_pdf
        from klikks_desktop.services.workspace import Workspace
        from klikks_desktop.ui.tasks import Control

        def job(workspace: Workspace, control: Control) -> bytes:
            return energy_report_pdf(workspace, place, years, progress=control.report)

        def show(data: bytes) -> None:
            from klikks_desktop.domain.formatting import file_name
            from klikks_desktop.ui.dialogs.paper import PaperDialog

            span = f"Energiebericht-{years[0]}-{years[-1]}"
            name = file_name(place.key, place.name, self._host.workspace.today, "pdf", span)
            PaperDialog(self._host, self.tr("Energiebericht"), data, name, self._window).open()

        self._host.run(self.tr("Der Energiebericht entsteht"), self.tr("Seiten"), job, show)
