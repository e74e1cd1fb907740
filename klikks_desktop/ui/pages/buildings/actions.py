"""What is asked in a dialog of its own: import, export, climate factors, report, delete, bring back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from klikks_desktop.domain.energy.suggestion import SuggestedMeasure
from klikks_desktop.domain.formatting import count_words
from klikks_desktop.domain.records import Building, Meter, Place
from klikks_desktop.services.energy import buildings
from klikks_desktop.services.energy.buildings import BuildingView
from klikks_desktop.services.list_import import ListKind
from klikks_desktop.services.targets import Target
from klikks_desktop.ui.dialogs.confirm import ConfirmDialog
from klikks_desktop.ui.dialogs.files import choose_file, choose_target
from klikks_desktop.ui.host import Host


class BuildingActions(QObject):
    """Asks, calls the service, tells the window. ``done`` carries the building to show, ``None`` for any.

    ``written`` carries a sentence and the file that was written.
    """

    done = Signal(object)
    written = Signal(str, object)

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host = host
        self._window = window

    def delete(self, view: BuildingView) -> None:
        """Ask, then move to the recycle bin with meters and consumption."""
        workspace, record = self._host.workspace, view.form.record
        words = self.tr(
            "„{name}“ kommt mit Zählern und Verbrauch in den Papierkorb. Potenziale und Projekte bleiben. "
            "Mit Strg+Z oder aus dem Papierkorb holen Sie alles zurück, 30 Tage lang."
        )
        question = ConfirmDialog(
            self._host.theme,
            self.tr("In den Papierkorb legen?"),
            words.format(name=record.name),
            verb=self.tr("In den Papierkorb legen"),
            stay=self.tr("Behalten"),
            icon="delete",
            parent=self._window,
        )

        def deleted() -> bool:
            buildings.delete_building(workspace, record.id)
            return True

        if question.ask() and self._host.attempt(deleted):
            self._host.changed()
            self.done.emit(None)

    def show_history(self, view: BuildingView) -> None:
        """Show what changed when."""
        from klikks_desktop.services.projects.work_history import building_history
        from klikks_desktop.ui.dialogs.history import HistoryDialog

        record = view.form.record
        entries = building_history(self._host.workspace, record.id)
        dialog = HistoryDialog(self._host, record.name, entries, self._window)
        dialog.exec()
        dialog.deleteLater()

    def open_bin(self) -> None:
        """Show the recycle bin; a building brought back, or the one whose meter was, is shown."""
        from klikks_desktop.ui.dialogs.work_bin import WorkBinDialog

        dialog = WorkBinDialog(self._host, (Building, Meter), self._window)
        dialog.exec()
        dialog.deleteLater()
        restored = dialog.restored
        if restored is not None:
            self.done.emit(restored.owner_id or restored.record_id)

    def take_table(self, kind: ListKind, place: Place) -> None:
        """Ask for a table and show what would be taken from it."""
        titles = {
            ListKind.BUILDINGS: self.tr("Tabelle mit Gebäuden"),
            ListKind.CONSUMPTION: self.tr("Tabelle mit Verbrauch"),
        }
        file = choose_file(
            self._window, titles[kind], self.tr("Tabellen (*.xlsx *.csv *.txt);;Alle Dateien (*)")
        )
        if file is not None:
            self.preview_table(kind, file, place)

    def preview_table(self, kind: ListKind, file: Path, place: Place) -> None:
        """Show what would be taken from ``file``."""
        from klikks_desktop.ui.dialogs.list_import import ListImportDialog

        dialog = ListImportDialog(self._host, kind, file, place, self._window)
        dialog.taken.connect(lambda: self.done.emit(None))
        dialog.preview()

    def export(self, ids: Sequence[UUID], place: Place | None) -> None:
        """Ask where, then write these buildings as an Excel file."""
        from klikks_desktop.services.energy.building_export import export_buildings, export_name

        workspace = self._host.workspace
        suggested = Path.home() / export_name(workspace, place)
        target = choose_target(
            self._window, self.tr("Nach Excel schreiben"), self.tr("Excel (*.xlsx)"), suggested
        )
        if target is None:
            return
        count = self._host.attempt(lambda: export_buildings(workspace, target, ids))
        if count is not None:
            what = count_words(count, "Gebäude", "Gebäude")
            words = self.tr("{what} geschrieben: {file}").format(what=what, file=target.name)
            self.written.emit(words, target)

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

        made = self._host.attempt(begun)
        if made is not None:
            self._host.changed()
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
